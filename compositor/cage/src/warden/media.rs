//! What a cage uses of the machine that people hear and see by: nothing but samples goes in and
//! out, and it is known when.
//!
//! A cage with the right `sound` has a sound server of its own inside its sandbox. Its only
//! loudspeaker is a pipe, whose other end is here; what comes out of it is played by a player of
//! the user's, started while something is to be heard. The microphone is a pipe the other way:
//! it is full of silence until somebody inside reads it, and only while it is read a recorder
//! of the user's fills it. No word of the host's sound server gets in, and none of the cage's
//! gets out.

mod camera;
mod helper;
mod microphone;
mod samples;
mod sound;
#[cfg(test)]
mod tests;
mod volume;

use std::os::fd::{BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::io::Errno;
use rustix::pipe::{PipeFlags, fcntl_setpipe_size, pipe_with};

use self::camera::Camera;
pub(crate) use self::camera::nodes;
use self::microphone::Microphone;
use self::sound::Sound;
pub(super) use self::volume::Mixer;
use super::peers::Space;
use crate::message::{Task, Uses};
use crate::recipe::Recipe;
use crate::tools;

/// Bytes that each pipe holds: 85 ms.
const PIPE: usize = 1 << 14;

/// What one cage has of all that.
#[derive(Debug, Default)]
pub(super) struct Media {
    sound: Option<Sound>,
    microphone: Option<Microphone>,
    camera: Option<Camera>,
    /// Whether its programs are halted.
    halted: bool,
}

impl Media {
    /// What a cage has by its rights, and what its init is to be told of it.
    pub(super) fn of(
        recipe: &Recipe,
        space: Option<Space>,
    ) -> (Self, Option<(Task, Vec<OwnedFd>)>) {
        let rights = recipe.rights;
        let mut media = Self {
            camera: Camera::watch(recipe, space),
            ..Self::default()
        };
        let server = tools::find(SERVER).is_some();
        let mut fds = Vec::new();
        if rights.sound
            && server
            && let Ok((ours, theirs)) = pipe()
        {
            media.sound = Some(Sound::new(recipe, ours));
            fds.push(theirs);
        }
        if rights.microphone
            && server
            && let Ok((theirs, ours)) = pipe()
        {
            media.microphone = Some(Microphone::new(recipe, ours));
            fds.push(theirs);
        }
        let (sound, microphone) = (media.sound.is_some(), media.microphone.is_some());
        let task = Task::Sound { sound, microphone };
        (media, (!fds.is_empty()).then_some((task, fds)))
    }

    /// Carries what there is, without waiting.
    pub(super) fn tick(&mut self, now: Duration) {
        if self.halted {
            return;
        }
        if let Some(sound) = &mut self.sound
            && sound.tick(now).is_err()
        {
            self.sound = None;
        }
        if let Some(microphone) = &mut self.microphone
            && microphone.tick(now).is_err()
        {
            self.microphone = None;
        }
        if let Some(camera) = &mut self.camera {
            camera.tick(now);
        }
    }

    /// Its programs are halted, or go on: halted, nothing is heard of them, and they hear nothing.
    pub(super) fn halt(&mut self, halted: bool) {
        self.halted = halted;
        if !halted {
            return;
        }
        self.sound.iter_mut().for_each(Sound::halt);
        self.microphone.iter_mut().for_each(Microphone::halt);
    }

    /// What it uses now.
    pub(super) fn uses(&self) -> Uses {
        Uses {
            sound: self.sound.as_ref().is_some_and(Sound::playing),
            microphone: self.microphone.as_ref().is_some_and(Microphone::open),
            camera: self.camera.as_ref().is_some_and(Camera::open),
        }
    }

    /// When [`Media::tick`] has to be called at the latest.
    pub(super) fn deadline(&self) -> Option<Duration> {
        if self.halted {
            return None;
        }
        [
            self.sound.as_ref().and_then(Sound::deadline),
            self.microphone.as_ref().and_then(Microphone::deadline),
            self.camera.as_ref().and_then(Camera::deadline),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What to watch for reading, each with whether it waits for room too.
    pub(super) fn watched(&self) -> impl Iterator<Item = (BorrowedFd<'_>, bool)> {
        [
            self.sound.as_ref().and_then(Sound::watched),
            self.microphone.as_ref().and_then(Microphone::watched),
            self.camera.as_ref().map(Camera::watched),
        ]
        .into_iter()
        .flatten()
        .filter(|_| !self.halted)
    }
}

/// The sound server of cages.
const SERVER: &str = "pulseaudio";

/// What of this machine a cage's rights come to nothing without, each with its cure.
pub(super) fn lacks(recipe: &Recipe) -> Vec<String> {
    let rights = recipe.rights;
    let mut lacks = Vec::new();
    for (granted, right) in [(rights.sound, "sound"), (rights.microphone, "microphone")] {
        let needed = [(SERVER, SERVER), (samples::PROGRAM, "pulseaudio-utils")];
        let missing = needed
            .iter()
            .filter(|(name, _)| tools::find(name).is_none());
        lacks.extend(missing.filter(|_| granted).map(|(name, package)| {
            format!("{right}: {name} is not installed: apt install {package}")
        }));
    }
    lacks.extend(camera::missing(recipe));
    lacks
}

/// A pipe whose both ends never block: to be read, to be written.
fn pipe() -> Result<(OwnedFd, OwnedFd), Errno> {
    let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
    fcntl_setpipe_size(&write, PIPE)?;
    Ok((read, write))
}
