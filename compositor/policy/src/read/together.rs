//! Refusing what makes no sense together in one cage.

use super::cameras::refuse_shared;
use super::fields::Fields;
use super::sink::Sink;
use crate::{Code, Engine, Network, Rights, Sandbox};

/// What programs that are not started by us cannot be given.
const STARTED: [&str; 8] = [
    "network",
    "destinations",
    "resources",
    "host-bus",
    "camera",
    "program",
    "opens-links-with",
    "disposables",
];
/// Rights that a sandbox on this machine gives, and no program elsewhere has.
const LOCAL: [&str; 7] = [
    "nested-namespaces",
    "io-uring",
    "sound",
    "microphone",
    "camera",
    "admin",
    "auditor",
];

/// Notes every key and right of a cage that could have no effect, or none that anybody would
/// expect, where its programs run.
pub(super) fn refuse_senseless(
    fields: &Fields<'_>,
    sandbox: &Sandbox,
    rights: Rights,
    sink: &mut Sink<'_>,
) {
    match &sandbox.engine {
        Engine::Bubblewrap => refuse_shared(fields, rights, &sandbox.cameras, sink),
        Engine::Socket => {
            let why = "nothing is started here by a cage with `engine = \"socket\"`";
            for key in STARTED {
                refuse_key(fields, key, why, sink);
            }
            refuse_local(fields, rights, why, sink);
        }
        Engine::Ssh(_) => {
            let why = "programs run elsewhere in a cage with `engine = \"ssh\"`";
            for key in ["host-bus", "camera", "disposables"] {
                refuse_key(fields, key, why, sink);
            }
            refuse_local(fields, rights, why, sink);
            if sandbox.network == Network::None {
                refuse_unreachable(fields, sink);
            }
        }
    }
    let told = sandbox.engine != Engine::Socket && sandbox.network != Network::Pasta;
    if told {
        refuse_destinations(fields, sink);
    }
}

fn refuse_key(fields: &Fields<'_>, key: &str, why: &str, sink: &mut Sink<'_>) {
    if let Some(value) = fields.get(key) {
        let message = format!("`{key}` has no effect: {why}");
        let help = format!("leave `{key}` out, or write `engine = \"bubblewrap\"`");
        sink.note_with(&value.span(), Code::Combination, message, Some(help));
    }
}

fn refuse_local(fields: &Fields<'_>, rights: Rights, why: &str, sink: &mut Sink<'_>) {
    let words = fields.texts("rights", sink);
    let without = words.iter().filter(|word| {
        LOCAL.contains(&word.value) && rights.names().any(|name| name == word.value)
    });
    for word in without {
        let name = word.value;
        let message = format!("the right `{name}` has no effect: {why}");
        let help = format!("leave `{name}` out, or write `engine = \"bubblewrap\"`");
        sink.note_with(&word.span, Code::Combination, message, Some(help));
    }
}

fn refuse_unreachable(fields: &Fields<'_>, sink: &mut Sink<'_>) {
    let message = "a cage with `engine = \"ssh\"` cannot reach its host without a network";
    let help = "write `network = \"pasta\"`, or the one by which the host is reached";
    let key = fields.get("network").or_else(|| fields.get("engine"));
    let span = key.map_or(fields.span.clone(), toml::Spanned::span);
    sink.note_with(&span, Code::Combination, message, Some(help.to_owned()));
}

fn refuse_destinations(fields: &Fields<'_>, sink: &mut Sink<'_>) {
    if let Some(value) = fields.get("destinations") {
        let message = "only cages with `network = \"pasta\"` can be kept to some destinations";
        let help = "write `network = \"pasta\"` in the cage, or leave `[cage.destinations]` out";
        sink.note_with(
            &value.span(),
            Code::Combination,
            message,
            Some(help.to_owned()),
        );
    }
}
