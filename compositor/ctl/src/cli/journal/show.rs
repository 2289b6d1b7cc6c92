//! Which records are shown, and how.

use std::collections::VecDeque;

use lisere_policy::record::{since_1970, summary};
use serde_json::Value;

use super::read::Folder;
use crate::cli::human::{row, table};
use crate::cli::trouble::Trouble;

/// Which records are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    kinds: Vec<String>,
    since_ms: Option<u64>,
    last: usize,
}

impl Wanted {
    /// By these arguments.
    pub(super) fn new(
        kinds: &[String],
        since: Option<&str>,
        last: Option<usize>,
    ) -> Result<Self, Trouble> {
        let time = |text: &str| {
            since_1970(text).ok_or_else(|| {
                Trouble::usage(format!(
                    "`{text}` is no time: write 2026-11-24 or 2026-11-24T17:00, in UTC"
                ))
            })
        };
        Ok(Self {
            kinds: kinds.to_vec(),
            since_ms: since.map(time).transpose()?,
            last: last.unwrap_or(usize::MAX),
        })
    }

    /// Those lines of a journal, ends included.
    pub(super) fn gather(&self, folder: &Folder) -> Result<Vec<String>, Trouble> {
        let mut kept = VecDeque::new();
        folder.each(&mut |_, bytes| {
            let whole = bytes.split_inclusive(|byte| *byte == b'\n');
            for line in whole.filter(|line| line.ends_with(b"\n")) {
                let line = String::from_utf8_lossy(line).into_owned();
                if self.wants(&line) && self.last > 0 {
                    if kept.len() >= self.last {
                        kept.pop_front();
                    }
                    kept.push_back(line);
                }
            }
            Ok(())
        })?;
        Ok(kept.into())
    }

    fn wants(&self, line: &str) -> bool {
        let record: Value = serde_json::from_str(line).unwrap_or_default();
        let field = |name| record.get(name).and_then(Value::as_str).unwrap_or_default();
        let kind = field("kind");
        let asked = |wanted: &String| kind.starts_with(wanted.as_str());
        let soon = |since| since_1970(field("at")).is_none_or(|at| at >= since);
        (self.kinds.is_empty() || self.kinds.iter().any(asked)) && self.since_ms.is_none_or(soon)
    }
}

/// Records as a table.
pub(super) fn text(lines: &[String]) -> String {
    if lines.is_empty() {
        return "no such records\n".to_owned();
    }
    let head = row(["TIME", "KIND", "WHO", "WHAT"]);
    let rows = lines.iter().map(|line| match serde_json::from_str(line) {
        Ok(record) => cells(&record),
        Err(_) => row([
            "",
            "?",
            "",
            "this line is no record: `journal verify` says more",
        ]),
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

fn cells(record: &Value) -> Vec<String> {
    let field = |name| record.get(name).and_then(Value::as_str).unwrap_or_default();
    let at = field("at").trim_end_matches('Z').replacen('T', " ", 1);
    let (who, what) = summary(record);
    row([&at, field("kind"), &who, &what])
}
