//! A pen's picture of another role, with serials that are over or guessed, and too large; and what is destroyed under it.

use lisere_tests::rawwl::{Arg, hover_pen};
use lisere_tests::{args, pen};

use crate::trial::{CAGE, INVALID_OBJECT, Trial, raw_window};

/// zwp_tablet_tool_v2.role.
const ROLE: u32 = 0;

#[test]
fn a_pen_misused() {
    let mut trial = Trial::new();
    let before = trial.fixture.pointer_owner();
    trial.dies(ROLE, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let (tool, serial) = hover_pen(fixture, raw);
        raw.tell(tool, "set_cursor", args![serial, win.surface, 0, 0]);
        tool
    });
    trial.lives(|fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (tool, serial) = hover_pen(fixture, raw);
        fixture.hover_pen(&pen(1, 5), (320.0, 5.0));
        for serial in (0..300).chain([serial, serial + 1, u32::MAX]) {
            raw.tell(
                tool,
                "set_cursor",
                vec![serial.into(), Arg::NIL, i32::MIN.into(), i32::MAX.into()],
            );
        }
        fixture.frame();
        assert_eq!(fixture.pointer_owner(), before, "the pointer is the core's");
    });
    let green = 0xff00_ff00u32;
    for (x, y) in [(0, 0), (1_000, 1_000), (i32::MIN, i32::MAX)] {
        let raw = trial.fixture.raw(CAGE);
        raw_window(&mut trial.fixture, &raw, 100, 100);
        let (tool, serial) = hover_pen(&mut trial.fixture, &raw);
        let cursor = raw.surface();
        raw.tell(tool, "set_cursor", args![serial, cursor, x, y]);
        raw.show(cursor, raw.painted(1_024, 1_024, |_, _| green));
        trial.fixture.hover_pen(&pen(1, 5), (346.0, 86.0));
        let shown = trial.fixture.pixels().count(green);
        assert_eq!(shown, 0, "larger than it may be");
        trial.fixture.cut(&raw);
    }
    trial.fixture.pen_away(&pen(1, 5));
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}

#[test]
fn a_pen_over_nothing() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let (tool, serial) = hover_pen(fixture, raw);
        fixture.pen_down(&pen(1, 5), (345.0, 85.0));
        let seat = raw.objects("zwp_tablet_seat_v2")[0];
        let tablet = raw.objects("zwp_tablet_v2")[0];
        raw.tell(tablet, "destroy", args![]);
        raw.tell(seat, "destroy", args![]);
        fixture.hover_pen(&pen(1, 5), (346.0, 86.0));
        raw.tell(tool, "set_cursor", args![serial, raw.surface(), 0, 0]);
        raw.tell(tool, "destroy", args![]);
        fixture.hover_pen(&pen(1, 5), (347.0, 87.0));
        raw.tell(win.role, "destroy", args![]);
        raw.tell(win.xdg, "destroy", args![]);
        raw.tell(win.surface, "destroy", args![]);
        fixture.frame();
        fixture.pen_up(&pen(1, 5), (347.0, 87.0));
        fixture.pull_tablet(1);
    });
    // The user chose another window, and the innocent program was told so.
    trial.innocent.forget();
    trial.dies(INVALID_OBJECT, |fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (tool, serial) = hover_pen(fixture, raw);
        raw.tell(tool, "destroy", args![]);
        raw.tell(
            tool,
            "set_cursor",
            vec![serial.into(), Arg::NIL, 0.into(), 0.into()],
        );
        raw.display()
    });
    trial.fixture.pen_away(&pen(1, 5));
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
