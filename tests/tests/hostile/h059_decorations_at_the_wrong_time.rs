//! Decorations of windows that show something already, are gone, or in modes that are none (LS-13).

use lisere_tests::args;
use lisere_tests::rawwl::{Obj, Raw, Win};

use crate::trial::{Trial, raw_window};

/// zxdg_toplevel_decoration_v1.unconfigured_buffer.
const UNCONFIGURED_BUFFER: u32 = 0;
/// zxdg_toplevel_decoration_v1.orphaned.
const ORPHANED: u32 = 2;
/// zxdg_toplevel_decoration_v1.invalid_mode.
const INVALID_MODE: u32 = 3;

fn decoration(raw: &Raw, win: Win) -> Obj {
    raw.extra(
        "zxdg_decoration_manager_v1",
        "get_toplevel_decoration",
        win.role,
    )
}

#[test]
fn decorations_at_the_wrong_time() {
    let mut trial = Trial::new();
    for mode in [0, 3, u32::MAX] {
        trial.dies(INVALID_MODE, |_, raw| {
            let decoration = decoration(raw, raw.toplevel());
            raw.tell(decoration, "set_mode", args![mode]);
            decoration
        });
    }
    trial.dies(ORPHANED, |_, raw| {
        let win = raw.toplevel();
        let decoration = decoration(raw, win);
        raw.tell(win.role, "destroy", args![]);
        decoration
    });
    trial.dies(UNCONFIGURED_BUFFER, |fixture, raw| {
        let win = raw.toplevel();
        raw.commit(win.surface);
        fixture.settle();
        raw.ack(win.xdg);
        raw.tell(win.surface, "attach", args![raw.buffer(50, 50), 0, 0]);
        decoration(raw, win)
    });
    // Client side is asked for again and again: the core draws the frame.
    trial.lives(|fixture, raw| {
        let win = raw.toplevel();
        let decoration = decoration(raw, win);
        raw.commit(win.surface);
        fixture.settle();
        raw.ack(win.xdg);
        raw.show(win.surface, raw.buffer(100, 100));
        for mode in [1, 2, 1, 1] {
            raw.tell(decoration, "set_mode", args![mode]);
            raw.tell(decoration, "unset_mode", args![]);
            fixture.frame();
        }
        assert_eq!(
            raw.last(decoration, "configure")
                .expect("an answer")
                .word(0),
            2
        );
        raw.tell(decoration, "destroy", args![]);
        fixture.frame();
        raw_window(fixture, raw, 60, 60);
    });
    trial.finish();
}
