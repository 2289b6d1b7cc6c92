//! A trial: an attacker, an innocent program of another cage, and what must hold whatever is done.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lisere_tests::client::Heard;
use lisere_tests::rawwl::{Obj, Raw};
pub(crate) use lisere_tests::rawwl::{click, hover, raw_popup, raw_window};
use lisere_tests::{Client, Fixture, Window, paint};
use wayland_client::Proxy;

/// `wl_display`'s errors.
pub(crate) const INVALID_OBJECT: u32 = 0;
/// What is wrong is the request itself.
pub(crate) const INVALID_METHOD: u32 = 1;
/// A quota is full.
pub(crate) const NO_MEMORY: u32 = 2;
/// The connection is misused.
pub(crate) const IMPLEMENTATION: u32 = 3;

/// What the gate says of an end that was the core's decision.
const REFUSED: &str = "refused by the compositor";

/// Attackers come through this cage.
pub(crate) const CAGE: &str = "web";
/// The innocent program is here.
pub(crate) const OTHER: &str = "vault";

/// Somebody else, who plays no part in most trials.
pub(crate) const THIRD: &str = "disposable";

/// Open files are counted for the whole process, so trials in one process take turns.
static ALONE: Mutex<()> = Mutex::new(());

/// Waits for one's turn.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What an attacker may leave nothing of.
#[derive(Debug)]
struct Residue {
    /// What the gate counts against the cage.
    held: String,
    files: usize,
    clients: usize,
    windows: usize,
}

/// The world that attacks happen in.
pub(crate) struct Trial {
    pub(crate) fixture: Fixture,
    /// The innocent program.
    pub(crate) innocent: Client,
    /// Its window, which has the keys.
    pub(crate) calm: Window,
    before: Residue,
    _alone: MutexGuard<'static, ()>,
}

impl Trial {
    pub(crate) fn new() -> Trial {
        let alone = alone();
        let mut fixture = Fixture::new("home");
        let innocent = fixture.client(OTHER);
        let calm = fixture.window(&innocent, (200, 100), paint::BLUE);
        fixture.put(&calm, (20, 80));
        fixture.click_into(&calm, 5, 5);
        fixture.type_text("a");
        // Out of everybody's windows, so that none has to be told who is under it.
        fixture.move_to(638.0, 398.0);
        fixture.frame();
        innocent.forget();
        let mut trial = Trial {
            fixture,
            innocent,
            calm,
            before: Residue {
                held: String::new(),
                files: usize::MAX,
                clients: 0,
                windows: 0,
            },
            _alone: alone,
        };
        // Honest visits, so that what is made once and kept is there.
        let third = trial.fixture.raw(THIRD);
        trial.fixture.cut(&third);
        trial.lives(|fixture, raw| {
            raw_window(fixture, raw, 100, 100);
        });
        trial.before = trial.residue();
        trial
    }

    /// An attack that the gate ends with exactly this error on the object it returns.
    #[track_caller]
    pub(crate) fn dies(&mut self, code: u32, attack: impl FnOnce(&mut Fixture, &Raw) -> Obj) {
        let told = self.dies_of(code, attack);
        assert_ne!(told, REFUSED, "it passes the gate");
    }

    /// The same for what only the core can judge.
    #[track_caller]
    pub(crate) fn dies_inside(
        &mut self,
        code: u32,
        attack: impl FnOnce(&mut Fixture, &Raw) -> Obj,
    ) {
        let told = self.dies_of(code, attack);
        assert_eq!(told, REFUSED, "the gate could tell");
    }

    #[track_caller]
    fn dies_of(&mut self, code: u32, attack: impl FnOnce(&mut Fixture, &Raw) -> Obj) -> String {
        let raw = self.fixture.raw(CAGE);
        self.fixture.gate(CAGE).reports();
        let blamed = attack(&mut self.fixture, &raw);
        self.fixture.settle();
        let fault = raw
            .fault()
            .unwrap_or_else(|| panic!("no error came; closed: {}", raw.closed()));
        assert_eq!(
            (fault.object, fault.code),
            (blamed.id, code),
            "{} is to blame: {fault:?}",
            blamed.interface
        );
        assert!(raw.closed(), "the connection stays open after {fault:?}");
        discreet(&fault.message);
        let reports = self.fixture.gate(CAGE).reports();
        let told = reports
            .iter()
            .any(|report| report.code == code && report.why == fault.message);
        assert!(told, "no report tells of {fault:?}: {reports:?}");
        self.fixture.cut(&raw);
        fault.message
    }

    /// The same for errors of `wl_display` itself.
    #[track_caller]
    pub(crate) fn dies_at_once(&mut self, code: u32, attack: impl FnOnce(&mut Fixture, &Raw)) {
        self.dies(code, |fixture, raw| {
            attack(fixture, raw);
            raw.display()
        });
    }

    /// An attack that ends its connection, with whatever error.
    #[track_caller]
    pub(crate) fn ends(&mut self, attack: impl FnOnce(&mut Fixture, &Raw)) {
        let raw = self.fixture.raw(CAGE);
        attack(&mut self.fixture, &raw);
        self.fixture.settle();
        assert!(raw.closed(), "the connection lives");
        self.fixture.cut(&raw);
    }

    /// What looks like an attack and is answered as if it were none, or is simply ignored.
    #[track_caller]
    pub(crate) fn lives(&mut self, attack: impl FnOnce(&mut Fixture, &Raw)) {
        let raw = self.fixture.raw(CAGE);
        attack(&mut self.fixture, &raw);
        self.fixture.settle();
        assert!(!raw.closed(), "ended: {:?}", raw.fault());
        let asked = raw.sync();
        self.fixture.frame();
        assert!(raw.answered(asked), "never answered: {:?}", raw.fault());
        self.fixture.cut(&raw);
    }

    /// What may end its connection or not; only what must hold whatever is done counts.
    pub(crate) fn either(&mut self, attack: impl FnOnce(&mut Fixture, &Raw)) {
        let raw = self.fixture.raw(CAGE);
        attack(&mut self.fixture, &raw);
        self.fixture.frame();
        self.fixture.cut(&raw);
    }

    /// What must hold in the end, and is looked at while the last attackers are still there.
    #[track_caller]
    pub(crate) fn finish(mut self) {
        self.assert_silent();
        self.assert_keys_stay_home();
        self.assert_served();
        for raw in self.fixture.raws().to_vec() {
            self.fixture.cut(&raw);
        }
        self.fixture.frame();
        let after = self.residue();
        let before = &self.before;
        let held = (&after.held, after.clients, after.windows);
        assert_eq!(held, (&before.held, before.clients, before.windows));
        // Files of trials before this one may have gone meanwhile.
        assert!(after.files <= before.files, "{after:?} after {before:?}");
        self.assert_hands_work();
    }

    /// The innocent program has heard nothing (I2).
    #[track_caller]
    pub(crate) fn assert_silent(&self) {
        let heard = self.innocent.transcript();
        assert_eq!(heard, "", "another cage hears of the attack");
    }

    /// Keys go to who has the focus, and the desktop keeps its own (I6, I7).
    #[track_caller]
    fn assert_keys_stay_home(&mut self) {
        let before = self.keys_of_attackers();
        let focused = self.fixture.focused();
        self.fixture.type_text("b");
        let innocent = focused == Some(self.innocent.cage());
        if innocent {
            assert_eq!(self.innocent.typed(), "b");
            assert_eq!(self.keys_of_attackers(), before);
        } else {
            assert_eq!(self.innocent.typed(), "");
        }
        let before = self.keys_of_attackers();
        self.fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
        assert_eq!(self.workspace(), Some(2), "the desktop's chord");
        self.fixture.type_text("c");
        assert_eq!(self.keys_of_attackers(), before, "nobody has the keys");
        self.fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
        assert_eq!(self.workspace(), Some(1), "the desktop's chord");
        assert_eq!(self.innocent.typed(), if innocent { "b" } else { "" });
        self.innocent.forget();
    }

    fn workspace(&self) -> Option<u8> {
        let place = self.fixture.core.desk.places().first()?;
        Some(place.active.number())
    }

    fn keys_of_attackers(&self) -> usize {
        let keys = |raw: &Raw| raw.count("wl_keyboard", "key");
        self.fixture.raws().iter().map(keys).sum()
    }

    /// The innocent program gets answers and frames (I0, I3 as far as rounds can tell).
    #[track_caller]
    pub(crate) fn assert_served(&mut self) {
        let checked = self.fixture.checked;
        let asked = {
            let display = self.innocent.connection().display();
            display.sync(self.innocent.queue(), ()).id()
        };
        let frame = self.calm.ask_frame();
        self.calm.surface.damage(0, 0, 10, 10);
        self.calm.surface.commit();
        self.fixture.frame();
        let done = self.innocent.told(|heard| match heard {
            Heard::Callback(at, _) if *at == asked => Some(()),
            _ => None,
        });
        assert_eq!(done.len(), 1, "a round trip of another cage");
        assert_eq!(self.innocent.frame_times(&frame).len(), 1, "its frame");
        assert!(self.fixture.checked >= checked, "frames are drawn");
        self.innocent.forget();
    }

    /// The user's hands still reach the innocent program.
    #[track_caller]
    fn assert_hands_work(&mut self) {
        self.fixture.advance(600);
        self.fixture.click_into(&self.calm, 5, 5);
        assert_eq!(self.innocent.presses(), 1, "a click");
        self.fixture.type_text("d");
        assert_eq!(self.innocent.typed(), "d");
    }

    fn residue(&mut self) -> Residue {
        let cage = self.fixture.cage(CAGE);
        // Shared memory is unmapped in a thread of the library's own.
        let files = (0..100_000)
            .inspect(|_| std::thread::yield_now())
            .map(|_| open_files())
            .find(|files| *files <= self.before.files);
        Residue {
            held: format!("{:?}", self.fixture.gate(CAGE).usage()),
            files: files.unwrap_or_else(open_files),
            clients: self.fixture.core.connections.clients_of(cage),
            windows: self.fixture.core.windows.iter().count(),
        }
    }

    /// How many windows there are beside the innocent one's.
    pub(crate) fn windows(&self) -> usize {
        self.fixture.core.windows.iter().count() - 1
    }
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").expect("files").count()
}

/// An error's text says nothing about the process that wrote it (DL-25).
#[track_caller]
fn discreet(message: &str) {
    let address = message.split("0x").skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit);
        digits.count() > 4
    });
    let telling = ["/", "fd ", "mmap", "panicked"]
        .iter()
        .any(|word| message.contains(word));
    assert!(
        !address && !telling,
        "an error's text tells too much: {message}"
    );
}
