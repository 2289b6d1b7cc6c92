//! The processes that work on pictures: real ones, with files for their ends.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::process::{Command, ExitStatus, Stdio};

use image::{DynamicImage, ImageFormat, RgbaImage};
use lisere_helper::image::{Flaw, HEAD, TAIL, sides};

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

fn helper(mode: &str, input: &File) -> (ExitStatus, File) {
    let output = tempfile::tempfile().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_lisere-helper"))
        .arg(mode)
        .env_clear()
        .stdin(Stdio::from(input.try_clone().unwrap()))
        .stdout(Stdio::from(output.try_clone().unwrap()))
        .status()
        .unwrap();
    (&output).rewind().unwrap();
    (status, output)
}

fn flaw(bytes: &[u8]) -> Flaw {
    let (status, _) = helper("decode", &file(bytes));
    assert!(!status.success(), "{status}");
    Flaw::of_code(status.code())
}

#[test]
fn a_picture_goes_through_both() {
    let picture = RgbaImage::from_fn(700, 500, |x, y| {
        image::Rgba([x as u8, y as u8, (x * y) as u8, 255])
    });
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        let (decoded, pixels) = helper("decode", &file(bytes.get_ref()));
        assert!(decoded.success(), "{format:?}: {decoded}");
        assert_eq!(
            pixels.metadata().unwrap().len(),
            HEAD as u64 + 700 * 500 * 4
        );
        let (encoded, mut out) = helper("encode", &pixels);
        assert!(encoded.success(), "{format:?}: {encoded}");
        let mut whole = Vec::new();
        out.read_to_end(&mut whole).unwrap();
        assert_eq!(sides(&whole[whole.len() - TAIL..]), Some((420, 300)));
        let png = &whole[..whole.len() - TAIL - 420 * 300 * 4];
        assert_eq!(image::load_from_memory(png).unwrap().to_rgba8(), picture);
    }
}

#[test]
fn garbage_and_bombs_end_with_a_flaw() {
    assert!(matches!(flaw(b"no picture"), Flaw::Unknown));
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_rgba8(2, 2)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    assert!(matches!(flaw(&png.get_ref()[..40]), Flaw::Broken));
}

/// 64 million bytes of zeroes shrink to 64 kB: what a decoder is fed must not decide what
/// it uses.
#[test]
fn a_bomb_is_no_larger_than_its_pixels() {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_luma16(16_000, 2_400)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let (status, out) = helper("decode", &file(png.get_ref()));
    assert!(status.success(), "{status}");
    assert_eq!(
        out.metadata().unwrap().len(),
        HEAD as u64 + 16_000 * 2_400 * 4
    );
    let (status, out) = helper("encode", &out);
    assert!(status.success(), "{status}");
    assert!(out.metadata().unwrap().len() < 8 << 20);
}

#[test]
fn alone_it_says_what_it_is() {
    for (argument, code) in [("--help", 0), ("--version", 0), ("--banana", 2)] {
        let output = Command::new(env!("CARGO_BIN_EXE_lisere-helper"))
            .arg(argument)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{argument}");
        let said = [output.stdout, output.stderr].concat();
        assert!(
            String::from_utf8(said).unwrap().contains("lisere-helper"),
            "{argument}"
        );
    }
}
