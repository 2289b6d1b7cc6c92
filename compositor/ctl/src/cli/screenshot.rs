//! `screenshot`: saving the picture on this side, so that the core never opens a file to write.

use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use crate::{Answer, Screenshot};

use super::output::{self, Output};
use super::trouble::Trouble;

/// Refuses a place that can't take a picture before one is asked for.
pub(super) fn check(file: &Path, json: bool) -> Result<(), Trouble> {
    if !to_stdout(file) {
        return Ok(());
    }
    if json {
        return Err(Trouble::usage(
            "--json and a picture can't share standard output; name a file",
        ));
    }
    if stdout().is_terminal() {
        return Err(Trouble::usage(
            "a picture makes no sense on a terminal; name a file",
        ));
    }
    Ok(())
}

/// Writes the picture and says what it shows.
pub(super) fn save(answer: Answer, file: &Path, output: Output) -> Result<(), Trouble> {
    let Answer::Screenshot(shot) = answer else {
        return Err(Trouble::failed(
            "the session answered something else",
            "check its version",
        ));
    };
    if to_stdout(file) {
        return output::write(&shot.png);
    }
    fs::write(file, &shot.png).map_err(|error| {
        let message = format!("can't save the picture as {}: {error}", file.display());
        Trouble::failed(
            message,
            "name a file in a folder that exists and that you may write to",
        )
    })?;
    // The bytes are in the file; the print-out only says what they show.
    output.answer(&Answer::Screenshot(Screenshot {
        png: Vec::new(),
        ..shot
    }))
}

fn to_stdout(file: &Path) -> bool {
    file.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_a_picture_do_not_mix() {
        assert_eq!(check(Path::new("-"), true).unwrap_err().exit, 2);
        assert!(check(Path::new("a.png"), true).is_ok());
    }

    #[test]
    fn an_unwritable_place_is_named() {
        let shot = Screenshot {
            output: "a".into(),
            width: 1,
            height: 1,
            png: vec![1],
        };
        let file = Path::new("/nonexistent/a.png");
        let trouble = save(Answer::Screenshot(shot), file, Output { json: false }).unwrap_err();
        assert!(
            trouble.message.contains("/nonexistent/a.png"),
            "{trouble:?}"
        );
    }
}
