//! The lock with PAM itself: a user with a password, another console, another screen.

use anyhow::{Result, ensure};

use super::cast::{WEB, web};
use super::console::go;
use super::{Check, Scene};
use crate::machine::Guest;
use crate::machine::wait::until_true;
use crate::session::{How, Session};

pub(super) const LOCK: Check = Check {
    name: "lock",
    says: "PAM unlocks, and nothing else: not a wrong password, a console or a screen",
    tell: lock,
};

/// What the user's password hashes to: it is `right`.
const HASH: &str = "$6$lisere$QeigLSFiyOicHxYqaXLzIJ.XYaxuMwvAfD17F.gC8C8SHCB8OtJddWkx0dyZOqh\
                    UBxz0m93e933AViFtsd9O/1";

fn lock(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    give_password(guest)?;
    let session = Session::start(guest, &How::PIXMAN)?;
    let web = web(&session, "--animate")?;
    scene.click_on(WEB)?;
    web.until_heard("keyboard enter")?;

    session.ctl("lock")?;
    guest.until_shown(0, "the lock", |screen| screen.count(WEB) == 0)?;
    ensure!(
        session.status()?.locked,
        "the session says it is not locked"
    );
    let image = session.screenshot("Virtual-1")?;
    ensure!(
        image.count(WEB) == 0,
        "a picture of the lock shows a program"
    );
    scene.show(0, "locked")?;
    web.forget()?;

    guest.type_text("wrong\n")?;
    until_wrong(&session, guest)?;
    scene.show(0, "a wrong password")?;
    ensure!(session.status()?.locked, "a wrong password unlocks");

    go(guest, 3, "tty3")?;
    guest.sh("chvt 1")?;
    until_true("the session has the seat again", || {
        Ok(session.log()?.contains("the seat is ours again"))
    })?;
    guest.plug_screen(1, (800, 600))?;
    session.until_status("a second screen", |status| status.outputs.len() == 2)?;
    scene.settle(&session)?;
    for head in 0..2 {
        let shown = guest.screen(head)?.count(WEB);
        ensure!(
            shown == 0,
            "screen {head} shows {shown} pixels of a program"
        );
    }
    scene.show(0, "another console and back, and a second screen")?;
    scene.show(1, "the second screen")?;
    ensure!(session.status()?.locked, "another console unlocks");
    ensure!(!web.heard("key ")?, "a program heard a key of the password");

    guest.type_text("right\n")?;
    session.until_status("that it is unlocked", |status| !status.locked)?;
    guest.until_shown(0, "the window again", |screen| screen.inside(WEB).is_some())?;
    scene.show(0, "unlocked")
}

/// The user gets a password, and PAM a service for the lock.
fn give_password(guest: &Guest) -> Result<()> {
    let lines = [
        format!("printf '%s\\n' 'user:{HASH}:19000:0:99999:7:::' > /etc/shadow"),
        "chmod 600 /etc/shadow".to_owned(),
        // Debian lets it read the passwords as a group of its own, which there is not here.
        "chmod u+s /usr/sbin/unix_chkpwd".to_owned(),
        "mkdir -p /etc/pam.d".to_owned(),
        "printf 'auth required pam_unix.so\\naccount required pam_unix.so\\n' > \
         /etc/pam.d/lisere"
            .to_owned(),
    ];
    guest.sh(&lines.join("\n")).map(drop)
}

/// Waits until the screen says something of what was typed: then it stays as it is but for a
/// number of seconds.
fn until_wrong(session: &Session, guest: &Guest) -> Result<()> {
    let before = guest.screen(0)?;
    until_true("that the password is wrong", || {
        let different = guest.screen(0)?.difference(&before)?.pixels;
        Ok(different > 100 && session.status()?.locked)
    })
}
