//! What the system says of processes: whose they are, and in which space of pids.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;

use rustix::process::getuid;

/// A space of pids: no two that live at the same time are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Space(u64);

/// Parents that are looked through on the way to a cage's init.
const GENERATIONS: usize = 64;

/// The space that a process is in, as far as it may be known.
pub(super) fn space_of(pid: u32) -> io::Result<Space> {
    let about = fs::metadata(format!("/proc/{pid}/ns/pid"))?;
    Ok(Space(about.ino()))
}

/// A line of a process's status.
fn field(status: &str, name: &str) -> Option<String> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim_start_matches(':').trim().to_owned())
}

fn first(status: &str, name: &str) -> Option<u32> {
    let line = field(status, name)?;
    line.split_whitespace().next()?.parse().ok()
}

/// Whether a process is the first of a space of pids that is not ours.
pub(super) fn first_of_its_space(pid: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let pids = field(&status, "NSpid").unwrap_or_default();
    let pids: Vec<&str> = pids.split_whitespace().collect();
    pids.len() > 1 && pids.last() == Some(&"1")
}

/// The group of control that a process is in, as the unified hierarchy names it.
pub(super) fn group_of(pid: u32) -> Option<String> {
    let groups = fs::read_to_string(format!("/proc/{pid}/cgroup")).ok()?;
    let line = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    Some(line.to_owned())
}

/// Why a process is none of those that `init`, the first of `space`, leads; none if it is one.
/// With `group` it must also be in or below that group of control.
pub(super) fn mismatch(pid: u32, space: Space, group: Option<&str>) -> Option<String> {
    let status = match fs::read_to_string(format!("/proc/{pid}/status")) {
        Ok(status) => status,
        Err(_) => return Some(format!("process {pid} has ended")),
    };
    if first(&status, "Uid") != Some(getuid().as_raw()) {
        return Some(format!("process {pid} is another user's"));
    }
    if !within(pid, space) {
        return Some(format!("process {pid} is outside of the cage"));
    }
    let group = group?;
    let own = group_of(pid).unwrap_or_default();
    let below = own
        .strip_prefix(group)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || group.ends_with('/'));
    (!below).then(|| format!("process {pid} is in the group {own}, the cage in {group}"))
}

/// Whether a process, or one that it comes from, is in this space. Programs may make spaces
/// below the cage's, whose first process always has a parent above.
fn within(pid: u32, space: Space) -> bool {
    let mut pid = pid;
    for _ in 0..GENERATIONS {
        if space_of(pid).is_ok_and(|other| other == space) {
            return true;
        }
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        match first(&status, "PPid") {
            Some(parent) if parent > 1 => pid = parent,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_within_its_own_space_and_no_other() {
        let own = std::process::id();
        let space = space_of(own).unwrap();
        assert_eq!(mismatch(own, space, None), None);
        let other = mismatch(own, Space(1), None).unwrap();
        assert!(other.contains("outside of the cage"), "{other}");
        assert!(!first_of_its_space(own), "tests are nobody's init");
        let gone = mismatch(u32::MAX, space, None).unwrap();
        assert!(gone.contains("has ended"), "{gone}");
    }

    #[test]
    fn another_group_is_seen() {
        let own = std::process::id();
        let space = space_of(own).unwrap();
        let Some(group) = group_of(own) else {
            eprintln!("this machine has no unified control groups: nothing to compare");
            assert!(mismatch(own, space, Some("/x")).is_some());
            return;
        };
        assert_eq!(mismatch(own, space, Some(&group)), None);
        let beside = format!("{}x", group.trim_end_matches('/'));
        assert!(
            mismatch(own, space, Some(&beside))
                .unwrap()
                .contains("in the group")
        );
    }
}
