//! The compositor is killed: the console is as it was, and the session can be started again.

use anyhow::{Context, Result, ensure};

use super::{Check, Scene};
use crate::machine::wait::until_true;
use crate::picture::Colour;
use crate::session::Session;

pub(super) const COMES_BACK: Check = Check {
    name: "killed",
    says: "after SIGKILL the console works, shows nothing of a cage, and the session restarts",
    tell: comes_back,
};

const WEB: Colour = [0x20, 0x60, 0xc0];

fn comes_back(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    prompt(scene, "before")?;
    let session = Session::typed(guest, "--renderer pixman")?;
    let status = session.status()?;
    ensure!(
        status.backend == "kms",
        "on a console with a seat it is kms: {status:?}"
    );
    let web = session.client("web", "--title first --colour 2060c0 --size 300x200")?;
    guest.until_shown(0, "the window", |screen| screen.inside(WEB).is_some())?;
    scene.show(0, "before the kill")?;

    session.kill()?;
    guest.until_shown(0, "the console", |screen| {
        screen.count(WEB) == 0 && screen.at(0, 700) == Some([0, 0, 0]) && screen.colours() < 64
    })?;
    until_true("the cage's program ends", || web.gone())?;
    prompt(scene, "after")?;
    scene.show(0, "the console after the kill")?;
    let gates = guest.sh("pidof lisere-gate || true")?;
    ensure!(gates.trim().is_empty(), "gates live on: {gates}");

    let session = Session::typed(guest, "--renderer pixman").context("starting it again")?;
    session.client("web", "--title again --colour 2060c0 --size 300x200")?;
    guest.until_shown(0, "the window again", |screen| screen.inside(WEB).is_some())?;
    scene.show(0, "started again")?;
    session.quit()?;
    prompt(scene, "at-the-end")
}

/// The console takes a command that is typed on it.
fn prompt(scene: &Scene, name: &str) -> Result<()> {
    scene.guest.type_text(&format!("touch /tmp/{name}\n"))?;
    until_true("the console does what is typed", || {
        Ok(scene.guest.sh("ls /tmp")?.lines().any(|file| file == name))
    })
}
