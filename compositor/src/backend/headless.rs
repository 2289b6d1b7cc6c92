//! Outputs in memory: for tests, screenshots and machines without a screen.

use std::collections::HashMap;

use smithay::backend::renderer::Color32F;
use smithay::backend::renderer::pixman::PixmanRenderer;

use super::egl;
use crate::desk::OutputId;
use crate::outputs::night::Gains;
use crate::render::{Canvas, RenderError, Target, failed};

pub use super::RendererChoice;

/// The headless backend.
pub struct Headless {
    /// Where its outputs are painted.
    pub canvas: Canvas,
    /// Whether screens are on; nothing is drawn while they are not.
    pub lit: bool,
    /// Whether another session has the seat, as tests have it; nothing is drawn then either.
    pub away: bool,
    /// How warm each output was made.
    pub gains: HashMap<OutputId, Gains>,
}

impl Headless {
    /// Makes the renderer. `Auto` takes Pixman: without a screen there is
    /// nothing to gain from a GPU, and loading one costs time and memory.
    ///
    /// # Errors
    /// When the renderer asked for does not work here.
    pub fn new(choice: RendererChoice, backdrop: Color32F) -> Result<Headless, RenderError> {
        let canvas = match choice {
            RendererChoice::Gles => Canvas::Gles(Box::new(Target::new(
                egl::surfaceless_renderer()?,
                backdrop,
            ))),
            RendererChoice::Auto | RendererChoice::Pixman => {
                let renderer = PixmanRenderer::new().map_err(failed("starting Pixman"))?;
                Canvas::Pixman(Target::new(renderer, backdrop))
            }
        };
        Ok(Headless {
            canvas,
            lit: true,
            away: false,
            gains: HashMap::new(),
        })
    }
}
