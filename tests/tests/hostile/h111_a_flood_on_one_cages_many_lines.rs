//! One cage's connections ask for the registry at full speed; another's window goes on moving (RX-06).

use lisere_tests::args;

use crate::trial::{CAGE, Trial};

#[test]
fn a_flood_on_one_cages_many_lines() {
    let mut trial = Trial::new();
    let raws: Vec<_> = (0..10).map(|_| trial.fixture.raw(CAGE)).collect();
    for _ in 0..20 {
        for raw in &raws {
            for _ in 0..50 {
                raw.make(raw.display(), "get_registry", args![]);
                raw.sync();
            }
        }
        trial.fixture.round();
    }
    trial.fixture.settle();
    trial.assert_served();
    for raw in &raws {
        assert!(
            !raw.closed(),
            "it reads what it asks for: {:?}",
            raw.fault()
        );
    }
    trial.finish();
}
