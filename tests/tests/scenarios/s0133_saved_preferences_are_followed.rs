//! The user saves preferences while programs run: keyboard, chords and outputs follow at once.

use lisere::outputs::head::{Head, HeadMode};
use lisere_tests::{Fixture, Heard, paint};
use wayland_client::protocol::wl_keyboard::Event;

const WISHES: &str = r#"
[keyboard]
layout = "fr"
repeat_rate = 40
[keys]
"Super+W" = "close"
[[output]]
name = "DP-1"
scale = 2
"#;

#[test]
fn saved_preferences_are_followed() {
    let mut fixture = Fixture::on("home", &[]);
    fixture.connect_heads(vec![Head {
        connector: "DP-1".into(),
        modes: vec![HeadMode {
            width: 1280,
            height: 800,
            refresh_mhz: 60_000,
            preferred: true,
        }],
        ..Head::default()
    }]);
    let client = fixture.client("work");
    let window = fixture.window(&client, (200, 100), paint::GREEN);
    fixture.click_into(&window, 20, 20);
    fixture.key_down("KEY_LEFTMETA");
    fixture.key("KEY_W");
    assert_eq!(window.close_requests(), 0, "nothing is bound to it yet");

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("preferences.toml");
    std::fs::write(&path, WISHES).expect("a file");
    client.forget();
    let now = fixture.now();
    fixture.core.reload_preferences(&path, now);
    fixture.follow_outputs();

    let screen = fixture.core.outputs.iter().next().expect("an output");
    assert_eq!(screen.scale.factor(), 2.0);
    let paces = client.told(|heard| match heard {
        Heard::Keyboard(_, Event::RepeatInfo { rate, .. }) => Some(*rate),
        _ => None,
    });
    assert_eq!(paces, [40], "programs know the new keyboard");
    // The key left of X on a French keyboard; Super is still held.
    fixture.key("KEY_Z");
    fixture.key_up("KEY_LEFTMETA");
    assert_eq!(window.close_requests(), 1);
    let output = fixture.output(0);
    assert!(fixture.shown_on(output, paint::GREEN) > 0);

    client.forget();
    fixture.core.reload_preferences(&path, now);
    fixture.settle();
    let maps = client.told(|heard| match heard {
        Heard::Keyboard(_, Event::Keymap { .. }) => Some(()),
        _ => None,
    });
    assert_eq!(maps.len(), 0, "no news, no keymap");
}
