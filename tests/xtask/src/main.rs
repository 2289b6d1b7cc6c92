//! `cargo xtask`: installs, builds, shows and tests Liseré from a bare checkout.

mod bench;
mod demo;
mod escape;
mod fuzz;
mod goldens;
mod install;
mod packages;
mod place;
mod programs;
mod report;
mod router;
mod schedules;
mod test;
mod tool;
mod tour;
mod twins;
mod vm;
mod wlcs;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Install, build, show and test Liseré.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run every check; the last line counts what passed and what failed
    Test(test::Options),
    /// Build and start a session with four programs in four cages
    Demo(demo::Options),
    /// Measure what Liseré and its peers cost
    Bench(bench::Options),
    /// Attack the gate and the core with programs made up by chance
    Fuzz(fuzz::Options),
    /// Try to get out of cages, in every way that is known
    Escape(escape::Options),
    /// Build Liseré and put it in place: programs, session, manual pages, examples
    Install(install::Options),
    /// Take away what `install` put in place, and nothing else
    Uninstall(install::Place),
    /// Work with real programs, each in its cage, and leave a page of pictures
    Programs(programs::Options),
    /// Install the Debian packages that building, running and testing need
    Packages,
    /// Run the golden-picture tests
    Goldens(goldens::Options),
    /// Draw a working day in pictures, or compare it with the pictures that are kept
    Tour(tour::Options),
    /// Start it from a console in an emulated machine, and look at the screen from outside
    Vm(vm::Options),
    /// Play pairs of worlds that differ only in what other cages do
    Twins(twins::Options),
    /// Press many random keys, and hold what programs are told against a model
    Router(router::Options),
    /// Play many random schedules against locks, of all and of levels
    Schedules(schedules::Options),
    /// Run Canonical's conformance suite, and compare with what is expected
    Wlcs(wlcs::Options),
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Test(options) => test::run(&options),
        Task::Demo(options) => demo::run(&options),
        Task::Bench(options) => bench::run_all(&options),
        Task::Fuzz(options) => fuzz::run_all(&options),
        Task::Escape(options) => escape::run_all(&options),
        Task::Install(options) => install::install(&options),
        Task::Uninstall(place) => install::uninstall(&place),
        Task::Programs(options) => programs::run_all(&options),
        Task::Packages => packages::install(&packages::ALL),
        Task::Goldens(options) => goldens::run(&options),
        Task::Tour(options) => tour::run_day(&options),
        Task::Vm(options) => vm::run_all(&options),
        Task::Twins(options) => twins::run_pairs(&options),
        Task::Router(options) => router::run_events(&options),
        Task::Schedules(options) => schedules::run_schedules(&options),
        Task::Wlcs(options) => wlcs::run_all(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            report::fault(&fault);
            ExitCode::FAILURE
        }
    }
}
