//! Debian's kernel, unpacked once so that no guest has to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::cache::{Cache, key_of_files};
use super::tools::{command, run, text};

/// The version that Debian's package `linux-image-amd64` stands for, as in `/lib/modules`.
pub(super) fn version() -> Result<String> {
    let query = ["-W", "-f", "${Depends}", "linux-image-amd64"];
    let depends = text(Command::new("dpkg-query").args(query))?;
    let first = depends.split([' ', ',']).next();
    let version = first.and_then(|package| package.strip_prefix("linux-image-"));
    let version = version.with_context(|| format!("no kernel among `{depends}`"))?;
    Ok(version.to_owned())
}

/// The kernel as an ELF file, which QEMU starts at once.
pub(super) fn unpacked(cache: &Cache, version: &str) -> Result<PathBuf> {
    let packed = PathBuf::from(format!("/boot/vmlinuz-{version}"));
    let key = key_of_files([&packed])?;
    cache.keep("kernel", key, |file| {
        let image = fs::read(&packed)?;
        let payload = payload(&image).with_context(|| packed.display().to_string())?;
        unpack(payload, file)
    })
}

/// The packed kernel in a boot image (Documentation/arch/x86/boot.rst of the kernel).
fn payload(image: &[u8]) -> Result<&[u8]> {
    ensure!(
        image.get(0x202..0x206) == Some(b"HdrS"),
        "no boot image of x86"
    );
    let word = |at: usize| -> Result<usize> {
        let bytes: [u8; 4] = image.get(at..at + 4).context("cut short")?.try_into()?;
        Ok(u32::from_le_bytes(bytes) as usize)
    };
    let setup = match image.get(0x1f1) {
        Some(0) | None => 4,
        Some(sectors) => usize::from(*sectors),
    };
    let start = (setup + 1) * 512 + word(0x248)?;
    // The last four bytes are the length of the unpacked kernel.
    let end = start + word(0x24c)? - 4;
    image.get(start..end).context("cut short")
}

fn unpack(payload: &[u8], file: &Path) -> Result<()> {
    let name = match payload {
        [0xfd, b'7', b'z', ..] => "xz",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [0x1f, 0x8b, ..] => "gzip",
        _ => bail!("the kernel is packed in a way that is not known here"),
    };
    let packed = file.with_extension("packed");
    fs::write(&packed, payload)?;
    let unpacked = run(command(name)?.arg("-dc").arg(&packed));
    fs::remove_file(&packed)?;
    let unpacked = unpacked?;
    ensure!(
        unpacked.starts_with(b"\x7fELF"),
        "what was unpacked is no kernel"
    );
    Ok(fs::write(file, unpacked)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_is_found_and_a_short_image_refused() {
        let mut image = vec![0; 0x600];
        image[0x1f1] = 1;
        image[0x202..0x206].copy_from_slice(b"HdrS");
        image[0x248..0x24c].copy_from_slice(&8u32.to_le_bytes());
        image[0x24c..0x250].copy_from_slice(&9u32.to_le_bytes());
        image[0x408..0x40d].copy_from_slice(b"inner");
        assert_eq!(payload(&image).unwrap(), b"inner");
        assert!(payload(&image[..0x40c]).is_err() && payload(b"MZ").is_err());
    }
}
