//! What happens in the session, a line each, until it ends or the reader goes away.

use std::io::{self, ErrorKind, Write};

use super::trouble::Trouble;
use crate::{Client, VERSION};
use serde::Serialize;

/// A line with the version of its schema.
#[derive(Serialize)]
struct Line<'e> {
    version: u32,
    #[serde(flatten)]
    event: &'e crate::Event,
}

/// Prints events; only the first of them, which tells everything there is, with `once`.
pub(super) fn print(client: &mut Client, once: bool) -> Result<(), Trouble> {
    client.listen()?;
    while let Some(event) = client.next_event()? {
        let line = Line {
            version: VERSION,
            event: &event,
        };
        // Our structs have string keys only, so they always serialise.
        let line = serde_json::to_string(&line).unwrap_or_default() + "\n";
        match write(line.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => {
                let message = format!("can't write to standard output: {error}");
                return Err(Trouble::failed(message, "check where it is redirected to"));
            }
            Ok(()) if once => return Ok(()),
            Ok(()) => {}
        }
    }
    Ok(())
}

fn write(line: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(line)?;
    stdout.flush()
}
