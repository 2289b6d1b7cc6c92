//! Faults of colours and patterns: cages that a person could not tell apart.

use lisere_policy::{Code, Policy, Theme, builtin_theme};

use crate::{GOOD, expect, fault, faults, themes};

#[test]
fn a_colour_too_near_names_pair_number_and_need() {
    let fault = expect("\"sky\"", "\"#5fae79\"", Code::Alike, 35, 1);
    let expected = "cage `lab` looks like `office` on line 29 in normal vision: \
                    ΔE₀₀ is 0.2, 15 is the least";
    assert_eq!(fault.message, expected);
}

#[test]
fn two_cages_of_one_level_need_looks_of_their_own() {
    let fault = fault("colour = \"sky\"\npattern = \"bars\"\n", "");
    assert_eq!((fault.code, fault.line), (Code::Alike, 35));
}

#[test]
fn a_colour_blind_person_counts() {
    // Without the cones for middle waves this green and this red are nearly one brown.
    let red_green = GOOD
        .replace("\"leaf\"", "\"#007a33\"")
        .replace("\"brick\"", "\"#c8102e\"");
    assert!(
        Policy::parse(&red_green, &themes).is_ok(),
        "their patterns differ"
    );
    let solid = red_green.replacen("\"dots\"", "\"solid\"", 1);
    let found = faults(&solid);
    assert_eq!(found.iter().count(), 1);
    assert_eq!(found.0[0].code, Code::Alike);
    assert!(found.0[0].message.contains("opia: ΔE₀₀ is "), "{found}");
}

#[test]
fn a_cage_must_not_melt_into_the_bar_or_the_wallpaper() {
    let found = faults(&GOOD.replace("\"sky\"", "\"#232a35\""));
    assert!(
        found
            .iter()
            .all(|fault| fault.code == Code::Ground && fault.line == 35),
        "{found}"
    );
    assert!(
        found.0[0]
            .message
            .starts_with("cage `lab` melts into `bar-background`")
    );
}

#[test]
fn a_title_must_be_read() {
    let fault = expect("\"sky\"", "\"#8a63b8\"", Code::Contrast, 35, 1);
    assert!(
        fault.message.contains("has contrast 4.23"),
        "{}",
        fault.message
    );
}

fn theme_fault(from: &str, to: &str) -> Code {
    let text = builtin_theme("home").unwrap();
    assert!(text.contains(from), "{from}");
    let text = text.replacen(from, to, 1);
    let found = Theme::parse(&text).unwrap_err();
    assert!(found.iter().count() == 1, "{found}");
    let through = |_: &str| Some(text.clone());
    let policy = Policy::parse(GOOD, &through).unwrap_err();
    let told = policy
        .iter()
        .any(|fault| fault.code == Code::BadTheme && fault.line == 3);
    assert!(told, "{policy}");
    found.0[0].code
}

#[test]
fn a_faulty_theme_is_a_fault_of_the_policy() {
    assert_eq!(theme_fault("version = 1", "version = 7"), Code::Version);
    assert_eq!(theme_fault("accent = \"#f0c05a\"\n", ""), Code::Missing);
    assert_eq!(
        theme_fault("[ui]\n", "[ui]\nborder = 0\n"),
        Code::UnknownKey
    );
    assert_eq!(theme_fault("#f2f0ea", "#333a44"), Code::Contrast);
    assert_eq!(theme_fault("#f2f0ea", "transparent"), Code::UnknownColour);
    assert_eq!(theme_fault("brick ", "\"Brick\\u001b\" "), Code::BadName);
}
