//! How many processes each cage has and how much memory they hold, by walking through all.

use std::collections::HashMap;
use std::fs;

use super::peers::{Space, space_of};

/// Processes that are looked at in one walk.
const MOST: usize = 32_768;

/// What one space of pids has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// How many processes.
    pub(super) processes: u64,
    /// Their memory in bytes, what they share counted once if the kernel says so.
    pub(super) memory: u64,
}

/// The shares of these spaces.
pub(super) fn shares(spaces: &[Space]) -> HashMap<Space, Share> {
    let mut shares = HashMap::new();
    let Ok(entries) = fs::read_dir("/proc") else {
        return shares;
    };
    let name = |entry: fs::DirEntry| entry.file_name().to_str()?.parse::<u32>().ok();
    for pid in entries.flatten().filter_map(name).take(MOST) {
        let Some(space) = space_of(pid).ok().filter(|space| spaces.contains(space)) else {
            continue;
        };
        let share: &mut Share = shares.entry(space).or_default();
        share.processes = share.processes.saturating_add(1);
        share.memory = share.memory.saturating_add(memory_of(pid));
    }
    shares
}

/// Memory of a process in bytes; 0 where nothing is said of it.
fn memory_of(pid: u32) -> u64 {
    let read = |file| fs::read_to_string(format!("/proc/{pid}/{file}"));
    if let Ok(text) = read("smaps_rollup")
        && let Some(kib) = kib(&text, "Pss:")
    {
        return kib.saturating_mul(1024);
    }
    let status = read("status").unwrap_or_default();
    let own = kib(&status, "RssAnon:").unwrap_or(0);
    let shared = kib(&status, "RssShmem:").unwrap_or(0);
    own.saturating_add(shared).saturating_mul(1024)
}

/// A number of KiB on a line of its own.
fn kib(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_process_is_counted() {
        let space = space_of(std::process::id()).unwrap();
        let share = shares(&[space])[&space];
        assert!(share.processes >= 1 && share.memory > 100_000, "{share:?}");
        assert!(shares(&[]).is_empty());
    }
}
