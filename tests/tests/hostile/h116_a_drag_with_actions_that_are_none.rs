//! What is dragged over a program is answered with actions that do not exist or were not asked for (PA-28).

use lisere_tests::rawwl::{Obj, Raw};
use lisere_tests::{Fixture, args};

use crate::trial::{Trial, hover, raw_window};

/// wl_data_offer.invalid_finish.
const INVALID_FINISH: u32 = 0;
/// wl_data_offer.invalid_action_mask.
const INVALID_ACTION_MASK: u32 = 1;
/// wl_data_offer.invalid_action.
const INVALID_ACTION: u32 = 2;

/// A rightful drag over the program's own window: what it is offered there.
fn dragged(fixture: &mut Fixture, raw: &Raw) -> Obj {
    let win = raw_window(fixture, raw, 100, 100);
    let (pointer, _) = hover(fixture, raw);
    let device = raw.data_device();
    fixture.settle();
    fixture.press();
    let serial = raw.last(pointer, "button").expect("a press").word(0);
    let source = raw.data_source();
    raw.tell(source, "set_actions", args![3]);
    let nobody = lisere_tests::rawwl::Arg::NIL;
    let all = vec![source.into(), win.surface.into(), nobody, serial.into()];
    raw.tell(device, "start_drag", all);
    fixture.settle();
    fixture.move_to(400.0, 120.0);
    fixture.frame();
    raw.objects("wl_data_offer").pop().expect("an offer")
}

#[test]
fn a_drag_with_actions_that_are_none() {
    let mut trial = Trial::new();
    for mask in [8, 1 << 31, u32::MAX] {
        trial.dies(INVALID_ACTION_MASK, |fixture, raw| {
            let offer = dragged(fixture, raw);
            raw.tell(offer, "set_actions", args![mask, 1]);
            fixture.settle();
            fixture.release();
            offer
        });
    }
    let answers = [
        (INVALID_ACTION, "set_actions", args![3, 3]),
        (INVALID_ACTION, "set_actions", args![1, 8]),
        (INVALID_FINISH, "finish", args![]),
    ];
    for (code, request, all) in answers {
        trial.dies_inside(code, |fixture, raw| {
            let offer = dragged(fixture, raw);
            raw.tell(offer, request, all);
            fixture.settle();
            fixture.release();
            offer
        });
    }
    trial.lives(|fixture, raw| {
        let offer = dragged(fixture, raw);
        raw.tell(offer, "set_actions", args![3, 1]);
        raw.tell(offer, "accept", args![1, "text/plain"]);
        fixture.settle();
        fixture.release();
        fixture.frame();
        raw.tell(offer, "finish", args![]);
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
