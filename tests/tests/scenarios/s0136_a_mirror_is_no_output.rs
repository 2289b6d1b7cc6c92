//! A projector mirrors the panel: it is no output of its own, and takes no room.

use lisere::outputs::head::{Head, HeadMode};
use lisere_tests::{Fixture, paint};

/// A screen that likes its first width best.
fn head(connector: &str, widths: &[i32]) -> Head {
    let modes = widths.iter().map(|width| HeadMode {
        width: *width,
        height: 400,
        refresh_mhz: 60_000,
        preferred: width == &widths[0],
    });
    Head {
        connector: connector.into(),
        modes: modes.collect(),
        ..Head::default()
    }
}

#[test]
fn a_mirror_is_no_output() {
    let mut fixture = Fixture::on("home", &[]);
    fixture.connect_heads(vec![head("DP-1", &[640]), head("DP-2", &[800, 640])]);
    let client = fixture.client("work");
    let window = fixture.window(&client, (100, 60), paint::GREEN);
    let second = fixture.output(1);
    fixture.core.desk.send_to_output(window.id, second);
    fixture.frame();

    fixture.prefer("[[output]]\nname = \"DP-2\"\nmirror = \"DP-1\"\n");
    assert_eq!(fixture.core.outputs.iter().count(), 1);
    let first = fixture.output(0);
    assert!(
        fixture.shows(first, paint::GREEN, (100, 60)),
        "it came home"
    );
    let setup = fixture.core.outputs.wall.setup("DP-2").expect("it is on");
    assert_eq!(setup.mirrors.as_deref(), Some("DP-1"));
    assert_eq!(setup.mode.width, 640, "as wide as what it shows");

    fixture.prefer("");
    assert_eq!(fixture.core.outputs.iter().count(), 2);
    let right = fixture
        .core
        .outputs
        .get(fixture.output(1))
        .expect("an output");
    assert_eq!(right.position, (640, 0).into());
}
