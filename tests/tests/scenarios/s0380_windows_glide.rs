//! A window that is given another place glides there with its frame, is pressed by nobody on its
//! way, and is there at once where the user wants less motion.

use lisere::desk::GLIDE;
use lisere::scene::Owner;
use lisere_tests::{Fixture, Window, paint};

const MOVING: &str = "[layout]\nmotion = \"full\"\n";

/// Where its content's left edge is drawn, in a row that it fills.
fn left(fixture: &mut Fixture, y: usize) -> i32 {
    let picture = fixture.pixels();
    let at = picture
        .row(y)
        .iter()
        .position(|pixel| *pixel == paint::BLUE & 0xff_ffff);
    i32::try_from(at.expect("the window is drawn")).unwrap()
}

fn begin(fixture: &mut Fixture) -> Window {
    let client = fixture.client("work");
    let window = fixture.window(&client, (200, 100), paint::BLUE);
    fixture.put(&window, (40, 120));
    fixture.advance(1_000);
    fixture.frame();
    assert_eq!(left(fixture, 150), 40);
    window
}

#[test]
fn frame_and_content_glide_together() {
    let mut fixture = Fixture::new("home");
    fixture.prefer(MOVING);
    let window = begin(&mut fixture);
    let cage = fixture.cage("work");
    fixture.core.desk.move_to(window.id, (340, 120).into());
    let mut seen = Vec::new();
    let frames = fixture.frames(fixture.output(0));
    for _ in 0..GLIDE.as_millis() / 16 + 3 {
        fixture.frame();
        let at = left(&mut fixture, 150);
        assert_eq!(fixture.owner(at - 1, 150), Owner::Frame(cage), "{seen:?}");
        seen.push(at);
    }
    assert!(seen.is_sorted(), "{seen:?}");
    assert!(seen[0] > 40 && seen[0] < 340, "{seen:?}");
    assert!(
        seen.windows(2).filter(|pair| pair[0] < pair[1]).count() > 2,
        "{seen:?}"
    );
    assert_eq!(seen.last(), Some(&340));
    let drawn = fixture.frames(fixture.output(0)) - frames;
    fixture.advance(2_000);
    assert_eq!(
        fixture.frames(fixture.output(0)) - frames,
        drawn,
        "it has come to rest"
    );
}

#[test]
fn nobody_is_pressed_on_the_way() {
    let mut fixture = Fixture::new("home");
    fixture.prefer(MOVING);
    let window = begin(&mut fixture);
    let bank = fixture.client("bank");
    let other = fixture.window(&bank, (60, 40), paint::RED);
    fixture.put(&other, (500, 300));
    fixture.advance(1_000);
    fixture.frame();
    assert_eq!(fixture.focused(), None);
    fixture.core.desk.move_to(window.id, (340, 120).into());
    fixture.frame();
    fixture.move_to(400.0, 150.0);
    fixture.click();
    assert_eq!(fixture.focused(), None, "it is not there yet");
    fixture.advance(1_000);
    fixture.frame();
    fixture.click();
    assert_eq!(fixture.focused(), Some(fixture.cage("work")));
}

#[test]
fn less_motion_is_none() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[layout]\nmotion = \"reduced\"\n");
    let window = begin(&mut fixture);
    fixture.core.desk.move_to(window.id, (340, 120).into());
    fixture.frame();
    assert_eq!(left(&mut fixture, 150), 340);
}
