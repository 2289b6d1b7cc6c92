//! What a program did wrong: which object, which of its error codes, and why, in words of ours.

use crate::kinds::Kind;
use crate::wire::Malformed;

/// The codes of `wl_display.error` for faults that belong to no other object.
const INVALID_OBJECT: u32 = 0;
const INVALID_METHOD: u32 = 1;
const NO_MEMORY: u32 = 2;
const IMPLEMENTATION: u32 = 3;
/// The display's own id.
const DISPLAY: u32 = 1;

/// A fault that ends the program's connection. Its text is told to the program and
/// to the record; it never holds anything that the program or the machine said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The object that the error is about.
    pub object: u32,
    /// What it is.
    pub kind: Kind,
    /// The error's number among those of the object's interface.
    pub code: u32,
    /// What was wrong.
    pub why: &'static str,
    /// Whether a quota was met, rather than a rule broken.
    pub quota: bool,
}

impl Fault {
    /// A fault with a code of the object's own interface.
    pub(crate) fn of(kind: Kind, object: u32, code: u32, why: &'static str) -> Fault {
        Fault {
            object,
            kind,
            code,
            why,
            quota: false,
        }
    }

    fn display(code: u32, why: &'static str) -> Fault {
        Fault::of(Kind::Display, DISPLAY, code, why)
    }

    /// An object that is not there, or is not what it is used as.
    pub(crate) fn object(why: &'static str) -> Fault {
        Fault::display(INVALID_OBJECT, why)
    }

    /// A request that does not exist, or not in this shape.
    pub(crate) fn method(why: &'static str) -> Fault {
        Fault::display(INVALID_METHOD, why)
    }

    /// A quota of the cage is met.
    pub(crate) fn quota(why: &'static str) -> Fault {
        Fault {
            quota: true,
            ..Fault::display(NO_MEMORY, why)
        }
    }

    /// Something else that nobody sane does.
    pub(crate) fn implementation(why: &'static str) -> Fault {
        Fault::display(IMPLEMENTATION, why)
    }
}

impl From<Malformed> for Fault {
    fn from(malformed: Malformed) -> Fault {
        Fault::method(malformed.0)
    }
}
