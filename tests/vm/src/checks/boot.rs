//! From the console to the bar: what the screen shows, seen from outside, is what the same
//! session says of itself in memory.

use anyhow::{Result, ensure};

use super::{Check, Scene};
use crate::machine::Guest;
use crate::session::{How, Session};

pub(super) const PIXMAN: Check = Check {
    name: "boot-pixman",
    says: "it starts from a console and the screen shows the reference, drawn by Pixman",
    tell: |scene| from_console_to_bar(scene, &How::PIXMAN, 0),
};

pub(super) const GLES: Check = Check {
    name: "boot-gles",
    says: "the same, drawn by GLES",
    tell: |scene| from_console_to_bar(scene, &How::GLES, 2),
};

/// `tolerance` is how far a channel of a window's content may be off; frames and bar may not.
fn from_console_to_bar(scene: &mut Scene, how: &How, _tolerance: u8) -> Result<()> {
    let guest = scene.guest;
    scene.show(0, "the console")?;
    // The bar shows the time: this minute has only begun.
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, how)?;
    let web = session.client("web", "--title first --colour 2060c0 --size 300x200")?;
    let status = session.status()?;
    ensure!(status.windows == 1, "one window: {status:?}");
    scene.note(format!("{} at {:?}", status.backend, Guest::SIZE));
    scene.show(0, "the desktop")?;
    drop(web);
    Ok(())
}
