//! What may go where: the presets' answers, and which rule comes first.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use lisere_policy::{
    Answer, Because, Channel, Decision, Policy, TypeClass, builtin_theme, preset_names,
};

fn ask(policy: &Policy, from: &str, to: &str, channel: Channel) -> Decision {
    let id = |name| policy.cage_named(name).unwrap().id();
    policy.decide(id(from), id(to), channel, TypeClass::Text)
}

/// The home preset with further rules.
fn home(more: &str) -> Policy {
    let text = format!("{}\n{more}", lisere_policy::preset_text("home").unwrap());
    Policy::parse(&text, &|name| builtin_theme(name).map(str::to_owned)).unwrap()
}

fn rule(ends: &str, answer: &str) -> String {
    format!("[[rule]]\n{ends}\nchannels = [\"drag\"]\nanswer = \"{answer}\"\n")
}

#[test]
fn at_home_data_goes_up_when_the_user_says_so() {
    let policy = home("");
    let answer = |from, to| ask(&policy, from, to, Channel::Clipboard).answer;
    assert_eq!(answer("web", "web"), Answer::Allow);
    assert_eq!(answer("web", "work"), Answer::Ask);
    assert_eq!(answer("personal", "bank"), Answer::Ask);
    assert_eq!(answer("work", "personal"), Answer::Deny);
    assert_eq!(answer("bank", "personal"), Answer::Deny);
    assert_eq!(answer("personal", "web"), Answer::Deny);
    assert_eq!(answer("vault", "bank"), Answer::Ask);
    assert_eq!(answer("vault", "work"), Answer::Deny);
    assert_eq!(answer("disposable", "vault"), Answer::Deny);
}

#[test]
fn a_decision_names_the_line_of_its_rule() {
    let policy = home("");
    let text = lisere_policy::preset_text("home").unwrap();
    let Because::Rule { line, .. } = ask(&policy, "vault", "bank", Channel::Clipboard).because
    else {
        panic!("a rule answers");
    };
    let named: Vec<&str> = text.lines().skip(line - 1).take(3).collect();
    assert_eq!(named, ["[[rule]]", "from = \"vault\"", "to = \"bank\""]);
}

#[test]
fn a_pair_comes_before_one_end_and_one_end_before_a_relation() {
    let one_end = rule("from = \"web\"", "allow");
    let policy = home(&one_end);
    assert_eq!(
        ask(&policy, "web", "work", Channel::Drag).answer,
        Answer::Allow
    );
    assert_eq!(
        ask(&policy, "web", "disposable", Channel::Drag).answer,
        Answer::Allow
    );
    let pair = rule("from = \"web\"\nto = \"work\"", "deny");
    let policy = home(&(one_end + &pair));
    assert_eq!(
        ask(&policy, "web", "work", Channel::Drag).answer,
        Answer::Deny
    );
    assert_eq!(
        ask(&policy, "web", "bank", Channel::Drag).answer,
        Answer::Allow
    );
}

#[test]
fn a_pair_may_be_more_lenient_than_its_relation() {
    let policy = home(&rule("from = \"work\"\nto = \"web\"", "allow"));
    assert_eq!(
        ask(&policy, "work", "web", Channel::Drag).answer,
        Answer::Allow
    );
    assert_eq!(
        ask(&policy, "work", "web", Channel::File).answer,
        Answer::Deny
    );
}

#[test]
fn among_equals_the_strictest_answers() {
    let lenient = rule("from = \"web\"\nrelation = \"up\"", "allow");
    let strict = rule("to = \"bank\"\nrelation = \"up\"", "deny");
    for policy in [
        home(&format!("{lenient}{strict}")),
        home(&format!("{strict}{lenient}")),
    ] {
        assert_eq!(
            ask(&policy, "web", "bank", Channel::Drag).answer,
            Answer::Deny
        );
        assert_eq!(
            ask(&policy, "web", "work", Channel::Drag).answer,
            Answer::Allow
        );
    }
}

#[test]
fn a_cage_of_another_policy_gets_nothing() {
    let (small, large) = (
        Policy::preset("clipos").unwrap(),
        Policy::preset("us").unwrap(),
    );
    let strange = large.cages().last().unwrap().id();
    let own = small.cages()[0].id();
    let decision = small.decide(own, strange, Channel::Clipboard, TypeClass::Text);
    assert_eq!(
        (decision.answer, decision.because),
        (Answer::Deny, Because::Nothing)
    );
    assert_eq!(
        small
            .decide(strange, strange, Channel::File, TypeClass::Text)
            .answer,
        Answer::Deny
    );
    assert_eq!(small.label_text(strange), "");
}

#[test]
fn labels_are_told_in_words() {
    let text = |preset, cage| {
        let policy = Policy::preset(preset).unwrap();
        policy.label_text(policy.cage_named(cage).unwrap().id())
    };
    assert_eq!(text("us", "ts-sci"), "TOP SECRET · SI, TK");
    assert_eq!(text("fr", "secret-sf"), "Secret · Spécial France");
    assert_eq!(text("fr", "internet"), "Non protégé");
}

#[test]
fn no_preset_lets_anything_down_unasked() {
    for policy in preset_names().filter_map(Policy::preset) {
        let cages = policy.cages();
        for (from, to) in cages
            .iter()
            .flat_map(|from| cages.iter().map(move |to| (from, to)))
        {
            let free = to.label().dominates(from.label()) || from.id() == to.id();
            let answers = Channel::ALL.map(|way| {
                policy
                    .decide(from.id(), to.id(), way, TypeClass::Text)
                    .answer
            });
            assert!(
                free || !answers.contains(&Answer::Allow),
                "{}",
                policy.name()
            );
        }
    }
}
