//! One screen: what it shows, and handing frames to the card that drives it.

use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;

use smithay::backend::drm::{
    DrmDeviceFd, DrmError, DrmSurface, PlaneConfig, PlaneDamageClips, PlaneState, VrrSupport,
};
use smithay::backend::renderer::sync::SyncPoint;
use smithay::reexports::drm::control::{Device as _, framebuffer};
use smithay::utils::{Physical, Rectangle, Transform};

use super::card::CardId;
use super::cursor::{CursorPlane, Placement};
use super::paints::{Paints, write};
use super::slots::{Sheet, Slots};
use crate::desk::OutputId;
use crate::render::damage::{Ledger, few};
use crate::render::provenance::Provenance;
use crate::render::{
    Capture, Painter, Refresh, RenderError, Shape, Subject, begin_paint, capture, failed, read,
};
use crate::scene::Scene;

/// A picture in memory of the renderer, for cards that it cannot draw into.
pub(super) struct Shadow<M> {
    buffer: M,
    fresh: bool,
    /// What of it has not been copied yet.
    ledger: Ledger,
}

impl<M> Shadow<M> {
    pub(super) fn new(buffer: M) -> Shadow<M> {
        Shadow {
            buffer,
            fresh: true,
            ledger: Ledger::default(),
        }
    }
}

/// One screen.
pub(super) struct Scanout<R: Paints> {
    /// The output it shows; several screens may show the same.
    pub(super) id: OutputId,
    /// Its connector's name.
    pub(super) name: Rc<str>,
    pub(super) card: CardId,
    pub(super) surface: DrmSurface,
    pub(super) slots: Slots,
    pub(super) cursor: CursorPlane,
    pub(super) shadow: Option<Shadow<R::Memory>>,
    painter: Painter<R>,
    shape: Shape,
    /// Where the pointer was last shown.
    pointer: Option<Placement>,
    /// A frame was handed over and is not shown yet.
    in_flight: bool,
    /// The card has to be told everything anew.
    anew: bool,
}

/// A buffer that was drawn.
struct Drawn {
    /// What to wait for before it is shown.
    fence: Option<OwnedFd>,
    /// What of the buffer is new, counted from what the same buffer held before.
    areas: Vec<Rectangle<i32, Physical>>,
}

impl Drawn {
    /// The same for cards that copy only what they are told is new. They may count from
    /// what was shown before or from what the buffer held: this is all of both.
    fn clips(
        &self,
        card: &DrmDeviceFd,
        whole: Rectangle<i32, Physical>,
    ) -> Option<PlaneDamageClips> {
        let source =
            Rectangle::from_size((f64::from(whole.size.w), f64::from(whole.size.h)).into());
        let clips = PlaneDamageClips::from_damage(card, source, whole, self.areas.iter().copied());
        clips.ok().flatten()
    }
}

/// What a screen is made of.
pub(super) struct Parts<R: Paints> {
    pub(super) surface: DrmSurface,
    pub(super) slots: Slots,
    pub(super) cursor: CursorPlane,
    pub(super) shadow: Option<Shadow<R::Memory>>,
}

impl<R: Paints> Scanout<R> {
    pub(super) fn new(
        (id, name): (OutputId, &str),
        card: CardId,
        parts: Parts<R>,
        painter: Painter<R>,
        shape: Shape,
    ) -> Self {
        Scanout {
            id,
            name: name.into(),
            card,
            surface: parts.surface,
            slots: parts.slots,
            cursor: parts.cursor,
            shadow: parts.shadow,
            painter,
            shape,
            pointer: None,
            in_flight: false,
            anew: true,
        }
    }

    /// Follows another scale or turn.
    pub(super) fn reshape(&mut self, shape: Shape, painter: Painter<R>) {
        self.painter = painter;
        self.shape = shape;
        self.forget();
    }

    /// Whether a frame can be handed over.
    pub(super) fn ready(&self) -> bool {
        !self.in_flight
    }

    /// The frame that was handed over is shown.
    pub(super) fn flipped(&mut self) {
        self.in_flight = false;
        self.slots.flipped();
    }

    /// Nothing that the card was told holds any more.
    pub(super) fn lost(&mut self) {
        if let Err(error) = self.surface.reset_state() {
            tracing::warn!(output = &*self.name, %error, "a screen's state cannot be read");
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.in_flight = false;
        self.anew = true;
        self.pointer = None;
        self.slots.forget();
        if let Some(shadow) = &mut self.shadow {
            shadow.fresh = true;
        }
    }

    /// Turns the screen off until the next frame.
    pub(super) fn off(&mut self) {
        if let Err(error) = self.surface.clear() {
            tracing::warn!(output = &*self.name, %error, "a screen could not be turned off");
        }
        self.forget();
    }

    /// Draws what changed and hands it over; says whether anything was.
    ///
    /// # Errors
    /// What the renderer or the card reports; the next frame is then drawn whole.
    pub(super) fn draw(
        &mut self,
        renderer: &mut R,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        self.painter.update(renderer, scene, refresh);
        let pointer = self.cursor.place(renderer, &mut self.painter, self.shape)?;
        let drawn = self.paint(renderer).inspect_err(|_| self.slots.forget())?;
        if drawn.is_none() && pointer == self.pointer && !self.anew {
            return Ok(false);
        }
        match self.hand_over(pointer, drawn) {
            Ok(in_flight) => {
                self.pointer = pointer;
                self.anew = false;
                self.in_flight = in_flight;
                Ok(true)
            }
            Err(error) => {
                self.slots.forget();
                self.anew = true;
                self.refused(pointer, error)
            }
        }
    }

    /// Draws into the next buffer; `None` when nothing has changed or no buffer is free.
    fn paint(&mut self, renderer: &mut R) -> Result<Option<Drawn>, RenderError> {
        if !self.anew && !self.painter.ledger().pending() {
            return Ok(None);
        }
        let Some((index, age)) = self.slots.free()? else {
            return Ok(None);
        };
        if let Some(shadow) = &mut self.shadow {
            paint_shadow(renderer, &mut self.painter, shadow, self.shape)?;
        }
        let Some(slot) = self.slots.get_mut(index) else {
            return Ok(None);
        };
        let drawn = match (&mut slot.sheet, &mut self.shadow) {
            (Sheet::Drawn(buffer), _) => {
                let areas = self.painter.ledger().take(age, self.shape.upright());
                let (painter, shape) = (&self.painter, self.shape);
                let drawn = areas_in_buffer(&areas, shape);
                let apart = painter.pointer_apart();
                let done = begin_paint(renderer, painter, buffer, shape, areas, !apart)?;
                let fence = self.fence(renderer, &done)?;
                Drawn {
                    fence,
                    areas: drawn,
                }
            }
            (Sheet::Written(buffer), Some(shadow)) => {
                let areas = few(shadow.ledger.take(age, self.shape.size));
                for area in &areas {
                    let part = read(renderer, &mut shadow.buffer, *area, super::slots::FORMAT)?;
                    write(self.surface.device_fd(), buffer, area.loc, &part)?;
                }
                Drawn { fence: None, areas }
            }
            (Sheet::Written(_), None) => return Ok(None),
        };
        self.slots.drawn(index);
        self.slots.queue(index);
        Ok(Some(drawn))
    }

    /// What the card waits for before it shows a frame. Where it cannot, we do.
    fn fence(&self, renderer: &mut R, done: &SyncPoint) -> Result<Option<OwnedFd>, RenderError> {
        let fence = (!self.surface.is_legacy()).then(|| done.export()).flatten();
        if fence.is_none() {
            renderer.wait(done).map_err(failed("waiting for a frame"))?;
        }
        Ok(fence)
    }

    /// Tells the card what to show from the next frame on. Says whether it will tell when
    /// that is shown.
    fn hand_over(
        &self,
        pointer: Option<Placement>,
        drawn: Option<Drawn>,
    ) -> Result<bool, DrmError> {
        let modeset = self.anew || self.surface.commit_pending();
        let in_flight = drawn.is_some() || modeset || !self.surface.is_legacy();
        // What only the pointer changes leaves the frame alone: some cards copy it whole.
        let frame = self.slots.latest().filter(|_| drawn.is_some() || modeset);
        let whole = Rectangle::from_size(self.shape.size);
        let clips = drawn.as_ref().filter(|_| !modeset);
        let clips = clips.and_then(|drawn| drawn.clips(self.surface.device_fd(), whole));
        let fence = drawn.as_ref().and_then(|drawn| drawn.fence.as_ref());
        let primary = frame.map(|frame| PlaneState {
            handle: self.surface.plane(),
            config: Some(PlaneConfig {
                damage_clips: clips.as_ref().map(PlaneDamageClips::blob),
                fence: fence.map(AsFd::as_fd),
                ..shown(frame, whole)
            }),
        });
        let above = self.cursor.plane().map(|plane| PlaneState {
            handle: plane,
            config: pointer.map(|placement| shown(placement.framebuffer, placement.at)),
        });
        let planes = primary.into_iter().chain(above);
        if modeset {
            self.surface.commit(planes, true)?;
        } else if in_flight {
            self.surface.page_flip(planes, true)?;
        }
        if self.surface.is_legacy()
            && let Err(error) = self.cursor.show_without_planes(pointer, self.pointer)
        {
            tracing::debug!(output = &*self.name, %error, "the pointer's plane was refused");
        }
        Ok(in_flight)
    }

    /// The card did not take a frame.
    fn refused(
        &mut self,
        pointer: Option<Placement>,
        error: DrmError,
    ) -> Result<bool, RenderError> {
        if away(&error) {
            // Another session has the screens, and we are about to hear so.
            tracing::debug!(output = &*self.name, %error, "a frame came too late");
            return Ok(false);
        }
        if pointer.is_some() {
            self.cursor.refuse();
        }
        Err(failed("showing a frame")(error))
    }

    /// Has the screen show frames as soon as they are there, or in its fixed rhythm. Says
    /// whether it does as asked; what would make it dark for a moment is not done.
    pub(super) fn set_adaptive(&self, adaptive: bool) -> bool {
        let at_once = self
            .surface
            .current_connectors()
            .into_iter()
            .all(|connector| {
                let can = self.surface.vrr_supported(connector);
                can.is_ok_and(|can| can == VrrSupport::Supported)
            });
        let set = (at_once || !adaptive) && self.surface.use_vrr(adaptive).is_ok();
        set || !adaptive
    }

    /// Sets how bright each step of a colour is shown, red, green and blue; all of the
    /// same length.
    ///
    /// # Errors
    /// What the card reports.
    pub(super) fn set_gamma(&self, ramps: [&[u16]; 3]) -> std::io::Result<()> {
        let [red, green, blue] = ramps;
        self.surface
            .set_gamma(self.surface.crtc(), red, green, blue)
    }

    /// How many steps of a colour the card tells apart; 0 where it cannot change them.
    pub(super) fn gamma_steps(&self) -> u32 {
        let crtc = self.surface.get_crtc(self.surface.crtc());
        crtc.map_or(0, |crtc| crtc.gamma_length())
    }

    /// The picture, drawn whole and upright.
    ///
    /// # Errors
    /// What the renderer reports.
    pub(super) fn capture(&self, renderer: &mut R, of: &Subject) -> Result<Capture, RenderError> {
        capture::<R, R::Memory>(renderer, &self.painter, self.shape, of)
    }

    /// Who owns each pixel.
    pub(super) fn provenance(&self) -> Provenance {
        Provenance::of(&self.painter, self.shape.upright())
    }
}

/// All of a buffer at a place of a screen.
fn shown<'c>(framebuffer: framebuffer::Handle, at: Rectangle<i32, Physical>) -> PlaneConfig<'c> {
    PlaneConfig {
        src: Rectangle::from_size((f64::from(at.size.w), f64::from(at.size.h)).into()),
        dst: at,
        transform: Transform::Normal,
        alpha: 1.0,
        damage_clips: None,
        fb: framebuffer,
        fence: None,
    }
}

/// Areas of an upright picture as they lie in its buffer, few enough to tell a card.
fn areas_in_buffer(
    areas: &[Rectangle<i32, Physical>],
    shape: Shape,
) -> Vec<Rectangle<i32, Physical>> {
    let turn = shape.transform.invert();
    let turned = areas
        .iter()
        .map(|area| turn.transform_rect_in(*area, &shape.upright()));
    few(turned.collect())
}

/// Draws what changed into memory, and notes what is to be copied from there.
fn paint_shadow<R: Paints>(
    renderer: &mut R,
    painter: &mut Painter<R>,
    shadow: &mut Shadow<R::Memory>,
    shape: Shape,
) -> Result<(), RenderError> {
    let areas = painter
        .ledger()
        .take(usize::from(!shadow.fresh), shape.upright());
    match shape.transform {
        Transform::Normal => areas.iter().for_each(|area| shadow.ledger.add(*area)),
        _ => shadow.ledger.add(Rectangle::from_size(shape.size)),
    }
    shadow.fresh = true;
    let apart = painter.pointer_apart();
    let done = begin_paint(renderer, painter, &mut shadow.buffer, shape, areas, !apart)?;
    renderer
        .wait(&done)
        .map_err(failed("waiting for a frame"))?;
    shadow.fresh = false;
    Ok(())
}

/// Whether the card refused because another session has the screens now: the kernel may
/// say so before the seat does.
fn away(error: &DrmError) -> bool {
    match error {
        DrmError::DeviceInactive => true,
        DrmError::Access(error) => error.source.kind() == std::io::ErrorKind::PermissionDenied,
        _ => false,
    }
}
