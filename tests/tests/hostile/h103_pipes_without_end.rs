//! A program asks itself for what it copied, over and over, and never reads the questions (RX-10, RX-32).

use lisere_tests::args;
use rustix::pipe::pipe;

use crate::trial::{CAGE, Trial, click, raw_window};

#[test]
fn pipes_without_end() {
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
    raw.turn_deaf(true);
    for _ in 0..40 {
        for _ in 0..5 {
            let (_, write) = pipe().expect("a pipe");
            raw.tell(offer, "receive", args!["text/plain", write]);
        }
        trial.fixture.settle();
        if raw.closed() {
            break;
        }
    }
    let files = std::fs::read_dir("/proc/self/fd").expect("files").count();
    assert!(files < 200, "{files} files are open");
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
