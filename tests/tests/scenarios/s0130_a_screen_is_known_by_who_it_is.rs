//! Two screens change places behind the desk: each keeps its own scale and side, and windows stay framed.

use lisere::outputs::head::{Head, HeadMode};
use lisere::outputs::identity::Identity;
use lisere_tests::{Fixture, paint};

const WISHES: &str = r#"
[[output]]
match = "Dell Inc. U2720Q 123ABC"
scale = 2
position = [0, 0]
[[output]]
match = "Eizo EV2455"
position = [-640, 0]
[[output]]
name = "DP-1"
scale = 3
"#;

fn head(connector: &str, make: &str, model: &str, serial: &str) -> Head {
    let mode = HeadMode {
        width: 640,
        height: 400,
        refresh_mhz: 59_951,
        preferred: true,
    };
    Head {
        connector: connector.into(),
        identity: Identity {
            make: make.into(),
            model: model.into(),
            serial: serial.into(),
            size_mm: None,
        },
        modes: vec![mode],
        ..Head::default()
    }
}

/// Each output's connector, left edge and scale.
fn outputs(fixture: &Fixture) -> Vec<(String, i32, f64)> {
    let screens = fixture.core.outputs.iter();
    screens
        .map(|screen| {
            let left = screen.position.x;
            (screen.name.clone(), left, screen.scale.factor())
        })
        .collect()
}

#[test]
fn a_screen_is_known_by_who_it_is() {
    let mut fixture = Fixture::on("home", &[]);
    fixture.prefer(WISHES);
    let dell = |at| head(at, "Dell Inc.", "U2720Q", "123ABC");
    let eizo = |at| head(at, "Eizo", "EV2455", "7");
    fixture.connect_heads(vec![dell("DP-1"), eizo("DP-2")]);
    assert_eq!(
        outputs(&fixture),
        [("DP-1".into(), 0, 2.0), ("DP-2".into(), -640, 1.0)]
    );
    let client = fixture.client("work");
    let window = fixture.window(&client, (100, 60), paint::GREEN);
    let home = fixture.entry(&window).output;
    assert_eq!(home, fixture.output(0));
    let before = fixture.content(&window).loc;

    fixture.connect_heads(vec![eizo("DP-1"), dell("DP-2")]);
    assert_eq!(
        outputs(&fixture),
        [("DP-1".into(), -640, 1.0), ("DP-2".into(), 0, 2.0)]
    );
    assert_eq!(fixture.entry(&window).output, home);
    assert_eq!(
        fixture.content(&window).loc.x,
        before.x - 640,
        "it went along with its output"
    );
    assert!(fixture.shows(home, paint::GREEN, (100, 60)));
    let screen = fixture.core.outputs.iter().next().expect("an output");
    assert_eq!(screen.refresh.as_micros(), 16_680, "59.951 Hz");

    fixture.connect_heads(vec![head("DP-1", "", "", ""), dell("DP-2")]);
    let unknown = outputs(&fixture);
    assert_eq!(
        unknown[0],
        ("DP-1".into(), 320, 3.0),
        "the connector counts"
    );
}
