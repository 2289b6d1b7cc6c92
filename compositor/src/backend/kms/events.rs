//! What happens on the seat: consoles, cards, frames and devices.

use std::path::Path;

use smithay::backend::drm::{DrmDeviceNotifier, DrmEvent, DrmEventMetadata, DrmEventTime};
use smithay::backend::input::InputEvent as FromDevice;
use smithay::backend::libinput::LibinputInputBackend;
use smithay::backend::session::Event as SessionEvent;

use super::{CardId, Kms};
use crate::backend::Backend;
use crate::backend::devices::OutputPlace;
use crate::clock::Now;
use crate::input::InputEvent;
use crate::state::Compositor;

impl Compositor {
    fn kms(&mut self) -> Option<&mut Kms> {
        match &mut self.backend {
            Backend::Kms(kms) => Some(kms),
            Backend::Headless(_) | Backend::Nested(_) => None,
        }
    }

    /// Another session takes the seat, or gives it back.
    pub(crate) fn seat_event(&mut self, event: &SessionEvent, now: Now) {
        let Some(kms) = self.kms() else { return };
        match event {
            SessionEvent::PauseSession => {
                let released = kms.pause();
                tracing::info!("another session has the seat");
                self.left_seat(released, now);
            }
            SessionEvent::ActivateSession => {
                let news = kms.resume();
                tracing::info!("the seat is ours again");
                self.input_all(news, now);
                self.follow_screens(now);
                self.returned_to_seat(now);
            }
        }
    }

    /// Another session has the seat: what was held on devices is let go.
    pub fn left_seat(&mut self, released: Vec<InputEvent>, now: Now) {
        self.let_all_go(released, now);
    }

    /// The seat is ours again, and nothing that was shown before is there any more.
    pub fn returned_to_seat(&mut self, now: Now) {
        self.tint_anew();
        self.draw_all_anew();
        self.hurry_shown(now);
    }

    /// A device of the seat did something.
    pub(crate) fn device_event(&mut self, event: &FromDevice<LibinputInputBackend>, now: Now) {
        let Backend::Kms(kms) = &mut self.backend else {
            return;
        };
        let places = OutputPlace::all(&self.outputs);
        let events = kms.devices.translate(event, &places);
        self.input_all(events, now);
    }

    /// The devices that were there before anyone listened.
    pub(crate) fn meet_devices(&mut self, now: Now) {
        let wanted = self.preferences.input.clone();
        let Some(kms) = self.kms() else { return };
        kms.devices.apply(wanted);
        let events = kms.devices.catch_up(&mut kms.input);
        self.input_all(events, now);
    }

    fn input_all(&mut self, events: Vec<InputEvent>, now: Now) {
        for event in events {
            self.input(event, now);
        }
    }

    /// Goes to another console, if the session is on one.
    pub(crate) fn go_to_console(&mut self, number: i32) {
        if let Some(kms) = self.kms() {
            kms.go_to_console(number);
        }
    }

    /// Every screen is drawn whole.
    fn draw_all_anew(&mut self) {
        self.work.rearrange();
        self.outputs.mark_all();
    }

    /// A frame is on a screen.
    pub(crate) fn frame_shown(
        &mut self,
        card: CardId,
        event: DrmEvent,
        when: Option<DrmEventMetadata>,
    ) {
        match event {
            DrmEvent::VBlank(crtc) => {
                let shown = self.kms().and_then(|kms| kms.flipped(card, crtc));
                let Some((id, connector)) = shown else {
                    return;
                };
                // Cards that count no frames have no rhythm of their own to follow.
                let when = when.filter(|when| when.sequence != 0);
                // A mirror has a rhythm of its own, which is not the output's.
                let screen = self.outputs.get_mut(id);
                if let Some(screen) = screen.filter(|screen| *screen.name == *connector)
                    && let Some(when) = when
                    && let DrmEventTime::Monotonic(at) = when.time
                {
                    screen.align(Now(at), when.sequence);
                }
            }
            DrmEvent::Error(error) => {
                tracing::warn!(%error, "a graphics card's events cannot be read");
            }
        }
    }

    /// A card was plugged in: its frames are to be watched.
    pub(crate) fn card_added(
        &mut self,
        path: &Path,
        now: Now,
    ) -> Option<(CardId, DrmDeviceNotifier)> {
        let flips = self.kms()?.add_card(path);
        let flips = flips.inspect_err(|error| tracing::warn!("{error}")).ok()?;
        self.follow_screens(now);
        Some(flips)
    }

    /// A card was unplugged.
    pub(crate) fn card_removed(&mut self, card: CardId, now: Now) {
        if let Some(kms) = self.kms() {
            kms.forget_card(card);
        }
        self.follow_screens(now);
    }

    /// Screens were plugged in or out, or show other things now: outputs follow.
    pub(crate) fn follow_screens(&mut self, now: Now) {
        let Some(kms) = self.kms().filter(|kms| kms.active) else {
            return;
        };
        let heads = kms.heads();
        self.set_heads(heads, now);
    }
}
