//! Being told what others do with files that all cages share.

use std::fs::File;
use std::os::fd::OwnedFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Probe;
use crate::bait::SHARED;
use crate::call::{Arg, call, opened, text};
use crate::outcome::{Tried, held};

/// How long others get to do something.
const PATIENCE: Timespec = Timespec {
    tv_sec: 1,
    tv_nsec: 0,
};
/// That a file was read, opened, or closed unchanged.
const READ: i64 = 0x1;
const OPENED: i64 = 0x20;
const CLOSED: i64 = 0x10;

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "watch-opens",
        "be told by inotify when others start a shared program",
        |_| watch(SHARED, OPENED),
    ),
    Probe::new(
        "watch-reads",
        "be told by inotify when others read a shared file",
        |_| watch(SHARED, READ),
    ),
    Probe::new(
        "watch-closes",
        "be told by inotify when others are done with a shared file",
        |_| watch(SHARED, CLOSED),
    ),
    Probe::new(
        "watch-folder",
        "be told by inotify when others read a shared folder",
        |_| watch("/usr/bin", OPENED),
    ),
    Probe::new(
        "watch-old",
        "be told by a signal (dnotify) when others read a shared folder",
        |_| {
            let folder = File::open("/usr/bin")?;
            let accessed = Arg::Word(1);
            call(
                libc::SYS_fcntl,
                [Arg::File(&folder), Arg::Word(1026), accessed],
            )?;
            Ok("it would be told".into())
        },
    ),
    Probe::new(
        "watch-all",
        "be told by fanotify when others open a shared file",
        |_| {
            // Reports file handles, which is what users without rights may ask for.
            let group = opened(call(
                libc::SYS_fanotify_init,
                [Arg::Word(0x200), Arg::Word(0)],
            )?);
            let path = text(SHARED);
            let mark = [
                Arg::File(&group),
                Arg::Word(1),
                Arg::Word(OPENED),
                Arg::Word(-100),
                Arg::In(&path),
            ];
            call(libc::SYS_fanotify_mark, mark)?;
            noticed(&group)
        },
    ),
    Probe::new(
        "lease",
        "hold up whoever opens a program that all cages share (a lease)",
        |baits| {
            crate::outcome::any(baits.all("program")?, |path| {
                let file = File::open(path)?;
                call(
                    libc::SYS_fcntl,
                    [Arg::File(&file), Arg::Word(1024), Arg::Word(0)],
                )?;
                Ok(format!("leased {path}"))
            })
        },
    ),
];

fn watch(path: &str, what: i64) -> Tried {
    let watcher = opened(call(libc::SYS_inotify_init1, [Arg::Word(0)])?);
    let path = text(path);
    let watch = [Arg::File(&watcher), Arg::In(&path), Arg::Word(what)];
    call(libc::SYS_inotify_add_watch, watch)?;
    noticed(&watcher)
}

/// Waits until a watcher has something to tell.
fn noticed(watcher: &OwnedFd) -> Tried {
    let mut wait = [PollFd::new(watcher, PollFlags::IN)];
    match poll(&mut wait, Some(&PATIENCE))? {
        0 => held("nothing was told"),
        _ => Ok("it was told".into()),
    }
}
