//! A renderer and the screens it draws.

use std::rc::Rc;

use smithay::backend::drm::{DrmSurface, PlaneConfig, PlaneState};
use smithay::backend::renderer::Color32F;
use smithay::reexports::drm::Device as _;
use smithay::reexports::drm::DriverCapability;
use smithay::reexports::drm::control::{Mode, crtc};
use smithay::utils::{Physical, Rectangle, Size, Transform};

use super::card::{Card, CardId, Connector};
use super::cursor::CursorPlane;
use super::paints::Paints;
use super::scanout::{Parts, Scanout, Shadow};
use super::slots::{Slots, Source, layouts};
use crate::desk::OutputId;
use crate::render::provenance::Provenance;
use crate::render::{
    Capture, Memory, Painter, Refresh, RenderError, Shape, Subject, Textures, failed,
    unknown_output,
};
use crate::scene::Scene;

/// Bit of a card's answer that its buffers can be shared with others of this machine.
const EXPORTS: u64 = 2;

/// A renderer and what it draws on.
pub(super) struct Paper<R: Paints> {
    renderer: R,
    /// The card that draws, if one does.
    own: Option<CardId>,
    backdrop: Color32F,
    /// Trusted pictures, which several screens may show.
    textures: Textures<R>,
    screens: Vec<Scanout<R>>,
}

/// Where a screen is to be shown, and how.
pub(super) struct Wanted<'w> {
    /// The output it shows.
    pub(super) id: OutputId,
    /// Where it is plugged in.
    pub(super) connector: &'w Connector,
    /// What the screen is to show.
    pub(super) mode: Mode,
    /// How it is to be drawn.
    pub(super) shape: Shape,
}

impl<R: Paints> Paper<R> {
    /// `own` is the card that the renderer draws with, if it draws with one.
    pub(super) fn new(renderer: R, own: Option<CardId>, backdrop: Color32F) -> Self {
        Paper {
            renderer,
            own,
            backdrop,
            textures: Textures::default(),
            screens: Vec::new(),
        }
    }

    pub(super) fn renderer(&mut self) -> &mut R {
        &mut self.renderer
    }

    /// Shows an output on a screen, or follows its shape.
    ///
    /// # Errors
    /// When the card has no part or no memory left for it, or refuses the mode.
    pub(super) fn show(&mut self, card: &mut Card, wanted: &Wanted<'_>) -> Result<(), RenderError> {
        let painter = self.painter(wanted.shape);
        let known = self
            .screens
            .iter_mut()
            .find(|screen| screen.id == wanted.id && *screen.name == *wanted.connector.name);
        if let Some(screen) = known
            && screen.surface.pending_mode() == wanted.mode
        {
            screen.reshape(wanted.shape, painter);
            return Ok(());
        }
        // What it was driven by becomes free first.
        self.screens
            .retain(|screen| *screen.name != *wanted.connector.name);
        let screen = self.make(card, wanted)?;
        self.screens.push(screen);
        Ok(())
    }

    fn painter(&self, shape: Shape) -> Painter<R> {
        Painter::new(self.backdrop, shape.scale).sharing(&self.textures)
    }

    fn make(&mut self, card: &mut Card, wanted: &Wanted<'_>) -> Result<Scanout<R>, RenderError> {
        let taken: Vec<crtc::Handle> = self
            .screens
            .iter()
            .filter(|screen| screen.card == card.id)
            .map(|screen| screen.surface.crtc())
            .collect();
        let handle = wanted.connector.handle;
        let crtc = card.crtc_for(handle, &taken).ok_or_else(|| RenderError {
            what: "driving one more screen",
            why: "the graphics card drives as many as it can".into(),
        })?;
        let surface = card
            .drm
            .create_surface(crtc, wanted.mode, &[handle])
            .map_err(failed("driving a screen"))?;
        let size = wanted.shape.size;
        let slots = self.slots(card, &surface, size)?;
        let shadow = slots.copied().then(|| self.memory(size)).transpose()?;
        let side = |n: u32| i32::try_from(n).unwrap_or(0);
        let image = card.drm.cursor_size();
        let image = Size::from((side(image.w), side(image.h)));
        let cursor = CursorPlane::new(card.fd.clone(), &surface, image);
        let parts = Parts {
            surface,
            slots,
            cursor,
            shadow,
        };
        let name = (wanted.id, wanted.connector.name.as_str());
        Ok(Scanout::new(
            name,
            card.id,
            parts,
            self.painter(wanted.shape),
            wanted.shape,
        ))
    }

    /// Buffers that the renderer can draw and the screen can show; plain memory that is
    /// copied to where there are none.
    fn slots(
        &self,
        card: &mut Card,
        surface: &DrmSurface,
        size: Size<i32, Physical>,
    ) -> Result<Slots, RenderError> {
        for source in self.sources(card, surface) {
            let mut slots = Slots::new(card.fd.clone(), source, size);
            match try_out(surface, &mut slots, size) {
                Ok(()) => return Ok(slots),
                Err(error) => tracing::debug!(%error, "a kind of buffer is not shown"),
            }
        }
        let mut slots = Slots::new(card.fd.clone(), Source::Copied, size);
        try_out(surface, &mut slots, size)?;
        Ok(slots)
    }

    /// Kinds of buffers to be drawn into, the best first.
    fn sources(&self, card: &mut Card, surface: &DrmSurface) -> Vec<Source> {
        if R::ON_CARD {
            let own = (self.own == Some(card.id)).then(|| card.memory());
            let Some(Ok(device)) = own else {
                return Vec::new();
            };
            let formats = self.renderer.drawn_formats();
            let best = layouts(&formats, &surface.plane_info().formats);
            let any = vec![smithay::backend::allocator::Modifier::Invalid];
            return [best, any]
                .into_iter()
                .map(|modifiers| Source::Card {
                    device: device.clone(),
                    modifiers,
                })
                .collect();
        }
        let asked = |what| card.fd.get_driver_capability(what).unwrap_or(0);
        let exports = asked(DriverCapability::Prime) & EXPORTS != 0;
        // Reading such memory is slow, and blending reads.
        let shadowed = asked(DriverCapability::DumbPreferShadow) == 1;
        (exports && !shadowed)
            .then_some(Source::Plain)
            .into_iter()
            .collect()
    }

    fn memory(&mut self, size: Size<i32, Physical>) -> Result<Shadow<R::Memory>, RenderError> {
        let buffer = self
            .renderer
            .create_buffer(R::Memory::FORMAT, (size.w, size.h).into())
            .map_err(failed("making a buffer for a screen"))?;
        Ok(Shadow::new(buffer))
    }

    /// Stops showing an output.
    pub(super) fn remove(&mut self, id: OutputId) {
        self.screens.retain(|screen| screen.id != id);
    }

    /// Shows nothing more at a connector.
    pub(super) fn release(&mut self, connector: &str) {
        self.screens.retain(|screen| *screen.name != *connector);
    }

    /// Drops the screens of a card that is gone.
    pub(super) fn remove_card(&mut self, card: CardId) {
        self.screens.retain(|screen| screen.card != card);
    }

    /// The screens that show an output.
    pub(super) fn of(&mut self, id: OutputId) -> impl Iterator<Item = &mut Scanout<R>> {
        self.screens
            .iter_mut()
            .filter(move |screen| screen.id == id)
    }

    /// All screens.
    pub(super) fn all(&mut self) -> impl Iterator<Item = &mut Scanout<R>> {
        self.screens.iter_mut()
    }

    /// Whether frames can be handed to all screens of an output.
    pub(super) fn ready(&self, id: OutputId) -> bool {
        let mut shown = self.screens.iter().filter(|screen| screen.id == id);
        shown.all(Scanout::ready)
    }

    /// Draws what changed of an output; says whether anything was.
    ///
    /// # Errors
    /// What the renderer or the card reports.
    pub(super) fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        let mut any = false;
        for screen in self.screens.iter_mut().filter(|screen| screen.id == id) {
            any |= screen.draw(&mut self.renderer, scene, refresh)?;
        }
        Ok(any)
    }

    /// A frame is shown: says of which output, and at which connector.
    pub(super) fn flipped(
        &mut self,
        card: CardId,
        crtc: crtc::Handle,
    ) -> Option<(OutputId, Rc<str>)> {
        let mut screens = self.screens.iter_mut();
        let screen = screens.find(|screen| screen.card == card && screen.surface.crtc() == crtc)?;
        screen.flipped();
        Some((screen.id, screen.name.clone()))
    }

    /// See [`Scanout::capture`].
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub(super) fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        let screen = self.screens.iter().find(|screen| screen.id == id);
        let screen = screen.ok_or_else(unknown_output)?;
        screen.capture(&mut self.renderer, of)
    }

    /// See [`Scanout::provenance`].
    pub(super) fn provenance(&self, id: OutputId) -> Option<Provenance> {
        let screen = self.screens.iter().find(|screen| screen.id == id);
        screen.map(Scanout::provenance)
    }
}

/// Makes a first buffer and asks the card whether it would show it.
fn try_out(
    surface: &DrmSurface,
    slots: &mut Slots,
    size: Size<i32, Physical>,
) -> Result<(), RenderError> {
    let Some((index, _)) = slots.free()? else {
        return Ok(());
    };
    let Some(slot) = slots.get_mut(index).filter(|_| !surface.is_legacy()) else {
        return Ok(());
    };
    let whole = Rectangle::from_size(size);
    let plane = PlaneState {
        handle: surface.plane(),
        config: Some(PlaneConfig {
            src: Rectangle::from_size((f64::from(size.w), f64::from(size.h)).into()),
            dst: whole,
            transform: Transform::Normal,
            alpha: 1.0,
            damage_clips: None,
            fb: slot.framebuffer(),
            fence: None,
        }),
    };
    surface
        .test_state([plane], true)
        .map_err(failed("asking the card for a mode"))
}
