//! wp_security_context_v1: a socket of a program's own, at which others of the cage come in and see less.

use std::os::fd::{AsFd, OwnedFd};

use lisere_policy::Limit;
use rustix::fs::{FileType, fstat};
use rustix::io::fcntl_dupfd_cloexec;
use rustix::net::sockopt::{socket_acceptconn, socket_domain, socket_type};
use rustix::net::{AddressFamily, SocketType};

use super::{Call, Verdict, World};
use crate::contexts::{Claim, Handed};
use crate::fault::Fault;
use crate::objects::{Context, Data};

/// `wp_security_context_manager_v1.error`.
const INVALID_LISTEN_FD: u32 = 1;
/// `wp_security_context_v1.error`.
const ALREADY_USED: u32 = 1;
const ALREADY_SET: u32 = 2;
const INVALID_METADATA: u32 = 3;
/// The longest name that is taken, in bytes; the longest in use have about 60.
const NAME: usize = 120;

pub(super) fn manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        return Ok(Verdict::pass());
    }
    let (Some(listener), Some(closing)) = (call.fds.front(), call.fds.get(1)) else {
        return Err(Fault::method("a request without its descriptors"));
    };
    if !listens(listener) {
        let why = "it is no local socket that listens";
        return Err(call.fault(INVALID_LISTEN_FD, why));
    }
    if !hangs_up(closing) {
        let why = "what says when a context is over is a pipe or a socket";
        return Err(Fault::implementation(why));
    }
    let why = "the cage has all its security contexts";
    world.take(Limit::Contexts, 1, why)?;
    let copy = |fd: &OwnedFd| fcntl_dupfd_cloexec(fd, 0);
    let (Ok(listener), Ok(closing)) = (copy(listener), copy(closing)) else {
        return Err(Fault::quota("no file descriptors left"));
    };
    let handed = Handed {
        listener,
        closing,
        claim: Claim::default(),
    };
    let context = Context {
        handed: Some(handed),
        set: 0,
    };
    Ok(Verdict::make(Data::Context(Box::new(context))).costing(32))
}

/// Whether local programs can connect there. What came from the network would be another matter.
fn listens(fd: impl AsFd) -> bool {
    socket_acceptconn(&fd) == Ok(true)
        && socket_domain(&fd) == Ok(AddressFamily::UNIX)
        && socket_type(&fd) == Ok(SocketType::STREAM)
}

/// Whether it tells when its other end is closed, and is the kernel's own: to ask what a file
/// of somebody's is ready for may take as long as that one likes.
fn hangs_up(fd: impl AsFd) -> bool {
    let kind = fstat(fd).map(|stat| FileType::from_raw_mode(stat.st_mode));
    matches!(kind, Ok(FileType::Fifo | FileType::Socket))
}

pub(super) fn context(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        return Ok(Verdict::pass());
    }
    let Some(context) = world.objects.context_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    let Some(handed) = &mut context.handed else {
        return Err(call.fault(ALREADY_USED, "the context was committed before"));
    };
    let claim = &mut handed.claim;
    let name = match call.opcode {
        1 => &mut claim.engine,
        2 => &mut claim.app_id,
        3 => &mut claim.instance_id,
        _ => return commit(world, call),
    };
    let bit = 1 << call.opcode;
    if context.set & bit != 0 {
        return Err(call.fault(ALREADY_SET, "the context has one already"));
    }
    context.set |= bit;
    let text = call.args.text(0);
    if text.is_empty() || text.len() > NAME {
        return Err(call.fault(INVALID_METADATA, "a name is empty or too long"));
    }
    text.clone_into(name);
    Ok(Verdict::pass().costing(4))
}

fn commit(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let handed = world.objects.context_mut(call.id);
    let handed = handed.and_then(|context| context.handed.take());
    let Some(handed) = handed.filter(|handed| !handed.claim.engine.is_empty()) else {
        let why = "nothing says what keeps the programs apart";
        return Err(call.fault(INVALID_METADATA, why));
    };
    // From now on it is the cage's, and outlives the program.
    world.own.take(Limit::Contexts, 1);
    world.account.handed.push(handed);
    Ok(Verdict::pass().costing(64))
}

pub(super) fn ended(world: &mut World<'_>, gone: &Context) {
    if gone.handed.is_some() {
        world.give(Limit::Contexts, 1);
    }
}
