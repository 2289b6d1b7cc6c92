//! A picture crosses as pixels: what arrives is another file with the same picture and nothing
//! that was hidden in the first.

use std::io::Read;
use std::os::fd::AsFd;

use lisere_tests::Fixture;

/// A small picture with a text hidden in it.
fn picture() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    encoder
        .add_text_chunk("Comment".into(), "a hidden word".into())
        .expect("a text");
    let mut writer = encoder.write_header().expect("a header");
    let pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7];
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    file
}

#[test]
fn pictures_are_drawn_anew() {
    let mut fixture = Fixture::that_says("allow");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy_types(&["image/png"], web.press_serial()));
    fixture.settle();
    fixture.carry();
    let before = picture();
    assert_eq!(web.answer(&before), 1);
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.advance(50);
    let offer = bank.clipboard().expect("an offer");
    assert_eq!(bank.types_of(&offer), ["image/png"]);
    let (mut read, write) = std::io::pipe().expect("a pipe");
    offer.receive("image/png".into(), write.as_fd());
    drop(write);
    fixture.settle();
    let mut after = Vec::new();
    read.read_to_end(&mut after).expect("an end");
    let hidden = |file: &[u8]| file.windows(13).any(|part| part == b"a hidden word");
    assert!(hidden(&before) && !hidden(&after));
    let decoded = png::Decoder::new(std::io::Cursor::new(&after)).read_info();
    let mut decoded = decoded.expect("a PNG");
    let mut pixels = vec![0; decoded.output_buffer_size().expect("a size")];
    let info = decoded.next_frame(&mut pixels).expect("a frame");
    let channels = info.color_type.samples();
    let colours: Vec<&[u8]> = pixels.chunks(channels).map(|pixel| &pixel[..3]).collect();
    assert_eq!(
        colours,
        [&[255, 0, 0], &[0, 255, 0], &[0, 0, 255], &[9, 8, 7]]
    );
}

#[test]
fn what_is_no_picture_goes_nowhere() {
    let mut fixture = Fixture::that_says("allow");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy_types(&["image/png"], web.press_serial()));
    fixture.settle();
    fixture.carry();
    assert_eq!(web.answer(b"#!/bin/sh"), 1);
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.advance(50);
    assert!(bank.clipboard().is_none());
    assert!(
        fixture.said().contains("nothing is carried"),
        "{}",
        fixture.said()
    );
}
