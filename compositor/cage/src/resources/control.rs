//! Control groups of the kernel's second version, as folders.

use std::io;
use std::path::{Path, PathBuf};
use std::{fs, process};

use lisere_policy::Resources;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Access, access, getxattr};
use rustix::io::Errno;
use rustix::process::Pid;

/// What divides memory, processes, processors and disks.
const CONTROLLERS: [&str; 4] = ["memory", "pids", "cpu", "io"];
/// Microseconds in which a share of processors is given.
const PERIOD: u64 = 100_000;
/// How often, and for how many nanoseconds each, a change is waited for.
const WAITS: (usize, i64) = (20, 50_000_000);
/// Marks the folders of cages; behind it stands whose they are.
const MARK: &str = "lisere.";
/// Where what was in a delegated group goes, so that it can be divided.
const LEAF: &str = "lisere";
/// How often it is tried to empty a group, in which processes come and go meanwhile: once those
/// who start others have moved, no more come.
const ROUNDS: usize = 32;

/// The group that this process was started in, if it may divide it.
#[derive(Debug)]
pub(super) struct Own {
    folder: PathBuf,
    /// Those of [`CONTROLLERS`] that folders beneath have.
    enabled: Vec<&'static str>,
}

/// One group.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Own {
    pub(super) fn find() -> Option<Self> {
        let folder = folder_of("self")?;
        let may = |path: &Path| access(path, Access::WRITE_OK).is_ok();
        if !may(&folder) || !may(&folder.join("cgroup.procs")) {
            return None;
        }
        sweep(&folder);
        let enabled = divide(&folder);
        Some(Self { folder, enabled })
    }

    /// Whether memory and processes are bounded.
    pub(super) fn bounds(&self) -> bool {
        self.has("memory") && self.has("pids")
    }

    fn has(&self, controller: &str) -> bool {
        self.enabled.contains(&controller)
    }

    /// A new one beneath, with its bounds, for a cage's `nth` group.
    pub(super) fn folder(&self, cage: &str, nth: u32, most: &Resources) -> io::Result<Folder> {
        let name = format!("{MARK}{}.{nth}.{cage}", process::id());
        let path = self.folder.join(name);
        fs::create_dir(&path)?;
        let folder = Folder { path };
        for (controller, file, value) in bounds(most) {
            if self.has(controller) {
                folder.set(file, &value)?;
            }
        }
        Ok(folder)
    }
}

/// What is written where: only what the policy bounds.
fn bounds(most: &Resources) -> Vec<(&'static str, &'static str, String)> {
    let bytes = |mib: u64| mib.saturating_mul(1024 * 1024).to_string();
    let quota = |percent: u64| {
        let quota = percent.saturating_mul(PERIOD / 100);
        format!("{quota} {PERIOD}")
    };
    let memory = most
        .memory_mib
        .map(|mib| ("memory", "memory.max", bytes(mib)));
    // Else what is over goes to disk, and slows everybody.
    let swap = most
        .memory_mib
        .map(|_| ("memory", "memory.swap.max", "0".to_owned()));
    let pids = most.processes.map(|n| ("pids", "pids.max", n.to_string()));
    let cpu = most.cpu_percent.map(|n| ("cpu", "cpu.max", quota(n)));
    let io = most
        .io_weight
        .map(|n| ("io", "io.weight", format!("default {n}")));
    [memory, swap, pids, cpu, io]
        .into_iter()
        .flatten()
        .collect()
}

impl Folder {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn take(&self, pid: Pid) -> io::Result<()> {
        self.set("cgroup.procs", &pid.as_raw_nonzero().to_string())
    }

    pub(super) fn freeze(&self, frozen: bool) -> bool {
        let value = if frozen { "1" } else { "0" };
        self.set("cgroup.freeze", value).is_ok() && {
            self.wait_for(&format!("frozen {value}"));
            true
        }
    }

    pub(super) fn kill(&self) -> bool {
        self.set("cgroup.kill", "1").is_ok()
    }

    pub(super) fn usage(&self) -> (Option<u64>, Option<u64>) {
        let memory = self.get("memory.current");
        let processes = self.get("cgroup.procs").map(|text| text.lines().count());
        (
            memory.and_then(|text| text.trim().parse().ok()),
            processes.and_then(|count| count.try_into().ok()),
        )
    }

    /// Ends what is left, and takes the folder away. If that takes longer, who looks for
    /// groups next does it.
    pub(super) fn remove(&self) {
        if fs::remove_dir(&self.path).is_err() && self.kill() {
            self.wait_for("populated 0");
            let _ = fs::remove_dir(&self.path);
        }
    }

    /// Waits until the kernel says so, or not much longer than anybody would.
    fn wait_for(&self, line: &str) {
        let Ok(events) = fs::File::open(self.path.join("cgroup.events")) else {
            return;
        };
        let pause = Timespec {
            tv_sec: 0,
            tv_nsec: WAITS.1,
        };
        for _ in 0..WAITS.0 {
            // Through the same descriptor: it is this look that the next change is told after.
            let text = head(&events);
            if text.lines().any(|found| found == line) {
                return;
            }
            let mut fds = [PollFd::new(&events, PollFlags::PRI)];
            let _ = poll(&mut fds, Some(&pause));
        }
    }

    fn get(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.path.join(file)).ok()
    }

    fn set(&self, file: &str, value: &str) -> io::Result<()> {
        fs::write(self.path.join(file), value)
    }
}

fn head(file: &fs::File) -> String {
    let mut bytes = [0; 256];
    let got = rustix::io::pread(file, &mut bytes, 0).unwrap_or_default();
    String::from_utf8_lossy(bytes.get(..got).unwrap_or_default()).into_owned()
}

/// Where the group of a process (a number, or `self`) is.
pub(super) fn folder_of(process: &str) -> Option<PathBuf> {
    let groups = fs::read_to_string(format!("/proc/{process}/cgroup")).ok()?;
    let path = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    let (root, place) = mounted(&fs::read_to_string("/proc/self/mountinfo").ok()?)?;
    let path = Path::new(path).strip_prefix(root).ok()?;
    let folder = place.join(path);
    folder.is_dir().then_some(folder)
}

/// What of the groups is mounted, and where.
fn mounted(table: &str) -> Option<(PathBuf, PathBuf)> {
    table.lines().find_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let mut fields = before.split(' ').skip(3);
        let (root, place) = (fields.next()?, fields.next()?);
        after
            .starts_with("cgroup2 ")
            .then(|| (PathBuf::from(root), PathBuf::from(place)))
    })
}

/// Lets folders beneath have all controllers that there are; those that they have then.
fn divide(folder: &Path) -> Vec<&'static str> {
    let here = Folder::at(folder.to_owned());
    let have = |file: &str| {
        let text = here.get(file).unwrap_or_default();
        let words: Vec<_> = text.split_whitespace().map(ToOwned::to_owned).collect();
        let both = CONTROLLERS.into_iter();
        both.filter(|name| words.iter().any(|word| word == name))
            .collect::<Vec<_>>()
    };
    // Where there are processes beside folders the kernel takes some controllers all the same,
    // and no process goes into a folder any more. The topmost group may have both.
    let topmost = here.get("cgroup.type").is_none();
    let empty = || here.get("cgroup.procs").is_some_and(|text| text.is_empty());
    for _ in 0..ROUNDS {
        if !(topmost || empty() || (delegated(folder) && vacate(&here))) {
            break;
        }
        let set = |controller| here.set("cgroup.subtree_control", &format!("+{controller}"));
        let busy = |done: io::Result<()>| {
            done.is_err_and(|error| error.raw_os_error() == Some(Errno::BUSY.raw_os_error()))
        };
        // Somebody has started something after it was seen to be empty.
        let came = have("cgroup.controllers").into_iter().map(set).any(busy);
        if !came || topmost {
            break;
        }
    }
    have("cgroup.subtree_control")
}

/// Whether whoever manages the groups has left this one to those in it.
fn delegated(folder: &Path) -> bool {
    ["user.delegate", "trusted.delegate"].iter().any(|name| {
        let mut value = [0; 8];
        let got = getxattr(folder, *name, &mut value[..]);
        got.is_ok_and(|got| value.get(..got) == Some(b"1"))
    })
}

/// Moves what is in a group one down: only then may it be divided.
fn vacate(here: &Folder) -> bool {
    let leaf = Folder::at(here.path.join(LEAF));
    let made = fs::create_dir(&leaf.path);
    if made.is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        return false;
    }
    emptied(
        || here.get("cgroup.procs").unwrap_or_default(),
        |pid| leaf.set("cgroup.procs", pid),
    )
}

/// Moves all processes that are listed, until none is. One that has ended needs no place.
fn emptied(inside: impl Fn() -> String, mut take: impl FnMut(&str) -> io::Result<()>) -> bool {
    for _ in 0..ROUNDS {
        let listed = inside();
        if listed.is_empty() {
            return true;
        }
        for pid in listed.lines() {
            let gone = |error: &io::Error| error.raw_os_error() == Some(Errno::SRCH.raw_os_error());
            if take(pid).is_err_and(|error| !gone(&error)) {
                return false;
            }
        }
    }
    false
}

/// Takes away what sessions have left that were killed; the kernel keeps what is in use.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_str().and_then(|name| name.strip_prefix(MARK));
        let owner = name.and_then(|name| name.split('.').next());
        let gone = owner.is_some_and(|pid| !Path::new("/proc").join(pid).exists());
        if gone {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_group_with_processes_of_its_own_is_not_divided() {
        let place = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| fs::write(place.path().join(file), text).unwrap();
        write("cgroup.type", "domain\n");
        write("cgroup.controllers", "cpu pids\n");
        write("cgroup.subtree_control", "");
        write("cgroup.procs", "1\n");
        assert!(divide(place.path()).is_empty());
        let told = || fs::read_to_string(place.path().join("cgroup.subtree_control")).unwrap();
        assert_eq!(told(), "");
        write("cgroup.procs", "");
        divide(place.path());
        assert!(!told().is_empty(), "an empty one is");
    }

    #[test]
    fn who_comes_and_goes_meanwhile_is_no_hindrance() {
        let rounds = |lists: &'static [&'static str], error: fn(&str) -> Option<Errno>| {
            let (left, moved) = (RefCell::new(lists.iter()), RefCell::new(Vec::new()));
            let next = || left.borrow_mut().next().unwrap_or(&"7\n").to_string();
            let done = emptied(next, |pid| match error(pid) {
                Some(error) => Err(error.into()),
                None => {
                    moved.borrow_mut().push(pid.to_owned());
                    Ok(())
                }
            });
            (done, moved.into_inner())
        };
        let gone = |pid: &str| (pid == "2").then_some(Errno::SRCH);
        let (done, moved) = rounds(&["1\n2\n3\n", "4\n", ""], gone);
        assert!(done);
        assert_eq!(moved, ["1", "3", "4"]);
        // One that may not be moved stays, and so does the group.
        let refused = |pid: &str| (pid == "2").then_some(Errno::ACCESS);
        assert!(!rounds(&["1\n2\n3\n", ""], refused).0);
        // One that is always there again is not waited for for ever.
        assert!(!rounds(&[], |_| None).0);
    }

    #[test]
    fn only_what_is_bounded_is_written() {
        assert!(bounds(&Resources::default()).is_empty());
        let most = Resources {
            memory_mib: Some(2),
            cpu_percent: Some(150),
            ..Resources::default()
        };
        let expected = [
            ("memory", "memory.max", "2097152".to_owned()),
            ("memory", "memory.swap.max", "0".to_owned()),
            ("cpu", "cpu.max", "150000 100000".to_owned()),
        ];
        assert_eq!(bounds(&most), expected);
    }

    #[test]
    fn the_second_version_is_found_beside_the_first() {
        let table = "40 31 0:37 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n\
                     41 31 0:38 /a /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw\n";
        let expected = ("/a".into(), "/sys/fs/cgroup/unified".into());
        assert_eq!(mounted(table), Some(expected));
        assert_eq!(mounted(""), None);
    }
}
