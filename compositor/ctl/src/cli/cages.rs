//! Cages for people: one line each, or everything of one.

use crate::{Answer, CageInfo, GateInfo};

use super::human::{Row, row, table};
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

/// A line for each.
pub(super) fn short(cages: &[CageInfo]) -> String {
    let head = row([
        "CAGE", "LEVEL", "STATE", "GATE", "DEATHS", "CLIENTS", "WINDOWS", "SOCKET",
    ]);
    let rows = cages.iter().map(|cage| {
        let (clients, windows) = (cage.clients.to_string(), cage.windows.to_string());
        let gate = Gate::of(cage);
        row([
            &cage.name,
            &cage.level,
            &gate.state,
            &gate.pid,
            &gate.deaths,
            &clients,
            &windows,
            &cage.socket,
        ])
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
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
        ("state", gate.state),
        (
            "gate",
            format!("process {}, {} deaths", gate.pid, gate.deaths),
        ),
        (
            "holds",
            format!("{} clients, {} windows", cage.clients, cage.windows),
        ),
    ];
    let facts: Vec<Row> = facts.iter().map(|(name, fact)| row([name, fact])).collect();
    table(&facts) + &limits(cage)
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
        let nothing = || "–".to_owned();
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
            "gate":{"pid":77,"state":"running","deaths":1}},
            {"name":"vault","title":"Vault","level":"secret","categories":[],"colour":"#613583",
            "pattern":"solid","socket":"/t","clients":0,"windows":0,"limits":{},
            "gate":{"pid":null,"state":"quarantined","deaths":3}}]"##;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_line_for_each() {
        assert_eq!(
            short(&cages()),
            "CAGE   LEVEL      STATE        GATE  DEATHS  CLIENTS  WINDOWS  SOCKET\n\
             web    untrusted  running      77    1       2        1        /s\n\
             vault  secret     quarantined  –     3       0        0        /t\n"
        );
    }

    #[test]
    fn one_is_told_whole() {
        let Answer::Cages(one) = chosen(Answer::Cages(cages()), Some("web")).unwrap() else {
            panic!("no cages")
        };
        assert_eq!(
            whole(&one),
            "cage    web (Web)\n\
             label   untrusted, mail\n\
             look    #c01c28, diagonal\n\
             socket  /s\n\
             state   running\n\
             gate    process 77, 1 deaths\n\
             holds   2 clients, 1 windows\n\
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
