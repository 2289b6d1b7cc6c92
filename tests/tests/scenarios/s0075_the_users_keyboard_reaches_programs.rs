//! The user prefers a French keyboard that repeats fast: programs get that keymap and that pace.

use std::os::unix::fs::FileExt;

use lisere::preferences::Preferences;
use lisere_tests::{Client, Fixture, Heard};
use wayland_client::protocol::wl_keyboard::Event;

const WISHES: &str = "[keyboard]\nlayout = \"fr\"\nrepeat_rate = 40\nrepeat_delay = 250\n";

/// The text of the newest keymap that a client was given.
fn keymap(client: &Client) -> String {
    let mut files = client.ever(|heard| match heard {
        Heard::Keyboard(_, Event::Keymap { fd, size, .. }) => {
            Some((fd.try_clone().expect("a file"), *size))
        }
        _ => None,
    });
    let (fd, size) = files.pop().expect("a keymap");
    let mut bytes = vec![0; size as usize];
    let file = std::fs::File::from(fd);
    file.read_exact_at(&mut bytes, 0).expect("a keymap");
    assert_eq!(bytes.pop(), Some(0), "it ends in a zero");
    String::from_utf8(bytes).expect("text")
}

/// The newest repeat rate and delay.
fn repeat(client: &Client) -> Option<(i32, i32)> {
    let mut told = client.ever(|heard| match heard {
        Heard::Keyboard(_, Event::RepeatInfo { rate, delay }) => Some((*rate, *delay)),
        _ => None,
    });
    told.pop()
}

#[test]
fn the_users_keyboard_reaches_programs() {
    let mut fixture = Fixture::new("home");
    let early = fixture.client("web");
    assert!(keymap(&early).contains("English (US)"), "the default");
    assert_eq!(repeat(&early), Some((25, 600)));

    let wishes = Preferences::parse(WISHES).expect("preferences without faults");
    let seats = &mut fixture.core.seats;
    seats.set_keyboard(&wishes.keyboard).expect("a layout");
    fixture.settle();

    let late = fixture.client("work");
    for client in [&early, &late] {
        let map = keymap(client);
        assert!(map.contains("French"), "names its layout");
        assert!(map.contains("eacute"), "has an é");
        assert_eq!(repeat(client), Some((40, 250)));
    }
}
