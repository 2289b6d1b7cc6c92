//! Windows with impossible smallest and largest sizes, and edges that they do not have (PA-22, FI-06).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// xdg_toplevel.invalid_resize_edge.
const INVALID_RESIZE_EDGE: u32 = 0;
/// xdg_toplevel.invalid_size.
const INVALID_SIZE: u32 = 2;

#[test]
fn numbers_no_window_has() {
    let mut trial = Trial::new();
    for request in ["set_min_size", "set_max_size"] {
        for (w, h) in [(-1, 10), (10, -1), (i32::MIN, i32::MIN)] {
            trial.dies(INVALID_SIZE, |_, raw| {
                let win = raw.toplevel();
                raw.tell(win.role, request, args![w, h]);
                win.role
            });
        }
    }
    trial.dies(INVALID_SIZE, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.tell(win.role, "set_min_size", args![200, 200]);
        raw.tell(win.role, "set_max_size", args![100, 300]);
        raw.commit(win.surface);
        win.role
    });
    for edge in [3, 7, 11, u32::MAX] {
        trial.dies(INVALID_RESIZE_EDGE, |_, raw| {
            let win = raw.toplevel();
            raw.tell(win.role, "resize", args![raw.bound("wl_seat"), 0, edge]);
            win.role
        });
    }
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.tell(win.role, "set_min_size", args![i32::MAX, i32::MAX]);
        raw.tell(win.role, "set_max_size", args![i32::MAX, i32::MAX]);
        let seat = raw.bound("wl_seat");
        for at in [0, -1, i32::MAX, i32::MIN] {
            raw.tell(win.role, "show_window_menu", args![seat, 0, at, at]);
        }
        raw.commit(win.surface);
        fixture.frame();
    });
    trial.finish();
}
