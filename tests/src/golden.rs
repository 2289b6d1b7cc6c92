//! Golden pictures of whole screens: compared exactly, accepted on request, their differences shown as a page.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::picture::Picture;

/// Tests run side by side, and all of them write the one page.
static PAGE: Mutex<()> = Mutex::new(());

/// Colour of a pixel that differs, in the picture of differences.
const DIFFERS: u32 = 0x00ff_0000;

/// Fails unless the picture equals the PNG file `golden`; with
/// `LISERE_ACCEPT=1` it becomes that file.
///
/// # Panics
/// When they differ; the message names the page that shows how.
pub fn check(golden: &Path, picture: &Picture) {
    let expected = read(golden);
    if expected.as_ref() == Some(picture) {
        return;
    }
    if std::env::var_os("LISERE_ACCEPT").is_some_and(|value| value == "1") {
        return write(golden, picture);
    }
    let name = golden.file_stem().expect("a name").to_string_lossy();
    let page = report(&folder(), &name, expected.as_ref(), picture);
    panic!(
        "{name} differs from its golden picture: see {}; LISERE_ACCEPT=1 accepts it",
        page.display()
    );
}

/// `goldens/screens` in the target folder, which holds `PROFILE/deps/TEST`.
fn folder() -> PathBuf {
    let test = std::env::current_exe().expect("a path");
    let target = test.ancestors().nth(3).expect("a target folder");
    target.join("goldens/screens")
}

fn report(folder: &Path, name: &str, expected: Option<&Picture>, actual: &Picture) -> PathBuf {
    let _one_at_a_time = PAGE.lock().unwrap_or_else(PoisonError::into_inner);
    fs::create_dir_all(folder).expect("a folder");
    let nothing = Picture {
        width: 1,
        height: 1,
        pixels: vec![0x00ff_ffff],
    };
    let expected = expected.unwrap_or(&nothing);
    let file = |kind: &str| folder.join(format!("{name}.{kind}.png"));
    write(&file("expected"), expected);
    write(&file("actual"), actual);
    write(&file("difference"), &difference(expected, actual));
    let page = folder.join("report.html");
    fs::write(&page, html(folder)).expect("a page");
    page
}

/// The page shows every failure whose pictures lie in the folder.
fn html(folder: &Path) -> String {
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Screen goldens</title>\
         <style>body{font:14px sans-serif;background:#ddd}\
         img{max-width:32vw;image-rendering:pixelated}\
         figure{display:inline-block;margin:4px;vertical-align:top}</style>\n",
    );
    for name in failed(folder) {
        write!(page, "<h2>{name}</h2>").expect("text");
        for kind in ["expected", "actual", "difference"] {
            let file = format!("{name}.{kind}.png");
            let figure =
                format!("<figure><figcaption>{kind}</figcaption><img src=\"{file}\"></figure>\n");
            page.push_str(&figure);
        }
    }
    page
}

fn failed(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder");
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter_map(|file| file.strip_suffix(".actual.png").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// Pixels that differ in red, the others faded.
fn difference(expected: &Picture, actual: &Picture) -> Picture {
    let (width, height) = (
        expected.width.max(actual.width),
        expected.height.max(actual.height),
    );
    let pixel = |at: usize| match (
        expected.get(at % width, at / width),
        actual.get(at % width, at / width),
    ) {
        (Some(a), Some(b)) if a == b => 0x00c0_c0c0 + (a >> 2 & 0x003f_3f3f),
        _ => DIFFERS,
    };
    Picture {
        width,
        height,
        pixels: (0..width * height).map(pixel).collect(),
    }
}

fn read(path: &Path) -> Option<Picture> {
    let file = BufReader::new(File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().expect("a PNG file");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a PNG file");
    assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
    let pixel = |rgb: &[u8]| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]]);
    Some(Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels: bytes.chunks_exact(3).map(pixel).collect(),
    })
}

/// Writes a picture as a PNG file.
///
/// # Panics
/// Where that can't be done.
pub fn write(path: &Path, picture: &Picture) {
    let file = File::create(path).expect("a file");
    let mut encoder = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    // Frames are plain areas and repeated patterns: unfiltered, they pack best.
    encoder.set_filter(png::Filter::NoFilter);
    let rgb = |pixel: &u32| {
        let [_, r, g, b] = pixel.to_be_bytes();
        [r, g, b]
    };
    let bytes: Vec<u8> = picture.pixels.iter().flat_map(rgb).collect();
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&bytes).expect("pixels");
}
