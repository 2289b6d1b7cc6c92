//! The processes that work on one picture each: bytes in, bytes out, behind walls.

use std::io::{BufReader, BufWriter, Read, Write, stdin, stdout};
use std::process::ExitCode;

use super::{Flaw, HEAD, MAX_BYTES, MAX_MEMORY, MAX_PIXELS, MAX_SECONDS, decode, encode};
use crate::sandbox::{Bounds, Calls, SandboxError, allow_only, close_strays, harden, keep_only};

/// Bytes written in one go.
const CHUNK: usize = 256 << 10;

/// Decodes standard input to standard output; see [`decode`].
///
/// # Errors
/// When the sandbox cannot be shut; nothing is read then.
pub fn decode_process() -> Result<ExitCode, SandboxError> {
    enter(MAX_PIXELS.saturating_mul(4).saturating_add(HEAD as u64))?;
    let mut bytes = Vec::new();
    let read = stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes);
    let done = match read {
        Err(error) => Err(Flaw::Passing(error)),
        Ok(length) if length as u64 > MAX_BYTES => Err(Flaw::TooLarge),
        Ok(_) => with_output(|out| decode(&bytes, out)),
    };
    Ok(code(done))
}

/// Encodes standard input to standard output; see [`encode`].
///
/// # Errors
/// When the sandbox cannot be shut; nothing is read then.
pub fn encode_process() -> Result<ExitCode, SandboxError> {
    // The preview and its size come after the PNG.
    enter(MAX_BYTES + (1 << 20))?;
    let mut pixels = BufReader::with_capacity(CHUNK, stdin().lock());
    Ok(code(with_output(|out| encode(&mut pixels, out))))
}

fn enter(longest: u64) -> Result<(), SandboxError> {
    close_strays();
    harden(Bounds {
        memory: Some(MAX_MEMORY),
        seconds: Some(MAX_SECONDS),
        file: Some(longest),
    })?;
    // A decoder that panics ends, and has nothing to say to anybody.
    std::panic::set_hook(Box::new(|_| {
        std::process::exit(i32::from(Flaw::Broken.code()));
    }));
    keep_only(&[])?;
    allow_only(Calls::Filter)
}

fn with_output(work: impl FnOnce(&mut dyn Write) -> Result<(), Flaw>) -> Result<(), Flaw> {
    let mut out = BufWriter::with_capacity(CHUNK, stdout().lock());
    work(&mut out)?;
    out.flush()?;
    Ok(())
}

fn code(done: Result<(), Flaw>) -> ExitCode {
    done.map_or_else(|flaw| ExitCode::from(flaw.code()), |()| ExitCode::SUCCESS)
}
