//! A program is killed at every step of opening a window with a menu (LC-01).

use std::net::Shutdown;

use lisere_tests::args;
use lisere_tests::rawwl::Raw;

use crate::trial::{CAGE, Trial};

/// Opens a window and a menu, and goes at a step.
fn until(trial: &mut Trial, raw: &Raw, last: usize, how: Option<Shutdown>) {
    let mut steps = 0;
    let mut step = |trial: &mut Trial| {
        steps += 1;
        if steps == last {
            if let Some(how) = how {
                raw.shut(how);
            }
            trial.fixture.settle();
        }
        steps >= last
    };
    let win = raw.toplevel();
    if step(trial) {
        return;
    }
    raw.commit(win.surface);
    trial.fixture.settle();
    if step(trial) {
        return;
    }
    raw.ack(win.xdg);
    raw.tell(win.surface, "attach", args![raw.buffer(80, 60), 0, 0]);
    if step(trial) {
        return;
    }
    raw.make(win.surface, "frame", args![]);
    raw.commit(win.surface);
    if step(trial) {
        return;
    }
    trial.fixture.frame();
    let popup = raw.popup(win.xdg, 20, 20);
    if step(trial) {
        return;
    }
    raw.commit(popup.surface);
    trial.fixture.settle();
    raw.ack(popup.xdg);
    raw.show(popup.surface, raw.buffer(20, 20));
    step(trial);
}

#[test]
fn gone_at_every_step() {
    let mut trial = Trial::new();
    for last in 1..=6 {
        for how in [None, Some(Shutdown::Both)] {
            let raw = trial.fixture.raw(CAGE);
            until(&mut trial, &raw, last, how);
            trial.fixture.cut(&raw);
            trial.fixture.frame();
            assert_eq!(trial.windows(), 0, "gone at step {last}");
        }
    }
    trial.finish();
}
