//! Where outputs and input come from: a seat, a window of another session, or nothing at all.

pub mod choice;
mod device;
pub mod devices;
pub mod egl;
pub mod headless;
pub mod kms;
pub mod nested;

use liserectl::InputInfo;
use smithay::backend::allocator::dmabuf::Dmabuf;
use smithay::backend::renderer::ImportDma;
use smithay::backend::renderer::gles::GlesRenderer;

use crate::desk::OutputId;
use crate::outputs::head::Setup;
use crate::outputs::night::Gains;
use crate::preferences::InputPreferences;
use crate::render::provenance::Provenance;
use crate::render::{Capture, Refresh, RenderError, Shape, Subject, failed};
use crate::scene::Scene;
use crate::seat::Leds;

pub use choice::{BackendChoice, BackendError, RendererChoice, choose};
pub use device::{Device, Offer};
pub use headless::Headless;
pub use kms::{Kms, KmsError};
pub(crate) use nested::HostEvents;
pub use nested::{NAME as NESTED, Nested, NestedError, Wish};

/// The backend in use.
pub enum Backend {
    /// The screens and devices of a seat.
    Kms(Box<Kms>),
    /// Outputs in memory; input by command only.
    Headless(Headless),
    /// A window of another session.
    Nested(Box<Nested>),
}

impl Backend {
    /// Its name as `--backend` takes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Backend::Kms(_) => "kms",
            Backend::Headless(_) => "headless",
            Backend::Nested(_) => "nested",
        }
    }

    /// Whether another session lies beneath, which could forge or watch everything.
    #[must_use]
    pub fn nested(&self) -> bool {
        matches!(self, Backend::Nested(_))
    }

    /// What the host of a nested session tells; there for one taker.
    pub(crate) fn take_events(&mut self) -> Option<HostEvents> {
        match self {
            Backend::Kms(_) | Backend::Headless(_) => None,
            Backend::Nested(nested) => nested.take_events(),
        }
    }

    /// Whether another session hosts this one.
    #[must_use]
    pub(crate) fn is_hosted(&self) -> bool {
        matches!(self, Backend::Nested(_))
    }

    /// The renderer's name.
    #[must_use]
    pub fn renderer_name(&self) -> &'static str {
        match self {
            Backend::Kms(kms) => kms.renderer_name(),
            Backend::Headless(headless) => headless.canvas.name(),
            Backend::Nested(nested) => nested.renderer_name(),
        }
    }

    /// The renderer that buffers of the graphics card would go to.
    fn gles(&mut self) -> Option<&mut GlesRenderer> {
        match self {
            Backend::Kms(kms) => kms.gles(),
            Backend::Headless(headless) => headless.canvas.gles(),
            Backend::Nested(nested) => nested.gles(),
        }
    }

    /// What programs are told of the graphics card, if it is one that draws.
    pub fn offer(&mut self) -> Option<Offer> {
        self.gles().map(Device::of).and_then(Device::offer)
    }

    /// Tries whether a buffer of the graphics card can be read.
    ///
    /// # Errors
    /// What the renderer reports.
    pub fn import_dmabuf(&mut self, dmabuf: &Dmabuf) -> Result<(), RenderError> {
        let Some(renderer) = self.gles() else {
            return Err(RenderError {
                what: "reading a client's buffer",
                why: "there is no GPU here".into(),
            });
        };
        let read = renderer.import_dmabuf(dmabuf, None);
        read.map(drop).map_err(failed("reading a client's buffer"))
    }

    /// Makes the output of that name drawable, or changes its shape.
    ///
    /// # Errors
    /// When there is no memory for it, or the backend has no room for it.
    pub fn set_output(
        &mut self,
        id: OutputId,
        name: &str,
        shape: Shape,
    ) -> Result<(), RenderError> {
        match self {
            Backend::Kms(kms) => kms.set_output(id, name, shape),
            Backend::Headless(headless) => headless.canvas.set_output(id, shape),
            Backend::Nested(nested) => nested.set_output(id, shape),
        }
    }

    /// Whether a frame of an output can be shown now. When that becomes so, an event
    /// tells.
    #[must_use]
    pub fn ready(&self, id: OutputId) -> bool {
        match self {
            Backend::Kms(kms) => kms.ready(id),
            Backend::Headless(headless) => headless.lit && !headless.away,
            Backend::Nested(_) => true,
        }
    }

    /// Whether the last frame of an output is still to be shown, by a screen that is on.
    #[must_use]
    pub fn in_flight(&self, id: OutputId) -> bool {
        match self {
            Backend::Kms(kms) => kms.in_flight(id),
            Backend::Headless(_) | Backend::Nested(_) => false,
        }
    }

    /// Whether another session has the seat.
    #[must_use]
    pub fn away(&self) -> bool {
        match self {
            Backend::Kms(kms) => kms.away(),
            Backend::Headless(headless) => headless.away,
            Backend::Nested(_) => false,
        }
    }

    /// Waits no longer for an output's last frame to be shown.
    pub fn give_up(&mut self, id: OutputId) {
        if let Backend::Kms(kms) = self {
            kms.give_up(id);
        }
    }

    /// Shows on every keyboard what is locked.
    pub fn show_leds(&mut self, leds: Leds) {
        if let Backend::Kms(kms) = self {
            kms.devices_mut().show_leds(leds);
        }
    }

    /// The input devices there are; those of a host count as none.
    #[must_use]
    pub fn devices(&self) -> Vec<InputInfo> {
        match self {
            Backend::Kms(kms) => kms.devices().infos(),
            Backend::Headless(_) | Backend::Nested(_) => Vec::new(),
        }
    }

    /// Sets every input device as the user wants it from now on.
    pub fn set_devices(&mut self, wanted: &InputPreferences) {
        if let Backend::Kms(kms) = self {
            kms.devices_mut().apply(wanted.clone());
        }
    }

    /// Takes an output away.
    pub fn remove_output(&mut self, id: OutputId) {
        match self {
            Backend::Kms(kms) => kms.remove_output(id),
            Backend::Headless(headless) => {
                headless.canvas.remove_output(id);
                headless.gains.remove(&id);
            }
            Backend::Nested(nested) => nested.remove_output(id),
        }
    }

    /// Draws what changed on an output; says whether anything was drawn.
    ///
    /// # Errors
    /// What the renderer reports; the next frame is then drawn whole.
    pub fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        match self {
            Backend::Kms(kms) => kms.draw(id, scene, refresh),
            Backend::Headless(headless) => headless.canvas.draw(id, scene, refresh),
            Backend::Nested(nested) => nested.draw(id, scene, refresh),
        }
    }

    /// A picture of an output, or of a window on it, drawn upright.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        match self {
            Backend::Kms(kms) => kms.capture(id, of),
            Backend::Headless(headless) => headless.canvas.capture(id, of),
            Backend::Nested(nested) => nested.capture(id, of),
        }
    }

    /// An output's buffer as it is; a window's belongs to the host, so there it
    /// is the same as a capture.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn read(&mut self, id: OutputId) -> Result<Capture, RenderError> {
        match self {
            Backend::Kms(kms) => kms.capture(id, &Subject::Output { pointer: true }),
            Backend::Headless(headless) => headless.canvas.read(id),
            Backend::Nested(nested) => nested.capture(id, &Subject::Output { pointer: true }),
        }
    }

    /// Who owns each pixel of an output.
    pub fn provenance(&mut self, id: OutputId) -> Option<Provenance> {
        match self {
            Backend::Kms(kms) => kms.provenance(id),
            Backend::Headless(headless) => headless.canvas.provenance(id),
            Backend::Nested(nested) => nested.provenance(id),
        }
    }

    /// Says how the output of a connector is to be shown from the next `set_output` on.
    pub fn prepare(&mut self, connector: &str, setup: &Setup) {
        match self {
            Backend::Kms(kms) => kms.prepare_setup(connector, setup),
            // Memory and windows show any size.
            Backend::Headless(_) | Backend::Nested(_) => {}
        }
    }

    /// Shows an output's picture at another connector as well.
    ///
    /// # Errors
    /// When its card cannot show it. Memory and windows mirror nothing.
    pub fn mirror(
        &mut self,
        id: OutputId,
        connector: &str,
        shape: Shape,
    ) -> Result<(), RenderError> {
        match self {
            Backend::Kms(kms) => kms.set_output(id, connector, shape),
            Backend::Headless(_) | Backend::Nested(_) => Ok(()),
        }
    }

    /// Shows nothing more at a connector.
    pub fn release(&mut self, connector: &str) {
        if let Backend::Kms(kms) = self {
            kms.release(connector);
        }
    }

    /// Has an output's screens show frames as soon as they are there, or in a fixed
    /// rhythm. Says whether all of them do as asked.
    pub fn set_adaptive(&mut self, id: OutputId, adaptive: bool) -> bool {
        match self {
            Backend::Kms(kms) => kms.set_adaptive(id, adaptive),
            Backend::Headless(_) | Backend::Nested(_) => false,
        }
    }

    /// Turns screens on, from the next frame on, or off at once. A window of another
    /// session has no screen of its own.
    pub fn power(&mut self, lit: bool) {
        match self {
            Backend::Kms(kms) => kms.power(lit),
            Backend::Headless(headless) => headless.lit = lit,
            Backend::Nested(_) => {}
        }
    }

    /// Makes an output as warm as its gains say.
    ///
    /// # Errors
    /// When the output's colours cannot be changed.
    pub fn set_gamma(&mut self, id: OutputId, gains: Gains) -> Result<(), RenderError> {
        match self {
            Backend::Kms(kms) => kms.set_gamma(id, |length| gains.ramps(length)),
            Backend::Headless(headless) => {
                headless.gains.insert(id, gains);
                Ok(())
            }
            Backend::Nested(_) => Err(RenderError {
                what: "changing a screen's colours",
                why: "it belongs to the session beneath".into(),
            }),
        }
    }
}
