//! What a gate says of a refusal can be said in every language: its reasons and their
//! translations are the same set.

use std::collections::BTreeSet;

use crate::tree::{File, Tree};

const GATE: &str = "compositor/gate/src/";
const TABLE: &str = "shell/src/words/fr/reasons.rs";
const RECORDS: &str = "shell/src/words/fr/records.rs";
/// Before the words of a flaw.
const SENT: &str = "it sent ";
/// Between the words of a record and a name.
const SPACES: [char; 2] = [' ', ','];

/// Reasons without a translation, and translations of nothing.
pub(crate) fn foreign(tree: &Tree) -> Vec<String> {
    let gate = tree.rust().filter(|file| file.path.starts_with(GATE));
    let said: BTreeSet<String> = gate
        .filter(|file| !file.test_only())
        .flat_map(|file| lines(file).flat_map(texts).filter(|text| reason(text)))
        .collect();
    let table = tree.files.iter().filter(|file| file.path == TABLE);
    let table: Vec<String> = table.flat_map(|file| lines(file).flat_map(texts)).collect();
    let known: BTreeSet<String> = table.iter().step_by(2).cloned().collect();
    let missing = said.difference(&known);
    let missing = missing.map(|text| format!("{TABLE} lacks “{text}”"));
    let stray = known.difference(&said).filter(|text| reason(text));
    let stray = stray.map(|text| format!("no gate says “{text}”"));
    missing.chain(stray).collect()
}

/// Words of records that are translated, and that nothing says any more.
pub(crate) fn stale(tree: &Tree) -> Vec<String> {
    let core = tree.rust().filter(|file| {
        file.path.starts_with("compositor/") && !file.path.contains("/tests") && !file.test_only()
    });
    let all: String = core.map(|file| file.text.as_str()).collect();
    let table = tree.files.iter().filter(|file| file.path == RECORDS);
    let table: Vec<String> = table.flat_map(|file| lines(file).flat_map(texts)).collect();
    let english = table.iter().step_by(2);
    let part = |part: &str| all.contains(part.trim_matches(SPACES).trim_start_matches(SENT));
    let said = |words: &&String| words.split("{}").all(part);
    let stale = english.filter(|words| !said(words));
    stale
        .map(|words| format!("nothing records “{words}”"))
        .collect()
}

/// A file's lines before its tests, without comments and without what is not for the user.
fn lines(file: &File) -> impl Iterator<Item = &str> {
    let lines = file.text.lines().map(str::trim);
    let shipped = lines.take_while(|line| !line.starts_with("#[cfg(test)]"));
    shipped.filter(|line| !line.starts_with("//") && !line.starts_with("#["))
}

/// The strings on a line.
fn texts(line: &str) -> Vec<String> {
    line.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Several words that begin small: a gate's strings of another kind are names.
fn reason(text: &str) -> bool {
    let small = text.starts_with(|c: char| c.is_ascii_lowercase());
    small && text.contains(' ') && !text.contains(['{', '\\'])
}

#[test]
fn each_foreign_one_is_found() {
    let tree = Tree::of(&[
        (
            "compositor/gate/src/a.rs",
            "// \"not this one\"\n#[error(\"nor this\")]\nf(\"the cage has all\", \"wl_surface\");\n\
             let why = \"no such thing\";\n#[cfg(test)]\nlet why = \"in a test\";\n",
        ),
        (
            "shell/src/words/fr/reasons.rs",
            "(\"the cage has all\", \"la cage a tout\"),\n(\n\"of old\",\n\"d’avant\",\n),\n",
        ),
    ]);
    let found = foreign(&tree);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("no such thing") && found[1].contains("of old"));
}

#[test]
fn each_stale_one_is_found() {
    let tree = Tree::of(&[
        (
            "compositor/src/a.rs",
            "let why = \"too many prompts\";\n#[error(\"process {0} has ended\")]\n",
        ),
        (
            RECORDS,
            "(\"too many prompts\", \"trop\"),\n(\"process {} has ended\", \"fini {}\"),\n\
             (\"of old\", \"d’avant\"),\n",
        ),
    ]);
    assert_eq!(stale(&tree), ["nothing records “of old”"]);
}
