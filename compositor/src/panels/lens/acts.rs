//! What the keys of the lens do: one table, from which its foot is drawn too.

use smithay::input::keyboard::keysyms as key;

use super::view::Towards;
use super::{Again, Lens, Sheet};
use crate::actions::Action;
use crate::clock::Now;
use crate::panels::{KeyPress, Panel};
use crate::state::Compositor;

/// Something done in the lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensAct {
    /// Gives the keys to the window that is asked about, and closes the lens.
    Give,
    /// Freezes its cage, or thaws it.
    Freeze,
    /// Ends all programs of its cage, when asked for twice.
    Kill,
    /// Shows what is known of it, or no more.
    Details,
    /// Asks about the next window.
    Next,
    /// Asks about the one before.
    Previous,
    /// Asks about the nearest one on that side, or scrolls.
    Towards(Towards),
    /// Shows what was refused, or no more.
    Refusals,
    /// Locks all levels above that of its cage.
    LockAbove,
    /// Locks the session.
    Lock,
    /// Opens the launcher in the lens's place.
    Launcher,
    /// Ends the session, when asked for twice.
    LogOut,
    /// Closes the lens; the keys go back.
    Leave,
}

/// A key of the lens.
pub(super) struct Key {
    pub(super) act: LensAct,
    /// Keysyms, of which the first letter is what stands on the foot where its words name none.
    syms: &'static [u32],
    /// Whether it is on the foot, and there among what concerns the window.
    pub(super) shown: Option<bool>,
}

const fn key(act: LensAct, syms: &'static [u32], shown: Option<bool>) -> Key {
    Key { act, syms, shown }
}

/// Every key, in the order of the foot.
pub(super) const KEYS: [Key; 16] = [
    key(
        LensAct::Give,
        &[key::KEY_Return, key::KEY_KP_Enter],
        Some(true),
    ),
    key(LensAct::Freeze, &[key::KEY_f, key::KEY_F], Some(true)),
    key(LensAct::Kill, &[key::KEY_k, key::KEY_K], Some(true)),
    key(
        LensAct::Details,
        &[key::KEY_i, key::KEY_I, key::KEY_space],
        Some(true),
    ),
    key(LensAct::LockAbove, &[key::KEY_a, key::KEY_A], Some(true)),
    key(LensAct::Previous, &[key::KEY_ISO_Left_Tab], None),
    key(LensAct::Next, &[key::KEY_Tab], Some(false)),
    key(LensAct::Towards(Towards::Left), &[key::KEY_Left], None),
    key(LensAct::Towards(Towards::Right), &[key::KEY_Right], None),
    key(LensAct::Towards(Towards::Up), &[key::KEY_Up], None),
    key(LensAct::Towards(Towards::Down), &[key::KEY_Down], None),
    key(LensAct::Refusals, &[key::KEY_r, key::KEY_R], Some(false)),
    key(LensAct::Launcher, &[key::KEY_p, key::KEY_P], Some(false)),
    key(LensAct::Lock, &[key::KEY_l, key::KEY_L], Some(false)),
    key(LensAct::LogOut, &[key::KEY_q, key::KEY_Q], Some(false)),
    key(LensAct::Leave, &[key::KEY_Escape], Some(false)),
];

impl Compositor {
    /// What a key does in the lens, if anything.
    pub(super) fn lens_act_of(&self, press: &KeyPress) -> Option<LensAct> {
        // The likeliest keysym decides: in another layout the letters are elsewhere.
        let of = |sym: &u32| KEYS.iter().find(|key| key.syms.contains(sym));
        press.syms.iter().find_map(of).map(|key| key.act)
    }

    pub(super) fn lens_act(&mut self, act: LensAct, now: Now) {
        let Some(Panel::Lens(lens)) = &mut self.input.panel else {
            return;
        };
        let again = lens.again.take();
        let lens = lens.clone();
        self.work.rearrange();
        match act {
            LensAct::Give => self.lens_give(&lens),
            LensAct::Freeze => self.lens_freeze(&lens),
            LensAct::Kill => self.lens_kill(&lens, again),
            LensAct::Details => self.lens_toggle(Sheet::Details),
            LensAct::Refusals => self.lens_toggle(Sheet::Refusals),
            LensAct::Next => self.lens_step(&lens, true),
            LensAct::Previous => self.lens_step(&lens, false),
            LensAct::Towards(way) => self.lens_towards(&lens, way),
            LensAct::Launcher => self.open_launcher(now),
            LensAct::LockAbove => self.lens_lock_above(&lens, now),
            LensAct::Lock => {
                self.close_panel();
                self.perform(Action::Lock);
            }
            LensAct::LogOut if again == Some(Again::LogOut) => self.perform(Action::Quit),
            LensAct::LogOut => self.lens_again(Again::LogOut),
            LensAct::Leave => self.close_panel(),
        }
    }

    fn lens_again(&mut self, again: Again) {
        if let Some(Panel::Lens(lens)) = &mut self.input.panel {
            lens.again = Some(again);
        }
    }

    fn lens_give(&mut self, lens: &Lens) {
        let Some(window) = self.lens_asked(lens) else {
            return;
        };
        self.close_panel();
        self.perform(Action::Focus(window));
        self.work.configure.insert(window);
    }

    fn lens_freeze(&mut self, lens: &Lens) {
        if let Some(cage) = self.lens_asked_cage(lens) {
            self.perform(self.freeze_or_thaw(cage));
        }
    }

    fn lens_kill(&mut self, lens: &Lens, again: Option<Again>) {
        let Some(cage) = self.lens_asked_cage(lens) else {
            return;
        };
        if again == Some(Again::Kill(cage)) {
            self.perform(Action::EndCage(cage));
        } else {
            self.lens_again(Again::Kill(cage));
        }
    }

    /// What is locked is covered in its place, with the lens gone.
    fn lens_lock_above(&mut self, lens: &Lens, now: Now) {
        let cage = self.lens_asked_cage(lens);
        // Where it is not offered the key is none, and the lens stays.
        if let Some(cage) = cage.filter(|cage| self.can_lock_above(*cage)) {
            self.close_panel();
            self.lock_levels_or_say_why(Some(cage), now);
        }
    }

    /// Up and down scroll what is too long; else all four lead from window to window.
    fn lens_towards(&mut self, lens: &Lens, way: Towards) {
        let by = match way {
            Towards::Up => -1,
            Towards::Down => 1,
            Towards::Left | Towards::Right => 0,
        };
        if by != 0 && self.lens_scrolls(lens) {
            self.lens_scroll(by);
        } else if let Some(window) = self.lens_nearest(lens, way) {
            self.lens_ask(window);
        }
    }

    /// Whether the open card may have more than it shows.
    pub(super) fn lens_scrolls(&self, lens: &Lens) -> bool {
        match lens.sheet {
            Sheet::None => false,
            Sheet::Refusals => true,
            Sheet::Details => self.lens_details_overflow(lens) > 0,
        }
    }

    /// Scrolls the open card by so many lines.
    pub(super) fn lens_scroll(&mut self, by: isize) {
        let last = match &self.input.panel {
            Some(Panel::Lens(lens)) => match lens.sheet {
                Sheet::None => 0,
                Sheet::Refusals => self.journal.refusals().len().saturating_sub(1),
                Sheet::Details => self.lens_details_overflow(lens),
            },
            _ => 0,
        };
        if let Some(Panel::Lens(lens)) = &mut self.input.panel {
            let before = lens.scrolled;
            lens.scrolled = before.saturating_add_signed(by).min(last);
            if lens.scrolled != before {
                self.work.rearrange();
            }
        }
    }
}
