//! The loop: take an input, change it, play it, keep it or report it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use lisere_fuzz::mutate::{Chance, fresh, mutate};
use lisere_fuzz::{Behaviour, Target};

use crate::corpus::{keep, read};
use crate::watchdog::Watchdog;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a run is to do.
#[derive(Debug)]
pub(crate) struct Plan {
    /// For each target.
    pub(crate) time: Duration,
    pub(crate) seed: u64,
    pub(crate) corpus: PathBuf,
    pub(crate) out: PathBuf,
}

/// A seed that nobody chose.
pub(crate) fn seed() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(1, |since| since.as_nanos() as u64)
}

/// Plays an input; what was broken, if something was.
pub(crate) fn attempt(target: Target, input: &[u8]) -> Result<Behaviour, String> {
    QUIET.set(true);
    let played = catch_unwind(AssertUnwindSafe(|| target.play(input)));
    QUIET.set(false);
    played.map_err(|_| LAST.take())
}

/// Keeps the panics of attempts from being printed each time.
fn hush() {
    set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        if QUIET.get() {
            LAST.set(info.to_string());
        } else {
            eprintln!("{info}");
        }
    }));
}

/// Plays one file.
pub(crate) fn replay(target: Target, file: &Path) -> Result<(), String> {
    let input = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let begin = Instant::now();
    let behaviour = target.play(&input);
    for name in behaviour.names() {
        println!("{name}");
    }
    println!("nothing broke, in {:?}", begin.elapsed());
    Ok(())
}

/// Attacks with each target in turn.
pub(crate) fn all(targets: &[Target], plan: &Plan) -> Result<(), String> {
    hush();
    println!("seed {}", plan.seed);
    let mut broken = 0;
    for target in targets {
        broken += Run::new(*target, plan).go(plan)?;
    }
    match broken {
        0 => Ok(()),
        _ => Err(format!("{broken} ways to break something were found")),
    }
}

struct Run {
    target: Target,
    chance: Chance,
    corpus: Vec<Vec<u8>>,
    seen: Behaviour,
    /// What was broken, by where and how, and how often.
    broken: BTreeMap<String, usize>,
    watchdog: Watchdog,
    played: usize,
}

impl Run {
    fn new(target: Target, plan: &Plan) -> Run {
        let hang = plan.out.join(format!("hang-{}", target.name()));
        let _ = std::fs::create_dir_all(&plan.out);
        let mut corpus = read(&plan.corpus.join(target.name()));
        corpus.extend(read(&plan.out.join("corpus").join(target.name())));
        Run {
            target,
            chance: Chance::new(plan.seed),
            corpus,
            seen: Behaviour::default(),
            broken: BTreeMap::new(),
            watchdog: Watchdog::new(hang),
            played: 0,
        }
    }

    fn go(mut self, plan: &Plan) -> Result<usize, String> {
        let begin = Instant::now();
        for input in self.corpus.clone() {
            self.play(&input, plan)?;
        }
        let known = self.seen.len();
        while begin.elapsed() < plan.time {
            let input = self.next();
            if self.play(&input, plan)? > 0 {
                let kept = plan.out.join("corpus").join(self.target.name());
                keep(&kept, &input)?;
                self.corpus.push(input);
            }
        }
        let seconds = begin.elapsed().as_secs_f64();
        println!(
            "{}: {} executions, {:.0} a second; {} behaviours ({} new) of {} inputs; {} crashes",
            self.target.name(),
            self.played,
            self.played as f64 / seconds,
            self.seen.len(),
            self.seen.len() - known,
            self.corpus.len(),
            self.broken.len(),
        );
        Ok(self.broken.len())
    }

    fn next(&mut self) -> Vec<u8> {
        if self.corpus.is_empty() || self.chance.below(50) == 0 {
            return fresh(&mut self.chance);
        }
        let count = self.corpus.len();
        // Every other time one of the latest: where something is new, there may be more.
        let one = match self.chance.below(2) {
            0 => count - 1 - self.chance.below(count.min(16)),
            _ => self.chance.below(count),
        };
        let other = self.chance.below(count);
        let (one, other) = (&self.corpus[one], &self.corpus[other]);
        mutate(&mut self.chance, one, other)
    }

    /// Plays an input; how much was new about it.
    fn play(&mut self, input: &[u8], plan: &Plan) -> Result<usize, String> {
        self.watchdog.begin(input);
        let result = attempt(self.target, input);
        self.watchdog.end();
        self.played += 1;
        match result {
            Ok(behaviour) => {
                let new = self.seen.lacks(&behaviour);
                self.seen.extend(behaviour);
                Ok(new)
            }
            Err(why) => {
                self.note_broken(&why, input, plan)?;
                Ok(0)
            }
        }
    }

    fn note_broken(&mut self, why: &str, input: &[u8], plan: &Plan) -> Result<(), String> {
        // The place; messages contain numbers that differ.
        let place = why.lines().next().unwrap_or_default().to_owned();
        let count = self.broken.entry(place).or_default();
        *count += 1;
        if *count == 1 {
            let path = keep(&plan.out.join("crashes").join(self.target.name()), input)?;
            println!(
                "{why}\n  cargo xtask fuzz --target {} --replay {}",
                self.target.name(),
                path.display()
            );
        }
        Ok(())
    }
}
