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
