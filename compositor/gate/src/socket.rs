//! Sockets that carry descriptors: one system call at a time, never blocking.

use std::collections::VecDeque;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

/// Descriptors in one message of the socket: what libwayland and its peers read at most.
pub(crate) const FDS: usize = 28;
/// What a hostile peer may put into one: the kernel's own bound.
const FDS_IN: usize = 253;

/// What came of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Got {
    /// So many bytes; whether the socket was emptied by it.
    Bytes(usize, bool),
    /// Nothing is there now.
    Nothing,
    /// The other end has gone.
    End,
}

/// Reads once, appending descriptors to `fds`.
pub(crate) fn receive(socket: impl AsFd, into: &mut [u8], fds: &mut VecDeque<OwnedFd>) -> Got {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FDS_IN))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let room = into.len();
    let flags = RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
    let got = loop {
        let mut slices = [IoSliceMut::new(into)];
        match recvmsg(&socket, &mut slices, &mut ancillary, flags) {
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Got::Nothing,
            Err(_) => return Got::End,
            Ok(got) => break got,
        }
    };
    let before = fds.len();
    for message in ancillary.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            fds.extend(rights);
        }
    }
    if got.bytes == 0 || got.flags.contains(ReturnFlags::CTRUNC) {
        return Got::End;
    }
    // A read ends early where descriptors were attached, though more may be there.
    Got::Bytes(got.bytes, got.bytes < room && fds.len() == before)
}

/// Writes once: how many bytes went, and with the first all of `fds`.
///
/// # Errors
/// `AGAIN` when there is no room now; anything else means that the other end has gone.
pub(crate) fn send(socket: impl AsFd, bytes: &[u8], fds: &[OwnedFd]) -> Result<usize, Errno> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FDS))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    let borrowed: Vec<_> = fds.iter().map(AsFd::as_fd).collect();
    if !borrowed.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(&borrowed)) {
        return Err(Errno::TOOMANYREFS);
    }
    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
    loop {
        match sendmsg(&socket, &[IoSlice::new(bytes)], &mut ancillary, flags) {
            Err(Errno::INTR) => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn bytes_and_descriptors_arrive_together() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let pipes: Vec<OwnedFd> = (0..3).map(|_| rustix::pipe::pipe().unwrap().0).collect();
        assert_eq!(send(&ours, b"hello", &pipes), Ok(5));
        let (mut room, mut fds) = ([0; 64], VecDeque::new());
        assert_eq!(receive(&theirs, &mut room, &mut fds), Got::Bytes(5, false));
        assert_eq!((&room[..5], fds.len()), (&b"hello"[..], 3));
        assert_eq!(receive(&theirs, &mut room, &mut fds), Got::Nothing);
        assert_eq!(send(&ours, b"more", &[]), Ok(4));
        assert_eq!(receive(&theirs, &mut room, &mut fds), Got::Bytes(4, true));
        drop(ours);
        assert_eq!(receive(&theirs, &mut room, &mut fds), Got::End);
        assert!(send(&theirs, b"x", &[]).is_err());
    }
}
