//! Who gives in a drag: a program's source, or the core with what it carries.

use std::os::fd::{AsFd, OwnedFd};

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::DndAction;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;

use super::source;

/// The version of the data device protocol that brought actions and an end.
pub(crate) const ACTIONS_SINCE: u32 = 3;
/// The most reads that wait for the core; more are closed unread.
const MAX_READS: usize = 16;

/// The giving end of a drag.
#[derive(Debug)]
pub(crate) enum Giver {
    /// A program's source.
    Client(WlDataSource),
    /// The core: what it offers, and the reads of it that have not been taken.
    Core {
        types: Vec<String>,
        asked: Vec<(String, OwnedFd)>,
    },
}

impl Giver {
    pub(crate) fn types(&self) -> Vec<String> {
        match self {
            Giver::Client(source) => source::types(source),
            Giver::Core { types, .. } => types.clone(),
        }
    }

    /// What it lets be done. What the core carries is always a copy.
    pub(crate) fn actions(&self) -> DndAction {
        match self {
            Giver::Client(source) => source::actions(source),
            Giver::Core { .. } => DndAction::Copy,
        }
    }

    /// The other end takes this type, or none.
    pub(crate) fn target(&self, mime_type: Option<String>) {
        if let Giver::Client(source) = self {
            source.target(mime_type);
        }
    }

    /// The other end wants this written into `to`.
    pub(crate) fn send(&mut self, mime_type: String, to: OwnedFd) {
        match self {
            Giver::Client(source) => source.send(mime_type, to.as_fd()),
            Giver::Core { asked, .. } if asked.len() < MAX_READS => asked.push((mime_type, to)),
            Giver::Core { .. } => {}
        }
    }

    pub(crate) fn action(&self, chosen: DndAction) {
        self.tell(|source| source.action(chosen));
    }

    pub(crate) fn performed(&self) {
        self.tell(WlDataSource::dnd_drop_performed);
    }

    pub(crate) fn finished(&self) {
        self.tell(WlDataSource::dnd_finished);
    }

    pub(crate) fn cancel(&self) {
        self.tell(WlDataSource::cancelled);
    }

    /// Tells a program what only newer ones can hear.
    fn tell(&self, event: impl FnOnce(&WlDataSource)) {
        if let Giver::Client(source) = self
            && source.version() >= ACTIONS_SINCE
        {
            event(source);
        }
    }
}
