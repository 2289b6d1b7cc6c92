//! The guest's first file system: busybox, the kernel's modules and our own scripts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::cache::{Cache, key, key_of_files};
use super::cpio::Archive;
use super::modules::{BOOT, LATER, UNDER_VKMS, files, stripped};
use super::tools::tool;

/// Our scripts, by the name they have inside.
const SCRIPTS: [(&str, &str); 4] = [
    ("init", include_str!("../../guest/init")),
    ("guest/system", include_str!("../../guest/system")),
    ("guest/seat", include_str!("../../guest/seat")),
    ("guest/agent", include_str!("../../guest/agent")),
];

/// Makes it. `vkms` is the module that was built for it.
pub(super) fn make(cache: &Cache, version: &str, vkms: &Path) -> Result<PathBuf> {
    let busybox = tool("busybox")?;
    let mut lists = BTreeMap::new();
    let mut boot: Vec<PathBuf> = Vec::new();
    for module in BOOT {
        boot.extend(files(version, module)?);
    }
    lists.insert("boot", boot);
    for module in LATER {
        lists.insert(module, files(version, module)?);
    }
    lists.insert("vkms", files(version, UNDER_VKMS)?);
    let used = lists.values().flatten().chain([&busybox]);
    let made_of = key(&(key_of_files(used)?, vkms, SCRIPTS));
    cache.keep("initramfs", made_of, |file| {
        let mut archive = Archive::default();
        for folder in ["bin", "dev", "proc", "sys", "mnt", "guest", "modules"] {
            archive.folder(folder);
        }
        archive.file("bin/busybox", true, &fs::read(&busybox)?);
        for (name, text) in SCRIPTS {
            archive.file(name, true, text.as_bytes());
        }
        add_modules(&mut archive, cache, &lists)?;
        archive.file("modules/vkms.ko", false, &fs::read(vkms)?);
        Ok(fs::write(file, archive.finish())?)
    })
}

/// Each module once, and for each list a file that names them in the order of loading.
fn add_modules(
    archive: &mut Archive,
    cache: &Cache,
    lists: &BTreeMap<&str, Vec<PathBuf>>,
) -> Result<()> {
    let scratch = cache.scratch("modules.strip")?;
    let mut done = Vec::new();
    for (list, modules) in lists {
        let mut names = Vec::new();
        for module in modules {
            let name = module
                .file_name()
                .context("a module's name")?
                .to_string_lossy();
            if !done.contains(module) {
                archive.file(
                    &format!("modules/{name}"),
                    false,
                    &stripped(module, &scratch)?,
                );
                done.push(module.clone());
            }
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if *list == "vkms" {
            names.push("vkms.ko".into());
        }
        let text = names.join("\n") + "\n";
        archive.file(&format!("modules/{list}"), false, text.as_bytes());
    }
    Ok(fs::remove_dir_all(&scratch)?)
}
