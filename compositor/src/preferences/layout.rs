//! How the user wants windows arranged: layouts, workspaces, and rules for windows that appear.

use lisere_policy::{CleanAppId, CleanTitle};

use crate::desk::{Layout, Workspace};

/// How the user wants windows arranged.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutPreferences {
    /// Of workspaces that nothing else is said of.
    pub default: Layout,
    /// Round tiles, in logical pixels.
    pub gap: i32,
    /// How much of the width a new column gets, 0.1–0.9; `None` as much as the others.
    pub new_column_width: Option<f64>,
    /// Whether a workspace shows windows of one label only.
    pub workspaces_by_label: bool,
    /// How windows get to a new place.
    pub motion: Motion,
    /// What is said of workspaces.
    pub workspaces: Vec<WorkspacePreference>,
    /// What is done to windows that appear; of two that say something, the later one counts.
    pub rules: Vec<WindowRule>,
}

impl Default for LayoutPreferences {
    fn default() -> Self {
        Self {
            default: Layout::Floating,
            gap: 6,
            new_column_width: None,
            workspaces_by_label: false,
            motion: Motion::Full,
            workspaces: Vec::new(),
            rules: Vec::new(),
        }
    }
}

/// How windows get to a new place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// They glide there.
    #[default]
    Full,
    /// They are there at once.
    Reduced,
}

/// What the user wants of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkspacePreference {
    /// Which.
    pub number: Option<Workspace>,
    /// What the bar calls it.
    pub name: Option<String>,
    /// On which output; `None` on all.
    pub output: Option<String>,
    /// How it arranges its windows.
    pub layout: Option<Layout>,
}

/// A workspace, as a rule names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceName {
    /// By its number.
    Number(Workspace),
    /// By the name that the user gave it.
    Name(String),
}

/// What is done to windows that appear and fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WindowRule {
    /// The name of its cage; `None` of any.
    pub cage: Option<String>,
    /// What its program calls itself, cleaned.
    pub app_id: Option<Wildcard>,
    /// Its title, cleaned.
    pub title: Option<Wildcard>,
    /// Where it goes.
    pub workspace: Option<WorkspaceName>,
    /// On which output.
    pub output: Option<String>,
    /// Whether it floats also where others are tiles.
    pub float: Option<bool>,
    /// Whether it fills its output.
    pub fullscreen: Option<bool>,
    /// Whether it fills the work area.
    pub maximised: Option<bool>,
    /// Whether it is put away at once.
    pub minimised: Option<bool>,
    /// Whether every workspace of its output shows it.
    pub sticky: Option<bool>,
    /// Its content, in logical pixels.
    pub size: Option<(i32, i32)>,
    /// How much of the width its column gets, 0.1–0.9.
    pub column_width: Option<f64>,
}

impl WindowRule {
    /// Whether it is about a window of this cage, program and title.
    #[must_use]
    pub fn fits(&self, cage: &str, app_id: &CleanAppId, title: &CleanTitle) -> bool {
        let meant = |wanted: &Option<Wildcard>, text: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.matches(text))
        };
        self.cage.as_deref().is_none_or(|wanted| wanted == cage)
            && meant(&self.app_id, &app_id.to_string())
            && meant(&self.title, &title.to_string())
    }

    /// What a later rule says beside what this one said.
    #[must_use]
    pub fn and(self, later: &WindowRule) -> WindowRule {
        WindowRule {
            workspace: later.workspace.clone().or(self.workspace),
            output: later.output.clone().or(self.output),
            float: later.float.or(self.float),
            fullscreen: later.fullscreen.or(self.fullscreen),
            maximised: later.maximised.or(self.maximised),
            minimised: later.minimised.or(self.minimised),
            sticky: later.sticky.or(self.sticky),
            size: later.size.or(self.size),
            column_width: later.column_width.or(self.column_width),
            ..WindowRule::default()
        }
    }
}

impl LayoutPreferences {
    /// What all rules together say of a window.
    #[must_use]
    pub fn rule(&self, cage: &str, app_id: &CleanAppId, title: &CleanTitle) -> WindowRule {
        let fitting = self
            .rules
            .iter()
            .filter(|rule| rule.fits(cage, app_id, title));
        fitting.fold(WindowRule::default(), WindowRule::and)
    }

    /// What is said of a workspace on an output of this name: what is said of that output
    /// only comes first.
    pub fn said_of(
        &self,
        workspace: Workspace,
        output: &str,
    ) -> impl Iterator<Item = &WorkspacePreference> {
        let here = move |said: &&WorkspacePreference| said.number == Some(workspace);
        let own = move |said: &&WorkspacePreference| said.output.as_deref() == Some(output);
        let all = |said: &&WorkspacePreference| said.output.is_none();
        let workspaces = self.workspaces.iter().filter(here);
        workspaces.clone().filter(own).chain(workspaces.filter(all))
    }

    /// What the bar of an output calls a workspace, if anything but its number.
    #[must_use]
    pub fn name_of(&self, workspace: Workspace, output: &str) -> Option<&str> {
        self.said_of(workspace, output)
            .find_map(|said| said.name.as_deref())
    }

    /// How a workspace of an output arranges its windows.
    #[must_use]
    pub fn layout_of(&self, workspace: Workspace, output: &str) -> Layout {
        self.said_of(workspace, output)
            .find_map(|said| said.layout)
            .unwrap_or(self.default)
    }

    /// The workspace of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Workspace> {
        let mut workspaces = self.workspaces.iter();
        let found = workspaces.find(|said| said.name.as_deref() == Some(name));
        found.and_then(|said| said.number)
    }
}

/// A text in which `*` stands for any other; capitals and small letters are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    parts: Vec<String>,
}

impl Wildcard {
    /// What the user wrote.
    #[must_use]
    pub fn new(text: &str) -> Wildcard {
        let parts = text.split('*').map(str::to_lowercase);
        Wildcard {
            parts: parts.collect(),
        }
    }

    /// Whether a text is meant. Takes as long as the text is, for each part.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let Some((first, rest)) = self.parts.split_first() else {
            return false;
        };
        let Some((last, middle)) = rest.split_last() else {
            return text == *first;
        };
        let Some(mut left) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in middle {
            match left.split_once(part.as_str()) {
                Some((_, after)) => left = after,
                None => return false,
            }
        }
        left.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let matches = |pattern: &str, text: &str| Wildcard::new(pattern).matches(text);
        assert!(matches("firefox*", "Firefox-esr"));
        assert!(matches("*", ""));
        assert!(matches("*mail*", "Thunderbird Mail - Inbox"));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(matches("org.gnome.*", "org.gnome.Nautilus"));
        assert!(!matches("firefox", "firefox-esr"));
        assert!(!matches("ab*ba", "aba"));
        assert!(!matches("*.txt", "a.txt~"));
        assert!(!matches("", "x"));
    }
}
