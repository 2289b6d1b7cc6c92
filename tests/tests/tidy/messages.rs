//! What can be said is said: every message of the shell is made by the core somewhere.

use crate::tree::{File, Tree};

/// Where messages are declared.
const DECLARED: &[&str] = &[
    "shell/src/words/message.rs",
    "shell/src/words/tag.rs",
    "shell/src/words/preferences/mod.rs",
    "shell/src/words/preferences/devices.rs",
    "shell/src/words/cages/mod.rs",
    "shell/src/words/files.rs",
    "shell/src/words/lock.rs",
    "shell/src/words/system.rs",
];
/// Enums whose values come from a helper's words, and what makes them of those.
const HEARD: &[(&str, &str)] = &[
    ("JournalFault::", "Why::of_journal"),
    ("Why::Unknown", "Why::of_journal"),
];

/// Variants that nothing in the core makes.
pub(crate) fn unused(tree: &Tree) -> Vec<String> {
    let declared = tree.files.iter();
    let declared = declared.filter(|file| DECLARED.contains(&file.path.as_str()));
    let core: Vec<String> = core(tree).collect();
    declared
        .flat_map(variants)
        .filter(|variant| !core.iter().any(|code| makes(code, variant)))
        .filter(|variant| !heard(&core, variant))
        .collect()
}

fn heard(core: &[String], variant: &str) -> bool {
    HEARD.iter().any(|(of, made)| {
        let made = core.iter().any(|code| makes(code, made));
        variant.starts_with(of) && made
    })
}

fn core(tree: &Tree) -> impl Iterator<Item = String> {
    let core = tree.rust();
    let core = core.filter(|file| file.path.starts_with("compositor/src/"));
    core.map(File::shipped)
}

fn makes(code: &str, variant: &str) -> bool {
    code.match_indices(variant).any(|(at, _)| {
        let after = code[at + variant.len()..].chars().next();
        !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// `Enum::Variant` of each variant of a file's enums.
fn variants(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = None;
    for line in file.code.lines() {
        if let Some(rest) = line.strip_prefix("pub enum ") {
            current = rest.split_whitespace().next().map(str::to_owned);
        } else if line.starts_with('}') {
            current = None;
        } else if let (Some(name), Some(rest)) = (&current, line.strip_prefix("    "))
            && rest.starts_with(|c: char| c.is_ascii_uppercase())
        {
            let end = rest.find(|c: char| !c.is_alphanumeric());
            let variant = &rest[..end.unwrap_or(rest.len())];
            found.push(format!("{name}::{variant}"));
        }
    }
    found
}

#[test]
fn each_unused_one_is_found() {
    let tree = Tree::of(&[
        (
            "shell/src/words/message.rs",
            "pub enum Why {\n    /// One.\n    One,\n    Two(String),\n    OneMore,\n}\n",
        ),
        (
            "compositor/src/a.rs",
            "fn a() { b(Why::OneMore); // Why::Two\n}",
        ),
    ]);
    assert_eq!(unused(&tree), ["Why::One", "Why::Two"]);
}
