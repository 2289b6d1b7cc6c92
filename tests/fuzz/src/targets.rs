//! The three things that an input may be.

use std::str::FromStr;

use crate::behaviour::Behaviour;
use crate::files;
use crate::input::{Choices, RECORD};
use crate::stage::Stage;
use crate::{recipes, requests};

/// Records that are played of one input.
const MOST: usize = 192;

/// What an input is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Bytes and descriptors straight into the socket.
    Bytes,
    /// Requests in the right shape, and recipes of several.
    Structured,
    /// The same in one cage, an honest program in another, and a user.
    TwoCages,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 3] = [Target::Bytes, Target::Structured, Target::TwoCages];

    /// Its name, also that of its corpus's folder.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Target::Bytes => "bytes",
            Target::Structured => "structured",
            Target::TwoCages => "two-cages",
        }
    }

    /// Plays an input to its end.
    ///
    /// # Panics
    /// When something that must hold does not.
    #[must_use]
    pub fn play(self, input: &[u8]) -> Behaviour {
        let lower = input.first().map_or(0, |first| match first {
            0..200 => 0,
            lower => lower % 10,
        });
        let mut stage = Stage::new(self == Target::TwoCages, lower);
        let records = input.get(1..).unwrap_or_default().chunks(RECORD);
        for record in records.take(MOST) {
            match self {
                Target::Bytes => bytes(&mut stage, record),
                Target::Structured | Target::TwoCages => structured(&mut stage, record),
            }
            if self == Target::TwoCages {
                stage.honest_step();
            }
        }
        stage.end();
        std::mem::take(&mut stage.behaviour)
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Target::ALL.into_iter();
        all.find(|target| target.name() == name)
            .ok_or_else(|| format!("no target is called {name}"))
    }
}

/// A record of raw bytes: what to do, then the bytes.
fn bytes(stage: &mut Stage, record: &[u8]) {
    let mut choices = Choices::new(record);
    let what = choices.byte();
    if stage.hostile.iter().all(|one| one.line.ended) {
        stage.hostile.clear();
        stage.join_raw();
    }
    let rest = record.get(1..).unwrap_or_default();
    match what {
        0..160 => send(stage, rest, usize::from(what % 5)),
        160..176 => {
            let file = files::any(&mut choices);
            stage.attach(file);
        }
        // A message in its right length, of whatever opcode and words.
        176..216 => {
            let size = 8 + 4 * u32::from(choices.byte() % 4);
            let object = u32::from(choices.byte() % 24);
            let opcode = u32::from(choices.byte() % 14);
            let head = [object, size << 16 | opcode].map(u32::to_ne_bytes).concat();
            send(stage, &head, 0);
            let body: Vec<u8> = (8..size).map(|_| choices.byte()).collect();
            send(stage, &body, 0);
        }
        216..232 => stage.settle(),
        232..240 => stage.join(),
        _ => stage.frame(),
    }
}

/// Sends bytes, the first few on their own.
fn send(stage: &mut Stage, bytes: &[u8], split: usize) {
    let Some(one) = stage.hostile.last_mut() else {
        return;
    };
    one.line.put(bytes);
    if split > 0 {
        one.line.flush(split);
        stage.fixture.round();
    }
}

/// A record of a program that knows what it says.
fn structured(stage: &mut Stage, record: &[u8]) {
    let mut choices = Choices::new(record);
    let what = choices.byte();
    let Some(one) = stage.current() else {
        return;
    };
    match what {
        0..112 => requests::any(one, &mut choices),
        112..176 => recipes::follow(one, &mut choices),
        176..196 => stage.settle(),
        196..212 => stage.frame(),
        212..232 => {
            stage.settle();
            stage.user(&mut choices);
            stage.settle();
        }
        232..234 => one.deaf = !one.deaf,
        234..236 => one.line.attach(files::any(&mut choices)),
        236..238 => one.line.put(&record[1..]),
        238..240 => {
            let most = choices.below(64);
            one.line.flush(most);
            stage.fixture.round();
        }
        240..244 => {
            stage.settle();
            stage.fixture.advance(u64::from(choices.byte()) * 8);
            stage.settle();
        }
        244..248 => one.line.ended = true,
        248..250 => stage.join(),
        _ => stage.current = usize::from(choices.byte()),
    }
}
