//! The program `lisere-helper`: its first argument says which helper it is.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use lisere_helper::{files, image, journal};

const WHAT: &str = "lisere-helper is what Liseré has do its work on pictures, files and records; \
                    `lisere` starts it, and it does nothing by itself.";
/// Exit codes: a helper that can't do its work, and one that was called the wrong way.
const FAILED: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let mode = arguments.first().and_then(|mode| mode.to_str());
    match mode {
        Some("decode") => ended(image::decode_process()),
        Some("encode") => ended(image::encode_process()),
        Some("files") => files_of(arguments.get(1..).unwrap_or_default()),
        Some("journal") => match journal::process(arguments.get(1)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => complain(&why, FAILED),
        },
        Some("--version" | "-V") => print(&format!("lisere-helper {}", env!("CARGO_PKG_VERSION"))),
        Some("--help" | "-h") => print(WHAT),
        _ => complain(WHAT, USAGE),
    }
}

/// Serves with the folder of cages and the staging folder.
fn files_of(folders: &[OsString]) -> ExitCode {
    let [cages, staging] = folders else {
        return complain(WHAT, USAGE);
    };
    let served = files::files_process(Path::new(cages), Path::new(staging));
    ended(served.map(|()| ExitCode::SUCCESS))
}

fn ended(result: Result<ExitCode, impl std::fmt::Display>) -> ExitCode {
    result.unwrap_or_else(|error| complain(&error.to_string(), FAILED))
}

fn print(text: &str) -> ExitCode {
    let written = writeln!(std::io::stdout(), "{text}");
    written.map_or(ExitCode::from(FAILED), |()| ExitCode::SUCCESS)
}

/// The one way errors are said.
fn complain(text: &str, code: u8) -> ExitCode {
    // Nobody is left to tell if even this fails.
    let _ = std::io::stderr().write_all(format!("lisere-helper: {text}\n").as_bytes());
    ExitCode::from(code)
}
