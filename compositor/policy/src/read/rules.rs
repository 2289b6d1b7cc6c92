//! Reading rules.

use std::collections::HashMap;

use super::cages::twice;
use super::fields::{Fields, Text};
use super::names::{find, unknown};
use super::sink::Sink;
use super::terms;
use crate::{Answer, CageId, Channel, Code, Ends, Relation, Rule, TypeClass};

const KEYS: [&str; 9] = [
    "from",
    "to",
    "relation",
    "channels",
    "types",
    "answer",
    "max-bytes",
    "per-minute",
    "sanitise",
];

/// The rules, in the order of the file; `None` if one could not be read.
pub(super) fn rules(
    root: &Fields<'_>,
    cages: &[Option<Text<'_>>],
    sink: &mut Sink<'_>,
) -> Option<Vec<Rule>> {
    let tables = root.tables("rule", sink);
    let read: Vec<Option<Rule>> = tables
        .iter()
        .map(|fields| rule(fields, cages, sink))
        .collect();
    refuse_contradictions(&tables, &read, sink);
    read.into_iter().collect()
}

fn rule(fields: &Fields<'_>, cages: &[Option<Text<'_>>], sink: &mut Sink<'_>) -> Option<Rule> {
    fields.only(&KEYS, sink);
    let ends = ends(fields, cages, sink);
    let channels = channels(fields, sink);
    let types = terms::types(fields, sink);
    let answer = answer(fields, sink);
    let terms = terms::terms(fields, sink);
    let line = sink.line(fields.span.start);
    Some(Rule {
        ends: ends?,
        channels: channels?,
        types: types?,
        answer: answer?,
        terms: terms?,
        line,
    })
}

fn ends(fields: &Fields<'_>, cages: &[Option<Text<'_>>], sink: &mut Sink<'_>) -> Option<Ends> {
    let has = |key| fields.get(key).is_some();
    let pair = has("from") && has("to");
    if pair && has("relation") {
        let message = "a rule between two cages has no `relation`: their labels give it";
        sink.note(&fields.span, Code::RuleEnds, message);
    }
    if !has("from") && !has("to") && !has("relation") {
        let message = "a rule names a `relation`, or `from`, or `to`";
        sink.note(&fields.span, Code::RuleEnds, message);
    }
    let from = cage(fields, "from", cages, sink);
    let to = cage(fields, "to", cages, sink);
    let relation = relation(fields, sink);
    let ends = Ends {
        from: from?,
        to: to?,
        relation: relation?,
    };
    if ends.from.is_some() && ends.from == ends.to {
        let message = "both ends are one cage, and the same cage is always allowed";
        sink.note(&fields.span, Code::RuleEnds, message);
    }
    Some(ends)
}

/// The outer `None` is a fault, the inner one an end left open.
fn cage(
    fields: &Fields<'_>,
    key: &str,
    cages: &[Option<Text<'_>>],
    sink: &mut Sink<'_>,
) -> Option<Option<CageId>> {
    if fields.get(key).is_none() {
        return Some(None);
    }
    let word = fields.text(key, sink)?;
    let place = find("cage", Code::UnknownCage, &word, cages, sink)?;
    Some(Some(CageId(u16::try_from(place).ok()?)))
}

fn relation(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Option<Relation>> {
    if fields.get("relation").is_none() {
        return Some(None);
    }
    let word = fields.text("relation", sink)?;
    let found = Relation::ALL
        .into_iter()
        .find(|relation| relation.name() == word.value);
    if found.is_none() {
        let known = Relation::ALL.map(Relation::name).into_iter();
        unknown("relation", Code::UnknownRelation, &word, known, sink);
    }
    found.map(Some)
}

fn channels(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Vec<Channel>> {
    let words = fields.texts("channels", sink);
    if words.is_empty()
        && fields
            .get("channels")
            .is_none_or(|list| list.get_ref().is_array())
    {
        sink.note(&fields.span, Code::Missing, "the rule names no `channels`");
        return None;
    }
    let mut found = Vec::new();
    for word in &words {
        let channel = Channel::ALL
            .into_iter()
            .find(|channel| channel.name() == word.value);
        match channel {
            Some(channel) if found.contains(&channel) => twice(word, sink),
            Some(channel) => found.push(channel),
            None => {
                let known = Channel::ALL.map(Channel::name).into_iter();
                unknown("channel", Code::UnknownChannel, word, known, sink);
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

fn answer(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Answer> {
    let word = fields.need("answer", sink)?;
    let found = Answer::ALL
        .into_iter()
        .find(|answer| answer.name() == word.value);
    if found.is_none() {
        let known = Answer::ALL.map(Answer::name).into_iter();
        unknown("answer", Code::UnknownAnswer, &word, known, sink);
    }
    found
}

/// What one rule speaks of: each end, channel and class; no class for all of them.
type Topic = (Ends, Channel, Option<TypeClass>);

fn topics(rule: &Rule) -> impl Iterator<Item = Topic> {
    let classes: Vec<Option<TypeClass>> = match rule.typed() {
        true => rule.types.iter().copied().map(Some).collect(),
        false => vec![None],
    };
    rule.channels.iter().flat_map(move |channel| {
        let (ends, channel) = (rule.ends, *channel);
        classes
            .clone()
            .into_iter()
            .map(move |class| (ends, channel, class))
    })
}

/// Notes every rule that speaks of exactly the same as an earlier one.
fn refuse_contradictions(tables: &[Fields<'_>], rules: &[Option<Rule>], sink: &mut Sink<'_>) {
    let mut said: HashMap<Topic, (Answer, usize)> = HashMap::new();
    for (fields, rule) in tables.iter().zip(rules) {
        let Some(rule) = rule else { continue };
        let earlier = topics(rule).find_map(|topic| said.get(&topic).map(|found| (topic, *found)));
        if let Some((topic, found)) = earlier {
            refuse_second(fields, rule, topic, found, sink);
        }
        for topic in topics(rule) {
            said.entry(topic).or_insert((rule.answer, rule.line));
        }
    }
}

fn refuse_second(
    fields: &Fields<'_>,
    rule: &Rule,
    (_, channel, class): Topic,
    (answer, line): (Answer, usize),
    sink: &mut Sink<'_>,
) {
    let (said, now) = (answer.name(), rule.answer.name());
    let about = match class {
        Some(class) => format!("`{}` by `{}`", class.name(), channel.name()),
        None => format!("`{}`", channel.name()),
    };
    if answer == rule.answer {
        let message = format!("the rule on line {line} says the same about {about}");
        sink.note(&fields.span, Code::Duplicate, message);
    } else {
        let message =
            format!("this rule says `{now}` about {about}, the rule on line {line} says `{said}`");
        sink.note(&fields.span, Code::Contradiction, message);
    }
}
