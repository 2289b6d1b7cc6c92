//! Several devices that hold the same, and devices that go away while they hold.

use super::*;

const A: DeviceId = DeviceId(1);
const B: DeviceId = DeviceId(2);

/// Events in short: `+30` a key down, `-B272` a button up, `x` touch cancelled.
fn short(events: impl IntoIterator<Item = InputEvent>) -> String {
    let sign = |pressed| if pressed { '+' } else { '-' };
    let told = events.into_iter().map(|event| match event {
        InputEvent::Key { code, pressed } => format!("{}{code}", sign(pressed)),
        InputEvent::Button { code, pressed } => format!("{}B{code}", sign(pressed)),
        InputEvent::TouchDown { slot, .. } => format!("+F{slot}"),
        InputEvent::TouchMotion { slot, .. } => format!("~F{slot}"),
        InputEvent::TouchUp { slot } => format!("-F{slot}"),
        InputEvent::TouchCancel => "x".into(),
        InputEvent::Gesture(Gesture::Begin { kind, fingers }) => format!("+{kind:?}{fingers}"),
        InputEvent::Gesture(Gesture::End { kind, cancelled }) => {
            format!("-{kind:?}{}", if cancelled { "!" } else { "" })
        }
        InputEvent::Gesture(_) => "~".into(),
        other => format!("{other:?}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn begin(kind: GestureKind) -> Gesture {
    Gesture::Begin { kind, fingers: 3 }
}

fn end(kind: GestureKind) -> Gesture {
    Gesture::End {
        kind,
        cancelled: false,
    }
}

fn swipe() -> Gesture {
    Gesture::Swipe {
        by: (1.0, 0.0).into(),
    }
}

#[test]
fn a_key_on_two_keyboards_is_up_with_the_last() {
    let mut held = Held::default();
    let steps = [
        (A, true),
        (B, true),
        (A, true),
        (A, false),
        (A, false),
        (B, false),
    ];
    let told = steps.map(|(device, pressed)| short(held.key(device, 30, pressed)));
    assert_eq!(told, ["+30", "", "", "", "", "-30"]);
}

#[test]
fn a_button_on_two_mice_is_up_with_the_last() {
    let mut held = Held::default();
    let steps = [(A, true), (B, true), (B, false), (A, false), (B, false)];
    let told = steps.map(|(device, pressed)| short(held.button(device, 272, pressed)));
    assert_eq!(told, ["+B272", "", "", "-B272", ""]);
}

#[test]
fn a_release_needs_its_press_and_a_key_a_name() {
    let mut held = Held::default();
    assert_eq!(short(held.key(A, 30, false)), "");
    assert_eq!(short(held.key(A, 0, true)), "");
    assert_eq!(short(held.key(A, 30, true)), "+30");
}

#[test]
fn what_only_a_device_held_goes_up_with_it() {
    let mut held = Held::default();
    for (device, code) in [(A, 30), (A, 31), (B, 31), (B, 32)] {
        held.key(device, code, true);
    }
    held.button(A, 272, true);
    assert_eq!(short(held.forget(A)), "-30 -B272");
    assert_eq!(short(held.forget(A)), "");
    assert_eq!(short(held.key(A, 30, false)), "", "its own release is late");
    assert_eq!(short(held.key(B, 31, false)), "-31");
    assert_eq!(short(held.forget(B)), "-32");
}

#[test]
fn fingers_of_two_screens_have_numbers_of_their_own() {
    let mut held = Held::default();
    let at = Point::from((1.0, 2.0));
    assert_eq!(short(held.finger_down(A, 0, at)), "+F0");
    assert_eq!(short(held.finger_down(B, 0, at)), "+F1");
    assert_eq!(short(held.finger_down(B, -1, at)), "+F2");
    assert_eq!(short(held.finger_down(B, -1, at)), "", "it is down");
    assert_eq!(short(held.finger_motion(B, 0, at)), "~F1");
    assert_eq!(short(held.finger_up(A, 0)), "-F0");
    assert_eq!(short(held.finger_up(A, 0)), "");
    assert_eq!(short(held.finger_down(B, 5, at)), "+F0", "the lowest free");
    assert_eq!(short(held.forget(A)), "", "it has no finger down");
    assert_eq!(short(held.forget(B)), "x");
    assert_eq!(short(held.finger_motion(B, 0, at)), "");
}

#[test]
fn one_cancelled_finger_cancels_all() {
    let mut held = Held::default();
    held.finger_down(A, 0, Point::default());
    held.finger_down(A, 1, Point::default());
    assert_eq!(short(held.fingers_cancel()), "x");
    assert_eq!(short(held.fingers_cancel()), "");
    assert_eq!(short(held.finger_up(A, 1)), "");
}

#[test]
fn there_is_one_gesture_at_a_time() {
    let mut held = Held::default();
    let mut told = Vec::new();
    for (device, step) in [
        (A, swipe()),
        (A, begin(GestureKind::Swipe)),
        (B, begin(GestureKind::Pinch)),
        (B, swipe()),
        (A, swipe()),
        (B, end(GestureKind::Swipe)),
        (A, end(GestureKind::Hold)),
        (A, end(GestureKind::Swipe)),
        (A, end(GestureKind::Swipe)),
        (B, begin(GestureKind::Hold)),
    ] {
        told.extend(held.gesture(device, step));
    }
    assert_eq!(short(told), "+Swipe3 ~ -Swipe +Hold3");
}

#[test]
fn a_gesture_that_begins_anew_ends_first() {
    let mut held = Held::default();
    held.gesture(A, begin(GestureKind::Swipe));
    let told = held.gesture(A, begin(GestureKind::Pinch));
    assert_eq!(short(told), "-Swipe! +Pinch3");
    assert_eq!(short(held.gesture(A, swipe())), "", "this is a pinch");
    assert_eq!(short(held.forget(B)), "");
    assert_eq!(short(held.forget(A)), "-Pinch!");
}

#[test]
fn letting_go_leaves_nothing() {
    let mut held = Held::default();
    held.key(A, 30, true);
    held.key(B, 30, true);
    held.button(B, 273, true);
    held.finger_down(A, 0, Point::default());
    held.gesture(B, begin(GestureKind::Hold));
    assert_eq!(short(held.let_go()), "-30 -B273 x -Hold!");
    assert_eq!(short(held.let_go()), "");
    assert_eq!(short(held.key(A, 30, false)), "");
}
