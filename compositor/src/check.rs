//! `lisere check` and `lisere preset`: what a policy says, or what is wrong with it.

use std::io::{self, Write};
use std::path::PathBuf;

use lisere_policy::{Answer, Cage, Engine, Limit, Network, Policy, Rule, Terms};
use serde_json::{Value, json};

use crate::outputs::night::{KELVINS, warmest};
use crate::policy_file::{Origin, PolicyError, load};
use crate::preferences::{Preferences, PreferencesError};

/// Version of the JSON that `check` prints.
const SCHEMA: u32 = 1;

/// Checks each policy and prints what it says, and the preferences that were read, if
/// they were asked for. True when all are sound.
///
/// # Errors
/// When standard output cannot be written.
pub fn check(
    origins: &[Origin],
    preferences: Option<&Result<Preferences, PreferencesError>>,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let results: Vec<(&Origin, Result<Policy, PolicyError>)> = origins
        .iter()
        .map(|origin| (origin, load(origin)))
        .collect();
    let sound = results.iter().all(|(_, result)| result.is_ok())
        && preferences.is_none_or(|result| result.is_ok());
    if as_json {
        let policies: Vec<Value> = results
            .iter()
            .map(|(origin, result)| describe(origin, result))
            .collect();
        let mut told = json!({ "version": SCHEMA, "sound": sound, "policies": policies });
        if let (Some(result), Some(told)) = (preferences, told.as_object_mut()) {
            told.insert("preferences".into(), describe_preferences(result));
        }
        writeln!(out, "{told:#}")?;
        return Ok(sound);
    }
    for (origin, result) in &results {
        match result {
            Ok(policy) => print(origin, policy, out)?,
            Err(error) => writeln!(out, "{}", error.to_string().trim_end())?,
        }
    }
    if !origins.is_empty() && preferences.is_some() {
        writeln!(out)?;
    }
    match preferences {
        Some(Err(error)) => writeln!(out, "{}", error.to_string().trim_end())?,
        Some(Ok(preferences)) => {
            writeln!(out, "preferences: sound")?;
            for line in preferences.explained() {
                writeln!(out, "  {line}")?;
            }
        }
        None => {}
    }
    Ok(sound)
}

/// The policies to check: the files named, else the one a session would use.
#[must_use]
pub fn origins(files: &[PathBuf], otherwise: Origin) -> Vec<Origin> {
    match files {
        [] => vec![otherwise],
        files => files.iter().cloned().map(Origin::File).collect(),
    }
}

fn print(origin: &Origin, policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{origin}: sound\n")?;
    writeln!(
        out,
        "policy {}, theme {}\n",
        policy.name(),
        policy.theme().name()
    )?;
    writeln!(out, "levels, lowest first")?;
    for level in policy.levels() {
        let (colour, pattern) = (level.colour(), level.pattern().name());
        writeln!(
            out,
            "  {:24} {:6} {colour} {pattern}",
            level.title(),
            level.short()
        )?;
    }
    writeln!(out, "\ncages")?;
    for cage in policy.cages().iter().filter(|cage| cage.model().is_none()) {
        let label = policy.label_text(cage.id());
        let looks = format!("{} {}", cage.colour(), cage.pattern().name());
        writeln!(
            out,
            "  {:16} {:24} {looks:18} {label}",
            cage.name(),
            cage.title()
        )?;
        writeln!(out, "  {:16} {}", "", place_text(cage))?;
    }
    writeln!(
        out,
        "\nrules (what no rule allows is denied; text is cleaned, pictures are written anew, rich text becomes text, unless said)"
    )?;
    for rule in policy.rules() {
        writeln!(out, "  line {:4}  {}", rule.line, rule_text(policy, rule))?;
    }
    writeln!(
        out,
        "\nhow well cages can be told apart\n{}",
        policy.distinctness()
    )?;
    let warmest = warmest(policy, *KELVINS.start());
    writeln!(
        out,
        "night light goes down to {warmest} K: in a warmer one some could not be told apart"
    )
}

/// Where the programs of a cage run, and what they may, in words.
fn place_text(cage: &Cage) -> String {
    let sandbox = cage.sandbox();
    let mut text = sandbox.engine.name().to_owned();
    if let Engine::Ssh(remote) = &sandbox.engine {
        text += &format!(" to {}", remote.host);
    }
    match (&sandbox.engine, &sandbox.network) {
        (Engine::Socket, _) => {}
        (_, Network::None) => text += ", no network",
        (_, network) => text += &format!(", network {network}"),
    }
    let rights: Vec<&str> = cage.rights().names().collect();
    if !rights.is_empty() {
        text += &format!("; {}", rights.join(", "));
    }
    match cage.disposables() {
        0 => {}
        1 => text += "; one disposable cage like it",
        many => text += &format!("; {many} disposable cages like it"),
    }
    text
}

/// A rule in words.
pub(crate) fn rule_text(policy: &Policy, rule: &Rule) -> String {
    let named = |id: Option<lisere_policy::CageId>| {
        id.and_then(|id| policy.cage(id))
            .map_or("any".to_owned(), |cage| cage.name().to_owned())
    };
    let ends = format!("{} → {}", named(rule.ends.from), named(rule.ends.to));
    let relation = rule
        .ends
        .relation
        .map(|relation| format!(" ({})", relation.name()))
        .unwrap_or_default();
    let channels: Vec<&str> = rule.channels.iter().map(|channel| channel.name()).collect();
    let types: Vec<&str> = rule.types.iter().map(|class| class.name()).collect();
    let types = match types.is_empty() {
        true => String::new(),
        false => format!(" of {}", types.join(", ")),
    };
    let terms = match rule.answer {
        Answer::Deny => String::new(),
        Answer::Allow | Answer::Ask => terms_text(rule),
    };
    let (answer, channels) = (rule.answer.name(), channels.join(", "));
    format!("{ends}{relation}: {answer} {channels}{types}{terms}")
}

/// The terms of a rule that are not the usual ones.
fn terms_text(rule: &Rule) -> String {
    let (usual, terms) = (Terms::default(), rule.terms);
    let mut text = String::new();
    if let Some(most) = terms.max_bytes {
        text += &format!("; at most {most} bytes");
    }
    if let Some(most) = terms.per_minute {
        text += &format!("; {most} a minute");
    }
    let cleaned = [
        (
            "text",
            terms.sanitise.text.name(),
            usual.sanitise.text.name(),
        ),
        (
            "image",
            terms.sanitise.image.name(),
            usual.sanitise.image.name(),
        ),
        (
            "rich-text",
            terms.sanitise.rich_text.name(),
            usual.sanitise.rich_text.name(),
        ),
    ];
    for (class, how, _) in cleaned.into_iter().filter(|(_, how, usual)| how != usual) {
        text += &format!("; {class}: {how}");
    }
    text
}

fn describe(origin: &Origin, result: &Result<Policy, PolicyError>) -> Value {
    match result {
        Ok(policy) => json!({
            "source": origin.to_string(),
            "sound": true,
            "name": policy.name(),
            "theme": policy.theme().name(),
            "levels": policy.levels(),
            "categories": policy.categories(),
            "cages": policy.cages().iter().map(|cage| cage_json(policy, cage)).collect::<Vec<_>>(),
            "rules": policy.rules(),
            "transfers": policy.transfers(),
            "distinctness": policy.distinctness(),
            "night_light_kelvin": warmest(policy, *KELVINS.start()),
            "faults": [],
        }),
        Err(PolicyError::Faults { faults, .. }) => json!({
            "source": origin.to_string(), "sound": false, "faults": faults,
        }),
        Err(error) => json!({
            "source": origin.to_string(), "sound": false, "faults": [], "error": error.to_string(),
        }),
    }
}

fn describe_preferences(result: &Result<Preferences, PreferencesError>) -> Value {
    match result {
        Ok(_) => json!({ "sound": true, "faults": [] }),
        Err(PreferencesError::Faults { faults, .. }) => {
            json!({ "sound": false, "faults": faults })
        }
        Err(error) => json!({ "sound": false, "faults": [], "error": error.to_string() }),
    }
}

fn cage_json(policy: &Policy, cage: &Cage) -> Value {
    let categories = policy.categories().iter().enumerate();
    let held = categories.filter(|(index, _)| cage.label().categories.has(*index));
    let limits: serde_json::Map<String, Value> = Limit::all()
        .map(|limit| (limit.name().to_owned(), json!(cage.limits().get(limit))))
        .collect();
    json!({
        "name": cage.name(),
        "title": cage.title(),
        "level": policy.level_of(cage.id()).map(lisere_policy::Level::name),
        "categories": held.map(|(_, category)| category.name()).collect::<Vec<_>>(),
        "colour": cage.colour().to_string(),
        "text": cage.text_colour().to_string(),
        "pattern": cage.pattern().name(),
        "rights": cage.rights(),
        "limits": limits,
        "sandbox": cage.sandbox(),
        "disposables": cage.disposables(),
        "model": cage.model().and_then(|model| policy.cage(model)).map(Cage::name),
    })
}

/// Prints a preset, or the names of all. False when there is none of that name.
///
/// # Errors
/// When standard output cannot be written.
pub fn preset(name: Option<&str>, out: &mut dyn Write) -> io::Result<bool> {
    let Some(name) = name else {
        for name in lisere_policy::preset_names() {
            writeln!(out, "{name}")?;
        }
        return Ok(true);
    };
    match lisere_policy::preset_text(name) {
        Some(text) => write!(out, "{text}").map(|()| true),
        None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(names: &[&str], as_json: bool) -> (bool, String) {
        let origins: Vec<Origin> = names
            .iter()
            .map(|name| Origin::Preset((*name).into()))
            .collect();
        let mut out = Vec::new();
        let sound = check(&origins, None, as_json, &mut out).unwrap();
        (sound, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_sound_policy_is_described() {
        let (sound, text) = checked(&["home"], false);
        assert!(sound);
        for word in [
            "levels",
            "vault",
            "rules",
            "told apart",
            "night light",
            "\n                   bubblewrap, no network\n",
            "bubblewrap, network pasta; gpu, keep-awake, nested-namespaces\n",
            "bubblewrap, network pasta; 3 disposable cages like it\n",
        ] {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(!text.contains("disposable-1"), "{text}");
    }

    #[test]
    fn json_lists_levels_cages_rules_and_faults() {
        let (sound, text) = checked(&["fr", "nowhere"], true);
        assert!(!sound);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["policies"][0]["sound"], true);
        assert!(value["policies"][0]["levels"].as_array().unwrap().len() >= 4);
        assert!(!value["policies"][0]["cages"].as_array().unwrap().is_empty());
        assert!(!value["policies"][0]["rules"].as_array().unwrap().is_empty());
        assert_eq!(value["policies"][1]["sound"], false);
    }

    #[test]
    fn json_says_where_programs_run() {
        let (_, text) = checked(&["home"], true);
        let value: Value = serde_json::from_str(&text).unwrap();
        let cages = &value["policies"][0]["cages"];
        assert_eq!(cages[0]["disposables"], 3);
        assert_eq!(cages[0]["sandbox"]["network"], "pasta");
        assert_eq!(cages[5]["sandbox"]["engine"], "bubblewrap");
        assert_eq!(cages[5]["sandbox"]["network"], "none");
        assert_eq!(cages[8]["name"], "disposable-3");
        assert_eq!(cages[8]["model"], "disposable");
    }

    fn with_preferences(path: &str, as_json: bool) -> (bool, String) {
        let read = Preferences::load(Some(path.as_ref()), None, None);
        let mut out = Vec::new();
        let home = [Origin::Preset("home".into())];
        let sound = check(&home, Some(&read), as_json, &mut out).unwrap();
        (sound, String::from_utf8(out).unwrap())
    }

    #[test]
    fn preferences_are_checked_with_the_policy() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("preferences.toml");
        let path = file.to_str().unwrap();
        std::fs::write(&file, "[input.mouse]\naccel_speed = 2\n").unwrap();
        let (sound, text) = with_preferences(path, false);
        assert!(!sound && text.contains("preferences.toml:2:15"), "{text}");
        let (sound, text) = with_preferences(path, true);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(!sound);
        assert_eq!(value["policies"][0]["sound"], true);
        assert_eq!(value["preferences"]["sound"], false);
        assert_eq!(value["preferences"]["faults"][0]["line"], 2);
        std::fs::write(&file, "[input.mouse]\naccel_speed = 1\n").unwrap();
        let (sound, text) = with_preferences(path, false);
        assert!(sound && text.contains("\npreferences: sound\n  "), "{text}");
    }

    #[test]
    fn presets_print_and_list() {
        let mut out = Vec::new();
        assert!(preset(None, &mut out).unwrap());
        assert!(String::from_utf8(out).unwrap().lines().count() >= 4);
        assert!(preset(Some("us"), &mut Vec::new()).unwrap());
        assert!(!preset(Some("nope"), &mut Vec::new()).unwrap());
    }
}
