//! When a cage sees by its cameras: the kernel tells of every opening and closing of their
//! nodes, and then it is looked up who has them.
//!
//! A camera can't be had in parts as sound can: the node itself is in the cage. It is another
//! cage's at no time, for the policy gives it to one only.

use std::fs;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
use rustix::io::read;

use super::super::peers::{Space, space_of};
use crate::recipe::Recipe;

/// Between two walks through all processes: who opens a camera again and again costs no more.
const PAUSE: Duration = Duration::from_millis(500);
/// Processes and descriptors that are looked at in one walk.
const MOST: usize = 32_768;

/// The cameras of one cage.
#[derive(Debug)]
pub(super) struct Camera {
    events: OwnedFd,
    /// Their numbers, as the kernel counts devices.
    devices: Vec<u64>,
    space: Space,
    open: bool,
    /// When it is to be looked up.
    due: Option<Duration>,
    looked: Option<Duration>,
}

impl Camera {
    /// Watches those that are there; none without the right, or where there are none.
    pub(super) fn watch(recipe: &Recipe, space: Option<Space>) -> Option<Self> {
        let nodes = nodes(recipe);
        if nodes.is_empty() {
            return None;
        }
        let events = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let kinds = WatchFlags::OPEN | WatchFlags::CLOSE_WRITE | WatchFlags::CLOSE_NOWRITE;
        for node in &nodes {
            add_watch(&events, node, kinds).ok()?;
        }
        let number = |node: &PathBuf| fs::metadata(node).ok().map(|data| data.rdev());
        Some(Self {
            events,
            devices: nodes.iter().filter_map(number).collect(),
            space: space?,
            open: false,
            due: None,
            looked: None,
        })
    }

    /// Looks whether it is open, if something has happened to it.
    pub(super) fn tick(&mut self, now: Duration) {
        let mut bytes = [0; 4_096];
        while read(&self.events, &mut bytes).is_ok_and(|count| count > 0) {
            let rested = self.looked.map(|looked| looked.saturating_add(PAUSE));
            self.due.get_or_insert(rested.unwrap_or(now).max(now));
        }
        if self.due.is_some_and(|due| due <= now) {
            self.due = None;
            self.looked = Some(now);
            self.open = held(self.space, &self.devices);
        }
    }

    /// Whether a program of the cage has one of them.
    pub(super) fn open(&self) -> bool {
        self.open
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        self.due
    }

    pub(super) fn watched(&self) -> (BorrowedFd<'_>, bool) {
        (self.events.as_fd(), false)
    }
}

/// The nodes of the cameras that a cage has by right and that are there, whatever names lead to
/// them.
pub(crate) fn nodes(recipe: &Recipe) -> Vec<PathBuf> {
    let named = recipe.sandbox.cameras.iter();
    let node = |path: &String| {
        let node = fs::canonicalize(path).ok()?;
        camera(&node).then_some(node)
    };
    let granted = named.filter(|_| recipe.rights.camera);
    granted.filter_map(node).collect()
}

/// What the policy names and is not there.
pub(super) fn missing(recipe: &Recipe) -> Vec<String> {
    let named = recipe.sandbox.cameras.iter();
    let lacks = |path: &&String| {
        let node = fs::canonicalize(path);
        recipe.rights.camera && !node.is_ok_and(|node| camera(&node))
    };
    let say =
        |path: &String| format!("camera: {path} is not there: plug it in, then start the cage");
    named.filter(lacks).map(say).collect()
}

/// Whether a node is one of the kernel's for pictures that move.
fn camera(node: &Path) -> bool {
    const VIDEO: u32 = 81;
    fs::metadata(node).is_ok_and(|data| {
        data.file_type().is_char_device() && rustix::fs::major(data.rdev()) == VIDEO
    })
}

/// Whether a process of this space has one of these devices open.
fn held(space: Space, devices: &[u64]) -> bool {
    let Ok(entries) = fs::read_dir("/proc") else {
        return false;
    };
    let name = |entry: fs::DirEntry| entry.file_name().to_str()?.parse::<u32>().ok();
    let mut pids = entries.flatten().filter_map(name).take(MOST);
    pids.any(|pid| space_of(pid).is_ok_and(|other| other == space) && has(pid, devices))
}

fn has(pid: u32, devices: &[u64]) -> bool {
    let Ok(fds) = fs::read_dir(format!("/proc/{pid}/fd")) else {
        return false;
    };
    let number = |fd: fs::DirEntry| fs::metadata(fd.path()).ok().map(|data| data.rdev());
    let mut numbers = fds.flatten().take(MOST).filter_map(number);
    numbers.any(|number| devices.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_device_open_is_found() {
        let space = space_of(std::process::id()).unwrap();
        let node = "/dev/full";
        let device = fs::metadata(node).unwrap().rdev();
        assert!(!has(std::process::id(), &[device]));
        let open = fs::File::open(node).unwrap();
        assert!(held(space, &[device]));
        drop(open);
        assert!(!has(std::process::id(), &[device]));
    }

    #[test]
    fn only_what_the_kernel_sees_by_is_a_camera() {
        for path in ["/dev/null", "/dev/full", "/etc/passwd", "/nonexistent"] {
            assert!(!camera(Path::new(path)), "{path}");
        }
    }
}
