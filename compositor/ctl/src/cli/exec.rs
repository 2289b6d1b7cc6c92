//! `run`: becoming `lisere-cage`, which does it.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::trouble::Trouble;

/// The program's name, beside this one.
const CLIENT: &str = "lisere-cage";
/// The exit code for what is ours to do and fails.
const FAILED: u8 = 125;

/// Replaces this process; returns only when that can't be done.
pub(super) fn become_client(socket: Option<&Path>, cage: &str, command: &[OsString]) -> Trouble {
    let failed = |message: String| {
        let help = "install it beside liserectl, or build it with `cargo build -p lisere-cage`";
        Trouble::new(FAILED, "failed", message, help)
    };
    let client = match std::env::current_exe() {
        Ok(own) => own.with_file_name(CLIENT),
        Err(error) => return failed(format!("can't see where {CLIENT} is: {error}")),
    };
    let error = Command::new(&client)
        .args(words(socket, cage, command))
        .exec();
    failed(format!("can't start {}: {error}", client.display()))
}

fn words(socket: Option<&Path>, cage: &str, command: &[OsString]) -> Vec<OsString> {
    let socket = socket.map(|path| ["--socket".into(), path.as_os_str().to_owned()]);
    let cage = [OsString::from("--"), cage.into()];
    let words = socket.into_iter().flatten().chain(cage);
    words.chain(command.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_program_is_taken_for_ours() {
        let words = words(Some(Path::new("/s")), "-x", &["ls".into(), "--".into()]);
        assert_eq!(words, ["--socket", "/s", "--", "-x", "ls", "--"]);
    }
}
