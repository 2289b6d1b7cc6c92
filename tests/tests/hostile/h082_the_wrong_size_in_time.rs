//! While the user resizes a window it shows other sizes than it is told, and acknowledges late or never (LS-28).

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn the_wrong_size_in_time() {
    let mut trial = Trial::new();
    for acks in [0, 1, 2] {
        let raw = trial.fixture.raw(CAGE);
        let win = raw_window(&mut trial.fixture, &raw, 100, 100);
        hover(&mut trial.fixture, &raw);
        trial.fixture.move_to(430.0, 170.0);
        trial.fixture.key_down("KEY_LEFTMETA");
        trial.fixture.press_right();
        for step in 0..12 {
            let far = f64::from(step) * 15.0;
            trial.fixture.move_to(430.0 - far, 170.0 + far);
            if acks > 0 && step % acks == 0 {
                raw.ack(win.xdg);
                raw.forget();
            }
            let (w, h) = (40 + step * 50, 500 - step * 40);
            raw.show(win.surface, raw.buffer(w, h));
            trial.fixture.frame();
            if raw.configured(win.xdg).is_none() {
                break;
            }
        }
        trial.fixture.release_right();
        trial.fixture.key_up("KEY_LEFTMETA");
        trial.fixture.frame();
        assert!(!raw.closed(), "{:?}", raw.fault());
        trial.fixture.cut(&raw);
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
