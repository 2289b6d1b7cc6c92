//! Messages between processes of ours: one packet each, with a few descriptors at most.

mod strays;

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags,
    SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType, recvmsg,
    sendmsg, socketpair,
};
use rustix::process::Pid;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::strays::close_strays;

/// The longest message in bytes. A path of the longest kind fits, one number a byte; so does
/// a whole request of the control socket.
pub const LONGEST: usize = 98_304;
/// The most descriptors that go with one message.
pub const MOST_FDS: usize = 8;

/// Whether a call waits until it can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It does: for who has nothing else to do.
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

/// What came in one packet.
#[derive(Debug)]
pub struct Received<M> {
    /// The message.
    pub message: M,
    /// The descriptors that came along, in their order.
    pub fds: Vec<OwnedFd>,
    /// Who sent it, as the kernel says, if the socket asks for it (`SO_PASSCRED`).
    pub sender: Option<Pid>,
}

/// Two ends of a socket that keeps packets apart; neither is inherited.
///
/// # Errors
/// When there are no descriptors left.
pub fn pair() -> Result<(OwnedFd, OwnedFd), Errno> {
    let (family, kind) = (AddressFamily::UNIX, SocketType::SEQPACKET);
    socketpair(family, kind, SocketFlags::CLOEXEC, None)
}

/// A message in bytes; ours always have such a form.
pub fn packed<M: Serialize>(message: &M) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}

/// Sends one message with at most [`MOST_FDS`] descriptors.
///
/// # Errors
/// `AGAIN` when there is no room now and it may not wait; anything else means that the other
/// end has gone or the message is too long.
pub fn send(
    socket: impl AsFd,
    bytes: &[u8],
    fds: &[BorrowedFd<'_>],
    wait: Wait,
) -> Result<(), Errno> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_FDS))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    if !fds.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(fds)) {
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
) -> Result<Received<M>, PostError> {
    let mut space =
        [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_FDS), ScmCredentials(1))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let mut bytes = vec![0; LONGEST];
    let flags = match wait {
        Wait::Yes => RecvFlags::CMSG_CLOEXEC,
        Wait::No => RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT,
    };
    let got = loop {
        let mut slices = [IoSliceMut::new(&mut bytes)];
        match recvmsg(&socket, &mut slices, &mut ancillary, flags) {
            // Who went without reading all says so once, before what it had sent itself.
            Err(Errno::INTR | Errno::CONNRESET) => {}
            Err(Errno::AGAIN) => return Err(PostError::Nothing),
            Err(_) => return Err(PostError::End),
            Ok(got) => break got,
        }
    };
    let (mut fds, mut sender) = (Vec::new(), None);
    for message in ancillary.drain() {
        match message {
            RecvAncillaryMessage::ScmRights(rights) => fds.extend(rights),
            RecvAncillaryMessage::ScmCredentials(who) => sender = Some(who.pid),
            _ => {}
        }
    }
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
    Ok(Received {
        message,
        fds,
        sender,
    })
}

#[cfg(test)]
mod tests {
    use rustix::net::sockopt::set_socket_passcred;
    use rustix::process::getpid;

    use super::*;

    #[test]
    fn descriptors_and_the_sender_come_along() {
        let (near, far) = pair().unwrap();
        set_socket_passcred(&far, true).unwrap();
        let (read, write) = rustix::pipe::pipe().unwrap();
        let fds = [read.as_fd(), write.as_fd()];
        send(&near, &packed(&"words"), &fds, Wait::No).unwrap();
        let got: Received<String> = receive(&far, Wait::No).unwrap();
        assert_eq!((got.message.as_str(), got.fds.len()), ("words", 2));
        assert_eq!(got.sender, Some(getpid()));
        assert_eq!(
            receive::<String>(&far, Wait::No).unwrap_err(),
            PostError::Nothing
        );
    }

    #[test]
    fn what_was_sent_is_there_though_the_sender_is_gone() {
        let (near, far) = pair().unwrap();
        // Unread at the other end when it goes: this end hears of that before all else.
        send(&far, &packed(&1), &[], Wait::No).unwrap();
        send(&near, &packed(&2), &[], Wait::No).unwrap();
        drop(near);
        assert_eq!(receive::<u8>(&far, Wait::No).unwrap().message, 2);
        assert_eq!(receive::<u8>(&far, Wait::No).unwrap_err(), PostError::End);
    }

    #[test]
    fn what_is_no_message_is_bad() {
        let (near, far) = pair().unwrap();
        send(&near, b"{", &[], Wait::No).unwrap();
        assert_eq!(receive::<u8>(&far, Wait::No).unwrap_err(), PostError::Bad);
    }
}
