//! A window that cannot be seen lies over another cage's, to catch its clicks (LS-19).

use lisere_tests::args;
use lisere_tests::rawwl::Arg;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn glass_over_a_button() {
    let mut trial = Trial::new();
    for alpha in [0x0000_0000, 0x0200_0000] {
        for region in [true, false] {
            let raw = trial.fixture.raw(CAGE);
            raw.pointer();
            let win = raw_window(&mut trial.fixture, &raw, 200, 100);
            raw.show(win.surface, raw.painted(200, 100, |_, _| alpha));
            let area = if region {
                Arg::NIL
            } else {
                raw.region().into()
            };
            raw.tell(win.surface, "set_input_region", vec![area]);
            raw.commit(win.surface);
            let newest = trial.fixture.newest().expect("a window");
            trial.fixture.core.desk.move_to(newest, (30, 90).into());
            trial.fixture.advance(600);
            // Each press is held against who is seen there.
            for at in [(40.0, 100.0), (25.0, 85.0), (150.0, 150.0), (31.0, 91.0)] {
                trial.fixture.move_to(at.0, at.1);
                trial.fixture.advance(600);
                trial.fixture.click();
            }
            assert!(!raw.closed());
            raw.tell(win.surface, "set_buffer_scale", args![1]);
            trial.fixture.cut(&raw);
            trial.fixture.frame();
        }
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
