//! Helpers that are scripts, and time that is turned by hand.

use std::fs::{self, Permissions};
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tempfile::TempDir;

use super::super::{Worked, Workers};
use crate::clock::Now;

/// Longer than any script of these tests takes.
const PATIENCE: Timespec = Timespec {
    tv_sec: 20,
    tv_nsec: 0,
};

/// Workers, and what they have said.
pub(super) struct World {
    pub(super) workers: Workers,
    pub(super) now: Now,
    heard: Vec<Worked>,
}

impl World {
    pub(super) fn new(workers: Workers) -> World {
        World {
            workers,
            now: Now(Duration::from_secs(1_000)),
            heard: Vec::new(),
        }
    }

    /// The next thing that is done; `None` when nothing comes for long.
    pub(super) fn next(&mut self) -> Option<Worked> {
        loop {
            self.heard.extend(self.workers.ready(self.now));
            if !self.heard.is_empty() {
                return Some(self.heard.remove(0));
            }
            if self.workers.next_deadline() == Some(Now::default()) {
                continue;
            }
            let mut readable = [PollFd::from_borrowed_fd(
                self.workers.as_fd(),
                PollFlags::IN,
            )];
            if poll(&mut readable, Some(&PATIENCE)).unwrap() == 0 {
                return None;
            }
        }
    }
}

/// A program that does this, and the folder it is in.
pub(super) fn script(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("helper");
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    (folder, path)
}

/// A grey picture.
pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let grey = vec![128; (width * height) as usize];
    writer.write_image_data(&grey).unwrap();
    writer.finish().unwrap();
    bytes
}

/// Why nothing came of it.
pub(super) fn why(worked: Option<Worked>) -> String {
    match worked {
        Some(Worked::Failed { why, .. }) => why.to_string(),
        other => unreachable!("{other:?}"),
    }
}
