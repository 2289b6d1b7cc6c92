//! Nobody is there for ten minutes: the screens go dark; the key that wakes them is nobody's.

use lisere::backend::Backend;
use lisere_tests::{Client, Fixture, paint};

fn lit(fixture: &Fixture) -> bool {
    match &fixture.core.backend {
        Backend::Headless(headless) => headless.lit,
        _ => panic!("another backend"),
    }
}

/// How many keys and motions a client has heard of.
fn heard(client: &Client) -> (usize, usize) {
    (client.keys().len(), client.motions().len())
}

#[test]
fn screens_go_dark_and_a_key_wakes_them() {
    let mut fixture = Fixture::new("home");
    let client = fixture.client("work");
    let window = fixture.window(&client, (200, 100), paint::GREEN);
    fixture.click_into(&window, 20, 20);
    fixture.type_text("a");
    fixture.advance(599_000);
    assert!(lit(&fixture));
    fixture.advance(2_000);
    assert!(!lit(&fixture));

    let output = fixture.output(0);
    let (frames, before) = (fixture.frames(output), heard(&client));
    window.draw((200, 100), paint::RED);
    fixture.advance(120_000);
    assert_eq!(
        fixture.frames(output),
        frames,
        "nothing is drawn in the dark"
    );
    let due = fixture
        .core
        .next_deadline(fixture.now())
        .expect("the clock");
    assert!(
        fixture.now().until(due).as_millis() > 500,
        "and nothing is waited for"
    );

    fixture.key("KEY_B");
    assert!(lit(&fixture));
    assert_eq!(heard(&client), before, "neither the press nor the release");
    fixture.frame();
    assert!(fixture.frames(output) > frames);
    assert!(fixture.pixels().count(paint::RED) > 0);
    fixture.type_text("c");
    assert_eq!(heard(&client).0, before.0 + 2);

    let now = fixture.now();
    assert!(fixture.core.light(false, now), "by command");
    let before = heard(&client);
    fixture.key_up("KEY_ENTER");
    assert!(!lit(&fixture), "what is let go wakes nobody");
    let at = fixture.content(&window).loc.to_f64();
    fixture.move_to(at.x + 30.0, at.y + 30.0);
    assert!(lit(&fixture));
    assert_eq!(heard(&client), before, "the motion only wakes");
    fixture.move_to(at.x + 31.0, at.y + 30.0);
    assert_eq!(heard(&client).1, before.1 + 1);

    fixture.key_down("KEY_LEFTMETA");
    let now = fixture.now();
    fixture.core.light(false, now);
    fixture.key("KEY_ESC");
    assert!(
        lit(&fixture) && fixture.core.focus.attention(),
        "always heard"
    );
    fixture.key("KEY_ESC");
    fixture.key_up("KEY_LEFTMETA");

    fixture.prefer("[idle]\nscreens_off = 0\n");
    fixture.advance(3_600_000);
    assert!(lit(&fixture), "never is never");
}
