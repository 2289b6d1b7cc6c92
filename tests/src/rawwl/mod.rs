//! A client that writes any bytes at all: what no honest library would send.

mod act;
mod arg;
mod event;
mod interfaces;
mod line;
mod make;
mod memory;

use std::cell::{Ref, RefCell, RefMut};
use std::collections::HashMap;
use std::fmt;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::rc::Rc;

use lisere_policy::CageId;
use wayland_client::backend::protocol::{ArgumentType, Interface};

pub use act::{click, hover, hover_pen, raw_popup, raw_window};
pub use arg::{Arg, encode};
pub use event::{Event, Value};
pub use interfaces::{advertised, interface};
pub use make::Win;
pub use memory::{file_of, memory, sealed_memory};

use line::Line;

/// `wl_display`, which every connection begins with.
pub const DISPLAY: u32 = 1;
/// Ids from here on are the server's to give.
pub const SERVER_IDS: u32 = 0xff00_0000;

/// A protocol object as this client sees it.
#[derive(Clone, Copy)]
pub struct Obj {
    /// Its number on the wire.
    pub id: u32,
    /// What it is.
    pub interface: &'static Interface,
    /// The version it was made at.
    pub version: u32,
}

/// Tables of interfaces name one another in circles, so only the name is written.
impl fmt::Debug for Obj {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}#{} v{}", self.interface, self.id, self.version)
    }
}

impl PartialEq for Obj {
    fn eq(&self, other: &Obj) -> bool {
        self.id == other.id && self.interface.name == other.interface.name
    }
}

/// A protocol error as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The object it names.
    pub object: u32,
    /// That object's interface, if this client knows it.
    pub interface: &'static str,
    /// Its code.
    pub code: u32,
    /// Its text.
    pub message: String,
}

/// A raw client. Copies of the handle are the same client.
#[derive(Clone)]
pub struct Raw(Rc<RefCell<Inner>>);

struct Inner {
    cage: CageId,
    line: Line,
    objects: HashMap<u32, Obj>,
    /// The first object of each interface: its number.
    firsts: HashMap<&'static str, u32>,
    /// Ids that the server has said to be free again.
    free: Vec<u32>,
    next: u32,
    heard: Vec<Event>,
    fault: Option<Fault>,
    /// Whether the client waits with its answers to what it reads.
    deaf: bool,
}

impl Raw {
    /// A client at the other end of a socket, which has said nothing yet.
    pub(crate) fn new(stream: UnixStream, cage: CageId) -> Raw {
        let display = Obj {
            id: DISPLAY,
            interface: interface("wl_display"),
            version: 1,
        };
        Raw(Rc::new(RefCell::new(Inner {
            cage,
            line: Line::new(stream),
            objects: HashMap::from([(DISPLAY, display)]),
            firsts: HashMap::new(),
            free: Vec::new(),
            next: 2,
            heard: Vec::new(),
            fault: None,
            deaf: false,
        })))
    }

    fn inner(&self) -> Ref<'_, Inner> {
        self.0.borrow()
    }

    fn inner_mut(&self) -> RefMut<'_, Inner> {
        self.0.borrow_mut()
    }

    /// The cage it came through.
    #[must_use]
    pub fn cage(&self) -> CageId {
        self.inner().cage
    }

    /// Whether two handles are the same client.
    #[must_use]
    pub fn same(&self, other: &Raw) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// `wl_display`.
    #[must_use]
    pub fn display(&self) -> Obj {
        self.object(DISPLAY).expect("the display")
    }

    /// An object by its number.
    #[must_use]
    pub fn object(&self, id: u32) -> Option<Obj> {
        self.inner().objects.get(&id).copied()
    }

    /// The first object that was made of an interface, while it lives.
    #[must_use]
    pub fn first(&self, interface: &str) -> Option<Obj> {
        let inner = self.inner();
        let id = inner.firsts.get(interface)?;
        let object = inner.objects.get(id).copied();
        object.filter(|object| object.interface.name == interface)
    }

    /// Every live object of an interface, the oldest number first.
    #[must_use]
    pub fn objects(&self, interface: &str) -> Vec<Obj> {
        let inner = self.inner();
        let mut found: Vec<Obj> = inner
            .objects
            .values()
            .filter(|object| object.interface.name == interface)
            .copied()
            .collect();
        found.sort_by_key(|object| object.id);
        found
    }

    /// The id that the next new object has to have, without taking it.
    #[must_use]
    pub fn next_id(&self) -> u32 {
        let inner = self.inner();
        inner.free.last().copied().unwrap_or(inner.next)
    }

    /// An id beyond every one that was taken, and not the next.
    #[must_use]
    pub fn beyond(&self) -> u32 {
        self.inner().next + 1
    }

    /// Takes the next id for a new object of a kind.
    pub fn take_id(&self, interface: &'static Interface, version: u32) -> Obj {
        let mut inner = self.inner_mut();
        let id = inner.free.pop().unwrap_or_else(|| {
            inner.next += 1;
            inner.next - 1
        });
        let object = Obj {
            id,
            interface,
            version,
        };
        inner.objects.insert(id, object);
        let first = inner.firsts.get(interface.name);
        let first = first.and_then(|first| inner.objects.get(first));
        if first.is_none_or(|first| first.interface.name != interface.name) {
            inner.firsts.insert(interface.name, id);
        }
        object
    }

    /// Queues bytes as they are, with files beside the first of them.
    pub fn bytes(&self, bytes: &[u8], files: Vec<OwnedFd>) {
        self.inner_mut().line.queue(bytes, files);
    }

    /// What is queued after this is written in a later round.
    pub fn pause(&self) {
        self.inner_mut().line.pause();
    }

    /// Queues a message of any object, opcode and arguments, right or wrong.
    pub fn message(&self, object: u32, opcode: u16, args: Vec<Arg>) {
        let (bytes, files) = encode(object, opcode, args);
        self.bytes(&bytes, files);
    }

    /// Queues a request by name; a new object gets the next id.
    pub fn tell(&self, object: Obj, request: &str, args: Vec<Arg>) -> Option<Obj> {
        let (opcode, args, made) = self.arranged(object, request, args);
        self.message(object.id, opcode, args);
        made
    }

    /// Queues a request that makes an object.
    pub fn make(&self, object: Obj, request: &str, args: Vec<Arg>) -> Obj {
        self.tell(object, request, args)
            .unwrap_or_else(|| panic!("{request} makes no object"))
    }

    /// The bytes and files of a request by name, which is not sent.
    #[must_use]
    pub fn draft(&self, object: Obj, request: &str, args: Vec<Arg>) -> (Vec<u8>, Vec<OwnedFd>) {
        let (opcode, args, _) = self.arranged(object, request, args);
        encode(object.id, opcode, args)
    }

    /// A request's opcode, and its arguments with the new id at its place.
    fn arranged(&self, object: Obj, request: &str, args: Vec<Arg>) -> (u16, Vec<Arg>, Option<Obj>) {
        let opcode = opcode(object.interface, request);
        let desc = &object.interface.requests[usize::from(opcode)];
        let mut made = None;
        let mut given = args.into_iter();
        let mut all = Vec::new();
        for kind in desc.signature {
            match (kind, desc.child_interface) {
                (ArgumentType::NewId, Some(child)) => {
                    let new = self.take_id(child, object.version);
                    made = Some(new);
                    all.push(Arg::Word(new.id));
                }
                _ => all.extend(given.next()),
            }
        }
        all.extend(given);
        (opcode, all, made)
    }

    /// What it has heard, oldest first.
    #[must_use]
    pub fn heard(&self) -> Vec<Event> {
        self.inner().heard.clone()
    }

    /// How many events of a name it has heard from objects of an interface.
    #[must_use]
    pub fn count(&self, interface: &str, event: &str) -> usize {
        let inner = self.inner();
        let named =
            |heard: &&Event| heard.object.interface.name == interface && heard.name == event;
        inner.heard.iter().filter(named).count()
    }

    /// The newest event of a name from an object.
    #[must_use]
    pub fn last(&self, object: Obj, event: &str) -> Option<Event> {
        let inner = self.inner();
        let named = |heard: &&Event| heard.object == object && heard.name == event;
        inner.heard.iter().rev().find(named).cloned()
    }

    /// Forgets what it has heard.
    pub fn forget(&self) {
        self.inner_mut().heard.clear();
    }

    /// The protocol error that it was told.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.inner().fault.clone()
    }

    /// Whether the other side has closed the connection.
    #[must_use]
    pub fn closed(&self) -> bool {
        self.inner().line.closed()
    }

    /// Stops reading, or begins again.
    pub fn turn_deaf(&self, deaf: bool) {
        self.inner_mut().deaf = deaf;
    }

    /// Shuts one direction, or both.
    pub fn shut(&self, how: std::net::Shutdown) {
        self.inner_mut().line.shut(how);
    }

    /// Goes away.
    pub(crate) fn hang_up(&self) {
        let mut inner = self.inner_mut();
        inner.line.hang_up();
        inner.heard.clear();
    }

    /// Writes what is queued, as far as it goes; says how many bytes that was.
    pub(crate) fn flush(&self) -> usize {
        self.inner_mut().line.flush()
    }

    /// Reads what has come without waiting; says how many bytes that was.
    pub(crate) fn receive(&self) -> usize {
        let mut inner = self.inner_mut();
        if inner.deaf {
            return 0;
        }
        let read = inner.line.read();
        inner.take_in();
        read
    }
}

impl Inner {
    /// Takes whole events out of what has been read.
    fn take_in(&mut self) {
        while let Some(event) = event::next(&mut self.line, &mut self.objects) {
            match (event.object.id, event.name) {
                (DISPLAY, "error") => self.note_fault(&event),
                (DISPLAY, "delete_id") => {
                    let id = event.word(0);
                    self.objects.remove(&id);
                    self.free.push(id);
                }
                _ => {}
            }
            self.heard.push(event);
        }
    }

    fn note_fault(&mut self, event: &Event) {
        let object = event.word(0);
        let known = self.objects.get(&object);
        self.fault = Some(Fault {
            object,
            interface: known.map_or("", |object| object.interface.name),
            code: event.word(1),
            message: event.text(2),
        });
    }
}

/// The number of a request.
///
/// # Panics
/// When the interface has none of that name.
#[must_use]
pub fn opcode(interface: &Interface, request: &str) -> u16 {
    let place = interface
        .requests
        .iter()
        .position(|desc| desc.name == request);
    let place = place.unwrap_or_else(|| panic!("{interface} has no {request}"));
    u16::try_from(place).expect("few requests")
}
