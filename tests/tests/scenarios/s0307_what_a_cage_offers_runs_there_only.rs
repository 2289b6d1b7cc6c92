//! A rule of the user's sends a program to its own cage: what runs there is what that cage itself
//! offers, whatever another cage says under the same name.

use lisere::preferences::Preferences;
use lisere_tests::panels::entry;
use lisere_tests::{Fixture, Screen, paint};

const RULES: &str = "[[launcher]]\napp = \"firefox*\"\ncage = \"web\"\n\
                     [[launcher]]\napp = \"*\"\ncage = \"no-such-cage\"\n";

#[test]
fn what_a_cage_offers_runs_there_only() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let now = fixture.now();
    let wishes = Preferences::parse(RULES).expect("preferences");
    fixture
        .core
        .apply_preferences(wishes, now)
        .expect("a keyboard");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    let web = fixture.cage("web");

    let asked = fixture.open_launcher();
    assert_eq!(asked.len(), 2, "the cage in use, and that of the rule");
    for launch in &asked {
        let entries = match launch.cage == web {
            true => vec![
                entry("firefox", "Firefox", &["firefox"]),
                entry("chat", "Chat", &["chat"]),
            ],
            false => vec![
                entry("firefox", "Firefox", &["sh", "-c", "evil"]),
                entry("foot", "Foot", &["foot"]),
            ],
        };
        fixture.offer(launch, entries);
    }
    assert_eq!(fixture.launcher_lines(), ["Firefox", "Foot"]);
    fixture.type_text("fire");
    let lines = fixture.launcher().expect("a launcher").lines;
    assert_eq!((lines.len(), lines[0].cage), (2, web));
    fixture.key("KEY_ENTER");
    let (launch, argv, _) = fixture.to_run().expect("a program to run");
    assert_eq!((launch.cage, argv), (web, vec!["firefox".into()]));
    fixture.core.launched(launch.act, None);

    // Who names the cage means it.
    fixture.open_launcher();
    fixture.chord(&["KEY_LEFTSHIFT", "KEY_2"]);
    fixture.type_text("work fire");
    fixture.key("KEY_ENTER");
    let (launch, argv, _) = fixture.to_run().expect("a program to run");
    assert_eq!(launch.cage, work.cage());
    assert_eq!(argv, ["sh", "-c", "evil"]);
}
