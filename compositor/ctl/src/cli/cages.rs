//! Cages for people: one line each, or everything of one.

use crate::{Answer, CageInfo, GateInfo};

use super::human::{Row, row, table, width};
use super::trouble::Trouble;

/// The answer with one cage only, if one is named.
pub(super) fn chosen(answer: Answer, name: Option<&str>) -> Result<Answer, Trouble> {
    let (Answer::Cages(cages), Some(name)) = (&answer, name) else {
        return Ok(answer);
    };
    match cages.iter().find(|cage| cage.name == name) {
        Some(cage) => Ok(Answer::Cages(vec![cage.clone()])),
        None => {
            let names: Vec<_> = cages.iter().map(|cage| cage.name.as_str()).collect();
            Err(Trouble::new(
                1,
                "unknown_cage",
                format!("there is no cage {name}"),
                &format!("cages: {}", names.join(", ")),
            ))
        }
    }
}

/// Characters of a line.
const WIDTH: usize = 100;
/// Those that the rights have at least.
const RIGHTS: usize = 6;

/// A line for each.
pub(super) fn short(cages: &[CageInfo]) -> String {
    let head = row([
        "CAGE", "LEVEL", "STATE", "ENGINE", "NETWORK", "MEMORY", "PROCS", "WINDOWS", "USES",
        "RIGHTS",
    ]);
    let rows = cages.iter().map(|cage| {
        let sandbox = &cage.sandbox;
        row([
            &cage.name,
            &cage.level,
            &state(cage),
            known(&sandbox.engine),
            known(&sandbox.network),
            &sandbox.memory_bytes.map_or_else(nothing, size),
            &sandbox.processes.map_or_else(nothing, |n| n.to_string()),
            &cage.windows.to_string(),
            known(&sandbox.uses.join(" ")),
            known(&sandbox.rights.join(" ")),
        ])
    });
    let mut rows: Vec<Row> = [head].into_iter().chain(rows).collect();
    fit(&mut rows);
    table(&rows)
}

/// Shortens the last column so that no line is too long.
fn fit(rows: &mut [Row]) {
    let before: usize = (0..9).map(|column| width(rows, column) + 2).sum();
    let room = WIDTH.saturating_sub(before).max(RIGHTS);
    for cell in rows.iter_mut().filter_map(|row| row.last_mut()) {
        if cell.chars().count() > room {
            *cell = cell.chars().take(room.saturating_sub(1)).collect();
            cell.push('…');
        }
    }
}

/// How a cage is: what its gate says comes before what its programs do.
fn state(cage: &CageInfo) -> String {
    let gate = cage.gate.as_ref().map(|gate| gate.state.as_str());
    match (gate, cage.sandbox.state.as_str()) {
        (Some(gate @ ("quarantined" | "frozen")), _) => gate.to_owned(),
        (Some(gate), "") => gate.to_owned(),
        (None, "") => nothing(),
        (_, sandbox) => sandbox.to_owned(),
    }
}

fn nothing() -> String {
    "–".to_owned()
}

fn known(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// Bytes in the unit that suits them.
fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mib @ 1..10_240 => format!("{mib} MiB"),
        mib => format!("{} GiB", mib >> 10),
    }
}

/// Everything of each, a blank line between.
pub(super) fn whole(cages: &[CageInfo]) -> String {
    let texts: Vec<String> = cages.iter().map(one).collect();
    texts.join("\n")
}

fn one(cage: &CageInfo) -> String {
    let gate = Gate::of(cage);
    let categories = cage.categories.join(" ");
    let label = if categories.is_empty() {
        cage.level.clone()
    } else {
        format!("{}, {categories}", cage.level)
    };
    let facts = [
        ("cage", format!("{} ({})", cage.name, cage.title)),
        ("label", label),
        ("look", format!("{}, {}", cage.colour, cage.pattern)),
        ("socket", cage.socket.clone()),
        ("state", state(cage)),
        ("engine", known(&cage.sandbox.engine).to_owned()),
        ("network", known(&cage.sandbox.network).to_owned()),
        ("rights", known(&cage.sandbox.rights.join(" ")).to_owned()),
        ("uses", known(&cage.sandbox.uses.join(" ")).to_owned()),
        ("lacks", known(&cage.sandbox.lacks.join("; ")).to_owned()),
        ("programs", programs(cage)),
        (
            "gate",
            format!(
                "{}, process {}, {} deaths",
                gate.state, gate.pid, gate.deaths
            ),
        ),
        (
            "holds",
            format!("{} clients, {} windows", cage.clients, cage.windows),
        ),
    ];
    let facts: Vec<Row> = facts.iter().map(|(name, fact)| row([name, fact])).collect();
    table(&facts) + &limits(cage)
}

/// How many processes of a cage there are, and what keeps them in bounds.
fn programs(cage: &CageInfo) -> String {
    let sandbox = &cage.sandbox;
    let processes = sandbox.processes.map(|n| format!("{n} processes"));
    let memory = sandbox.memory_bytes.map(size);
    let held = Some(&sandbox.held_by).filter(|held| !held.is_empty());
    let held = held.map(|held| format!("bounded by {held}"));
    let why = Some(sandbox.why.clone()).filter(|why| !why.is_empty());
    let said = [processes, memory, held, why];
    let said: Vec<String> = said.into_iter().flatten().collect();
    known(&said.join(", ")).to_owned()
}

fn limits(cage: &CageInfo) -> String {
    let head = row(["LIMIT", "USED", "MOST"]);
    let rows = cage.limits.iter().map(|(name, most)| {
        let used = cage.used.get(name).map(u64::to_string);
        row([name, used.as_deref().unwrap_or("–"), &most.to_string()])
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

/// A cage's gate as text.
struct Gate {
    state: String,
    pid: String,
    deaths: String,
}

impl Gate {
    fn of(cage: &CageInfo) -> Self {
        let gate = cage.gate.as_ref();
        let pid = gate.and_then(|gate| gate.pid);
        Self {
            state: gate.map_or_else(nothing, |gate| gate.state.clone()),
            pid: pid.map_or_else(nothing, |pid| pid.to_string()),
            deaths: gate.map_or_else(nothing, |GateInfo { deaths, .. }| deaths.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cages() -> Vec<CageInfo> {
        let text = r##"[{"name":"web","title":"Web","level":"untrusted","categories":["mail"],
            "colour":"#c01c28","pattern":"diagonal","socket":"/s","clients":2,"windows":1,
            "limits":{"surfaces":4096,"title-bytes":128},"used":{"surfaces":7},
            "gate":{"pid":77,"state":"running","deaths":1},
            "sandbox":{"engine":"bubblewrap","network":"pasta",
            "rights":["gpu","nested-namespaces","sound","keep-awake","camera"],"state":"running","why":"","processes":12,"memory_bytes":734003200,
            "held_by":"cgroup","uses":["sound","microphone"]}},
            {"name":"vault","title":"Vault","level":"secret","categories":[],"colour":"#613583",
            "pattern":"solid","socket":"/t","clients":0,"windows":0,"limits":{},
            "gate":{"pid":null,"state":"quarantined","deaths":3}}]"##;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_line_for_each() {
        assert_eq!(
            short(&cages()),
            "CAGE   LEVEL      STATE        ENGINE      NETWORK  MEMORY   PROCS  WINDOWS  RIGHTS\n\
             web    untrusted  running      bubblewrap  pasta    700 MiB  12     1        gpu nested-namespaces …\n\
             vault  secret     quarantined  –           –        –        –      0        –\n"
        );
    }

    #[test]
    fn one_is_told_whole() {
        let Answer::Cages(one) = chosen(Answer::Cages(cages()), Some("web")).unwrap() else {
            panic!("no cages")
        };
        assert_eq!(
            whole(&one),
            "cage      web (Web)\n\
             label     untrusted, mail\n\
             look      #c01c28, diagonal\n\
             socket    /s\n\
             state     running\n\
             engine    bubblewrap\n\
             network   pasta\n\
             rights    gpu nested-namespaces sound keep-awake camera\n\
             uses      sound microphone\n\
             lacks     –\n\
             programs  12 processes, 700 MiB, bounded by cgroup\n\
             gate      running, process 77, 1 deaths\n\
             holds     2 clients, 1 windows\n\
             LIMIT        USED  MOST\n\
             surfaces     7     4096\n\
             title-bytes  –     128\n"
        );
    }

    #[test]
    fn a_cage_that_is_none_is_named_with_those_that_are() {
        let trouble = chosen(Answer::Cages(cages()), Some("x")).unwrap_err();
        assert_eq!(trouble.help, "cages: web, vault");
    }
}
