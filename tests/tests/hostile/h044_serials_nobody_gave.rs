//! Configures are acknowledged that were never sent, were another window's, or are over (PA-16).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// xdg_surface.invalid_serial.
const INVALID_SERIAL: u32 = 4;

#[test]
fn serials_nobody_gave() {
    let mut trial = Trial::new();
    for far in [1, -1, 1_000, i32::MAX, i32::MIN] {
        trial.dies(INVALID_SERIAL, |fixture, raw| {
            let win = raw.toplevel();
            raw.commit(win.surface);
            fixture.settle();
            let serial = raw.configured(win.xdg).expect("a configure");
            raw.tell(
                win.xdg,
                "ack_configure",
                args![serial.wrapping_add_signed(far)],
            );
            win.xdg
        });
    }
    trial.dies(INVALID_SERIAL, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.ack(win.xdg);
        raw.ack(win.xdg);
        win.xdg
    });
    trial.dies(INVALID_SERIAL, |fixture, raw| {
        let (win, other) = (raw.toplevel(), raw.toplevel());
        raw.commit(win.surface);
        fixture.settle();
        raw.commit(other.surface);
        fixture.settle();
        let serial = raw.configured(other.xdg).expect("a configure");
        raw.tell(win.xdg, "ack_configure", args![serial]);
        win.xdg
    });
    // Before there is any.
    trial.dies(INVALID_SERIAL, |_, raw| {
        let win = raw.toplevel();
        raw.tell(win.xdg, "ack_configure", args![1]);
        win.xdg
    });
    trial.finish();
}
