//! `cargo xtask install` and `uninstall`: the programs and what belongs to them, put in place
//! and taken away again.

mod inspect;
mod manifest;
mod plan;
mod put;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::packages;
use crate::report::say;
use crate::tool::{Done, cargo, run, target};
use manifest::Manifest;
use plan::{Built, plan};

pub(crate) use inspect::inspect;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Place {
    /// Where programs and their files belong; `/etc` stays `/etc`
    #[arg(long, default_value = "/usr/local", value_name = "FOLDER")]
    prefix: PathBuf,
    /// Puts the whole tree below this folder, for a package
    #[arg(long, value_name = "FOLDER")]
    destdir: Option<PathBuf>,
}

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Place,
    /// Only builds, or only puts in place what was built
    #[arg(long, value_enum, value_name = "STEP")]
    only: Option<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    Build,
    Place,
}

impl Place {
    /// Where a path of the installed system is for now.
    fn at(&self, path: &Path) -> PathBuf {
        let inside = path.strip_prefix("/").unwrap_or(path);
        self.destdir
            .as_ref()
            .map_or_else(|| path.to_owned(), |root| root.join(inside))
    }

    /// Where it is written down what was installed.
    fn manifest(&self) -> PathBuf {
        self.prefix.join("share/lisere/manifest")
    }

    /// Refuses a prefix that cannot stand in scripts, units and desktop files as it is.
    fn check(&self) -> Done {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._+-".contains(c);
        let text = self.prefix.to_str().unwrap_or_default();
        let sound = text.starts_with('/') && text.chars().all(plain) && !text.contains("..");
        if sound {
            return Ok(());
        }
        Err(format!(
            "the prefix {:?} is no good: write an absolute path of letters, digits, `.`, `_`, `+` \
             and `-`",
            self.prefix
        ))
    }
}

/// Builds and puts in place.
pub(crate) fn install(options: &Options) -> Done {
    let place = &options.place;
    place.check()?;
    let built = Built {
        programs: target().join("release"),
        pages: target().join("pages"),
    };
    if options.only != Some(Step::Build) {
        put::permitted(place, &plan(&place.prefix, &built, Path::new("/"))?)?;
    }
    if options.only != Some(Step::Place) {
        build(&built)?;
    }
    if options.only == Some(Step::Build) {
        return Ok(());
    }
    put_in_place(place, &built)?;
    say(&format!(
        "install: done; choose “Liseré” at the display manager, or run {} on a console",
        place.prefix.join("bin/lisere-session").display()
    ));
    Ok(())
}

/// Builds the programs, and has them describe themselves.
fn build(built: &Built) -> Done {
    packages::install(&packages::FOR_BUILD)?;
    let mut build = cargo(["build", "--release"]);
    for package in [
        "lisere",
        "lisere-gate",
        "lisere-helper",
        "lisere-auth",
        "lisere-cage",
        "lisere-lists",
        "liserectl",
        "lisere-pages",
    ] {
        build.args(["--package", package]);
    }
    run(&mut build)?;
    let pages = built.programs.join("lisere-pages");
    run(std::process::Command::new(pages).arg(&built.pages))
}

fn put_in_place(place: &Place, built: &Built) -> Done {
    let items = plan(&place.prefix, built, Path::new("/"))?;
    let old = Manifest::read(&place.at(&place.manifest()))?.unwrap_or_default();
    put::put(place, &items, &old)
}

/// Takes away what `install` put there, and nothing else.
pub(crate) fn uninstall(place: &Place) -> Done {
    place.check()?;
    let path = place.at(&place.manifest());
    let Some(manifest) = Manifest::read(&path)? else {
        return Err(format!(
            "nothing to remove: {} is not there, so Liseré was not installed with this --prefix \
             and --destdir",
            path.display()
        ));
    };
    put::remove(place, &manifest)
}
