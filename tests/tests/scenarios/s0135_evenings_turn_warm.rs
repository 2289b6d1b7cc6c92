//! Night light: screens turn warm, but cages can still be told apart.

use lisere::backend::Backend;
use lisere::desk::OutputId;
use lisere::outputs::night::Gains;
use lisere_tests::{Fixture, Screen};

fn gains(fixture: &Fixture, output: OutputId) -> Option<Gains> {
    match &fixture.core.backend {
        Backend::Headless(headless) => headless.gains.get(&output).copied(),
        _ => panic!("another backend"),
    }
}

/// A night in whose middle the tests' clock stands, at 14:05.
fn night(kelvin: u32) -> String {
    format!("[night_light]\nfrom = \"13:00\"\nto = \"15:00\"\ntemperature = {kelvin}\n")
}

#[test]
fn evenings_turn_warm() {
    let mut fixture = Fixture::new("home");
    let first = fixture.output(0);
    assert_eq!(gains(&fixture, first), None, "nobody asked for it");

    fixture.prefer(&night(6000));
    let first = fixture.output(0);
    assert_eq!(gains(&fixture, first), Some(Gains::of_kelvin(6000)));

    fixture.prefer(&night(2000));
    let warm = gains(&fixture, first).expect("gains");
    assert!(warm.b > Gains::of_kelvin(2000).b, "not that warm");
    assert!(warm.b < Gains::of_kelvin(6000).b, "but warm");
    let policy = &fixture.core.policy;
    assert!(
        policy
            .distinctness_through(&|colour| warm.seen(colour))
            .sound()
    );

    let second = fixture.plug(Screen::new(640, 400, 1.0));
    fixture.frame();
    assert_eq!(gains(&fixture, second), Some(warm), "also what comes later");
    fixture.prefer("");
    assert_eq!(gains(&fixture, first), Some(Gains::NONE));
    assert_eq!(gains(&fixture, second), Some(Gains::NONE));
}
