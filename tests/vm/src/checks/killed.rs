//! The compositor is killed: the console is as it was, and the session can be started again.

use anyhow::{Context, Result, ensure};

use super::cast::{WEB, web};
use super::{Check, Scene, console_works};
use crate::machine::wait::until_true;
use crate::session::Session;

pub(super) const COMES_BACK: Check = Check {
    name: "killed",
    says: "after SIGKILL the console works, shows nothing of a cage, and the session restarts",
    tell: comes_back,
};

fn comes_back(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    console_works(guest)?;
    let session = Session::typed(guest, "--renderer pixman")?;
    let status = session.status()?;
    ensure!(
        status.backend == "kms",
        "on a console with a seat it is kms: {status:?}"
    );
    let program = web(&session, "")?;
    guest.until_shown(0, "the window", |screen| screen.inside(WEB).is_some())?;
    scene.show(0, "before the kill")?;

    session.kill()?;
    guest.until_shown(0, "the console", |screen| {
        screen.count(WEB) == 0 && screen.at(0, 700) == Some([0, 0, 0]) && screen.colours() < 64
    })?;
    until_true("the cage's program ends", || program.gone())?;
    console_works(guest)?;
    scene.show(0, "the console after the kill")?;
    let gates = guest.sh("pidof lisere-gate || true")?;
    ensure!(gates.trim().is_empty(), "gates live on: {gates}");

    let session = Session::typed(guest, "--renderer pixman").context("starting it again")?;
    web(&session, "")?;
    guest.until_shown(0, "the window again", |screen| screen.inside(WEB).is_some())?;
    scene.show(0, "started again")?;
    session.quit()?;
    console_works(guest)
}
