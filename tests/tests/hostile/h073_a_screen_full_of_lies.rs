//! A program asks for the whole screen and paints a desktop with a bar of its own (LS-11, LS-40).

use lisere::scene::Owner;
use lisere_tests::rawwl::Arg;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn a_screen_full_of_lies() {
    let mut trial = Trial::new();
    for named in [true, false] {
        let raw = trial.fixture.raw(CAGE);
        let win = raw_window(&mut trial.fixture, &raw, 100, 100);
        let output = raw.bound("wl_output");
        let on = if named { Arg::from(output) } else { Arg::NIL };
        raw.tell(win.role, "set_fullscreen", vec![on]);
        trial.fixture.settle();
        raw.ack(win.xdg);
        raw.show(
            win.surface,
            raw.painted(
                640,
                400,
                |_, y| if y < 24 { 0xff10_1010 } else { 0xff30_5070 },
            ),
        );
        trial.fixture.frame();
        for x in 0..640 {
            assert_eq!(trial.fixture.owner(x, 2), Owner::Trusted, "the bar at {x}");
        }
        let cage = trial.fixture.cage(CAGE);
        assert_eq!(
            trial.fixture.owner(0, 399),
            Owner::Frame(cage),
            "the frame stays"
        );
        assert!(!raw.closed());
    }
    trial.finish();
}
