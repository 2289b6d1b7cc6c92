//! Cages, and the levels and categories that their labels are made of.

use serde::{Deserialize, Serialize};

use crate::{CageId, Label, Limits, Pattern, Rgb, Sandbox};

/// One rung of the site's ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) short: String,
    pub(crate) colour: Rgb,
    pub(crate) pattern: Pattern,
}

impl Level {
    /// The machine name, as cages refer to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is displayed: at most 32 characters.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What is displayed where there is little room: at most 16 characters.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.short
    }

    /// The colour that its cages inherit.
    #[must_use]
    pub fn colour(&self) -> Rgb {
        self.colour
    }

    /// The pattern that its cages inherit.
    #[must_use]
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }
}

/// One compartment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Category {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) short: String,
}

impl Category {
    /// The machine name, as cages refer to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is displayed: at most 32 characters.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands in label texts: at most 16 characters.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.short
    }
}

/// What a cage may do beyond showing windows. Every right is denied unless the file names it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rights {
    /// `gpu`: buffers from the graphics card, and its render node in the sandbox.
    pub gpu: bool,
    /// `whole-output`: a fullscreen window may take the bar's place, but for a sliver and an edge.
    pub whole_output: bool,
    /// `pointer-lock`: a window may hold or confine the pointer.
    pub pointer_lock: bool,
    /// `keep-awake`: a visible window may keep the screens from going dark.
    pub keep_awake: bool,
    /// `nested-namespaces`: programs may make sandboxes of their own, as browsers do, against
    /// what they load. It costs: in a namespace of its own a program has every capability, and
    /// reaches the code of the kernel for mounts, networks and packet filters, in which most of
    /// the ways out of sandboxes were found. Without it browsers start with less or no sandbox of
    /// their own (`chromium --no-sandbox`), and only the cage holds them.
    pub nested_namespaces: bool,
    /// `io-uring`: programs may queue calls, which no filter of calls then sees.
    pub io_uring: bool,
    /// `sound`: programs are heard.
    pub sound: bool,
    /// `microphone`: programs hear what it hears, and the bar says while they do.
    pub microphone: bool,
    /// `camera`: programs see by the cameras that the policy gives the cage.
    pub camera: bool,
    /// `admin`: programs are root in their own namespace, of which they can change what is theirs.
    pub admin: bool,
    /// `auditor`: programs read the journal.
    pub auditor: bool,
}

impl Rights {
    /// The words for them in policy files.
    pub const NAMES: [&'static str; 11] = [
        "gpu",
        "whole-output",
        "pointer-lock",
        "keep-awake",
        "nested-namespaces",
        "io-uring",
        "sound",
        "microphone",
        "camera",
        "admin",
        "auditor",
    ];

    /// The words for those that are granted.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let has = move |name: &&str| {
            let mut copy = self;
            copy.place(name).is_some_and(|right| *right)
        };
        Self::NAMES.into_iter().filter(has)
    }

    /// Grants the right of that name; `None` where there is no such right.
    pub(crate) fn grant(&mut self, name: &str) -> Option<()> {
        *self.place(name)? = true;
        Some(())
    }

    fn place(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "gpu" => &mut self.gpu,
            "whole-output" => &mut self.whole_output,
            "pointer-lock" => &mut self.pointer_lock,
            "keep-awake" => &mut self.keep_awake,
            "nested-namespaces" => &mut self.nested_namespaces,
            "io-uring" => &mut self.io_uring,
            "sound" => &mut self.sound,
            "microphone" => &mut self.microphone,
            "camera" => &mut self.camera,
            "admin" => &mut self.admin,
            "auditor" => &mut self.auditor,
            _ => return None,
        })
    }
}

/// An isolated place whose programs share one label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cage {
    pub(crate) id: CageId,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) label: Label,
    pub(crate) colour: Rgb,
    pub(crate) text_colour: Rgb,
    pub(crate) pattern: Pattern,
    pub(crate) rights: Rights,
    pub(crate) limits: Limits,
    pub(crate) opens_links_with: Vec<String>,
    pub(crate) sandbox: Sandbox,
    pub(crate) disposables: u8,
    pub(crate) model: Option<CageId>,
    pub(crate) line: usize,
}

impl Cage {
    /// Which cage of its policy.
    #[must_use]
    pub fn id(&self) -> CageId {
        self.id
    }

    /// The machine name, also its folder's: `[a-z0-9][a-z0-9-]{0,31}`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is displayed: at most 32 characters on one line, nothing invisible.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is cleared for.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The colour of its frames: its own, or its level's.
    #[must_use]
    pub fn colour(&self) -> Rgb {
        self.colour
    }

    /// The colour of text on its colour: the theme's light or dark one, whichever reads better.
    #[must_use]
    pub fn text_colour(&self) -> Rgb {
        self.text_colour
    }

    /// The pattern of its frames: its own, or its level's.
    #[must_use]
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// What it may do beyond showing windows.
    #[must_use]
    pub fn rights(&self) -> Rights {
        self.rights
    }

    /// Its quotas: the policy's, with its own laid over them.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The program and its arguments that open links in it: each 1 to 512 bytes without
    /// controls, 16 at most. None where links cannot be opened.
    #[must_use]
    pub fn opens_links_with(&self) -> &[String] {
        &self.opens_links_with
    }

    /// Where its programs run, and what they have there.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// How many disposable cages there may be like it, from 0 to 9: those whose
    /// [`Cage::model`] it is.
    #[must_use]
    pub fn disposables(&self) -> u8 {
        self.disposables
    }

    /// The cage that it is a disposable copy of, if it is one: of the same label, looks and
    /// rights, with a number in its name, and empty whenever it starts.
    #[must_use]
    pub fn model(&self) -> Option<CageId> {
        self.model
    }

    /// The cage that the policy file names for it: itself, or the one that it is a copy of.
    pub(crate) fn kind(&self) -> CageId {
        self.model.unwrap_or(self.id)
    }

    /// Whether a rule that names this cage speaks of it.
    pub(crate) fn counts_as(&self, named: CageId) -> bool {
        self.id == named || self.kind() == named
    }

    /// The line of the policy file where it, or the cage that it is a copy of, begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}
