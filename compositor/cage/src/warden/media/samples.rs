//! What crosses between a cage and the machine's loudspeakers and microphones: samples of one
//! form, which mean nothing but sound.

use std::process::Command;

use crate::message::Refusal;
use crate::recipe::Recipe;
use crate::tools;

/// What plays and records outside, by the sound server of the user.
pub(super) const PROGRAM: &str = "pacat";
/// Samples of a second, of one channel.
const RATE: u64 = 48_000;
/// Bytes of what is heard at one moment: two channels of sixteen bits.
pub(super) const FRAME: usize = 4;
/// Bytes of a second.
pub(super) const SECOND: u64 = RATE * FRAME as u64;
/// Bytes that pipes take whole or not at all.
pub(super) const CHUNK: usize = 4_096;

/// The program that plays or records for a cage. `way` is its word for that, `delay` in
/// milliseconds.
///
/// # Errors
/// When it is not installed.
pub(super) fn program(recipe: &Recipe, way: &str, delay: u32) -> Result<Command, Refusal> {
    let what = format!("`{way}` of `{}`", recipe.name);
    let mut command = Command::new(tools::need(PROGRAM, "pulseaudio-utils", &what)?);
    command
        .arg(way)
        .args(["--raw", "--format=s16le", "--channels=2"]);
    command.arg(format!("--rate={RATE}"));
    command.arg(format!("--latency-msec={delay}"));
    command.arg(format!("--client-name=Liseré: {}", recipe.title));
    command.arg(format!("--stream-name={}", recipe.title));
    Ok(command)
}

/// Cuts a stream of bytes so that no sample is torn, whatever is left out between two pieces.
#[derive(Debug, Default)]
pub(super) struct Frames {
    held: Vec<u8>,
}

impl Frames {
    /// What is whole by now, in pieces that a pipe takes whole or not at all.
    pub(super) fn cut(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        self.held.extend_from_slice(bytes);
        let torn = self.held.len() % FRAME;
        let rest = self.held.split_off(self.held.len().saturating_sub(torn));
        let whole = std::mem::replace(&mut self.held, rest);
        whole.chunks(CHUNK).map(<[u8]>::to_vec).collect()
    }
}
