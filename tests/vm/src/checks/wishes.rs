//! What the user wants of a screen: a mode, a scale, a turn, or that it is off; taken up when
//! the preferences are saved, and refused with a word where the screen can't.

use anyhow::{Context, Result, ensure};
use liserectl::OutputInfo;

use super::cast::{A, B, WEB, web};
use super::{Check, Scene};
use crate::machine::Guest;
use crate::machine::wait::until_true;
use crate::picture::Picture;
use crate::session::{How, Session};

pub(super) const SCREEN: Check = Check {
    name: "wishes",
    says: "a screen gets the mode, scale and turn of the preferences as they are saved",
    tell: screen,
};

pub(super) const DARK: Check = Check {
    name: "dark",
    says: "a screen goes dark when nobody is there; the key that brings it back is nobody's",
    tell: dark,
};

pub(super) const MIRROR: Check = Check {
    name: "mirror",
    says: "a screen that mirrors another shows the same, pixel by pixel",
    tell: mirror,
};

const FILE: &str = "/home/user/preferences.toml";

fn screen(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    save(guest, "mode = \"800x600\"")?;
    let arguments = format!("--config {FILE}");
    let how = How {
        arguments: &arguments,
        ..How::PIXMAN
    };
    let session = Session::start(guest, &how)?;
    becomes(&session, "800x600", |output| {
        (output.width, output.height) == (800, 600)
    })?;
    guest.until_shown(0, "a screen of 800x600", |screen| screen.size == (800, 600))?;
    web(&session, "")?;

    save(guest, "scale = 2")?;
    becomes(&session, "its own mode at scale 2", |output| {
        (output.width, output.scale) == (Guest::SIZE.0, 2.0)
    })?;
    guest.until_shown(0, "the window, twice as large", |screen| {
        measures(screen, (600, 400))
    })?;
    scene.show(0, "at scale 2")?;

    save(guest, "transform = \"90\"")?;
    becomes(&session, "turned", |output| output.transform == "90")?;
    guest.until_shown(0, "the window on its side", |screen| {
        measures(screen, (200, 300))
    })?;
    scene.show(0, "turned")?;

    save(guest, "mode = \"1234x567\"")?;
    becomes(&session, "as at first", |output| {
        (output.width, output.height) == Guest::SIZE && output.transform == "normal"
    })?;
    let said = |log: &str| {
        log.lines()
            .find(|line| line.contains("1234"))
            .map(str::to_owned)
    };
    until_true("a word on the mode", || Ok(said(&session.log()?).is_some()))?;
    scene.note(said(&session.log()?).unwrap_or_default());

    // One that is not the only one may be off.
    guest.plug_screen(1, (800, 600))?;
    session.until_status("two outputs", |status| status.outputs.len() == 2)?;
    save(guest, "off = true")?;
    session.until_status("the other output only", |status| {
        status.outputs.len() == 1
            && status
                .outputs
                .iter()
                .all(|output| output.name == "Virtual-2")
    })?;
    guest.until_shown(1, "the window there", |screen| screen.inside(WEB).is_some())?;
    save(guest, "off = false")?;
    session.until_status("two outputs again", |status| status.outputs.len() == 2)?;
    ensure!(session.windows()?.len() == 1, "the window was lost");
    session.quit()
}

/// Whether the window has this size, but for what its frame covers of it.
fn measures(screen: &Picture, (width, height): (u32, u32)) -> bool {
    const COVERED: u32 = 8;
    let near = |is: u32, wanted: u32| is <= wanted && is + COVERED >= wanted;
    screen
        .extent(WEB)
        .is_some_and(|[left, top, right, bottom]| {
            near(right - left, width) && near(bottom - top, height)
        })
}

fn dark(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    write(guest, "[idle]\nscreens_off = 5")?;
    let arguments = format!("--config {FILE}");
    let how = How {
        arguments: &arguments,
        ..How::PIXMAN
    };
    let session = Session::start(guest, &how)?;
    let web = web(&session, "")?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;
    scene.settle(&session)?;
    let before = guest.screen(0)?;
    let power = || guest.sh("cat /sys/class/drm/card0-Virtual-1/dpms");
    until_true("a dark screen", || Ok(power()?.trim() == "Off"))?;

    web.forget()?;
    guest.tap("a")?;
    until_true("the screen again", || Ok(power()?.trim() == "On"))?;
    guest.until_shown(0, "what was there before", |screen| *screen == before)?;
    guest.tap("b")?;
    web.until_heard(&format!("key {B} up"))?;
    ensure!(
        !web.heard(&format!("key {A}"))?,
        "the key that woke the screen was read"
    );
    scene.show(0, "the screen again")
}

fn mirror(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    write(
        guest,
        "[[output]]\nname = \"Virtual-2\"\nmirror = \"Virtual-1\"",
    )?;
    let arguments = format!("--config {FILE}");
    let how = How {
        arguments: &arguments,
        ..How::PIXMAN
    };
    let session = Session::start(guest, &how)?;
    let web = web(&session, "")?;
    let size = (u16::try_from(Guest::SIZE.0)?, u16::try_from(Guest::SIZE.1)?);
    guest.plug_screen(1, size)?;
    guest.until_shown(1, "the window there too", |screen| {
        screen.inside(WEB).is_some()
    })?;
    // The bar and the frame change with the focus, on both.
    let before = guest.screen(0)?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;
    scene.settle(&session)?;
    let shown = || -> Result<(Picture, Picture)> { Ok((guest.screen(0)?, guest.screen(1)?)) };
    until_true("the same on both screens", || {
        let (one, two) = shown()?;
        Ok(one != before && one == two)
    })?;
    ensure!(
        session.status()?.outputs.len() == 1,
        "a mirror is an output of its own"
    );
    ensure!(!session.log()?.contains("ERROR"), "{}", session.log()?);
    scene.show(1, "the mirror")?;
    guest.unplug_screen(1)?;
    guest.plug_screen(1, size)?;
    until_true("the same on both again", || {
        let (one, two) = shown()?;
        Ok(one == two)
    })
}

fn becomes(session: &Session, what: &str, like: impl Fn(&OutputInfo) -> bool) -> Result<()> {
    let shown = session.until_status(what, |status| status.outputs.first().is_some_and(&like));
    shown
        .map(|_| ())
        .with_context(|| session.log().unwrap_or_default())
}

/// Saves a wish for the screen.
fn save(guest: &Guest, wish: &str) -> Result<()> {
    write(guest, &format!("[[output]]\nname = \"Virtual-1\"\n{wish}"))
}

/// Saves the preferences as an editor does: another file takes the name.
fn write(guest: &Guest, text: &str) -> Result<()> {
    guest
        .user(&format!(
            "cat > {FILE}.new <<'END'\n{text}\nEND\nmv {FILE}.new {FILE}"
        ))
        .map(|_| ())
}
