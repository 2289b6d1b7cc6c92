//! Reading where a cage's programs run, and how much they may have there.

use super::cages::words;
use super::fields::{Fields, Text, shown, whole};
use super::names::unknown;
use super::sink::Sink;
use super::{cameras, destinations, host_bus, remote};
use crate::{Code, Engine, Network, Program, Resources, Restart, Sandbox};

const RESOURCES: [&str; 5] = [
    "memory-mib",
    "processes",
    "cpu-percent",
    "io-weight",
    "home-mib",
];
/// What may stand behind `network`; a name follows the last one.
const NETWORKS: [&str; 4] = ["none", "host", "pasta", "netns:NAME"];
/// Programs of one cage that start with the session.
const PROGRAMS: usize = 16;
/// A tebibyte, in MiB.
const MOST_MIB: u64 = 1 << 20;

/// Where the programs of a cage run; `None` where something of it could not be read.
pub(super) fn sandbox(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Sandbox> {
    let engine = engine(fields, sink);
    let network = network(fields, sink);
    let destinations = destinations::destinations(fields, sink);
    let resources = resources(fields, sink);
    let host_bus = host_bus::host_bus(fields, sink);
    let cameras = cameras::cameras(fields, sink);
    let programs = programs(fields, sink);
    Some(Sandbox {
        engine: engine?,
        network: network?,
        destinations: destinations?,
        resources: resources?,
        host_bus: host_bus?,
        cameras: cameras?,
        programs: programs?,
    })
}

fn engine(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Engine> {
    let remote = remote::remote(fields, sink);
    let Some(value) = fields.get("engine") else {
        return remote::refuse(fields, Engine::Bubblewrap, sink);
    };
    let word = fields.text("engine", sink)?;
    match word.value {
        "bubblewrap" => remote::refuse(fields, Engine::Bubblewrap, sink),
        "socket" => remote::refuse(fields, Engine::Socket, sink),
        "ssh" if fields.get("remote").is_some() => remote.map(Engine::Ssh),
        "ssh" => {
            let message = "a cage with `engine = \"ssh\"` has no `[cage.remote]`";
            let help = "write `[cage.remote]` with the `host` and its `host-key`";
            sink.note_with(&value.span(), Code::Missing, message, Some(help.to_owned()));
            None
        }
        _ => {
            let known = Engine::NAMES.into_iter();
            unknown("engine", Code::UnknownEngine, &word, known, sink);
            None
        }
    }
}

fn network(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Network> {
    if fields.get("network").is_none() {
        return Some(Network::None);
    }
    let word = fields.text("network", sink)?;
    match word.value {
        "none" => Some(Network::None),
        "host" => Some(Network::Host),
        "pasta" => Some(Network::Pasta),
        other => match other.strip_prefix("netns:") {
            Some(name) => netns(name, &word, sink),
            None => {
                let known = NETWORKS.into_iter();
                unknown("network", Code::UnknownNetwork, &word, known, sink);
                None
            }
        },
    }
}

/// The network namespace of that name: a file's name, so that it leads nowhere else.
fn netns(name: &str, word: &Text<'_>, sink: &mut Sink<'_>) -> Option<Network> {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let good = (1..=LONGEST).contains(&name.len())
        && name.chars().all(plain)
        && !matches!(name, "." | "..");
    if !good {
        let message = format!("`{}` is no name of a network namespace", shown(name));
        let help = "write 1 to 64 letters, digits, `.`, `_` and `-`, as `ip netns` lists them";
        sink.note_with(
            &word.span,
            Code::UnknownNetwork,
            message,
            Some(help.to_owned()),
        );
    }
    good.then(|| Network::Netns(name.to_owned()))
}

fn resources(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Resources> {
    if fields.get("resources").is_none() {
        return Some(Resources::default());
    }
    let table = fields.table("resources", sink)?;
    table.only(&RESOURCES, sink);
    let mut amount = |key, range| match table.get(key) {
        None => Some(None),
        Some(value) => whole(key, range, value, sink).map(Some),
    };
    let memory_mib = amount("memory-mib", 16..=MOST_MIB);
    let processes = amount("processes", 16..=65_536);
    let cpu_percent = amount("cpu-percent", 1..=100_000);
    let io_weight = amount("io-weight", 1..=10_000);
    let home_mib = amount("home-mib", 1..=MOST_MIB);
    Some(Resources {
        memory_mib: memory_mib?,
        processes: processes?,
        cpu_percent: cpu_percent?,
        io_weight: io_weight?,
        home_mib: home_mib?,
    })
}

fn programs(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Vec<Program>> {
    let tables = fields.tables("program", sink);
    if let Some(first) = tables.get(PROGRAMS) {
        let found = tables.len();
        let message = format!("there are {found} `[[cage.program]]`, {PROGRAMS} is the most");
        sink.note(&first.span, Code::TooMany, message);
        return None;
    }
    let read: Vec<Option<Program>> = tables.iter().map(|table| program(table, sink)).collect();
    read.into_iter().collect()
}

fn program(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Program> {
    fields.only(&["run", "restart"], sink);
    let run = words(fields, "run", sink);
    let restart = restart(fields, sink);
    let listed = fields.get("run").map(toml::Spanned::get_ref);
    // Another type, and words that are none, are noted already.
    if listed.is_none_or(|list| list.as_array().is_some_and(|words| words.is_empty())) {
        let message = "the program names nothing to `run`";
        let help = "write `run = [\"PROGRAM\", \"ARGUMENT\"]`";
        sink.note_with(&fields.span, Code::Missing, message, Some(help.to_owned()));
        return None;
    }
    Some(Program {
        run: run.filter(|words| !words.is_empty())?,
        restart: restart?,
    })
}

fn restart(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Restart> {
    if fields.get("restart").is_none() {
        return Some(Restart::Never);
    }
    let word = fields.text("restart", sink)?;
    match word.value {
        "never" => Some(Restart::Never),
        "on-failure" => Some(Restart::OnFailure),
        "always" => Some(Restart::Always),
        _ => {
            let known = Restart::NAMES.into_iter();
            unknown("restart", Code::UnknownRestart, &word, known, sink);
            None
        }
    }
}
