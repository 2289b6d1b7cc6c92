//! What the suite forgets: its own helper gives windows and popups their first picture without
//! waiting for the configure that comes first, or acknowledging it, or even asking for it.
//!
//! xdg-shell calls that an error, the gate treats it as one, and a test of the suite demands
//! so. Most other tests would end there. So a first picture waits until the client was told
//! its configure, which is asked for and acknowledged in its name. A surface that is neither
//! window nor popup yet gets no such help: that is what the test is about.

use std::collections::{HashMap, HashSet};

/// Bytes of a message's header: the object, then length and opcode.
const HEADER: usize = 8;
/// `wl_display`, and its request for a registry.
const DISPLAY: u32 = 1;
const GET_REGISTRY: u16 = 1;
/// The one request of a registry.
const BIND: u16 = 0;
/// Requests that end an object, in all interfaces looked at.
const DESTROY: u16 = 0;
/// Requests of `xdg_wm_base`, `xdg_surface` and `wl_surface`, and the event of the second.
const GET_XDG_SURFACE: u16 = 2;
const GET_TOPLEVEL: u16 = 1;
const GET_POPUP: u16 = 2;
const ACK_CONFIGURE: u16 = 4;
const ATTACH: u16 = 1;
const COMMIT: u16 = 6;
const CONFIGURE: u16 = 0;

/// One message, as it is on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'b> {
    object: u32,
    opcode: u16,
    body: &'b [u8],
}

impl<'b> Message<'b> {
    /// How long the first message is, if it is whole.
    pub(crate) fn length(bytes: &[u8]) -> Option<usize> {
        let length = usize::try_from(word(bytes, 1)? >> 16).ok()?;
        (length >= HEADER && length <= bytes.len()).then_some(length)
    }

    /// The first message, which is whole.
    pub(crate) fn of(bytes: &'b [u8]) -> Message<'b> {
        let length = Message::length(bytes).unwrap_or(0);
        let opcode = word(bytes, 1).unwrap_or(0) & 0xffff;
        Message {
            object: word(bytes, 0).unwrap_or(0),
            opcode: u16::try_from(opcode).unwrap_or(0),
            body: bytes.get(HEADER..length).unwrap_or_default(),
        }
    }

    fn word(&self, index: usize) -> u32 {
        word(self.body, index).unwrap_or(0)
    }
}

fn word(bytes: &[u8], index: usize) -> Option<u32> {
    let start = index * 4;
    let four = bytes.get(start..start + 4)?;
    Some(u32::from_ne_bytes(four.try_into().ok()?))
}

/// What becomes of a message.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It goes on.
    Pass,
    /// It goes on behind these words.
    After(Vec<u8>),
    /// These words go on, and it is looked at once more.
    Before(Vec<u8>),
    /// It and all that follows wait for what its client is told next.
    Hold,
    /// It goes nowhere: it was said already, in its client's name.
    Drop,
}

/// A surface that is to be a window or a popup.
#[derive(Debug, Default)]
struct Shown {
    surface: u32,
    role: bool,
    /// Whether it was committed, which asks for a configure.
    asked: bool,
    configure: Option<u32>,
    acknowledged: bool,
    /// What was acknowledged in its client's name, who may have meant to do so itself.
    forestalled: Option<u32>,
    /// Nothing came of waiting, so it is not done again.
    waited: bool,
    /// Whether its next commit takes its picture away.
    emptied: bool,
}

impl Shown {
    /// It is given a picture.
    fn pictured(&mut self, id: u32) -> Verdict {
        match self.configure {
            _ if !self.role || self.acknowledged => Verdict::Pass,
            Some(serial) => {
                self.acknowledged = true;
                self.forestalled = Some(serial);
                Verdict::After(words(id, ACK_CONFIGURE, &[serial]))
            }
            None if !self.asked => {
                self.asked = true;
                Verdict::Before(words(self.surface, COMMIT, &[]))
            }
            None if !self.waited => {
                self.waited = true;
                Verdict::Hold
            }
            None => Verdict::Pass,
        }
    }

    /// It is hidden, and has to be told how to be once more.
    fn hidden(&mut self) {
        *self = Shown {
            surface: self.surface,
            role: self.role,
            ..Shown::default()
        };
    }
}

/// What one client has said and was told of its windows and popups.
#[derive(Debug, Default)]
pub(crate) struct Reminder {
    registries: HashSet<u32>,
    bases: HashSet<u32>,
    /// By the `xdg_surface`.
    shown: HashMap<u32, Shown>,
}

impl Reminder {
    /// The client says something.
    pub(crate) fn said(&mut self, message: Message<'_>) -> Verdict {
        match (message.object, message.opcode) {
            (DISPLAY, GET_REGISTRY) => {
                self.registries.insert(message.word(0));
            }
            (object, BIND) if self.registries.contains(&object) => self.bound(message),
            (object, DESTROY) => {
                self.bases.remove(&object);
                self.shown.remove(&object);
            }
            (object, GET_XDG_SURFACE) if self.bases.contains(&object) => {
                let shown = Shown {
                    surface: message.word(1),
                    ..Shown::default()
                };
                self.shown.insert(message.word(0), shown);
            }
            (object, opcode) => {
                if let Some(shown) = self.shown.get_mut(&object) {
                    shown.role |= matches!(opcode, GET_TOPLEVEL | GET_POPUP);
                    let acknowledges = opcode == ACK_CONFIGURE;
                    if acknowledges && shown.forestalled == Some(message.word(0)) {
                        shown.forestalled = None;
                        return Verdict::Drop;
                    }
                    shown.acknowledged |= acknowledges;
                }
                return self.drawn(message);
            }
        }
        Verdict::Pass
    }

    /// A registry's object is bound: number, interface as text, version, object.
    fn bound(&mut self, message: Message<'_>) {
        let length = usize::try_from(message.word(1)).unwrap_or(0);
        let name = message.body.get(8..8 + length.saturating_sub(1));
        if name == Some(b"xdg_wm_base") {
            self.bases.insert(message.word(3 + length.div_ceil(4)));
        }
    }

    /// What is said of surfaces.
    fn drawn(&mut self, message: Message<'_>) -> Verdict {
        let of = |(_, shown): &(&u32, &mut Shown)| shown.surface == message.object;
        let Some((id, shown)) = self.shown.iter_mut().find(of) else {
            return Verdict::Pass;
        };
        match message.opcode {
            ATTACH => {
                shown.emptied = message.word(0) == 0;
                match shown.emptied {
                    true => Verdict::Pass,
                    false => shown.pictured(*id),
                }
            }
            COMMIT => {
                match shown.emptied {
                    // It begins anew.
                    true => shown.hidden(),
                    false => shown.asked = true,
                }
                Verdict::Pass
            }
            _ => Verdict::Pass,
        }
    }

    /// The client is told something.
    pub(crate) fn told(&mut self, message: Message<'_>) {
        if let Some(shown) = self.shown.get_mut(&message.object)
            && message.opcode == CONFIGURE
        {
            shown.configure = Some(message.word(0));
        }
    }
}

/// A message of ours to `object`.
fn words(object: u32, opcode: u16, arguments: &[u32]) -> Vec<u8> {
    let length = u32::try_from(HEADER + 4 * arguments.len()).unwrap_or(0);
    let header = [object, length << 16 | u32::from(opcode)];
    let words = header.into_iter().chain(arguments.iter().copied());
    words.flat_map(u32::to_ne_bytes).collect()
}
