//! The process that works on files, as long as the core lives.

use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{FileRequest, Service};
use crate::sandbox::{Bounds, Calls, SandboxError, allow_only, close_strays, harden, keep_only};
use lisere_post::{PostError, Wait, packed, receive, send};

/// Memory for buffers and the programs' own, in bytes.
const MEMORY: u64 = 256 << 20;

/// Why the process ends.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The sandbox cannot be shut.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The folders cannot be opened.
    #[error("can't open the folders for files: {0}")]
    Folders(#[from] std::io::Error),
    /// The core says what makes no sense.
    #[error("the core sent no request: {0}")]
    Post(PostError),
}

/// Does what comes in by standard input, a socket of the core, until the core has gone.
///
/// # Errors
/// When the sandbox cannot be shut or the folders cannot be opened; nothing is done then.
pub fn files_process(cages: &Path, staging: &Path) -> Result<(), FilesError> {
    close_strays();
    harden(Bounds {
        memory: Some(MEMORY),
        ..Bounds::default()
    })?;
    open_many();
    keep_only(&[cages, staging])?;
    let service = Service::open(cages, staging)?;
    allow_only(Calls::Files)?;
    serve(service)
}

fn serve(mut service: Service) -> Result<(), FilesError> {
    let socket = rustix::stdio::stdin();
    let at_once = Timespec::default();
    loop {
        let busy = service.step();
        while let Some(event) = service.next_event() {
            if send(socket, &packed(&event), &[], Wait::Yes).is_err() {
                return Ok(());
            }
        }
        let mut readable = [PollFd::from_borrowed_fd(socket, PollFlags::IN)];
        let timeout = busy.then_some(&at_once);
        if !poll(&mut readable, timeout).is_ok_and(|ready| ready > 0) {
            continue;
        }
        match receive::<FileRequest>(socket, Wait::No) {
            Ok(got) => service.ask(got.message, got.fds.into_iter().next()),
            Err(PostError::Nothing) => {}
            Err(PostError::End) => return Ok(()),
            Err(PostError::Bad) => return Err(FilesError::Post(PostError::Bad)),
        }
    }
}

/// Files of an act are open at once, so that what is copied is what was looked at.
fn open_many() {
    let most = getrlimit(Resource::Nofile).maximum;
    // With fewer, fewer files go at once, which is then said.
    let _ = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: most,
            maximum: most,
        },
    );
}
