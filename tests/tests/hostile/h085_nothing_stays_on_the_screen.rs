//! A window goes in every way there is, and of its pixels nothing stays (LS-38).

use lisere_tests::args;
use lisere_tests::rawwl::Arg;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn nothing_stays_on_the_screen() {
    let mut trial = Trial::new();
    let before = trial.fixture.pixels();
    for way in 0..5 {
        let raw = trial.fixture.raw(CAGE);
        let win = raw_window(&mut trial.fixture, &raw, 150, 120);
        raw.show(win.surface, raw.painted(150, 120, |_, _| 0xffff_0000));
        trial.fixture.frame();
        assert_eq!(trial.fixture.shown(0xff_0000), 150 * 120);
        match way {
            0 => {
                raw.tell(win.surface, "attach", vec![Arg::NIL, 0.into(), 0.into()]);
                raw.commit(win.surface);
            }
            1 => {
                raw.tell(win.role, "destroy", args![]);
            }
            2 => raw.message(9_999, 0, args![]),
            3 => raw.shut(std::net::Shutdown::Both),
            _ => trial.fixture.cut(&raw),
        }
        trial.fixture.frame();
        assert_eq!(trial.fixture.shown(0xff_0000), 0, "way {way}");
        assert!(
            trial.fixture.pixels() == before,
            "way {way} leaves something"
        );
        trial.fixture.cut(&raw);
    }
    trial.finish();
}
