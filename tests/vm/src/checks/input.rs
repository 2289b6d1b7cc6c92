//! Keys and pointer events injected from outside arrive at the cage that has them, and only
//! there, even while a program of another floods the compositor.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::cast::{A, B, LEFT, WEB, WORK, web, work};
use super::{Check, Scene};
use crate::machine::Button;
use crate::picture::Colour;
use crate::session::{Client, How, Session};

pub(super) const ARRIVES: Check = Check {
    name: "input",
    says: "keys, pointer and wheel arrive at the cage that has them and at no other",
    tell: arrives,
};

pub(super) const FLOODED: Check = Check {
    name: "flooded",
    says: "they do so, and so does the attention key, while a program of another cage floods",
    tell: flooded,
};

/// Rows of the bar, at least.
const BAR: u32 = 20;

fn arrives(scene: &mut Scene) -> Result<()> {
    let session = Session::start(scene.guest, &How::PIXMAN)?;
    let web = web(&session, "")?;
    let work = work(&session)?;
    scene.guest.until_shown(0, "both windows", |screen| {
        screen.inside(WEB).is_some() && screen.inside(WORK).is_some()
    })?;
    taken_by(scene, &session, &web, &work, WEB, A, "a")?;
    taken_by(scene, &session, &work, &web, WORK, B, "b")?;
    scene.show(0, "after keys for both cages")
}

/// Goes to a window and does everything to it; the other's program must hear nothing of it.
fn taken_by(
    scene: &Scene,
    session: &Session,
    taker: &Client,
    other: &Client,
    colour: Colour,
    code: u32,
    key: &str,
) -> Result<()> {
    let guest = scene.guest;
    scene.click_on(colour)?;
    taker.until_heard(&format!("button {LEFT} up"))?;
    session.until_status("the keys go to the cage that was clicked", |status| {
        status.focused_cage.as_ref() == Some(&taker.cage)
    })?;
    taker.forget()?;
    other.forget()?;
    guest.tap(key)?;
    guest.click(Button::WheelDown)?;
    guest.click(Button::Left)?;
    for heard in ["key CODE down", "key CODE up", "axis vertical"] {
        taker.until_heard(&heard.replace("CODE", &code.to_string()))?;
    }
    taker.until_heard(&format!("button {LEFT} up"))?;
    let kept = taker.lines()?;
    ensure!(
        kept.iter().filter(|line| line.starts_with("key ")).count() == 2,
        "{kept:?}"
    );
    // A round trip later the other would have heard it too.
    session.status()?;
    let heard = other.lines()?;
    ensure!(
        heard.is_empty(),
        "{} heard what was {}'s: {heard:?}",
        other.cage,
        taker.cage
    );
    Ok(())
}

fn flooded(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "")?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;
    let flood = session.client(
        "disposable",
        "--title flood --colour a03030 --size 240x180 --flood",
    )?;
    scene.click_on(WEB)?;
    session.until_status("the keys go to the honest cage", |status| {
        status.focused_cage.as_deref() == Some("web")
    })?;
    web.forget()?;
    let mut slowest = Duration::ZERO;
    for _ in 0..10 {
        web.forget()?;
        let begun = Instant::now();
        guest.tap("a")?;
        web.until_heard(&format!("key {A} up"))?;
        slowest = slowest.max(begun.elapsed());
    }
    attention(scene, &session, &web)?;
    ensure!(!flood.gone()?, "the flood has ended");
    scene.note(format!(
        "the slowest of 10 keys took {:.0} ms",
        slowest.as_secs_f64() * 1e3
    ));
    ensure!(slowest < Duration::from_secs(2), "a key took {slowest:?}");
    let flood = flood.lines()?;
    let heard = flood.iter().filter(|line| line.starts_with("key "));
    let heard: Vec<_> = heard.collect();
    ensure!(heard.is_empty(), "the flood heard keys: {heard:?}");
    scene.show(0, "while a program floods")?;
    web.lines().context("the honest one goes on").map(|_| ())
}

/// The attention key takes the keys from everybody, at once, and gives them back.
fn attention(scene: &mut Scene, session: &Session, web: &Client) -> Result<()> {
    let guest = scene.guest;
    let bar = guest.screen(0)?.rows(0, BAR)?;
    web.forget()?;
    let begun = Instant::now();
    guest.tap("meta_l-esc")?;
    guest.until_shown(0, "the bar says whose the keys are", |screen| {
        screen.rows(0, BAR).is_ok_and(|now| now != bar)
    })?;
    scene.note(format!(
        "the bar had changed after {:.0} ms",
        begun.elapsed().as_secs_f64() * 1e3
    ));
    scene.show(0, "the attention key, while a program floods")?;
    session.until_status("the attention key has the keys", |status| {
        status.attention && status.focused_cage.is_none()
    })?;
    guest.tap("b")?;
    session.status()?;
    ensure!(
        !web.heard("key ")?,
        "a cage heard a key that was not for it: {:?}",
        web.lines()?
    );
    guest.tap("esc")?;
    session.until_status("the keys are the cage's again", |status| {
        !status.attention && status.focused_cage.as_deref() == Some("web")
    })?;
    guest.tap("b")?;
    web.until_heard(&format!("key {B} up"))
}
