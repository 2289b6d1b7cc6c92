//! Faults: what is wrong with a file, where exactly, and what would be right.

use std::fmt;

use serde::Serialize;

/// What kind of fault, for programs. The slugs are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file is larger than [`MAX_BYTES`](crate::MAX_BYTES).
    TooLarge,
    /// The bytes are no UTF-8.
    NotUtf8,
    /// The text is no TOML; a key given twice is one of these.
    Syntax,
    /// There is nothing in the file.
    Empty,
    /// `version` is missing or of another schema.
    Version,
    /// A key or a section must be there and is not.
    Missing,
    /// A key that means nothing here.
    UnknownKey,
    /// A value of the wrong type.
    WrongType,
    /// A number outside its range.
    OutOfRange,
    /// More of something than a policy can hold.
    TooMany,
    /// A machine name that is not `[a-z0-9][a-z0-9-]{0,31}`.
    BadName,
    /// A displayed text that is too long, invisible, or not in its plainest spelling.
    BadTitle,
    /// A name that belongs to trusted UI.
    Reserved,
    /// The same name or entry twice.
    Duplicate,
    /// Two names that a person would take for one another.
    Lookalike,
    /// No such level.
    UnknownLevel,
    /// No such category.
    UnknownCategory,
    /// No such cage.
    UnknownCage,
    /// Neither a colour of the theme nor `#rrggbb`.
    UnknownColour,
    /// No such pattern.
    UnknownPattern,
    /// No such channel.
    UnknownChannel,
    /// No such relation.
    UnknownRelation,
    /// No such class of data.
    UnknownType,
    /// No such way to clean data.
    UnknownCleaning,
    /// Neither allow, ask nor deny.
    UnknownAnswer,
    /// No such right.
    UnknownRight,
    /// No such engine.
    UnknownEngine,
    /// No such network.
    UnknownNetwork,
    /// No such way to start a program again.
    UnknownRestart,
    /// Another machine, or who one is there, in a way that ssh would not take.
    BadRemote,
    /// A host key that is none.
    BadKey,
    /// Addresses or ports that are none.
    BadDestination,
    /// No name on a bus, or one that leads out of the cage.
    BadBusName,
    /// A path that is no camera's.
    BadCamera,
    /// Keys or rights of one cage that make no sense together.
    Combination,
    /// No such theme.
    UnknownTheme,
    /// The theme's own file has a fault.
    BadTheme,
    /// A rule that says too little or too much about its ends.
    RuleEnds,
    /// Two rules about the same thing that disagree.
    Contradiction,
    /// Two cages that can't be told apart.
    Alike,
    /// Text that can't be read on its ground.
    Contrast,
    /// A cage's colour that melts into the bar or the wallpaper.
    Ground,
    /// There are more faults than are worth listing.
    More,
}

/// One thing that is wrong. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The line where it begins.
    pub line: usize,
    /// The column where it begins.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column just behind its end.
    pub end_column: usize,
    /// What kind.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What would be right.
    pub suggestion: Option<String>,
}

impl Fault {
    pub(crate) fn at_start(code: Code, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            code,
            message,
            suggestion: None,
        }
    }

    /// `file:line:column: message`, the line, a caret under the place, and the help.
    fn render(&self, source: &str, text: &str, out: &mut String) {
        out.push_str(&format!(
            "{source}:{}:{}: {}\n",
            self.line, self.column, self.message
        ));
        if let Some(line) = text.lines().nth(self.line.saturating_sub(1)) {
            out.push_str(&self.excerpt(line));
        }
        if let Some(help) = &self.suggestion {
            out.push_str(&format!("help: {help}\n"));
        }
    }

    fn excerpt(&self, line: &str) -> String {
        // A line of a megabyte would bury the caret, so a window of it is shown.
        const WIDTH: usize = 120;
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let skip = self.column.saturating_sub(WIDTH / 2);
        let shown: String = line.chars().skip(skip).take(WIDTH).map(visible).collect();
        let lead = self.column.saturating_sub(1).saturating_sub(skip);
        let room = shown.chars().count().saturating_sub(lead).max(1);
        let length = match self.end_line == self.line {
            true => self.end_column.saturating_sub(self.column).clamp(1, room),
            false => room,
        };
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        format!(
            "{number} | {shown}\n{gutter} | {}{}\n",
            " ".repeat(lead),
            "^".repeat(length)
        )
    }
}

/// A terminal must not be steered by the file it shows, nor a line read in another order.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if crate::untrusted::unwanted(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Every fault of one file, in the order of the file. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The faults for a person to read. `source_name` is how the file is called, `text` what is in it.
    #[must_use]
    pub fn render(&self, source_name: &str, text: &str) -> String {
        let mut out = String::new();
        for fault in &self.0 {
            fault.render(source_name, text, &mut out);
        }
        out
    }

    /// The faults.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(
                out,
                "{separator}{}:{}: {}",
                fault.line, fault.column, fault.message
            )?;
        }
        Ok(())
    }
}
