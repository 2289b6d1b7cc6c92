//! A window, a subsurface or a pointer image is made the icon of a drag, and the other way about (PA-15).

use lisere_tests::args;

use crate::trial::{Trial, hover, raw_window};

/// wl_data_device.role, wl_pointer.role, wl_subcompositor.bad_surface, xdg_wm_base.role.
const ROLE: u32 = 0;

#[test]
fn a_drag_of_a_role() {
    let mut trial = Trial::new();
    for first in 0..2 {
        trial.dies(ROLE, |fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            let (pointer, _) = hover(fixture, raw);
            fixture.press();
            let serial = raw.last(pointer, "button").expect("a press").word(0);
            let icon = raw.surface();
            if first == 0 {
                raw.xdg(icon);
                let xdg = raw.objects("xdg_surface").pop().expect("an xdg_surface");
                raw.make(xdg, "get_toplevel", args![]);
            } else {
                raw.subsurface(icon, win.surface);
            }
            fixture.settle();
            let device = raw.data_device();
            raw.tell(
                device,
                "start_drag",
                args![raw.data_source(), win.surface, icon, serial],
            );
            fixture.settle();
            fixture.release();
            device
        });
    }
    trial.dies(ROLE, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let (pointer, _) = hover(fixture, raw);
        fixture.press();
        let serial = raw.last(pointer, "button").expect("a press").word(0);
        let icon = raw.surface();
        let device = raw.data_device();
        raw.tell(
            device,
            "start_drag",
            args![raw.data_source(), win.surface, icon, serial],
        );
        fixture.settle();
        raw.subsurface(icon, win.surface);
        fixture.settle();
        fixture.release();
        raw.bound("wl_subcompositor")
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
