//! The program `lisere-helper`: its first argument says which helper it is.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(64)
}
