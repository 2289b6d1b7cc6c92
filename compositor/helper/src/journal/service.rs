//! The loop of the journal's helper: batches in, and an answer to each when it is on disk.

use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use rustix::io::Errno;
use rustix::net::sockopt::socket_type;
use rustix::net::{RecvFlags, SendFlags, SocketType, recv, send};

use rustix::process::set_parent_process_death_signal;

use crate::sandbox::{self, Calls};

use super::{Answer, Bounds, JournalError, Journald, MAX_BATCH, Writer};

/// The helper as a process: the core's socket is its standard input.
///
/// # Errors
/// Why the journal cannot be written, in one line.
pub fn process(folder: Option<&OsString>) -> Result<(), String> {
    let folder = folder.map(Path::new).filter(|path| path.is_absolute());
    let folder = folder.ok_or("`journal` wants the absolute path of its folder")?;
    let core = rustix::stdio::stdin();
    if !socket_type(core).is_ok_and(|kind| kind == SocketType::SEQPACKET) {
        return Err("`journal` wants the core's socket as its standard input".to_owned());
    }
    sandbox::close_strays();
    // Whoever ends the core ends the socket: what is in it is written before the helper goes.
    let hardened = sandbox::harden(sandbox::Bounds::default())
        .map_err(|error| error.to_string())
        .and_then(|()| set_parent_process_death_signal(None).map_err(|error| error.to_string()));
    hardened?;
    run(folder, core, |folder| {
        let kept = sandbox::keep_only(&[folder]);
        kept.and_then(|_| sandbox::allow_only(Calls::Journal))
            .map_err(|error| error.to_string())
    })
    .map_err(|error| error.to_string())
}

/// Why the helper ends before its core does.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The journal cannot be written, and trying again would not help.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The core sent more than a batch may hold.
    #[error("a batch is longer than {MAX_BATCH} bytes")]
    TooLong,
    /// The system can't.
    #[error("the core's socket: {0}")]
    Socket(#[from] Errno),
}

/// Writes the journal in `folder` for the core at the other end of `core`, until that end is
/// closed. First tells it how far the journal goes, or why it cannot be written. `confine` is
/// called when all is open that will be needed.
///
/// # Errors
/// When the journal cannot be written, which the core has been told then.
pub fn run(
    folder: &Path,
    core: BorrowedFd<'_>,
    confine: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<(), Trouble> {
    let opened = Writer::open(folder, Bounds::default());
    let journald = Journald::here();
    let mut writer = match opened {
        Ok(writer) => writer,
        Err(error) => {
            answer(core, &Answer::failed(&error))?;
            return Err(error.into());
        }
    };
    if let Err(why) = confine(folder) {
        let (why, whole) = ("its helper is not confined".to_owned(), why);
        answer(core, &Answer::Failed { why, whole })?;
        return Ok(());
    }
    answer(core, &Answer::Written(writer.head()))?;
    serve(core, &mut writer, journald.as_ref())
}

/// Writes what comes, until the other end is closed.
///
/// # Errors
/// As [`run`].
pub fn serve(
    core: impl AsFd,
    writer: &mut Writer,
    journald: Option<&Journald>,
) -> Result<(), Trouble> {
    let core = core.as_fd();
    let mut space = vec![0; MAX_BATCH + 1];
    loop {
        let length = match recv(core, &mut space[..], RecvFlags::empty()) {
            Ok((0, _)) => return Ok(()),
            Ok((length, _)) => length,
            // A core that went without having read our answers says so once, before what it
            // had sent itself.
            Err(Errno::INTR | Errno::CONNRESET) => continue,
            Err(error) => return Err(error.into()),
        };
        let batch = space.get(..length).filter(|batch| batch.len() <= MAX_BATCH);
        let batch = batch.ok_or(Trouble::TooLong)?;
        let mut told = |line: &str| {
            if let Some(journald) = journald {
                journald.tell(line);
            }
        };
        let text = std::str::from_utf8(batch).map_err(|_| JournalError::NoRecord);
        match text.and_then(|text| writer.append(text, &mut told)) {
            Ok(head) => answer(core, &Answer::Written(head))?,
            Err(error) => {
                answer(core, &Answer::failed(&error))?;
                if matches!(error, JournalError::Stuck(_)) {
                    return Err(error.into());
                }
            }
        }
    }
}

/// Tells the core, which may be gone.
fn answer(core: BorrowedFd<'_>, answer: &Answer) -> Result<(), Errno> {
    match send(core, &answer.encode(), SendFlags::NOSIGNAL) {
        Ok(_) | Err(Errno::PIPE | Errno::CONNRESET) => Ok(()),
        Err(error) => Err(error),
    }
}
