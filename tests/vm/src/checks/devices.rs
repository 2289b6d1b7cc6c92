//! Keyboards and pointers pulled out and plugged in, with a key held.

use anyhow::{Result, ensure};

use super::cast::{A, B, LEFT, WEB, web};
use super::{Check, Scene};
use crate::machine::wait::until_true;
use crate::machine::{Button, Device};
use crate::session::{How, Session};

pub(super) const PULLED: Check = Check {
    name: "devices",
    says: "a keyboard pulled out lets go of its keys; what is plugged in works, lights too",
    tell: pulled,
};

fn pulled(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "")?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;

    guest.press("a")?;
    web.until_heard(&format!("key {A} down"))?;
    guest.unplug(Device::Keyboard)?;
    web.until_heard(&format!("key {A} up"))?;
    guest.unplug(Device::Tablet)?;
    devices(scene, "no keyboard and no tablet", |names| {
        !names.contains("Virtio")
    })?;

    guest.plug(Device::Keyboard)?;
    guest.plug(Device::Mouse)?;
    devices(scene, "a keyboard and a mouse", |names| {
        names.contains("Keyboard") && names.contains("Mouse")
    })?;
    web.forget()?;
    // udev tells the session about a device a moment after the kernel has it.
    until_true("a key of the new keyboard", || {
        guest.tap("b")?;
        web.heard(&format!("key {B} up"))
    })?;
    ensure!(
        !web.heard(&format!("key {A}"))?,
        "the key held before came back"
    );

    for lit in ["1", "0"] {
        guest.tap("caps_lock")?;
        until_true("the light of Caps Lock follows on every keyboard", || {
            let lights = guest.sh("cat /sys/class/leds/*::capslock/brightness")?;
            Ok(!lights.is_empty() && lights.lines().all(|light| light == lit))
        })?;
    }

    let before = web.lines()?.len();
    guest.nudge(4, 3)?;
    until_true("the new mouse moves the pointer", || {
        guest.nudge(1, 1)?;
        Ok(web
            .lines()?
            .iter()
            .skip(before)
            .any(|line| line.starts_with("pointer at")))
    })?;
    guest.click(Button::Left)?;
    web.until_heard(&format!("button {LEFT} up"))?;
    ensure!(session.status()?.outputs.len() == 1, "the screen stays");
    scene.show(0, "with other devices")
}

/// Waits until the kernel's list of input devices is as wanted.
fn devices(scene: &Scene, what: &str, like: impl Fn(&str) -> bool) -> Result<()> {
    until_true(what, || {
        // One that is going has a name no more.
        let names = scene
            .guest
            .sh("cat /sys/class/input/event*/device/name 2>/dev/null; true")?;
        Ok(like(&names))
    })
}
