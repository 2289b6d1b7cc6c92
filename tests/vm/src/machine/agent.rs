//! The agent inside, which runs commands: a script in the exchange folder and its number go
//! in, an exit status comes out, and what the command prints is in the folder all along.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::wait::until;

/// As whom a command is run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum As {
    /// The machine's owner.
    Root,
    /// Who has logged in: an ordinary user who may ask for the seat.
    User,
}

impl As {
    /// Becomes the user unless it is already. The script is read a second time then.
    pub const USER: &'static str = "[ -O /proc/1 ] && exec /usr/bin/setpriv --reuid=1000 \
                                    --regid=1000 --groups=video,render env HOME=/home/user \
                                    USER=user XDG_RUNTIME_DIR=/run/user/1000 sh \"$0\"\ncd\n";
}

/// A command that was started.
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) number: u32,
    /// What it is, for messages.
    pub what: String,
    output: PathBuf,
}

impl Job {
    /// What it has printed so far.
    ///
    /// # Errors
    /// When that can't be read.
    pub fn output(&self) -> Result<String> {
        match fs::read(&self.output) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error).with_context(|| self.output.display().to_string()),
        }
    }
}

/// The line to it.
pub(super) struct Agent {
    stream: UnixStream,
    heard: Vec<u8>,
    /// What each order was answered.
    answers: HashMap<String, i32>,
    exchange: PathBuf,
    started: u32,
}

impl Agent {
    pub(super) fn new(stream: UnixStream, exchange: &Path) -> Result<Agent> {
        stream.set_nonblocking(true)?;
        Ok(Agent {
            stream,
            heard: Vec::new(),
            answers: HashMap::new(),
            exchange: exchange.to_owned(),
            started: 0,
        })
    }

    /// Gives an order that is one word and waits until it is answered.
    pub(super) fn order(&mut self, word: &str, answer: &str, most: Duration) -> Result<i32> {
        self.say(word)?;
        until(&format!("the guest's answer to `{word}`"), most, || {
            self.listen()?;
            Ok(self.answers.get(answer).copied())
        })
    }

    /// Starts a command.
    pub(super) fn start(&mut self, what: &str, script: &str, who: As) -> Result<Job> {
        self.started += 1;
        // A name is one line: more of it would be part of the script.
        let what = what.lines().next().unwrap_or_default();
        let number = self.started;
        let first = if who == As::User { As::USER } else { "" };
        let path = self.exchange.join(format!("{number}.sh"));
        fs::write(&path, format!("# {what}\n{first}{script}\n"))?;
        self.say(&number.to_string())?;
        Ok(Job {
            number,
            what: what.to_owned(),
            output: path.with_extension("out"),
        })
    }

    /// Forgets a command that has ended well: of those the logs need not tell.
    pub(super) fn forget(&self, job: &Job) {
        let _ = fs::remove_file(&job.output);
        let _ = fs::remove_file(job.output.with_extension("sh"));
    }

    /// A command's exit status, once it has ended.
    pub(super) fn status(&mut self, job: &Job) -> Result<Option<i32>> {
        self.listen()?;
        Ok(self.answers.get(&job.number.to_string()).copied())
    }

    fn say(&mut self, order: &str) -> Result<()> {
        self.stream
            .write_all(format!("{order}\n").as_bytes())
            .context("telling the guest's agent")
    }

    fn listen(&mut self) -> Result<()> {
        let mut some = [0; 512];
        loop {
            match self.stream.read(&mut some) {
                Ok(0) => bail!("the guest's agent has ended"),
                Ok(length) => self.heard.extend_from_slice(&some[..length]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error.into()),
            }
        }
        while let Some(end) = self.heard.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.heard.drain(..=end).collect();
            if let Some((order, status)) = answer(&String::from_utf8_lossy(&line)) {
                self.answers.insert(order, status);
            }
        }
        Ok(())
    }
}

/// An order and how it ended.
fn answer(line: &str) -> Option<(String, i32)> {
    let (order, status) = line.trim().split_once(' ')?;
    Some((order.to_owned(), status.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_pieces() {
        let (mut inside, outside) = UnixStream::pair().unwrap();
        let folder = std::env::temp_dir().join(format!("lisere-vm-agent-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut agent = Agent::new(outside, &folder).unwrap();
        let job = agent.start("a test", "exit 3", As::User).unwrap();
        inside.write_all(b"nonsense\n1 ").unwrap();
        assert_eq!(agent.status(&job).unwrap(), None);
        inside.write_all(b"3\nup 0\n").unwrap();
        assert_eq!(agent.status(&job).unwrap(), Some(3));
        assert_eq!(agent.order("up", "up", Duration::ZERO).unwrap(), 0);
        assert_eq!(job.output().unwrap(), "");
        drop(inside);
        assert!(agent.status(&job).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
