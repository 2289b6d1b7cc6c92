//! What each message looks like, worked out once from the tables of the interfaces.

use std::sync::OnceLock;

use wayland_server::backend::protocol::{ArgumentType, Interface, MessageDesc};

use crate::kinds::{KINDS, Kind};
use crate::serials::Count;

/// One request or event.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its arguments.
    pub(crate) signature: &'static [ArgumentType],
    /// The version from which it exists.
    pub(crate) since: u32,
    /// Whether its object is gone afterwards.
    pub(crate) destructor: bool,
    /// What its new object is; none for a kind that nobody can have.
    pub(crate) child: Option<Kind>,
    /// What its object arguments must be, in order; none for kinds that nobody can have.
    pub(crate) objects: Vec<Option<Kind>>,
    /// Which argument is a serial.
    pub(crate) serial: Option<usize>,
    /// Of which count it is.
    pub(crate) count: Count,
    /// How many descriptors it takes.
    pub(crate) fds: usize,
}

/// The messages of one interface.
#[derive(Debug)]
pub(crate) struct Messages {
    pub(crate) requests: Vec<Shape>,
    pub(crate) events: Vec<Shape>,
}

/// The messages of a kind.
pub(crate) fn messages(kind: Kind) -> Option<&'static Messages> {
    static ALL: OnceLock<Vec<Messages>> = OnceLock::new();
    ALL.get_or_init(|| KINDS.iter().map(|kind| of_kind(*kind)).collect())
        .get(kind as usize)
}

fn of_kind(kind: Kind) -> Messages {
    let list = |found: &'static [MessageDesc], serial: fn(Kind, usize) -> Option<usize>| {
        let shapes = found.iter().enumerate();
        let shapes =
            shapes.map(|(opcode, message)| shape(message, serial(kind, opcode), count(kind)));
        shapes.collect()
    };
    let interface = kind.interface();
    Messages {
        requests: list(interface.requests, serial_asked),
        events: list(interface.events, serial_told),
    }
}

fn shape(message: &'static MessageDesc, serial: Option<usize>, count: Count) -> Shape {
    let known = |interface: &Interface| Kind::named(interface.name);
    let takes_fd = |kind: &&ArgumentType| **kind == ArgumentType::Fd;
    Shape {
        signature: message.signature,
        since: message.since,
        destructor: message.is_destructor,
        child: message.child_interface.and_then(known),
        objects: message.arg_interfaces.iter().map(|i| known(i)).collect(),
        serial,
        count,
        fds: message.signature.iter().filter(takes_fd).count(),
    }
}

/// The core counts input and windows apart: of what one count is told, nothing is meant by
/// a request of the other, though their numbers meet.
fn count(kind: Kind) -> Count {
    match kind {
        Kind::XdgWmBase | Kind::XdgSurface | Kind::XdgPositioner => Count::Windows,
        _ => Count::Input,
    }
}

/// Which argument of a request is a serial. The tables of the interfaces don't tell.
fn serial_asked(kind: Kind, opcode: usize) -> Option<usize> {
    Some(match (kind, opcode) {
        (Kind::DataDevice, 0) => 3,
        (Kind::DataDevice, 1)
        | (Kind::PrimaryDevice, 0)
        | (Kind::XdgToplevel, 4..=6)
        | (Kind::XdgPopup, 1) => 1,
        (Kind::Pointer | Kind::TabletTool | Kind::DataOffer, 0)
        | (Kind::CursorShapeDevice, 1)
        | (Kind::XdgSurface, 4)
        | (Kind::XdgWmBase, 3)
        | (Kind::XdgPositioner, 9)
        | (Kind::ActivationToken, 0) => 0,
        _ => return None,
    })
}

/// Which argument of an event is a serial.
fn serial_told(kind: Kind, opcode: usize) -> Option<usize> {
    matches!(
        (kind, opcode),
        (Kind::Keyboard, 1..=4)
            | (Kind::Pointer, 0 | 1 | 3)
            | (Kind::Touch, 0 | 1)
            | (Kind::Swipe | Kind::Pinch, 0 | 2)
            | (Kind::Hold, 0 | 1)
            | (Kind::TabletTool, 6 | 8 | 17)
            | (Kind::DataDevice, 1)
            | (Kind::InputGrab, 1 | 2)
            | (Kind::XdgSurface | Kind::XdgWmBase, 0)
    )
    .then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_unsigned_arguments() {
        for kind in KINDS {
            let all = messages(*kind).unwrap();
            for shape in all.requests.iter().chain(&all.events) {
                let Some(index) = shape.serial else { continue };
                assert_eq!(shape.signature[index], ArgumentType::Uint, "{kind:?}");
            }
        }
    }

    /// Every message of the protocols here whose text says that an argument is a serial.
    #[test]
    fn all_serials_are_known() {
        let count = |of: fn(&Messages) -> &Vec<Shape>| -> usize {
            let all = KINDS.iter().filter_map(|kind| messages(*kind));
            all.flat_map(of)
                .filter(|shape| shape.serial.is_some())
                .count()
        };
        assert_eq!(count(|messages| &messages.requests), 15);
        assert_eq!(count(|messages| &messages.events), 23);
    }
}
