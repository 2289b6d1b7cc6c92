//! A record in a few words, for people and for the system's journal.

use serde_json::Value;

/// Who did it to whom, and what it was, of a record as JSON. Not cleaned for terminals.
#[must_use]
pub fn summary(record: &Value) -> (String, String) {
    let text = |name: &str| field(record, name);
    let who = match (end(record, "from"), end(record, "to")) {
        (from, to) if !from.is_empty() && !to.is_empty() => format!("{from} → {to}"),
        (from, to) if from.is_empty() => text("cage") + &to,
        (from, _) => from,
    };
    let kind = text("kind");
    let what = match kind.as_str() {
        "session-started" => format!(
            "version {}, {}, process {}",
            text("version"),
            text("backend"),
            text("pid")
        ),
        "policy-loaded" => format!("{} from {}", text("policy"), text("source")),
        "preferences-refused" => match text("line").as_str() {
            "0" => "the file could not be read".to_owned(),
            line => format!("a fault in line {line}"),
        },
        "admitted" => format!("connection {}", text("connection")),
        "program-killed" => format!(
            "by the {}: {} {} (code {}){}",
            text("by"),
            text("interface"),
            text("why"),
            text("code"),
            times(record)
        ),
        "refused" => format!("{} {}{}", text("interface"), text("why"), times(record)),
        "identity-mismatch" => match text("uid").as_str() {
            "" => text("why"),
            uid => format!("{} (user {uid})", text("why")),
        },
        "gate-died" => format!("{} (death {})", text("why"), text("deaths")),
        "cage-started" => format!("{}, network {}", text("engine"), text("network")),
        "cage-stopped" | "program-refused" | "locked" => text("why"),
        "levels-locked" => format!("above {}, {}", text("above"), text("why")),
        "levels-unlocked" => format!("above {}", text("above")),
        "focus" => text("label"),
        "capture" => format!("{} by {}", text("output"), text("by")),
        "more" => format!("and {} more: {}", text("count"), text("of")),
        "lost" => format!("{} records", text("count")),
        "segment" => format!("number {}", text("number")),
        "segment-removed" => format!("number {}, to record {}", text("number"), text("last_seq")),
        transfer if transfer.starts_with("transfer-") => self::transfer(record),
        _ => String::new(),
    };
    (who, what.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn transfer(record: &Value) -> String {
    let text = |name: &str| field(record, name);
    let mut words = vec![format!("act {}", text("act"))];
    let said = [
        ("channel", ""),
        ("mime", ""),
        ("size", " B"),
        ("by", ""),
        ("why", ""),
    ];
    let said = said.map(|(name, unit)| (text(name), unit));
    let there = said.iter().filter(|(value, _)| !value.is_empty());
    words.extend(there.map(|(value, unit)| format!("{value}{unit}")));
    if let Some(files) = record.get("total") {
        let (part, parts) = (text("part"), text("parts"));
        words.push(format!("{files} files, part {part} of {parts}"));
    }
    let sum = text("sha256");
    // Enough to tell contents apart by eye; `--json` has all of it.
    let short = sum.get(..16).map(|short| format!("sha256 {short}…"));
    words.extend(short);
    words.join(", ")
}

fn times(record: &Value) -> String {
    match record.get("count").and_then(Value::as_u64) {
        None | Some(1) => String::new(),
        Some(count) => format!(" × {count}"),
    }
}

fn end(record: &Value, name: &str) -> String {
    let end = record.get(name).map(|end| field(end, "cage"));
    end.unwrap_or_default()
}

/// A field as text; "" where there is none.
fn field(record: &Value, name: &str) -> String {
    match record.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// How much a kind of record matters, as syslog counts: 4 warns, 5 is worth a look, 6 tells.
#[must_use]
pub fn weight(kind: &str) -> u8 {
    match kind {
        "gate-died" | "cage-quarantined" | "identity-mismatch" | "lost" | "sandboxes-off" => 4,
        "program-killed" | "refused" | "transfer-denied" | "cage-killed" | "program-refused"
        | "more" => 5,
        _ => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> (String, String) {
        summary(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_transfer_names_both_ends() {
        let (who, what) = told(
            r#"{"kind":"transfer-granted","act":3,"from":{"cage":"web","label":"U"},
            "to":{"cage":"work","label":"C"},"channel":"clipboard","class":"text",
            "mime":"text/plain","size":12,"by":"user",
            "sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}"#,
        );
        assert_eq!(who, "web → work");
        let expected = "act 3, clipboard, text/plain, 12 B, user, sha256 ba7816bf8f01cfea…";
        assert_eq!(what, expected);
    }

    #[test]
    fn a_cage_is_named_once() {
        let (who, what) = told(r#"{"kind":"admitted","cage":"web","connection":7}"#);
        assert_eq!((who.as_str(), what.as_str()), ("web", "connection 7"));
        let (who, what) =
            told(r#"{"kind":"refused","cage":"web","interface":"","why":"no","count":3}"#);
        assert_eq!((who.as_str(), what.as_str()), ("web", "no × 3"));
    }

    #[test]
    fn anything_has_a_summary() {
        for json in ["{}", "[]", "1", r#"{"kind":"new","count":"x"}"#] {
            told(json);
        }
    }
}
