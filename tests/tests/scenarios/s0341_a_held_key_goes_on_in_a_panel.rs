//! A key that is held in the launcher types and erases again and again, at the pace of the
//! preferences; it stops when it goes up, when another goes down, and with the panel. In the
//! lens no key that does something for good is done twice by being held.

use lisere_tests::{Fixture, paint};

fn typed(fixture: &Fixture) -> String {
    fixture
        .launcher()
        .map(|model| model.typed)
        .unwrap_or_default()
}

#[test]
fn a_held_key_goes_on_in_a_panel() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[keyboard]\nrepeat_rate = 20\nrepeat_delay = 300\n");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.click_into(&window, 20, 20);
    fixture.open_launcher();

    fixture.key_down("KEY_A");
    assert_eq!(typed(&fixture), "a");
    fixture.advance(290);
    assert_eq!(typed(&fixture), "a", "not before its time");
    fixture.advance(220);
    assert_eq!(typed(&fixture), "aaaaaa", "twenty in a second");
    fixture.key_up("KEY_A");
    fixture.advance(500);
    assert_eq!(typed(&fixture), "aaaaaa", "it is up");

    fixture.key_down("KEY_BACKSPACE");
    fixture.advance(310);
    assert_eq!(typed(&fixture), "aaaa");
    fixture.key_down("KEY_B");
    fixture.advance(100);
    assert_eq!(typed(&fixture), "aaaab", "the one that went down last");
    fixture.key_up("KEY_BACKSPACE");
    fixture.key_up("KEY_B");

    // Nothing goes on in a program, or in another panel.
    fixture.key_down("KEY_BACKSPACE");
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    web.forget();
    fixture.advance(1000);
    assert_eq!(
        fixture
            .core
            .next_deadline(fixture.now())
            .map(|due| due > fixture.now()),
        Some(true)
    );
    fixture.key_up("KEY_BACKSPACE");
    assert_eq!(web.typed(), "");

    fixture.attention();
    for key in ["KEY_K", "KEY_Q", "KEY_F"] {
        fixture.key_down(key);
        fixture.advance(1000);
        fixture.key_up(key);
        if key == "KEY_F" {
            fixture.key("KEY_F");
        }
    }
    assert!(!web.ended(), "asked for once is not asked for twice");
    assert!(
        !fixture.core.connections.frozen(web.cage()),
        "frozen, and thawed"
    );
}
