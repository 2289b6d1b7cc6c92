//! Events as a raw client reads them, by the tables of interfaces.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::rc::Rc;

use wayland_client::backend::protocol::ArgumentType;

use super::Obj;
use super::line::Line;

/// One argument of an event.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number, a fixed-point number or an object.
    Word(u32),
    /// A text; none for NULL.
    Text(Option<String>),
    /// An array's bytes.
    Bytes(Vec<u8>),
    /// A file, which is open as long as the event is known.
    File(Rc<OwnedFd>),
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// The object it came to.
    pub object: Obj,
    /// Its name.
    pub name: &'static str,
    /// Its arguments.
    pub values: Vec<Value>,
}

impl Event {
    /// An argument that is a number or an object.
    ///
    /// # Panics
    /// When it is something else.
    #[must_use]
    pub fn word(&self, place: usize) -> u32 {
        match self.values.get(place) {
            Some(Value::Word(word)) => *word,
            other => panic!("{} has {other:?} at {place}", self.name),
        }
    }

    /// The file that came with it.
    ///
    /// # Panics
    /// When none did.
    #[must_use]
    pub fn file(&self) -> Rc<OwnedFd> {
        let file = self.values.iter().find_map(|value| match value {
            Value::File(file) => Some(file.clone()),
            _ => None,
        });
        file.unwrap_or_else(|| panic!("{} brings no file", self.name))
    }

    /// An argument that is a signed number.
    #[must_use]
    pub fn int(&self, place: usize) -> i32 {
        self.word(place).cast_signed()
    }

    /// An argument that is a text; empty for NULL.
    ///
    /// # Panics
    /// When it is something else.
    #[must_use]
    pub fn text(&self, place: usize) -> String {
        match self.values.get(place) {
            Some(Value::Text(text)) => text.clone().unwrap_or_default(),
            other => panic!("{} has {other:?} at {place}", self.name),
        }
    }
}

/// The next whole event of a connection; objects that it brings are noted.
///
/// # Panics
/// When the other side sends what no interface has: that is always a fault of ours.
pub(super) fn next(line: &mut Line, objects: &mut HashMap<u32, Obj>) -> Option<Event> {
    let id = line.peek(0)?;
    let second = line.peek(4)?;
    let size = (second >> 16) as usize;
    let message = line.take(size)?;
    let object = objects.get(&id).copied();
    let object = object.unwrap_or_else(|| panic!("an event came for object {id}, which is none"));
    let opcode = (second & 0xffff) as usize;
    let desc = object.interface.events.get(opcode);
    let desc = desc.unwrap_or_else(|| panic!("{} has no event {opcode}", object.interface));
    let mut rest = &message[8..];
    let mut values = Vec::new();
    for kind in desc.signature {
        let value = match kind {
            ArgumentType::Fd => Value::File(Rc::new(line.claim_file())),
            _ => value(*kind, &mut rest),
        };
        if let (ArgumentType::NewId, Value::Word(id), Some(interface)) =
            (kind, &value, desc.child_interface)
        {
            let new = Obj {
                id: *id,
                interface,
                version: object.version,
            };
            objects.insert(*id, new);
        }
        values.push(value);
    }
    assert!(
        rest.is_empty(),
        "{}.{} is too long",
        object.interface,
        desc.name
    );
    Some(Event {
        object,
        name: desc.name,
        values,
    })
}

fn value(kind: ArgumentType, rest: &mut &[u8]) -> Value {
    match kind {
        ArgumentType::Str(_) => {
            let bytes = counted(rest);
            let text = bytes.strip_suffix(&[0]);
            Value::Text(text.map(|text| String::from_utf8(text.to_vec()).expect("UTF-8")))
        }
        ArgumentType::Array => Value::Bytes(counted(rest)),
        _ => Value::Word(word(rest)),
    }
}

fn word(rest: &mut &[u8]) -> u32 {
    let (four, more) = rest
        .split_first_chunk()
        .expect("an event has all its arguments");
    *rest = more;
    u32::from_ne_bytes(*four)
}

fn counted(rest: &mut &[u8]) -> Vec<u8> {
    let size = word(rest) as usize;
    let bytes = rest[..size].to_vec();
    *rest = &rest[size.next_multiple_of(4)..];
    bytes
}
