//! OpenGL ES without a screen, by EGL's surfaceless platform.

use smithay::backend::egl::native::EGLSurfacelessDisplay;
use smithay::backend::egl::{EGLContext, EGLDisplay};
use smithay::backend::renderer::gles::GlesRenderer;

use crate::render::{RenderError, failed};

/// Starts a GLES renderer that draws into memory only.
///
/// # Errors
/// When EGL or GLES is missing or refuses.
#[allow(unsafe_code)]
pub fn surfaceless_renderer() -> Result<GlesRenderer, RenderError> {
    // SAFETY: the surfaceless platform takes no native display pointer that
    // could dangle; the display lives in the context, which the renderer owns.
    let display = unsafe { EGLDisplay::new(EGLSurfacelessDisplay) }
        .map_err(failed("opening EGL's surfaceless display (package libegl1)"))?;
    let context = EGLContext::new(&display).map_err(failed("making an EGL context"))?;
    // SAFETY: the context was made right here, is current on no other thread,
    // and is given away to the renderer for good.
    unsafe { GlesRenderer::new(context) }.map_err(failed("starting GLES"))
}
