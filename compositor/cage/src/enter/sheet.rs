//! What bubblewrap is told, word by word, and what it reads from memory.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{MemfdFlags, memfd_create};

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// As it stands.
    Plain(OsString),
    /// The number of a descriptor from which these bytes are read.
    Bytes(Vec<u8>),
}

/// All words, in their order: bubblewrap does them one after the other.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    words: Vec<Word>,
}

impl Sheet {
    /// Words as they stand.
    pub(super) fn say<W: AsRef<OsStr>>(&mut self, words: impl IntoIterator<Item = W>) {
        let plain = words
            .into_iter()
            .map(|word| Word::Plain(word.as_ref().to_owned()));
        self.words.extend(plain);
    }

    /// A file or folder of the machine, read-only; it has to be there.
    pub(super) fn read_only(&mut self, outside: &Path, inside: impl AsRef<Path>) {
        self.say([
            OsStr::new("--ro-bind"),
            outside.as_os_str(),
            inside.as_ref().as_os_str(),
        ]);
    }

    /// A symbolic link.
    pub(super) fn link(&mut self, target: impl AsRef<OsStr>, inside: impl AsRef<OsStr>) {
        self.say([OsStr::new("--symlink"), target.as_ref(), inside.as_ref()]);
    }

    /// A folder that is there while nothing is in it.
    pub(super) fn folder(&mut self, inside: impl AsRef<OsStr>) {
        self.say([
            OsStr::new("--perms"),
            OsStr::new("0755"),
            OsStr::new("--dir"),
            inside.as_ref(),
        ]);
    }

    /// An empty folder in memory, of at most so many bytes.
    pub(super) fn memory(&mut self, permissions: &str, bytes: u64, inside: &str) {
        let size = bytes.to_string();
        self.say([
            "--perms",
            permissions,
            "--size",
            size.as_str(),
            "--tmpfs",
            inside,
        ]);
    }

    /// A file with these bytes, which everybody may read.
    pub(super) fn file(&mut self, inside: &str, bytes: impl Into<Vec<u8>>) {
        self.say(["--perms", "0444", "--file"]);
        self.words.push(Word::Bytes(bytes.into()));
        self.say([inside]);
    }

    /// A file that is there, with other bytes in it.
    pub(super) fn hide(&mut self, inside: &str, bytes: Vec<u8>) {
        self.say(["--perms", "0444", "--ro-bind-data"]);
        self.words.push(Word::Bytes(bytes));
        self.say([inside]);
    }

    /// A filter of system calls.
    pub(super) fn filter(&mut self, program: Vec<u8>) {
        self.say(["--add-seccomp-fd"]);
        self.words.push(Word::Bytes(program));
    }

    /// What it has become.
    #[cfg(test)]
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The few arguments that lead to all the words, and the descriptors that they speak of,
    /// which children inherit: other users of the machine see arguments, but not what is in
    /// them then.
    ///
    /// # Errors
    /// When there is no memory or no descriptor left.
    pub(super) fn written<'w>(
        self,
        program: impl IntoIterator<Item = &'w str>,
    ) -> io::Result<(Vec<String>, Vec<OwnedFd>)> {
        let (mut text, mut fds) = (Vec::new(), Vec::new());
        for word in self.words {
            match word {
                Word::Plain(word) => text.extend(word.as_bytes()),
                Word::Bytes(bytes) => {
                    let fd = memory_of(&bytes)?;
                    text.extend(fd.as_raw_fd().to_string().as_bytes());
                    fds.push(fd);
                }
            }
            text.push(0);
        }
        let all = memory_of(&text)?;
        let start = [
            "--args".to_owned(),
            all.as_raw_fd().to_string(),
            "--".to_owned(),
        ];
        let program = program.into_iter().map(str::to_owned);
        fds.push(all);
        Ok((start.into_iter().chain(program).collect(), fds))
    }
}

/// The bytes as a file that is only in memory, open at its beginning.
fn memory_of(bytes: &[u8]) -> io::Result<OwnedFd> {
    let mut file = File::from(memfd_create("lisere", MemfdFlags::empty())?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file.into())
}
