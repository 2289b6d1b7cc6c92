//! The program `lisere-cage`.

use std::ffi::OsString;
use std::process::ExitCode;

use lisere_cage::{client, enter, init, notices, remote, warden};

fn main() -> ExitCode {
    let mode = std::env::args_os().nth(1);
    match mode.as_ref().and_then(|mode| mode.to_str()) {
        // Only sessions call these, or what they started.
        Some("--warden") => warden::process(),
        Some("--enter") => enter::process(),
        Some("--init") => init::process(),
        Some("--init-start") => init::start::process(),
        // Only the warden calls this, where programs are not kept in sandboxes.
        Some("--launch") => warden::launch(&std::env::args_os().skip(2).collect::<Vec<OsString>>()),
        Some("--there") => remote::process(),
        Some("--notices") => notices::process(),
        _ => client::process(),
    }
}
