//! Where faults gather while a file is read, with their bytes turned into lines and columns.

use std::ops::Range;

use crate::{Code, Fault, Faults};

/// Listing more would help nobody.
const MOST: usize = 100;

/// The faults found so far in one text.
pub(super) struct Sink<'t> {
    text: &'t str,
    starts: Vec<usize>,
    faults: Vec<Fault>,
    left_off: usize,
}

impl<'t> Sink<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(end, _)| end + 1))
            .collect();
        Self {
            text,
            starts,
            faults: Vec::new(),
            left_off: 0,
        }
    }

    /// Notes a fault at these bytes of the text.
    pub(super) fn note(&mut self, at: &Range<usize>, code: Code, message: impl Into<String>) {
        self.note_with(at, code, message, None);
    }

    /// The same, with what would be right.
    pub(super) fn note_with(
        &mut self,
        at: &Range<usize>,
        code: Code,
        message: impl Into<String>,
        suggestion: Option<String>,
    ) {
        if self.left_off_one() {
            return;
        }
        let (line, column) = self.place(at.start);
        let (end_line, end_column) = self.place(at.end.max(at.start));
        let message = message.into();
        self.faults.push(Fault {
            line,
            column,
            end_line,
            end_column,
            code,
            message,
            suggestion,
        });
    }

    /// Whether the list is full; then one more fault is only counted. Who looks for a
    /// suggestion asks first: a large file of unknown words would take seconds.
    pub(super) fn left_off_one(&mut self) -> bool {
        let full = self.faults.len() >= MOST;
        self.left_off += usize::from(full);
        full
    }

    /// The line of this byte, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let rest = self.text.get(start..).unwrap_or_default().char_indices();
        let before = rest.take_while(|(at, _)| start + at < byte);
        // A byte order mark is no column.
        (line, before.filter(|(_, c)| *c != '\u{feff}').count() + 1)
    }

    /// Whether nothing was found.
    pub(super) fn silent(&self) -> bool {
        self.faults.is_empty()
    }

    /// Drops the faults that may only echo an earlier one: after a syntax error, what
    /// stands in the broken part is missing without being at fault.
    pub(super) fn drop_echoes(&mut self) {
        let broken = self.faults.iter().any(|fault| fault.code == Code::Syntax);
        self.faults.retain(|fault| !broken || !echo(fault.code));
    }

    /// Everything found, in the order of the text.
    pub(super) fn into_faults(mut self) -> Faults {
        self.faults
            .sort_by_key(|fault| (fault.line, fault.column, fault.code));
        if self.left_off > 0 {
            let (line, column) = self.place(self.text.len());
            let message = format!("there are {} faults more", self.left_off);
            let last = Fault::at_start(Code::More, message);
            self.faults.push(Fault {
                line,
                column,
                end_line: line,
                end_column: column,
                ..last
            });
        }
        Faults(self.faults)
    }
}

/// Whether a fault of this kind can come from something that a syntax error swallowed.
fn echo(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::Missing
            | C::Version
            | C::Empty
            | C::RuleEnds
            | C::UnknownKey
            | C::UnknownLevel
            | C::UnknownCategory
            | C::UnknownCage
            | C::UnknownTheme
            | C::Alike
            | C::Duplicate
            | C::Combination
    )
}
