//! Faults of rules.

use lisere_policy::Code;

use crate::{changed, expect, fault, faults};

#[test]
fn ends_and_channels_are_known_or_refused() {
    let fault = expect("to = \"lab\"", "to = \"lob\"", Code::UnknownCage, 51, 6);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `lab`?");
    expect("\"up\"", "\"upp\"", Code::UnknownRelation, 45, 12);
    expect("\"drag\"", "\"drug\"", Code::UnknownChannel, 46, 26);
    expect("\"ask\"", "\"aks\"", Code::UnknownAnswer, 47, 10);
}

#[test]
fn a_rule_says_between_whom() {
    expect("relation = \"up\"\n", "", Code::RuleEnds, 44, 1);
    expect(
        "to = \"lab\"",
        "to = \"lab\"\nrelation = \"up\"",
        Code::RuleEnds,
        49,
        1,
    );
    expect("to = \"lab\"", "to = \"web\"", Code::RuleEnds, 49, 1);
}

#[test]
fn a_rule_says_on_what_and_what() {
    expect("channels = [\"link\"]\n", "", Code::Missing, 49, 1);
    expect("[\"link\"]", "[]", Code::Missing, 49, 1);
    expect("[\"link\"]", "\"link\"", Code::WrongType, 52, 12);
    expect(
        "[\"link\"]",
        "[\"link\", \"link\"]",
        Code::Duplicate,
        52,
        21,
    );
    expect("answer = \"allow\"\n", "", Code::Missing, 49, 1);
}

#[test]
fn contradictions_name_both_lines() {
    let more = "[[rule]]\nrelation = \"up\"\nchannels = [\"drag\", \"file\"]\nanswer = \"deny\"\n\n[limits]";
    let fault = expect("[limits]", more, Code::Contradiction, 55, 1);
    assert_eq!(
        fault.message,
        "this rule says `deny` about `drag`, the rule on line 44 says `ask`"
    );
}

#[test]
fn saying_it_twice_is_refused() {
    let more = "[[rule]]\nrelation = \"up\"\nchannels = [\"drag\"]\nanswer = \"ask\"\n\n[limits]";
    assert_eq!(fault("[limits]", more).code, Code::Duplicate);
}

#[test]
fn an_unreadable_answer_is_never_an_allow() {
    for wrong in ["Allow", "ALLOW", " allow", "yes", "true", ""] {
        let text = changed("\"allow\"", &format!("\"{wrong}\""));
        assert_eq!(faults(&text).0[0].code, Code::UnknownAnswer, "{wrong}");
    }
}

/// The good policy with more in its first rule, whose answer is on line 47.
fn more(line: &str) -> String {
    format!("answer = \"ask\"\n{line}")
}

fn expect_more(line: &str, code: Code, column: usize) -> lisere_policy::Fault {
    expect("answer = \"ask\"", &more(line), code, 48, column)
}

#[test]
fn classes_are_known_or_refused() {
    let fault = expect_more("types = [\"txt\"]", Code::UnknownType, 10);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `text`?");
    expect_more("types = [\"text\", \"text\"]", Code::Duplicate, 18);
    expect_more("types = []", Code::Missing, 9);
    expect_more("types = \"text\"", Code::WrongType, 9);
    expect_more("types = [1]", Code::WrongType, 10);
    let fault = expect_more("type = [\"text\"]", Code::UnknownKey, 1);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `types`?");
}

#[test]
fn limits_of_a_rule_have_ranges() {
    for wrong in ["0", "-1", "68719476737"] {
        expect_more(&format!("max-bytes = {wrong}"), Code::OutOfRange, 13);
    }
    for wrong in ["0", "-1", "601"] {
        expect_more(&format!("per-minute = {wrong}"), Code::OutOfRange, 14);
    }
    expect_more("max-bytes = \"1\"", Code::WrongType, 13);
    expect_more("per-minute = 1.5", Code::WrongType, 14);
}

#[test]
fn cleaning_is_known_or_refused() {
    let fault = expect_more("sanitise = { text = \"asci\" }", Code::UnknownCleaning, 21);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `ascii`?");
    assert_eq!(
        fault.message,
        "there is no way to sanitise `text` called `asci`"
    );
    expect_more("sanitise = { image = \"jpeg\" }", Code::UnknownCleaning, 22);
    expect_more("sanitise = { rich-text = true }", Code::WrongType, 26);
    expect_more("sanitise = { rich = \"keep\" }", Code::UnknownKey, 14);
    expect_more("sanitise = \"keep\"", Code::WrongType, 12);
    let fault = expect_more("sanitize = { }", Code::UnknownKey, 1);
    assert_eq!(fault.suggestion.unwrap(), "did you mean `sanitise`?");
}

#[test]
fn contradictions_are_those_about_one_class() {
    let rule = |types: &str, answer: &str| {
        format!(
            "[[rule]]\nrelation = \"up\"\nchannels = [\"drag\"]\n{types}answer = \"{answer}\"\n\n"
        )
    };
    let typed = |answer| rule("types = [\"text\", \"image\"]\n", answer);
    let other = rule("types = [\"image\", \"other\"]\n", "allow");
    let twice = format!("{}{other}[limits]", typed("deny"));
    let fault = expect("[limits]", &twice, Code::Contradiction, 61, 1);
    assert_eq!(
        fault.message,
        "this rule says `allow` about `image` by `drag`, the rule on line 55 says `deny`"
    );
    let twice = format!("{}{}[limits]", typed("deny"), typed("deny"));
    let fault = expect("[limits]", &twice, Code::Duplicate, 61, 1);
    assert_eq!(
        fault.message,
        "the rule on line 55 says the same about `text` by `drag`"
    );
    // A rule about every class and one about some are no contradiction: the latter comes first.
    let once = changed("[limits]", &format!("{}[limits]", typed("deny")));
    assert!(crate::read(&once).is_ok());
}

#[test]
fn transfers_are_used_once_unless_the_policy_says_so() {
    let with = |text: &str| crate::read(&changed("[limits]", &format!("{text}\n[limits]")));
    let reuse = |text: &str| with(text).unwrap().transfers().reuse;
    assert!(!reuse(""));
    assert!(!reuse("[transfers]"));
    assert!(reuse("[transfers]\nreuse = true"));
    let fault = fault("[limits]", "[transfers]\nreuse = \"yes\"\n\n[limits]");
    assert_eq!(
        (fault.code, fault.line, fault.column),
        (Code::WrongType, 56, 9)
    );
    expect(
        "[limits]",
        "[transfers]\nreuses = true\n[limits]",
        Code::UnknownKey,
        56,
        1,
    );
}
