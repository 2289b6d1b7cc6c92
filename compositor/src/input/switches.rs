//! Switches of the machine itself: its lid, and whether its keyboard is folded away.

/// Something that is on or off until it is switched again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Switch {
    /// On while the lid is closed.
    Lid,
    /// On while the keyboard is folded away or taken off.
    TabletMode,
}

/// How the switches stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// The lid is closed.
    pub lid_closed: bool,
    /// The keyboard is folded away or taken off.
    pub tablet_mode: bool,
}

impl Switches {
    pub(super) fn set(&mut self, switch: Switch, on: bool) {
        match switch {
            Switch::Lid => self.lid_closed = on,
            Switch::TabletMode => self.tablet_mode = on,
        }
    }
}
