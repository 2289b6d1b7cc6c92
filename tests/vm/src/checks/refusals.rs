//! What can't be done is said once, clearly, and the console stays as it was.

use anyhow::{Context, Result, ensure};

use super::{Check, Scene, console_works};
use crate::machine::As;
use crate::machine::wait::until_true;
use crate::session::{How, Session};

pub(super) const SEAT: Check = Check {
    name: "no-seat",
    says: "without a seat, or the right to one, it says so and ends",
    tell: no_seat,
};

pub(super) const CARD: Check = Check {
    name: "no-card",
    says: "with a card that is taken, or none at all, it says so and ends",
    tell: no_card,
};

pub(super) const GL: Check = Check {
    name: "no-gl",
    says: "where GL does not start Pixman draws, and it says so",
    tell: no_gl,
};

fn no_seat(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    // The same user, but not of the group that may ask for the seat.
    let stranger = format!(
        "exec /usr/bin/setpriv --reuid=1000 --regid=1000 --clear-groups sh -c '{}'",
        How::PIXMAN.command()
    );
    refuses(
        scene,
        "a user without rights",
        &stranger,
        As::Root,
        "no seat",
    )?;
    guest.sh("kill $(cat /run/seatd.pid)")?;
    until_true("the end of seatd", || {
        Ok(guest.run("pidof seatd", As::Root)?.0 != 0)
    })?;
    refuses(
        scene,
        "no seatd",
        &How::PIXMAN.command(),
        As::User,
        "no seat",
    )?;
    let auto = How {
        backend: "auto",
        ..How::PIXMAN
    };
    refuses(
        scene,
        "no seatd, by itself",
        &auto.command(),
        As::User,
        "no seat",
    )?;
    console_works(guest)?;
    scene.show(0, "the console after the refusals")?;
    // And where there is one again, it starts.
    guest.sh("/guest/seat")?;
    until_true("seatd's socket", || {
        Ok(guest.run("test -S /run/seatd.sock", As::Root)?.0 == 0)
    })?;
    Session::start(guest, &How::PIXMAN)?.quit()
}

fn no_card(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    // The first to open a card that nobody has is its master.
    let holder = guest.spawn(
        "another program",
        "exec 9<>/dev/dri/card0; echo has it; sleep 1000",
        As::Root,
    )?;
    until_true("another program has the card", || {
        Ok(holder.output()?.contains("has it"))
    })?;
    refuses(
        scene,
        "a busy card",
        &How::PIXMAN.command(),
        As::User,
        "another program",
    )?;
    console_works(guest)?;
    guest.sh("kill $(pidof sleep)")?;
    guest.ended(&holder)?;
    // The console lets go of the card, then its driver does.
    guest.sh(
        "for console in /sys/class/vtconsole/*/; do grep -q 'frame buffer' $console/name && \
         echo 0 > $console/bind; done; for device in /sys/bus/virtio/drivers/virtio_gpu/virtio*; do \
         echo ${device##*/} > /sys/bus/virtio/drivers/virtio_gpu/unbind; done; udevadm settle",
    )?;
    refuses(
        scene,
        "no card",
        &How::PIXMAN.command(),
        As::User,
        "no graphics card",
    )
}

fn no_gl(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    guest.sh("for folder in /usr/lib/*/dri; do mount -t tmpfs none $folder; done")?;
    let session = Session::start(guest, &How::GLES)?;
    let status = session.status()?;
    ensure!(status.renderer == "pixman", "{status:?}");
    let log = session.log()?;
    let said: Vec<_> = log
        .lines()
        .filter(|line| line.contains("Pixman draws instead"))
        .collect();
    ensure!(
        said.len() == 1,
        "it does not say once that Pixman draws: {log}"
    );
    scene.note(said[0].to_owned());
    scene.show(0, "drawn by Pixman where GLES was asked for")?;
    session.quit()?;
    console_works(guest)
}

/// A session must end with one message that has these words.
fn refuses(scene: &mut Scene, what: &str, command: &str, who: As, words: &str) -> Result<()> {
    let (status, output) = scene.guest.run(command, who).context(what.to_owned())?;
    ensure!(status != 0, "{what}: it ended with 0: {output}");
    let said: Vec<_> = output
        .lines()
        .filter(|line| line.starts_with("lisere: "))
        .collect();
    ensure!(said.len() == 1, "{what}: not one message: {output}");
    ensure!(
        said[0].contains(words),
        "{what}: nothing of `{words}`: {}",
        said[0]
    );
    ensure!(!output.contains("panicked"), "{what}: {output}");
    scene.note(format!("{what}: {}", said[0]));
    Ok(())
}
