//! The core's own hand in a cage's selections, for transfers that the policy has granted.

use std::os::fd::OwnedFd;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::backend::ObjectId;

use super::Seats;
use super::cage::CageSeat;
use super::drag::Dragging;
use super::selection::{Asked, Current, Origin};

/// The most reads of carried data that wait for the core; more are closed unread.
const MAX_READS: usize = 16;

/// Which selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionKind {
    /// What was copied.
    Clipboard,
    /// What is marked.
    Primary,
}

/// A client's request to read what was carried into its cage.
#[derive(Debug)]
pub struct CarriedRead {
    /// The client's cage.
    pub cage: CageId,
    /// The number that [`Seats::set_carried`] was given.
    pub carried: u64,
    /// One of the types it was given.
    pub mime_type: String,
    /// Where to write. A client made it: it may block, or be read by nobody.
    pub to: OwnedFd,
}

impl Seats {
    /// The types that a cage's selection offers.
    #[must_use]
    pub fn selection_types(&self, cage: CageId, kind: SelectionKind) -> Vec<String> {
        let types = self.seat(cage).map(|seat| match kind {
            SelectionKind::Clipboard => seat.clipboard.types(),
            SelectionKind::Primary => seat.primary.types(),
        });
        types.unwrap_or_default().to_vec()
    }

    /// The number of what the core carried that is a cage's selection now; `None` where it
    /// is a client's, or empty.
    #[must_use]
    pub fn carried(&self, cage: CageId, kind: SelectionKind) -> Option<u64> {
        let seat = self.seat(cage)?;
        match kind {
            SelectionKind::Clipboard => seat.clipboard.carried(),
            SelectionKind::Primary => seat.primary.carried(),
        }
    }

    /// The object by which a client of a cage offers its selection.
    #[must_use]
    pub fn selection_object(&self, cage: CageId, kind: SelectionKind) -> Option<ObjectId> {
        let seat = self.seat(cage)?;
        match kind {
            SelectionKind::Clipboard => seat.clipboard.object(),
            SelectionKind::Primary => seat.primary.object(),
        }
    }

    /// Asks the client that holds a cage's selection to write it into `to`; `false`
    /// when no client of that cage offers that type.
    pub fn read_selection(
        &self,
        cage: CageId,
        kind: SelectionKind,
        mime_type: String,
        to: OwnedFd,
    ) -> bool {
        self.seat(cage).is_some_and(|seat| match kind {
            SelectionKind::Clipboard => seat.clipboard.read(mime_type, to),
            SelectionKind::Primary => seat.primary.read(mime_type, to),
        })
    }

    /// The types that what is dragged offers.
    #[must_use]
    pub fn drag_types(&self) -> Vec<String> {
        self.drag.as_ref().map(Dragging::types).unwrap_or_default()
    }

    /// Makes something the core carries the selection of a cage. Reads of it come
    /// out of [`Seats::take_reads`] with the number `carried`.
    pub fn set_carried(
        &mut self,
        cage: CageId,
        kind: SelectionKind,
        types: &[String],
        carried: u64,
    ) {
        // A zero byte cannot be sent in a Wayland string.
        let types = types.iter().filter(|name| !name.contains('\0'));
        let types: Vec<String> = types.cloned().collect();
        if let Some(seat) = self.seat_mut(cage) {
            replace(seat, kind, Some((types, carried)));
        }
    }

    /// Empties a cage's selection; its source is told.
    pub fn clear_selection(&mut self, cage: CageId, kind: SelectionKind) {
        if let Some(seat) = self.seat_mut(cage) {
            replace(seat, kind, None);
        }
    }

    /// The reads of carried data since the last call.
    #[must_use]
    pub fn take_reads(&mut self) -> Vec<CarriedRead> {
        let mut reads = std::mem::take(&mut self.asked);
        reads.extend(self.dropped_reads());
        reads
    }

    pub(super) fn note_read(&mut self, cage: CageId, asked: Option<Asked>) {
        if let Some(asked) = asked.filter(|_| self.asked.len() < MAX_READS) {
            self.asked.push(CarriedRead {
                cage,
                carried: asked.carried,
                mime_type: asked.mime_type,
                to: asked.to,
            });
        }
    }
}

fn replace(seat: &mut CageSeat, kind: SelectionKind, new: Option<(Vec<String>, u64)>) {
    match kind {
        SelectionKind::Clipboard => seat.set_clipboard(new.map(carried)),
        SelectionKind::Primary => seat.set_primary(new.map(carried)),
    }
}

fn carried<S>((types, number): (Vec<String>, u64)) -> Current<S> {
    Current {
        origin: Origin::Carried(number),
        types,
    }
}
