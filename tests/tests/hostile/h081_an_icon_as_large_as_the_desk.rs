//! A drag that is rightly begun carries a picture as large as the screen (LS-26).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn an_icon_as_large_as_the_desk() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    let (pointer, _) = hover(&mut trial.fixture, &raw);
    trial.fixture.press();
    let serial = raw.last(pointer, "button").expect("a press").word(0);
    let (device, source, icon) = (raw.data_device(), raw.data_source(), raw.surface());
    raw.tell(source, "set_actions", args![1]);
    raw.tell(
        device,
        "start_drag",
        args![source, win.surface, icon, serial],
    );
    let child = raw.surface();
    raw.subsurface(child, icon);
    raw.show(child, raw.painted(900, 900, |_, _| 0xff00_ff00));
    raw.tell(icon, "offset", args![-1_000, -700]);
    raw.show(icon, raw.painted(2_000, 1_500, |_, _| 0xff00_ff00));
    trial.fixture.frame();
    assert!(
        trial.fixture.core.seats.drag().is_some(),
        "the drag is a right one"
    );
    trial.innocent.forget();
    for at in [(400.0, 120.0), (100.0, 120.0), (320.0, 5.0), (639.0, 399.0)] {
        trial.fixture.move_to(at.0, at.1);
        raw.tell(icon, "offset", args![-100, 50]);
        raw.show(icon, raw.painted(128, 128, |_, _| 0xff00_ff00));
        trial.fixture.frame();
    }
    trial.assert_silent();
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.release();
    trial.fixture.frame();
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.finish();
}
