//! Faults as people and programs get to read them.

use lisere_policy::{Code, Policy};

use crate::{GOOD, changed, fault, faults, themes};

#[test]
fn a_fault_is_shown_with_its_line_and_help() {
    let text = changed("level = \"low\"", "level = \"lwo\"");
    let expected = "\
policy.toml:26:9: there is no level `lwo`
26 | level = \"lwo\"
   |         ^^^^^
help: did you mean `low`?
";
    assert_eq!(faults(&text).render("policy.toml", &text), expected);
}

#[test]
fn columns_count_characters() {
    let found = fault("title = \"Low\"", "title = \"Lów\"\nshort = \"ÉÉ\\u0000\"");
    assert_eq!((found.line, found.column, found.end_column), (8, 9, 19));
}

#[test]
fn what_the_file_holds_can_not_steer_the_terminal() {
    let text = changed(
        "level = \"low\"",
        "level = \"lo\u{202e}w\\u001b[2J\" # \u{2067}",
    );
    let shown = faults(&text).render("policy.toml", &text);
    assert!(
        !shown.contains(['\u{1b}', '\u{202e}', '\u{2067}']),
        "{shown:?}"
    );
}

#[test]
fn a_very_long_line_is_shown_in_part() {
    let text = changed(
        "level = \"low\"",
        &format!("level = \"{}\"", "x".repeat(9_000)),
    );
    let shown = faults(&text).render("policy.toml", &text);
    assert!(
        shown.lines().all(|line| line.chars().count() < 160),
        "{shown}"
    );
}

#[test]
fn a_fault_over_several_lines_is_underlined_on_its_first() {
    let text = changed("rights = [\"gpu\"]", "rights = {\n}");
    let shown = faults(&text).render("p", &text);
    assert!(
        shown.contains("27 | rights = {\n   |          ^\n"),
        "{shown}"
    );
}

#[test]
fn programs_read_json() {
    let found = faults(&changed("\"dots\"", "\"dotz\""));
    let json = serde_json::to_value(&found).unwrap();
    let expected = serde_json::json!([{
        "line": 16, "column": 11, "end_line": 16, "end_column": 17,
        "code": "unknown-pattern",
        "message": "there is no pattern `dotz`",
        "suggestion": "did you mean `dots`?",
    }]);
    assert_eq!(json, expected);
    assert_eq!(found.0[0].code, Code::UnknownPattern);
}

#[test]
fn a_policy_is_told_as_json_too() {
    let policy = Policy::parse(GOOD, &themes).unwrap();
    let json = serde_json::to_value(&policy).unwrap();
    assert_eq!(json["cages"][2]["limits"]["surfaces"], 10);
    assert_eq!(json["cages"][2]["limits"]["toplevels"], 20);
    assert_eq!(json["cages"][0]["colour"], "#bf3b34");
}
