//! What a child may know of the core's environment: what a terminal or script needs.

use std::ffi::{OsStr, OsString};

/// Variables that pass by name.
const NAMES: [&str; 12] = [
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "LANG",
    "LANGUAGE",
    "TERM",
    "COLORTERM",
    "TZ",
    "DBUS_SESSION_BUS_ADDRESS",
    "PULSE_SERVER",
];
/// Beginnings of names that pass.
const BEGINNINGS: [&str; 3] = ["LC_", "XDG_", "LISERE_"];

/// The environment of a child. Everything else stays behind: where the host session is,
/// what the loader and the drivers are told to load, and whatever else is not named here.
#[must_use]
pub fn child_environment() -> Vec<(OsString, OsString)> {
    std::env::vars_os()
        .filter(|(name, _)| passes(name))
        .collect()
}

fn passes(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    NAMES.contains(&name) || BEGINNINGS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_behind() {
        for name in ["PATH", "TZ", "LC_ALL", "XDG_RUNTIME_DIR", "LISERE_LOG"] {
            assert!(passes(OsStr::new(name)), "{name}");
        }
        for name in [
            "LD_PRELOAD",
            "MESA_LOADER_DRIVER_OVERRIDE",
            "XKB_CONFIG_ROOT",
            "RUST_LOG",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "DISPLAY",
            "PATHEXT",
            "SECRET_TOKEN",
        ] {
            assert!(!passes(OsStr::new(name)), "{name}");
        }
    }
}
