//! An output is bound, named and given back after it was pulled out (PA-08, PA-22, LC-14).

use lisere_tests::{Screen, args};

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn an_output_that_is_gone() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    let known = raw.globals().len();
    let second = trial.fixture.plug(Screen::new(320, 200, 1.0));
    trial.fixture.frame();
    let (number, name, version) = raw.globals().pop().expect("an output");
    assert_eq!(
        (raw.globals().len(), name.as_str()),
        (known + 1, "wl_output")
    );
    let early = raw.take_id(lisere_tests::rawwl::interface(&name), version);
    raw.bind_as(number, &name, version, early.id);
    trial.fixture.settle();
    trial.fixture.unplug(second);
    // In the moment that it goes a client cannot know yet: that is no fault.
    let late = raw.take_id(early.interface, version);
    raw.bind_as(number, &name, version, late.id);
    for output in [early, late] {
        raw.tell(win.role, "set_fullscreen", args![output]);
        raw.extra("zxdg_output_manager_v1", "get_xdg_output", output);
        trial.fixture.frame();
        raw.tell(output, "release", args![]);
    }
    trial.fixture.frame();
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.innocent.forget();
    trial.finish();
}
