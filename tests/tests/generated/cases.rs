//! The cases: one request each, wrong in one way.

use std::fmt;

use lisere_tests::rawwl::SERVER_IDS;
use wayland_client::backend::protocol::{AllowNull, ArgumentType, Interface, MessageDesc};

/// What is to become of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// It is ended or ignored.
    Any,
    /// It is ended.
    End,
    /// It is ended with this error of wl_display.
    Error(u32),
}

/// Tables of interfaces name one another in circles, so only names are written.
impl fmt::Debug for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let desc = &self.interface.requests[usize::from(self.opcode)];
        write!(out, "{}.{} {:?}", self.interface, desc.name, self.wrong)
    }
}

/// wl_display.invalid_object.
const OBJECT: Expect = Expect::Error(0);
/// wl_display.invalid_method.
pub(crate) const METHOD: Expect = Expect::Error(1);

/// One way to be wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wrong {
    /// Not at all.
    Nothing,
    /// Said twice.
    Twice,
    /// Said of an object that is destroyed.
    Dead,
    /// Said of an object that is too old for it.
    Old(u32),
    /// Another number in place of the request's.
    Opcode(u16),
    /// A length that is so much larger than the true one.
    Longer(i32),
    /// Another length altogether.
    Length(u32),
    /// An argument replaced.
    Argument(usize, Bad),
    /// All its numbers replaced by these two in turn.
    Numbers(i32, i32),
    /// Files that it does not want.
    MoreFiles(usize),
}

/// An argument that may be wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Bad {
    /// A number.
    Word(u32),
    /// Bytes in place of a text or an array.
    Bytes(Vec<u8>),
    /// The sender itself.
    Own,
    /// An object that was there and is destroyed.
    Gone,
    /// The number after the next free one.
    Skipping,
    /// No file.
    NoFile,
    /// A file of a kind.
    File(&'static str),
}

/// One request, wrong in one way.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) interface: &'static Interface,
    pub(crate) opcode: u16,
    pub(crate) wrong: Wrong,
    pub(crate) expect: Expect,
}

/// Numbers at the ends of what numbers can be, and round what enumerations are.
const NUMBERS: [i64; 26] = [
    0,
    1,
    -1,
    -2,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    16,
    37,
    127,
    255,
    256,
    1_000,
    65_535,
    65_536,
    1 << 20,
    1 << 24,
    1 << 30,
    0x7fff_ffff,
    -0x8000_0000,
];

/// Kinds of files, by what [`crate::live::file`] makes of them.
const FILES: [&str; 7] = [
    "/dev/null",
    "/dev/zero",
    "/",
    "/proc/self/exe",
    "pipe",
    "socket",
    "empty",
];

/// Every request of an interface as it should be.
pub(crate) fn right(interface: &'static Interface) -> Vec<Case> {
    let all = numbered(interface);
    all.map(|(opcode, _)| case(interface, opcode, Wrong::Nothing, Expect::Any))
        .collect()
}

/// Every case of an interface.
pub(crate) fn of(interface: &'static Interface) -> Vec<Case> {
    let mut cases = Vec::new();
    let count = u16::try_from(interface.requests.len()).expect("few requests");
    for opcode in [count, count + 1, 255, 0x7fff, 0xffff] {
        cases.push(case(interface, 0, Wrong::Opcode(opcode), METHOD));
    }
    for (opcode, desc) in numbered(interface) {
        for (wrong, expect) in of_request(interface, desc) {
            cases.push(case(interface, opcode, wrong, expect));
        }
    }
    cases
}

/// The request that ends an object, without more being said.
pub(crate) fn destructor(interface: &'static Interface) -> Option<&'static MessageDesc> {
    let plain = |desc: &&MessageDesc| desc.is_destructor && desc.signature.is_empty();
    interface.requests.iter().find(plain)
}

fn numbered(interface: &'static Interface) -> impl Iterator<Item = (u16, &'static MessageDesc)> {
    (0..).zip(interface.requests)
}

fn case(interface: &'static Interface, opcode: u16, wrong: Wrong, expect: Expect) -> Case {
    Case {
        interface,
        opcode,
        wrong,
        expect,
    }
}

fn of_request(interface: &'static Interface, desc: &MessageDesc) -> Vec<(Wrong, Expect)> {
    let mut all = vec![(Wrong::Nothing, Expect::Any), (Wrong::Twice, Expect::Any)];
    if destructor(interface).is_some() {
        // A window's role object goes first, or that is the fault.
        let orphan = interface.name == "xdg_surface";
        all.push((Wrong::Dead, if orphan { Expect::End } else { OBJECT }));
    }
    if desc.since > 1 {
        all.push((Wrong::Old(desc.since - 1), METHOD));
        all.push((Wrong::Old(1), METHOD));
    }
    for more in [-4, 1, 2, 4, 8] {
        all.push((Wrong::Longer(more), METHOD));
    }
    for length in [0, 4, 7, 4_100, 65_535] {
        all.push((Wrong::Length(length), METHOD));
    }
    for files in [1, 28] {
        all.push((Wrong::MoreFiles(files), Expect::Any));
    }
    if desc.signature.iter().filter(|kind| number(**kind)).count() > 1 {
        let ends = [i32::MAX, i32::MIN, 0, -1, 1 << 20];
        let pairs = ends
            .into_iter()
            .flat_map(|a| ends.map(|b| Wrong::Numbers(a, b)));
        all.extend(pairs.map(|pair| (pair, Expect::Any)));
    }
    for (place, kind) in desc.signature.iter().enumerate() {
        // The second object of every client is its registry, which may be named there.
        let registry = |bad: &Bad| desc.name == "destroy_registry" && *bad == Bad::Word(2);
        all.extend(
            bad(*kind)
                .into_iter()
                .map(|(bad, expect)| match registry(&bad) {
                    true => (Wrong::Argument(place, bad), Expect::Any),
                    false => (Wrong::Argument(place, bad), expect),
                }),
        );
    }
    all
}

/// Whether an argument of a kind is a number and nothing else.
pub(crate) fn number(kind: ArgumentType) -> bool {
    matches!(
        kind,
        ArgumentType::Int | ArgumentType::Uint | ArgumentType::Fixed
    )
}

/// What can be said in place of an argument of a kind.
fn bad(kind: ArgumentType) -> Vec<(Bad, Expect)> {
    let words = |words: &[u32], expect: Expect| -> Vec<(Bad, Expect)> {
        words
            .iter()
            .map(|word| (Bad::Word(*word), expect))
            .collect()
    };
    match kind {
        ArgumentType::Int | ArgumentType::Uint | ArgumentType::Fixed => {
            let number = |number: i64| Bad::Word((number & 0xffff_ffff) as u32);
            NUMBERS.map(|n| (number(n), Expect::Any)).to_vec()
        }
        ArgumentType::Object(null) => {
            let nil = if null == AllowNull::Yes {
                Expect::Any
            } else {
                METHOD
            };
            let mut all = words(&[0], nil);
            // The display; a number that was never given; numbers that are the server's.
            all.extend(words(
                &[
                    1,
                    2,
                    5_000,
                    0xfeff_ffff,
                    SERVER_IDS,
                    SERVER_IDS + 9,
                    u32::MAX,
                ],
                OBJECT,
            ));
            all.extend([
                (Bad::Own, Expect::Any),
                (Bad::Gone, OBJECT),
                (Bad::Skipping, OBJECT),
            ]);
            all
        }
        ArgumentType::NewId => {
            let mut all = words(&[0, 1, 2, 5_000, 0xfeff_ffff], OBJECT);
            all.extend(words(&[SERVER_IDS, SERVER_IDS + 1, u32::MAX], METHOD));
            all.extend([(Bad::Own, OBJECT), (Bad::Skipping, OBJECT)]);
            all
        }
        ArgumentType::Str(null) => texts(null),
        ArgumentType::Array => vec![
            (Bad::Bytes(counted(0, b"")), Expect::Any),
            (Bad::Bytes(counted(1, b"\x01\0\0\0")), Expect::Any),
            (Bad::Bytes(counted(u32::MAX, b"")), METHOD),
            (Bad::Bytes(counted(64, b"abcd")), METHOD),
        ],
        ArgumentType::Fd => {
            let mut all = vec![(Bad::NoFile, METHOD)];
            all.extend(FILES.map(|kind| (Bad::File(kind), Expect::Any)));
            all
        }
    }
}

fn texts(null: AllowNull) -> Vec<(Bad, Expect)> {
    let nil = if null == AllowNull::Yes {
        Expect::Any
    } else {
        METHOD
    };
    let mut long = vec![b'x'; 3_999];
    long.push(0);
    let texts: [(u32, &[u8], Expect); 12] = [
        (0, b"", nil),
        (1, b"\0\0\0\0", Expect::Any),
        (4_000, &long, Expect::Any),
        (6, b"\n\x1b%n\x7f\0\0\0", Expect::Any),
        (4, b"abcd", METHOD),
        (4, b"a\0b\0", METHOD),
        (4, b"\xff\xfe\x80\0", METHOD),
        (4, b"\xed\xa0\x80\0", METHOD),
        (5, b"abc\0", METHOD),
        (9_999, b"abc\0", METHOD),
        (1 << 31, b"abc\0", METHOD),
        (u32::MAX, b"abc\0", METHOD),
    ];
    texts
        .into_iter()
        .map(|(length, bytes, expect)| (Bad::Bytes(counted(length, bytes)), expect))
        .collect()
}

fn counted(length: u32, bytes: &[u8]) -> Vec<u8> {
    let mut all = length.to_ne_bytes().to_vec();
    all.extend(bytes);
    all
}
