//! What the session has, and all who are told of it.

use liserectl::{Event, State};
use wayland_server::backend::GlobalId;
use wayland_server::{Client, DisplayHandle, GlobalDispatch, Resource};

use crate::outputs::Screens;
use crate::windows::Windows;
use crate::workspaces::Workspaces;

/// A workspace that a program wants shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The output's name.
    pub output: String,
    /// Counted from 1.
    pub number: u32,
}

/// The session as Wayland clients see it.
#[derive(Debug)]
pub struct Lists {
    pub(crate) known: State,
    pub(crate) screens: Screens,
    pub(crate) windows: Windows,
    pub(crate) workspaces: Workspaces,
    pub(crate) wishes: Vec<Wish>,
}

impl Lists {
    /// Of a session of which nothing is known yet.
    #[must_use]
    pub fn new(display: &DisplayHandle) -> Lists {
        Lists {
            known: State::default(),
            screens: Screens::default(),
            windows: Windows::new(display),
            workspaces: Workspaces::new(display),
            wishes: Vec::new(),
        }
    }

    /// Takes in what happened and tells everybody.
    pub fn hear(&mut self, events: &[Event], display: &DisplayHandle) {
        events.iter().for_each(|event| self.known.apply(event));
        self.screens.follow(&self.known, display);
        self.windows.follow(&self.known, display);
        self.workspaces.follow(&self.known, &self.screens, display);
    }

    /// What programs want, since this was last asked.
    pub fn take_wishes(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.wishes)
    }
}

/// Offers a protocol to whoever connects.
pub(crate) fn offer<I, D>(display: &DisplayHandle, version: u32, data: D) -> GlobalId
where
    I: Resource + 'static,
    D: Send + Sync + 'static,
    Lists: GlobalDispatch<I, D>,
{
    display.create_global::<Lists, I, D>(version, data)
}

/// Whether both are the same program's.
pub(crate) fn same_client(one: &impl Resource, other: &impl Resource) -> bool {
    let id = |client: Option<Client>| client.map(|client| client.id());
    let one = id(one.client());
    one.is_some() && one == id(other.client())
}

/// A text as it goes over the wire, whose messages have 4,096 bytes at most.
pub(crate) fn wire(text: &str) -> String {
    const LONGEST: usize = 1_024;
    let text = text.replace('\0', "");
    let end = text.floor_char_boundary(LONGEST);
    text.get(..end).unwrap_or_default().to_owned()
}
