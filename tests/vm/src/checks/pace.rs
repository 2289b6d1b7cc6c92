//! Frames come at the screen's pace, and none comes when nothing changes.

use anyhow::{Context, Result, ensure};

use super::cast::{WEB, web, work};
use super::{Check, Scene};
use crate::machine::As;
use crate::machine::wait::{SOON, until};
use crate::session::{Client, How, Session};

pub(super) const OWN: Check = Check {
    name: "pace",
    says: "on a screen that keeps no time, frames keep to a grid of the session's own",
    tell: own,
};

pub(super) const BLANK: Check = Check {
    name: "vblank",
    says: "on a screen that does, frames are shown at its vertical blanks, and told so",
    tell: vertical_blank,
};

pub(super) const IDLE: Check = Check {
    name: "idle",
    says: "10 s without anything to show: no frame, and hardly a wakeup",
    tell: idle,
};

const FRAMES: usize = 120;
/// Flags of wp_presentation_feedback: vsync, hardware clock, hardware completion.
const FROM_HARDWARE: u32 = 0b111;

/// What a program was told of one frame; nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    at: u64,
    refresh: u64,
    sequence: u64,
    flags: u32,
}

impl Shown {
    fn of(line: &str) -> Option<Shown> {
        let mut words = line.strip_prefix("presented ")?.split(' ');
        let mut number = || words.next()?.parse::<u64>().ok();
        Some(Shown {
            at: number()?,
            refresh: number()?,
            sequence: number()?,
            flags: u32::try_from(number()?).ok()?,
        })
    }
}

/// What is told of as many frames, once the first are behind.
fn frames(client: &Client) -> Result<Vec<Shown>> {
    until("frames", SOON * 2, || {
        let lines = client.lines()?;
        let mut shown: Vec<_> = lines.iter().filter_map(|line| Shown::of(line)).collect();
        Ok((shown.len() > FRAMES + 10).then(|| shown.split_off(10)))
    })
}

/// How many frames are how far from a whole number of refreshes after the one before.
fn regular(shown: &[Shown], within: u64) -> (usize, Vec<u64>) {
    let steps = shown
        .windows(2)
        .map(|pair| pair[1].at.saturating_sub(pair[0].at));
    let steps: Vec<_> = steps.collect();
    let refresh = shown.first().map_or(1, |first| first.refresh.max(1));
    let off = |step: &u64| (step % refresh).min(refresh - step % refresh);
    let good = steps
        .iter()
        .filter(|step| off(step) <= within && **step >= refresh - within);
    (good.count(), steps)
}

fn described(steps: &[u64], good: usize) -> String {
    let mut sorted = steps.to_vec();
    sorted.sort_unstable();
    let at = |part: usize| sorted[(sorted.len() - 1) * part / 100] as f64 / 1e6;
    format!(
        "{} frames: {:.2} ms apart at least, {:.2} in the middle, {:.2} at p95; {good} on the grid",
        steps.len(),
        at(0),
        at(50),
        at(95)
    )
}

fn own(scene: &mut Scene) -> Result<()> {
    let session = Session::start(scene.guest, &How::PIXMAN)?;
    let web = web(&session, "--animate")?;
    let shown = frames(&web)?;
    let (good, steps) = regular(&shown, 1_000_000);
    scene.note(described(&steps, good));
    ensure!(
        shown.windows(2).all(|pair| pair[0].at < pair[1].at),
        "time goes back: {shown:?}"
    );
    ensure!(good * 10 >= steps.len() * 9, "frames are off the grid");
    Ok(())
}

fn vertical_blank(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    // Nothing but the card that keeps time has a screen.
    guest.unplug_screen(0)?;
    guest.load_module("vkms")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    session.until_status("the screen of vkms", |status| status.outputs.len() == 1)?;
    let web = web(&session, "--animate")?;
    let shown = frames(&web)?;
    let (good, steps) = regular(&shown, 300_000);
    scene.note(described(&steps, good));
    ensure!(good * 10 >= steps.len() * 9, "frames are not at the blanks");
    let next = steps
        .iter()
        .zip(&shown)
        .filter(|(step, shown)| **step * 2 < shown.refresh * 3);
    ensure!(
        next.count() > 0,
        "no frame is shown at the blank after the one before"
    );
    let first = shown.first().context("a frame")?;
    ensure!(
        first.flags & FROM_HARDWARE == FROM_HARDWARE,
        "not from hardware: {first:?}"
    );
    let counts = shown.windows(2).filter(|pair| {
        let step = pair[1].at.saturating_sub(pair[0].at);
        let refreshes = (step + pair[0].refresh / 2) / pair[0].refresh.max(1);
        pair[1].sequence == pair[0].sequence + refreshes
    });
    let counts = counts.count();
    scene.note(format!(
        "{counts} of {} are counted as they are timed",
        steps.len()
    ));
    ensure!(
        counts * 10 >= steps.len() * 9,
        "frames are miscounted: {shown:?}"
    );
    let picture = session.screenshot(&session.status()?.outputs[0].name)?;
    scene.show_picture(&picture, "what the session shows there")
}

/// Counts frames that reach the device (VIRTIO_GPU_CMD_RESOURCE_FLUSH) and how often the process was woken.
const WATCH: &str = "\
cd /sys/kernel/tracing && echo > trace && echo 1 > events/virtio_gpu/virtio_gpu_cmd_queue/enable
woken() { cat /proc/PID/task/*/status | awk '/^voluntary_ctxt/ { n += $2 } END { print n }'; }
before=$(woken)
sleep SECONDS
after=$(woken)
echo 0 > events/virtio_gpu/virtio_gpu_cmd_queue/enable
echo $(grep -c type=0x104 trace) $((after - before))";

fn idle(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    // The clock on the bar has most of a minute before it changes.
    guest.sh("date -s '2026-01-02 10:20:01'")?;
    let session = Session::start(guest, &How::PIXMAN)?;
    web(&session, "")?;
    scene.click_on(WEB)?;
    scene.settle(&session)?;
    let pid = session.status()?.pid.to_string();
    let watch = |seconds| WATCH.replace("PID", &pid).replace("SECONDS", seconds);
    let watched = guest.sh(&watch("10"))?;
    let mut words = watched.split_whitespace().map(str::parse::<u64>);
    let (frames, woken) = (
        words.next().context("frames")??,
        words.next().context("wakeups")??,
    );
    scene.note(format!("{frames} frames and {woken} wakeups in 10 s"));
    ensure!(frames == 0, "{frames} frames while nothing changed");
    ensure!(woken < 5, "{woken} wakeups while nothing happened");
    // What is counted would be seen.
    let counted = guest.spawn("counting", &watch("3"), As::Root)?;
    work(&session)?;
    guest.ended(&counted)?;
    let output = counted.output()?;
    ensure!(
        !output.starts_with("0 "),
        "a window's frame was not counted: {output}"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_off_the_grid_are_noticed() {
        let shown = |at| Shown {
            at,
            refresh: 16_000,
            sequence: 1,
            flags: 7,
        };
        let times = [0, 16_000, 48_010, 50_000, 66_000];
        let (good, steps) = regular(&times.map(shown), 100);
        assert_eq!((good, steps.len()), (3, 4));
        let line = Shown::of("presented 5 16666 7 3").unwrap();
        assert_eq!(
            (line.at, line.refresh, line.sequence, line.flags),
            (5, 16_666, 7, 3)
        );
        assert_eq!(Shown::of("presented 5 16666"), None);
    }
}
