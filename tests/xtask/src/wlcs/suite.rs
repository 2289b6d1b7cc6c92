//! Running the suite so that a test that crashes or hangs costs that test alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, PipeReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::tool::Done;

/// Longer than any test of the suite waits for anything.
const PATIENCE: Duration = Duration::from_secs(30);
/// How the suite begins its lines.
const RUN: &str = "[ RUN      ] ";
const PASSED: &str = "[       OK ] ";
const FAILED: &str = "[  FAILED  ] ";
const SKIPPED: &str = "[     SKIP ] ";
const NOTE: &str = "[          ] ";
const MISSING: &str = "Missing extension: ";

/// What came of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    /// With what the suite said of it.
    Failed(String),
    /// With the protocol that was not offered, or what else the suite said.
    Skipped(String),
}

/// By the tests' names.
pub(super) type Outcomes = BTreeMap<String, Outcome>;

/// The suite's program and a library for it.
#[derive(Debug)]
pub(super) struct Suite {
    pub(super) runner: PathBuf,
    pub(super) library: PathBuf,
    /// Where servers may put sockets.
    pub(super) folder: PathBuf,
}

impl Suite {
    /// Runs every test that `only` names, or every one.
    pub(super) fn run(&self, only: Option<&str>) -> Done<Outcomes> {
        fs::create_dir_all(&self.folder)
            .map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let mut left = self.names(only)?;
        let mut outcomes = Outcomes::new();
        while !left.is_empty() {
            let before = outcomes.len();
            self.pass(&left, &mut outcomes)?;
            left.retain(|name| !outcomes.contains_key(name));
            if outcomes.len() == before {
                return Err(format!("the suite runs none of {}", left.join(" ")));
            }
        }
        Ok(outcomes)
    }

    fn command(&self, filter: &str) -> Command {
        let mut command = Command::new(&self.runner);
        command
            .arg(&self.library)
            .arg(format!("--gtest_filter={filter}"))
            .env("XDG_RUNTIME_DIR", &self.folder)
            .stdin(Stdio::null());
        command
    }

    /// The tests that there are, but for those that the suite itself has put aside.
    fn names(&self, only: Option<&str>) -> Done<Vec<String>> {
        let mut command = self.command(only.unwrap_or("*"));
        let output = command
            .arg("--gtest_list_tests")
            .stderr(Stdio::null())
            .output()
            .map_err(|error| format!("{}: {error}", self.runner.display()))?;
        let names = listed(&String::from_utf8_lossy(&output.stdout));
        match names.is_empty() {
            true => Err(format!("{} lists no tests", self.runner.display())),
            false => Ok(names),
        }
    }

    /// Runs tests until all have run, or one ends the program or goes on for ever.
    fn pass(&self, names: &[String], outcomes: &mut Outcomes) -> Done {
        let failed = |error: io::Error| format!("{}: {error}", self.runner.display());
        let (reader, writer) = io::pipe().map_err(failed)?;
        let mut command = self.command(&names.join(":"));
        command
            .stdout(writer.try_clone().map_err(failed)?)
            .stderr(writer);
        let mut child = command.spawn().map_err(failed)?;
        // The reading below must see the end of the suite's, not of ours.
        drop(command);
        let mut pages = Pages::default();
        let ended = watch(reader, &mut pages).map_err(failed)?;
        let how = end(&mut child, ended);
        pages.close(&how);
        outcomes.extend(pages.outcomes);
        Ok(())
    }
}

/// Reads what the suite says; whether it came to an end before patience did.
fn watch(mut reader: PipeReader, pages: &mut Pages) -> io::Result<bool> {
    let patience = Timespec::try_from(PATIENCE).ok();
    let (mut chunk, mut rest) = ([0; 4096], Vec::new());
    loop {
        let mut ready = [PollFd::new(&reader, PollFlags::IN)];
        if poll(&mut ready, patience.as_ref())? == 0 {
            return Ok(false);
        }
        let count = reader.read(&mut chunk)?;
        if count == 0 {
            return Ok(true);
        }
        rest.extend(chunk.iter().take(count));
        while let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = rest.drain(..=at).collect();
            pages.line(String::from_utf8_lossy(&line).trim_end());
        }
    }
}

/// The end of the suite's program, and how it came.
fn end(child: &mut Child, ended: bool) -> String {
    if !ended {
        // It may have ended just now.
        let _ = child.kill();
    }
    match child.wait() {
        _ if !ended => format!("it said nothing for {} s", PATIENCE.as_secs()),
        Ok(status) => format!("the program ended: {status}"),
        Err(error) => format!("the program was lost: {error}"),
    }
}

/// What the suite has said so far.
#[derive(Debug, Default)]
struct Pages {
    outcomes: Outcomes,
    /// The test that runs, and what was said since it began.
    current: Option<(String, Vec<String>)>,
}

impl Pages {
    fn line(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix(RUN) {
            self.current = Some((name.to_owned(), Vec::new()));
            return;
        }
        let Some((name, said)) = &mut self.current else {
            return;
        };
        let of = |prefix| {
            let rest: Option<&str> = line.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.starts_with(name.as_str()))
        };
        let outcome = if of(PASSED) {
            Outcome::Passed
        } else if of(FAILED) {
            Outcome::Failed(said.join(" | "))
        } else if of(SKIPPED) {
            Outcome::Skipped(why(said))
        } else {
            said.push(line.trim().to_owned());
            return;
        };
        self.outcomes.insert(name.clone(), outcome);
        self.current = None;
    }

    /// The program is over; so is the test that ran.
    fn close(&mut self, how: &str) {
        if let Some((name, mut said)) = self.current.take() {
            said.push(how.to_owned());
            self.outcomes
                .insert(name, Outcome::Failed(said.join(" | ")));
        }
    }
}

/// Why a test was skipped: the name of the protocol that it misses, or the suite's words.
fn why(said: &[String]) -> String {
    let last = said.last().map(String::as_str).unwrap_or_default();
    let note = last.strip_prefix(NOTE).unwrap_or(last);
    match note.strip_prefix(MISSING) {
        Some(protocol) => protocol.split('>').next().unwrap_or_default().to_owned(),
        None => note.to_owned(),
    }
}

/// The names in a list: suites at the margin, their tests below.
fn listed(list: &str) -> Vec<String> {
    let (mut group, mut names) = ("", Vec::new());
    for line in list.lines() {
        let name = line.split('#').next().unwrap_or_default().trim();
        match line.starts_with(' ') {
            true if !name.starts_with("DISABLED_") => names.push(format!("{group}{name}")),
            true => {}
            false => group = name,
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read() {
        let list = "A.\n  one\n  DISABLED_two\nB/C.\n  three/0  # GetParam() = x\n";
        assert_eq!(listed(list), ["A.one", "B/C.three/0"]);
    }

    #[test]
    fn outcomes_are_read() {
        let mut pages = Pages::default();
        for line in [
            "[==========] Running 5 tests",
            "[ RUN      ] A.fine",
            "[       OK ] A.fine (3 ms)",
            "[ RUN      ] A.bad/1",
            "x.cpp:3: Failure",
            "[  FAILED  ] A.bad/1, where GetParam() = 1 (3 ms)",
            "[ RUN      ] A.not",
            "[          ] Missing extension: wl_shell>= 1",
            "[     SKIP ] A.not (3ms)",
            "[ RUN      ] A.on_purpose",
            "[          ] Reason goes here",
            "[     SKIP ] A.on_purpose (3ms)",
            "[ RUN      ] A.last",
            "[  FAILED  ] B.other (3 ms)",
        ] {
            pages.line(line);
        }
        pages.close("gone");
        let outcome = |name: &str| pages.outcomes.get(name).cloned().unwrap();
        assert_eq!(outcome("A.fine"), Outcome::Passed);
        assert_eq!(
            outcome("A.bad/1"),
            Outcome::Failed("x.cpp:3: Failure".into())
        );
        assert_eq!(outcome("A.not"), Outcome::Skipped("wl_shell".into()));
        let own = Outcome::Skipped("Reason goes here".into());
        assert_eq!(outcome("A.on_purpose"), own);
        let last = "[  FAILED  ] B.other (3 ms) | gone";
        assert_eq!(outcome("A.last"), Outcome::Failed(last.into()));
        assert_eq!(pages.outcomes.len(), 5);
    }
}
