//! Ends the process when an input takes too long: it hangs.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long an input may take. The slowest take a second where the machine is busy.
const PATIENCE: Duration = Duration::from_secs(5);

enum Word {
    Begin(Vec<u8>),
    End,
}

/// Is told when an input begins and ends.
pub(crate) struct Watchdog(Sender<Word>);

impl Watchdog {
    /// One that writes an input that hangs into a file of that name.
    pub(crate) fn new(file: PathBuf) -> Watchdog {
        let (sender, receiver) = channel();
        thread::spawn(move || watch(&receiver, &file));
        Watchdog(sender)
    }

    pub(crate) fn begin(&self, input: &[u8]) {
        let _ = self.0.send(Word::Begin(input.to_vec()));
    }

    pub(crate) fn end(&self) {
        let _ = self.0.send(Word::End);
    }
}

fn watch(words: &Receiver<Word>, file: &PathBuf) {
    while let Ok(word) = words.recv() {
        let Word::Begin(input) = word else { continue };
        if let Err(RecvTimeoutError::Timeout) = words.recv_timeout(PATIENCE) {
            let written = fs::write(file, &input);
            eprintln!("an input hangs: {} {written:?}", file.display());
            std::process::exit(3);
        }
    }
}
