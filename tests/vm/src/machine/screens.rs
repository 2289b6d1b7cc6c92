//! The guest's screens: what they show, and their coming, changing and going.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::guest::Guest;
use super::options::SIZE;
use super::vnc::{Cursor, Vnc};
use super::wait::until_true;
use crate::picture::Picture;

impl Guest {
    /// Pixels of the first screen at the start.
    pub const SIZE: (u32, u32) = SIZE;

    /// What a screen shows, without the cursor plane.
    ///
    /// # Errors
    /// When QEMU can't say.
    pub fn screen(&self, head: usize) -> Result<Picture> {
        let file = self.folder().join("screen.ppm");
        self.dump(head, &file, "ppm")?;
        Picture::from_ppm(&fs::read(&file)?).context("QEMU's picture of the screen")
    }

    /// Saves what a screen shows as PNG.
    ///
    /// # Errors
    /// When QEMU can't.
    pub fn save_screen(&self, head: usize, file: &Path) -> Result<()> {
        self.dump(head, file, "png")
    }

    fn dump(&self, head: usize, file: &Path, format: &str) -> Result<()> {
        let arguments = json!({
            "filename": file.display().to_string(), "format": format,
            "device": "gpu0", "head": head,
        });
        self.qmp("screendump", arguments).map(|_| ())
    }

    /// Waits until a screen shows something.
    ///
    /// # Errors
    /// When it does not soon; the message names `what`.
    pub fn until_shown(
        &self,
        head: usize,
        what: &str,
        mut shown: impl FnMut(&Picture) -> bool,
    ) -> Result<()> {
        until_true(what, || Ok(shown(&self.screen(head)?)))
    }

    /// Plugs a screen of this size into a connector, or changes the one that is there.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn plug_screen(&self, head: usize, size: (u16, u16)) -> Result<()> {
        self.with_vnc(head, |vnc| vnc.set_size(size))
    }

    /// Pulls a screen out.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn unplug_screen(&self, head: usize) -> Result<()> {
        // QEMU passes a size on only when it differs from the last it was given, and has
        // been given none at the start.
        let first = self.screens.borrow()[head].is_none() && head == 0;
        if first {
            self.with_vnc(head, |vnc| vnc.set_size(vnc.size))?;
        }
        self.with_vnc(head, |vnc| vnc.set_size((0, 0)))
    }

    /// The cursor plane's image; none when none was set for a while.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn cursor(&self, head: usize, patience: Duration) -> Result<Option<Cursor>> {
        self.with_vnc(head, |vnc| vnc.cursor(patience))
    }

    fn with_vnc<T>(&self, head: usize, act: impl FnOnce(&mut Vnc) -> Result<T>) -> Result<T> {
        if self.screens.borrow()[head].is_none() {
            let vnc = self.connect_vnc(head)?;
            self.screens.borrow_mut()[head] = Some(vnc);
        }
        let mut screens = self.screens.borrow_mut();
        act(screens[head].as_mut().context("a VNC connection")?)
    }
}
