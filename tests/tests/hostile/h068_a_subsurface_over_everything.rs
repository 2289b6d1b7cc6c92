//! A subsurface reaches far out of its window, over the bar and other windows (LS-02).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn a_subsurface_over_everything() {
    let mut trial = Trial::new();
    let red = 0xffff_0000;
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 250, 120);
    raw.tell(win.xdg, "set_window_geometry", args![0, 0, 250, 120]);
    let child = raw.surface();
    let role = raw.subsurface(child, win.surface);
    for at in [
        (-600, -90),
        (-2_000, -2_000),
        (50, 50),
        (i32::MIN, i32::MAX),
        (-100, -24),
    ] {
        raw.tell(role, "set_position", args![at.0, at.1]);
        raw.tell(role, "place_below", args![win.surface]);
        raw.tell(role, "place_above", args![win.surface]);
        raw.show(child, raw.painted(1_200, 700, |_, _| red));
        raw.commit(win.surface);
        trial.fixture.frame();
        let shown = trial.fixture.shown(red & 0xff_ffff);
        assert!(shown <= 250 * 120, "{at:?}: {shown} pixels are outside");
    }
    trial.finish();
}
