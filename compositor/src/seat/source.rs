//! Data sources: what a client offers to others, whether copied, selected or dragged.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};

use smithay::reexports::wayland_protocols::ext::data_control::v1::server::ext_data_control_source_v1::ExtDataControlSourceV1;
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_source_v1::ZwpPrimarySelectionSourceV1;
use smithay::reexports::wayland_protocols_wlr::data_control::v1::server::zwlr_data_control_source_v1::ZwlrDataControlSourceV1;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::DndAction;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;

use super::requests::Owner;

/// The most types a source may offer. More are left out: the longest lists that
/// toolkits send are half of this.
const MAX_TYPES: usize = 64;

/// The longest name of a type, in bytes.
const MAX_TYPE_NAME: usize = 256;

/// Data kept with each source object, of any protocol.
#[derive(Debug)]
pub(crate) struct SourceData {
    owner: Owner,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    types: Vec<String>,
    actions: Option<DndAction>,
    used: bool,
}

/// A request that does not fit the source's state.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unfit;

impl SourceData {
    pub(crate) fn new(owner: Owner) -> SourceData {
        SourceData {
            owner,
            state: Mutex::default(),
        }
    }

    pub(crate) fn owner(&self) -> Owner {
        self.owner
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    /// Adds a type, unless the type is too much.
    ///
    /// # Errors
    /// When the source is in use already; then nothing is added.
    pub(crate) fn offer(&self, name: String) -> Result<(), Unfit> {
        let mut state = self.state();
        if state.used {
            return Err(Unfit);
        }
        let fits = state.types.len() < MAX_TYPES && name.len() <= MAX_TYPE_NAME;
        if fits && !state.types.contains(&name) {
            state.types.push(name);
        }
        Ok(())
    }

    /// Sets what a drag may do: once, and before the source is used.
    pub(crate) fn set_actions(&self, actions: DndAction) -> Result<(), Unfit> {
        let mut state = self.state();
        if state.used || state.actions.is_some() {
            return Err(Unfit);
        }
        state.actions = Some(actions);
        Ok(())
    }

    /// Marks the source as used; `false` when it was already.
    pub(crate) fn take(&self) -> bool {
        !std::mem::replace(&mut self.state().used, true)
    }

    pub(crate) fn types(&self) -> Vec<String> {
        self.state().types.clone()
    }

    /// Whether the client said that the source is for dragging.
    pub(crate) fn for_drag(&self) -> bool {
        self.state().actions.is_some()
    }

    fn actions(&self) -> DndAction {
        self.state().actions.unwrap_or(DndAction::None)
    }
}

/// A client's source of a selection, of whichever protocol.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    Data(WlDataSource),
    Primary(ZwpPrimarySelectionSourceV1),
    Ext(ExtDataControlSourceV1),
    Wlr(ZwlrDataControlSourceV1),
}

impl Source {
    pub(crate) fn types(&self) -> Vec<String> {
        match self {
            Source::Data(source) => types(source),
            Source::Primary(source) => types(source),
            Source::Ext(source) => types(source),
            Source::Wlr(source) => types(source),
        }
    }

    pub(crate) fn id(&self) -> ObjectId {
        match self {
            Source::Data(source) => source.id(),
            Source::Primary(source) => source.id(),
            Source::Ext(source) => source.id(),
            Source::Wlr(source) => source.id(),
        }
    }

    /// Marks it as used; `false` when it was already.
    pub(crate) fn take(&self) -> bool {
        match self {
            Source::Data(source) => take(source),
            Source::Primary(source) => take(source),
            Source::Ext(source) => take(source),
            Source::Wlr(source) => take(source),
        }
    }

    /// Tells it that nobody reads it any more.
    pub(crate) fn cancel(&self) {
        match self {
            Source::Data(source) => source.cancelled(),
            Source::Primary(source) => source.cancelled(),
            Source::Ext(source) => source.cancelled(),
            Source::Wlr(source) => source.cancelled(),
        }
    }

    /// Asks it to write into `to`.
    pub(crate) fn send(&self, mime_type: String, to: OwnedFd) {
        match self {
            Source::Data(source) => source.send(mime_type, to.as_fd()),
            Source::Primary(source) => source.send(mime_type, to.as_fd()),
            Source::Ext(source) => source.send(mime_type, to.as_fd()),
            Source::Wlr(source) => source.send(mime_type, to.as_fd()),
        }
    }
}

/// The types that a source offers; none once its data is gone.
pub(crate) fn types<S: Resource>(source: &S) -> Vec<String> {
    source
        .data::<SourceData>()
        .map(SourceData::types)
        .unwrap_or_default()
}

/// Marks a source as used; `false` when it was already.
pub(crate) fn take<S: Resource>(source: &S) -> bool {
    source.data::<SourceData>().is_some_and(SourceData::take)
}

/// What dragging a source may do. Before version 3 there was only copying.
pub(crate) fn actions(source: &WlDataSource) -> DndAction {
    match source.data::<SourceData>() {
        Some(data) if source.version() >= 3 => data.actions(),
        _ => DndAction::Copy,
    }
}

/// Locks, also after a panic elsewhere: the states here are whole at every step.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_bounded() {
        let source = SourceData::new(Owner::default());
        assert_eq!(source.offer("x".repeat(257)), Ok(()));
        for number in 0..100 {
            assert_eq!(source.offer(format!("type/{number}")), Ok(()));
            assert_eq!(source.offer(format!("type/{number}")), Ok(()));
        }
        assert_eq!(source.types().len(), 64);
        assert_eq!(source.types()[1], "type/1");
    }

    #[test]
    fn a_used_source_is_fixed() {
        let source = SourceData::new(Owner::default());
        assert!(source.take());
        assert!(!source.take());
        assert_eq!(source.offer("late/type".into()), Err(Unfit));
        assert!(source.types().is_empty());
        assert_eq!(source.set_actions(DndAction::Copy), Err(Unfit));
    }

    #[test]
    fn actions_are_set_once() {
        let source = SourceData::new(Owner::default());
        assert_eq!(source.set_actions(DndAction::Copy), Ok(()));
        assert_eq!(source.set_actions(DndAction::Move), Err(Unfit));
    }
}
