//! `cargo xtask demo`: a session with four real programs in four cages, to look at or to picture.

mod janitor;
mod picture;
mod programs;
mod session;
mod walls;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::packages;
use crate::report::say;
use crate::tool::{Done, cargo, run as run_tool};
use session::Session;
pub(crate) use session::ready_line;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// The site's levels, cages and colours
    #[arg(long, default_value = "home", value_parser = ["home", "fr", "us", "clipos"])]
    preset: String,
    /// Physical pixels per logical pixel
    #[arg(long, default_value_t = 1.0, value_name = "FACTOR")]
    scale: f64,
    /// Physical pixels of the output; 1920x1080 times the scale unless given
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<(u32, u32)>,
    /// Save a picture once the windows are there, then end
    #[arg(long, value_name = "FILE.png")]
    shot: Option<PathBuf>,
    /// Where the session is shown
    #[arg(long, value_enum, default_value_t)]
    backend: Backend,
    /// What draws it
    #[arg(long, value_enum, default_value_t)]
    renderer: Renderer,
}

impl Options {
    /// Physical pixels of the output.
    fn size(&self) -> (u32, u32) {
        let scaled = |pixels: f64| (pixels * self.scale).round() as u32;
        self.size.unwrap_or((scaled(1920.0), scaled(1080.0)))
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Backend {
    #[default]
    Auto,
    Nested,
    Headless,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Renderer {
    #[default]
    Auto,
    Gles,
    Pixman,
}

/// Installs, builds and shows.
pub(crate) fn run(options: &Options) -> Done {
    prepare()?;
    show(options)
}

/// Installs what the demo needs and builds.
pub(crate) fn prepare() -> Done {
    packages::install(&packages::FOR_DEMO)?;
    build()
}

/// Builds the release binaries that a session is made of.
pub(crate) fn build() -> Done {
    say("building the compositor");
    run_tool(&mut cargo([
        "build",
        "--release",
        "-p",
        "lisere",
        "-p",
        "lisere-gate",
        "-p",
        "lisere-helper",
        "-p",
        "lisere-auth",
        "-p",
        "lisere-cage",
        "-p",
        "liserectl",
    ]))
}

/// Pictures one preset at one scale on no screen at all; `prepare` has been called.
pub(crate) fn shot(preset: &str, scale: f64, file: &Path) -> Done {
    show(&Options {
        preset: preset.into(),
        scale,
        size: None,
        shot: Some(file.into()),
        backend: Backend::Headless,
        renderer: Renderer::Auto,
    })
}

fn show(options: &Options) -> Done {
    let mut session = Session::start(options)?;
    say(&format!(
        "demo: preset {}, control socket {}",
        options.preset,
        session.control().display()
    ));
    programs::start(&mut session)?;
    match &options.shot {
        Some(file) => picture::take(&mut session, file, options.size())?,
        None => stay(&mut session)?,
    }
    session.end()
}

fn stay(session: &mut Session) -> Done {
    say("demo: it stays until it is told to end. From another terminal:");
    say(&format!(
        "  export LISERE_CONTROL={}",
        session.control().display()
    ));
    say(&format!("  PATH={}:$PATH", session.binaries().display()));
    say("  liserectl windows               what is shown, in which cage");
    say("  liserectl screenshot desk.png   a picture of it");
    say("  liserectl quit                  the end; so does Ctrl+C here");
    session.wait()
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let pixels = |text: &str| {
        text.parse()
            .ok()
            .filter(|pixels| (320..=16_384).contains(pixels))
    };
    text.split_once('x')
        .and_then(|(width, height)| Some((pixels(width)?, pixels(height)?)))
        .ok_or_else(|| "give width and height in pixels from 320 to 16384, as in 1920x1080".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_two_sane_numbers() {
        assert_eq!(size("1920x1080"), Ok((1920, 1080)));
        for text in ["1920", "1920x", "0x0", "99999x1080", "-1x600", "a x b"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
