//! Messages between the core and a helper: one packet each, at most one descriptor with it.

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest message in bytes. A path of the longest kind fits, one number a byte.
pub const LONGEST: usize = 32_768;

/// Whether a call waits until it can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It does: for a helper, which has nothing else to do.
    Yes,
    /// It does not: for the core.
    No,
}

/// Why nothing was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// Nothing is there now.
    #[error("nothing is there now")]
    Nothing,
    /// The other end has gone.
    #[error("the other end has gone")]
    End,
    /// What came is no message.
    #[error("what came is no message")]
    Bad,
}

/// A message in bytes; ours always have such a form.
pub fn packed<M: Serialize>(message: &M) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}

/// Sends one message.
///
/// # Errors
/// `AGAIN` when there is no room now and it may not wait; anything else means that the other
/// end has gone or the message is too long.
pub fn send(
    socket: impl AsFd,
    bytes: &[u8],
    fd: Option<&OwnedFd>,
    wait: Wait,
) -> Result<(), Errno> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    let borrowed: Vec<_> = fd.iter().map(|fd| fd.as_fd()).collect();
    if !borrowed.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(&borrowed)) {
        return Err(Errno::TOOMANYREFS);
    }
    let flags = match wait {
        Wait::Yes => SendFlags::NOSIGNAL,
        Wait::No => SendFlags::NOSIGNAL | SendFlags::DONTWAIT,
    };
    loop {
        match sendmsg(&socket, &[IoSlice::new(bytes)], &mut ancillary, flags) {
            Err(Errno::INTR) => {}
            other => return other.map(|_| ()),
        }
    }
}

/// Receives one message, and what came with it.
///
/// # Errors
/// When there is none, or no such one.
pub fn receive<M: DeserializeOwned>(
    socket: impl AsFd,
    wait: Wait,
) -> Result<(M, Option<OwnedFd>), PostError> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let mut bytes = vec![0; LONGEST];
    let flags = match wait {
        Wait::Yes => RecvFlags::CMSG_CLOEXEC,
        Wait::No => RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT,
    };
    let got = loop {
        let mut slices = [IoSliceMut::new(&mut bytes)];
        match recvmsg(&socket, &mut slices, &mut ancillary, flags) {
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Err(PostError::Nothing),
            Err(_) => return Err(PostError::End),
            Ok(got) => break got,
        }
    };
    let mut fds = ancillary.drain().flat_map(|message| match message {
        RecvAncillaryMessage::ScmRights(rights) => rights.collect(),
        _ => Vec::new(),
    });
    let fd = fds.next();
    drop(fds);
    if got.bytes == 0 {
        return Err(PostError::End);
    }
    if got
        .flags
        .intersects(ReturnFlags::TRUNC | ReturnFlags::CTRUNC)
    {
        return Err(PostError::Bad);
    }
    let message = bytes.get(..got.bytes).unwrap_or_default();
    let message = serde_json::from_slice(message).map_err(|_| PostError::Bad)?;
    Ok((message, fd))
}
