//! The registry of every cage of every preset is the table of globals, row by row (DL-08).
//!
//! No graphics card draws here, so that the rows which need one are nobody's.

use lisere::globals::{Needs, TABLE};
use lisere_policy::preset_names;
use lisere_tests::{Fixture, Screen};

#[test]
fn every_cage_sees_the_table() {
    for preset in preset_names() {
        let screens = [Screen::new(320, 240, 1.0), Screen::new(320, 240, 1.0)];
        let mut fixture = Fixture::on(preset, &screens);
        let names: Vec<String> = fixture
            .core
            .policy
            .cages()
            .iter()
            .map(|cage| cage.name().to_owned())
            .collect();
        let mut expected: Vec<(String, u32)> = TABLE
            .iter()
            .filter(|row| row.needs == Needs::Nothing)
            .map(|row| (row.interface().to_owned(), row.version))
            .collect();
        expected.push(("wl_output".into(), 4));
        expected.sort();
        for name in names {
            let client = fixture.stranger(&name);
            let mut seen: Vec<(String, u32)> = client
                .registry()
                .into_iter()
                .map(|global| (global.interface, global.version))
                .collect();
            seen.sort();
            assert_eq!(seen, expected, "cage {name} of {preset}");
        }
    }
}
