//! Reading whom on the host's buses the programs of a cage may talk to.

use super::cages::twice;
use super::fields::{Fields, Text, shown};
use super::sink::Sink;
use crate::{Code, HostBus};

/// Names of one bus.
const MOST: usize = 64;
/// The longest name, in bytes (D-Bus Specification, "Valid Names").
const LONGEST: usize = 255;
/// Who starts programs outside of any cage for whoever asks.
const WAYS_OUT: [&str; 2] = ["org.freedesktop.systemd1", "org.freedesktop.Flatpak"];

/// What stands under `host-bus`; `None` where something of it could not be read.
pub(super) fn host_bus(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<HostBus> {
    if fields.get("host-bus").is_none() {
        return Some(HostBus::default());
    }
    let table = fields.table("host-bus", sink)?;
    table.only(&["session", "system"], sink);
    let session = names(&table, "session", sink);
    let system = names(&table, "system", sink);
    Some(HostBus {
        session: session?,
        system: system?,
    })
}

fn names(table: &Fields<'_>, key: &str, sink: &mut Sink<'_>) -> Option<Vec<String>> {
    let words = table.texts(key, sink);
    if let Some(word) = words.get(MOST) {
        let message = format!("`{key}` has {} names, {MOST} is the most", words.len());
        sink.note(&word.span, Code::TooMany, message);
        return None;
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut sound = true;
    for word in &words {
        if seen.contains(&word.value) {
            twice(word, sink);
        }
        seen.push(word.value);
        sound &= good(word, sink);
    }
    sound.then(|| words.iter().map(|word| word.value.to_owned()).collect())
}

fn good(word: &Text<'_>, sink: &mut Sink<'_>) -> bool {
    let base = word.value.strip_suffix(".*");
    let fault = if !well_known(base.unwrap_or(word.value)) {
        let help = "write a name such as `org.example.Service`, or `org.example.*` for all below";
        Some(("is no name on a bus", help))
    } else if WAYS_OUT.iter().any(|out| covers(word.value, base, out)) {
        let help = "name only services that start nothing outside of the cage";
        Some(("leads out of the cage", help))
    } else {
        None
    };
    if let Some((what, help)) = fault {
        let message = format!("`{}` {what}", shown(word.value));
        sink.note_with(&word.span, Code::BadBusName, message, Some(help.to_owned()));
    }
    fault.is_none()
}

/// Whether a name, or one for all below a `base`, is that of `other`.
fn covers(name: &str, base: Option<&str>, other: &str) -> bool {
    let below = |base: &str| {
        other
            .strip_prefix(base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    name == other || base.is_some_and(below)
}

/// Whether it is a well-known name: two parts at least, none of which begins with a digit.
fn well_known(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(plain)
            && !part.starts_with(|c: char| c.is_ascii_digit())
    };
    name.len() <= LONGEST && name.contains('.') && name.split('.').all(part)
}
