//! Faults of whole files: size, encoding, syntax, schema.

use lisere_policy::{Code, MAX_BYTES, Policy};

use crate::{GOOD, changed, expect, fault, faults, themes};

fn first(text: &str) -> (Code, usize, usize) {
    let fault = faults(text).0.remove(0);
    (fault.code, fault.line, fault.column)
}

#[test]
fn an_empty_file_is_no_policy() {
    for text in ["", "\n\n", "# a remark\n", "\u{feff}"] {
        assert_eq!(first(text), (Code::Empty, 1, 1), "{text:?}");
    }
}

#[test]
fn a_large_file_is_not_read() {
    let text = format!("{GOOD}#{}", "x".repeat(MAX_BYTES));
    assert_eq!(first(&text), (Code::TooLarge, 1, 1));
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_begin() {
    let mut bytes = b"version = 1\nname = \"".to_vec();
    bytes.push(0xff);
    let found = Policy::parse_bytes(&bytes, &themes).unwrap_err();
    assert_eq!(
        (found.0[0].code, found.0[0].line, found.0[0].column),
        (Code::NotUtf8, 2, 9)
    );
}

#[test]
fn syntax_is_refused_where_it_breaks() {
    assert_eq!(first("version = 1\nname = \n"), (Code::Syntax, 2, 8));
    assert_eq!(first("version = 1\n[[cage]\n").0, Code::Syntax);
    assert_eq!(first("a\0b").0, Code::Syntax);
}

#[test]
fn a_key_given_twice_is_refused() {
    expect(
        "name = \"site\"",
        "name = \"site\"\nname = \"site\"",
        Code::Syntax,
        3,
        1,
    );
}

#[test]
fn after_a_syntax_error_other_faults_are_still_told() {
    let text = changed("theme = \"home\"", "theme = \"home\"\ntheme = \"us\"");
    let text = text.replace("surfaces = 10", "surfaces = 0");
    let codes: Vec<Code> = faults(&text).iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::Syntax, Code::OutOfRange]);
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_taken() {
    let text = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    assert!(Policy::parse(&text, &themes).is_ok());
    let broken = text.replacen("1", "2", 1);
    assert_eq!(first(&broken), (Code::Version, 1, 11));
}

#[test]
fn the_schema_has_a_version() {
    expect("version = 1\n", "", Code::Version, 1, 1);
    expect("version = 1", "version = 2", Code::Version, 1, 11);
    expect("version = 1", "version = 1.0", Code::Version, 1, 11);
    let help = fault("version = 1", "version = \"1\"").suggestion;
    assert_eq!(help.unwrap(), "write `version = 1`");
}

#[test]
fn sections_that_must_be_there_are_missed() {
    expect("name = \"site\"\n", "", Code::Missing, 1, 1);
    let head = "version = 1\nname = \"x\"\ntheme = \"home\"\n";
    let codes: Vec<Code> = faults(head).iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::Missing, Code::Missing]);
}

#[test]
fn more_than_a_policy_can_hold_is_refused() {
    let category = |n| format!("[[category]]\nname = \"c{n}\"\n");
    let many: String = (0..65).map(category).collect();
    let text = changed("[[category]]", &format!("{many}[[category]]"));
    assert_eq!(first(&text).0, Code::TooMany);
}

#[test]
fn a_flood_of_faults_ends() {
    let flood: String = (0..5_000).map(|n| format!("key-{n} = 1\n")).collect();
    let found = faults(&format!("{flood}{GOOD}"));
    assert_eq!(found.iter().count(), 101);
    let last = found.0.last().unwrap();
    assert_eq!(
        (last.code, last.message.as_str()),
        (Code::More, "there are 4900 faults more")
    );
}

#[test]
fn themes_are_known_or_refused() {
    let fault = expect("\"home\"", "\"hone\"", Code::UnknownTheme, 3, 9);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `home`?");
    let other = |_: &str| themes("us");
    let found = Policy::parse(GOOD, &other).unwrap_err();
    assert_eq!((found.0[0].code, found.0[0].line), (Code::BadTheme, 3));
}
