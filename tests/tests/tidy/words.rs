//! What files say: the sentence each opens with, and words that belong to no file.

use crate::tree::{File, Tree};

/// Folders that one machine has; split, so that this file may be in the tree.
const FORBIDDEN: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Rust files that do not open with a `//!` sentence.
pub(crate) fn openings(tree: &Tree) -> Vec<String> {
    let without = tree.rust().filter(|file| !opens_with_sentence(&file.text));
    without.map(|file| format!("{}:1", file.path)).collect()
}

fn opens_with_sentence(text: &str) -> bool {
    let lines = text.lines().map_while(|line| line.strip_prefix("//! "));
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    // A sentence has words, and an end.
    paragraph.contains(' ') && paragraph.trim_end().ends_with(['.', ':', '?'])
}

/// Lines with a word that means something only here and now.
pub(crate) fn forbidden(tree: &Tree) -> Vec<String> {
    let bad = |line: &str| names_a_machine(line) || numbers_an_issue(line);
    let of_file = |file: &File| file.offences(&file.text, bad);
    tree.files.iter().flat_map(of_file).collect()
}

/// Whether a path begins in a forbidden folder; further down, the name is anybody's.
fn names_a_machine(line: &str) -> bool {
    let begins = |start: usize| {
        !line[..start].ends_with(|c: char| c.is_alphanumeric() || "._-}".contains(c))
    };
    FORBIDDEN
        .iter()
        .any(|word| line.match_indices(word).any(|(start, _)| begins(start)))
}

/// "Issue" and its number: one that means nothing to who has only the tree.
fn numbers_an_issue(line: &str) -> bool {
    let line = line.to_lowercase();
    line.match_indices("issue ").any(|(start, found)| {
        let rest = &line[start + found.len()..];
        let number = rest.strip_prefix('#').unwrap_or(rest);
        number.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[test]
fn sentences_are_told_from_remarks() {
    assert!(opens_with_sentence("//! What it is for.\n\nfn a() {}"));
    assert!(opens_with_sentence(
        "//! What it is\n//! for.\n//!\n//! More"
    ));
    for text in [
        "",
        "fn a() {}",
        "//! Stub.",
        "//! no end",
        "// What it is for.",
        "\n//! Too late.",
    ] {
        assert!(!opens_with_sentence(text), "{text:?}");
    }
}

#[test]
fn forbidden_words_are_found_with_their_line() {
    let path = ["see /wo", "rk/main"].concat();
    let tree = Tree::of(&[
        ("a.md", &format!("fine\n{path}\n")),
        ("b.rs", "an issue of taste"),
    ]);
    assert_eq!(forbidden(&tree), [format!("a.md:2: {path}")]);
    assert!(!names_a_machine("a socket in /run/lisere/work/"));
    assert!(numbers_an_issue(&["see Issue", " #4"].concat()));
    assert!(numbers_an_issue(&["issue", " 12"].concat()));
}
