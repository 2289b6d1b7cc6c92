//! Inputs as files: read, kept, and reduced to the fewest that bring everything.

use std::fs;
use std::path::{Path, PathBuf};

use lisere_fuzz::{Behaviour, Target};

use crate::run::attempt;

/// Inputs of one target that are committed at most.
const MOST: usize = 140;

/// The inputs of a folder, in the order of their names; none where there is no folder.
pub(crate) fn read(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect()
}

/// Writes an input under the name of its content.
pub(crate) fn keep(folder: &Path, input: &[u8]) -> Result<PathBuf, String> {
    let failed = |error| format!("can't write below {}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let path = folder.join(format!("{:016x}", lisere_fuzz::behaviour::hash(input)));
    fs::write(&path, input).map_err(failed)?;
    Ok(path)
}

/// Puts into the committed corpus what brings the most, shortest first.
pub(crate) fn minimise(target: Target, corpus: &Path, out: &Path) -> Result<(), String> {
    let committed = corpus.join(target.name());
    let mut inputs = read(&committed);
    inputs.extend(read(&out.join("corpus").join(target.name())));
    let played = inputs.into_iter().filter_map(|input| {
        let behaviour = attempt(target, &input).ok()?;
        Some((input, behaviour))
    });
    let mut left: Vec<(Vec<u8>, Behaviour)> = played.collect();
    let (mut all, mut kept) = (Behaviour::default(), Vec::new());
    while kept.len() < MOST {
        let value = |(input, behaviour): &(Vec<u8>, Behaviour)| {
            all.lacks(behaviour) as f64 / (input.len() + 64) as f64
        };
        let best = (0..left.len()).max_by(|a, b| value(&left[*a]).total_cmp(&value(&left[*b])));
        let Some(best) = best.filter(|best| all.lacks(&left[*best].1) > 0) else {
            break;
        };
        let (input, behaviour) = left.swap_remove(best);
        all.extend(behaviour);
        kept.push(input);
    }
    let _ = fs::remove_dir_all(&committed);
    for input in &kept {
        keep(&committed, input)?;
    }
    // For whoever wants to know what is never reached.
    let names: Vec<&str> = all.names().collect();
    let list = out.join(format!("{}.behaviours", target.name()));
    let _ = fs::write(list, names.join("\n"));
    println!(
        "{}: {} inputs with {} behaviours",
        target.name(),
        kept.len(),
        all.len()
    );
    Ok(())
}
