//! Why there is no session on this console, in words that say what to do.

use std::path::PathBuf;

use crate::render::RenderError;

/// Why real screens cannot be driven.
#[derive(Debug, thiserror::Error)]
pub enum KmsError {
    /// Nobody hands out devices.
    #[error(
        "no seat can be had ({0}): log in on a console of this machine, not from afar, where logind \
         or seatd runs (for seatd, as a member of the group of its socket); or use `--backend \
         nested` inside a session, or `--backend headless`"
    )]
    NoSeat(String),
    /// The console belongs to another session.
    #[error(
        "the seat is in use by another session: switch to this console (Ctrl+Alt+F1 to F12) and \
         start again"
    )]
    NotActive,
    /// No screen could be driven.
    #[error(
        "{seat} has no graphics card (/dev/dri/card*): see whether its driver is loaded (`lspci \
         -k`); `--backend headless` needs none"
    )]
    NoCard {
        /// The seat's name.
        seat: String,
    },
    /// A device may not be opened.
    #[error(
        "{} cannot be opened ({why}): another program may hold it, or the seat does not own it \
         (`loginctl seat-status`)", path.display()
    )]
    Open {
        /// Its file.
        path: PathBuf,
        /// What the seat said.
        why: String,
    },
    /// Somebody else drives the screens.
    #[error(
        "another program drives the screens of {}: end it, or switch to its console and log out \
         there", path.display()
    )]
    Busy {
        /// Its file.
        path: PathBuf,
    },
    /// A device cannot show pictures.
    #[error(
        "{} shows no pictures ({why}): a card that only computes has no screens; another driver may \
         be needed", path.display()
    )]
    Card {
        /// Its file.
        path: PathBuf,
        /// What the kernel said.
        why: String,
    },
    /// udev does not answer.
    #[error("devices cannot be listed ({0}): is udev running?")]
    Udev(std::io::Error),
    /// libinput refused.
    #[error("no input device can be had on {seat}: is udev running, and is this its console?")]
    Input {
        /// The seat's name.
        seat: String,
    },
    /// No renderer starts.
    #[error(transparent)]
    Render(#[from] RenderError),
}
