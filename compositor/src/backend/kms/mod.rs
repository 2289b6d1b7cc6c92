//! Real screens and devices of a seat: KMS, libinput and libseat.

mod card;
mod cursor;
mod error;
mod events;
mod heads;
mod open;
mod paints;
mod paper;
mod scanout;
mod slots;

use std::rc::Rc;

use smithay::backend::renderer::Color32F;
use smithay::backend::renderer::gles::GlesRenderer;
use smithay::backend::renderer::pixman::PixmanRenderer;
use smithay::backend::session::Session;
use smithay::backend::session::libseat::LibSeatSession;
use smithay::reexports::drm::control::{Mode, crtc};
use smithay::reexports::input::Libinput;

pub(crate) use self::card::{CardId, Connector};
pub use self::error::KmsError;
pub(crate) use self::open::Sources;

use self::card::Card;
use self::paper::{Paper, Wanted};
use crate::backend::devices::Devices;
use crate::desk::OutputId;
use crate::input::InputEvent;
use crate::render::provenance::Provenance;
use crate::render::{Capture, Refresh, RenderError, Shape, Subject, failed, unknown_output};
use crate::scene::Scene;

/// The screens and devices of one seat.
pub struct Kms {
    session: LibSeatSession,
    input: Libinput,
    devices: Devices,
    cards: Vec<Card>,
    brush: Brush,
    /// What connectors are to show, by name.
    modes: Vec<(Connector, Mode)>,
    sources: Option<Sources>,
    /// Whether the seat is ours now, and not another session's.
    active: bool,
    /// Whether screens are on.
    lit: bool,
}

/// What draws.
enum Brush {
    Pixman(Paper<PixmanRenderer>),
    Gles(Box<Paper<GlesRenderer>>),
}

/// Calls the same method on whichever renderer there is.
macro_rules! either {
    ($brush:expr, $paper:ident => $call:expr) => {
        match $brush {
            Brush::Pixman($paper) => $call,
            Brush::Gles($paper) => $call,
        }
    };
}

impl Kms {
    /// What happens on the seat; there for one taker.
    pub(crate) fn take_sources(&mut self) -> Option<Sources> {
        self.sources.take()
    }

    /// Its input devices.
    pub(crate) fn devices(&self) -> &Devices {
        &self.devices
    }

    /// Its input devices, to be set.
    pub(crate) fn devices_mut(&mut self) -> &mut Devices {
        &mut self.devices
    }

    /// The renderer's name.
    #[must_use]
    pub fn renderer_name(&self) -> &'static str {
        match &self.brush {
            Brush::Pixman(_) => <PixmanRenderer as paints::Paints>::NAME,
            Brush::Gles(_) => <GlesRenderer as paints::Paints>::NAME,
        }
    }

    /// The renderer that client buffers from the graphics card go to; none under Pixman.
    pub(crate) fn gles(&mut self) -> Option<&mut GlesRenderer> {
        match &mut self.brush {
            Brush::Pixman(_) => None,
            Brush::Gles(paper) => Some(paper.renderer()),
        }
    }

    /// The connectors that have a screen now, in the order of cards and connectors.
    pub(crate) fn connectors(&self) -> Vec<Connector> {
        self.cards.iter().flat_map(Card::connectors).collect()
    }

    /// Says what a connector is to show from the next `set_output` on.
    pub(crate) fn prepare(&mut self, connector: Connector, mode: Mode) {
        self.modes.retain(|(known, _)| known.name != connector.name);
        self.modes.push((connector, mode));
    }

    /// Shows an output on the connector of that name, or follows its shape.
    ///
    /// # Errors
    /// When there is no such connector, or its card cannot show it.
    pub fn set_output(
        &mut self,
        id: OutputId,
        name: &str,
        shape: Shape,
    ) -> Result<(), RenderError> {
        let (connector, mode) = self
            .modes
            .iter()
            .find(|(connector, _)| connector.name == name)
            .ok_or_else(unknown_output)?;
        let card = self
            .cards
            .iter_mut()
            .find(|card| card.id == connector.card)
            .ok_or_else(unknown_output)?;
        let wanted = Wanted {
            id,
            connector,
            mode: *mode,
            shape,
        };
        either!(&mut self.brush, paper => paper.show(card, &wanted))
    }

    /// Takes an output away.
    pub fn remove_output(&mut self, id: OutputId) {
        either!(&mut self.brush, paper => paper.remove(id));
    }

    /// Shows nothing more at a connector.
    pub fn release(&mut self, connector: &str) {
        either!(&mut self.brush, paper => paper.release(connector));
    }

    /// See [`Backend::set_adaptive`](crate::backend::Backend::set_adaptive).
    pub fn set_adaptive(&mut self, id: OutputId, adaptive: bool) -> bool {
        either!(&mut self.brush, paper => paper.of(id).all(|screen| screen.set_adaptive(adaptive)))
    }

    /// Whether a frame of an output can be shown now: the last one is on the screen, and
    /// the seat is ours.
    #[must_use]
    pub fn ready(&self, id: OutputId) -> bool {
        self.active && self.lit && either!(&self.brush, paper => paper.ready(id))
    }

    /// Whether the last frame of an output is still to be shown, by a screen that is on.
    #[must_use]
    pub fn in_flight(&self, id: OutputId) -> bool {
        self.active && self.lit && !either!(&self.brush, paper => paper.ready(id))
    }

    /// Whether another session has the seat.
    #[must_use]
    pub fn away(&self) -> bool {
        !self.active
    }

    /// Waits no longer for an output's last frame to be shown.
    pub fn give_up(&mut self, id: OutputId) {
        tracing::warn!("a graphics card does not say that a frame is shown: it is told again");
        either!(&mut self.brush, paper => paper.of(id).for_each(scanout::Scanout::lost));
    }

    /// Draws what changed on an output and hands it to the card.
    ///
    /// # Errors
    /// What the renderer or the card reports; the next frame is then drawn whole.
    pub fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        either!(&mut self.brush, paper => paper.draw(id, scene, refresh))
    }

    /// The output's picture, drawn whole and upright, with or without the pointer.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        either!(&mut self.brush, paper => paper.capture(id, of))
    }

    /// Who owns each pixel of the output.
    #[must_use]
    pub fn provenance(&self, id: OutputId) -> Option<Provenance> {
        either!(&self.brush, paper => paper.provenance(id))
    }

    /// Turns screens on, from the next frame on, or off at once.
    pub fn power(&mut self, lit: bool) {
        if std::mem::replace(&mut self.lit, lit) != lit && !lit && self.active {
            either!(&mut self.brush, paper => paper.all().for_each(scanout::Scanout::off));
        }
    }

    /// Sets how bright each step of a colour is shown; `ramp` makes the three ramps, red,
    /// green and blue, of a given length.
    ///
    /// # Errors
    /// When the card cannot change colours.
    pub fn set_gamma(
        &mut self,
        id: OutputId,
        ramp: impl Fn(u32) -> [Vec<u16>; 3],
    ) -> Result<(), RenderError> {
        fn set<R: paints::Paints>(
            screen: &scanout::Scanout<R>,
            ramp: &impl Fn(u32) -> [Vec<u16>; 3],
        ) -> Result<(), RenderError> {
            let steps = screen.gamma_steps();
            if steps == 0 {
                return Err(RenderError {
                    what: "changing a screen's colours",
                    why: "its graphics card cannot".into(),
                });
            }
            let [red, green, blue] = ramp(steps);
            let set = screen.set_gamma([&red, &green, &blue]);
            set.map_err(failed("changing a screen's colours"))
        }
        either!(&mut self.brush, paper => paper.of(id).try_for_each(|screen| set(screen, &ramp)))
    }

    /// Goes to another console.
    fn go_to_console(&mut self, number: i32) {
        if let Err(error) = self.session.change_vt(number) {
            tracing::warn!(%error, number, "going to another console");
        }
    }

    /// Another session takes the seat. Gives back releases of all that was held.
    fn pause(&mut self) -> Vec<InputEvent> {
        self.active = false;
        self.input.suspend();
        for card in &mut self.cards {
            card.drm.pause();
        }
        self.devices.let_go()
    }

    /// The seat is ours again; nothing of what cards were told before counts. Gives
    /// back how the machine's switches stand now.
    fn resume(&mut self) -> Vec<InputEvent> {
        self.active = true;
        if self.input.resume().is_err() {
            tracing::error!("input devices cannot be opened again: switch consoles once more");
        }
        for card in &mut self.cards {
            if let Err(error) = card.drm.activate(false) {
                tracing::error!(card = %card.path.display(), %error, "a graphics card stays dark");
            }
        }
        either!(&mut self.brush, paper => paper.all().for_each(scanout::Scanout::lost));
        self.devices.catch_up(&mut self.input)
    }

    fn flipped(&mut self, card: CardId, crtc: crtc::Handle) -> Option<(OutputId, Rc<str>)> {
        either!(&mut self.brush, paper => paper.flipped(card, crtc))
    }

    /// A card is gone, and its screens with it.
    fn forget_card(&mut self, id: CardId) {
        either!(&mut self.brush, paper => paper.remove_card(id));
        self.modes.retain(|(connector, _)| connector.card != id);
        self.cards.retain(|card| card.id != id);
    }

    /// Pixman; `backdrop` shows where nothing else does.
    fn paper_of_pixman(backdrop: Color32F) -> Result<Brush, RenderError> {
        let renderer = PixmanRenderer::new().map_err(failed("starting Pixman"))?;
        Ok(Brush::Pixman(Paper::new(renderer, None, backdrop)))
    }
}
