//! Draws every pointer shape into a PNG file: `cargo run -p lisere-shell --example cursors -- OUT.png [SCALE] [ZOOM]`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool for whoever draws"
)]

use lisere_shell::{Scale, Shape, cursor};

fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| "cursors.png".to_owned());
    let mut number = |or: f64| args.next().and_then(|s| s.parse().ok()).unwrap_or(or);
    let (scale, zoom) = (Scale::from_f64(number(1.0)), number(1.0) as usize);
    let cell = scale.px(32) as usize;
    let (w, h) = (cell * 9 * zoom, cell * 4 * zoom);
    let mut rgb = vec![0_u8; w * h * 3];
    for (i, pixel) in rgb.as_chunks_mut::<3>().0.iter_mut().enumerate() {
        let (x, y) = ((i % w) / zoom, (i / w) / zoom);
        let paper = if (x / cell + y / cell).is_multiple_of(2) {
            230
        } else {
            70
        };
        let shape = Shape::ALL.get(x / cell + y / cell * 9);
        let image = shape.map(|shape| cursor(*shape, scale).picture);
        let margin = scale.px(4) as usize;
        let at = (
            (x % cell).wrapping_sub(margin) as u32,
            (y % cell).wrapping_sub(margin) as u32,
        );
        let above = image
            .and_then(|image| image.pixel(at.0, at.1))
            .unwrap_or_default();
        for (channel, value) in pixel.iter_mut().zip([above[2], above[1], above[0]]) {
            *channel = value + (paper * (255 - u32::from(above[3])) / 255) as u8;
        }
    }
    let file = std::fs::File::create(out).expect("writable path");
    let mut encoder = png::Encoder::new(file, w as u32, h as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder
        .write_header()
        .expect("header")
        .write_image_data(&rgb)
        .expect("pixels");
}
