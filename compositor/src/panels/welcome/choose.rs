//! What the assistant's choices bring about: at once where that can be, and from then on.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use lisere_policy::{preset_names, preset_text};
use lisere_shell::{Language, SystemFault, WelcomeFault};

use super::Page;
use crate::kept_file;
use crate::plain_file;
use crate::preferences::{Change, changed};
use crate::seal::{self, SealError};
use crate::spoken::{keyboard, system};
use crate::state::Compositor;
use crate::trusted::Note;

/// The largest file of preferences that is changed, in bytes.
const MOST_BYTES: usize = 256 * 1024;

impl Compositor {
    /// Takes what is chosen, and goes on.
    pub(super) fn choose(&mut self) {
        let Some(welcome) = self.welcome() else {
            return;
        };
        let (page, selected) = (welcome.page(), welcome.selected);
        let tried = welcome.attempt.is_some();
        let note = match page {
            Page::Language => self.choose_language(selected),
            Page::Keyboard if tried => None,
            Page::Keyboard => return self.choose_layout(selected),
            Page::Policy => self.choose_preset(selected),
            Page::Seal => self.choose_seal(selected),
            Page::Chores => return self.leave_welcome(),
        };
        self.turn_page(1);
        self.say_on_page(note);
    }

    fn say_on_page(&mut self, note: Option<Note>) {
        if let Some(welcome) = self.welcome_mut() {
            welcome.note = note;
        }
    }

    fn choose_language(&mut self, selected: usize) -> Option<Note> {
        let language = *Language::ALL.get(selected)?;
        self.preferences.language = Some(language);
        self.pictures.speak(Some(language));
        let line = format!("language = \"{}\"", language.code());
        Some(self.keep_change(Change::Language(language), (&line, "")))
    }

    /// The layout counts at once, so that it can be tried.
    fn choose_layout(&mut self, selected: usize) {
        let layouts = self.fitting_layouts();
        let Some((layout, variant)) = layouts
            .get(selected)
            .map(|one| (one.layout.clone(), one.variant.clone()))
        else {
            return;
        };
        let mut preferences = self.preferences.clone();
        preferences.keyboard.layout.clone_from(&layout);
        preferences.keyboard.variant.clone_from(&variant);
        let now = self.clock.now();
        let note = match self.apply_preferences(preferences, now) {
            Ok(()) => {
                let line = match variant.as_str() {
                    "" => format!("layout = \"{layout}\""),
                    variant => format!("layout = \"{layout}\", variant = \"{variant}\""),
                };
                let change = Change::Keyboard {
                    layout: &layout,
                    variant: &variant,
                };
                let note = self.keep_change(change, (&line, "[keyboard]"));
                if let Some(welcome) = self.welcome_mut() {
                    welcome.attempt = Some(String::new());
                }
                note
            }
            Err(error) => {
                tracing::warn!(%error, "a layout is not taken");
                Note::Failed(WelcomeFault::Keyboard(keyboard(&error)))
            }
        };
        self.say_on_page(Some(note));
    }

    /// Writes the policy that the next start uses; never over one that is there.
    fn choose_preset(&mut self, selected: usize) -> Option<Note> {
        let name = preset_names().nth(selected)?;
        if name == self.preset_in_force() {
            return None;
        }
        let text = preset_text(name)?;
        let path = self.kept.places.config.as_ref()?.join("policy.toml");
        if plain_file::there(&path) {
            return Some(Note::Failed(WelcomeFault::PolicyThere(shown(&path))));
        }
        Some(match kept_file::keep(&path, text.as_bytes(), None) {
            Ok(()) => Note::NextStart(shown(&path)),
            Err(error) => Note::Failed(WelcomeFault::PolicyUnwritten(shown(&path), system(&error))),
        })
    }

    fn choose_seal(&mut self, selected: usize) -> Option<Note> {
        let seal = self.welcome().map(|welcome| &welcome.seals)?;
        let seal = seal.get(selected)?.clone();
        if self.pictures.seal() == Some(&seal) {
            return None;
        }
        let data = self.kept.places.data.as_ref()?;
        let kept = seal::keep(data, &seal);
        self.pictures.set_seal(Some(seal));
        kept.err().map(|error| {
            tracing::warn!(%error, "the seal is not kept");
            let why = match error {
                SealError::Write { source, .. } => system(&source),
                _ => SystemFault::Unknown,
            };
            Note::Failed(WelcomeFault::Seal(why))
        })
    }

    /// Makes a change in the user's preferences, or says which line they lack.
    fn keep_change(&self, change: Change<'_>, (line, under): (&str, &'static str)) -> Note {
        let Some(path) = &self.kept.places.preferences else {
            return Note::Failed(WelcomeFault::Homeless);
        };
        // Where a link leads is where the user wants it.
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        let by_hand = || Note::AddLine(line.to_owned(), under, shown(path));
        let (text, mode) = match plain_file::read(&real, MOST_BYTES) {
            Ok((bytes, about)) if bytes.len() <= MOST_BYTES => match String::from_utf8(bytes) {
                Ok(text) => (text, Some(about.mode() & 0o777)),
                Err(_) => return by_hand(),
            },
            Err(error) if error.missing() => (String::new(), None),
            Ok(_) | Err(_) => return by_hand(),
        };
        let Some(text) = changed(&text, change) else {
            return by_hand();
        };
        match kept_file::keep(&real, text.as_bytes(), mode) {
            Ok(()) => Note::Kept,
            Err(error) => {
                tracing::warn!(%error, file = %real.display(), "a choice is not kept");
                by_hand()
            }
        }
    }
}

/// A path as people write it.
fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let below = home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
    match below {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}
