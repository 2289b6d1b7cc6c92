//! Actions by name: what the command line asks for is what a chord would do.

use liserectl::{ActionInfo, Answer, Failure, FailureCode};

use crate::bindings::{KeyAction, On};
use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::input::Target;
use crate::state::Compositor;

/// Letters of a name that nobody knows that are said back.
const SAID: usize = 64;

impl Compositor {
    /// Does the action of this name, to the window and output named if it is done to one.
    ///
    /// # Errors
    /// When there is no such action, window or output, or nothing that it could be done to.
    pub fn act(
        &mut self,
        name: &str,
        window: Option<u64>,
        output: Option<&str>,
        now: Now,
    ) -> Result<Answer, Failure> {
        let action = self.action_named(name)?;
        let window = window.map(|id| self.window_there(id)).transpose()?;
        let output = output.map(|name| self.output_there(name)).transpose()?;
        let takes = |on, said: bool, what: &str| match said && action.on() != on {
            true => Err(Failure::new(
                FailureCode::BadRequest,
                format!("`{name}` is not done to {what}"),
                "`liserectl action --list` says what each does",
            )),
            false => Ok(()),
        };
        takes(On::Window, window.is_some(), "a window")?;
        takes(On::Output, output.is_some(), "an output")?;
        let usual = self.target();
        let own = window.and_then(|id| self.windows.get(id));
        let target = Target {
            window: window.or(usual.window),
            output: output.or(usual.output),
            cage: own.map(|window| window.cage).or(usual.cage),
        };
        if self.perform_on(action, target, now) {
            return Ok(Answer::Done {});
        }
        Err(nothing(name, action))
    }

    /// Every action, those of the user's own modes included, with its chords.
    #[must_use]
    pub fn action_infos(&self) -> Vec<ActionInfo> {
        let bindings = &self.preferences.bindings;
        let modes = (0_u8..).zip(bindings.modes());
        let modes = modes.map(|(number, _)| KeyAction::Mode(number));
        let info = |action: KeyAction| {
            let chords = bindings.iter().filter(|(_, known)| *known == action);
            ActionInfo {
                name: bindings.name_of(action),
                chords: chords.map(|(chord, _)| chord.to_string()).collect(),
                what: action.what().to_owned(),
            }
        };
        KeyAction::all().chain(modes).map(info).collect()
    }

    fn action_named(&self, name: &str) -> Result<KeyAction, Failure> {
        self.preferences.bindings.named(name).map_err(|near| {
            let said: String = name.escape_debug().take(SAID).collect();
            let message = format!("there is no action `{said}`");
            Failure::new(FailureCode::UnknownAction, message, near)
        })
    }

    /// The window of this number.
    pub(crate) fn window_there(&self, id: u64) -> Result<WindowId, Failure> {
        let window = WindowId(id);
        match self.desk.entry(window) {
            Some(_) => Ok(window),
            None => Err(Failure::new(
                FailureCode::UnknownWindow,
                format!("there is no window {id}"),
                "`liserectl windows` lists them",
            )),
        }
    }

    fn output_there(&self, name: &str) -> Result<OutputId, Failure> {
        let found = self.outputs.iter().find(|screen| screen.name == name);
        found.map(|screen| screen.id).ok_or_else(|| {
            let names: Vec<&str> = self.outputs.iter().map(|s| s.name.as_str()).collect();
            let said: String = name.escape_debug().take(SAID).collect();
            Failure::new(
                FailureCode::UnknownOutput,
                format!("there is no output {said}"),
                format!("outputs: {}", names.join(", ")),
            )
        })
    }
}

/// There is nothing that the action could be done to.
fn nothing(name: &str, action: KeyAction) -> Failure {
    let (message, help) = match action.on() {
        On::Window => ("no window has the keys", "name one with --window"),
        On::Output => (
            "there is nothing to go to",
            "`liserectl windows` lists what there is",
        ),
        On::Session => (
            "this session can't do it",
            "`liserectl status` says what it is",
        ),
    };
    Failure::new(
        FailureCode::NotAllowed,
        format!("`{name}`: {message}"),
        help,
    )
}
