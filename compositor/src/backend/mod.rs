//! Where outputs and input come from: nothing at all, or a window of another session.

pub mod egl;
pub mod headless;

use crate::desk::OutputId;
use crate::render::provenance::Provenance;
use crate::render::{Canvas, Capture, Refresh, RenderError, Shape};
use crate::scene::Scene;

pub use headless::Headless;

/// The backend in use.
pub enum Backend {
    /// Outputs in memory; input by command only.
    Headless(Headless),
}

impl Backend {
    /// Its name as `--backend` takes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Backend::Headless(_) => "headless",
        }
    }

    /// Whether another session lies beneath, which could forge or watch everything.
    #[must_use]
    pub fn nested(&self) -> bool {
        match self {
            Backend::Headless(_) => false,
        }
    }

    fn canvas(&mut self) -> &mut Canvas {
        match self {
            Backend::Headless(headless) => &mut headless.canvas,
        }
    }

    /// The renderer's name.
    #[must_use]
    pub fn renderer_name(&self) -> &'static str {
        match self {
            Backend::Headless(headless) => headless.canvas.name(),
        }
    }

    /// Makes an output drawable, or changes its shape.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn set_output(&mut self, id: OutputId, shape: Shape) -> Result<(), RenderError> {
        self.canvas().set_output(id, shape)
    }

    /// Takes an output away.
    pub fn remove_output(&mut self, id: OutputId) {
        self.canvas().remove_output(id);
    }

    /// Draws what changed on an output; says whether anything was drawn.
    ///
    /// # Errors
    /// What the renderer reports; the next frame is then drawn whole.
    pub fn draw(&mut self, id: OutputId, scene: &Scene, refresh: Refresh<'_>) -> Result<bool, RenderError> {
        self.canvas().draw(id, scene, refresh)
    }

    /// An output's picture, drawn whole and upright, with or without the pointer.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, pointer: bool) -> Result<Capture, RenderError> {
        self.canvas().capture(id, pointer)
    }

    /// An output's buffer as it is, where there is one to read.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn read(&mut self, id: OutputId) -> Result<Capture, RenderError> {
        self.canvas().read(id)
    }

    /// Who owns each pixel of an output.
    pub fn provenance(&mut self, id: OutputId) -> Option<Provenance> {
        self.canvas().provenance(id)
    }
}
