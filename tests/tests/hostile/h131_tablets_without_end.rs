//! Tablet seats and gestures by the thousand: the user's pen and fingers stay quick, and nobody else pays.

use lisere::input::GestureKind;
use lisere_tests::rawwl::hover_pen;
use lisere_tests::{args, pen};

use crate::trial::{Trial, hover, raw_window};

/// More than anybody needs.
const MANY: usize = 3_000;
/// The most tablet seats of one program that hear anything.
const SEATS: usize = 4;

#[test]
fn tablets_without_end() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (manager, seat) = (raw.bound("zwp_tablet_manager_v2"), raw.bound("wl_seat"));
        for _ in 0..MANY {
            raw.make(manager, "get_tablet_seat", args![seat]);
        }
        let (tool, _) = hover_pen(fixture, raw);
        assert_eq!(raw.count("zwp_tablet_seat_v2", "tablet_added"), SEATS);
        // Each pen is another one; those that were used long ago are forgotten.
        for serial in 6..100 {
            fixture.pen_away(&pen(1, serial - 1));
            fixture.hover_pen(&pen(1, serial), (345.0, 85.0));
        }
        fixture.pen_away(&pen(1, 99));
        assert_eq!(
            raw.count("zwp_tablet_tool_v2", "removed"),
            SEATS * (95 - 32)
        );
        assert!(raw.last(tool, "removed").is_some(), "the first is gone");
    });
    trial.lives(|fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (pointer, _) = hover(fixture, raw);
        for request in ["get_swipe_gesture", "get_pinch_gesture", "get_hold_gesture"] {
            for _ in 0..100 {
                raw.extra("zwp_pointer_gestures_v1", request, pointer);
            }
        }
        let manager = raw.bound("zwp_pointer_gestures_v1");
        raw.tell(pointer, "release", args![]);
        raw.tell(manager, "release", args![]);
        fixture.settle();
        fixture.gesture_begin(GestureKind::Pinch, 2);
        for pinch in raw.objects("zwp_pointer_gesture_pinch_v1").iter().skip(1) {
            raw.tell(*pinch, "destroy", args![]);
        }
        fixture.settle();
        fixture.pinch_to(2.0);
        fixture.gesture_end(GestureKind::Pinch, false);
        let ends = raw.count("zwp_pointer_gesture_pinch_v1", "end");
        assert_eq!(ends, 1, "the gestures live longer than the pointer");
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
