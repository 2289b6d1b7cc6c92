//! `cargo xtask test`: every check in order, then what passed and what failed.

mod count;
mod stages;

use std::time::Instant;

use crate::report::{say, time};
use crate::tool::Done;
use count::Count;
use stages::Stage;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Run only these stages
    #[arg(long, value_enum, value_name = "STAGE")]
    only: Vec<Stage>,
    /// Leave these stages out
    #[arg(long, value_enum, value_name = "STAGE")]
    skip: Vec<Stage>,
    /// The build profile of the `tests` stage; `dev` checks overflows and debug assertions,
    /// `checked` does so in optimised code
    #[arg(long, default_value = "dev", value_name = "NAME")]
    profile: String,
}

/// Runs the stages that were asked for, all of them even when one fails.
pub(crate) fn run(options: &Options) -> Done {
    let stages = Stage::ALL.into_iter().filter(|stage| options.wants(*stage));
    let ran: Vec<_> = stages.map(|stage| Ran::new(stage, options)).collect();
    let total: Count = ran.iter().map(|ran| ran.count).sum();
    say("\nsummary");
    for Ran { stage, count, took } in &ran {
        let Count { passed, failed } = count;
        let name = stage.name();
        say(&format!(
            "  {name:<9} {passed:>4} passed {failed:>4} failed  {took}"
        ));
    }
    // The workplace of whoever runs this counts by this line: it stays the last on this stream.
    say(&format!("{} passed, {} failed", total.passed, total.failed));
    match total {
        Count {
            passed: 0,
            failed: 0,
        } => Err("no stage is left to run".into()),
        Count { failed: 0, .. } => Ok(()),
        Count { failed, .. } => Err(format!("{failed} failed; each is explained above")),
    }
}

impl Options {
    fn wants(&self, stage: Stage) -> bool {
        (self.only.is_empty() || self.only.contains(&stage)) && !self.skip.contains(&stage)
    }
}

/// A stage that has run.
struct Ran {
    stage: Stage,
    count: Count,
    took: String,
}

impl Ran {
    fn new(stage: Stage, options: &Options) -> Self {
        say(&format!("\n── {}: {}", stage.name(), stage.purpose()));
        let start = Instant::now();
        let count = stage.run(&options.profile);
        let took = time(start.elapsed());
        let word = if count.failed == 0 {
            "passed"
        } else {
            "FAILED"
        };
        say(&format!("── {} {word} in {took}", stage.name()));
        Self { stage, count, took }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_and_skip_choose_stages() {
        let options = |only: &[Stage], skip: &[Stage]| Options {
            only: only.to_vec(),
            skip: skip.to_vec(),
            profile: "dev".into(),
        };
        assert!(options(&[], &[]).wants(Stage::Fmt));
        assert!(!options(&[Stage::Demo], &[]).wants(Stage::Fmt));
        assert!(!options(&[Stage::Fmt], &[Stage::Fmt]).wants(Stage::Fmt));
    }
}
