//! What the guest is made of: Debian's kernel, a first file system in memory, and a root of
//! the host's own files; and the guest saved right after it has booted, for each check anew.

mod cache;
mod cpio;
mod initramfs;
mod kernel;
mod modules;
mod programs;
mod root;
mod tools;

use std::path::{Path, PathBuf};

use anyhow::Result;

pub use cache::Cache;
pub use programs::Programs;

use crate::machine::Guest;

/// Everything that a guest is started from.
#[derive(Debug)]
pub struct Image {
    /// The kernel, unpacked.
    pub kernel: PathBuf,
    /// The first file system.
    pub initramfs: PathBuf,
    /// The root, read-only.
    pub root: PathBuf,
    /// A booted guest of the three; none while that is being made.
    pub booted: Option<PathBuf>,
    /// What is tested in it.
    pub programs: Programs,
}

impl Image {
    /// Makes what is not in the cache. `built` is where cargo left the programs.
    ///
    /// # Errors
    /// When a package is missing or a tool fails; the message names it.
    pub fn make(cache: &Cache, built: &Path) -> Result<Image> {
        let programs = Programs::find(built)?;
        let version = kernel::version()?;
        let kernel = kernel::unpacked(cache, &version)?;
        let vkms = modules::vkms(cache, &version)?;
        let initramfs = initramfs::make(cache, &version, &vkms)?;
        let root = root::make(cache, &programs)?;
        let mut image = Image {
            kernel,
            initramfs,
            root,
            booted: None,
            programs,
        };
        let parts = [&image.kernel, &image.initramfs, &image.root];
        let key = cache::key(&(parts, Guest::options(&image), tools::qemu_version()?));
        let booted = cache.keep("booted", key, |file| Guest::boot(&image)?.save(file))?;
        image.booted = Some(booted);
        Ok(image)
    }
}
