//! Another process, and what it says on its standard output before some time is over.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};

/// One that is listened to; it is ended with this.
#[derive(Debug)]
pub(crate) struct Heard {
    child: Child,
    stdout: ChildStdout,
    said: Vec<u8>,
}

impl Heard {
    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let named = |error| io::Error::other(format!("can't start {program}: {error}"));
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(named)?;
        let stdout = child.stdout.take();
        Ok(Self {
            child,
            stdout: stdout.ok_or_else(|| io::Error::other("it has no standard output"))?,
            said: Vec::new(),
        })
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Says a line to it.
    pub(crate) fn tell(&mut self, line: &str) -> io::Result<()> {
        let stdin = self.child.stdin.as_mut();
        let stdin = stdin.ok_or_else(|| io::Error::other("it has no standard input"))?;
        writeln!(stdin, "{line}")
    }

    /// Its next line, without its end; nothing when it says no more, or not in time.
    pub(crate) fn line(&mut self, patience: Duration) -> io::Result<Option<String>> {
        let end = Instant::now() + patience;
        loop {
            if let Some(at) = self.said.iter().position(|byte| *byte == b'\n') {
                let line: Vec<_> = self.said.drain(..=at).collect();
                return Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()));
            }
            if self.read(end)?.is_none_or(|read| read == 0) {
                return Ok(None);
            }
        }
    }

    /// All that it says, and how it ended; nothing when that takes too long.
    pub(crate) fn end(mut self, patience: Duration) -> io::Result<Option<(String, ExitStatus)>> {
        let end = Instant::now() + patience;
        loop {
            match self.read(end)? {
                None => return Ok(None),
                Some(0) => break,
                Some(_) => {}
            }
        }
        let status = self.child.wait()?;
        let said = std::mem::take(&mut self.said);
        Ok(Some((String::from_utf8_lossy(&said).into_owned(), status)))
    }

    /// How many bytes came, 0 at the end; nothing when the time is over.
    fn read(&mut self, end: Instant) -> io::Result<Option<usize>> {
        let left = end.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        let mut descriptors = [PollFd::new(&self.stdout, PollFlags::IN)];
        if poll(&mut descriptors, Some(&left))? == 0 {
            return Ok(None);
        }
        let mut bytes = [0; 4096];
        let count = self.stdout.read(&mut bytes)?;
        self.said.extend(bytes.iter().take(count));
        Ok(Some(count))
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        // The end of its input is how it is asked to end, or a signal; it may have ended already.
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let (None, Some(pid)) = (self.child.stdin.take(), pid) {
            let _ = kill_process(pid, Signal::TERM);
        }
        if !matches!(self.line(Duration::from_secs(2)), Ok(None)) || !self.ended() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Heard {
    fn ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Duration = Duration::from_secs(5);

    #[test]
    fn lines_come_one_by_one() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo a; echo b; exit 3"]);
        let mut heard = Heard::start(&mut command).unwrap();
        assert_eq!(heard.line(MOMENT).unwrap(), Some("a".into()));
        let (said, status) = heard.end(MOMENT).unwrap().unwrap();
        assert_eq!((said.as_str(), status.code()), ("b\n", Some(3)));
    }

    #[test]
    fn nobody_is_waited_for_without_end() {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped());
        let mut heard = Heard::start(&mut command).unwrap();
        assert_eq!(heard.line(Duration::from_millis(10)).unwrap(), None);
    }
}
