//! Compares a screen with its golden picture and reports differences as a page.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use lisere_tests::Picture;

/// Tests run side by side, and all of them write the one page.
static PAGE: Mutex<()> = Mutex::new(());

/// Fails unless the screen equals `golden/NAME.png`; with `LISERE_ACCEPT=1` it
/// becomes that picture.
pub(crate) fn check(name: &str, screen: &Picture) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/screens/golden")
        .join(format!("{name}.png"));
    let expected = read(&golden);
    if expected.as_ref() == Some(screen) {
        return;
    }
    if std::env::var_os("LISERE_ACCEPT").is_some_and(|value| value == "1") {
        fs::create_dir_all(golden.parent().expect("a folder")).expect("a folder to write to");
        write(&golden, screen);
        return;
    }
    let page = report(name, expected.as_ref(), screen);
    panic!(
        "{name} differs from its golden screen: see {}; LISERE_ACCEPT=1 accepts it",
        page.display()
    );
}

/// Where the page and its pictures go: `goldens/screens` in the target folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("goldens")
        .join("screens")
}

fn report(name: &str, expected: Option<&Picture>, actual: &Picture) -> PathBuf {
    let _one_at_a_time = PAGE.lock().unwrap_or_else(|broken| broken.into_inner());
    let folder = folder();
    fs::create_dir_all(&folder).expect("a folder to write to");
    let nothing = Picture {
        width: 1,
        height: 1,
        pixels: vec![0],
    };
    let expected = expected.unwrap_or(&nothing);
    write(&folder.join(format!("{name}.expected.png")), expected);
    write(&folder.join(format!("{name}.actual.png")), actual);
    write(
        &folder.join(format!("{name}.difference.png")),
        &difference(expected, actual),
    );
    let page = folder.join("report.html");
    fs::write(&page, html(&folder)).expect("a page");
    page
}

/// The page shows every failure whose pictures lie in the folder.
fn html(folder: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|file| file.strip_suffix(".actual.png").map(str::to_owned))
        .collect();
    names.sort();
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Golden screens</title>\
         <style>body{font:14px sans-serif;background:#ddd}img{background:#fff;image-rendering:pixelated}\
         figure{display:inline-block;margin:8px;vertical-align:top}</style>\n",
    );
    for name in names {
        write!(page, "<h2>{name}</h2>").expect("text");
        for kind in ["expected", "actual", "difference"] {
            let file = format!("{name}.{kind}.png");
            writeln!(
                page,
                "<figure><figcaption>{kind}</figcaption><img src=\"{file}\"></figure>"
            )
            .expect("text");
        }
    }
    page
}

/// Pixels that differ in red, the others faded.
fn difference(expected: &Picture, actual: &Picture) -> Picture {
    let (width, height) = (
        expected.width.max(actual.width),
        expected.height.max(actual.height),
    );
    let pixel = |picture: &Picture, x: usize, y: usize| {
        (x < picture.width && y < picture.height).then(|| picture.row(y)[x])
    };
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            pixels.push(match (pixel(expected, x, y), pixel(actual, x, y)) {
                (Some(a), Some(b)) if a == b => 0x00c0_c0c0 + (a >> 2 & 0x003f_3f3f),
                _ => 0x00ff_0000,
            });
        }
    }
    Picture {
        width,
        height,
        pixels,
    }
}

fn read(path: &Path) -> Option<Picture> {
    let file = std::io::BufReader::new(File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().expect("a PNG file");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
    let pixel = |rgb: &[u8]| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]]);
    Some(Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels: bytes.chunks_exact(3).map(pixel).collect(),
    })
}

fn write(path: &Path, picture: &Picture) {
    let file = File::create(path).expect("a file");
    let mut encoder = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    let bytes: Vec<u8> = picture
        .pixels
        .iter()
        .flat_map(|pixel| pixel.to_be_bytes()[1..].to_vec())
        .collect();
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&bytes).expect("a picture");
}
