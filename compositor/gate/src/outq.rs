//! How much of what was sent on a socket the other end has yet to read.

use std::os::fd::AsFd;

use rustix::ioctl::{Getter, Opcode, ioctl};

/// `SIOCOUTQ` of unix(7), the same number as `TIOCOUTQ`.
const SIOCOUTQ: Opcode = 0x5411;

/// Bytes that wait at the other end, as the kernel counts them; none if it can't tell.
#[allow(unsafe_code)]
pub(crate) fn unread(socket: impl AsFd) -> Option<usize> {
    // SAFETY: by unix(7), this request writes one int and nothing else.
    let waiting: i32 = unsafe { ioctl(socket, Getter::<SIOCOUTQ, i32>::new()) }.ok()?;
    usize::try_from(waiting).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    use super::unread;

    #[test]
    fn what_waits_is_seen() {
        let (mut ours, mut theirs) = UnixStream::pair().unwrap();
        assert_eq!(unread(&ours), Some(0));
        ours.write_all(b"hello").unwrap();
        assert!(unread(&ours) > Some(0));
        theirs.read_exact(&mut [0; 5]).unwrap();
        assert_eq!(unread(&ours), Some(0));
    }
}
