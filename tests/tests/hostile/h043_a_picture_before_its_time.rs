//! A window shows something before it was told how to be (PA-16).

use lisere_tests::args;

use crate::trial::{CAGE, Trial};

/// xdg_surface.unconfigured_buffer.
const UNCONFIGURED_BUFFER: u32 = 3;
/// xdg_wm_base.invalid_surface_state.
const INVALID_SURFACE_STATE: u32 = 4;

#[test]
fn a_picture_before_its_time() {
    let mut trial = Trial::new();
    trial.dies(UNCONFIGURED_BUFFER, |_, raw| {
        let win = raw.toplevel();
        raw.show(win.surface, raw.buffer(10, 10));
        win.xdg
    });
    // Told, but nothing acknowledged.
    trial.dies(UNCONFIGURED_BUFFER, |fixture, raw| {
        let win = raw.toplevel();
        raw.commit(win.surface);
        fixture.settle();
        raw.show(win.surface, raw.buffer(10, 10));
        win.xdg
    });
    trial.dies(UNCONFIGURED_BUFFER, |_, raw| {
        let popup = raw.popup(raw.toplevel().xdg, 10, 10);
        raw.show(popup.surface, raw.buffer(10, 10));
        popup.xdg
    });
    // Not even held ready, where nobody knows what it will be.
    trial.dies(UNCONFIGURED_BUFFER, |_, raw| {
        let surface = raw.surface();
        let xdg = raw.xdg(surface);
        raw.tell(surface, "attach", args![raw.buffer(10, 10), 0, 0]);
        xdg
    });
    // The picture is there before the window.
    for commit in [true, false] {
        trial.dies(INVALID_SURFACE_STATE, |_, raw| {
            let surface = raw.surface();
            raw.tell(surface, "attach", args![raw.buffer(10, 10), 0, 0]);
            if commit {
                raw.commit(surface);
            }
            raw.xdg(surface);
            raw.bound("xdg_wm_base")
        });
    }
    trial.finish();
}

/// LibreOffice does so while its window waits to be told how to be.
#[test]
fn a_picture_held_ready() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw.toplevel();
    raw.commit(win.surface);
    raw.tell(win.surface, "attach", args![raw.buffer(10, 10), 0, 0]);
    trial.fixture.settle();
    raw.ack(win.xdg);
    raw.commit(win.surface);
    trial.fixture.settle();
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.finish();
}
