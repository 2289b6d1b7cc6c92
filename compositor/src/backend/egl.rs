//! What EGL and GLES only offer through calls that trust the driver.

use std::ffi::CStr;

use smithay::backend::allocator::gbm::GbmDevice;
use smithay::backend::drm::DrmDeviceFd;
use smithay::backend::egl::ffi::egl as ffi;
use smithay::backend::egl::native::EGLSurfacelessDisplay;
use smithay::backend::egl::{EGLContext, EGLDisplay};
use smithay::backend::renderer::gles::GlesRenderer;
use smithay::backend::renderer::gles::ffi::RENDERER;

use crate::render::{RenderError, failed};

/// Starts a GLES renderer that draws into memory only.
///
/// # Errors
/// When EGL or GLES is missing or refuses.
#[allow(unsafe_code)]
pub fn surfaceless_renderer() -> Result<GlesRenderer, RenderError> {
    check()?;
    // SAFETY: the surfaceless platform takes no native display pointer that
    // could dangle; the display lives in the context, which the renderer owns.
    let display = unsafe { EGLDisplay::new(EGLSurfacelessDisplay) }.map_err(failed(
        "opening EGL's surfaceless display (package libegl1)",
    ))?;
    renderer(&display)
}

/// Starts a GLES renderer that draws with a graphics card.
///
/// # Errors
/// When the card's driver has no GLES.
#[allow(unsafe_code)]
pub(crate) fn card_renderer(card: GbmDevice<DrmDeviceFd>) -> Result<GlesRenderer, RenderError> {
    // SAFETY: the device is a counted reference that the display keeps.
    let display = unsafe { EGLDisplay::new(card) }
        .map_err(failed("opening the graphics card's EGL display"))?;
    renderer(&display)
}

#[allow(unsafe_code)]
fn renderer(display: &EGLDisplay) -> Result<GlesRenderer, RenderError> {
    let context = EGLContext::new(display).map_err(failed("making an EGL context"))?;
    // SAFETY: the context was made right here, is current on no other thread,
    // and is given away to the renderer for good.
    unsafe { GlesRenderer::new(context) }.map_err(failed("starting GLES"))
}

/// Whether EGL is there at all.
///
/// # Errors
/// What the loader says.
pub(crate) fn check() -> Result<(), RenderError> {
    loadable("libEGL.so.1").map_err(missing("loading EGL (package libegl1)"))
}

fn missing(what: &'static str) -> impl FnOnce(String) -> RenderError {
    move |why| RenderError { what, why }
}

/// Says whether a library can be loaded: Smithay panics where one of its own is missing.
///
/// # Errors
/// What the loader says.
#[allow(unsafe_code)]
pub(crate) fn loadable(library: &str) -> Result<(), String> {
    // SAFETY: only libraries that are loaded for good a moment later come here,
    // so their initialisers run no earlier and no more often than they would anyway.
    unsafe { libloading::Library::new(library) }
        .map(drop)
        .map_err(|error| error.to_string())
}

/// Keeps Mesa from offering buffers of ten bits a colour, which Smithay would
/// take first: hosts that draw in software say they can show them and show black.
#[allow(unsafe_code)]
pub(crate) fn eight_bits() {
    // SAFETY: backends are opened while the session starts, before it or a
    // library has made a thread that could read the environment meanwhile.
    unsafe { std::env::set_var("allow_rgb10_configs", "false") };
}

/// How many frames ago the buffer that is being drawn was last shown; 0 when
/// what it holds is unknown. To be asked between a frame's beginning and its end.
#[allow(unsafe_code)]
pub(crate) fn buffer_age() -> usize {
    let mut age = 0;
    // SAFETY: both handles come from EGL itself within this call, and the
    // answer goes to a variable that outlives it. Without a current surface EGL
    // answers with an error and leaves the variable alone.
    let known = unsafe {
        let surface = ffi::GetCurrentSurface(ffi::DRAW as ffi::types::EGLint);
        ffi::QuerySurface(
            ffi::GetCurrentDisplay(),
            surface,
            ffi::BUFFER_AGE_EXT as ffi::types::EGLint,
            &mut age,
        )
    };
    if known == ffi::TRUE {
        usize::try_from(age).unwrap_or(0)
    } else {
        0
    }
}

/// Makes swapping the current surface's buffers never wait for the host: it
/// would wait for ever while the host does not show the window.
#[allow(unsafe_code)]
pub(crate) fn swap_at_once() {
    // SAFETY: the display handle comes from EGL itself, and the call takes
    // nothing else that could be invalid.
    if unsafe { ffi::SwapInterval(ffi::GetCurrentDisplay(), 0) } != ffi::TRUE {
        tracing::warn!("the host may hold up frames: EGL has no swap interval of 0");
    }
}

/// What GLES says it draws with, such as `llvmpipe (LLVM 15.0.6, 256 bits)`.
#[allow(unsafe_code)]
pub(crate) fn drawn_with(renderer: &mut GlesRenderer) -> Option<String> {
    let asked = renderer.with_context(|gl| {
        // SAFETY: the context is current inside this closure, and GLES keeps the
        // string, which ends in a zero byte, as long as the context lives.
        unsafe {
            let name = gl.GetString(RENDERER);
            (!name.is_null()).then(|| CStr::from_ptr(name.cast()).to_string_lossy().into_owned())
        }
    });
    asked.ok().flatten()
}
