//! Every input of the committed corpus is played, each through its target.

use std::fs;
use std::path::{Path, PathBuf};

use lisere_fuzz::{Behaviour, Target};

/// What the corpus holds at most: files and bytes.
const MOST: (usize, u64) = (300, 1 << 20);

fn corpus(target: Target) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = fs::read_dir(folder.join(target.name())).expect("a corpus");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Plays all, and returns what they bring about.
fn replay(target: Target) -> Behaviour {
    let mut all = Behaviour::default();
    for path in corpus(target) {
        eprintln!("{}", path.display());
        all.extend(target.play(&fs::read(path).expect("an input")));
    }
    all
}

/// Whether something of that name was brought about.
fn has(all: &Behaviour, start: &str) -> bool {
    all.names().any(|name| name.starts_with(start))
}

#[test]
fn bytes_break_nothing() {
    let all = replay(Target::Bytes);
    assert!(has(&all, "Killed wl_display 1"), "no message was malformed");
}

#[test]
fn structured_programs_break_nothing() {
    let all = replay(Target::Structured);
    for start in [
        "windows 2",
        "heard xdg_popup configure",
        "heard wl_buffer release",
        "Quota",
    ] {
        assert!(has(&all, start), "no input reaches `{start}`");
    }
}

#[test]
fn programs_beside_an_honest_one_break_nothing() {
    let all = replay(Target::TwoCages);
    for start in ["windows 2", "heard wl_pointer enter", "Killed xdg"] {
        assert!(has(&all, start), "no input reaches `{start}`");
    }
}

#[test]
fn the_corpus_is_small() {
    let paths: Vec<_> = Target::ALL.into_iter().flat_map(corpus).collect();
    let sizes = paths.iter().map(|path| fs::metadata(path).expect("a file"));
    let size: u64 = sizes.map(|file| file.len()).sum();
    let (files, bytes) = MOST;
    assert!(
        paths.len() <= files && size <= bytes,
        "{} files, {size} bytes",
        paths.len()
    );
}
