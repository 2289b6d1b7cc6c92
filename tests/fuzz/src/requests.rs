//! One request of any interface, with arguments that are mostly right and often at an edge.

use wayland_client::backend::protocol::{AllowNull, ArgumentType, Interface, MessageDesc};

use crate::connection::{Connection, Value};
use crate::files;
use crate::input::Choices;
use crate::tables::{global, globals};

/// The first id that the core gives.
const SERVER: u32 = 0xff00_0000;

/// Any request to any object.
pub(crate) fn any(connection: &mut Connection, choices: &mut Choices<'_>) {
    let Some(id) = target(connection, choices) else {
        return;
    };
    let opcode = u16::from(choices.byte());
    let Some(object) = connection.objects.get(&id) else {
        connection.send(id, opcode % 12, &[]);
        return;
    };
    let requests = object.interface.requests;
    let opcode = match choices.rarely() {
        true => opcode,
        false => opcode % u16::try_from(requests.len().max(1)).expect("few requests"),
    };
    let Some(message) = requests.get(usize::from(opcode)) else {
        connection.send(id, opcode, &[]);
        return;
    };
    // What is too new for an object ends the program, so that it is rarely worth asking.
    if message.since > object.version && !choices.rarely() {
        return;
    }
    // So is the end of what makes everything else.
    if message.is_destructor && global(object.interface.name).is_some() && !choices.rarely() {
        return;
    }
    let values = match (object.interface.name, message.name) {
        ("wl_registry", "bind") => Some(bind(connection, choices)),
        _ => arguments(connection, choices, message),
    };
    if let Some(values) = values {
        connection.send(id, opcode, &values);
    }
}

/// Mostly a live object; those that do little are asked less.
fn target(connection: &Connection, choices: &mut Choices<'_>) -> Option<u32> {
    if choices.rarely() {
        return Some(wild_id(connection, choices));
    }
    let dull = |name: &str| matches!(name, "wl_display" | "wl_registry" | "wl_callback");
    let live = connection
        .objects
        .iter()
        .filter(|(_, object)| !object.dead && !object.interface.requests.is_empty())
        .filter(|(_, object)| !dull(object.interface.name));
    let ids: Vec<u32> = live.map(|(id, _)| *id).collect();
    match choices.byte() {
        0..8 => Some(1),
        8..16 => Some(2),
        _ => choices.of(&ids),
    }
}

/// Any number that may stand where an object is named.
fn wild_id(connection: &Connection, choices: &mut Choices<'_>) -> u32 {
    let ids: Vec<u32> = connection.objects.keys().copied().collect();
    let dead: Vec<u32> = connection
        .objects
        .iter()
        .filter(|(_, object)| object.dead)
        .map(|(id, _)| *id)
        .collect();
    match choices.byte() % 8 {
        0 => 0,
        1 => choices.of(&dead).unwrap_or(7),
        2 => connection.free_id(),
        3 => SERVER + u32::from(choices.byte()),
        4 => u32::MAX,
        5 => SERVER - 1,
        _ => choices.of(&ids).unwrap_or(1),
    }
}

/// The arguments of a message, unless there is no object that it needs; descriptors are
/// attached.
fn arguments(
    connection: &mut Connection,
    choices: &mut Choices<'_>,
    message: &'static MessageDesc,
) -> Option<Vec<Value>> {
    let mut objects = message.arg_interfaces.iter().copied();
    let mut values = Vec::new();
    for kind in message.signature {
        let value = match kind {
            ArgumentType::Int => Value::Int(choices.int()),
            ArgumentType::Fixed => Value::Int(fixed(choices)),
            ArgumentType::Uint => Value::Word(uint(connection, choices)),
            ArgumentType::NewId => Value::Word(new_id(connection, choices)),
            ArgumentType::Str(null) => text(choices, *null),
            ArgumentType::Array => Value::Bytes(vec![choices.byte(); choices.below(64)]),
            ArgumentType::Object(null) => {
                let wanted = objects.next();
                Value::Word(object(connection, choices, wanted, *null)?)
            }
            ArgumentType::Fd => {
                if !choices.rarely() {
                    connection.line.attach(files::any(choices));
                }
                continue;
            }
        };
        values.push(value);
    }
    Some(values)
}

fn fixed(choices: &mut Choices<'_>) -> i32 {
    match choices.byte() {
        whole @ 0..200 => (i32::from(whole) - 4) * 256,
        _ => choices.int(),
    }
}

fn uint(connection: &Connection, choices: &mut Choices<'_>) -> u32 {
    match choices.byte() {
        small @ 0..96 => u32::from(small % 24),
        96..176 => {
            let back = connection.serials.iter().rev();
            back.copied().nth(choices.below(4)).unwrap_or(0)
        }
        bit @ 176..208 => 1 << (bit - 176),
        208..216 => u32::MAX,
        216..220 => i32::MAX.cast_unsigned() + 1,
        _ => choices.int().cast_unsigned(),
    }
}

fn new_id(connection: &Connection, choices: &mut Choices<'_>) -> u32 {
    match choices.rarely() {
        true => wild_id(connection, choices),
        false => connection.free_id(),
    }
}

fn object(
    connection: &Connection,
    choices: &mut Choices<'_>,
    wanted: Option<&'static Interface>,
    null: AllowNull,
) -> Option<u32> {
    if choices.rarely() {
        return Some(wild_id(connection, choices));
    }
    let choice = choices.byte();
    if null == AllowNull::Yes && choice >= 0xc0 {
        return Some(0);
    }
    let fitting = wanted.and_then(|wanted| connection.some(wanted.name, usize::from(choice)));
    fitting.or((null == AllowNull::Yes).then_some(0))
}

fn text(choices: &mut Choices<'_>, null: AllowNull) -> Value {
    let ended = |bytes: &[u8]| Value::Text(Some([bytes, &[0]].concat()));
    match choices.byte() {
        0..60 => Value::text("evil"),
        60..110 => Value::text("text/evil"),
        110..140 => Value::text(""),
        140..160 => Value::text(&"evil \u{202e}\u{1f3f4}\u{e9}".repeat(choices.below(24))),
        160..180 => ended(&vec![b'x'; choices.below(256) * 15]),
        180..200 => Value::text("text/plain;charset=utf-8"),
        200..210 => Value::text(&format!("text/evil{}", choices.byte())),
        210..220 => Value::text("\u{1b}[2J\u{7}\n\r\t evil"),
        220..228 if null == AllowNull::Yes => Value::Text(None),
        228..232 => ended(b"\xff\xfe\x80"),
        232..236 => ended(b"a\0b"),
        236..240 => Value::Text(Some(b"endless".to_vec())),
        _ => Value::text("evil"),
    }
}

/// A bind, mostly of a global that was told of.
fn bind(connection: &Connection, choices: &mut Choices<'_>) -> Vec<Value> {
    let count = connection.globals.len();
    let known = connection
        .globals
        .get(choices.below(count))
        .filter(|_| !choices.rarely());
    let (name, interface, version) = match known {
        Some(global) => (global.name, global.interface.as_str(), global.version),
        None => {
            let interface = choices.of(&globals()).map_or("", |global| global.name);
            (choices.word() % 64, interface, u32::from(choices.byte()))
        }
    };
    let version = match choices.byte() {
        0..160 => version,
        160..240 => version.min(1 + u32::from(choices.byte() % 9)),
        _ => choices.word() % 12,
    };
    let id = new_id(connection, choices);
    let words = [Value::Word(version), Value::Word(id)];
    let [version, id] = words;
    vec![Value::Word(name), Value::text(interface), version, id]
}
