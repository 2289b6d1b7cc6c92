//! What is offered is finished when nothing was dropped, and taken in types it does not have (PA-28).

use std::io::Read;

use lisere_tests::rawwl::{Obj, Raw};
use lisere_tests::{Fixture, args};
use rustix::pipe::pipe;

use crate::trial::{Trial, click, raw_window};

/// wl_data_offer.invalid_finish.
const INVALID_FINISH: u32 = 0;
/// wl_data_offer.invalid_offer.
const INVALID_OFFER: u32 = 3;

/// What the client is offered of its own selection.
fn offer(fixture: &mut Fixture, raw: &Raw) -> Obj {
    raw_window(fixture, raw, 100, 100);
    raw.make(raw.bound("wl_seat"), "get_keyboard", args![]);
    let serial = click(fixture, raw);
    let device = raw.data_device();
    fixture.settle();
    raw.tell(device, "set_selection", args![raw.data_source(), serial]);
    fixture.settle();
    raw.objects("wl_data_offer").pop().expect("an offer")
}

#[test]
fn an_offer_misused() {
    let mut trial = Trial::new();
    trial.dies_inside(INVALID_FINISH, |fixture, raw| {
        let offer = offer(fixture, raw);
        raw.tell(offer, "finish", args![]);
        offer
    });
    trial.dies_inside(INVALID_OFFER, |fixture, raw| {
        let offer = offer(fixture, raw);
        raw.tell(offer, "set_actions", args![1, 1]);
        offer
    });
    trial.lives(|fixture, raw| {
        let offer = offer(fixture, raw);
        for kind in ["", "text/html", "../../etc/passwd"] {
            let (read, write) = pipe().expect("a pipe");
            raw.tell(offer, "receive", args![kind, write]);
            fixture.settle();
            let mut got = Vec::new();
            std::fs::File::from(read)
                .read_to_end(&mut got)
                .expect("an end");
            assert!(got.is_empty(), "{kind} is nothing");
        }
        assert_eq!(raw.count("wl_data_source", "send"), 0);
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
