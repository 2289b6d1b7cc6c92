//! The user switches every screen off in the preferences by mistake: they stay on; one of two goes.

use lisere::outputs::head::{Head, HeadMode};
use lisere_tests::{Fixture, paint};

fn head(connector: &str) -> Head {
    let mode = HeadMode {
        width: 640,
        height: 400,
        refresh_mhz: 60_000,
        preferred: true,
    };
    Head {
        connector: connector.into(),
        internal: connector.starts_with("eDP"),
        modes: vec![mode],
        ..Head::default()
    }
}

fn names(fixture: &Fixture) -> Vec<String> {
    let screens = fixture.core.outputs.iter();
    screens.map(|screen| screen.name.clone()).collect()
}

#[test]
fn the_last_screen_stays_on() {
    let mut fixture = Fixture::on("home", &[]);
    fixture.connect_heads(vec![head("eDP-1"), head("DP-1")]);
    let client = fixture.client("work");
    let window = fixture.window(&client, (100, 60), paint::GREEN);
    assert_eq!(fixture.entry(&window).output, fixture.output(0));

    fixture.prefer("[[output]]\nname = \"eDP-1\"\noff = true\n");
    assert_eq!(names(&fixture), ["DP-1"]);
    let left = fixture.output(0);
    assert!(fixture.shows(left, paint::GREEN, (100, 60)), "it came home");

    fixture.prefer(
        "[[output]]\nname = \"eDP-1\"\noff = true\n[[output]]\nname = \"DP-1\"\noff = true\n",
    );
    assert_eq!(names(&fixture), ["DP-1", "eDP-1"]);
    let warnings = &fixture.core.outputs.wall.arrangement.warnings;
    assert!(warnings[0].contains("ignored"), "{warnings:?}");

    fixture.prefer("");
    let now = fixture.now();
    fixture.core.set_lid(true, now);
    fixture.follow_outputs();
    assert_eq!(names(&fixture), ["DP-1"]);
    fixture.connect_heads(vec![head("eDP-1")]);
    assert_eq!(
        names(&fixture),
        ["eDP-1"],
        "under the lid, but the only one"
    );
    let left = fixture.output(0);
    assert!(fixture.shows(left, paint::GREEN, (100, 60)));
}
