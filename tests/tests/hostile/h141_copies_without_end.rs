//! Selections are changed without end, by one who tells and by many who never read (C8, RX-08).

use lisere_tests::args;
use lisere_tests::minds::{Mind, PROTOCOLS};

use crate::trial::{CAGE, Trial};

/// Types of each source: as many as there may be.
const TYPES: usize = 64;

fn copy(mind: &Mind, times: usize) {
    let names: Vec<String> = (0..TYPES).map(|n| format!("{n:0>250}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for _ in 0..times {
        let source = mind.copy(&names);
        mind.raw.tell(source, "destroy", args![]);
    }
}

#[test]
fn copies_without_end() {
    let mut trial = Trial::new();
    let deaf: Vec<Mind> = (0..8)
        .map(|number| trial.fixture.mind(CAGE, PROTOCOLS[number % 2]))
        .collect();
    deaf.iter().for_each(|mind| mind.raw.turn_deaf(true));
    let writer = trial.fixture.mind(CAGE, PROTOCOLS[0]);
    for _ in 0..10 {
        copy(&writer, 20);
        trial.fixture.settle();
        trial.assert_silent();
        trial.assert_served();
    }
    deaf.iter().for_each(|mind| mind.raw.turn_deaf(false));
    trial.fixture.settle();
    for mind in deaf {
        assert!(
            mind.raw.closed(),
            "megabytes wait for one who does not read"
        );
        trial.fixture.cut(&mind.raw);
    }
    trial.finish();
}

#[test]
fn devices_without_end() {
    let mut trial = Trial::new();
    for protocol in PROTOCOLS {
        trial.either(|fixture, raw| {
            let manager = raw.bound(&format!("{protocol}_manager_v1"));
            let seat = raw.bound("wl_seat");
            for _ in 0..20 {
                for _ in 0..500 {
                    raw.make(manager, "get_data_device", args![seat]);
                }
                fixture.settle();
            }
            let told = raw.count(&format!("{protocol}_device_v1"), "selection");
            assert!(told <= 32, "{told} devices are told");
        });
    }
    trial.finish();
}
