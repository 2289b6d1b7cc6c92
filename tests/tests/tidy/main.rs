//! Tidy: reads the tree and holds it to the house numbers and to its single ways in.
//!
//! Only the standard library is used, so that it also runs by itself, as in
//! `rustc --test tests/tests/tidy/main.rs -o tidy && CARGO_MANIFEST_DIR=tests ./tidy`.

mod blank;
mod guards;
mod manifests;
mod measure;
mod messages;
mod numbers;
mod reasons;
mod tree;
mod words;

use tree::Tree;

/// Fails with every offence on a line of its own.
fn none(offences: &[String], rule: &str) {
    assert!(
        offences.is_empty(),
        "{rule}:\n  {}\n",
        offences.join("\n  ")
    );
}

#[test]
fn files_are_short() {
    none(
        &numbers::files(&Tree::read()),
        "files have at most 500 lines, half of them at most 150",
    );
}

#[test]
fn functions_are_short() {
    let rule = "functions have at most 70 lines, half of them at most 10";
    none(&numbers::functions(&Tree::read()), rule);
}

#[test]
fn structs_have_few_fields() {
    none(
        &numbers::structs(&Tree::read()),
        "structs have at most 15 fields",
    );
}

#[test]
fn raised_caps_are_needed() {
    none(
        &numbers::stale_caps(&Tree::read()),
        "a cap stays raised only while code needs it",
    );
}

#[test]
fn files_say_what_they_are_for() {
    none(
        &words::openings(&Tree::read()),
        "a file opens with one `//!` sentence",
    );
}

#[test]
fn code_is_safe_and_cannot_panic_by_choice() {
    none(
        &guards::unsafe_code(&Tree::read()),
        "unsafe code only in named files",
    );
    none(
        &guards::unwraps(&Tree::read()),
        "no `unwrap` or `expect` outside tests",
    );
}

#[test]
fn tests_never_sleep() {
    none(
        &guards::sleeps(&Tree::read()),
        "nothing sleeps, time is an argument",
    );
}

#[test]
fn there_is_a_single_way_in() {
    none(
        &guards::single_ways(&Tree::read()),
        "each of these happens in its named files only",
    );
}

#[test]
fn guards_guard_something() {
    none(
        &guards::stale(&Tree::read()),
        "a guard's files exist and do what is guarded",
    );
}

#[test]
fn the_tree_names_no_machine_and_no_issue() {
    none(
        &words::forbidden(&Tree::read()),
        "no paths of one machine, no issue numbers",
    );
}

#[test]
fn reasons_are_said_in_every_language() {
    none(
        &reasons::foreign(&Tree::read()),
        "what gates say of refusals is translated, and nothing else is",
    );
}

#[test]
fn words_of_records_are_said() {
    none(
        &reasons::stale(&Tree::read()),
        "what is translated of records is what records say",
    );
}

#[test]
fn messages_are_said() {
    none(
        &messages::unused(&Tree::read()),
        "the core makes each message that there are words for",
    );
}

#[test]
fn dependencies_have_reasons() {
    none(
        &manifests::reasons(&Tree::read()),
        "a comment above each dependency says what for",
    );
}
