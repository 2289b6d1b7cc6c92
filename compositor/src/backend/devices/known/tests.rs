//! Devices come, act and go, with settings and outputs that say what it means.

use smithay::utils::{Rectangle, Transform};

use super::super::scroll::{Along, Scroll};
use super::*;
use crate::input::{Gesture, GestureKind};
use crate::preferences::Preferences;
use crate::preferences::input::{Kind, Make};
use crate::seat::AxisSource;

const A: DeviceId = DeviceId(1);
const B: DeviceId = DeviceId(2);

fn outputs() -> [OutputPlace<'static>; 2] {
    let output = |name, x, size: (i32, i32), transform| OutputPlace {
        name,
        area: Rectangle::new((x, 0).into(), size.into()),
        transform,
    };
    [
        output("DP-1", 0, (2000, 1000), Transform::Normal),
        output("eDP-1", 2000, (800, 1200), Transform::_90),
    ]
}

/// A device as preferences want it.
fn device(id: DeviceId, kinds: &[Kind], preferences: &str) -> About {
    let preferences = Preferences::parse(preferences).unwrap().input;
    let make = Make {
        vendor: 0x1234,
        product: 0x5678,
    };
    About {
        id,
        name: "Thing".into(),
        make,
        kinds: kinds.to_vec(),
        output: None,
        screen: kinds.contains(&Kind::Touchscreen),
        switches: Vec::new(),
        settings: preferences.settings("Thing", make, kinds),
    }
}

fn lid(id: DeviceId) -> About {
    About {
        switches: vec![Switch::Lid],
        ..device(id, &[Kind::Switch], "")
    }
}

/// What the core is told, as people read it.
fn seen(events: Vec<InputEvent>) -> String {
    let told: Vec<String> = events.iter().map(|event| format!("{event:?}")).collect();
    told.join(", ")
}

fn to(x: f64, y: f64) -> Told {
    Told::To((x, y).into())
}

fn place_of(events: &[InputEvent]) -> (f64, f64) {
    match events {
        [InputEvent::PointerTo(at) | InputEvent::TouchDown { at, .. }] => (at.x, at.y),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_touch_screen_is_on_the_panel_and_turns_with_it() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Touchscreen], ""));
    let at = Point::from((0.25, 0.0));
    let down = known.happened(A, Told::FingerDown { slot: 0, at }, &outputs());
    assert_eq!(place_of(&down), (2800.0, 300.0));
    let up = known.happened(A, Told::FingerUp { slot: 0 }, &outputs());
    assert!(matches!(up[..], [InputEvent::TouchUp { slot: 0 }]));
}

#[test]
fn a_finger_on_no_output_is_none() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Touchscreen], ""));
    let at = Point::from((0.5, 0.5));
    for told in [
        Told::FingerDown { slot: 0, at },
        Told::FingerMotion { slot: 0, at },
        Told::FingerUp { slot: 0 },
    ] {
        assert_eq!(seen(known.happened(A, told, &[])), "");
    }
}

#[test]
fn an_absolute_pointer_goes_where_its_output_is() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Mouse], ""));
    known.add(device(
        B,
        &[Kind::Mouse],
        "[input.mouse]\noutput = \"DP-1\"\n",
    ));
    let everywhere = known.happened(A, to(0.5, 0.5), &outputs());
    assert_eq!(place_of(&everywhere), (1400.0, 600.0));
    let wanted = known.happened(B, to(0.5, 0.5), &outputs());
    assert_eq!(place_of(&wanted), (1000.0, 500.0));
}

#[test]
fn what_the_system_knows_counts_after_the_user() {
    let mut known = Known::default();
    let mut about = device(A, &[Kind::Touchscreen], "");
    about.output = Some("DP-1".into());
    known.add(about);
    let down = |known: &mut Known, slot| {
        let at = Point::from((0.5, 0.5));
        let events = known.happened(A, Told::FingerDown { slot, at }, &outputs());
        place_of(&events)
    };
    assert_eq!(down(&mut known, 0), (1000.0, 500.0));
    let wanted = device(
        A,
        &[Kind::Touchscreen],
        "[input.touchscreen]\noutput = \"eDP-1\"\n",
    );
    known.about_mut(A).unwrap().settings = wanted.settings;
    assert_eq!(down(&mut known, 1), (2400.0, 600.0));
}

#[test]
fn scrolling_goes_as_far_as_its_device_is_set() {
    let mut known = Known::default();
    known.add(device(
        A,
        &[Kind::Mouse],
        "[input.mouse]\nscroll_factor = 3\n",
    ));
    known.add(device(B, &[Kind::Mouse], ""));
    let scroll = Scroll {
        source: AxisSource::Wheel,
        natural: false,
        horizontal: None,
        vertical: Some(Along {
            amount: 15.0,
            v120: 120.0,
        }),
    };
    for (id, pixels, v120) in [(A, 45.0, 360), (B, 15.0, 120)] {
        let events = known.happened(id, Told::Scroll(scroll), &outputs());
        let [InputEvent::Axis(frame)] = events[..] else {
            panic!("{events:?}");
        };
        assert_eq!((frame.vertical.value, frame.vertical.v120), (pixels, v120));
    }
}

#[test]
fn a_device_that_goes_lets_go_and_its_late_news_are_none() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Keyboard], ""));
    known.add(device(B, &[Kind::Keyboard], ""));
    let key = |pressed| Told::Key { code: 30, pressed };
    assert_eq!(known.happened(A, key(true), &[]).len(), 1);
    assert_eq!(known.happened(B, key(true), &[]).len(), 0);
    assert_eq!(seen(known.remove(A)), "");
    assert_eq!(seen(known.remove(B)), "Key { code: 30, pressed: false }");
    assert_eq!(seen(known.happened(B, key(false), &[])), "");
}

#[test]
fn letting_go_ends_whatever_goes_on() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Touchpad], ""));
    let begin = Gesture::Begin {
        kind: GestureKind::Swipe,
        fingers: 3,
    };
    known.happened(A, Told::Gesture(begin), &[]);
    let pressed = true;
    known.happened(A, Told::Button { code: 272, pressed }, &[]);
    assert_eq!(known.let_go().len(), 2);
    assert_eq!(seen(known.remove(A)), "");
}

#[test]
fn a_tablet_is_gone_with_its_device_or_the_seat() {
    let mut known = Known::default();
    known.add(device(A, &[Kind::Tablet], ""));
    known.add(device(B, &[Kind::Tablet], ""));
    assert_eq!(seen(known.remove(A)), "TabletGone(TabletId(1))");
    assert_eq!(seen(known.let_go()), "TabletGone(TabletId(2))");
}

fn switched(on: bool) -> Told {
    let switch = Switch::Lid;
    Told::Switch { switch, on }
}

#[test]
fn a_lid_is_told_when_it_changes() {
    let mut known = Known::default();
    known.add(lid(A));
    let told = [true, true, false, false].map(|on| seen(known.happened(A, switched(on), &[])));
    let closed = "Switch { switch: Lid, on: true }";
    let open = "Switch { switch: Lid, on: false }";
    assert_eq!(told, [closed, "", open, ""]);
}

#[test]
fn a_lid_that_was_opened_meanwhile_is_open() {
    let mut known = Known::default();
    known.add(lid(A));
    known.happened(A, switched(true), &[]);
    known.let_go();
    assert_eq!(
        seen(known.remove(A)),
        "",
        "it is still closed, but not ours"
    );
    let open = "Switch { switch: Lid, on: false }";
    assert_eq!(seen(known.add(lid(A))), open, "a closed one will say so");
    assert_eq!(known.happened(A, switched(true), &[]).len(), 1);
}

#[test]
fn a_switch_that_is_pulled_out_is_off() {
    let mut known = Known::default();
    known.add(lid(A));
    known.add(lid(B));
    known.happened(A, switched(true), &[]);
    assert_eq!(seen(known.remove(A)), "", "another one is left");
    assert_eq!(seen(known.remove(B)), "Switch { switch: Lid, on: false }");
}

#[test]
fn devices_are_listed_as_they_are_set() {
    let mut known = Known::default();
    let wanted = "[input.mouse]\noutput = \"DP-1\"\nscroll_factor = 2\n";
    known.add(device(A, &[Kind::Keyboard, Kind::Mouse], wanted));
    let mut about = device(B, &[Kind::Touchscreen], "");
    about.output = Some("eDP-1".into());
    known.add(about);
    let infos = known.infos();
    let [mouse, screen] = &infos[..] else {
        panic!("{infos:?}");
    };
    assert_eq!(
        (mouse.name.as_str(), mouse.id.as_str()),
        ("Thing", "1234:5678")
    );
    assert_eq!(mouse.kinds, ["keyboard", "mouse"]);
    let settings: Vec<_> = mouse.settings.iter().collect();
    let text = |text: &str| text.to_owned();
    let output = (&text("output"), &text("DP-1"));
    let factor = (&text("scroll_factor"), &text("2"));
    assert_eq!(settings, [output, factor]);
    assert_eq!(mouse.output.as_deref(), Some("DP-1"));
    assert_eq!(screen.output.as_deref(), Some("eDP-1"));
}
