//! `lisere check --explain`: what the rules answer from one cage to another, and why.

use std::io::{self, Write};

use lisere_policy::{
    Answer, Because, CageId, Channel, Decision, ImageCleaning, Instead, Policy, RichCleaning,
    Terms, TextCleaning, TypeClass, did_you_mean,
};
use lisere_shell::Language;
use serde_json::{Value, json};

use crate::check::rule_text;
use crate::crossing::instead_of;
use crate::policy_file::{Origin, load};

/// Version of the JSON that is printed.
const SCHEMA: u32 = 1;

/// The question: from where, to where, and by which way.
struct Question {
    from: CageId,
    to: CageId,
    channel: Channel,
}

/// What is answered for one class.
struct Reply {
    class: TypeClass,
    decision: Decision,
    instead: Option<Instead>,
}

/// Prints what the policy answers to `asked`: the names of a source, a destination and a
/// channel. False when the policy has a fault or does not know them, which is printed.
///
/// # Errors
/// When standard output cannot be written.
pub fn explain(
    origins: &[Origin],
    asked: &[String],
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let explained = answer(origins, asked);
    match (&explained, as_json) {
        (Ok((origin, policy, question)), true) => {
            writeln!(out, "{:#}", described(origin, policy, question))?;
        }
        (Ok((origin, policy, question)), false) => print(origin, policy, question, out)?,
        (Err(why), true) => {
            let told = json!({ "version": SCHEMA, "sound": false, "error": why });
            writeln!(out, "{told:#}")?;
        }
        (Err(why), false) => writeln!(out, "{why}")?,
    }
    Ok(explained.is_ok())
}

fn answer<'o>(
    origins: &'o [Origin],
    asked: &[String],
) -> Result<(&'o Origin, Policy, Question), String> {
    let [origin] = origins else {
        return Err("--explain reads one policy: name one file".to_owned());
    };
    let [from, to, channel] = asked else {
        return Err("--explain takes FROM, TO and CHANNEL".to_owned());
    };
    let policy = load(origin).map_err(|error| error.to_string().trim_end().to_owned())?;
    let question = Question {
        from: cage(&policy, from)?,
        to: cage(&policy, to)?,
        channel: Channel::named(channel)
            .ok_or_else(|| unknown("channel", channel, Channel::ALL.map(Channel::name).to_vec()))?,
    };
    Ok((origin, policy, question))
}

fn cage(policy: &Policy, name: &str) -> Result<CageId, String> {
    let known = || policy.cages().iter().map(|cage| cage.name()).collect();
    let found = policy.cage_named(name).map(lisere_policy::Cage::id);
    found.ok_or_else(|| unknown("cage", name, known()))
}

fn unknown(what: &str, word: &str, known: Vec<&str>) -> String {
    let near = did_you_mean(word, known.iter().copied());
    let help = near.unwrap_or_else(|| format!("there is {}", known.join(", ")));
    let word: String = word.escape_debug().take(64).collect();
    format!("there is no {what} `{word}`: {help}")
}

fn replies(policy: &Policy, question: &Question) -> Vec<Reply> {
    let Question { from, to, channel } = *question;
    let carried = TypeClass::ALL
        .into_iter()
        .filter(|class| channel.carries(*class));
    let reply = |class| Reply {
        class,
        decision: policy.decide(from, to, channel, class),
        instead: policy.instead(from, to, channel, class),
    };
    carried.map(reply).collect()
}

fn print(
    origin: &Origin,
    policy: &Policy,
    question: &Question,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Question { from, to, channel } = *question;
    let relation = policy
        .relation(from, to)
        .map_or("", |relation| relation.name());
    writeln!(out, "{origin}, by {}", channel.name())?;
    writeln!(
        out,
        "from {} to {}: {relation}",
        end(policy, from),
        end(policy, to)
    )?;
    let mut replies = replies(policy, question);
    while let Some(first) = replies.first() {
        // Classes that are answered alike are told together.
        let (decision, instead) = (first.decision, first.instead.clone());
        let alike = |reply: &Reply| reply.decision == decision && reply.instead == instead;
        let classes = replies.iter().filter(|reply| alike(reply));
        let classes: Vec<TypeClass> = classes.map(|reply| reply.class).collect();
        replies.retain(|reply| !alike(reply));
        let names: Vec<&str> = classes.iter().map(|class| class.name()).collect();
        writeln!(out, "\n{}: {}", names.join(", "), decision.answer.name())?;
        writeln!(out, "  {}", because(policy, decision.because))?;
        if decision.answer != Answer::Deny && decision.because != Because::SameCage {
            for line in terms(decision.terms, &classes) {
                writeln!(out, "  {line}")?;
            }
        }
        if let Some(instead) = instead {
            let words = Language::En.instead(&instead_of(policy, to, &instead));
            writeln!(out, "  {}", words)?;
        }
    }
    Ok(())
}

fn end(policy: &Policy, cage: CageId) -> String {
    let name = policy.cage(cage).map_or("", |cage| cage.name());
    format!("{name} ({})", policy.label_text(cage))
}

fn because(policy: &Policy, because: Because) -> String {
    match because {
        Because::SameCage => "inside a cage everything is free".to_owned(),
        Because::Nothing => "no rule speaks of it, and what no rule allows is denied".to_owned(),
        Because::Rule { index, line } => {
            let rule = policy.rules().get(index);
            let text = rule.map(|rule| rule_text(policy, rule)).unwrap_or_default();
            format!("the rule on line {line}: {text}")
        }
    }
}

/// The terms that matter to these classes, each in words.
fn terms(terms: Terms, classes: &[TypeClass]) -> Vec<String> {
    let of = |class| classes.contains(&class);
    let sanitise = terms.sanitise;
    let mut lines = Vec::new();
    if of(TypeClass::Text) {
        lines.push(match sanitise.text {
            TextCleaning::Keep => "text goes as it is",
            TextCleaning::Clean => "text goes in NFC, without controls and what turns its order",
            TextCleaning::Ascii => "text goes as plain ASCII, anything else as `?`",
        });
    }
    if of(TypeClass::RichText) {
        lines.push(match sanitise.rich_text {
            RichCleaning::Keep => "rich text goes as it is",
            RichCleaning::Plain => "rich text goes as plain text, which is then treated as text",
        });
    }
    if of(TypeClass::Image) {
        lines.push(match sanitise.image {
            ImageCleaning::Keep => "images go as they are",
            ImageCleaning::Png => "images are decoded in a sandbox and written anew as PNG",
        });
    }
    let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    let most = terms.max_bytes.map(|most| format!("at most {most} bytes"));
    lines.extend(most);
    let often = terms.per_minute;
    lines.extend(often.map(|most| format!("at most {most} times a minute")));
    lines
}

fn described(origin: &Origin, policy: &Policy, question: &Question) -> Value {
    let Question { from, to, channel } = *question;
    let end = |cage| {
        json!({
            "cage": policy.cage(cage).map(lisere_policy::Cage::name),
            "label": policy.label_text(cage),
        })
    };
    let replies = replies(policy, question);
    let types: Vec<Value> = replies
        .iter()
        .map(|reply| reply_json(policy, reply))
        .collect();
    json!({
        "version": SCHEMA,
        "sound": true,
        "source": origin.to_string(),
        "from": end(from),
        "to": end(to),
        "channel": channel,
        "relation": policy.relation(from, to),
        "types": types,
    })
}

fn reply_json(policy: &Policy, reply: &Reply) -> Value {
    let rule = match reply.decision.because {
        Because::Rule { index, .. } => policy.rules().get(index),
        Because::SameCage | Because::Nothing => None,
    };
    let name = |cage: &CageId| policy.cage(*cage).map(lisere_policy::Cage::name);
    let instead = match &reply.instead {
        None => Value::Null,
        Some(Instead::Types(types)) => json!({ "types": types }),
        Some(Instead::Channels(channels)) => json!({ "channels": channels }),
        Some(Instead::Cages(cages)) => {
            json!({ "cages": cages.iter().map(name).collect::<Vec<_>>() })
        }
    };
    json!({
        "type": reply.class,
        "answer": reply.decision.answer,
        "rule": rule.map(|rule| json!({ "line": rule.line, "text": rule_text(policy, rule) })),
        "terms": reply.decision.terms,
        "instead": instead,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(asked: [&str; 3], as_json: bool) -> (bool, String) {
        let asked = asked.map(str::to_owned);
        let mut out = Vec::new();
        let home = [Origin::Preset("home".into())];
        let sound = explain(&home, &asked, as_json, &mut out).unwrap();
        (sound, String::from_utf8(out).unwrap())
    }

    #[test]
    fn an_answer_comes_with_its_rule_and_terms() {
        let (sound, text) = explained(["vault", "web", "clipboard"], false);
        assert!(sound);
        let expected = "\
preset home, by clipboard
from vault (Vault · Home, Work, Money) to web (Everyday): down

text: ask
  the rule on line 140: vault → web: ask clipboard of text; at most 4096 bytes; 10 a minute
  text goes in NFC, without controls and what turns its order
  at most 4096 bytes
  at most 10 times a minute

rich-text, image, file-list, other: deny
  the rule on line 119: any → any (down): deny clipboard, drag, file, link
  What may go to Web is text
";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_cage_and_itself_are_free() {
        let (sound, text) = explained(["web", "web", "drag"], false);
        assert!(sound && text.contains("everything is free"), "{text}");
        assert!(!text.contains("at most") && !text.contains("NFC"), "{text}");
    }

    #[test]
    fn only_what_a_channel_carries_is_told() {
        let (_, text) = explained(["web", "work", "file"], false);
        assert!(text.contains("\nfile-list: ask\n"), "{text}");
        assert!(!text.contains("image"), "{text}");
    }

    #[test]
    fn json_tells_the_same() {
        let (sound, text) = explained(["vault", "web", "clipboard"], true);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(sound);
        assert_eq!(value["relation"], "down");
        assert_eq!(value["types"][0]["answer"], "ask");
        assert_eq!(value["types"][0]["rule"]["line"], 140);
        assert_eq!(value["types"][0]["terms"]["max-bytes"], 4096);
        assert_eq!(value["types"][1]["answer"], "deny");
        assert_eq!(value["types"][1]["instead"]["types"][0], "text");
    }

    #[test]
    fn unknown_names_offer_the_nearest() {
        let cases = [
            (
                ["wab", "work", "drag"],
                "no cage `wab`: did you mean `web`?",
            ),
            (["web", "xyzzyx", "drag"], "no cage `xyzzyx`: there is"),
            (
                ["web", "work", "drug"],
                "no channel `drug`: did you mean `drag`?",
            ),
        ];
        for (asked, expected) in cases {
            let (sound, text) = explained(asked, false);
            assert!(!sound && text.contains(expected), "{text}");
            let (sound, text) = explained(asked, true);
            let value: Value = serde_json::from_str(&text).unwrap();
            assert!(!sound && value["error"].is_string());
        }
    }
}
