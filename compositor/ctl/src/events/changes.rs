//! What makes one state of another: events out, and in again.

use super::{CageNow, Event, State};
use crate::answers::{OutputInfo, WindowInfo};

impl State {
    /// Everything that changed since `before`, in an order in which each event can be
    /// understood by who knows those before it.
    #[must_use]
    pub fn changes(&self, before: &State) -> Vec<Event> {
        let mut events = Vec::new();
        self.outputs(before, &mut events);
        self.cages(before, &mut events);
        self.windows(before, &mut events);
        self.transfer(before, &mut events);
        self.rest(before, &mut events);
        events
    }

    fn outputs(&self, before: &State, events: &mut Vec<Event>) {
        let named = |all: &[OutputInfo], name: &str| all.iter().any(|one| one.name == name);
        let gone = before
            .outputs
            .iter()
            .filter(|one| !named(&self.outputs, &one.name));
        events.extend(gone.map(|one| Event::OutputGone {
            name: one.name.clone(),
        }));
        let news = self
            .outputs
            .iter()
            .filter(|one| !before.outputs.contains(one));
        events.extend(news.map(|one| Event::Output {
            output: one.clone(),
        }));
        if self.workspaces != before.workspaces {
            events.push(Event::Workspaces {
                workspaces: self.workspaces.clone(),
            });
        }
    }

    fn cages(&self, before: &State, events: &mut Vec<Event>) {
        let named = |all: &[CageNow], name: &str| all.iter().any(|one| one.name == name);
        let gone = before
            .cages
            .iter()
            .filter(|one| !named(&self.cages, &one.name));
        events.extend(gone.map(|one| Event::CageGone {
            name: one.name.clone(),
        }));
        let news = self.cages.iter().filter(|one| !before.cages.contains(one));
        events.extend(news.map(|one| Event::Cage { cage: one.clone() }));
    }

    fn windows(&self, before: &State, events: &mut Vec<Event>) {
        let known = |all: &[WindowInfo], id: u64| all.iter().any(|one| one.id == id);
        let gone = before
            .windows
            .iter()
            .filter(|one| !known(&self.windows, one.id));
        events.extend(gone.map(|one| Event::WindowClosed { id: one.id }));
        for window in self
            .windows
            .iter()
            .filter(|one| !before.windows.contains(one))
        {
            let window = window.clone();
            events.push(match known(&before.windows, window.id) {
                true => Event::WindowChanged { window },
                false => Event::WindowOpened { window },
            });
        }
        // New ones appear on top, the last one highest.
        let told = before.clone().with(events);
        let ids = |all: &[WindowInfo]| all.iter().map(|one| one.id).collect::<Vec<_>>();
        let windows = ids(&self.windows);
        if ids(&told.windows) != windows {
            events.push(Event::Stacking { windows });
        }
        if self.focus != before.focus {
            events.push(Event::WindowFocused {
                focus: self.focus.clone(),
            });
        }
    }

    fn transfer(&self, before: &State, events: &mut Vec<Event>) {
        let news = self
            .transfer
            .clone()
            .filter(|_| self.transfer != before.transfer);
        events.extend(match (&before.transfer, news) {
            (_, None) if self.transfer == before.transfer => None,
            (_, None) => Some(Event::TransferEnded {}),
            (None, Some(transfer)) => Some(Event::TransferBegun { transfer }),
            (Some(_), Some(transfer)) => Some(Event::TransferChanged { transfer }),
        });
    }

    fn rest(&self, before: &State, events: &mut Vec<Event>) {
        if self.notice != before.notice {
            events.push(Event::Notice {
                notice: self.notice.clone(),
            });
        }
        if self.notices != before.notices {
            events.push(Event::Notices {
                notices: self.notices.clone(),
            });
        }
        if self.mode != before.mode {
            events.push(Event::Mode {
                mode: self.mode.clone(),
            });
        }
        if self.language != before.language {
            events.push(Event::Language {
                language: self.language.clone(),
            });
        }
        if self.idle != before.idle {
            events.push(Event::Idle { idle: self.idle });
        }
        let locks = |state: &State| (state.locked, state.locked_above.clone());
        if locks(self) != locks(before) {
            let (locked, locked_above) = locks(self);
            events.push(Event::Locked {
                locked,
                locked_above,
            });
        }
        if self.sound != before.sound {
            events.push(Event::Sound { sound: self.sound });
        }
        if self.preferences != before.preferences {
            events.push(Event::Preferences {
                preferences: self.preferences.clone(),
            });
        }
    }

    fn with(mut self, events: &[Event]) -> State {
        events.iter().for_each(|event| self.apply(event));
        self
    }

    /// Brings the state up to date. Outputs and cages that are new come last.
    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::State { state } => *self = *state,
            Event::Output { output } => put(&mut self.outputs, output, |one| one.name.clone()),
            Event::OutputGone { name } => self.outputs.retain(|one| one.name != name),
            Event::Workspaces { workspaces } => self.workspaces = workspaces,
            Event::WindowOpened { window } => self.windows.insert(0, window),
            Event::WindowChanged { window } => put(&mut self.windows, window, |one| one.id),
            Event::WindowClosed { id } => self.windows.retain(|one| one.id != id),
            Event::Stacking { windows } => {
                let place = |one: &WindowInfo| windows.iter().position(|id| *id == one.id);
                self.windows.sort_by_key(place);
            }
            Event::WindowFocused { focus } => self.focus = focus,
            Event::Cage { cage } => put(&mut self.cages, cage, |one| one.name.clone()),
            Event::CageGone { name } => self.cages.retain(|one| one.name != name),
            Event::TransferBegun { transfer } | Event::TransferChanged { transfer } => {
                self.transfer = Some(transfer);
            }
            Event::TransferEnded {} => self.transfer = None,
            Event::Notice { notice } => self.notice = notice,
            Event::Notices { notices } => self.notices = notices,
            Event::Mode { mode } => self.mode = mode,
            Event::Language { language } => self.language = language,
            Event::Idle { idle } => self.idle = idle,
            Event::Locked {
                locked,
                locked_above,
            } => {
                self.locked = locked;
                self.locked_above = locked_above;
            }
            Event::Sound { sound } => self.sound = sound,
            Event::Preferences { preferences } => self.preferences = preferences,
        }
    }
}

/// Puts a thing in the place of the one with the same key, else at the end.
fn put<T, K: PartialEq>(all: &mut Vec<T>, one: T, key: impl Fn(&T) -> K) {
    match all.iter_mut().find(|known| key(known) == key(&one)) {
        Some(known) => *known = one,
        None => all.push(one),
    }
}
