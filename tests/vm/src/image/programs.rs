//! The programs under test and those that test them inside, without what only a debugger reads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tools::{command, run};

/// What is put into each guest.
const NAMES: [&str; 9] = [
    "lisere",
    "lisere-gate",
    "lisere-helper",
    "lisere-auth",
    "lisere-logind",
    "lisere-cage",
    "liserectl",
    "vm-client",
    "vm-inject",
];

/// The programs of one build.
#[derive(Debug)]
pub struct Programs(Vec<PathBuf>);

impl Programs {
    /// Those in a folder of cargo's.
    pub(super) fn find(built: &Path) -> Result<Programs> {
        let whole = NAMES.iter().map(|name| {
            let path = built.join(name);
            path.canonicalize()
                .with_context(|| format!("there is no {}: build it first", path.display()))
        });
        Ok(Programs(whole.collect::<Result<_>>()?))
    }

    /// As cargo built them.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.0
    }

    /// Puts them into a folder; returns their names.
    ///
    /// # Errors
    /// When `strip` fails.
    pub fn put(&self, folder: &Path) -> Result<[&'static str; NAMES.len()]> {
        for path in &self.0 {
            let slim = slim(path)?;
            fs::copy(&slim, folder.join(path.file_name().unwrap_or_default()))
                .with_context(|| format!("copying {}", slim.display()))?;
        }
        Ok(NAMES)
    }
}

/// A copy without debugging data beside the program, made anew when that is newer.
fn slim(program: &Path) -> Result<PathBuf> {
    let slim = program.with_extension("slim");
    let age = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified());
    let fresh = age(&slim).is_ok_and(|slim| age(program).is_ok_and(|program| slim > program));
    if !fresh {
        run(command("strip")?.arg("-o").arg(&slim).arg(program))?;
    }
    Ok(slim)
}
