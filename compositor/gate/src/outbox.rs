//! What waits to be sent to one end; what only the latest of matters is kept once.

use std::collections::VecDeque;
use std::mem;
use std::os::fd::{AsFd, OwnedFd};

use rustix::io::Errno;

use crate::kinds::Kind;
use crate::socket::send;
use crate::wire::{HEADER, put_word, word_at};

/// Bytes that are sent at once, with the descriptors that go with the first of them.
#[derive(Debug, Default)]
struct Chunk {
    bytes: Vec<u8>,
    fds: Vec<OwnedFd>,
}

/// One message on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parcel<'a> {
    pub(crate) kind: Kind,
    pub(crate) version: u32,
    pub(crate) object: u32,
    pub(crate) opcode: u16,
    pub(crate) bytes: &'a [u8],
}

/// The messages of one logical event at the end of the last chunk: a pointer's or
/// finger's movement up to its `frame`, or a configure with its parts.
#[derive(Debug, Default)]
struct Group {
    start: usize,
    /// Object, opcode and where each message begins in the chunk.
    messages: Vec<(u32, u16, usize)>,
}

/// How many groups at the end may be merged with: programs with a second pointer
/// object hear each movement twice, in turns.
const RECENT: usize = 4;
/// Bytes of a chunk after which a new one is begun.
const LARGE: usize = 1 << 15;

/// A queue of messages towards a socket.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    chunks: VecDeque<Chunk>,
    /// Bytes of the first chunk that have gone.
    gone: usize,
    size: usize,
    fds: usize,
    /// The last groups, one after the other up to the end of the last chunk.
    recent: Vec<Group>,
    open: Option<Group>,
}

/// What a message is to the group it may belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// On its own.
    Alone,
    /// It belongs to a group and does not end it.
    Middle,
    /// It ends its group.
    End,
}

fn part(kind: Kind, version: u32, opcode: u16) -> Part {
    match (kind, opcode) {
        // Before version 5 there are no frames of the pointer.
        (Kind::Pointer, 2 | 4) if version < 5 => Part::End,
        (Kind::Pointer, 2 | 4 | 6..=10)
        | (Kind::Touch, 2)
        | (Kind::XdgToplevel, 0 | 2 | 3)
        | (Kind::XdgPopup, 0) => Part::Middle,
        (Kind::Pointer, 5) | (Kind::Touch, 3) | (Kind::XdgSurface, 0) => Part::End,
        _ => Part::Alone,
    }
}

impl Outbox {
    /// Bytes that wait.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Descriptors that wait.
    pub(crate) fn fds(&self) -> usize {
        self.fds
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Sends as much of a batch as goes at once, and keeps the rest.
    ///
    /// # Errors
    /// When the other end has gone.
    pub(crate) fn post(
        &mut self,
        socket: impl AsFd,
        bytes: &[u8],
        fds: Vec<OwnedFd>,
    ) -> Result<(), Errno> {
        if bytes.is_empty() {
            return Ok(());
        }
        let sent = match self.is_empty() {
            false => 0,
            true => match send(socket, bytes, &fds) {
                Ok(sent) => sent,
                Err(Errno::AGAIN) => 0,
                Err(error) => return Err(error),
            },
        };
        let rest = bytes.get(sent..).unwrap_or_default();
        if !rest.is_empty() {
            let fds = if sent == 0 { fds } else { Vec::new() };
            self.keep(rest, fds);
        }
        Ok(())
    }

    fn keep(&mut self, bytes: &[u8], fds: Vec<OwnedFd>) {
        self.size = self.size.saturating_add(bytes.len());
        self.fds = self.fds.saturating_add(fds.len());
        let fits = |chunk: &&mut Chunk| fds.is_empty() && chunk.bytes.len() < LARGE;
        match self.chunks.back_mut().filter(fits) {
            Some(chunk) => chunk.bytes.extend_from_slice(bytes),
            None => {
                let bytes = bytes.to_vec();
                self.chunks.push_back(Chunk { bytes, fds });
            }
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.recent.clear();
        self.open = None;
    }

    /// Queues one message behind what waits. A movement, a turn of the wheel or a
    /// configure that follows one of its like is merged with it.
    pub(crate) fn push(&mut self, parcel: Parcel<'_>, fds: Vec<OwnedFd>) {
        let part = part(parcel.kind, parcel.version, parcel.opcode);
        if part == Part::Alone {
            self.keep(parcel.bytes, fds);
            return;
        }
        let start = self.tail();
        let mut group = self.open.take().unwrap_or(Group {
            start,
            ..Group::default()
        });
        group.messages.push((parcel.object, parcel.opcode, start));
        if let Some(chunk) = self.chunks.back_mut() {
            chunk.bytes.extend_from_slice(parcel.bytes);
            self.size = self.size.saturating_add(parcel.bytes.len());
        }
        if part == Part::Middle {
            self.open = Some(group);
        } else {
            self.close(group, parcel.kind);
        }
    }

    /// How long the last chunk is; a new one is begun where it is long enough.
    fn tail(&mut self) -> usize {
        let length = self.chunks.back().map(|chunk| chunk.bytes.len());
        // A group that has begun stays in its chunk.
        let fits = |length: &usize| *length < LARGE || self.open.is_some();
        length.filter(fits).unwrap_or_else(|| {
            self.chunks.push_back(Chunk::default());
            self.forget();
            0
        })
    }

    /// A group is whole: it takes the place of one of its like that has not begun to go.
    fn close(&mut self, group: Group, kind: Kind) {
        let first = match self.chunks.len() {
            1 => self.gone,
            _ => 0,
        };
        let alike = |old: &Group| {
            let same = |(a, b): (&(u32, u16, usize), &(u32, u16, usize))| (a.0, a.1) == (b.0, b.1);
            old.start >= first
                && old.messages.len() == group.messages.len()
                && old.messages.iter().zip(&group.messages).all(same)
        };
        let found = self.recent.iter().position(alike);
        let old = found.and_then(|index| self.recent.get(index));
        let merged = old.zip(self.chunks.back_mut()).is_some_and(|(old, chunk)| {
            kind == Kind::XdgSurface || sum(&mut chunk.bytes, old, &group, kind)
        });
        self.recent.push(group);
        match found.filter(|_| merged) {
            Some(index) => self.cut(index),
            None if self.recent.len() > RECENT => drop(self.recent.remove(0)),
            None => {}
        }
    }

    /// Takes out one of the recent groups.
    fn cut(&mut self, index: usize) {
        let old = self.recent.remove(index);
        let end = self.recent.get(index).map_or(old.start, |next| next.start);
        let size = end.saturating_sub(old.start);
        let Some(chunk) = self
            .chunks
            .back_mut()
            .filter(|chunk| end <= chunk.bytes.len())
        else {
            return;
        };
        chunk.bytes.drain(old.start..end);
        self.size = self.size.saturating_sub(size);
        for group in self.recent.iter_mut().skip(index) {
            group.start = group.start.saturating_sub(size);
            for message in &mut group.messages {
                message.2 = message.2.saturating_sub(size);
            }
        }
    }

    /// Sends what waits, as far as there is room.
    ///
    /// # Errors
    /// When the other end has gone.
    pub(crate) fn flush(&mut self, socket: impl AsFd) -> Result<(), Errno> {
        while let Some(chunk) = self.chunks.front_mut() {
            let rest = chunk.bytes.get(self.gone..).unwrap_or_default();
            let sent = match send(&socket, rest, &chunk.fds) {
                Ok(sent) => sent,
                Err(Errno::AGAIN) => return Ok(()),
                Err(error) => return Err(error),
            };
            self.fds = self.fds.saturating_sub(mem::take(&mut chunk.fds).len());
            self.size = self.size.saturating_sub(sent);
            self.gone = self.gone.saturating_add(sent);
            if self.gone >= chunk.bytes.len() {
                self.chunks.pop_front();
                self.gone = 0;
                if self.chunks.is_empty() {
                    self.forget();
                }
            }
        }
        Ok(())
    }
}

/// Adds up what two groups say of wheels and fingers, into the second. False where
/// they can't be one: another axis, another finger.
fn sum(bytes: &mut [u8], before: &Group, group: &Group, kind: Kind) -> bool {
    let pairs = || before.messages.iter().zip(&group.messages);
    let word = |bytes: &[u8], at: usize, index: usize| {
        word_at(
            bytes,
            at.saturating_add(HEADER)
                .saturating_add(index.saturating_mul(4)),
        )
    };
    // First whether, then how: nothing is half merged.
    for ((_, opcode, old), (_, _, new)) in pairs() {
        let same = match same_word(kind, *opcode) {
            Some(index) => word(bytes, *old, index) == word(bytes, *new, index),
            None => true,
        };
        if !same {
            return false;
        }
    }
    for ((_, opcode, old), (_, _, new)) in pairs() {
        let Some(index) = summed_word(kind, *opcode) else {
            continue;
        };
        if let (Some(a), Some(b)) = (word(bytes, *old, index), word(bytes, *new, index)) {
            let signed = |word: u32| i32::from_ne_bytes(word.to_ne_bytes());
            let sum = signed(a).saturating_add(signed(b));
            let at = new
                .saturating_add(HEADER)
                .saturating_add(index.saturating_mul(4));
            put_word(bytes, at, u32::from_ne_bytes(sum.to_ne_bytes()));
        }
    }
    true
}

/// The argument (as a word of the body) that two messages must share to be merged.
fn same_word(kind: Kind, opcode: u16) -> Option<usize> {
    match (kind, opcode) {
        // The finger of a touch; the axis of `axis` and `axis_stop`.
        (Kind::Touch, 2) | (Kind::Pointer, 4 | 7) => Some(1),
        // The source; the axis of `axis_discrete`, `axis_value120`, `axis_relative_direction`.
        (Kind::Pointer, 6 | 8..=10) => Some(0),
        _ => None,
    }
}

/// The argument that adds up.
fn summed_word(kind: Kind, opcode: u16) -> Option<usize> {
    match (kind, opcode) {
        (Kind::Pointer, 4) => Some(2),
        (Kind::Pointer, 8 | 9) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
