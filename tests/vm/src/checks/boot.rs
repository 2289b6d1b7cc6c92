//! From a console to the bar: what the screen shows, seen from outside, is what the same
//! scene looks like in memory.

use anyhow::{Context, Result, ensure};

use super::cast::{WEB, WORK, web, work};
use super::{Check, Scene, pointer};
use crate::machine::wait::SOON;
use crate::machine::{Cursor, Guest};
use crate::picture::Picture;
use crate::session::{How, Session};

pub(super) const PIXMAN: Check = Check {
    name: "boot-pixman",
    says: "from a console, the screen shows the reference and the pointer exactly, drawn by Pixman",
    tell: |scene| from_console_to_bar(scene, &How::PIXMAN, 0),
};

pub(super) const GLES: Check = Check {
    name: "boot-gles",
    says: "drawn by GLES it does too: frames and bar exactly, windows within 2 of 255",
    tell: |scene| from_console_to_bar(scene, &How::GLES, 2),
};

/// `tolerance` is how far a channel of a window's content may be off; frames and bar may not.
fn from_console_to_bar(scene: &mut Scene, how: &How, tolerance: u8) -> Result<()> {
    let guest = scene.guest;
    scene.show(0, "the console")?;
    let session = desktop(guest, how)?;
    let status = session.status()?;
    ensure!(
        status.backend == "kms" && status.renderer == how.renderer,
        "{status:?}"
    );
    // From outside there is no telling when the last frame is on the screen.
    guest.until_shown(0, "both windows on the screen", |screen| {
        screen.inside(WEB).is_some() && screen.inside(WORK).is_some()
    })?;
    scene.settle(&session)?;
    let screen = guest.screen(0)?;
    scene.show(0, "the screen")?;
    let (cursor, (x, y)) = pointed(scene, &screen)?;
    session.quit()?;

    let (width, height) = Guest::SIZE;
    let arguments = format!("--output {width}x{height}@1");
    let reference = How {
        backend: "headless",
        renderer: "pixman",
        arguments: &arguments,
        ..*how
    };
    let session = desktop(guest, &reference)?;
    let reference = session.screenshot("HEADLESS-1")?;
    scene.show_picture(&reference, "the reference, drawn in memory")?;
    compare(scene, &screen, &reference, tolerance)?;
    session.ctl(&format!("input move {x} {y}"))?;
    let with = session.picture("HEADLESS-1", "--pointer")?;
    let pixels = pointer::compare(&cursor, &with, &reference).context("the cursor plane")?;
    scene.note(format!(
        "{pixels} pixels of the cursor plane are the pointer's"
    ));
    Ok(())
}

/// A session with a window in each of two cages, begun as a minute begins: the bar shows it.
fn desktop<'a>(guest: &'a Guest, how: &How) -> Result<Session<'a>> {
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, how)?;
    web(&session, "")?;
    work(&session)?;
    Ok(session)
}

fn compare(scene: &mut Scene, screen: &Picture, reference: &Picture, tolerance: u8) -> Result<()> {
    let content = [WEB, WORK].map(|colour| reference.extent(colour).unwrap_or_default());
    let all = screen.difference(reference)?;
    let trusted = screen.difference_but_for(reference, &content)?;
    scene.note(format!(
        "{} pixels differ by at most {}, {} of them in frames, bar or background",
        all.pixels, all.most, trusted.pixels
    ));
    ensure!(
        trusted.pixels == 0,
        "frames, bar or background differ: {trusted:?}"
    );
    ensure!(
        all.most <= tolerance,
        "a window differs by more than {tolerance}: {all:?}"
    );
    Ok(())
}

/// The pointer's image on a plane of its own, which no picture of the screen shows; and where
/// it was put.
fn pointed(scene: &mut Scene, screen: &Picture) -> Result<(Cursor, (i32, i32))> {
    let (x, y) = screen.inside(WEB).context("a window to point at")?;
    scene.guest.point(x, y)?;
    let cursor = scene.guest.cursor(0, SOON)?;
    let cursor = cursor.context("no cursor is on its plane")?;
    let moved = scene.guest.screen(0)?.difference(screen)?;
    ensure!(
        moved.pixels == 0,
        "the pointer is on the screen's own plane: {moved:?}"
    );
    Ok((cursor, (x, y)))
}
