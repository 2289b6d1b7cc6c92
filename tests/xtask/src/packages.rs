//! The Debian packages that building, running, showing and testing need.

use std::process::Command;

use crate::report::say;
use crate::tool::{Done, found, output, run};

/// Packages that are needed together, and what for.
#[derive(Debug)]
pub(crate) struct Set {
    purpose: &'static str,
    names: &'static [&'static str],
}

impl Set {
    /// Packages of some purpose.
    pub(crate) const fn of(purpose: &'static str, names: &'static [&'static str]) -> Self {
        Self { purpose, names }
    }
}

/// A linker and the libraries that the compositor links.
const BUILD: Set = Set {
    purpose: "build",
    names: &[
        "gcc",
        "libc6-dev",
        "pkg-config",
        "libgbm-dev",
        "libinput-dev",
        "libpixman-1-dev",
        "libseat-dev",
        "libudev-dev",
        "libwayland-dev",
        "libxkbcommon-dev",
    ],
};

/// What the compositor loads while it runs: keyboard tables, the GPU's libraries, and
/// those of a session to be nested in; who knows passwords; and what cages are made of, with
/// their networks, buses, sound and other machines.
const RUN: Set = Set {
    purpose: "run",
    names: &[
        "bubblewrap",
        "dbus",
        "libegl1",
        "libgl1-mesa-dri",
        "libgles2",
        "libpam0g",
        "libwayland-client0",
        "libwayland-egl1",
        "libx11-6",
        "libx11-xcb1",
        "libxcursor1",
        "libxi6",
        "libxkbcommon-x11-0",
        "openssh-client",
        "passt",
        "pulseaudio",
        "pulseaudio-utils",
        "waypipe",
        "xdg-dbus-proxy",
        "xkb-data",
    ],
};

/// Real programs to show, and what they need to look right.
const DEMO: Set = Set {
    purpose: "demo",
    names: &[
        "adwaita-icon-theme",
        "fonts-dejavu-core",
        "foot",
        "gtk-4-examples",
        "wayland-utils",
        "weston",
    ],
};

/// A display server to be nested in, who reads what is installed, another machine to run
/// programs on, and the rules of networks.
const TEST: Set = Set {
    purpose: "test",
    names: &[
        "desktop-file-utils",
        "iproute2",
        "libglib2.0-bin",
        "mandoc",
        "nftables",
        "openssh-server",
        "python3-minimal",
        "weston",
        "xvfb",
    ],
};

/// A machine to be started from a console in: a kernel, what emulates it, and what its root
/// is made of. The kernel's source has a graphics device that Debian does not build.
const VM: Set = Set {
    purpose: "vm",
    names: &[
        "attr",
        "binutils",
        "busybox-static",
        "kmod",
        "libinput-bin",
        "linux-headers-amd64",
        "linux-image-amd64",
        "linux-source",
        "make",
        "qemu-system-x86",
        "seatd",
        "squashfs-tools",
        "systemd",
        "udev",
        "util-linux",
        "xz-utils",
    ],
};

/// Canonical's conformance suite.
const WLCS: Set = Set {
    purpose: "wlcs",
    names: &["wlcs"],
};

/// The compositor that the suite's authors measure with it.
const MIR: Set = Set {
    purpose: "mir",
    names: &["mir-wlcs-integration"],
};

/// The compositors to be compared with.
const BENCH: Set = Set {
    purpose: "bench",
    names: &["sway", "weston"],
};

/// Machines in namespaces, and whoever gives up powers there.
const MACHINES: Set = Set {
    purpose: "machines within",
    names: &["iproute2", "util-linux"],
};

/// What `bench` needs.
pub(crate) const FOR_BENCH: [Set; 3] = [BUILD, RUN, BENCH];
/// What `demo` needs.
pub(crate) const FOR_DEMO: [Set; 3] = [BUILD, RUN, DEMO];
/// What `goldens` needs.
pub(crate) const FOR_BUILD: [Set; 2] = [BUILD, RUN];
/// What `wlcs` needs, by itself and with Mir beside.
pub(crate) const FOR_WLCS: [Set; 3] = [BUILD, RUN, WLCS];
pub(crate) const FOR_MIR: [Set; 4] = [BUILD, RUN, WLCS, MIR];
/// What `programs` needs, besides the programs.
pub(crate) const FOR_PROGRAMS: [Set; 3] = [BUILD, RUN, MACHINES];
/// What `vm` needs.
pub(crate) const FOR_VM: [Set; 3] = [BUILD, RUN, VM];
/// Everything.
pub(crate) const ALL: [Set; 6] = [BUILD, RUN, DEMO, TEST, WLCS, VM];

/// Installs what is missing, as root or through sudo; does nothing when nothing is.
pub(crate) fn install(sets: &[Set]) -> Done {
    if !found("dpkg-query") || !found("apt-get") {
        say("packages: this is no Debian, so nothing is installed. Needed, under Debian's names:");
        for set in sets {
            say(&format!("  {}: {}", set.purpose, set.names.join(" ")));
        }
        return Ok(());
    }
    let missing = missing(sets, &installed(sets));
    if missing.is_empty() {
        say("packages: all are installed");
        return Ok(());
    }
    say(&format!(
        "packages: installing {} with apt-get",
        missing.join(" ")
    ));
    let first = apt(&["install", "-y", "--no-install-recommends"], &missing);
    // Package lists that are absent or old are the usual reason; fetching them takes a while.
    first.or_else(|_| {
        say("packages: that failed, so once more with fresh package lists");
        apt(&["update"], &[])?;
        apt(&["install", "-y", "--no-install-recommends"], &missing)
    })
}

/// dpkg's word on each package: one line of status and name.
fn installed(sets: &[Set]) -> String {
    let names = sets.iter().flat_map(|set| set.names);
    let mut query = Command::new("dpkg-query");
    query
        .args(["-W", "-f", "${db:Status-Status} ${Package}\\n"])
        .args(names);
    // dpkg-query fails as soon as one is unknown, but it prints the others all the same.
    query
        .output()
        .map(|out| String::from_utf8_lossy(&out.stdout).into_owned())
        .unwrap_or_default()
}

fn missing(sets: &[Set], installed: &str) -> Vec<&'static str> {
    let there = |name: &str| {
        installed
            .lines()
            .any(|line| line == format!("installed {name}"))
    };
    let names = sets.iter().flat_map(|set| set.names.iter().copied());
    let mut missing: Vec<_> = names.filter(|name| !there(name)).collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

fn apt(arguments: &[&str], names: &[&str]) -> Done {
    run(&mut apt_command(root()?, arguments, names))
}

fn apt_command(root: bool, arguments: &[&str], names: &[&str]) -> Command {
    let mut command = Command::new(if root { "env" } else { "sudo" });
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
        .args(arguments)
        .args(names);
    command
}

/// Whether apt-get can be run as it is; an error when it can't be run at all.
fn root() -> Done<bool> {
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    match root || found("sudo") {
        true => Ok(root),
        false => Err(
            "installing packages needs root: run `cargo xtask packages` as root \
                      once, or install sudo"
                .into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_installed_counts_as_there() {
        let sets = [
            Set {
                purpose: "x",
                names: &["a", "ab", "c"],
            },
            TEST,
        ];
        let status = "installed ab\nconfig-files a\ninstalled weston\n";
        assert_eq!(
            missing(&sets, status),
            [
                "a",
                "c",
                "desktop-file-utils",
                "iproute2",
                "libglib2.0-bin",
                "mandoc",
                "nftables",
                "openssh-server",
                "python3-minimal",
                "xvfb"
            ]
        );
    }

    #[test]
    fn a_user_goes_through_sudo() {
        let command = apt_command(false, &["install"], &["foot"]);
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(command.get_args().last(), Some("foot".as_ref()));
        assert_eq!(apt_command(true, &["update"], &[]).get_program(), "env");
    }
}
