//! When screens go dark and the session locks because nobody is there, and what brings
//! screens back. Pure.

use std::time::Duration;

use crate::clock::Now;
use crate::input::{Gesture, InputEvent};

/// What happens when nobody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleSettings {
    /// Screens go dark after so long without input; `None` is never.
    pub screens_off: Option<Duration>,
    /// The session is locked after so long without input; `None` is never.
    pub lock_after: Option<Duration>,
    /// Whether it is locked before the machine sleeps.
    pub lock_before_sleep: bool,
    /// Whether it is locked when the lid is closed; the system then leaves the lid to us.
    pub lock_on_lid: bool,
}

impl Default for IdleSettings {
    fn default() -> IdleSettings {
        IdleSettings {
            screens_off: Some(Duration::from_secs(600)),
            lock_after: Some(Duration::from_secs(900)),
            lock_before_sleep: true,
            lock_on_lid: false,
        }
    }
}

/// Where the session is locked nobody reads: screens go dark after so long, if ever.
const LOCKED: Duration = Duration::from_secs(60);

impl IdleSettings {
    /// What holds while the session is locked.
    #[must_use]
    pub fn while_locked(self) -> IdleSettings {
        IdleSettings {
            screens_off: self.screens_off.map(|after| after.min(LOCKED)),
            lock_after: None,
            ..self
        }
    }
}

/// What becomes of an event while screens may be dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It goes where it always does.
    Pass,
    /// It brings the screens back, and nobody else gets it.
    Wake,
}

/// Whether screens are lit, and since when nobody did anything.
#[derive(Debug, Default)]
pub struct Idle {
    dark: bool,
    /// When something was done last; `None` before the first look.
    last: Option<Now>,
    /// When somebody did something last; `None` before the first look.
    touched: Option<Now>,
}

impl Idle {
    /// Whether the screens are dark.
    #[must_use]
    pub fn dark(&self) -> bool {
        self.dark
    }

    /// When the screens go dark if nobody does anything.
    #[must_use]
    pub fn due(&self, settings: IdleSettings) -> Option<Now> {
        let after = settings.screens_off.filter(|_| !self.dark)?;
        Some(self.last?.after(after))
    }

    /// When the session locks if nobody does anything.
    #[must_use]
    pub fn lock_due(&self, settings: IdleSettings) -> Option<Now> {
        Some(self.touched?.after(settings.lock_after?))
    }

    /// Whether the screens are to go dark now.
    pub fn rests(&mut self, settings: IdleSettings, now: Now) -> bool {
        self.last.get_or_insert(now);
        self.touched.get_or_insert(now);
        self.due(settings).is_some_and(|due| due <= now)
    }

    /// Somebody looks on, though nothing is done.
    pub fn stay(&mut self, now: Now) {
        self.last = Some(now);
    }

    /// The screens are lit or dark from now on; says whether that is something new.
    pub fn light(&mut self, lit: bool, now: Now) -> bool {
        self.last = Some(now);
        std::mem::replace(&mut self.dark, !lit) == lit
    }

    /// Somebody did something. What is let go wakes nobody: the key that sent a command
    /// to darken the screens comes up after it has.
    pub fn heard(&mut self, event: &InputEvent, now: Now) -> Heard {
        (self.last, self.touched) = (Some(now), Some(now));
        match event {
            _ if !self.dark => Heard::Pass,
            InputEvent::Key { pressed: false, .. }
            | InputEvent::Button { pressed: false, .. }
            | InputEvent::TouchMotion { .. }
            | InputEvent::TouchUp { .. }
            | InputEvent::TouchFrame
            | InputEvent::TouchCancel
            | InputEvent::TabletGone(_)
            | InputEvent::Gesture(Gesture::End { .. }) => Heard::Pass,
            InputEvent::Tablet(event) if event.lets_go() => Heard::Pass,
            _ => Heard::Wake,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: IdleSettings = IdleSettings {
        screens_off: Some(Duration::from_secs(60)),
        lock_after: Some(Duration::from_secs(90)),
        lock_before_sleep: true,
        lock_on_lid: false,
    };

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    #[test]
    fn a_minute_without_input_is_dark() {
        let mut idle = Idle::default();
        assert_eq!(idle.due(SETTINGS), None, "not before the first look");
        assert!(!idle.rests(SETTINGS, at(1000)));
        assert_eq!(idle.due(SETTINGS), Some(at(1060)));
        idle.heard(&InputEvent::TouchFrame, at(1030));
        assert!(!idle.rests(SETTINGS, at(1089)));
        assert!(idle.rests(SETTINGS, at(1090)));
        assert!(idle.light(false, at(1090)));
        assert!(!idle.rests(SETTINGS, at(9000)), "only once");
        assert_eq!(idle.due(SETTINGS), None);
        assert!(idle.light(true, at(9000)));
        assert!(!idle.light(true, at(9001)), "nothing new");
        assert_eq!(idle.due(SETTINGS), Some(at(9061)));
    }

    #[test]
    fn never_is_never() {
        let never = IdleSettings {
            screens_off: None,
            lock_after: None,
            lock_before_sleep: false,
            lock_on_lid: false,
        };
        let mut idle = Idle::default();
        assert!(!idle.rests(never, at(0)));
        assert!(!idle.rests(never, at(1_000_000)));
        assert_eq!(idle.due(never), None);
        assert_eq!(idle.lock_due(never), None);
    }

    #[test]
    fn dark_screens_do_not_put_the_lock_off() {
        let mut idle = Idle::default();
        assert_eq!(idle.lock_due(SETTINGS), None, "not before the first look");
        assert!(!idle.rests(SETTINGS, at(0)));
        idle.light(false, at(60));
        assert_eq!(idle.lock_due(SETTINGS), Some(at(90)));
        idle.heard(&InputEvent::TouchFrame, at(70));
        assert_eq!(idle.lock_due(SETTINGS), Some(at(160)));
        let locked = SETTINGS.while_locked();
        assert_eq!(idle.lock_due(locked), None);
        let long = IdleSettings {
            screens_off: Some(Duration::from_secs(600)),
            ..SETTINGS
        };
        assert_eq!(long.while_locked().screens_off, Some(LOCKED));
    }

    #[test]
    fn what_is_done_wakes_and_what_is_let_go_does_not() {
        let mut idle = Idle::default();
        let key = |pressed| InputEvent::Key { code: 30, pressed };
        assert_eq!(idle.heard(&key(true), at(1)), Heard::Pass);
        idle.light(false, at(2));
        assert_eq!(idle.heard(&key(false), at(3)), Heard::Pass);
        assert_eq!(
            idle.heard(&InputEvent::TouchUp { slot: 0 }, at(3)),
            Heard::Pass
        );
        assert_eq!(idle.heard(&key(true), at(4)), Heard::Wake);
        let motion = InputEvent::PointerTo((1.0, 0.0).into());
        assert_eq!(idle.heard(&motion, at(4)), Heard::Wake);
        idle.light(true, at(5));
        assert_eq!(idle.heard(&key(true), at(6)), Heard::Pass);
    }
}
