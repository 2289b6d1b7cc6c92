//! What happens on the seat: consoles, cards, frames and devices.

use std::path::Path;

use smithay::backend::drm::{DrmDeviceNotifier, DrmEvent, DrmEventMetadata, DrmEventTime};
use smithay::backend::input::InputEvent as FromDevice;
use smithay::backend::libinput::LibinputInputBackend;
use smithay::backend::session::Event as SessionEvent;
use smithay::reexports::drm::control::{Mode, ModeTypeFlags};

use super::{CardId, Connector, Kms};
use crate::backend::Backend;
use crate::clock::Now;
use crate::input::InputEvent;
use crate::outputs::OutputSetup;
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
                kms.pause();
                tracing::info!("another session has the seat");
            }
            SessionEvent::ActivateSession => {
                kms.resume();
                tracing::info!("the seat is ours again");
                self.follow_screens(now);
                self.draw_all_anew();
            }
        }
    }

    /// A device of the seat did something.
    pub(crate) fn device_event(&mut self, event: FromDevice<LibinputInputBackend>, now: Now) {
        use smithay::backend::input::{
            AbsolutePositionEvent, ButtonState, KeyState, KeyboardKeyEvent, PointerButtonEvent,
            PointerMotionEvent,
        };
        let event = match event {
            FromDevice::Keyboard { event } => InputEvent::Key {
                code: event.key_code().raw().saturating_sub(8),
                pressed: KeyboardKeyEvent::state(&event) == KeyState::Pressed,
            },
            FromDevice::PointerMotion { event } => InputEvent::PointerBy(event.delta()),
            FromDevice::PointerMotionAbsolute { event } => {
                let Some(screen) = self.outputs.iter().next() else {
                    return;
                };
                let area = screen.area();
                InputEvent::PointerTo(
                    event.position_transformed(area.size) + area.loc.to_f64(),
                )
            }
            FromDevice::PointerButton { event } => InputEvent::Button {
                code: event.button_code(),
                pressed: PointerButtonEvent::state(&event) == ButtonState::Pressed,
            },
            _ => return,
        };
        self.input(event, now);
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
                let Some(id) = self.kms().and_then(|kms| kms.flipped(card, crtc)) else {
                    return;
                };
                // Cards that count no frames have no rhythm of their own to follow.
                let when = when.filter(|when| when.sequence != 0);
                if let Some(screen) = self.outputs.get_mut(id)
                    && let Some(DrmEventTime::Monotonic(at)) = when.map(|when| when.time)
                {
                    screen.align(Now(at));
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
        let flips = flips
            .inspect_err(|error| tracing::warn!("{error}"))
            .ok()?;
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
        let connectors = kms.connectors();
        let gone: Vec<_> = self
            .outputs
            .iter()
            .filter(|screen| {
                let mut names = connectors.iter().map(|connector| &connector.name);
                !names.any(|name| *name == screen.name)
            })
            .map(|screen| screen.id)
            .collect();
        for id in gone {
            self.remove_output(id);
        }
        for connector in connectors {
            self.follow_screen(connector, now);
        }
    }

    fn follow_screen(&mut self, connector: Connector, now: Now) {
        let Some(mode) = preferred(&connector.modes) else {
            return;
        };
        let name = connector.name.clone();
        let (w, h) = mode.size();
        let size = (i32::from(w), i32::from(h)).into();
        if let Some(kms) = self.kms() {
            kms.prepare(connector, mode);
        }
        let known = self.outputs.iter_mut().find(|screen| screen.name == name);
        let shown = match known {
            Some(screen) if screen.size == size => Ok(()),
            Some(screen) => {
                screen.size = size;
                let id = screen.id;
                self.shape_output(id)
            }
            None => {
                let wish = self.preferences.output(&name);
                let setup = OutputSetup {
                    size,
                    scale: wish
                        .and_then(|wish| wish.scale)
                        .unwrap_or(lisere_shell::Scale::ONE),
                    transform: wish
                        .and_then(|wish| wish.transform)
                        .unwrap_or(smithay::utils::Transform::Normal),
                    position: wish.and_then(|wish| wish.position),
                    name: name.clone(),
                };
                self.add_output(setup, now).map(drop)
            }
        };
        if let Err(error) = shown {
            tracing::error!(output = name, %error, "a screen stays dark");
        }
    }
}

/// What a screen shows best.
fn preferred(modes: &[Mode]) -> Option<Mode> {
    let best = |mode: &&Mode| mode.mode_type().contains(ModeTypeFlags::PREFERRED);
    modes.iter().find(best).or(modes.first()).copied()
}
