//! `lisere-netns NAME -- CMD…`: runs a program in a network namespace of `ip netns`, with
//! nothing of what it took to get there.
//!
//! The machine's administrator gives it `cap_sys_admin`, and decides by its group and mode who
//! may run it: whoever may, gets into every namespace under that folder.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use rustix::io::Errno;
use rustix::thread::{CapabilitySet, CapabilitySets, LinkNameSpaceType};

/// Where `ip netns` keeps them.
const FOLDER: &str = "/run/netns";
/// As `env` and `ssh` have them.
const FAILED: u8 = 125;
const CANNOT: u8 = 126;
const MISSING: u8 = 127;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let name = words.next().and_then(|name| name.into_string().ok());
    let rest: Vec<OsString> = words.collect();
    let (Some(name), [dashes, program, arguments @ ..]) = (name, rest.as_slice()) else {
        return usage();
    };
    if !proper(&name) || dashes != "--" {
        return usage();
    }
    match entered(&name) {
        Ok(()) => started(program, arguments),
        Err(why) => told(FAILED, &why),
    }
}

fn usage() -> ExitCode {
    told(
        FAILED,
        "usage: lisere-netns NAME -- CMD [ARG]…, where NAME is of `ip netns list`",
    )
}

fn told(code: u8, what: &str) -> ExitCode {
    eprintln!("lisere-netns: {what}");
    ExitCode::from(code)
}

/// Nothing that leads out of the folder.
fn proper(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=64).contains(&name.len()) && name.chars().all(plain) && !name.starts_with('.')
}

/// Goes into the namespace, and gives up every capability for good.
fn entered(name: &str) -> Result<(), String> {
    let path = Path::new(FOLDER).join(name);
    let namespace = File::open(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("there is no network namespace `{name}`: ip netns add {name}")
        }
        _ => format!("{}: {error}", path.display()),
    })?;
    let kind = Some(LinkNameSpaceType::Network);
    rustix::thread::move_into_link_name_space(rustix::fd::AsFd::as_fd(&namespace), kind).map_err(
        |errno| match errno {
            Errno::PERM => format!(
                "the kernel forbids to enter `{name}`: setcap cap_sys_admin+ep {}",
                own().display()
            ),
            errno => format!("`{name}` can't be entered: {errno}"),
        },
    )?;
    bare().map_err(|errno| format!("capabilities can't be given up: {errno}"))
}

/// Root by its user, not by our capability, has them anew with the next program; the cage's
/// sandbox takes those.
fn bare() -> Result<(), Errno> {
    let none = CapabilitySet::empty();
    rustix::thread::clear_ambient_capability_set()?;
    let sets = CapabilitySets {
        effective: none,
        permitted: none,
        inheritable: none,
    };
    rustix::thread::set_capabilities(None, sets)
}

fn started(program: &OsString, arguments: &[OsString]) -> ExitCode {
    let error = Command::new(program).args(arguments).exec();
    let code = match error.kind() {
        std::io::ErrorKind::NotFound => MISSING,
        _ => CANNOT,
    };
    told(code, &format!("{}: {error}", program.to_string_lossy()))
}

fn own() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("lisere-netns"))
}
