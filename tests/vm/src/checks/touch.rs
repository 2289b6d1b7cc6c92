//! A touch screen and a touchpad: a tap, two fingers that scroll, three that swipe.

use anyhow::{Context, Result, ensure};

use super::cast::{LEFT, WEB, web};
use super::{Check, Scene};
use crate::machine::wait::{SOON, until, until_true};
use crate::machine::{As, Guest};
use crate::session::{How, Session};

pub(super) const FINGERS: Check = Check {
    name: "touch",
    says: "a tap, two fingers and three reach the cage, the cage and the desktop, as preferred",
    tell: fingers,
};

/// Touchpads take no taps unless it is wanted.
const PREFERENCES: &str = r#"
[input.touchpad]
tap = false
[[input.device]]
name = "Test Touchpad*"
tap = true
"#;

fn fingers(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.load_module("uinput")?;
    guest.sh(&format!(
        "cat > /tmp/preferences.toml <<'END'\n{PREFERENCES}END\n"
    ))?;
    let how = How {
        arguments: "--config /tmp/preferences.toml",
        ..How::PIXMAN
    };
    let session = Session::start(guest, &how)?;
    let pid = session.status()?.pid;
    let web = web(&session, "")?;
    let (x, y) = scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;

    let thousandths = |at: i32, most: u32| (at * 1_000 + most as i32 / 2) / most as i32;
    let (x, y) = (thousandths(x, Guest::SIZE.0), thousandths(y, Guest::SIZE.1));
    does(
        guest,
        pid,
        &format!("touchscreen --from {},{}", x + 10, y + 10),
    )?;
    web.until_heard("touch 0 down at")?;
    web.until_heard("touch 0 up")?;

    web.forget()?;
    does(
        guest,
        pid,
        "touchpad --fingers 2 --from 300,300 --to 300,700",
    )?;
    web.until_heard("axis vertical")?;

    // A slow machine can take too long over a tap for it to be one.
    until_true("a tap that clicks", || {
        does(guest, pid, "touchpad --fingers 1 --from 500,500")?;
        web.heard(&format!("button {LEFT} down"))
    })?;
    web.until_heard(&format!("button {LEFT} up"))?;

    let workspace = || -> Result<u32> {
        Ok(session
            .status()?
            .outputs
            .first()
            .context("an output")?
            .workspace)
    };
    ensure!(workspace()? == 1, "it is the first workspace that is shown");
    does(
        guest,
        pid,
        "touchpad --fingers 3 --from 700,300 --to 200,300",
    )?;
    until_true("three fingers go to the next workspace", || {
        Ok(workspace()? == 2)
    })?;
    scene.show(0, "after a swipe of three fingers")
}

/// Makes a device, waits until the session has it, and has it touched.
fn does(guest: &Guest, pid: u32, what: &str) -> Result<()> {
    let injecting = format!("rm -f /tmp/touch; exec vm-inject {what} --when /tmp/touch");
    let job = guest.spawn(&format!("vm-inject {what}"), &injecting, As::Root)?;
    until_true("the device", || Ok(job.output()?.contains("made")))?;
    let opened = format!(
        "for name in $(grep -l 'Test Touch' /sys/class/input/event*/device/name); do \
         event=${{name%/device/name}}; ls -l /proc/{pid}/fd | grep -q /${{event##*/}}$ && exit 0; \
         done; exit 1"
    );
    until("the session opens the device", SOON, || {
        Ok((guest.run(&opened, As::Root)?.0 == 0).then_some(()))
    })?;
    guest.sh("touch /tmp/touch")?;
    ensure!(
        guest.ended(&job)? == 0,
        "vm-inject failed: {}",
        job.output()?
    );
    Ok(())
}
