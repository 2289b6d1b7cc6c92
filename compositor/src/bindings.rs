//! stub
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action { Close, Minimise, Maximise, Fullscreen, Lower, Raise, Workspace(u8), MoveToWorkspace(u8), NextWindow, PreviousWindow, NextOutput, MoveToNextOutput, Quit }
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers { pub super_: bool, pub ctrl: bool, pub alt: bool, pub shift: bool }
#[derive(Clone, Debug, Default)]
pub struct Bindings;
impl Bindings { pub fn action(&self, _m: Modifiers, _s: u32) -> Option<Action> { None } }
