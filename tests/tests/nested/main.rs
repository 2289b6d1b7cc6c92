//! The program nested in another session: a real host, real windows, a real pointer and keyboard.

mod patience;
mod program;
mod session;
mod wayland;
mod x11;
mod xvfb;
