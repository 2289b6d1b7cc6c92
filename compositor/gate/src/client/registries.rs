//! Registries: the core has one of each program, and the others are the gate's own.
//!
//! Most programs can't end a registry, some libraries make one whenever they ask something,
//! and each one that the core has makes every client's end slower for it. So the core hears
//! of a further one only as a question that it answers at once, which keeps its count of ids
//! in step; what is bound through it is bound through the core's.

use std::collections::HashMap;

use crate::kinds::Kind;
use crate::objects::{Life, Objects};
use crate::wire::{HEADER, Header, put_word, word_at};

/// `wl_display`, and its requests.
const DISPLAY: u32 = 1;
const SYNC: u16 = 0;
const GET_REGISTRY: u16 = 1;
/// `wl_fixes.destroy_registry`.
const DESTROY_REGISTRY: u16 = 1;

/// The registry that the core has.
#[derive(Clone, Copy, Debug)]
struct Host {
    id: u32,
    /// Whether it took the place of another: its program has been told all globals before.
    heir: bool,
}

/// A registry of the gate's own.
#[derive(Debug)]
struct Own {
    /// How often the core has still to say that its id is free.
    pending: u32,
    /// Whether its program was told the globals.
    told: bool,
}

/// The registries of one program.
#[derive(Debug, Default)]
pub(super) struct Registries {
    host: Option<Host>,
    own: HashMap<u32, Own>,
}

/// What an event about a registry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// What it seems to be.
    Plain,
    /// That all globals are to be told now.
    Begin,
    /// An answer that nobody asked for.
    Nothing,
}

impl Registries {
    /// A sound request on its way to the core: it is changed where it is about a registry
    /// that the core does not have. What comes back goes ahead of it.
    pub(super) fn request(
        &mut self,
        objects: &Objects,
        (kind, head): (Kind, Header),
        message: &mut [u8],
    ) -> Vec<u8> {
        let word = word_at(message, HEADER).unwrap_or(0);
        match (kind, head.opcode) {
            (Kind::Display, GET_REGISTRY) => self.made(word, message),
            (Kind::Registry, _) => {
                if let Some(host) = self.host {
                    put_word(message, 0, host.id);
                }
            }
            (Kind::Fixes, DESTROY_REGISTRY) => return self.ended(objects, word, message),
            _ => {}
        }
        Vec::new()
    }

    fn made(&mut self, id: u32, message: &mut [u8]) {
        if self.host.is_none() {
            self.host = Some(Host { id, heir: false });
            return;
        }
        let (pending, told) = (1, false);
        self.own.insert(id, Own { pending, told });
        question(message, id);
    }

    fn ended(&mut self, objects: &Objects, id: u32, message: &mut [u8]) -> Vec<u8> {
        if let Some(own) = self.own.get_mut(&id) {
            own.pending = own.pending.saturating_add(1);
        }
        if self.host.is_none_or(|host| host.id != id) {
            question(message, id);
            return Vec::new();
        }
        let mut heirs = self.own.keys().copied();
        let heir = heirs.find(|own| *own != id && objects.live(*own).is_some());
        self.host = heir.map(|id| Host { id, heir: true });
        let mut ahead = Vec::new();
        if let Some(heir) = heir {
            ahead.resize(HEADER.saturating_add(4), 0);
            words(&mut ahead, GET_REGISTRY, heir);
        }
        ahead
    }

    /// Whether the next event of an object has all globals told.
    pub(super) fn begins(&self, id: u32) -> bool {
        self.own.get(&id).is_some_and(|own| !own.told)
    }

    /// An event about a registry.
    pub(super) fn hear(&mut self, id: u32) -> Heard {
        let host = self.host.is_some_and(|host| host.id == id);
        match self.own.get_mut(&id) {
            Some(own) if !own.told => {
                own.told = true;
                Heard::Begin
            }
            Some(_) if !host => Heard::Nothing,
            _ => Heard::Plain,
        }
    }

    /// Whether the program knows of every global that was told before this one.
    pub(super) fn heir(&self) -> bool {
        self.host.is_some_and(|host| host.heir)
    }

    /// The others that have to be told what the core's is told.
    pub(super) fn others(&self, objects: &Objects) -> Vec<u32> {
        let host = self.host.map(|host| host.id);
        let told = self.own.iter().filter(|(_, own)| own.told);
        let ids = told.map(|(id, _)| *id);
        ids.filter(|id| Some(*id) != host && objects.live(*id).is_some())
            .collect()
    }

    /// The core says that an id is free: whether its program is to hear of it.
    pub(super) fn freed(&mut self, objects: &Objects, id: u32) -> bool {
        let Some(own) = self.own.get_mut(&id) else {
            return true;
        };
        own.pending = own.pending.saturating_sub(1);
        let dead = objects
            .known(id)
            .is_some_and(|entry| entry.life == Life::Dead);
        let free = dead && own.pending == 0;
        if free {
            self.own.remove(&id);
        }
        free
    }
}

/// Makes a message of one word `wl_display.sync`, whose callback has this id.
fn question(message: &mut [u8], id: u32) {
    words(message, SYNC, id);
}

/// Makes a message of one word a request to the display.
fn words(message: &mut [u8], opcode: u16, word: u32) {
    let size = u32::try_from(message.len()).unwrap_or(0);
    put_word(message, 0, DISPLAY);
    put_word(message, 4, size << 16 | u32::from(opcode));
    put_word(message, HEADER, word);
}

/// `wl_registry.global`.
pub(super) fn announcement(id: u32, name: u32, interface: &str, version: u32) -> Vec<u8> {
    let length = interface.len().saturating_add(1);
    let text = HEADER.saturating_add(8);
    let end = text.saturating_add(length.next_multiple_of(4));
    let size = end.saturating_add(4);
    let mut message = vec![0; size];
    let size = u32::try_from(size).unwrap_or(0);
    let length = u32::try_from(length).unwrap_or(0);
    for (at, word) in [(0, id), (4, size << 16), (8, name), (12, length)] {
        put_word(&mut message, at, word);
    }
    let room = message.get_mut(text..text.saturating_add(interface.len()));
    if let Some(room) = room {
        room.copy_from_slice(interface.as_bytes());
    }
    put_word(&mut message, end, version);
    message
}
