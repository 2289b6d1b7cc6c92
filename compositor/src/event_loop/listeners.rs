//! Who listens to what happens: everything first, then each turn's changes, while anybody does.

use liserectl::{Event, Failure, FailureCode, Reply, State};

use super::Session;
use crate::clock::Now;
use crate::control::ConnectionId;
use crate::respond::Outside;

/// As many bars and scripts as anybody has.
const LISTENERS: usize = 8;

/// Those who listen.
#[derive(Debug, Default)]
pub(super) struct Listeners {
    all: Vec<Listener>,
    /// What they know.
    known: Option<State>,
}

/// One who listens.
#[derive(Debug)]
struct Listener {
    id: ConnectionId,
    /// It knows nothing yet, or has not read for so long that changes were left out: it hears
    /// everything as soon as it has read what was said before.
    behind: bool,
}

impl Session {
    /// From now on this connection hears what happens.
    pub(super) fn listen(&mut self, id: ConnectionId) {
        if self.listeners.all.len() >= LISTENERS {
            let message = format!("{LISTENERS} programs listen already");
            let help = "end one of them, or print the state with `liserectl events --once`";
            let failure = Failure::new(FailureCode::NotAllowed, message, help);
            self.control.reply(id, &Reply(Err(failure)));
            return;
        }
        self.listeners.all.push(Listener { id, behind: true });
    }

    /// Who has hung up hears no more.
    pub(super) fn forget_listener(&mut self, left: ConnectionId) {
        self.listeners.all.retain(|listener| listener.id != left);
    }

    /// Tells those who listen what this turn changed.
    pub(super) fn tell_listeners(&mut self, now: Now) {
        if self.listeners.all.is_empty() {
            self.listeners.known = None;
            return;
        }
        let outside = Outside {
            door: &self.door,
            gates: &self.gates,
            warden: &self.warden,
            started: self.started,
        };
        let state = self.core.told(&outside, now);
        let known = self.listeners.known.as_ref();
        let changes = known.map(|known| state.changes(known)).unwrap_or_default();
        let lines: Vec<Vec<u8>> = changes.iter().map(Event::line).collect();
        let whole = || {
            let state = Box::new(state.clone());
            Event::State { state }.line()
        };
        for listener in &mut self.listeners.all {
            if listener.behind {
                // However long it is: nothing else is unsent.
                listener.behind = !self.control.caught_up(listener.id)
                    || !self.control.tell_line(listener.id, &whole(), true);
            } else {
                let told = lines
                    .iter()
                    .all(|line| self.control.tell_line(listener.id, line, false));
                listener.behind = !told;
            }
        }
        self.listeners.known = Some(state);
    }
}
