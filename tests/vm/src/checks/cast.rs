//! What most stories have in common: a window of blue in the cage "web", one of yellow in
//! the cage "work", and the numbers of keys.

use anyhow::Result;

use crate::picture::Colour;
use crate::session::{Client, Session};

/// The colour of the window in "web".
pub(super) const WEB: Colour = [0x20, 0x60, 0xc0];
/// The colour of the window in "work".
pub(super) const WORK: Colour = [0xe0, 0xd0, 0x40];

/// KEY_A, KEY_B and BTN_LEFT (linux/input-event-codes.h).
pub(super) const A: u32 = 30;
pub(super) const B: u32 = 48;
pub(super) const LEFT: u32 = 272;

/// Opens the window in "web", with further options of the client's.
pub(super) fn web<'a>(session: &Session<'a>, more: &str) -> Result<Client<'a>> {
    let look = "--title first --colour 2060c0 --size 300x200";
    session.client("web", &format!("{look} {more}"))
}

/// Opens the window in "work".
pub(super) fn work<'a>(session: &Session<'a>) -> Result<Client<'a>> {
    session.client("work", "--title second --colour e0d040 --size 240x180")
}
