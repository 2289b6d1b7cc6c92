//! Maximised, fullscreen, minimised, renamed, reparented, taken down and put up, between every pair of frames (LS-10).

use lisere_tests::args;
use lisere_tests::rawwl::Arg;

use crate::trial::{CAGE, Trial, raw_window};

const WISHES: [&str; 5] = [
    "set_maximized",
    "unset_maximized",
    "set_minimized",
    "unset_fullscreen",
    "set_fullscreen",
];

#[test]
fn a_window_that_cannot_decide() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let other = raw_window(&mut trial.fixture, &raw, 60, 60);
    let win = raw_window(&mut trial.fixture, &raw, 200, 100);
    let mut state: usize = 7;
    for round in 0..200 {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % 1_000_003;
        match state % 8 {
            wish @ 0..5 => {
                let all = if wish == 4 { vec![Arg::NIL] } else { args![] };
                raw.tell(win.role, WISHES[wish], all);
            }
            5 => {
                let parent = if state % 16 < 8 {
                    other.role.into()
                } else {
                    Arg::NIL
                };
                raw.tell(win.role, "set_parent", vec![parent]);
            }
            6 => {
                raw.tell(win.surface, "attach", vec![Arg::NIL, 0.into(), 0.into()]);
                raw.commit(win.surface);
                raw.commit(win.surface);
            }
            _ => {
                raw.tell(win.role, "set_app_id", args![format!("app {round}")]);
            }
        }
        trial.fixture.settle();
        if raw.configured(win.xdg).is_some() {
            raw.ack(win.xdg);
            let side = 20 + i32::try_from(state % 300).expect("a small number");
            raw.show(win.surface, raw.buffer(side, 320 - side));
        }
        raw.forget();
        trial.fixture.frame();
        assert!(!raw.closed(), "{:?}", raw.fault());
    }
    trial.finish();
}
