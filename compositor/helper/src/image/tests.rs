//! Pictures of every format, and what hostile ones come to.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

use super::*;

/// A picture in which no two pixels are alike.
fn sample(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, y| {
        image::Rgba([
            x as u8,
            y as u8,
            (x / 256 * 16 + y / 256) as u8,
            255 - (x % 7) as u8,
        ])
    })
    .into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn pixels(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut out = Vec::new();
    decode(bytes, &mut out).map(|()| out)
}

/// A PNG, its preview's size and the preview.
type Washed = (Vec<u8>, (u32, u32), Vec<u8>);

/// Through both halves.
fn washed(bytes: &[u8]) -> Result<Washed, Flaw> {
    let (plain, mut out) = (pixels(bytes)?, Vec::new());
    encode(&mut plain.as_slice(), &mut out)?;
    let small = sides(&out[out.len() - TAIL..]).unwrap();
    let preview = out.len() - TAIL - (small.0 * small.1 * 4) as usize;
    let bgra = out[preview..out.len() - TAIL].to_vec();
    out.truncate(preview);
    Ok((out, small, bgra))
}

fn same(left: &DynamicImage, right: &DynamicImage) -> bool {
    left.to_rgba8() == right.to_rgba8()
}

#[test]
fn lossless_formats_arrive_pixel_for_pixel() {
    let picture = sample(61, 33);
    let opaque: DynamicImage = picture.to_rgb8().into();
    for (format, picture) in [
        (ImageFormat::Png, &picture),
        (ImageFormat::WebP, &picture),
        (ImageFormat::Bmp, &opaque),
    ] {
        let (png, small, bgra) = washed(&encoded(picture, format)).unwrap();
        let arrived = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap();
        assert!(same(&arrived, picture), "{format:?}");
        assert_eq!((small, bgra.len()), ((61, 33), 61 * 33 * 4), "{format:?}");
    }
}

#[test]
fn lossy_formats_arrive_as_their_decoder_reads_them() {
    let picture: DynamicImage =
        RgbImage::from_fn(40, 24, |x, _| image::Rgb([(x / 20 * 200) as u8; 3])).into();
    for format in [ImageFormat::Jpeg, ImageFormat::Gif] {
        let bytes = encoded(&picture, format);
        let read = image::load_from_memory(&bytes).unwrap();
        let (png, ..) = washed(&bytes).unwrap();
        let arrived = image::load_from_memory(&png).unwrap();
        assert!(same(&arrived, &read), "{format:?}");
    }
}

#[test]
fn what_is_written_is_plain() {
    let (png, ..) = washed(&encoded(&sample(300, 200), ImageFormat::Png)).unwrap();
    let mut rest = &png[8..];
    let mut kinds = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (kind, after) = after.split_first_chunk::<4>().unwrap();
        kinds.push(*kind);
        rest = &after[u32::from_be_bytes(*length) as usize + 4..];
    }
    assert_eq!(
        (kinds.first(), kinds.last()),
        (Some(b"IHDR"), Some(b"IEND"))
    );
    assert!(kinds[1..kinds.len() - 1].iter().all(|kind| kind == b"IDAT"));
}

/// A JPEG with an Exif note that it lies on its side, made by hand.
#[test]
fn a_picture_that_lies_arrives_upright() {
    let lying = RgbImage::from_fn(32, 16, |x, _| {
        image::Rgb(if x < 16 { [255, 0, 0] } else { [0, 0, 255] })
    });
    let jpeg = encoded(&lying.into(), ImageFormat::Jpeg);
    let exif =
        b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
    let (png, ..) = washed(&turned).unwrap();
    let arrived = image::load_from_memory(&png).unwrap().to_rgb8();
    assert_eq!(arrived.dimensions(), (16, 32));
    // What was left is at the top.
    assert!(arrived.get_pixel(8, 4).0[0] > 200 && arrived.get_pixel(8, 28).0[2] > 200);
}

#[test]
fn an_animation_shows_its_first_frame() {
    use image::codecs::gif::GifEncoder;
    use image::{Delay, Frame};
    let frame = |value| {
        let picture = RgbaImage::from_pixel(8, 8, image::Rgba([value, 0, 0, 255]));
        Frame::from_parts(picture, 0, 0, Delay::from_numer_denom_ms(10, 1))
    };
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode_frames([frame(255), frame(0)]).unwrap();
    drop(encoder);
    let plain = pixels(&bytes).unwrap();
    assert_eq!(plain[HEAD..HEAD + 4], [255, 0, 0, 255]);
}

#[test]
fn no_part_of_a_picture_is_more_than_a_flaw() {
    let picture = sample(24, 18);
    let opaque: DynamicImage = picture.to_rgb8().into();
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::Gif,
        ImageFormat::WebP,
        ImageFormat::Bmp,
    ] {
        let whole = encoded(&opaque, format);
        for length in 0..whole.len() {
            if let Ok(plain) = pixels(&whole[..length]) {
                assert_eq!(plain.len(), HEAD + 24 * 18 * 4, "{format:?} at {length}");
            }
        }
    }
}

#[test]
fn sides_beyond_the_bounds_are_refused_before_anything_is_made() {
    let mut png = encoded(&sample(2, 2), ImageFormat::Png);
    for (width, height) in [(65_535_u32, 65_535_u32), (16_385, 1), (16_384, 16_384)] {
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&checksum.to_be_bytes());
        let flaw = pixels(&png).unwrap_err();
        assert!(matches!(flaw, Flaw::TooLarge), "{width}×{height}: {flaw}");
    }
    let mut gif = encoded(&sample(2, 2), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    assert!(matches!(pixels(&gif), Err(Flaw::TooLarge)));
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [&b""[..], b"<svg/>", b"P6 1 1 255\nabc", &[0xff; 64]] {
        assert!(matches!(pixels(bytes), Err(Flaw::Unknown)), "{bytes:?}");
    }
    for flaw in [Flaw::Unknown, Flaw::TooLarge, Flaw::Broken] {
        let said = Flaw::of_code(Some(i32::from(flaw.code())));
        assert_eq!(said.to_string(), flaw.to_string());
    }
}

#[test]
fn pixels_that_are_none_are_not_written() {
    let mut out = Vec::new();
    for head in [(0, 5), (5, 0), (16_385, 1), (u32::MAX, u32::MAX)] {
        let flaw = encode(&mut &sides_bytes(head)[..], &mut out).unwrap_err();
        assert!(matches!(flaw, Flaw::TooLarge), "{head:?}");
    }
    let short = [&sides_bytes((2, 2))[..], &[0; 15]].concat();
    assert!(matches!(
        encode(&mut &short[..], &mut out),
        Err(Flaw::Passing(_))
    ));
}

/// The checksum of a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}
