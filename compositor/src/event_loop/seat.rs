//! What happens on a real seat, as sources of the session's loop.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use smithay::backend::drm::DrmDeviceNotifier;
use smithay::backend::udev::UdevEvent;
use smithay::reexports::calloop::{LoopHandle, RegistrationToken};

use super::Session;
use crate::backend::Backend;
use crate::backend::kms::{CardId, Sources};

/// How each card's frames are watched.
type Watched = Rc<RefCell<HashMap<CardId, RegistrationToken>>>;

impl Session {
    /// Watches the seat, if the session is on one.
    pub(super) fn watch_seat(
        &mut self,
        events: &LoopHandle<'static, Session>,
    ) -> anyhow::Result<()> {
        let Backend::Kms(kms) = &mut self.core.backend else {
            return Ok(());
        };
        let Some(sources) = kms.take_sources() else {
            return Ok(());
        };
        let Sources {
            session,
            cards,
            input,
            flips,
        } = sources;
        let failed = |error: String| anyhow::anyhow!("watching the seat: {error}");
        let consoles = events.insert_source(session, |event, (), session| {
            let now = session.core.clock.now();
            session.core.seat_event(&event, now);
        });
        consoles.map_err(|error| failed(error.to_string()))?;
        let watched = Watched::default();
        for (card, notifier) in flips {
            let token = watch_frames(events, card, notifier)?;
            watched.borrow_mut().insert(card, token);
        }
        let handle = events.clone();
        let plugged = events.insert_source(cards, move |event, (), session| {
            session.card_event(event, &handle, &watched);
        });
        plugged.map_err(|error| failed(error.to_string()))?;
        let devices = events.insert_source(input, |event, (), session| {
            let now = session.core.clock.now();
            session.core.device_event(&event, now);
        });
        devices.map_err(|error| failed(error.to_string()))?;
        let now = self.core.clock.now();
        self.core.meet_devices(now);
        Ok(())
    }

    fn card_event(
        &mut self,
        event: UdevEvent,
        events: &LoopHandle<'static, Session>,
        watched: &Watched,
    ) {
        let now = self.core.clock.now();
        match event {
            UdevEvent::Added { path, .. } => {
                let Some((card, notifier)) = self.core.card_added(&path, now) else {
                    return;
                };
                match watch_frames(events, card, notifier) {
                    Ok(token) => drop(watched.borrow_mut().insert(card, token)),
                    Err(error) => tracing::error!(%error, "a graphics card is of no use"),
                }
            }
            UdevEvent::Changed { .. } => self.core.follow_screens(now),
            UdevEvent::Removed { device_id } => {
                if let Some(token) = watched.borrow_mut().remove(&device_id) {
                    events.remove(token);
                }
                self.core.card_removed(device_id, now);
            }
        }
    }
}

fn watch_frames(
    events: &LoopHandle<'static, Session>,
    card: CardId,
    notifier: DrmDeviceNotifier,
) -> anyhow::Result<RegistrationToken> {
    events
        .insert_source(notifier, move |event, when, session| {
            session.core.frame_shown(card, event, when.take());
        })
        .map_err(|error| anyhow::anyhow!("watching a graphics card: {error}"))
}
