//! `cargo xtask programs`: real programs, each in its cage, looked at and worked with.

mod machine;
mod picture;
mod play;
mod report;
mod session;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::demo;
use crate::packages::{self, Set};
use crate::place::Place;
use crate::report::say;
use crate::tool::{Done, target};
use session::Session;
use table::Program;

/// What a session is made of.
const BINARIES: [&str; 6] = [
    "lisere",
    "lisere-gate",
    "lisere-helper",
    "lisere-auth",
    "lisere-cage",
    "liserectl",
];
const XTASK: &str = "xtask";
/// The page of pictures.
const PAGE: &str = "index.md";

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only these, by their names or beginnings of them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,
    /// Where the page and its pictures go [default: programs in the target folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Take this binary of Liseré, and those beside it, instead of building them
    #[arg(long, value_name = "FILE")]
    lisere: Option<PathBuf>,
    /// Say which there are, and start none
    #[arg(long)]
    list: bool,
    /// Serve the page of the other machine
    #[arg(long, hide = true)]
    serve: bool,
    /// Play them here, keeping everything in this folder
    #[arg(long, hide = true, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Installs, builds, plays, and leaves a page.
pub(crate) fn run_all(options: &Options) -> Done {
    let programs = table::chosen(&options.only)?;
    match &options.folder {
        _ if options.serve => machine::serve(),
        _ if options.list => {
            for program in programs {
                say(&format!("{}  in {}", program.name, program.cage));
            }
            Ok(())
        }
        Some(folder) => play_all(folder, &programs),
        None => prepare(options, &programs),
    }
}

/// Brings everything to a machine of its own and plays there, as a user without rights.
fn prepare(options: &Options, programs: &[&'static Program]) -> Done {
    let sets = programs
        .iter()
        .map(|program| Set::of(program.name, program.packages));
    let sets: Vec<_> = packages::FOR_PROGRAMS.into_iter().chain(sets).collect();
    packages::install(&sets)?;
    let built = target().join("release/lisere");
    if options.lisere.is_none() {
        demo::build()?;
    }
    let lisere = options.lisere.as_ref().unwrap_or(&built);
    let mut place = Place::new()?;
    for name in BINARIES {
        place.bring(&lisere.with_file_name(name), name)?;
    }
    let own = std::env::current_exe().map_err(|error| format!("where am I? {error}"))?;
    let xtask = place.bring(&own, XTASK)?;
    let mut arguments = vec!["programs".to_owned()];
    if !options.only.is_empty() {
        arguments.extend(["--only".into(), options.only.join(",")]);
    }
    let played = place.run(machine::command(&xtask, &arguments));
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| target().join("programs"));
    let kept = keep(&place.path("run-1/out"), &out)
        .map_err(|error| format!("can't keep the pictures in {}: {error}", out.display()));
    kept.and(played)
}

/// Copies what was left in a folder.
fn keep(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    say(&format!("programs: {}", to.join(PAGE).display()));
    Ok(())
}

/// Plays them one after another; a failure costs that program only.
fn play_all(folder: &Path, programs: &[&'static Program]) -> Done {
    let own = std::env::current_exe().map_err(|error| format!("where am I? {error}"))?;
    let out = folder.join("out");
    fs::create_dir(&out).map_err(|error| format!("can't make {}: {error}", out.display()))?;
    let mut session = Session::start(folder, own.parent().unwrap_or(folder))?;
    let mut names = play::Names::new();
    let mut outcomes = Vec::new();
    for &program in programs {
        let outcome = play::play(&mut session, &mut names, &out, program);
        say(&outcome.line());
        if !outcome.passed() {
            let log = fs::read(session.log(program.name)).unwrap_or_default();
            // Where nothing was said there is nothing to keep.
            let _ = fs::write(out.join(play::file_name(program) + ".log"), log);
        }
        outcomes.push(outcome);
        let page = report::page_here(&outcomes);
        fs::write(out.join(PAGE), page)
            .map_err(|error| format!("can't write the page: {error}"))?;
    }
    let core = fs::copy(session.log("lisere"), out.join("lisere.log"));
    core.map_err(|error| format!("can't keep what the core said: {error}"))?;
    let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
    match failed {
        0 => Ok(()),
        _ => Err(format!("{failed} of {} programs failed", outcomes.len())),
    }
}
