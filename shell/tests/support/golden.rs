//! Compares a sheet with its golden picture and reports differences as a page.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::sheet::Sheet;

/// Tests run side by side, and all of them write the one page.
static PAGE: Mutex<()> = Mutex::new(());

/// Fails unless the sheet equals `tests/golden/NAME.png`; with
/// `LISERE_ACCEPT=1` it becomes that picture.
pub fn check(name: &str, sheet: &Sheet) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.png"));
    if std::env::var_os("LISERE_ACCEPT").is_some_and(|v| v == "1") {
        if read(&golden).is_none_or(|old| old != *sheet) {
            write(&golden, sheet);
        }
        return;
    }
    let expected = read(&golden);
    if expected.as_ref() == Some(sheet) {
        return;
    }
    let page = report(name, expected.as_ref(), sheet);
    panic!(
        "{name} differs from its golden picture: see {}; LISERE_ACCEPT=1 accepts it",
        page.display()
    );
}

/// Where the page and its pictures go: `goldens/shell` in the target folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("goldens")
        .join("shell")
}

fn report(name: &str, expected: Option<&Sheet>, actual: &Sheet) -> PathBuf {
    let _one_at_a_time = PAGE.lock().unwrap_or_else(|broken| broken.into_inner());
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    let empty = Sheet {
        width: 1,
        height: 1,
        rgb: vec![255; 3],
    };
    let expected = expected.unwrap_or(&empty);
    write(&folder.join(format!("{name}.expected.png")), expected);
    write(&folder.join(format!("{name}.actual.png")), actual);
    write(
        &folder.join(format!("{name}.difference.png")),
        &difference(expected, actual),
    );
    let page = folder.join("report.html");
    fs::write(&page, html(&folder)).unwrap();
    page
}

/// The page shows every failure whose pictures lie in the folder.
fn html(folder: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|file| file.strip_suffix(".actual.png").map(str::to_owned))
        .collect();
    names.sort();
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Shell goldens</title>\
         <style>body{font:14px sans-serif;background:#ddd}img{background:#fff;image-rendering:pixelated}\
         figure{display:inline-block;margin:8px;vertical-align:top}</style>\n",
    );
    for name in names {
        write!(page, "<h2>{name}</h2>").unwrap();
        for kind in ["expected", "actual", "difference"] {
            let file = format!("{name}.{kind}.png");
            writeln!(
                page,
                "<figure><figcaption>{kind}</figcaption><img src=\"{file}\"></figure>"
            )
            .unwrap();
        }
    }
    page
}

/// Pixels that differ in red, the others faded.
fn difference(expected: &Sheet, actual: &Sheet) -> Sheet {
    let pixel = |sheet: &Sheet, x: usize, y: usize| -> Option<[u8; 3]> {
        let at = (y * sheet.width + x) * 3;
        (x < sheet.width && y < sheet.height)
            .then(|| [sheet.rgb[at], sheet.rgb[at + 1], sheet.rgb[at + 2]])
    };
    let (width, height) = (
        expected.width.max(actual.width),
        expected.height.max(actual.height),
    );
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            match (pixel(expected, x, y), pixel(actual, x, y)) {
                (Some(a), Some(b)) if a == b => rgb.extend(a.map(|v| 192 + v / 4)),
                _ => rgb.extend([255, 0, 0]),
            }
        }
    }
    Sheet { width, height, rgb }
}

fn read(path: &Path) -> Option<Sheet> {
    let file = std::io::BufReader::new(File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
    Some(Sheet {
        width: info.width as usize,
        height: info.height as usize,
        rgb,
    })
}

fn write(path: &Path, sheet: &Sheet) {
    let file = File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, sheet.width as u32, sheet.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&sheet.rgb)
        .unwrap();
}
