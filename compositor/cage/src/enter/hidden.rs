//! What `/proc` tells of the machine as a whole, hidden: whoever counts interrupts can time the
//! keys that are typed into other cages.

use std::fs;
use std::path::Path;

/// Counters of everybody's doings, and names of everybody's keys.
const EMPTY: [&str; 14] = [
    "buddyinfo",
    "diskstats",
    "interrupts",
    "key-users",
    "keys",
    "pressure/cpu",
    "pressure/io",
    "pressure/irq",
    "pressure/memory",
    "schedstat",
    "softirqs",
    "timer_list",
    "vmstat",
    "zoneinfo",
];

/// A file of the machine, and what a cage reads instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    pub path: String,
    pub instead: Vec<u8>,
}

/// What of it this kernel has.
pub(super) fn hidden() -> Vec<Hidden> {
    let there = |name: &&&str| Path::new("/proc").join(name).exists();
    let nothing = |name: &&str| one(name, Vec::new());
    let mut all: Vec<_> = EMPTY.iter().filter(there).map(nothing).collect();
    if let Ok(stat) = fs::read_to_string("/proc/stat") {
        all.push(one("stat", still(&stat).into_bytes()));
    }
    let number = "sys/kernel/random/boot_id";
    // Another one for each cage, each time it starts: it is how cages know that they share a
    // machine.
    if let Ok(random) = fs::read("/proc/sys/kernel/random/uuid") {
        all.push(one(number, random));
    }
    all
}

fn one(name: &str, instead: Vec<u8>) -> Hidden {
    let path = format!("/proc/{name}");
    Hidden { path, instead }
}

/// The same lines with every counter at 0: programs count processors by them, and read when the
/// machine was started.
fn still(stat: &str) -> String {
    let line = |line: &str| {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let name = words.next().unwrap_or_default();
        let values: Vec<_> = words
            .map(|value| if name == "btime" { value } else { "0" })
            .collect();
        // Hundreds of kinds of interrupts: their sum is enough.
        let most = if name == "intr" { 1 } else { values.len() };
        let values = values.into_iter().take(most);
        std::iter::once(name)
            .chain(values)
            .collect::<Vec<_>>()
            .join(" ")
            + "\n"
    };
    stat.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_stand_still() {
        let stat =
            "cpu  12 3 4\ncpu0 6 1 2\nintr 99 1 2 3\nctxt 7\nbtime 1700000000\nprocesses 8\n";
        let said = "cpu 0 0 0\ncpu0 0 0 0\nintr 0\nctxt 0\nbtime 1700000000\nprocesses 0\n";
        assert_eq!(still(stat), said);
    }

    #[test]
    fn only_what_is_there_is_hidden() {
        let all = hidden();
        assert!(all.iter().all(|one| Path::new(&one.path).exists()));
        assert!(all.iter().any(|one| one.path == "/proc/stat"));
    }
}
