//! The guest's root: some of the host's own files, in one file system image.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::cache::{Cache, key, key_of_files};
use super::programs::Programs;
use super::tools::{command, files_below, libraries, library, run, text, tool};

/// Programs that busybox has not, or not well enough.
const PROGRAMS: [&str; 9] = [
    "bash",
    "setpriv",
    "udevadm",
    "seatd",
    "bwrap",
    "setfattr",
    "dbus-daemon",
    "systemctl",
    "systemd-run",
];

/// What they and the session read: rules and databases of udev, the units of users,
/// keyboard tables, quirks.
const DATA: [&str; 12] = [
    "/usr/lib/udev",
    "/usr/lib/systemd/systemd-udevd",
    "/usr/lib/systemd/systemd",
    "/usr/lib/systemd/user",
    "/usr/share/dbus-1",
    "/usr/sbin/unix_chkpwd",
    "/usr/share/X11/xkb",
    "/usr/share/X11/locale/C/Compose",
    "/usr/share/X11/locale/compose.dir",
    "/usr/share/libinput",
    "/usr/share/glvnd",
    "/usr/lib/locale/C.utf8",
];

/// Libraries that are opened by name: by the GL libraries, and by what the session is built of.
const OPENED: [&str; 10] = [
    "libEGL.so.1",
    "libEGL_mesa.so.0",
    "libGLESv2.so.2",
    "libgbm.so.1",
    "libinput.so.10",
    "libseat.so.1",
    "libudev.so.1",
    "libpam.so.0",
    "libpixman-1.so.0",
    "libxkbcommon.so.0",
];

/// What PAM asks for a password of the guest's own lists.
const MODULE: &str = "security/pam_unix.so";

/// Mesa's drivers that need no graphics card.
const DRIVERS: [&str; 3] = ["swrast_dri.so", "kms_swrast_dri.so", "virtio_gpu_dri.so"];

const PASSWD: &str = "root:x:0:0::/root:/bin/bash\nuser:x:1000:1000::/home/user:/bin/bash\n";
const GROUP: &str = "root:x:0:\ntty:x:5:\ndisk:x:6:\nlp:x:7:\ndialout:x:20:\ncdrom:x:24:\n\
                     tape:x:26:\naudio:x:29:\nkmem:x:15:\nvideo:x:44:user\ninput:x:106:\n\
                     render:x:107:user\nkvm:x:108:\nsgx:x:109:\nuser:x:1000:\n";

/// Makes it, with the libraries of these programs; the programs themselves come later.
pub(super) fn make(cache: &Cache, programs: &Programs) -> Result<PathBuf> {
    let files = files(programs)?;
    let made_of = key(&(key_of_files(&files)?, PASSWD, GROUP));
    cache.keep("root", made_of, |image| {
        let folder = cache.scratch("root.tree")?;
        skeleton(&folder)?;
        for file in &files {
            copy(file, &folder)?;
        }
        applets(&folder)?;
        let mut pack = command("mksquashfs")?;
        pack.arg(&folder).arg(image);
        // Nothing is packed: unpacking is slow in an emulated machine.
        pack.args(["-noD", "-noI", "-noF", "-noX", "-no-fragments", "-all-root"]);
        run(pack.args(["-no-progress", "-quiet", "-no-exports", "-noappend"]))?;
        Ok(fs::remove_dir_all(&folder)?)
    })
}

/// Every file that is copied, by its real name or a link's.
fn files(programs: &Programs) -> Result<BTreeSet<PathBuf>> {
    let mut files = vec![tool("busybox")?];
    for name in PROGRAMS {
        files.push(tool(name)?);
    }
    for path in DATA {
        files.extend(files_below(Path::new(path))?);
    }
    for name in OPENED {
        files.push(library(name)?);
    }
    let gbm = library("libgbm.so.1")?;
    let drivers = gbm.parent().context("a library's folder")?.join("dri");
    files.extend(DRIVERS.map(|name| drivers.join(name)));
    let pam = library("libpam.so.0")?;
    files.push(pam.parent().context("a library's folder")?.join(MODULE));
    let elf: Vec<_> = files.iter().chain(programs.paths()).cloned().collect();
    files.extend(libraries(
        &elf.iter()
            .filter(|path| linked(path))
            .cloned()
            .collect::<Vec<_>>(),
    )?);
    let real: Vec<_> = files
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    // A link that leads nowhere on the host leads nowhere in the guest.
    let mut all: BTreeSet<_> = files.into_iter().filter(|path| path.exists()).collect();
    all.extend(real);
    Ok(all)
}

/// Whether a file is a program or a library.
fn linked(path: &Path) -> bool {
    use std::io::Read;
    let mut magic = [0; 4];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic));
    read.is_ok() && magic == *b"\x7fELF"
}

fn skeleton(folder: &Path) -> Result<()> {
    for name in ["bin", "sbin", "lib", "lib64"] {
        fs::create_dir_all(folder.join("usr").join(name))?;
        symlink(format!("usr/{name}"), folder.join(name))?;
    }
    let empty = [
        "proc", "sys", "dev", "run", "tmp", "mnt", "root", "home", "guest", "exchange", "var",
        "etc",
    ];
    for name in empty {
        fs::create_dir_all(folder.join(name))?;
    }
    symlink("/run", folder.join("var/run"))?;
    fs::write(folder.join("etc/passwd"), PASSWD)?;
    fs::write(folder.join("etc/group"), GROUP)?;
    Ok(())
}

/// Copies a file or a link to its place; `/lib` and its like are links into `/usr`.
fn copy(file: &Path, folder: &Path) -> Result<()> {
    let inside = file.strip_prefix("/")?;
    let linked = ["bin", "sbin", "lib", "lib64"]
        .iter()
        .any(|name| inside.starts_with(name));
    let place = if linked {
        folder.join("usr")
    } else {
        folder.to_owned()
    }
    .join(inside);
    if place.symlink_metadata().is_ok() {
        return Ok(());
    }
    fs::create_dir_all(place.parent().context("a folder")?)?;
    let copied = if file.is_symlink() {
        symlink(fs::read_link(file)?, &place)
    } else {
        fs::copy(file, &place).map(|_| ())
    };
    copied.with_context(|| format!("copying {}", file.display()))
}

/// A link for each of busybox's programs that nothing else provides.
fn applets(folder: &Path) -> Result<()> {
    for name in text(command("busybox")?.arg("--list"))?.lines() {
        let places = ["usr/bin", "usr/sbin"].map(|place| folder.join(place).join(name));
        if !places.iter().any(|place| place.symlink_metadata().is_ok()) {
            symlink("/usr/bin/busybox", &places[0])?;
        }
    }
    Ok(())
}
