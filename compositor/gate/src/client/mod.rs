//! One program and the core's private connection for it: bytes in on both sides, a bounded amount a turn.

mod events;
mod registries;
mod requests;

use std::collections::VecDeque;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_policy::Limit;

use crate::fault::Fault;
use crate::objects::Objects;
use crate::outbox::Outbox;
use crate::outq;
use crate::quota::{Account, Usage};
use crate::serials::Serials;
use crate::socket::{FDS, Got, receive};
use crate::wire::{self, HEADER, put_word};
use registries::Registries;

/// Bytes read in one go.
const READ: usize = 16 << 10;
/// Bytes told at once, above which no more globals are listed: a list is a hundred times as
/// long as the answer that it stands for.
const LISTED: usize = 32 << 10;
/// How long a descriptor may wait for the request that takes it.
const STRAY: Duration = Duration::from_secs(1);

/// One end of the pipe that a client is.
struct End {
    socket: UnixStream,
    /// Bytes that were read and are not used yet: part of a message, or more than a turn.
    rest: Vec<u8>,
    fds: VecDeque<OwnedFd>,
    /// Whether there may be something to read, and room to write.
    readable: bool,
    writable: bool,
    /// Whether room to write is watched for. Only where something waits: else each
    /// read of the other end would wake the gate.
    watched: bool,
    outbox: Outbox,
}

impl End {
    fn new(socket: UnixStream) -> End {
        End {
            socket,
            rest: Vec::new(),
            fds: VecDeque::new(),
            readable: true,
            writable: true,
            watched: false,
            outbox: Outbox::default(),
        }
    }

    /// Sends what waits.
    fn flush(&mut self) -> Result<(), Over> {
        if self.writable && !self.outbox.is_empty() {
            self.outbox.flush(&self.socket).map_err(|_| Over::Left)?;
            self.writable = self.outbox.is_empty();
        }
        Ok(())
    }

    /// Sends a batch behind what waits.
    fn post(&mut self, batch: &mut Batch) -> Result<(), Over> {
        let fds = std::mem::take(&mut batch.fds);
        let posted = self.outbox.post(&self.socket, &batch.bytes, fds);
        batch.bytes.clear();
        self.writable &= self.outbox.is_empty();
        posted.map_err(|_| Over::Left)
    }
}

/// Messages that go on together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    bytes: Vec<u8>,
    fds: Vec<OwnedFd>,
}

/// Room that all clients of a gate share while one has its turn.
#[derive(Debug)]
pub(crate) struct Scratch {
    input: Vec<u8>,
    batch: Batch,
}

impl Default for Scratch {
    fn default() -> Self {
        Scratch {
            input: vec![0; READ],
            batch: Batch::default(),
        }
    }
}

/// Why a client is at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The program has closed its connection, or cannot be written to.
    Left,
    /// The core has closed its own, with or without an error for the program.
    Core,
    /// The program broke a rule, or met a quota.
    Fault(Fault),
}

impl From<Fault> for Over {
    fn from(fault: Fault) -> Over {
        Over::Fault(fault)
    }
}

/// What a turn left to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turn {
    /// Bytes read on both sides.
    pub(crate) moved: usize,
    /// There is more to do at once.
    pub(crate) again: bool,
    /// There is more to do once the cage has means again.
    pub(crate) starved: bool,
}

/// A program and its connection to the core.
pub(crate) struct Client {
    program: End,
    core: End,
    objects: Objects,
    serials: Serials,
    own: Usage,
    told: Told,
    registries: Registries,
    /// Whether what the core says waits until the program has read what it was told: a list
    /// of globals comes next.
    held: bool,
    /// Whether it came in at a security context.
    inner: bool,
    /// Whether the program has said anything yet.
    pub(crate) spoken: bool,
    /// Whether the program has gone. It is heard once more: what it left behind would end
    /// with it, and must not keep the cage from taking another.
    pub(crate) gone: bool,
    /// Since when descriptors wait for a request that takes them.
    stray: Option<Duration>,
}

/// What the program was told and may use.
#[derive(Debug, Default)]
struct Told {
    /// Globals in the order they were told of: the core's name and what they are.
    globals: Vec<Global>,
    /// Formats of shared memory.
    formats: Vec<u32>,
    /// Descriptors sent since its socket was last seen empty.
    fds: usize,
}

/// One global as a program knows it.
#[derive(Clone, Copy, Debug)]
struct Global {
    core: u32,
    kind: crate::kinds::Kind,
    version: u32,
    /// Whether it may not be used for much longer.
    withdrawn: bool,
}

impl Client {
    pub(crate) fn new(program: UnixStream, core: UnixStream, inner: bool) -> Client {
        Client {
            program: End::new(program),
            core: End::new(core),
            objects: Objects::default(),
            serials: Serials::default(),
            own: Usage::default(),
            told: Told::default(),
            registries: Registries::default(),
            held: false,
            inner,
            spoken: false,
            gone: false,
            stray: None,
        }
    }

    /// The program's socket and the core's, to be watched.
    pub(crate) fn sockets(&self) -> (BorrowedFd<'_>, BorrowedFd<'_>) {
        (self.program.socket.as_fd(), self.core.socket.as_fd())
    }

    /// Notes what its sockets are ready for.
    pub(crate) fn ready(&mut self, core: bool, readable: bool, writable: bool) {
        let end = if core {
            &mut self.core
        } else {
            &mut self.program
        };
        end.readable |= readable;
        end.writable |= writable;
    }

    /// The sockets whose room to write is to be watched, or no longer: which side, and
    /// whether it is.
    pub(crate) fn rewatch(&mut self, mut watch: impl FnMut(&UnixStream, bool, bool)) {
        for (core, end) in [(false, &mut self.program), (true, &mut self.core)] {
            if end.watched == end.writable {
                end.watched = !end.writable;
                watch(&end.socket, core, end.watched);
            }
        }
    }

    /// What this client holds.
    pub(crate) fn own(&self) -> &Usage {
        &self.own
    }

    /// When a descriptor will have waited too long.
    pub(crate) fn due(&self) -> Option<Duration> {
        self.stray.map(|since| since.saturating_add(STRAY))
    }

    /// Does what is ready: a read on each side at most.
    ///
    /// # Errors
    /// When this was the client's last turn; see [`Client::farewell`].
    pub(crate) fn turn(
        &mut self,
        account: &mut Account,
        gpu: bool,
        frozen: bool,
        scratch: &mut Scratch,
        now: Duration,
    ) -> Result<Turn, Over> {
        let mut turn = Turn::default();
        self.program.flush()?;
        self.core.flush()?;
        let resumed = self.held && self.program.outbox.is_empty();
        if resumed || (self.core.readable && !self.held) {
            turn.moved = self.hear_core(account, gpu, resumed, scratch)?;
            turn.again |= match self.held {
                true => self.program.outbox.is_empty(),
                false => self.core.readable,
            };
        }
        if !frozen && self.core.outbox.is_empty() && !self.held {
            let heard = self.hear_program(account, scratch)?;
            turn.moved = turn.moved.saturating_add(heard.moved);
            turn.again |= heard.again;
            turn.starved |= heard.starved;
            self.watch_strays(now)?;
        }
        match self.gone {
            true => Err(Over::Left),
            false => Ok(turn),
        }
    }

    /// Reads the core's events once, and passes them on.
    fn hear_core(
        &mut self,
        account: &mut Account,
        gpu: bool,
        resumed: bool,
        scratch: &mut Scratch,
    ) -> Result<usize, Over> {
        let Scratch { input, batch } = scratch;
        let (length, moved) = match resumed {
            // What was left over comes first; nothing new is read on top of it.
            true => (take_rest(&mut self.core, input), 0),
            false => fill(&mut self.core, input).ok_or(Over::Core)?,
        };
        self.held = false;
        let bytes = input.get_mut(..length).unwrap_or_default();
        let heard = self.events(account, gpu, bytes, batch);
        self.tell_program(account, batch)?;
        let used = heard?;
        keep(&mut self.core.rest, bytes, used);
        let waits = &self.program.outbox;
        let most = account.limits.size(Limit::OutBytes);
        if waits.size() > most || waits.fds() > account.limits.size(Limit::FdsUnread) {
            return Err(Fault::quota("the program does not read what it is told").into());
        }
        Ok(moved.max(used))
    }

    /// Sends a batch to the program, and counts the descriptors that it has yet to read.
    fn tell_program(&mut self, account: &Account, batch: &mut Batch) -> Result<(), Over> {
        let new = batch.fds.len();
        if new > 0 {
            if outq::unread(&self.program.socket) == Some(0) {
                self.told.fds = 0;
            }
            self.told.fds = self.told.fds.saturating_add(new);
        }
        self.program.post(batch)?;
        if self.told.fds > account.limits.size(Limit::FdsUnread).max(new) {
            return Err(
                Fault::quota("the program does not take the descriptors it asked for").into(),
            );
        }
        Ok(())
    }

    /// Reads the program's requests once, and passes them on.
    fn hear_program(&mut self, account: &mut Account, scratch: &mut Scratch) -> Result<Turn, Over> {
        let mut turn = Turn::default();
        let whole = match wire::header(&self.program.rest) {
            Ok(Some(head)) => head.size <= self.program.rest.len(),
            other => other.is_err(),
        };
        if !self.program.readable && !whole {
            return Ok(turn);
        }
        if !account.funded() {
            turn.starved = true;
            return Ok(turn);
        }
        let Scratch { input, batch } = scratch;
        let (length, moved) = match whole {
            // What was left over comes first; nothing new is read on top of it.
            true => (take_rest(&mut self.program, input), 0),
            false => fill(&mut self.program, input).ok_or(Over::Left)?,
        };
        self.spoken |= moved > 0;
        let bytes = input.get_mut(..length).unwrap_or_default();
        let done = self.requests(account, bytes, batch);
        turn.moved = moved.max(done.used);
        let fault = done.fault;
        keep(&mut self.program.rest, bytes, done.used);
        // What was said before a fault counts.
        self.core.post(batch)?;
        if let Some(fault) = fault {
            return Err(fault.into());
        }
        let more = done.more || self.program.readable;
        turn.starved = more && !account.funded();
        turn.again = more && account.funded();
        Ok(turn)
    }

    /// Descriptors that nobody asked for are a fault after a while, and at once when many.
    fn watch_strays(&mut self, now: Duration) -> Result<(), Over> {
        if self.program.fds.is_empty() {
            self.stray = None;
            return Ok(());
        }
        let since = *self.stray.get_or_insert(now);
        if now.saturating_sub(since) >= STRAY {
            return Err(Fault::implementation("descriptors came that no request takes").into());
        }
        Ok(())
    }

    /// Tells the program why it ends, as far as it listens.
    pub(crate) fn farewell(&mut self, over: Over, scratch: &mut Scratch) {
        let batch = &mut scratch.batch;
        batch.bytes.clear();
        batch.fds.clear();
        if let Over::Fault(fault) = over {
            error_event(&mut batch.bytes, fault.object, fault.code, fault.why);
        }
        let _ = self.program.post(batch);
        let _ = self.program.flush();
    }
}

/// Reads once behind what was left over; how many bytes there are now, and how many
/// are new. None when the other end has gone.
fn fill(end: &mut End, input: &mut [u8]) -> Option<(usize, usize)> {
    let kept = take_rest(end, input);
    let room = input.get_mut(kept..).unwrap_or_default();
    match receive(&end.socket, room, &mut end.fds) {
        Got::Bytes(new, emptied) => {
            end.readable = !emptied;
            Some((kept.saturating_add(new), new))
        }
        Got::Nothing => {
            end.readable = false;
            Some((kept, 0))
        }
        Got::End => None,
    }
}

/// Moves what was left over to the front of the input.
fn take_rest(end: &mut End, input: &mut [u8]) -> usize {
    let kept = end.rest.len().min(input.len());
    if let (Some(room), Some(rest)) = (input.get_mut(..kept), end.rest.get(..kept)) {
        room.copy_from_slice(rest);
    }
    end.rest.clear();
    kept
}

/// Keeps what was not used.
fn keep(rest: &mut Vec<u8>, bytes: &[u8], used: usize) {
    rest.extend_from_slice(bytes.get(used..).unwrap_or_default());
}

/// `wl_display.error`.
fn error_event(into: &mut Vec<u8>, object: u32, code: u32, text: &str) {
    let length = text.len().saturating_add(1);
    let padded = length.next_multiple_of(4);
    let size = HEADER.saturating_add(12).saturating_add(padded);
    let at = into.len();
    into.resize(at.saturating_add(size), 0);
    let room = into.get_mut(at..).unwrap_or_default();
    let size = u32::try_from(size).unwrap_or(0);
    let length = u32::try_from(length).unwrap_or(0);
    for (index, word) in [1, size << 16, object, code, length]
        .into_iter()
        .enumerate()
    {
        put_word(room, index.saturating_mul(4), word);
    }
    let text_at = HEADER.saturating_add(12);
    let text_room = room.get_mut(text_at..text_at.saturating_add(text.len()));
    if let Some(text_room) = text_room {
        text_room.copy_from_slice(text.as_bytes());
    }
}

/// Whether one more descriptor makes a batch too large for one message of the socket.
fn full(batch: &Batch) -> bool {
    batch.fds.len() >= FDS
}
