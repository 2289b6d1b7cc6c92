//! What is to be pasted has nobody left who reads it (LC-05).

use lisere_tests::args;
use rustix::pipe::pipe;

use crate::trial::{CAGE, Trial, click, raw_window};

#[test]
fn a_pipe_closed_at_the_other_end() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw_window(&mut trial.fixture, &raw, 100, 100);
    raw.make(raw.bound("wl_seat"), "get_keyboard", args![]);
    let serial = click(&mut trial.fixture, &raw);
    let device = raw.data_device();
    trial.fixture.settle();
    raw.tell(device, "set_selection", args![raw.data_source(), serial]);
    trial.fixture.settle();
    let offer = raw.objects("wl_data_offer").pop().expect("an offer");
    for _ in 0..5 {
        let (read, write) = pipe().expect("a pipe");
        drop(read);
        raw.tell(offer, "receive", args!["text/plain", write]);
        trial.fixture.settle();
    }
    assert_eq!(raw.count("wl_data_source", "send"), 5);
    raw.forget();
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
