//! Taking the demo's picture and seeing that it shows something.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::{Duration, Instant};

use liserectl::{Answer, Command as Control};

use super::programs::windows;
use super::session::Session;
use crate::report::say;
use crate::tool::{Done, run};

/// Nothing drawn for this long: every program has settled.
const CALM: Duration = Duration::from_millis(500);
/// A program that never settles does not keep the picture from being taken.
const PATIENCE: Duration = Duration::from_secs(6);
/// Four windows, their frames and a bar have far more colours; a blank screen has one.
const COLOURS: usize = 32;

/// Saves a picture of the session and checks it.
pub(super) fn take(session: &mut Session, file: &Path, size: (u32, u32)) -> Done {
    settle(session)?;
    let windows = windows(session)?;
    let popups: usize = windows.iter().map(|window| window.popups).sum();
    let name = file.to_string_lossy();
    run(&mut session.ctl(&["screenshot", "--pointer", &name]))?;
    check(file, size)?;
    let shown = format!("{} windows and {popups} popups", windows.len());
    say(&format!("demo: {} shows {shown}", file.display()));
    Ok(())
}

/// Waits until no frame has been drawn for a while.
fn settle(session: &mut Session) -> Done {
    let begin = Instant::now();
    let mut last = (0, begin);
    session.until("a calm screen", PATIENCE * 2, |session| {
        let frames = match session.ask(Control::Status)? {
            Answer::Status(status) => status.frames,
            other => return Err(format!("asked for the status, was told {other:?}")),
        };
        if frames != last.0 {
            last = (frames, Instant::now());
        }
        Ok(last.1.elapsed() > CALM || begin.elapsed() > PATIENCE)
    })
}

/// Reads the file back: the right size, and not blank.
fn check(file: &Path, (width, height): (u32, u32)) -> Done {
    let wrong = |what: String| format!("{}: {what}", file.display());
    let open = File::open(file).map_err(|error| wrong(error.to_string()))?;
    let decoder = png::Decoder::new(BufReader::new(open));
    let mut reader = decoder
        .read_info()
        .map_err(|error| wrong(error.to_string()))?;
    let is = reader.info().size();
    if is != (width, height) {
        return Err(wrong(format!(
            "is {} × {} pixels, not {width} × {height}",
            is.0, is.1
        )));
    }
    let bytes = reader.info().bytes_per_pixel();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    reader
        .next_frame(&mut pixels)
        .map_err(|error| wrong(error.to_string()))?;
    match pixels.chunks_exact(bytes).collect::<HashSet<_>>().len() {
        colours if colours >= COLOURS => Ok(()),
        colours => Err(wrong(format!(
            "has {colours} colours only, so hardly anything is shown"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(name: &str, colour: impl Fn(u8) -> u8) -> std::path::PathBuf {
        let file = std::env::temp_dir().join(format!("xtask-{name}-{}.png", std::process::id()));
        let mut encoder = png::Encoder::new(File::create(&file).unwrap(), 64, 1);
        encoder.set_color(png::ColorType::Rgb);
        let pixels: Vec<u8> = (0..64).flat_map(|x| [colour(x), 0, 0]).collect();
        encoder
            .write_header()
            .unwrap()
            .write_image_data(&pixels)
            .unwrap();
        file
    }

    #[test]
    fn blank_missing_and_wrongly_sized_pictures_are_noticed() {
        let (blank, full) = (picture("blank", |_| 7), picture("full", |x| x));
        assert_eq!(check(&full, (64, 1)), Ok(()));
        assert!(check(&full, (64, 2)).unwrap_err().contains("64 × 1"));
        assert!(check(&blank, (64, 1)).unwrap_err().contains("1 colours"));
        for file in [blank, full] {
            std::fs::remove_file(&file).unwrap();
            assert!(check(&file, (64, 1)).is_err());
        }
    }
}
