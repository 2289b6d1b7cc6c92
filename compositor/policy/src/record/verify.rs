//! Whether a journal is whole: every line as it was written, none missing, none added.

use std::collections::HashMap;

use serde_json::Value;

use super::{Head, Line, segment_name};
use crate::Digest;

/// Where a journal is not whole, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{segment}, line {line} (byte {byte}): {what}")]
pub struct Fault {
    /// The segment's file name; `head` for the note beside them.
    pub segment: String,
    /// From 1.
    pub line: usize,
    /// Where that line begins, from 0.
    pub byte: usize,
    /// What is wrong there.
    pub what: String,
}

/// The rest of a line that was not written to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// The segment's file name.
    pub segment: String,
    /// How long it is.
    pub bytes: usize,
}

/// What there is to say of a whole journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many segments there are.
    pub segments: usize,
    /// How many records they hold.
    pub records: u64,
    /// The last record, if there is one.
    pub last: Option<Head>,
    /// Whether the note beside the segments agrees; false if there is none.
    pub noted: bool,
    /// An unfinished last line: it is being written, or its writer was ended.
    pub tail: Option<Tail>,
    /// Unfinished lines in older segments, each sealed by the segment after it.
    pub sealed: usize,
    /// The oldest segment's number; those before it were removed, and a record says so.
    pub oldest: u64,
    /// Records that could be neither written nor kept.
    pub lost: u64,
    /// Where records are gone that were written: the segment whose first record says so, the
    /// last one that is left, and the last one that was written.
    pub cuts: Vec<(String, u64, u64)>,
}

/// Looks at segments, the oldest first.
#[derive(Debug, Default)]
pub struct Verifier {
    head: Option<Head>,
    last: Option<Head>,
    number: u64,
    /// Of the last line before the oldest segment, by what its first record says.
    origin: Option<(u64, Digest)>,
    tail: Option<(usize, Digest)>,
    /// Removed segments, and the last record of each with its line's digest.
    removed: HashMap<u64, (u64, Digest)>,
    report: Report,
}

impl Verifier {
    /// Of a journal with this note beside it. Read the note before the segments: a journal
    /// that is being written grows meanwhile.
    #[must_use]
    pub fn new(head: Option<Head>) -> Self {
        Self {
            head,
            ..Self::default()
        }
    }

    /// Looks at the next segment.
    ///
    /// # Errors
    /// The first line that is not as it was written, or not in its place.
    pub fn segment(&mut self, number: u64, bytes: &[u8]) -> Result<(), Fault> {
        let name = segment_name(number);
        let fault = |line: usize, byte: usize, what: &str| Fault {
            segment: name.clone(),
            line,
            byte,
            what: what.to_owned(),
        };
        if self.report.segments == 0 {
            self.report.oldest = number;
        } else if number.checked_sub(1) != Some(self.number) {
            let missing = segment_name(self.number.saturating_add(1));
            return Err(fault(1, 0, &format!("{missing} should come before it")));
        }
        let (mut byte, mut count) = (0, 0);
        for whole in bytes.split_inclusive(|byte| *byte == b'\n') {
            let Some(text) = whole.strip_suffix(b"\n") else {
                break;
            };
            count += 1;
            self.line(number, count, text)
                .map_err(|what| fault(count, byte, &what))?;
            byte += whole.len();
        }
        let rest = bytes.get(byte..).unwrap_or_default();
        self.tail = (!rest.is_empty()).then(|| (rest.len(), Digest::of(rest)));
        self.report.tail = self.tail.map(|(bytes, _)| Tail {
            segment: name.clone(),
            bytes,
        });
        self.report.segments += 1;
        self.number = number;
        Ok(())
    }

    /// What there is to say of all segments together.
    ///
    /// # Errors
    /// When lines are missing at the beginning or at the end.
    pub fn finish(mut self) -> Result<Report, Fault> {
        self.begins()?;
        self.ends()?;
        self.report.last = self.last;
        self.report.noted = self.head.is_some();
        Ok(self.report)
    }

    fn line(&mut self, number: u64, count: usize, text: &[u8]) -> Result<(), String> {
        let line = Line::parse(text)?;
        self.follows(&line)?;
        let marks = text.windows(KIND.len()).any(|part| part == KIND);
        let lost = text.windows(LOST.len()).any(|part| part == LOST);
        if count == 1 || marks || lost {
            let value = line.value().ok_or("the record is no JSON")?;
            self.special(number, count, &value)?;
        }
        let head = Head {
            seq: line.seq,
            line: line.digest,
        };
        if self
            .head
            .is_some_and(|noted| noted.seq == head.seq && noted != head)
        {
            return Err("another record stood here when `head` was written".to_owned());
        }
        self.last = Some(head);
        self.report.records += 1;
        Ok(())
    }

    /// Holds a line against the one before.
    fn follows(&mut self, line: &Line<'_>) -> Result<(), String> {
        match self.last {
            Some(before) if line.seq.checked_sub(1) != Some(before.seq) => Err(format!(
                "record {} comes after record {}",
                line.seq, before.seq
            )),
            Some(before) if line.prev != before.line => {
                Err("the record before is not the one that it follows".to_owned())
            }
            Some(_) => Ok(()),
            None => {
                let before = line
                    .seq
                    .checked_sub(1)
                    .ok_or("records are counted from 1")?;
                self.origin = Some((before, line.prev));
                Ok(())
            }
        }
    }

    /// Records that speak of the journal itself.
    fn special(&mut self, number: u64, count: usize, value: &Value) -> Result<(), String> {
        let kind = value
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let begins = kind == "segment";
        if begins != (count == 1) {
            return Err("a segment begins with the record that names it".to_owned());
        }
        let field = |name: &str| value.get(name).and_then(Value::as_u64);
        if begins {
            if field("number") != Some(number) {
                return Err("the segment has another number than its name says".to_owned());
            }
            return self.seals(number, value.get("before"));
        }
        match kind {
            "segment-removed" => {
                let last = value.get("last").and_then(Value::as_str);
                let last = last.and_then(Digest::parse);
                let which = field("number").zip(field("last_seq").zip(last));
                let (which, last) = which.ok_or("the record lacks a field")?;
                self.removed.insert(which, last);
            }
            "lost" => {
                let count = field("count").unwrap_or(0);
                self.report.lost = self.report.lost.saturating_add(count);
            }
            _ => {}
        }
        Ok(())
    }

    /// Holds what a segment says of the one before against what that one is.
    fn seals(&mut self, number: u64, before: Option<&Value>) -> Result<(), String> {
        let before = before.filter(|before| !before.is_null());
        if self.report.segments == 0 {
            return Ok(());
        }
        let named = before.and_then(|before| before.get("segment"));
        if named.and_then(Value::as_str) != Some(&segment_name(self.number)) {
            return Err("it does not name the segment before it".to_owned());
        }
        let torn = before.and_then(|before| before.get("torn"));
        let bytes = torn.and_then(|torn| torn.get("bytes")?.as_u64());
        let sha256 = torn.and_then(|torn| Digest::parse(torn.get("sha256")?.as_str()?));
        let said = bytes.and_then(|bytes| usize::try_from(bytes).ok());
        if said.zip(sha256) != self.tail {
            let name = segment_name(self.number);
            return Err(format!(
                "the end of {name} is not what this record says of it"
            ));
        }
        self.report.sealed += usize::from(self.tail.is_some());
        let cut = before.and_then(|before| before.get("cut")?.get("seq")?.as_u64());
        if let Some(cut) = cut {
            let left = self.last.map_or(0, |last| last.seq);
            self.report.cuts.push((segment_name(number), left, cut));
        }
        Ok(())
    }

    /// Whether the oldest line is the first, or what came before was removed by the rules.
    fn begins(&self) -> Result<(), Fault> {
        let Some(origin) = self.origin else {
            return Ok(());
        };
        let first = self.report.oldest == 1 && origin == (0, Digest([0; 32]));
        let before = self.report.oldest.saturating_sub(1);
        if first || (before > 0 && self.removed.get(&before) == Some(&origin)) {
            return Ok(());
        }
        Err(Fault {
            segment: segment_name(self.report.oldest),
            line: 1,
            byte: 0,
            what: "what came before it is missing, and no record says that it was removed"
                .to_owned(),
        })
    }

    /// Whether the last line is the last that was written.
    fn ends(&self) -> Result<(), Fault> {
        let last = self.last.map_or(0, |last| last.seq);
        let Some(head) = self.head.filter(|head| head.seq > last) else {
            return Ok(());
        };
        Err(Fault {
            segment: Head::NAME.to_owned(),
            line: 1,
            byte: 0,
            what: format!(
                "record {} was written, but the journal ends with record {last}: lines were cut off",
                head.seq
            ),
        })
    }
}

/// In every record that speaks of a segment, and in others only by chance.
const KIND: &[u8] = b"\"kind\":\"segment";
/// The same of lost records.
const LOST: &[u8] = b"\"kind\":\"lost\"";
