//! A hostile program that knows the protocols: which objects it has, what it was told.

use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;

use wayland_client::backend::protocol::{ArgumentType, Interface, MessageDesc};

use crate::behaviour::Behaviour;
use crate::line::{Line, word};
use crate::tables::{DISPLAY, global, new_object};

/// An object as the program thinks of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Object {
    pub(crate) interface: &'static Interface,
    pub(crate) version: u32,
    pub(crate) dead: bool,
    /// The last serial that it was told.
    pub(crate) serial: u32,
    /// What was asked of it last.
    pub(crate) last: Option<u16>,
}

/// A global as the registry told of it.
#[derive(Clone, Debug)]
pub(crate) struct Global {
    pub(crate) name: u32,
    pub(crate) interface: String,
    pub(crate) version: u32,
}

/// An argument to be sent.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Word(u32),
    Int(i32),
    Text(Option<Vec<u8>>),
    Bytes(Vec<u8>),
}

/// One connection and what is known of it.
pub(crate) struct Connection {
    pub(crate) line: Line,
    pub(crate) objects: BTreeMap<u32, Object>,
    pub(crate) globals: Vec<Global>,
    /// Serials, the latest last.
    pub(crate) serials: Vec<u32>,
    /// Whether it reads what it is told.
    pub(crate) deaf: bool,
    /// What was asked since the core was last heard.
    asked: Vec<String>,
}

impl Connection {
    pub(crate) fn new(socket: UnixStream) -> Connection {
        let display = Object {
            interface: DISPLAY,
            version: 1,
            dead: false,
            serial: 0,
            last: None,
        };
        Connection {
            line: Line::new(socket),
            objects: BTreeMap::from([(1, display)]),
            globals: Vec::new(),
            serials: Vec::new(),
            deaf: false,
            asked: Vec::new(),
        }
    }

    /// The lowest id that is free.
    pub(crate) fn free_id(&self) -> u32 {
        let mut ids = 2..;
        let free = ids.find(|id| !self.objects.contains_key(id));
        free.expect("a free id")
    }

    /// The live objects of an interface, in the order of their ids.
    pub(crate) fn all(&self, interface: &str) -> Vec<u32> {
        let live = self.objects.iter().filter(|(_, object)| !object.dead);
        live.filter(|(_, object)| object.interface.name == interface)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Some object of an interface, if there is any.
    pub(crate) fn some(&self, interface: &str, index: usize) -> Option<u32> {
        let all = self.all(interface);
        all.get(index % all.len().max(1)).copied()
    }

    /// Sends a request as it is, and takes in what it would do.
    pub(crate) fn send(&mut self, id: u32, opcode: u16, values: &[Value]) {
        let mut body = Vec::new();
        for value in values {
            value.write(&mut body);
        }
        let size = u32::try_from(body.len() + 8).expect("a short message");
        self.line.put(&id.to_ne_bytes());
        self.line
            .put(&(size << 16 | u32::from(opcode)).to_ne_bytes());
        self.line.put(&body);
        self.note(id, opcode, values);
    }

    fn note(&mut self, id: u32, opcode: u16, values: &[Value]) {
        let Some(object) = self.objects.get_mut(&id).filter(|object| !object.dead) else {
            return;
        };
        let before = object.last.replace(opcode);
        let (interface, version) = (object.interface, object.version);
        let Some(message) = interface.requests.get(usize::from(opcode)) else {
            return;
        };
        object.dead |= message.is_destructor;
        let before = before.and_then(|before| interface.requests.get(usize::from(before)));
        let before = before.map_or("", |before| before.name);
        self.asked
            .push(format!("{} {before} {}", interface.name, message.name));
        self.note_new(message, version, values);
    }

    fn note_new(&mut self, message: &'static MessageDesc, version: u32, values: &[Value]) {
        let (child, version, id) = match (message.name, values) {
            (
                "bind",
                [
                    _,
                    Value::Text(Some(name)),
                    Value::Word(version),
                    Value::Word(id),
                ],
            ) => {
                let name = name.strip_suffix(b"\0").unwrap_or_default();
                let name = std::str::from_utf8(name).unwrap_or_default();
                (global(name), *version, Some(*id))
            }
            _ => {
                let bytes = message.signature.iter().filter(|a| **a != ArgumentType::Fd);
                let at = bytes.clone().position(|a| *a == ArgumentType::NewId);
                let id = at.and_then(|at| match values.get(at) {
                    Some(Value::Word(id)) => Some(*id),
                    _ => None,
                });
                (message.child_interface, version, id)
            }
        };
        if let (Some(interface), Some(id)) = (child, id) {
            let object = Object {
                interface,
                version,
                dead: false,
                serial: 0,
                last: None,
            };
            self.objects.entry(id).or_insert(object);
        }
    }

    /// Reads what came, unless it is deaf; how much that was.
    pub(crate) fn receive(&mut self, behaviour: &mut Behaviour) -> usize {
        if self.deaf {
            return 0;
        }
        let read = self.line.receive();
        while let Some((id, opcode, body)) = self.line.event() {
            self.event(id, opcode, &body, behaviour);
        }
        let asked = std::mem::take(&mut self.asked);
        if !self.line.ended {
            asked
                .into_iter()
                .for_each(|asked| behaviour.mark(format!("passed {asked}")));
        }
        read
    }

    fn event(&mut self, id: u32, opcode: u16, body: &[u8], behaviour: &mut Behaviour) {
        let first = word(body, 0).unwrap_or(0);
        let Some(object) = self.objects.get_mut(&id) else {
            return;
        };
        let (interface, version) = (object.interface, object.version);
        let message = interface.events.get(usize::from(opcode));
        let message = message.expect("an event of the table");
        behaviour.mark(format!("heard {} {}", interface.name, message.name));
        match (interface.name, message.name) {
            ("wl_display", "delete_id") => drop(self.objects.remove(&first)),
            ("wl_registry", "global") => self.globals.extend(told_global(body)),
            ("xdg_surface", "configure") => {
                object.serial = first;
                self.keep_serial(first);
            }
            (
                "wl_pointer" | "wl_keyboard" | "wl_touch" | "wl_data_device" | "xdg_wm_base",
                "enter" | "button" | "key" | "down" | "ping",
            ) => self.keep_serial(first),
            _ => {}
        }
        let child = message.child_interface.zip(new_object(message, body));
        if let Some((interface, id)) = child {
            let object = Object {
                interface,
                version,
                dead: false,
                serial: 0,
                last: None,
            };
            self.objects.insert(id, object);
        }
    }

    fn keep_serial(&mut self, serial: u32) {
        if self.serials.len() >= 16 {
            self.serials.remove(0);
        }
        self.serials.push(serial);
    }
}

impl Value {
    pub(crate) fn text(text: &str) -> Value {
        Value::Text(Some([text.as_bytes(), &[0]].concat()))
    }

    fn write(&self, out: &mut Vec<u8>) {
        let counted = |out: &mut Vec<u8>, bytes: &[u8]| {
            let size = u32::try_from(bytes.len()).expect("a short text");
            out.extend(size.to_ne_bytes());
            out.extend(bytes);
            out.resize(out.len().next_multiple_of(4), 0);
        };
        match self {
            Value::Word(word) => out.extend(word.to_ne_bytes()),
            Value::Int(int) => out.extend(int.to_ne_bytes()),
            Value::Text(None) => out.extend([0; 4]),
            Value::Text(Some(bytes)) | Value::Bytes(bytes) => counted(out, bytes),
        }
    }
}

fn told_global(body: &[u8]) -> Option<Global> {
    let size = word(body, 4)? as usize;
    let interface = body.get(8..8 + size.checked_sub(1)?)?;
    Some(Global {
        name: word(body, 0)?,
        interface: String::from_utf8(interface.to_vec()).ok()?,
        version: word(body, 8 + size.next_multiple_of(4))?,
    })
}
