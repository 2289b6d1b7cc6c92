//! What the cage's programs want the user to know: heard here, and handed to the warden.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixDatagram;

use lisere_post::{Wait, receive};

use crate::message::Notice;
use crate::notices::words;
use crate::recipe::inside;

pub(super) struct Notices {
    socket: UnixDatagram,
}

impl Notices {
    /// Listens.
    ///
    /// # Errors
    /// When it can't.
    pub(super) fn listen() -> io::Result<Self> {
        let socket = UnixDatagram::bind(inside::NOTICES)?;
        Ok(Self { socket })
    }

    /// The next one, as much of it as goes in one message. Any program may send what is none.
    pub(super) fn hear(&self) -> Option<Notice> {
        let heard = receive::<Notice>(&self.socket, Wait::No).ok()?;
        let notice = heard.message;
        Some(Notice {
            summary: words::headline(&notice.summary),
            body: words::body(&notice.body),
            ..notice
        })
    }
}

impl AsFd for Notices {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
