//! The checks, one story a file.

mod boot;
mod cages;
mod cast;
mod console;
mod devices;
mod input;
mod killed;
mod lock;
mod pace;
mod pointer;
mod refusals;
mod screens;
mod touch;
mod wishes;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::image::Image;
use crate::machine::wait::{SOON, until, until_true};
use crate::machine::{As, Button, Guest};
use crate::picture::Colour;
use crate::report::{Report, say};
use crate::session::Session;

/// One story.
pub struct Check {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it proves.
    pub says: &'static str,
    tell: fn(&mut Scene) -> Result<()>,
}

/// Every check, in the order of the run.
pub const ALL: &[Check] = &[
    boot::PIXMAN,
    boot::GLES,
    input::ARRIVES,
    input::FLOODED,
    screens::SECOND,
    screens::ONLY,
    screens::FILLED,
    screens::CARD,
    wishes::SCREEN,
    wishes::DARK,
    wishes::MIRROR,
    console::HELD,
    console::OFTEN,
    console::AWAY,
    devices::PULLED,
    touch::FINGERS,
    killed::COMES_BACK,
    lock::LOCK,
    pace::OWN,
    pace::BLANK,
    pace::IDLE,
    refusals::SEAT,
    refusals::CARD,
    refusals::GL,
    cages::GROUPS,
    cages::SYSTEMD,
];

/// What a check has at hand: a guest that has just booted, and the report.
pub struct Scene<'a> {
    /// The guest.
    pub guest: &'a Guest,
    check: &'static str,
    report: &'a mut Report,
}

impl Scene<'_> {
    /// Puts what a screen shows into the report.
    ///
    /// # Errors
    /// When QEMU can't save it.
    pub fn show(&mut self, head: usize, shows: &str) -> Result<()> {
        let file = self.report.picture(self.check, shows);
        self.guest.save_screen(head, &file)
    }

    /// Puts a picture into the report.
    ///
    /// # Errors
    /// When it can't be saved.
    pub fn show_picture(&mut self, picture: &crate::picture::Picture, shows: &str) -> Result<()> {
        let file = self.report.picture(self.check, shows);
        picture.save(&file)
    }

    /// Clicks on something of this colour and says where.
    ///
    /// # Errors
    /// When nothing of it appears on the first screen.
    pub fn click_on(&self, colour: Colour) -> Result<(i32, i32)> {
        let (x, y) = until("something to click on", SOON, || {
            Ok(self.guest.screen(0)?.inside(colour))
        })?;
        self.guest.point(x, y)?;
        self.guest.click(Button::Left)?;
        Ok((x, y))
    }

    /// Waits until a session draws nothing any more.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn settle(&self, session: &Session) -> Result<()> {
        let mut last = None;
        until_true("a calm screen", || {
            let frames = session.status()?.frames;
            let calm = last == Some(frames);
            last = Some(frames);
            Ok(calm)
        })
    }

    /// Puts something measured into the report.
    pub fn note(&mut self, note: impl Into<String>) {
        self.report.note(note.into());
    }
}

/// Waits until the console does what is typed on it. What is typed while it is still being
/// given back is lost, so the command is typed again.
///
/// # Errors
/// When it never does.
fn console_works(guest: &Guest) -> Result<()> {
    until_true("the console does what is typed", || {
        guest.type_text("\ntouch /tmp/typed\n")?;
        Ok(guest.run("sleep 0.2; rm /tmp/typed", As::Root)?.0 == 0)
    })
}

/// Runs a check in a guest of its own and reports it. A failed one's guest is kept on wish.
pub fn run(check: &'static Check, image: &Image, report: &mut Report, keep: bool) {
    let begun = Instant::now();
    let fault = attempt(check, image, report, keep)
        .err()
        .map(|fault| format!("{fault:#}"));
    let took = begun.elapsed();
    let word = if fault.is_none() { "ok  " } else { "FAIL" };
    say(&format!(
        "{word} {:<12} {:>5.1} s  {}",
        check.name,
        took.as_secs_f64(),
        check.says
    ));
    if let Some(fault) = &fault {
        say(fault);
    }
    report.done(check.name, check.says, took, fault);
}

fn attempt(check: &'static Check, image: &Image, report: &mut Report, keep: bool) -> Result<()> {
    let mut guest = Guest::restore(image).context("restoring the guest")?;
    if keep {
        guest.keep();
        say(&format!("vm: {}: {}", check.name, guest.folder().display()));
    }
    let mut scene = Scene {
        guest: &guest,
        check: check.name,
        report,
    };
    let told = (check.tell)(&mut scene);
    if let Err(fault) = told {
        // The last thing anybody saw often says why.
        let _ = scene.show(0, "the screen when it failed");
        say(&guest.logs());
        return Err(fault);
    }
    Ok(())
}
