//! Holding the pointer twice, with regions and hints that are none, and by what is gone.

use lisere_tests::args;
use lisere_tests::program::home_granting;
use lisere_tests::rawwl::{Obj, Raw, hover};

use crate::trial::{Trial, raw_window};

/// zwp_pointer_constraints_v1.already_constrained.
const ALREADY_CONSTRAINED: u32 = 1;

fn hold(raw: &Raw, request: &str, surface: Obj) -> Obj {
    let pointer = raw.first("wl_pointer").unwrap_or_else(|| raw.pointer());
    let manager = raw.bound("zwp_pointer_constraints_v1");
    raw.make(manager, request, args![surface, pointer, 0, 2])
}

#[test]
fn a_pointer_held_twice() {
    let mut trial = Trial::new();
    for (first, second) in [
        ("lock_pointer", "lock_pointer"),
        ("lock_pointer", "confine_pointer"),
        ("confine_pointer", "lock_pointer"),
    ] {
        trial.dies(ALREADY_CONSTRAINED, |_, raw| {
            let surface = raw.surface();
            hold(raw, first, surface);
            hold(raw, second, surface);
            raw.bound("zwp_pointer_constraints_v1")
        });
    }
    trial.lives(|_, raw| {
        for surface in [raw.surface(), raw.surface()] {
            let held = hold(raw, "lock_pointer", surface);
            raw.tell(held, "destroy", args![]);
            let held = hold(raw, "confine_pointer", surface);
            raw.tell(surface, "destroy", args![]);
            let region = raw.region();
            raw.tell(held, "set_region", args![region]);
            raw.tell(held, "destroy", args![]);
        }
    });
    trial.lives(|_, raw| {
        let (surface, pointer) = (raw.surface(), raw.pointer());
        let manager = raw.bound("zwp_pointer_constraints_v1");
        for lifetime in [0, 3, u32::MAX] {
            let args = args![surface, pointer, 0, lifetime];
            let held = raw.make(manager, "lock_pointer", args);
            raw.tell(held, "set_cursor_position_hint", args![i32::MIN, i32::MAX]);
            raw.commit(surface);
            raw.tell(held, "destroy", args![]);
        }
    });
    trial.finish();
}

/// In a cage with the right to it: the window goes, shrinks and hides while it holds.
#[test]
fn a_pointer_held_by_what_goes() {
    let mut fixture = lisere_tests::Fixture::of_text(&home_granting("pointer-lock"));
    for end in ["gone", "small", "hidden", "cut"] {
        let raw = fixture.raw("web");
        let win = raw_window(&mut fixture, &raw, 100, 100);
        hover(&mut fixture, &raw);
        fixture.click();
        fixture.frame();
        let held = hold(&raw, "confine_pointer", win.surface);
        fixture.frame();
        assert!(raw.last(held, "confined").is_some());
        match end {
            "gone" => [win.role, win.xdg, win.surface]
                .into_iter()
                .for_each(|gone| drop(raw.tell(gone, "destroy", args![]))),
            "small" => raw.show(win.surface, raw.buffer(1, 1)),
            "hidden" => {
                raw.tell(win.surface, "attach", args![0, 0, 0]);
                raw.commit(win.surface);
            }
            _ => fixture.cut(&raw),
        }
        fixture.frame();
        fixture.nudge(-200.0, 0.0);
        let x = fixture.pointer().0;
        let inside = if end == "small" {
            340.0..500.0
        } else {
            0.0..340.0
        };
        assert!(inside.contains(&x), "{end}: {x}");
        assert_eq!(raw.fault(), None);
        fixture.cut(&raw);
        fixture.move_to(320.0, 5.0);
        fixture.frame();
    }
}
