//! What a person reads: one line for each probe, and the sums.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::judge::{Judged, Judgement};

/// Prints to standard output.
///
/// # Errors
/// When nobody reads.
pub fn say(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}", text.trim_end())?;
    stdout.flush()
}

/// What a person reads meanwhile; nobody may be there.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A cage's lines.
pub(super) fn lines(all: &[Judged]) -> String {
    let mut text = String::new();
    for judged in all {
        let word = judged.judgement.word();
        let how: String = judged.how.chars().filter(|c| !c.is_control()).collect();
        let _ = writeln!(text, "  {word:<9} {:<24} {how}", judged.id);
    }
    text
}

/// A cage's sums, in a line.
pub(super) fn sums(all: &[Judged]) -> String {
    let count = |wanted: Judgement| all.iter().filter(|one| one.judgement == wanted).count();
    let words = Judgement::ALL.map(|judgement| (count(judgement), judgement.word()));
    let some = words.iter().filter(|(count, _)| *count > 0);
    let some: Vec<_> = some
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    some.join(", ")
}
