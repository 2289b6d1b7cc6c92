//! The table of actions: their names, what they are done to, their usual chords, what they do.

use std::fmt;

use lisere_cage::message::VolumeWish;

use self::KeyAction::Desk;
use super::DeskAction;
use super::DeskAction as D;
use crate::desk::Direction;

/// What a chord does to the focused window, the desk or the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyAction {
    /// Asks the focused window to close.
    Close,
    /// Puts the focused window away.
    Minimise,
    /// Fills the work area, or no longer.
    Maximise,
    /// Fills all that a window may fill, or no longer.
    Fullscreen,
    /// Brings the focused window above the others.
    Raise,
    /// Puts the focused window below the others.
    Lower,
    /// Shows this workspace, 1–9.
    Workspace(u8),
    /// Sends the focused window to this workspace, 1–9.
    MoveToWorkspace(u8),
    /// Shows the workspace after the one that is shown.
    WorkspaceNext,
    /// Shows the one before.
    WorkspacePrevious,
    /// The switcher, towards windows used less recently.
    NextWindow,
    /// The switcher, the other way.
    PreviousWindow,
    /// Gives the keys to the workspace's next window, without the switcher.
    FocusNextWindow,
    /// To the one before.
    FocusPreviousWindow,
    /// Goes to the next output.
    FocusNextOutput,
    /// Sends the focused window to the next output.
    MoveToNextOutput,
    /// Freezes the cage that has the keys, or thaws it.
    FreezeCage,
    /// Ends every program of that cage.
    KillCage,
    /// Takes keys and pointer from every client. A chord for it there is always.
    Attention,
    /// Takes what the cage that has the keys has copied, to give it to another.
    Carry,
    /// Gives what was taken to the cage that has the keys.
    PasteHere,
    /// Opens the link that was taken in the cage that has the keys.
    OpenHere,
    /// Opens the launcher, or closes it.
    Launcher,
    /// Opens the first-start assistant.
    Welcome,
    /// Darkens all screens until somebody does something.
    ScreensOff,
    /// Reads the preferences again.
    Reload,
    /// Turns a mode on, by its place among the preferences' modes.
    Mode(u8),
    /// Turns the mode off that is on.
    LeaveMode,
    /// Runs a program in a cage, by its place among the preferences' programs.
    Run(u16),
    /// Locks the session.
    Lock,
    /// Locks all levels above that of the cage in hand.
    LockLevels,
    /// Asks for the password of levels that are locked.
    UnlockLevels,
    /// Puts the keyboard on the bar, or takes it from there.
    Bar,
    /// Shows every window of an output's workspaces at once.
    Overview,
    /// Arranges windows otherwise.
    Desk(DeskAction),
    /// Puts a picture of the window on the clipboard of its own cage.
    CopyPicture,
    /// Makes the machine louder, softer or silent.
    Volume(VolumeWish),
    /// Makes the screen that is built in brighter or darker.
    Brightness {
        /// Whether brighter.
        brighter: bool,
    },
    /// Ends the session.
    Quit,
}

/// What an action is done to: what may be named with it where it is asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A window, or the cage whose it is.
    Window,
    /// An output.
    Output,
    /// The session as it stands.
    Session,
}

/// What there is to know of an action.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// As preferences and the command line write it.
    pub name: &'static str,
    /// The action.
    pub action: KeyAction,
    /// What it is done to.
    pub on: On,
    /// The chord it has unless preferences say otherwise, or "".
    pub chord: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
}

const fn known(
    name: &'static str,
    action: KeyAction,
    on: On,
    chord: &'static str,
    what: &'static str,
) -> Known {
    Known {
        name,
        action,
        on,
        chord,
        what,
    }
}

/// Every action that has no number, in the order in which people are told of them.
#[rustfmt::skip]
pub const KNOWN: &[Known] = &[
    known("close", KeyAction::Close, On::Window, "Super+Q", "asks the window to close"),
    known("minimise", KeyAction::Minimise, On::Window, "Super+N", "puts the window away"),
    known("maximise", KeyAction::Maximise, On::Window, "Super+M", "the window fills the space for windows, or no longer"),
    known("fullscreen", KeyAction::Fullscreen, On::Window, "Super+F", "the window fills its output inside its frame, or no longer"),
    known("raise", KeyAction::Raise, On::Window, "Super+Shift+B", "brings the window above the others"),
    known("lower", KeyAction::Lower, On::Window, "Super+B", "puts the window below the others"),
    known("focus-left", Desk(D::FocusTo(Direction::Left)), On::Window, "Super+Left", "gives the keys to the window on the left"),
    known("focus-right", Desk(D::FocusTo(Direction::Right)), On::Window, "Super+Right", "gives the keys to the window on the right"),
    known("focus-up", Desk(D::FocusTo(Direction::Up)), On::Window, "Super+Up", "gives the keys to the window above"),
    known("focus-down", Desk(D::FocusTo(Direction::Down)), On::Window, "Super+Down", "gives the keys to the window below"),
    known("move-left", Desk(D::MoveTo(Direction::Left)), On::Window, "Super+Shift+Left", "moves the tile left, or the window into the left half"),
    known("move-right", Desk(D::MoveTo(Direction::Right)), On::Window, "Super+Shift+Right", "moves the tile right, or the window into the right half"),
    known("move-up", Desk(D::MoveTo(Direction::Up)), On::Window, "Super+Shift+Up", "moves the tile up, or the window into the upper half"),
    known("move-down", Desk(D::MoveTo(Direction::Down)), On::Window, "Super+Shift+Down", "moves the tile down, or the window into the lower half"),
    known("grow-width", Desk(D::Resize { wide: true, more: true }), On::Window, "Super+Ctrl+Right", "makes the window wider"),
    known("shrink-width", Desk(D::Resize { wide: true, more: false }), On::Window, "Super+Ctrl+Left", "makes the window narrower"),
    known("grow-height", Desk(D::Resize { wide: false, more: true }), On::Window, "Super+Ctrl+Down", "makes the window higher"),
    known("shrink-height", Desk(D::Resize { wide: false, more: false }), On::Window, "Super+Ctrl+Up", "makes the window lower"),
    known("layout-toggle", Desk(D::ToggleLayout), On::Output, "Super+T", "tiles the workspace, or lets its windows float"),
    known("toggle-floating", Desk(D::ToggleFloating), On::Window, "Super+Shift+T", "lets the tile float, or makes it a tile again"),
    known("column-join", Desk(D::JoinColumn), On::Window, "Super+J", "puts the tile into the column beside it"),
    known("column-expel", Desk(D::ExpelFromColumn), On::Window, "Super+Shift+J", "gives the tile a column of its own"),
    known("column-stack", Desk(D::StackColumn), On::Window, "Super+S", "shows one window of the column at a time, or all"),
    known("centre", Desk(D::Centre), On::Window, "Super+Shift+C", "puts the floating window into the middle"),
    known("toggle-sticky", Desk(D::ToggleSticky), On::Window, "Super+Shift+P", "shows the window on every workspace, or no longer"),
    known("scratchpad-send", Desk(D::ToScratchpad), On::Window, "Super+Shift+X", "keeps the window aside, or no longer"),
    known("scratchpad-show", Desk(D::CallScratchpad), On::Session, "Super+X", "calls the window kept aside, or sends it back"),
    known("overview", KeyAction::Overview, On::Session, "Super+O", "shows all windows at once"),
    known("next-window", KeyAction::NextWindow, On::Session, "Alt+Tab", "chooses among windows, the ones used last first"),
    known("previous-window", KeyAction::PreviousWindow, On::Session, "Alt+Shift+Tab", "chooses among windows, the other way"),
    known("focus-next-window", KeyAction::FocusNextWindow, On::Output, "Alt+Escape", "gives the keys to the next window of the workspace"),
    known("focus-previous-window", KeyAction::FocusPreviousWindow, On::Output, "Alt+Shift+Escape", "gives the keys to the window before it"),
    known("workspace-next", KeyAction::WorkspaceNext, On::Output, "Super+Page_Down", "shows the next workspace"),
    known("workspace-previous", KeyAction::WorkspacePrevious, On::Output, "Super+Page_Up", "shows the workspace before"),
    known("focus-next-output", KeyAction::FocusNextOutput, On::Session, "Super+Tab", "goes to the next output"),
    known("move-to-next-output", KeyAction::MoveToNextOutput, On::Window, "Super+Shift+Tab", "sends the window to the next output"),
    known("freeze-cage", KeyAction::FreezeCage, On::Window, "Super+BackSpace", "freezes the window's cage, or thaws it"),
    known("kill-cage", KeyAction::KillCage, On::Window, "Super+Shift+BackSpace", "ends every program of the window's cage"),
    known("attention", KeyAction::Attention, On::Session, "Super+Escape", "takes keys and pointer from every program, or gives them back"),
    known("carry", KeyAction::Carry, On::Session, "Super+C", "takes what the cage that has the keys has copied"),
    known("paste-here", KeyAction::PasteHere, On::Session, "Super+V", "gives what was taken to the cage that has the keys"),
    known("open-here", KeyAction::OpenHere, On::Session, "Super+Shift+V", "opens the link that was taken in the cage that has the keys"),
    known("copy-picture", KeyAction::CopyPicture, On::Window, "Print", "puts a picture of the window on its own cage’s clipboard"),
    known("launcher", KeyAction::Launcher, On::Session, "Super+Space", "finds a program and opens it in a cage"),
    known("welcome", KeyAction::Welcome, On::Session, "", "opens the first-start assistant"),
    known("screens-off", KeyAction::ScreensOff, On::Session, "", "darkens all screens until somebody does something"),
    known("reload", KeyAction::Reload, On::Session, "", "reads the preferences again"),
    known("leave-mode", KeyAction::LeaveMode, On::Session, "", "turns the mode off that is on"),
    known("lock", KeyAction::Lock, On::Session, "Super+L", "locks the session until its user's password is given"),
    known("lock-levels", KeyAction::LockLevels, On::Window, "", "locks all levels above the window’s, while the rest goes on"),
    known("unlock-levels", KeyAction::UnlockLevels, On::Session, "", "asks for the password of levels that are locked"),
    known("bar", KeyAction::Bar, On::Session, "Super+A", "puts the keyboard on the bar, or takes it from there"),
    known("volume-up", KeyAction::Volume(VolumeWish::Up), On::Session, "XF86AudioRaiseVolume", "makes the sound louder"),
    known("volume-down", KeyAction::Volume(VolumeWish::Down), On::Session, "XF86AudioLowerVolume", "makes the sound softer"),
    known("mute", KeyAction::Volume(VolumeWish::Mute), On::Session, "XF86AudioMute", "turns the sound off, or on again"),
    known("mute-microphone", KeyAction::Volume(VolumeWish::MicrophoneMute), On::Session, "XF86AudioMicMute", "turns the microphone off, or on again"),
    known("brightness-up", KeyAction::Brightness { brighter: true }, On::Session, "XF86MonBrightnessUp", "makes the built-in screen brighter"),
    known("brightness-down", KeyAction::Brightness { brighter: false }, On::Session, "XF86MonBrightnessDown", "makes the built-in screen darker"),
    known("quit", KeyAction::Quit, On::Session, "Super+Shift+E", "ends the session"),
];

/// An action that there is nine times.
struct Numbered {
    prefix: &'static str,
    action: fn(u8) -> KeyAction,
    on: On,
    chord: &'static str,
    what: &'static str,
}

const NUMBERED: [Numbered; 2] = [
    Numbered {
        prefix: "workspace-",
        action: KeyAction::Workspace,
        on: On::Output,
        chord: "Super+",
        what: "shows this workspace",
    },
    Numbered {
        prefix: "move-to-workspace-",
        action: KeyAction::MoveToWorkspace,
        on: On::Window,
        chord: "Super+Shift+",
        what: "sends the window to this workspace",
    },
];

/// What stands before a mode's name where an action is named.
pub const MODE: &str = "mode ";

impl KeyAction {
    /// The action that preferences call `name`. Modes have names of the user's own.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let plain = KNOWN.iter().find(|known| known.name == name);
        plain.map(|known| known.action).or_else(|| numbered(name))
    }

    /// The name of every action, as preferences write it.
    pub fn names() -> impl Iterator<Item = String> {
        Self::all().map(|action| action.to_string())
    }

    /// Every action that is there whatever preferences say.
    pub fn all() -> impl Iterator<Item = Self> {
        let numbers = |one: &'static Numbered| (1..=9).map(|number| (one.action)(number));
        let plain = KNOWN.iter().map(|known| known.action);
        plain.chain(NUMBERED.iter().flat_map(numbers))
    }

    /// The chord it has unless preferences say otherwise.
    #[must_use]
    pub fn usual_chord(self) -> Option<String> {
        let plain = self.known().map(|known| known.chord.to_owned());
        let chord = plain.or_else(|| {
            let (one, number) = self.numbered()?;
            Some(format!("{}{number}", one.chord))
        });
        chord.filter(|chord| !chord.is_empty())
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn what(self) -> &'static str {
        let numbered = || self.numbered().map(|(one, _)| one.what);
        let plain = self.known().map(|known| known.what);
        plain.or_else(numbered).unwrap_or(match self {
            Self::Mode(_) => "turns the mode on",
            _ => "runs a program in a cage",
        })
    }

    /// What it is done to.
    #[must_use]
    pub fn on(self) -> On {
        let numbered = || self.numbered().map(|(one, _)| one.on);
        let plain = self.known().map(|known| known.on);
        plain.or_else(numbered).unwrap_or(On::Session)
    }

    /// Whether it is done whatever is shown: also while the session is locked, something is
    /// asked or the screens are dark, since it tells nobody anything and shows nothing of cages.
    #[must_use]
    pub fn everywhere(self) -> bool {
        matches!(self, Self::Volume(_) | Self::Brightness { .. })
    }

    /// Whether it is done again and again while its chord is held.
    #[must_use]
    pub fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Volume(VolumeWish::Up | VolumeWish::Down) | Self::Brightness { .. }
        )
    }

    fn known(self) -> Option<&'static Known> {
        KNOWN.iter().find(|known| known.action == self)
    }

    fn numbered(self) -> Option<(&'static Numbered, u8)> {
        let (Self::Workspace(number) | Self::MoveToWorkspace(number)) = self else {
            return None;
        };
        let one = NUMBERED.iter().find(|one| (one.action)(number) == self);
        one.map(|one| (one, number))
    }
}

fn numbered(name: &str) -> Option<KeyAction> {
    NUMBERED.iter().find_map(|one| {
        let rest = name.strip_prefix(one.prefix)?;
        let number = rest.parse().ok().filter(|_| rest.len() == 1)?;
        (1..=9).contains(&number).then(|| (one.action)(number))
    })
}

impl fmt::Display for KeyAction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.known(), self.numbered(), self) {
            (Some(known), ..) => out.write_str(known.name),
            (None, Some((one, number)), _) => write!(out, "{}{number}", one.prefix),
            (None, None, Self::Mode(_)) => out.write_str("mode"),
            (None, None, _) => out.write_str("run"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_one_name_each() {
        let names: Vec<String> = KeyAction::names().collect();
        assert_eq!(names.len(), KNOWN.len() + 18);
        for name in names {
            assert_eq!(
                KeyAction::named(&name).map(|action| action.to_string()),
                Some(name)
            );
        }
        for name in [
            "",
            "Close",
            "run",
            "mode",
            "workspace-0",
            "workspace-10",
            "workspace-+1",
            "move-to-workspace-",
        ] {
            assert_eq!(KeyAction::named(name), None, "{name}");
        }
    }

    #[test]
    fn each_is_told_in_a_few_words() {
        for action in KeyAction::all() {
            let what = action.what();
            assert!((5..=70).contains(&what.len()), "{action}: {what}");
            assert!(!what.ends_with('.'), "{action}: {what}");
        }
        assert_eq!(KeyAction::Workspace(3).on(), On::Output);
        assert_eq!(KeyAction::Close.on(), On::Window);
    }
}
