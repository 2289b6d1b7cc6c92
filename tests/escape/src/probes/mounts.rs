//! What a cage sees of the file system, changed: each as root of a new namespace, if there is one.

use std::fs;

use super::Probe;
use super::namespaces::NESTED;
use crate::call::{Arg, call, text};
use crate::outcome::Tried;

const BIND: i64 = libc::MS_BIND as i64;
const PRIVATE: i64 = (libc::MS_REC | libc::MS_PRIVATE) as i64;
const REMOUNT: i64 = (libc::MS_BIND | libc::MS_REMOUNT) as i64;

pub(super) const ALL: &[Probe] = &[
    Probe::new("mount-memory", "mount a file system in memory", |_| {
        as_root(|| mount("none", "/tmp", "tmpfs", 0))
    })
    .let_by(NESTED),
    Probe::new("mount-bind", "mount a folder a second time", |_| {
        as_root(|| mount("/usr", "/tmp", "", BIND))
    })
    .let_by(NESTED),
    Probe::new(
        "mount-proc",
        "mount /proc anew, without what hides parts of it",
        |_| as_root(|| mount("proc", "/tmp", "proc", 0)),
    )
    .as_root(),
    Probe::new("mount-again", "make a read-only place writable", |_| {
        as_root(|| mount("none", "/usr", "", REMOUNT))
    })
    .as_root(),
    Probe::new(
        "unmount",
        "take away a mount to see what is beneath it",
        |_| {
            as_root(|| {
                // Where there is nothing mounted the kernel says so, once it would do it.
                let root = Arg::Word(i64::from(libc::MNT_DETACH));
                call(libc::SYS_umount2, [Arg::In(b"/proc\0"), root])?;
                Ok("took away /proc".into())
            })
        },
    )
    .as_root(),
    Probe::new(
        "mount-new-calls",
        "mount by fsopen, which older filters do not know",
        |_| {
            as_root(|| {
                call(libc::SYS_fsopen, [Arg::In(b"tmpfs\0"), Arg::Word(0)])?;
                Ok("opened a file system".into())
            })
        },
    )
    .let_by(NESTED),
    Probe::new("mount-tree", "copy a tree of mounts by open_tree", |_| {
        as_root(|| {
            let clone = Arg::Word(1);
            call(
                libc::SYS_open_tree,
                [Arg::Word(-100), Arg::In(b"/usr\0"), clone],
            )?;
            Ok("copied /usr".into())
        })
    })
    .let_by(NESTED),
    Probe::new("change-root", "take another folder for /", |_| {
        as_root(|| {
            call(libc::SYS_chroot, [Arg::In(b"/tmp\0")])?;
            Ok("took /tmp".into())
        })
    })
    .let_by(&["nested-namespaces", "admin"]),
    Probe::new("rename-host", "rename the machine", |_| {
        as_root(|| {
            // Only in a namespace of its own, or it would be so.
            call(
                libc::SYS_unshare,
                [Arg::Word(i64::from(libc::CLONE_NEWUTS))],
            )?;
            call(libc::SYS_sethostname, [Arg::In(b"bait"), Arg::Word(4)])?;
            Ok("renamed it".into())
        })
    })
    .let_by(NESTED),
];

/// Becomes root of new namespaces if that is to be had, then tries.
fn as_root(attempt: impl FnOnce() -> Tried) -> Tried {
    let user = rustix::process::getuid().as_raw();
    let unshare = |flags: i32| call(libc::SYS_unshare, [Arg::Word(i64::from(flags))]).is_ok();
    if unshare(libc::CLONE_NEWNS) {
        // Real root: what happens stays in here.
        mount("none", "/", "", PRIVATE)?;
        mount("/usr", "/usr", "", BIND)?;
    } else if unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNS) {
        // Without a mapping it is still root enough for what it made itself.
        let _ = fs::write("/proc/self/uid_map", format!("0 {user} 1"));
    }
    attempt()
}

fn mount(from: &str, to: &str, kind: &str, flags: i64) -> Tried {
    let [from, at, kind] = [from, to, kind].map(text);
    let arguments = [
        Arg::In(&from),
        Arg::In(&at),
        Arg::In(&kind),
        Arg::Word(flags),
        Arg::Word(0),
    ];
    call(libc::SYS_mount, arguments)?;
    Ok(format!("mounted {to}"))
}
