//! Every way in which what a cage is told may depend on what others do; nothing else may.

use std::sync::atomic::{AtomicU64, Ordering};

use super::tap::Told;

/// A way in which others may show after all. The plans of pairs keep clear of them; a
/// test of each shows that it is there and carries no more.
#[derive(Debug)]
pub struct Channel {
    /// In a few words.
    pub name: &'static str,
    /// Why it cannot be closed, and what bounds it.
    pub reason: &'static str,
    /// Interface and name of the messages that may come, or say something else.
    pub carries: &'static [(&'static str, &'static str)],
}

/// The user turns to a window of another cage.
pub static ATTENTION: Channel = Channel {
    name: "attention",
    reason: "a window has to be told that it lost the keys and the pointer, and menus close when the user presses elsewhere; only the user can bring it about",
    carries: &[
        ("wl_keyboard", "leave"),
        ("wl_pointer", "leave"),
        ("wl_pointer", "frame"),
        ("xdg_toplevel", "configure"),
        ("xdg_surface", "configure"),
        ("xdg_popup", "popup_done"),
    ],
};

/// A window of another cage comes to lie under the pointer, which rests, or goes away there.
pub static COVER: Channel = Channel {
    name: "cover",
    reason: "the pointer belongs to what the user sees under it; told on the frame grid, and only where the pointer is; also what a movement hits may for one frame be what was drawn before, when another window used the frame",
    carries: &[
        ("wl_pointer", "leave"),
        ("wl_pointer", "enter"),
        ("wl_pointer", "frame"),
    ],
};

/// New windows appear on the output that the user turned to last.
pub static HOME: Channel = Channel {
    name: "home",
    reason: "the user expects what was started where the user looks; a window has to be told its output, and only the user moves from one to another",
    carries: &[
        ("wl_surface", "enter"),
        ("wl_surface", "preferred_buffer_scale"),
        ("wl_surface", "preferred_buffer_transform"),
        ("wp_fractional_scale_v1", "preferred_scale"),
        ("xdg_toplevel", "configure_bounds"),
    ],
};

/// Windows of other cages come to a tiled workspace, go, or are resized there by the user.
pub static TILES: Channel = Channel {
    name: "tiles",
    reason: "tiles share the room, and a program has to be told how much its window has; only where the user tiles a workspace: floating windows are told nothing of others",
    carries: &[
        ("xdg_toplevel", "configure"),
        ("xdg_surface", "configure"),
        ("wl_surface", "enter"),
        ("wl_surface", "leave"),
        ("wl_pointer", "leave"),
        ("wl_pointer", "enter"),
        ("wl_pointer", "frame"),
    ],
};

/// The user was there, with whichever cage, or for long was not.
pub static REST: Channel = Channel {
    name: "rest",
    reason: "screens go dark for all cages together, and drawing for dark ones would cost the battery for nothing; what was drawn last keeps its buffer; one bit in as many minutes as preferences say",
    carries: &[
        ("wl_buffer", "release"),
        ("wl_callback", "done"),
        ("wl_display", "delete_id"),
        ("wp_presentation_feedback", "sync_output"),
        ("wp_presentation_feedback", "presented"),
        ("wp_presentation_feedback", "discarded"),
    ],
};

impl Channel {
    /// What is left of a transcript without what this channel carries.
    #[must_use]
    pub fn without(&self, told: &[Told]) -> Vec<Told> {
        let kept = told
            .iter()
            .filter(|told| !self.carries.contains(&told.name()));
        kept.cloned().collect()
    }
}

/// Something that differs from run to run, whatever others do, and is levelled out
/// before transcripts are compared.
pub struct Noise {
    /// What differs.
    pub name: &'static str,
    /// Why it tells nothing of others.
    pub reason: &'static str,
    level: fn(&mut [Told]) -> u64,
    count: AtomicU64,
}

impl Noise {
    const fn new(name: &'static str, reason: &'static str, level: fn(&mut [Told]) -> u64) -> Noise {
        Noise {
            name,
            reason,
            level,
            count: AtomicU64::new(0),
        }
    }

    /// How many messages it has changed in this process.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

/// All there is.
static NOISES: [Noise; 1] = [Noise::new(
    "the order of wl_shm.format",
    "the library keeps the formats in a hashed set, made once for the session",
    sort_formats,
)];

/// What is levelled out.
#[must_use]
pub fn noises() -> &'static [Noise] {
    &NOISES
}

/// What is compared of a transcript: all of it, but for the noise.
#[must_use]
pub fn comparable(mut told: Vec<Told>) -> Vec<Told> {
    for noise in noises() {
        let changed = (noise.level)(&mut told);
        noise.count.fetch_add(changed, Ordering::Relaxed);
    }
    told
}

fn sort_formats(told: &mut [Told]) -> u64 {
    let is_format = |told: &Told| told.name() == ("wl_shm", "format");
    let together = told.chunk_by_mut(|one, two| {
        is_format(one) && is_format(two) && one.line == two.line && one.at == two.at
    });
    let mut changed = 0;
    for formats in together.filter(|formats| formats.len() > 1) {
        changed += u64::from(!formats.is_sorted_by_key(|told| told.bytes.clone()));
        formats.sort_by_key(|told| told.bytes.clone());
    }
    changed
}
