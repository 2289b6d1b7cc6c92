//! What the key router should do, as plain data: written from the design's rules, not from the code.
//!
//! A press has one taker for good, who also gets the release. Trusted keys come first. A cage
//! hears of keys while it has them; to enter a cage the keys must all be up, and whoever they
//! leave has none down any more. Modifiers, locks and layouts are each cage's own.

use std::collections::BTreeMap;

/// evdev codes of the keys that are played.
pub mod code {
    #![allow(missing_docs)]
    pub const ESCAPE: u32 = 1;
    pub const U: u32 = 22;
    pub const CONTROL: u32 = 29;
    pub const D: u32 = 32;
    pub const G: u32 = 34;
    pub const H: u32 = 35;
    pub const L: u32 = 38;
    pub const SHIFT: u32 = 42;
    pub const SPACE: u32 = 57;
    pub const CAPS: u32 = 58;
    pub const SUPER: u32 = 125;
}

/// The keys that are played.
pub const KEYS: [u32; 11] = [
    code::ESCAPE,
    code::U,
    code::CONTROL,
    code::D,
    code::G,
    code::H,
    code::L,
    code::SHIFT,
    code::SPACE,
    code::CAPS,
    code::SUPER,
];

/// The preferences that the model knows: two layouts, and a mode in which U opens the launcher.
pub const WISHES: &str = r#"
[keyboard]
layout = "us,de"
[keys]
"Super+H" = "mode quiet"
[mode.quiet]
"U" = "launcher"
"#;

/// How many layouts there are.
const LAYOUTS: u32 = 2;
/// XKB's bits of modifiers.
const SHIFT: u32 = 1;
const LOCK: u32 = 2;
const CONTROL: u32 = 4;

/// What one window's program is told of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The keys come, and none is down.
    Enter,
    /// They go.
    Leave,
    /// A key went down or up.
    Key(u32, bool),
    /// What is held and locked, and the layout.
    Modifiers(u32, u32, u32),
}

/// What trusted UI has open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Nothing.
    #[default]
    None,
    /// The lens.
    Lens,
    /// The launcher.
    Launcher,
}

/// Who took a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taker {
    Trusted,
    /// The cage that had the keys; none where nobody had.
    Cage(Option<usize>),
}

/// One cage's keyboard.
#[derive(Clone, Debug, Default)]
struct Keyboard {
    depressed: u32,
    locked: u32,
    layout: u32,
    /// Whether the lock was on when its key went down.
    was_locked: bool,
    /// What its window with the keys was told last.
    told: (u32, u32, u32),
    /// Keys that are down, and whether their release is owed to whoever has the keys.
    down: BTreeMap<u32, bool>,
}

impl Keyboard {
    fn now(&self) -> (u32, u32, u32) {
        (self.depressed, self.locked, self.layout)
    }

    fn feel(&mut self, key: u32, down: bool) {
        let bit = match key {
            code::SHIFT => SHIFT,
            code::CONTROL => CONTROL,
            code::CAPS => LOCK,
            _ => return,
        };
        if down {
            self.depressed |= bit;
        } else {
            self.depressed &= !bit;
        }
        if bit == LOCK && down {
            self.was_locked = self.locked & LOCK != 0;
            self.locked |= LOCK;
        } else if bit == LOCK && self.was_locked {
            self.locked &= !LOCK;
        }
    }
}

/// The whole of it.
#[derive(Clone, Debug, Default)]
pub struct Model {
    down: BTreeMap<u32, Taker>,
    /// Whether the session is locked.
    pub locked: bool,
    /// What is open.
    pub panel: Panel,
    mode: bool,
    /// Windows that are there, by their places: each one's cage.
    windows: BTreeMap<usize, usize>,
    /// Their places, the one used last first.
    recent: Vec<usize>,
    chosen: Option<usize>,
    given: Option<usize>,
    cages: BTreeMap<usize, Keyboard>,
    told: Vec<(usize, Told)>,
}

impl Model {
    /// Takes what windows were told since the last call.
    pub fn take_told(&mut self) -> Vec<(usize, Told)> {
        std::mem::take(&mut self.told)
    }

    /// The window that has the keys.
    #[must_use]
    pub fn given(&self) -> Option<usize> {
        self.given
    }

    /// Whether a key is down.
    #[must_use]
    pub fn is_down(&self, key: u32) -> bool {
        self.down.contains_key(&key)
    }

    /// The keys that are down.
    #[must_use]
    pub fn all_down(&self) -> Vec<u32> {
        self.down.keys().copied().collect()
    }

    /// A window appeared.
    pub fn appear(&mut self, window: usize, cage: usize) {
        self.windows.insert(window, cage);
        self.recent.insert(0, window);
    }

    /// A window's program ended.
    pub fn vanish(&mut self, window: usize) {
        let cage = self.windows.remove(&window);
        self.recent.retain(|one| *one != window);
        if self.chosen == Some(window) {
            let mut others = self.recent.iter().copied();
            self.chosen = others.find(|one| self.windows.get(one).copied() == cage);
        }
        if self.given == Some(window) {
            self.given = None;
            // Nobody is left to be told. Within the cage the keys go on at once.
            let next = self.chosen;
            self.give(next);
        }
        self.settle();
    }

    /// The user chose a window.
    pub fn choose(&mut self, window: usize) {
        self.recent.retain(|one| *one != window);
        self.recent.insert(0, window);
        self.chosen = Some(window);
        self.settle();
    }

    /// The password was right.
    pub fn unlock(&mut self) {
        self.locked = false;
        self.settle();
    }

    /// The cage with the keys gets its next layout.
    pub fn next_layout(&mut self) {
        if let Some(keyboard) = self.with_keys() {
            keyboard.layout = (keyboard.layout + 1) % LAYOUTS;
            self.tell_modifiers(false);
        }
    }

    /// A key went down.
    pub fn press(&mut self, key: u32) {
        if self.is_down(key) {
            return;
        }
        let taker = match self.trusted(key) {
            true => Taker::Trusted,
            false => {
                self.settle();
                Taker::Cage(self.cage_given())
            }
        };
        if let Taker::Cage(Some(cage)) = taker {
            let window = self.given.expect("somebody has the keys");
            self.told.push((window, Told::Key(key, true)));
            let keyboard = self.cages.entry(cage).or_default();
            keyboard.down.insert(key, true);
            keyboard.feel(key, true);
            self.tell_modifiers(false);
        }
        self.down.insert(key, taker);
        self.settle();
    }

    /// A key went up.
    pub fn release(&mut self, key: u32) {
        if let Some(Taker::Cage(Some(cage))) = self.down.remove(&key) {
            let keyboard = self.cages.entry(cage).or_default();
            let owed = keyboard.down.remove(&key) == Some(true);
            keyboard.feel(key, false);
            if owed && let Some(window) = self.given {
                self.told.push((window, Told::Key(key, false)));
            }
            if self.cage_given() == Some(cage) {
                self.tell_modifiers(false);
            }
        }
        self.settle();
    }

    /// Whether trusted UI takes a press, which then does what it does there.
    fn trusted(&mut self, key: u32) -> bool {
        let held = |one: u32| self.down.contains_key(&one);
        let (logo, others) = (held(code::SUPER), held(code::SHIFT) || held(code::CONTROL));
        if key == code::SUPER || self.locked {
            return true;
        }
        if self.mode && !logo && !others && matches!(key, code::ESCAPE | code::U) {
            match key {
                code::U => self.toggle_launcher(),
                _ => self.mode = false,
            }
            return true;
        }
        match key {
            code::ESCAPE if logo => match self.panel {
                Panel::None => self.open(Panel::Lens),
                _ => self.panel = Panel::None,
            },
            code::SPACE if logo && !others => self.toggle_launcher(),
            code::L if logo && !others => self.lock(),
            code::H if logo && !others => self.mode = true,
            _ => return self.panel_takes(key) || logo || self.mode,
        }
        true
    }

    fn panel_takes(&mut self, key: u32) -> bool {
        match (self.panel, key) {
            (Panel::None, _) => return false,
            (Panel::Lens, code::L) => self.lock(),
            (_, code::ESCAPE) => self.panel = Panel::None,
            _ => {}
        }
        true
    }

    fn open(&mut self, panel: Panel) {
        self.panel = panel;
        self.mode = false;
        self.settle();
    }

    fn toggle_launcher(&mut self) {
        match self.panel {
            Panel::Launcher => self.panel = Panel::None,
            _ => self.open(Panel::Launcher),
        }
    }

    fn lock(&mut self) {
        self.locked = true;
        self.open(Panel::None);
    }

    fn cage_given(&self) -> Option<usize> {
        self.windows.get(&self.given?).copied()
    }

    /// The keyboard of the cage that has the keys.
    fn with_keys(&mut self) -> Option<&mut Keyboard> {
        let cage = self.cage_given()?;
        Some(self.cages.entry(cage).or_default())
    }

    /// Brings the keys to where they belong: away at once, within a cage at once, into
    /// another cage only while no key is down.
    fn settle(&mut self) {
        let quiet = !self.locked && self.panel == Panel::None;
        let wanted = self.chosen.filter(|_| quiet);
        let cage = |window: usize| self.windows.get(&window).copied();
        let near = wanted.and_then(cage) == self.given.and_then(cage);
        let wanted = wanted.filter(|_| near || self.down.is_empty());
        if wanted != self.given {
            self.give(wanted);
        }
    }

    fn give(&mut self, window: Option<usize>) {
        if let Some(before) = self.given {
            self.told.push((before, Told::Leave));
        }
        // Whoever is left has no key down any more.
        for keyboard in self.cages.values_mut() {
            keyboard.down.values_mut().for_each(|owed| *owed = false);
        }
        self.given = window;
        if let Some(window) = window {
            self.told.push((window, Told::Enter));
            self.tell_modifiers(true);
        }
    }

    fn tell_modifiers(&mut self, always: bool) {
        let Some(window) = self.given else { return };
        let Some(keyboard) = self.with_keys() else {
            return;
        };
        let now = keyboard.now();
        if always || now != keyboard.told {
            keyboard.told = now;
            self.told
                .push((window, Told::Modifiers(now.0, now.1, now.2)));
        }
    }
}
