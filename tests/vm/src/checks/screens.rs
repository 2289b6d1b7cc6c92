//! Screens come, change and go; windows stay, and no screen is without its bar.

use anyhow::{Context, Result, ensure};
use liserectl::WindowInfo;

use super::cast::{WEB, web};
use super::{Check, Scene};
use crate::machine::Guest;
use crate::machine::wait::until_true;
use crate::picture::Picture;
use crate::session::{How, Session};

pub(super) const SECOND: Check = Check {
    name: "second",
    says: "a second screen comes and goes 20 times, with the bar in its first frame",
    tell: second,
};

pub(super) const ONLY: Check = Check {
    name: "only",
    says: "the only screen goes and returns, and changes its size, with every window kept",
    tell: only,
};

pub(super) const FILLED: Check = Check {
    name: "fullscreen",
    says: "a program that fills the screen leaves the bar and its own frame alone",
    tell: filled,
};

pub(super) const CARD: Check = Check {
    name: "card",
    says: "a graphics card that comes later brings its screen, which shows a bar",
    tell: card,
};

/// Rows that are the bar's at scale 1, at least.
const BAR: u32 = 20;
const TIMES: usize = 20;
const SIZE: (u16, u16) = (800, 600);

fn second(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    web(&session, "")?;
    let windows = names(&session.windows()?);
    let mut seen = 0;
    let mut bars: Option<Picture> = None;
    for time in 1..=TIMES {
        let before = guest.screen(1)?;
        guest.plug_screen(1, SIZE)?;
        let first = first_frame(guest, &before)
            .with_context(|| format!("the second screen, time {time}"))?;
        let bar = first.rows(0, BAR)?;
        // What a bar looks like is what it looks like once everything is calm.
        if bars.is_none() {
            session.until_status("two outputs", |status| status.outputs.len() == 2)?;
            scene.settle(&session)?;
            bars = Some(guest.screen(1)?.rows(0, BAR)?);
            scene.show(1, "the second screen")?;
        }
        let right = bars.as_ref().context("a bar")?;
        seen += usize::from(right.colours() > 3 && bar.difference(right)?.pixels == 0);
        guest.unplug_screen(1)?;
        session.until_status("one output", |status| status.outputs.len() == 1)?;
    }
    scene.note(format!("{seen} of {TIMES} first frames had the bar"));
    ensure!(seen == TIMES, "a first frame had no bar");
    ensure!(names(&session.windows()?) == windows, "windows were lost");
    scene.show(0, "the first screen after all that")
}

/// The first picture of a screen that shows anything of this session.
fn first_frame(guest: &Guest, before: &Picture) -> Result<Picture> {
    let mut found = None;
    until_true("the first frame", || {
        let screen = guest.screen(1)?;
        let new = screen.size == (SIZE.0.into(), SIZE.1.into()) && screen != *before;
        let blank = screen.colours() == 1;
        found = (new && !blank).then_some(screen);
        Ok(found.is_some())
    })?;
    found.context("a first frame")
}

fn only(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    web(&session, "")?;
    guest.until_shown(0, "the window", |screen| screen.inside(WEB).is_some())?;
    scene.settle(&session)?;
    let before = guest.screen(0)?;
    let windows = session.windows()?;

    guest.unplug_screen(0)?;
    session.until_status("no output", |status| status.outputs.is_empty())?;
    ensure!(
        names(&session.windows()?) == names(&windows),
        "a window was lost with the screen"
    );
    let late = session.run(
        "work",
        "vm-client --title late --colour e0d040 --size 240x180",
    )?;

    let (width, height) = Guest::SIZE;
    guest.plug_screen(0, (width as u16, height as u16))?;
    session.until_status("the output again", |status| status.outputs.len() == 1)?;
    guest.until_shown(0, "the window again", |screen| screen.inside(WEB).is_some())?;
    late.until_heard("shown")?;
    scene.settle(&session)?;
    scene.show(
        0,
        "the screen has returned, with a window that was opened meanwhile",
    )?;
    let bar = guest.screen(0)?.rows(0, BAR)?;
    ensure!(bar.colours() > 3, "no bar");
    ensure!(before.rows(0, BAR)?.colours() > 3, "no bar at the start");
    // It opened while there was nowhere to be.
    let now = names(&session.windows()?);
    ensure!(
        now.len() == 2 && now.contains(&windows[0].id),
        "windows were lost: {now:?}"
    );
    changes_size(scene, &session)
}

fn changes_size(scene: &mut Scene, session: &Session) -> Result<()> {
    for (width, height) in [(1280, 720), (800, 600)] {
        scene.guest.plug_screen(0, (width, height))?;
        session.until_status(&format!("an output of {width}x{height}"), |status| {
            let output = status.outputs.first();
            output.is_some_and(|output| {
                (output.width, output.height) == (width.into(), height.into())
            })
        })?;
        scene
            .guest
            .until_shown(0, "the bar across the new width", |screen| {
                screen.size == (width.into(), height.into())
                    && screen.rows(0, BAR).is_ok_and(|bar| bar.colours() > 3)
                    && screen.inside(WEB).is_some()
            })?;
        scene.show(0, &format!("at {width}x{height}"))?;
    }
    ensure!(session.windows()?.len() == 2, "windows were lost");
    Ok(())
}

fn filled(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    web(&session, "--fullscreen --animate")?;
    let large = |screen: &Picture| {
        // Every other frame is of the other shade.
        [WEB, [WEB[0], WEB[1], WEB[2] ^ 1]]
            .into_iter()
            .find_map(|colour| {
                let [left, top, right, bottom] = screen.extent(colour)?;
                (right - left > 900 && bottom - top > 600).then_some([left, top, right, bottom])
            })
    };
    guest.until_shown(0, "the window that fills the screen", |screen| {
        large(screen).is_some()
    })?;
    let (screen, itself) = (guest.screen(0)?, session.screenshot("Virtual-1")?);
    scene.show(0, "a program that fills the screen and never stops drawing")?;
    let content = large(&itself).context("the window")?;
    let [left, top, right, bottom] = content;
    ensure!(
        left > 0 && top > BAR && right < 1024 && bottom < 768,
        "no room for a frame: {content:?}"
    );
    let difference = screen.difference_but_for(&itself, &[content])?;
    ensure!(
        difference.pixels == 0,
        "bar or frame differ: {difference:?}"
    );
    Ok(())
}

fn card(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let session = Session::start(guest, &How::PIXMAN)?;
    web(&session, "")?;
    guest.load_module("vkms")?;
    let status = session.until_status("two outputs", |status| status.outputs.len() == 2)?;
    let new = status
        .outputs
        .iter()
        .find(|output| output.name != "Virtual-1");
    let new = new.context("an output of another name")?;
    let picture = session.screenshot(&new.name)?;
    scene.show_picture(&picture, "what the new card's screen shows")?;
    ensure!(picture.rows(0, BAR)?.colours() > 3, "no bar");
    guest.until_shown(0, "the window on the first", |screen| {
        screen.inside(WEB).is_some()
    })
}

fn names(windows: &[WindowInfo]) -> Vec<u64> {
    windows.iter().map(|window| window.id).collect()
}
