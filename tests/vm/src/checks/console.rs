//! Switching to another console and back, with a key held and a window being dragged.

use anyhow::{Context, Result, ensure};

use super::cast::{A, B, WEB, web, work};
use super::{Check, Scene};
use crate::machine::wait::until_true;
use crate::machine::{Button, Device, Guest};
use crate::session::{How, Session};

pub(super) const HELD: Check = Check {
    name: "console",
    says: "another console and back: nothing stays pressed, and every frame is right",
    tell: held,
};

pub(super) const OFTEN: Check = Check {
    name: "consoles",
    says: "ten switches in a row while a program draws without pause",
    tell: often,
};

pub(super) const AWAY: Check = Check {
    name: "away",
    says: "screens and devices that come and go meanwhile are as they are on coming back",
    tell: away,
};

/// Rows of the bar, at least.
const BAR: u32 = 20;

fn held(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "")?;
    let work = work(&session)?;
    let (x, y) = scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;
    guest.press("a")?;
    web.until_heard(&format!("key {A} down"))?;

    // Super and the button, as for moving a window, and a bit of the way.
    // Two devices are not read in the order in which they are used, so there is a question
    // between them.
    guest.press("meta_l")?;
    let place = session.windows()?;
    guest.button(Button::Left, true)?;
    guest.point(x + 30, y + 30)?;
    until_true("the window follows the pointer", || {
        Ok(session.windows()? != place)
    })?;
    scene.show(0, "while a key is held and a window is dragged")?;

    go(guest, 3, "tty3")?;
    web.until_any(&["keyboard leave", &format!("key {A} up")])?;
    guest.until_shown(0, "the other console", |screen| {
        screen.inside(WEB).is_none()
    })?;
    scene.show(0, "the other console")?;
    // Let go where the session cannot hear it.
    guest.release("meta_l")?;
    guest.release("a")?;
    guest.button(Button::Left, false)?;
    web.forget()?;
    work.forget()?;

    go(guest, 1, "tty1")?;
    guest.until_shown(0, "the session again", |screen| {
        screen.inside(WEB).is_some()
    })?;
    scene.settle(&session)?;
    let (screen, itself) = (guest.screen(0)?, session.screenshot("Virtual-1")?);
    scene.show(0, "back again")?;
    let difference = screen.difference(&itself)?;
    ensure!(
        difference.pixels == 0,
        "the screen is not what the session shows: {difference:?}"
    );

    let place = session.windows()?;
    guest.point(x + 100, y + 60)?;
    guest.tap("b")?;
    web.until_heard(&format!("key {B} up"))?;
    ensure!(session.windows()? == place, "the drag goes on");
    let lines = web.lines()?;
    let stuck = lines
        .iter()
        .any(|line| line.starts_with("keyboard enter [") && line != "keyboard enter []");
    ensure!(!stuck, "a key is still held: {lines:?}");
    let last = lines.iter().rfind(|line| line.starts_with("modifiers"));
    ensure!(
        last.is_none_or(|line| line == "modifiers 0"),
        "a modifier is still held: {lines:?}"
    );
    ensure!(!work.heard("key ")?, "the other cage heard a key");
    Ok(())
}

fn often(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "--animate")?;
    for time in 1..=10 {
        go(guest, 3, "tty3")?;
        guest.sh("chvt 1")?;
        active(guest, "tty1")?;
        // A key before the session has its keyboards again would be nobody's.
        until_true("the session has the seat again", || {
            Ok(session.log()?.matches("the seat is ours again").count() == time)
        })?;
        web.forget()?;
        web.until_heard("presented")
            .context("frames go on after coming back")?;
    }
    ensure!(!web.gone()?, "the program has ended");
    scene.show(0, "after ten switches")
}

fn away(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "")?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;
    let connected = |head: usize, word: &str| {
        let file = format!("/sys/class/drm/card0-Virtual-{head}/status");
        until_true(&format!("connector {head} {word}"), || {
            Ok(guest.sh(&format!("cat {file}"))?.trim() == word)
        })
    };

    go(guest, 3, "tty3")?;
    guest.plug_screen(1, (800, 600))?;
    connected(2, "connected")?;
    guest.unplug(Device::Tablet)?;
    guest.plug(Device::Mouse)?;
    until_true("the mouse", || {
        Ok(guest
            .sh("cat /sys/class/input/event*/device/name 2>/dev/null; true")?
            .contains("Mouse"))
    })?;
    guest.sh("chvt 1")?;
    active(guest, "tty1")?;
    session.until_status("two outputs", |status| status.outputs.len() == 2)?;
    guest.until_shown(0, "the first screen", |screen| screen.inside(WEB).is_some())?;
    guest.until_shown(1, "the second", |screen| {
        screen.size == (800, 600) && screen.rows(0, BAR).is_ok_and(|bar| bar.colours() > 3)
    })?;
    scene.show(1, "a screen that came while another console was shown")?;
    web.forget()?;
    until_true("the mouse that came meanwhile moves the pointer", || {
        guest.nudge(1, 1)?;
        web.heard("pointer at")
    })?;

    go(guest, 3, "tty3")?;
    guest.unplug_screen(1)?;
    connected(2, "disconnected")?;
    guest.sh("chvt 1")?;
    active(guest, "tty1")?;
    session.until_status("one output", |status| status.outputs.len() == 1)?;
    guest.tap("b")?;
    web.until_heard(&format!("key {B} up"))?;
    ensure!(session.windows()?.len() == 1, "the window was lost");
    Ok(())
}

/// Goes to a console by its keys. What is held is held by the session alone from there on.
pub(super) fn go(guest: &Guest, number: u32, name: &str) -> Result<()> {
    guest.tap(&format!("ctrl-alt-f{number}"))?;
    active(guest, name)
}

fn active(guest: &Guest, name: &str) -> Result<()> {
    until_true(&format!("console {name}"), || {
        Ok(guest.sh("cat /sys/class/tty/tty0/active")?.trim() == name)
    })
}
