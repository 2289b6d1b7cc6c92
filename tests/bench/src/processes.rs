//! What the kernel counts for a compositor's processes, added up.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_setaffinity};

/// What some processes used since they began.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Usage {
    /// CPU time in ns.
    pub(crate) cpu_ns: u64,
    /// Times a thread went to sleep, which is also how often it was woken up.
    pub(crate) wakeups: u64,
}

impl Usage {
    /// Added up over every thread of some processes.
    pub(crate) fn of(processes: &[u32]) -> Self {
        let threads = processes.iter().flat_map(|pid| threads(*pid));
        threads.fold(Self::default(), |sum, thread| Self {
            cpu_ns: sum.cpu_ns + first_number(&read(&thread.join("schedstat"))),
            wakeups: sum.wakeups + field(&read(&thread.join("status")), "voluntary_ctxt_switches"),
        })
    }

    /// What was used between an earlier usage and this one.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            cpu_ns: self.cpu_ns.saturating_sub(earlier.cpu_ns),
            wakeups: self.wakeups.saturating_sub(earlier.wakeups),
        }
    }

    /// CPU time in µs.
    pub(crate) fn cpu_us(self) -> f64 {
        self.cpu_ns as f64 / 1e3
    }
}

/// A process and all that descend from it.
pub(crate) fn tree(root: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return vec![root];
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    let pids = names.filter_map(|name| name.to_str()?.parse().ok());
    let stat = |pid: u32| read(&PathBuf::from(format!("/proc/{pid}/stat")));
    let all = pids.filter_map(|pid| Some((pid, parent(&stat(pid))?)));
    descendants(root, &all.collect::<Vec<_>>())
}

/// Those of some (process, parent) pairs that descend from one, itself included.
fn descendants(root: u32, all: &[(u32, u32)]) -> Vec<u32> {
    let children = all.iter().filter(|(_, parent)| *parent == root);
    let below = children.flat_map(|(child, _)| descendants(*child, all));
    std::iter::once(root).chain(below).collect()
}

/// The parent in a line of /proc/PID/stat; the name before it may hold anything.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// Memory in KiB, each shared page in equal parts with all who map it.
///
/// # Errors
/// When a process hides its memory: part of a sum would be no sum.
pub(crate) fn memory_kib(processes: &[u32]) -> io::Result<u64> {
    let of = |pid: &u32| fs::read_to_string(format!("/proc/{pid}/smaps_rollup"));
    let each = processes.iter().map(|pid| Ok(field(&of(pid)?, "Pss")));
    each.sum()
}

/// Lets every thread of some processes run on these CPUs only.
pub(crate) fn pin(processes: &[u32], cpus: &CpuSet) -> io::Result<()> {
    for thread in processes.iter().flat_map(|pid| threads(*pid)) {
        let name = thread.file_name().unwrap_or_default().to_string_lossy();
        let number = name.parse().ok().and_then(Pid::from_raw);
        sched_setaffinity(number, cpus)?;
    }
    Ok(())
}

/// The first two CPUs of some; the same one twice when it is the only one.
pub(crate) fn first_two(of: &CpuSet) -> (CpuSet, CpuSet) {
    let mut cpus = (0..CpuSet::MAX_CPU).filter(|cpu| of.is_set(*cpu));
    let first = cpus.next().unwrap_or(0);
    (only(first), only(cpus.next().unwrap_or(first)))
}

fn only(cpu: usize) -> CpuSet {
    let mut set = CpuSet::new();
    set.set(cpu);
    set
}

fn threads(pid: u32) -> Vec<PathBuf> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"));
    let entries = tasks.into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// A process may end between being listed and being read; then it counts nothing.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn first_number(text: &str) -> u64 {
    let first = text.split_whitespace().next();
    first.and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// The number after `name:` at the beginning of a line.
fn field(text: &str, name: &str) -> u64 {
    let values = text.lines().filter_map(|line| line.strip_prefix(name));
    let value = values.filter_map(|rest| rest.strip_prefix(':')).next();
    value.map_or(0, first_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_their_whole_name() {
        let status = "nonvoluntary_ctxt_switches:\t7\nvoluntary_ctxt_switches:\t12\n";
        assert_eq!(field(status, "voluntary_ctxt_switches"), 12);
        let memory = "Pss_Anon:  1 kB\nPss:    2043 kB\n";
        assert_eq!((field(memory, "Pss"), field(memory, "Swap")), (2043, 0));
        assert_eq!(first_number("123 456 7\n"), 123);
    }

    #[test]
    fn a_name_cannot_hide_a_parent() {
        assert_eq!(parent("12 (a) b 3) S 4 5 6"), Some(4));
        assert_eq!(parent(""), None);
    }

    #[test]
    fn a_tree_has_no_strangers() {
        let all = [(2, 1), (3, 2), (4, 3), (5, 1), (6, 2)];
        assert_eq!(descendants(2, &all), [2, 3, 4, 6]);
    }

    #[test]
    fn one_cpu_is_taken_twice() {
        let (first, second) = first_two(&only(3));
        assert!(first == second && first.is_set(3) && first.count() == 1);
        let mut both = only(3);
        both.set(5);
        assert!(first_two(&both).1.is_set(5));
    }

    #[test]
    fn this_process_is_counted() {
        let own = [std::process::id()];
        assert!(tree(own[0]).starts_with(&own));
        assert!(Usage::of(&own).cpu_ns > 0);
        assert!(memory_kib(&own).unwrap() > 100);
        assert!(memory_kib(&[0]).is_err());
    }
}
