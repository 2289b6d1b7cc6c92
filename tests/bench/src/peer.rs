//! The compositors that are compared: how each starts headless in software on one output.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

/// One output in full HD, and windows that float as they do elsewhere.
const SWAY: &str = "output HEADLESS-1 mode 1920x1080@60Hz\n\
                    default_border pixel 2\n\
                    xwayland disable\n\
                    for_window [app_id=\"^bench\"] floating enable\n";

/// All windows come from one cage, more than an honest one has; what they cost stays the same.
const LIMITS: &[u8] = b"\n[limits]\n\
                       connections = 1024\n\
                       toplevels = 1024\n\
                       fds = 8192\n\
                       shm-pools = 4096\n";

/// A compositor.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Peer {
    Sway,
    Weston,
    Lisere,
}

impl Peer {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sway => "sway",
            Self::Weston => "weston",
            Self::Lisere => "lisere",
        }
    }

    /// The socket for clients below a runtime folder.
    pub(crate) fn socket(self, runtime: &Path) -> PathBuf {
        match self {
            Self::Sway | Self::Weston => runtime.join("wayland-1"),
            Self::Lisere => runtime.join("lisere/cages/web/wayland-0"),
        }
    }

    /// The command that starts it in a runtime folder.
    pub(crate) fn command(self, runtime: &Path, lisere: &Path) -> io::Result<Command> {
        let mut command = match self {
            Self::Sway => sway(runtime)?,
            Self::Weston => weston(),
            Self::Lisere => ours(runtime, lisere, LIMITS)?,
        };
        surround(&mut command, runtime);
        Ok(command)
    }

    /// The command that starts ours with the limits that it has by itself.
    pub(crate) fn fair(runtime: &Path, lisere: &Path) -> io::Result<Command> {
        let mut command = ours(runtime, lisere, &[])?;
        surround(&mut command, runtime);
        Ok(command)
    }
}

fn surround(command: &mut Command, runtime: &Path) {
    let parents = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY", "SWAYSOCK"];
    for name in parents {
        command.env_remove(name);
    }
    command.env("XDG_RUNTIME_DIR", runtime).env("HOME", runtime);
}

fn sway(runtime: &Path) -> io::Result<Command> {
    let config = runtime.join("sway.conf");
    std::fs::write(&config, SWAY)?;
    let mut command = Command::new("sway");
    command.arg("--config").arg(config).envs([
        ("WLR_BACKENDS", "headless"),
        ("WLR_LIBINPUT_NO_DEVICES", "1"),
        ("WLR_RENDERER", "pixman"),
    ]);
    Ok(command)
}

fn weston() -> Command {
    let mut command = Command::new("weston");
    command.args([
        "--backend=headless-backend.so",
        "--use-pixman",
        "--no-config",
        "--width=1920",
        "--height=1080",
        "--socket=wayland-1",
    ]);
    command
}

fn ours(runtime: &Path, lisere: &Path, limits: &[u8]) -> io::Result<Command> {
    let preset = Command::new(lisere).args(["preset", "home"]).output()?;
    let policy = runtime.join("policy.toml");
    std::fs::write(&policy, [preset.stdout.as_slice(), limits].concat())?;
    let mut command = Command::new(lisere);
    command.args([
        "--backend=headless",
        "--renderer=pixman",
        "--output=1920x1080",
        "--print-ready",
        // What is measured comes to the cages' sockets by itself.
        "--without-sandboxes",
        "--policy",
    ]);
    command.arg(policy);
    Ok(command)
}
