//! Classes and terms: which rule answers for which kind of data, how much may go and how clean.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use lisere_policy::{
    Answer, Channel, Decision, ImageCleaning, Instead, Policy, RichCleaning, Terms, TextCleaning,
    TypeClass, builtin_theme, preset_names,
};

/// The home preset with further rules.
fn home(more: &str) -> Policy {
    let text = format!("{}\n{more}", lisere_policy::preset_text("home").unwrap());
    Policy::parse(&text, &|name| builtin_theme(name).map(str::to_owned)).unwrap()
}

fn ask(policy: &Policy, from: &str, to: &str, class: TypeClass) -> Decision {
    let id = |name| policy.cage_named(name).unwrap().id();
    policy.decide(id(from), id(to), Channel::Drag, class)
}

fn rule(lines: &str, answer: &str) -> String {
    format!("[[rule]]\n{lines}\nchannels = [\"drag\"]\nanswer = \"{answer}\"\n")
}

#[test]
fn a_rule_that_names_classes_comes_before_one_that_does_not() {
    let all = rule("from = \"web\"\nto = \"work\"", "deny");
    let some = rule(
        "from = \"web\"\nto = \"work\"\ntypes = [\"text\", \"image\"]",
        "allow",
    );
    for policy in [home(&format!("{all}{some}")), home(&format!("{some}{all}"))] {
        let answer = |class| ask(&policy, "web", "work", class).answer;
        assert_eq!(answer(TypeClass::Text), Answer::Allow);
        assert_eq!(answer(TypeClass::Image), Answer::Allow);
        assert_eq!(answer(TypeClass::Other), Answer::Deny);
    }
}

#[test]
fn more_ends_come_before_classes() {
    let pair = rule("from = \"web\"\nto = \"work\"", "allow");
    let typed = rule("from = \"web\"\ntypes = [\"text\"]", "deny");
    let policy = home(&(pair + &typed));
    assert_eq!(
        ask(&policy, "web", "work", TypeClass::Text).answer,
        Answer::Allow
    );
    assert_eq!(
        ask(&policy, "web", "bank", TypeClass::Text).answer,
        Answer::Deny
    );
    assert_eq!(
        ask(&policy, "web", "bank", TypeClass::Image).answer,
        Answer::Ask
    );
}

#[test]
fn a_rule_without_terms_has_the_strictest_that_keep_data_useful() {
    let policy = home("");
    let terms = ask(&policy, "web", "work", TypeClass::Text).terms;
    assert_eq!(terms, Terms::default());
    assert_eq!(terms.sanitise.text, TextCleaning::Clean);
    assert_eq!(terms.sanitise.image, ImageCleaning::Png);
    assert_eq!(terms.sanitise.rich_text, RichCleaning::Plain);
}

#[test]
fn a_rule_says_its_terms() {
    let lines = "from = \"web\"\nto = \"work\"\nmax-bytes = 9\nper-minute = 600\n\
                 sanitise = { text = \"ascii\", rich-text = \"keep\" }";
    let terms = ask(&home(&rule(lines, "ask")), "web", "work", TypeClass::Text).terms;
    assert_eq!((terms.max_bytes, terms.per_minute), (Some(9), Some(600)));
    assert_eq!(terms.sanitise.text, TextCleaning::Ascii);
    assert_eq!(terms.sanitise.image, ImageCleaning::Png);
    assert_eq!(terms.sanitise.rich_text, RichCleaning::Keep);
}

#[test]
fn rules_that_answer_alike_all_bind() {
    let one = "from = \"web\"\nrelation = \"up\"\nmax-bytes = 9\nsanitise = { text = \"keep\" }";
    let two = "to = \"work\"\nmax-bytes = 20\nper-minute = 3\nsanitise = { image = \"keep\" }";
    let (one, two) = (rule(one, "ask"), rule(two, "ask"));
    let lenient = rule("from = \"web\"\nmax-bytes = 1", "allow");
    for rules in [
        format!("{one}{two}{lenient}"),
        format!("{lenient}{two}{one}"),
    ] {
        let decision = ask(&home(&rules), "web", "work", TypeClass::Text);
        assert_eq!(decision.answer, Answer::Ask);
        assert_eq!(decision.terms.max_bytes, Some(9));
        assert_eq!(decision.terms.per_minute, Some(3));
        assert_eq!(decision.terms.sanitise.text, TextCleaning::Clean);
        assert_eq!(decision.terms.sanitise.image, ImageCleaning::Png);
    }
}

#[test]
fn a_denial_says_what_would_be_let_through() {
    let policy = home(&rule(
        "from = \"bank\"\nto = \"web\"\ntypes = [\"image\"]",
        "allow",
    ));
    let id = |name| policy.cage_named(name).unwrap().id();
    let instead = |from, to, channel, class| policy.instead(id(from), id(to), channel, class);
    use Channel::{Clipboard, Drag, Link};
    use TypeClass::{Image, Other, Text};
    assert_eq!(instead("web", "work", Drag, Text), None);
    let types = Some(Instead::Types(vec![Image]));
    assert_eq!(instead("bank", "web", Drag, Text), types);
    let types = Some(Instead::Types(vec![Text]));
    assert_eq!(instead("vault", "web", Clipboard, Other), types);
    let channels = Some(Instead::Channels(vec![Clipboard]));
    assert_eq!(instead("vault", "web", Drag, Text), channels);
    let channels = Some(Instead::Channels(vec![Link]));
    assert_eq!(instead("personal", "disposable", Drag, Text), channels);
    let cages = Some(Instead::Cages(vec![id("vault")]));
    assert_eq!(instead("work", "web", Drag, Image), cages);
    assert_eq!(instead("vault", "work", Drag, Text), None);
}

#[test]
fn what_is_offered_instead_goes() {
    for policy in preset_names().filter_map(Policy::preset) {
        let ids: Vec<_> = policy.cages().iter().map(lisere_policy::Cage::id).collect();
        let pairs = ids
            .iter()
            .flat_map(|from| ids.iter().map(move |to| (*from, *to)));
        for (from, to) in pairs {
            for (channel, class) in Channel::ALL
                .into_iter()
                .flat_map(|way| TypeClass::ALL.map(|class| (way, class)))
            {
                let goes =
                    |to, way, class| policy.decide(from, to, way, class).answer != Answer::Deny;
                let sound = match policy.instead(from, to, channel, class) {
                    None => true,
                    Some(Instead::Types(types)) => types.iter().all(|one| goes(to, channel, *one)),
                    Some(Instead::Channels(ways)) => ways.iter().all(|one| goes(to, *one, class)),
                    Some(Instead::Cages(cages)) => {
                        cages.iter().all(|one| goes(*one, channel, class))
                    }
                };
                assert!(
                    sound,
                    "{} {from:?} {to:?} {channel:?} {class:?}",
                    policy.name()
                );
            }
        }
    }
}
