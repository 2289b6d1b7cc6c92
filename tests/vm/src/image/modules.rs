//! Kernel modules for the guest: which, what they need, and one that Debian does not build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::cache::{Cache, key_of_files};
use super::tools::{command, run, text};

/// Loaded while the guest boots.
pub(super) const BOOT: [&str; 10] = [
    "virtio_pci",
    "virtio_console",
    "9pnet_virtio",
    "9p",
    "overlay",
    "virtio_blk",
    "squashfs",
    "virtio-gpu",
    "virtio_input",
    "evdev",
];

/// Carried along for checks to load.
pub(super) const LATER: [&str; 1] = ["uinput"];

/// What vkms needs.
pub(super) const UNDER_VKMS: &str = "drm_shmem_helper";

/// The directions for vkms, which builds outside of the kernel's tree as it is.
const KBUILD: &str = "obj-m := vkms.o\nvkms-y := vkms_drv.o vkms_plane.o vkms_output.o \
                      vkms_formats.o vkms_crtc.o vkms_composer.o vkms_writeback.o\n";

/// The files of a module and of all it needs, in the order of loading.
pub(super) fn files(version: &str, module: &str) -> Result<Vec<PathBuf>> {
    let listed = text(command("modprobe")?.args(["-S", version, "--show-depends", module]))?;
    // Those that the kernel has built in are listed as such.
    let file = |line: &str| {
        line.strip_prefix("insmod ")
            .map(|path| PathBuf::from(path.trim()))
    };
    Ok(listed.lines().filter_map(file).collect())
}

/// A module without debugging data and signature, neither of which the guest looks at.
pub(super) fn stripped(module: &Path, scratch: &Path) -> Result<Vec<u8>> {
    let out = scratch.join("module");
    run(command("objcopy")?
        .args(["--strip-debug", "-R", ".BTF"])
        .arg(module)
        .arg(&out))?;
    Ok(fs::read(&out)?)
}

/// A graphics device that has nothing but a vertical blank of 60 Hz, built from the kernel's
/// source: the only one here that times frames as a screen does.
pub(super) fn vkms(cache: &Cache, version: &str) -> Result<PathBuf> {
    let release: Vec<_> = version.split('.').take(2).collect();
    let name = format!("linux-source-{}", release.join("."));
    let source = PathBuf::from(format!("/usr/src/{name}.tar.xz"));
    let headers = PathBuf::from(format!("/usr/src/linux-headers-{version}"));
    let key = key_of_files([&source, &headers.join("Module.symvers")])?;
    cache.keep("vkms", key, |file| {
        let folder = cache.scratch("vkms.build")?;
        let inside = format!("{name}/drivers/gpu/drm/vkms");
        run(command("tar")?
            .arg("-xJf")
            .arg(&source)
            .arg("-C")
            .arg(&folder)
            .arg(&inside))?;
        let vkms = folder.join(inside);
        fs::write(vkms.join("Kbuild"), KBUILD)?;
        let of = format!("M={}", vkms.display());
        run(command("make")?
            .args(["-s", "-C"])
            .arg(&headers)
            .args([&of, "modules"]))?;
        fs::write(file, stripped(&vkms.join("vkms.ko"), &folder)?)?;
        fs::remove_dir_all(&folder).context("clearing up")
    })
}
