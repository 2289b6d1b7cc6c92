//! Two outputs of different scale: each has the bar from its first frame, and both name the same cage.

use lisere_tests::{Fixture, Picture, Screen, paint};

/// How many pixels of a colour the topmost rows have.
fn in_bar(picture: &Picture, height: usize, colour: u32) -> usize {
    let pixels = picture.pixels.iter().take(picture.width * height);
    pixels.filter(|pixel| **pixel == colour).count()
}

#[test]
fn every_output_has_the_bar() {
    let screens = [Screen::new(640, 400, 1.0), Screen::new(960, 600, 1.5)];
    let mut fixture = Fixture::on("home", &screens);
    let third = fixture.plug(Screen::new(800, 480, 1.25));
    fixture.frame();
    assert_eq!(fixture.frames(third), 1, "drawn at once");

    let client = fixture.client("vault");
    let window = fixture.window(&client, (240, 120), paint::WHITE);
    let colour = fixture.colour("vault");
    let bars = |fixture: &mut Fixture| {
        [(0, 36), (1, 54), (2, 45)].map(|(index, height)| {
            let output = fixture.output(index);
            in_bar(&fixture.pixels_of(output), height, colour)
        })
    };
    assert_eq!(bars(&mut fixture), [0; 3], "nobody has the keys");

    fixture.click_into(&window, 20, 20);
    let named = bars(&mut fixture);
    assert!(named.iter().all(|count| *count > 1000), "{named:?}");
}
