//! Caps Lock is pressed while one cage has the keys: another cage never learns of it.

use lisere_tests::{Client, Fixture, Heard, paint};
use wayland_client::protocol::wl_keyboard::Event;

/// The locked modifiers that a client was told last.
fn locked(client: &Client) -> u32 {
    let told = client.ever(|heard| match heard {
        Heard::Keyboard(_, Event::Modifiers { mods_locked, .. }) => Some(*mods_locked),
        _ => None,
    });
    told.last().copied().unwrap_or(0)
}

#[test]
fn caps_lock_stays_in_its_cage() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&letter, (20, 100));
    fixture.put(&page, (350, 100));

    fixture.click_into(&letter, 20, 20);
    fixture.key("KEY_CAPSLOCK");
    assert_ne!(locked(&work), 0, "Caps Lock is on in work");

    fixture.click_into(&page, 20, 20);
    assert_eq!(locked(&web), 0, "and off on the web");
    fixture.type_text("abc");
    assert_eq!(locked(&web), 0);

    fixture.click_into(&letter, 20, 20);
    assert_ne!(locked(&work), 0, "still on where it was pressed");
}
