//! A window of the user's own session as the one output: for development, never to be trusted.

mod events;
mod gles;
mod input;
mod pixman;
mod window;

use std::error::Error;

use lisere_shell::Scale;
use smithay::backend::renderer::Color32F;
use smithay::backend::renderer::gles::GlesRenderer;
use smithay::backend::winit::{WinitGraphicsBackend, init_from_attributes};
use smithay::reexports::winit::dpi::{LogicalSize, PhysicalSize, Size as HostSize};
use smithay::reexports::winit::platform::wayland::WindowAttributesExtWayland;
use smithay::reexports::winit::window::{Window, WindowAttributes};
use smithay::utils::{Physical, Size, Transform};

pub(crate) use self::events::HostEvents;
use self::gles::GlesWindow;
use self::input::Devices;
use self::pixman::PixmanWindow;
use super::choice::Host;
use super::{RendererChoice, egl};
use crate::desk::OutputId;
use crate::outputs::{OutputSetup, REFRESH};
use crate::render::provenance::Provenance;
use crate::render::{Capture, Refresh, RenderError, Shape, Subject};
use crate::scene::Scene;

/// What the host shows above the window.
const TITLE: &str = "Liseré (nested: not trusted)";
/// The output's name.
pub const NAME: &str = "NESTED-1";
/// A library that must be there, and the package that has it: where one is
/// missing, those that load it panic.
type Library = (&'static str, &'static str);

/// What a window in either kind of session needs.
const EGL: Library = ("libEGL.so.1", "libegl1");
/// What one in a Wayland session needs.
const WAYLAND: Library = ("libwayland-egl.so.1", "libwayland-egl1");
/// What one in an X session needs.
const X11: Library = ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0");

/// Why no window of another session could be had.
#[derive(Debug, thiserror::Error)]
pub enum NestedError {
    /// There is no session to be a window of.
    #[error(
        "no window can be opened: neither WAYLAND_DISPLAY nor DISPLAY leads to a session; \
         start from a terminal of a running session, or use `--backend headless`"
    )]
    NoSession,
    /// A library is missing.
    #[error(
        "{library} cannot be loaded ({why}): install the package {package}, or use `--backend headless`"
    )]
    Library {
        /// Its file name.
        library: &'static str,
        /// The Debian package that has it.
        package: &'static str,
        /// What the loader said.
        why: String,
    },
    /// The host or its graphics refused.
    #[error("the host session gives no window to draw in ({0}): try `--backend headless`")]
    Host(String),
    /// Pixman refused.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// How the window is to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Its first size in pixels; 1280 × 800 of the host's logical ones otherwise.
    pub size: Option<(i32, i32)>,
    /// The scale, whatever the host's is.
    pub scale: Option<Scale>,
    /// How the picture is turned.
    pub transform: Option<Transform>,
}

/// The nested backend.
pub struct Nested {
    host: WinitGraphicsBackend<GlesRenderer>,
    events: Option<HostEvents>,
    brush: Brush,
    output: Option<OutputId>,
    devices: Devices,
    wish: Wish,
    backdrop: Color32F,
}

/// What paints the window.
enum Brush {
    Gles(Option<GlesWindow>),
    Pixman(PixmanWindow),
}

impl Nested {
    /// Opens the window. `Auto` takes GLES: the window is GLES's anyway.
    ///
    /// # Errors
    /// When there is no session, a library is missing, or the host refuses.
    pub fn open(
        choice: RendererChoice,
        backdrop: Color32F,
        wish: Wish,
    ) -> Result<Nested, NestedError> {
        let host = super::choice::host().ok_or(NestedError::NoSession)?;
        check_libraries(&host)?;
        if matches!(host, Host::Wayland(_)) {
            egl::eight_bits();
        }
        let (host, events) = init_from_attributes::<GlesRenderer>(attributes(wish))
            .map_err(|error| NestedError::Host(chain(&error)))?;
        host.window().set_cursor_visible(false);
        let brush = match choice {
            RendererChoice::Auto | RendererChoice::Gles => Brush::Gles(None),
            RendererChoice::Pixman => Brush::Pixman(PixmanWindow::new(backdrop)?),
        };
        Ok(Nested {
            host,
            events: Some(HostEvents::new(events)),
            brush,
            output: None,
            devices: Devices::default(),
            wish,
            backdrop,
        })
    }

    /// The output that the window is.
    #[must_use]
    pub fn setup(&self) -> OutputSetup {
        OutputSetup {
            name: NAME.into(),
            size: self.host.window_size(),
            scale: self.scale(self.host.scale_factor()),
            transform: self.wish.transform.unwrap_or(Transform::Normal),
            position: Some((0, 0).into()),
            refresh: REFRESH,
        }
    }

    /// The scale to use while the host's is `host`.
    fn scale(&self, host: f64) -> Scale {
        self.wish.scale.unwrap_or_else(|| Scale::from_f64(host))
    }

    /// What the host tells; there for one taker.
    pub(crate) fn take_events(&mut self) -> Option<HostEvents> {
        self.events.take()
    }

    /// The renderer's name.
    #[must_use]
    pub fn renderer_name(&self) -> &'static str {
        match self.brush {
            Brush::Gles(_) => "gles",
            Brush::Pixman(_) => "pixman",
        }
    }

    /// The renderer that client buffers from the graphics card go to; none under Pixman.
    pub(crate) fn gles(&mut self) -> Option<&mut GlesRenderer> {
        match self.brush {
            Brush::Gles(_) => Some(self.host.renderer()),
            Brush::Pixman(_) => None,
        }
    }

    /// Makes the window drawable as `id`, or follows its shape.
    ///
    /// # Errors
    /// For a second output, or when there is no memory.
    pub fn set_output(&mut self, id: OutputId, shape: Shape) -> Result<(), RenderError> {
        if self.output.is_some_and(|known| known != id) {
            return Err(RenderError {
                what: "adding an output",
                why: "a nested session has one window and one output".into(),
            });
        }
        self.output = Some(id);
        match &mut self.brush {
            Brush::Gles(window) => {
                *window = Some(GlesWindow::new(self.backdrop, shape));
                Ok(())
            }
            Brush::Pixman(window) => window.set_output(self.host.renderer(), id, shape),
        }
    }

    /// Forgets the output; the window stays.
    pub fn remove_output(&mut self, id: OutputId) {
        if self.output == Some(id) {
            self.output = None;
            match &mut self.brush {
                Brush::Gles(window) => *window = None,
                Brush::Pixman(window) => window.remove_output(id),
            }
        }
    }

    /// Draws what changed; says whether anything was drawn.
    ///
    /// # Errors
    /// What EGL or the renderer reports; the next frame is then drawn whole.
    pub fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        match &mut self.brush {
            Brush::Gles(Some(window)) => window.draw(&mut self.host, scene, refresh),
            Brush::Gles(None) => Ok(false),
            Brush::Pixman(window) => window.draw(&mut self.host, id, scene, refresh),
        }
    }

    /// The host lost what the window showed.
    fn lost(&mut self) {
        match &mut self.brush {
            Brush::Gles(Some(window)) => window.lost(),
            Brush::Gles(None) => {}
            Brush::Pixman(window) => window.lost(),
        }
    }

    /// The output's picture, drawn whole and upright, with or without the pointer.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        match &mut self.brush {
            Brush::Gles(Some(window)) => window.capture(self.host.renderer(), of),
            Brush::Gles(None) => Err(crate::render::unknown_output()),
            Brush::Pixman(window) => window.capture(id, of),
        }
    }

    /// Who owns each pixel of the output.
    #[must_use]
    pub fn provenance(&self, id: OutputId) -> Option<Provenance> {
        match &self.brush {
            Brush::Gles(window) => window.as_ref().map(GlesWindow::provenance),
            Brush::Pixman(window) => window.provenance(id),
        }
    }
}

fn check_libraries(host: &Host) -> Result<(), NestedError> {
    let other = match host {
        Host::Wayland(_) => WAYLAND,
        Host::X11(_) => X11,
    };
    [EGL, other].into_iter().try_for_each(|(library, package)| {
        egl::loadable(library).map_err(|why| NestedError::Library {
            library,
            package,
            why,
        })
    })
}

/// An error and what led to it, which Smithay's messages leave out; without the
/// places in their source code that the toolkit's messages begin with.
fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    let text = |error: &(dyn Error + 'static)| {
        let text = error.to_string();
        let said = text
            .strip_prefix("os error at ")
            .and_then(|rest| rest.split_once(": "));
        said.map(|(_place, said)| said.to_owned()).unwrap_or(text)
    };
    causes.map(text).collect::<Vec<_>>().join(": ")
}

fn attributes(wish: Wish) -> WindowAttributes {
    let size = match wish.size {
        Some((w, h)) => HostSize::Physical(PhysicalSize::new(w.unsigned_abs(), h.unsigned_abs())),
        None => HostSize::Logical(LogicalSize::new(1280.0, 800.0)),
    };
    Window::default_attributes()
        .with_title(TITLE)
        .with_name("lisere", "lisere")
        .with_inner_size(size)
}

/// A size that can be drawn: hosts make windows of no size while they hide them.
fn drawable(size: Size<i32, Physical>) -> bool {
    size.w > 0 && size.h > 0
}
