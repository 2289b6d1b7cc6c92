//! The battery runs down: the bar shows it, and warns at ten and at five hundredths, once each.

use std::fs;

use lisere_shell::{BarHot, IndicatorKind, Message};
use lisere_tests::{Fixture, Screen};

const MINUTE: u64 = 60_000;

/// What the bar warns of a minute after the battery is like this.
fn after_a_minute(
    fixture: &mut Fixture,
    supply: &std::path::Path,
    (left, how): (u8, &str),
) -> Option<u8> {
    fs::write(supply.join("capacity"), left.to_string()).expect("a file");
    fs::write(supply.join("status"), how).expect("a file");
    fixture.advance(MINUTE);
    let messages = fixture.core.bar_messages().into_iter();
    let mut warned = messages.filter_map(|message| match message {
        Message::Battery { percent } => Some(percent),
        _ => None,
    });
    warned.next()
}

#[test]
fn a_battery_runs_low() {
    let folder = tempfile::tempdir().expect("a folder");
    let supply = folder.path().join("BAT0");
    fs::create_dir(&supply).expect("a folder");
    fs::write(supply.join("type"), "Battery\n").expect("a file");
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    fixture.core.bar.supplies = Some(folder.path().to_owned());
    let down = "Discharging";
    for (now, warned) in [
        ((40, down), None),
        ((11, down), None),
        ((10, down), Some(10)),
        ((9, down), None),
        ((5, down), Some(5)),
        ((4, down), None),
        ((4, "Charging"), None),
        ((30, "Charging"), None),
        ((9, down), Some(9)),
    ] {
        let said = after_a_minute(&mut fixture, &supply, now);
        assert_eq!(said, warned, "{now:?}");
    }
    fixture.frame();
    let parts = fixture.core.pictures.bar_parts(fixture.output(0));
    let battery = IndicatorKind::Battery { charging: false };
    assert!(parts.contains(&BarHot::Indicator(battery, 0)), "{parts:?}");
    let gone = fs::remove_dir_all(&supply);
    gone.expect("the battery is taken out");
    fixture.advance(MINUTE);
    fixture.frame();
    let parts = fixture.core.pictures.bar_parts(fixture.output(0));
    assert!(!parts.contains(&BarHot::Indicator(battery, 0)), "{parts:?}");
}
