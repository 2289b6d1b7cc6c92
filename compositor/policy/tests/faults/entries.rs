//! Faults of levels, categories, cages and limits.

use lisere_policy::Code;

use crate::{expect, fault};

#[test]
fn unknown_keys_offer_the_nearest() {
    let fault = expect("short = \"HI\"", "shrot = \"HI\"", Code::UnknownKey, 14, 1);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `short`?");
    expect("[limits]", "[limit]", Code::UnknownKey, 55, 2);
    expect("surfaces = 10", "surfacse = 10", Code::UnknownKey, 42, 1);
}

#[test]
fn wrong_types_are_named() {
    let fault = expect("\"Web\"", "3", Code::WrongType, 25, 9);
    assert_eq!(fault.message, "`title` is a string, not an integer");
    expect("[\"gpu\"]", "\"gpu\"", Code::WrongType, 27, 10);
    expect("[\"gpu\"]", "[1]", Code::WrongType, 27, 11);
    expect(
        "toplevels = 20",
        "toplevels = \"20\"",
        Code::WrongType,
        56,
        13,
    );
}

#[test]
fn the_command_that_opens_links_has_plain_words() {
    let long = "x".repeat(513);
    let key = "opens-links-with";
    let with = |words: &str| fault("rights = [\"gpu\"]", &format!("{key} = [{words}]"));
    for words in [
        "\"a\", \"\"",
        &format!("\"{long}\""),
        r#""a\nb""#,
        &"\"a\",".repeat(17),
    ] {
        let fault = with(words);
        assert_eq!((fault.code, fault.line), (Code::BadName, 27), "{words}");
    }
    expect(
        "rights = [\"gpu\"]",
        "opens-links-with = \"a\"",
        Code::WrongType,
        27,
        20,
    );
}

#[test]
fn numbers_have_ranges() {
    for wrong in ["0", "-1", "99999999999999999999", "4097"] {
        expect(
            "toplevels = 20",
            &format!("toplevels = {wrong}"),
            Code::OutOfRange,
            56,
            13,
        );
    }
    for wrong in ["nan", "inf", "-inf", "1.5", "1979-05-27"] {
        expect(
            "toplevels = 20",
            &format!("toplevels = {wrong}"),
            Code::WrongType,
            56,
            13,
        );
    }
}

#[test]
fn machine_names_are_fit_for_folders() {
    let long = "x".repeat(33);
    for wrong in ["", ".", "..", "a/b", "-a", "Web", "wéb", "a b", &long] {
        let fault = fault("name = \"site\"", &format!("name = \"{wrong}\""));
        assert_eq!(
            (fault.code, fault.line, fault.column),
            (Code::BadName, 2, 8),
            "{wrong}"
        );
    }
}

#[test]
fn titles_are_short_and_visible() {
    let long = "x".repeat(33);
    for wrong in [
        "",
        " Web",
        "We\\nb",
        "W\\u202eeb",
        "We\\u200bb",
        "We\\u0301b\\u0000",
        &long,
    ] {
        expect("\"Web\"", &format!("\"{wrong}\""), Code::BadTitle, 25, 9);
    }
    let fault = fault("\"Web\"", "\"W\u{65}\u{301}b\"");
    assert_eq!(fault.suggestion.unwrap(), "write \"Wéb\"");
}

#[test]
fn names_of_trusted_ui_are_refused() {
    for wrong in ["Trusted", "BAR", "liseré", "Lisere", "L o c k", "bаr"] {
        expect("\"Web\"", &format!("\"{wrong}\""), Code::Reserved, 25, 9);
    }
}

#[test]
fn the_same_name_twice_names_both_lines() {
    let fault = expect("title = \"Lab\"", "title = \"Web\"", Code::Duplicate, 37, 9);
    assert_eq!(fault.message, "the cage title `Web` is already on line 25");
    let levels = crate::faults(&crate::changed("name = \"high\"", "name = \"low\""));
    assert_eq!(levels.0[0].message, "the level `low` is already on line 6");
}

#[test]
fn lookalikes_name_both_lines() {
    // Case, spaces, Cyrillic е, a zero for an o.
    for wrong in ["WEB", "W eb", "Wеb", "w e B"] {
        let fault = expect("\"Lab\"", &format!("\"{wrong}\""), Code::Lookalike, 37, 9);
        assert!(
            fault.message.ends_with("looks like `Web` on line 25"),
            "{}",
            fault.message
        );
    }
    expect("\"Lab\"", "\"0ffice\"", Code::Lookalike, 37, 9);
}

#[test]
fn references_are_known_or_refused() {
    let fault = expect(
        "level = \"low\"",
        "level = \"lwo\"",
        Code::UnknownLevel,
        26,
        9,
    );
    assert_eq!(fault.suggestion.unwrap(), "did you mean `low`?");
    expect("[\"fin\"]", "[\"fan\"]", Code::UnknownCategory, 33, 15);
    expect("\"brick\"", "\"brik\"", Code::UnknownColour, 8, 10);
    expect("\"brick\"", "\"#ff00000\"", Code::UnknownColour, 8, 10);
    expect("\"brick\"", "\"#ff000080\"", Code::UnknownColour, 8, 10);
    expect("\"solid\"", "\"plain\"", Code::UnknownPattern, 9, 11);
    expect("[\"gpu\"]", "[\"gpuu\"]", Code::UnknownRight, 27, 11);
}

#[test]
fn lists_hold_each_word_once() {
    expect("[\"gpu\"]", "[\"gpu\", \"gpu\"]", Code::Duplicate, 27, 18);
    expect("[\"fin\"]", "[\"fin\", \"fin\"]", Code::Duplicate, 33, 22);
}

#[test]
fn what_must_be_there_is_missed_at_its_entry() {
    expect("level = \"low\"\n", "", Code::Missing, 23, 1);
    expect("colour = \"brick\"\n", "", Code::Missing, 5, 1);
    expect("pattern = \"solid\"\n", "", Code::Missing, 5, 1);
}
