//! What holds for every policy: order, closedness, and reading anything without harm.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use lisere_policy::{
    Answer, Because, Cage, CageId, Channel, Policy, Relation, TypeClass, builtin_theme,
    preset_names, preset_text,
};
use proptest::prelude::*;

fn themes(name: &str) -> Option<String> {
    builtin_theme(name).map(str::to_owned)
}

/// Five cages over two levels and two categories, with every relation between some two.
const HEAD: &str = r#"
version = 1
name = "site"
theme = "us"
category = [{ name = "x" }, { name = "y" }]
level = [
    { name = "low", colour = "green", pattern = "solid" },
    { name = "high", colour = "red", pattern = "dots" },
]
cage = [
    { name = "a", level = "low" },
    { name = "b", level = "low", categories = ["x"], colour = "orange", pattern = "bars" },
    { name = "c", level = "high", categories = ["y"] },
    { name = "d", level = "high", categories = ["x", "y"], colour = "blue", pattern = "waves" },
    { name = "e", level = "low", colour = "yellow", pattern = "checks" },
]
"#;

/// The ends, channel and answer of a rule, as text.
type Written = (String, &'static str, &'static str);

fn end(key: &'static str) -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "b", "c", "d", "e"]).prop_map(move |name| match name {
        "" => String::new(),
        name => format!("{key} = \"{name}\"\n"),
    })
}

fn ends() -> impl Strategy<Value = String> {
    let relation = Relation::ALL.map(|relation| format!("relation = \"{}\"\n", relation.name()));
    let relation = prop::sample::select(relation.to_vec());
    prop_oneof![
        relation.clone(),
        (end("from"), relation).prop_map(|(from, relation)| from + &relation),
        (end("from"), end("to")).prop_map(|(from, to)| from + &to),
    ]
}

/// Ends, and perhaps classes and terms.
fn topic() -> impl Strategy<Value = String> {
    let classes = TypeClass::ALL.map(|class| format!("types = [\"{}\"]\n", class.name()));
    let pair = "types = [\"text\", \"image\"]\n".to_owned();
    let types = [classes.to_vec(), vec![pair, String::new()]].concat();
    let terms = [
        "",
        "max-bytes = 9\n",
        "per-minute = 3\n",
        "sanitise = { text = \"keep\" }\n",
    ];
    let (types, terms) = (
        prop::sample::select(types),
        prop::sample::select(terms.to_vec()),
    );
    (ends(), types, terms).prop_map(|(ends, types, terms)| ends + &types + terms)
}

fn rules() -> impl Strategy<Value = Vec<Written>> {
    let channel = prop::sample::select(Channel::ALL.map(Channel::name).to_vec());
    let answer = prop::sample::select(Answer::ALL.map(Answer::name).to_vec());
    prop::collection::vec((topic(), channel, answer), 0..12)
}

fn with(rules: &[Written]) -> Option<Policy> {
    let rules = rules.iter().map(|(ends, channel, answer)| {
        format!("[[rule]]\n{ends}channels = [\"{channel}\"]\nanswer = \"{answer}\"\n")
    });
    let text = HEAD.to_owned() + &rules.collect::<String>();
    Policy::parse(&text, &themes).ok()
}

/// Every question that can be asked of a policy.
fn questions(policy: &Policy) -> Vec<(CageId, CageId, Channel, TypeClass)> {
    let ids: Vec<CageId> = policy.cages().iter().map(Cage::id).collect();
    let pairs = ids
        .iter()
        .flat_map(|from| ids.iter().map(|to| (*from, *to)));
    let ways = pairs.flat_map(|(from, to)| Channel::ALL.map(|channel| (from, to, channel)));
    ways.flat_map(|(from, to, channel)| TypeClass::ALL.map(|class| (from, to, channel, class)))
        .collect()
}

fn answers(policy: &Policy) -> Vec<Answer> {
    let questions = questions(policy).into_iter();
    questions
        .map(|(from, to, channel, class)| policy.decide(from, to, channel, class).answer)
        .collect()
}

/// A text that allows nothing must not become a policy that allows something.
fn allows_only_what_is_written(text: &str) {
    match Policy::parse(text, &themes) {
        Err(faults) => assert!(faults.iter().count() > 0),
        Ok(policy) if text.contains("allow") => drop(policy),
        Ok(policy) => {
            for (from, to, channel, class) in questions(&policy) {
                let decision = policy.decide(from, to, channel, class);
                assert!(from == to || decision.answer != Answer::Allow, "{text}");
            }
        }
    }
}

#[test]
fn the_head_reads() {
    assert!(with(&[]).is_some());
}

#[test]
fn nothing_matched_is_deny_and_the_same_cage_is_free() {
    let policy = with(&[]).unwrap();
    for (from, to, channel, class) in questions(&policy) {
        let decision = policy.decide(from, to, channel, class);
        let expected = match from == to {
            true => (Answer::Allow, Because::SameCage),
            false => (Answer::Deny, Because::Nothing),
        };
        assert_eq!((decision.answer, decision.because), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rules_changes_no_answer(
        (rules, shuffled) in rules().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))
    ) {
        let (one, two) = (with(&rules), with(&shuffled));
        prop_assert_eq!(one.is_some(), two.is_some());
        if let (Some(one), Some(two)) = (one, two) {
            prop_assert_eq!(answers(&one), answers(&two));
            for (from, to, channel, class) in questions(&one) {
                let terms = |policy: &Policy| policy.decide(from, to, channel, class).terms;
                prop_assert_eq!(terms(&one), terms(&two));
            }
        }
    }

    #[test]
    fn an_answer_is_the_one_of_the_rule_that_it_names(rules in rules()) {
        let Some(policy) = with(&rules) else { return Ok(()) };
        for (from, to, channel, class) in questions(&policy) {
            let decision = policy.decide(from, to, channel, class);
            if let Because::Rule { index, line } = decision.because {
                let rule = &policy.rules()[index];
                prop_assert_eq!((rule.answer, rule.line), (decision.answer, line));
                prop_assert!(rule.channels.contains(&channel));
                prop_assert!(!rule.typed() || rule.types.contains(&class));
                prop_assert!(rule.ends.from.is_none_or(|end| end == from));
                prop_assert!(rule.ends.to.is_none_or(|end| end == to));
            }
        }
    }

    #[test]
    fn a_further_deny_never_opens_anything(rules in rules(), ends in topic()) {
        let strict = [rules.clone(), vec![(ends, "file", "deny")]].concat();
        let (Some(before), Some(after)) = (with(&rules), with(&strict)) else { return Ok(()) };
        for (before, after) in answers(&before).into_iter().zip(answers(&after)) {
            prop_assert!(after >= before);
        }
    }

    #[test]
    fn bytes_at_random_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Policy::parse_bytes(&bytes, &themes).is_err());
    }

    #[test]
    fn toml_at_random_does_no_harm(
        text in "([a-z]{1,5} ?= ?[-0-9a-z\"\\[\\]{}.]{0,8}\n|\\[{1,2}(level|cage|rule|limits)\\]{1,2}\n){0,12}"
    ) {
        allows_only_what_is_written(&text);
    }

    #[test]
    fn changed_presets_do_no_harm(
        preset in prop::sample::select(preset_names().collect::<Vec<_>>()),
        at in any::<prop::sample::Index>(),
        cut in 0_usize..40,
        with in "[-a-z0-9\"=\\[\\]#\n é\u{202e}]{0,6}",
    ) {
        let mut letters: Vec<char> = preset_text(preset).unwrap().chars().collect();
        let at = at.index(letters.len());
        letters.splice(at..(at + cut).min(letters.len()), with.chars());
        allows_only_what_is_written(&letters.into_iter().collect::<String>());
    }

    #[test]
    fn lines_out_of_order_do_no_harm(
        preset in prop::sample::select(preset_names().collect::<Vec<_>>()),
        one in any::<prop::sample::Index>(),
        two in any::<prop::sample::Index>(),
    ) {
        let mut lines: Vec<&str> = preset_text(preset).unwrap().lines().collect();
        let (one, two) = (one.index(lines.len()), two.index(lines.len()));
        lines.swap(one, two);
        allows_only_what_is_written(&lines.join("\n"));
    }
}
