//! Which backend and renderer to use, and whether there is a session to be nested in.

use std::env;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::path::PathBuf;

use smithay::backend::renderer::Color32F;

use super::{Backend, Headless, Kms, KmsError, Nested, NestedError, Wish};
use crate::render::RenderError;

/// Which backend to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BackendChoice {
    /// Nested where there is a session to be nested in, else the seat of this console.
    #[default]
    Auto,
    /// The screens and devices of this console's seat.
    Kms,
    /// Outputs in memory.
    Headless,
    /// A window of another session.
    Nested,
}

/// Which renderer to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RendererChoice {
    /// GLES on a GPU, Pixman elsewhere.
    #[default]
    Auto,
    /// OpenGL ES, also in software.
    Gles,
    /// Pixman.
    Pixman,
}

/// Why a backend could not be started.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// The renderer did not start.
    #[error("the headless backend cannot start: {0}; try `--renderer pixman`")]
    Headless(RenderError),
    /// The seat could not be taken.
    #[error(transparent)]
    Kms(#[from] KmsError),
    /// Neither a session nor a seat.
    #[error(
        "there is no session to open a window in (neither WAYLAND_DISPLAY nor DISPLAY leads to \
         one), and {0}"
    )]
    Nothing(KmsError),
    /// The window could not be opened.
    #[error(transparent)]
    Nested(#[from] NestedError),
}

/// Starts the backend that was asked for; `wish` is for the nested one's window.
///
/// # Errors
/// When it does not work here, with what to do about it.
pub fn choose(
    choice: BackendChoice,
    renderer: RendererChoice,
    backdrop: Color32F,
    wish: Wish,
) -> Result<Backend, BackendError> {
    match choice {
        BackendChoice::Auto if host().is_some() => nested(renderer, backdrop, wish),
        BackendChoice::Auto => kms(renderer, backdrop).map_err(BackendError::Nothing),
        BackendChoice::Kms => Ok(kms(renderer, backdrop)?),
        BackendChoice::Nested => nested(renderer, backdrop, wish),
        BackendChoice::Headless => {
            let headless = Headless::new(renderer, backdrop).map_err(BackendError::Headless)?;
            Ok(Backend::Headless(headless))
        }
    }
}

fn kms(renderer: RendererChoice, backdrop: Color32F) -> Result<Backend, KmsError> {
    let kms = Kms::open(renderer, backdrop)?;
    Ok(Backend::Kms(Box::new(kms)))
}

fn nested(
    renderer: RendererChoice,
    backdrop: Color32F,
    wish: Wish,
) -> Result<Backend, BackendError> {
    let nested = Nested::open(renderer, backdrop, wish)?;
    Ok(Backend::Nested(Box::new(nested)))
}

/// A session that a window could be opened in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// Over Wayland, at this socket.
    Wayland(PathBuf),
    /// Over X11, at this display.
    X11(String),
}

/// The session that a window would be opened in, if it answers.
pub(super) fn host() -> Option<Host> {
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|value: &String| !value.is_empty())
    };
    // An open connection that was handed over cannot be tried without using it up.
    if let Some(socket) = set("WAYLAND_SOCKET") {
        return Some(Host::Wayland(socket.into()));
    }
    let runtime = set("XDG_RUNTIME_DIR").map(PathBuf::from);
    named(set("WAYLAND_DISPLAY"), runtime, set("DISPLAY")).filter(answers)
}

/// The session that the environment names. Wayland comes first, also where its
/// socket is dead: the window's toolkit looks no further either.
fn named(wayland: Option<String>, runtime: Option<PathBuf>, x11: Option<String>) -> Option<Host> {
    match wayland {
        // Joining an absolute name gives that name.
        Some(name) => Some(Host::Wayland(runtime.unwrap_or_default().join(name))),
        None => x11.map(Host::X11),
    }
}

fn answers(host: &Host) -> bool {
    match host {
        Host::Wayland(path) => UnixStream::connect(path).is_ok(),
        Host::X11(display) => x11_answers(display),
    }
}

/// Whether an X display of this machine answers; one of another is taken at its word.
fn x11_answers(display: &str) -> bool {
    let Some(local) = display
        .strip_prefix("unix:")
        .or_else(|| display.strip_prefix(':'))
    else {
        return true;
    };
    let number = local.split('.').next().unwrap_or_default();
    let path = format!("/tmp/.X11-unix/X{number}");
    let hidden =
        || SocketAddr::from_abstract_name(&path).and_then(|at| UnixStream::connect_addr(&at));
    UnixStream::connect(&path).or_else(|_| hidden()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn wayland_comes_before_x11() {
        let runtime = Some(PathBuf::from("/run/user/1000"));
        let host = named(text("wayland-1"), runtime.clone(), text(":0"));
        assert_eq!(host, Some(Host::Wayland("/run/user/1000/wayland-1".into())));
        assert_eq!(
            named(None, runtime, text(":0")),
            Some(Host::X11(":0".into()))
        );
    }

    #[test]
    fn a_socket_may_be_named_in_full() {
        let host = named(text("/tmp/sock"), None, None);
        assert_eq!(host, Some(Host::Wayland("/tmp/sock".into())));
    }

    #[test]
    fn nothing_named_is_no_session() {
        assert_eq!(named(None, None, None), None);
    }

    #[test]
    fn a_dead_socket_does_not_answer() {
        assert!(!answers(&Host::Wayland("/nonexistent/wayland-0".into())));
        assert!(!answers(&Host::X11(":65535".into())));
    }
}
