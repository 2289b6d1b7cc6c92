//! Pictures made up pixel by pixel, and what is said of them.

use super::*;

const GROUND: Colour = [1, 2, 3];
const BLUE: Colour = [0, 0, 200];
const WINDOW: Rect = Rect {
    x: 10,
    y: 10,
    width: 200,
    height: 100,
};

/// A screen with a framed window that has a name, and white content.
fn screen() -> Picture {
    let mut picture = Picture {
        width: 300,
        height: 150,
        pixels: vec![GROUND; 300 * 150],
    };
    for depth in 1..4 {
        for (x, y) in WINDOW.ring(depth) {
            put(&mut picture, x, y, BLUE);
        }
    }
    for y in 14..41 {
        for x in 14..110 {
            put(&mut picture, x, y, BLUE);
        }
    }
    for x in 60..90 {
        put(&mut picture, x, 25, GROUND);
    }
    picture
}

fn put(picture: &mut Picture, x: i32, y: i32, colour: Colour) {
    let place = usize::try_from(y * picture.width + x).unwrap();
    picture.pixels[place] = colour;
}

#[test]
fn a_frame_is_whole_or_not() {
    let mut picture = screen();
    assert_eq!(picture.framed(WINDOW, BLUE), Ok(()));
    assert!(picture.framed(WINDOW, GROUND).is_err());
    let beside = Rect { x: 14, ..WINDOW };
    assert!(picture.framed(beside, BLUE).is_err());
    put(&mut picture, 12, 60, [0, 0, 201]);
    let fault = picture.framed(WINDOW, BLUE).unwrap_err();
    assert!(fault.contains("12, 60"), "{fault}");
    let outside = Rect { x: 1000, ..WINDOW };
    assert!(picture.framed(outside, BLUE).is_err());
}

#[test]
fn a_name_is_a_picture_of_its_own() {
    let picture = screen();
    let name = picture.name(WINDOW, BLUE).unwrap();
    assert_eq!((name.width, name.height, name.colours()), (62, 27, 2));
    let mut other = picture.clone();
    put(&mut other, 60, 25, BLUE);
    assert_ne!(other.name(WINDOW, BLUE).unwrap(), name);
    for x in 60..90 {
        put(&mut other, x, 25, BLUE);
    }
    assert!(other.name(WINDOW, BLUE).is_err());
    assert!(picture.name(WINDOW, GROUND).is_err());
}

#[test]
fn what_is_blank_or_changed_is_told() {
    let picture = screen();
    let part = |y| {
        let rect = Rect {
            x: 20,
            y,
            width: 100,
            height: 30,
        };
        picture.part(rect)
    };
    assert_eq!(part(60).colours(), 1);
    assert!(!part(60).differs(&part(65)));
    assert!(part(60).differs(&part(20)));
    let narrow = Rect {
        x: 290,
        y: -5,
        width: 100,
        height: 30,
    };
    let part = picture.part(narrow);
    assert_eq!((part.width, part.height, part.pixels.len()), (10, 25, 250));
}

#[test]
fn files_and_colours_are_read() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&[1, 2, 3, 255, 4, 5, 6, 255])
        .unwrap();
    drop(writer);
    let picture = Picture::decode(&bytes).unwrap();
    assert_eq!(picture.pixels, [[1, 2, 3], [4, 5, 6]]);
    assert!(Picture::decode(b"no picture").is_err());
    assert_eq!(colour("#4a86d8"), Some([74, 134, 216]));
    for wrong in ["4a86d8", "#4a86", "#xyzxyz", ""] {
        assert_eq!(colour(wrong), None, "{wrong}");
    }
}
