//! The trunk: the one connection between the core and a gate, a message a packet.

mod message;
mod pace;
mod parts;
#[cfg(test)]
mod tests;

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags,
    SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType, recvmsg,
    sendmsg, socketpair,
};

pub use self::message::{Flaw, Summary, Sums, ToCore, ToGate};
pub use self::pace::Pacer;

/// The longest message in bytes.
pub const LONGEST: usize = 512;

/// One end of a trunk.
#[derive(Debug)]
pub struct Trunk<S> {
    socket: S,
}

/// What came over the trunk.
#[derive(Debug)]
pub struct Packet {
    bytes: [u8; LONGEST],
    length: usize,
    /// The descriptor that came with it.
    pub passed: Option<OwnedFd>,
}

/// Why there is nothing more to be had from the trunk.
#[derive(Debug, thiserror::Error)]
pub enum TrunkError {
    /// The other end is gone.
    #[error("the other end of the trunk is closed")]
    Closed,
    /// The other end doesn't read.
    #[error("the other end of the trunk doesn't read")]
    Full,
    /// Longer than any message, or with more descriptors than one.
    #[error("a message is too long or brings more than one descriptor")]
    Oversize,
    /// The system can't.
    #[error("the trunk failed: {0}")]
    System(Errno),
}

/// Both ends of a new trunk, non-blocking and close-on-exec.
///
/// # Errors
/// When there are no descriptors left.
pub fn pair() -> Result<(OwnedFd, OwnedFd), Errno> {
    socketpair(
        AddressFamily::UNIX,
        SocketType::SEQPACKET,
        SocketFlags::CLOEXEC | SocketFlags::NONBLOCK,
        None,
    )
}

impl Packet {
    /// The message without its descriptor.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl<S: AsFd> Trunk<S> {
    /// The trunk of a socket that [`pair`] made.
    pub fn new(socket: S) -> Self {
        Self { socket }
    }

    /// Sends a message, with a descriptor if it brings one; never waits.
    ///
    /// # Errors
    /// [`TrunkError::Full`] when the other end has not read for long.
    pub fn send(&self, bytes: &[u8], pass: Option<BorrowedFd<'_>>) -> Result<(), TrunkError> {
        let fds = pass.as_slice();
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        if !fds.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(fds)) {
            return Err(TrunkError::Oversize);
        }
        let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
        loop {
            match sendmsg(&self.socket, &[IoSlice::new(bytes)], &mut ancillary, flags) {
                Ok(_) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN | Errno::NOBUFS) => return Err(TrunkError::Full),
                Err(Errno::PIPE | Errno::CONNRESET) => return Err(TrunkError::Closed),
                Err(error) => return Err(TrunkError::System(error)),
            }
        }
    }

    /// The next message, if one is there.
    ///
    /// # Errors
    /// When the other end is gone, or sent what is no message.
    pub fn receive(&self) -> Result<Option<Packet>, TrunkError> {
        let mut bytes = [0; LONGEST];
        // Room for one more than may come: that there are two must be seen.
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let flags = RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
        let mut parts = [IoSliceMut::new(&mut bytes)];
        let received = loop {
            match recvmsg(&self.socket, &mut parts, &mut ancillary, flags) {
                Ok(received) => break received,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(None),
                Err(Errno::CONNRESET) => return Err(TrunkError::Closed),
                Err(error) => return Err(TrunkError::System(error)),
            }
        };
        let mut passed: Vec<OwnedFd> = Vec::new();
        for message in ancillary.drain() {
            if let RecvAncillaryMessage::ScmRights(fds) = message {
                passed.extend(fds);
            }
        }
        let cut = ReturnFlags::TRUNC | ReturnFlags::CTRUNC;
        if received.flags.intersects(cut) || passed.len() > 1 {
            return Err(TrunkError::Oversize);
        }
        if received.bytes == 0 {
            return Err(TrunkError::Closed);
        }
        Ok(Some(Packet {
            bytes,
            length: received.bytes,
            passed: passed.pop(),
        }))
    }
}

impl<S: AsFd> AsFd for Trunk<S> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
