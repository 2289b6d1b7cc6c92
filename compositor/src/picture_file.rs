//! Screenshots as PNG.

use crate::render::Capture;

/// A picture as a PNG file's bytes, 8 bits each of red, green and blue.
///
/// # Errors
/// When the picture has no pixels.
pub fn png_of(picture: &Capture) -> Result<Vec<u8>, png::EncodingError> {
    let pixels: Vec<u8> = picture
        .pixels
        .as_chunks::<4>()
        .0
        .iter()
        .flat_map(|[blue, green, red, _]| [*red, *green, *blue])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}
