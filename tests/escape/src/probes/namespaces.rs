//! New namespaces, in which one would be root and meet parts of the kernel that users do not.

use super::Probe;
use crate::call::{Arg, call, fork, old_call, words};
use crate::outcome::Tried;

/// What a policy may grant for browsers that build sandboxes of their own.
pub(super) const NESTED: &[&str] = &["nested-namespaces"];

const USER: i64 = libc::CLONE_NEWUSER as i64;

pub(super) const ALL: &[Probe] = &[
    Probe::new("namespace-user", "make a user namespace by unshare", |_| {
        made(0)
    })
    .let_by(NESTED),
    Probe::new(
        "namespace-mount",
        "make a user and a mount namespace",
        |_| made(libc::CLONE_NEWNS),
    )
    .let_by(NESTED),
    Probe::new(
        "namespace-network",
        "make a user and a network namespace",
        |_| made(libc::CLONE_NEWNET),
    )
    .let_by(NESTED),
    Probe::new(
        "namespace-process",
        "make a user and a process namespace",
        |_| made(libc::CLONE_NEWPID),
    )
    .let_by(NESTED),
    Probe::new("namespace-ipc", "make a user and an IPC namespace", |_| {
        made(libc::CLONE_NEWIPC)
    })
    .let_by(NESTED),
    Probe::new("namespace-clone", "make a user namespace by clone", |_| {
        fork(libc::SYS_clone, USER | i64::from(libc::SIGCHLD), 0)?;
        Ok("made it".into())
    })
    .let_by(NESTED),
    Probe::new(
        "namespace-clone3",
        "make a user namespace by clone3, whose flags no filter sees",
        |_| {
            // Flags, three places for answers, the signal at its end, stack and its size, storage.
            let arguments = words(&[USER as u64, 0, 0, 0, libc::SIGCHLD as u64, 0, 0, 0]);
            fork(libc::SYS_clone3, arguments.as_ptr() as i64, 64)?;
            Ok("made it".into())
        },
    )
    .let_by(NESTED),
    Probe::new(
        "namespace-old-call",
        "make a user namespace by the kernel's entry for 32 bits",
        |_| {
            old_call(310, USER as u64)?;
            Ok("made it".into())
        },
    )
    .let_by(NESTED),
    Probe::new(
        "old-calls",
        "call the kernel by its entry for 32 bits at all",
        |_| {
            old_call(20, 0)?;
            Ok("it answers".into())
        },
    ),
    Probe::new(
        "x32-calls",
        "call the kernel by numbers of its x32 kind",
        |_| {
            call(0x4000_0000 | libc::SYS_getpid, [])?;
            Ok("it answers".into())
        },
    ),
];

fn made(with: i32) -> Tried {
    call(libc::SYS_unshare, [Arg::Word(USER | i64::from(with))])?;
    Ok("made it".into())
}
