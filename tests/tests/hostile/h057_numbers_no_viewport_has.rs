//! Cut-outs and stretches of nothing, less than nothing and more than there is (PA-24).

use lisere_tests::args;
use lisere_tests::rawwl::{Obj, Raw};

use crate::trial::{Trial, raw_window};

/// wp_viewport.bad_value.
const BAD_VALUE: u32 = 0;
/// wp_viewport.bad_size.
const BAD_SIZE: u32 = 1;
/// wp_viewport.out_of_buffer.
const OUT_OF_BUFFER: u32 = 2;
/// wp_viewport.no_surface.
const NO_SURFACE: u32 = 3;

/// One, in the wire's fixed-point numbers.
const ONE: i32 = 256;

fn viewport(raw: &Raw, surface: Obj) -> Obj {
    raw.extra("wp_viewporter", "get_viewport", surface)
}

#[test]
fn values_that_are_none() {
    let mut trial = Trial::new();
    let sources = [
        [-ONE, 0, ONE, ONE],
        [0, -ONE, ONE, ONE],
        [0, 0, 0, ONE],
        [0, 0, ONE, 0],
        [0, 0, -2 * ONE, ONE],
        [0, 0, i32::MIN, i32::MIN],
        [-ONE, -ONE, -ONE, ONE],
    ];
    for [x, y, w, h] in sources {
        trial.dies(BAD_VALUE, |_, raw| {
            let viewport = viewport(raw, raw.surface());
            raw.tell(viewport, "set_source", args![x, y, w, h]);
            viewport
        });
    }
    for (w, h) in [
        (0, 1),
        (1, 0),
        (-2, 1),
        (-1, 1),
        (1, -1),
        (i32::MIN, i32::MIN),
    ] {
        trial.dies(BAD_VALUE, |_, raw| {
            let viewport = viewport(raw, raw.surface());
            raw.tell(viewport, "set_destination", args![w, h]);
            viewport
        });
    }
    trial.finish();
}

#[test]
fn values_that_do_not_fit() {
    let mut trial = Trial::new();
    for [x, y, w, h] in [
        [0, 0, 101 * ONE, ONE],
        [100 * ONE, 0, ONE, ONE],
        [i32::MAX, i32::MAX, ONE, ONE],
        [ONE, ONE, i32::MAX, i32::MAX],
    ] {
        trial.dies(OUT_OF_BUFFER, |fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            let viewport = viewport(raw, win.surface);
            raw.tell(viewport, "set_source", args![x, y, w, h]);
            raw.tell(viewport, "set_destination", args![10, 10]);
            raw.commit(win.surface);
            viewport
        });
    }
    trial.dies(BAD_SIZE, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let viewport = viewport(raw, win.surface);
        raw.tell(viewport, "set_source", args![0, 0, ONE + 1, ONE]);
        raw.commit(win.surface);
        viewport
    });
    trial.finish();
}

#[test]
fn a_viewport_of_nothing() {
    let mut trial = Trial::new();
    for request in ["set_source", "set_destination"] {
        trial.dies(NO_SURFACE, |_, raw| {
            let surface = raw.surface();
            let viewport = viewport(raw, surface);
            raw.tell(surface, "destroy", args![]);
            let mut arguments = args![ONE, ONE];
            if request == "set_source" {
                arguments.extend(args![ONE, ONE]);
            }
            raw.tell(viewport, request, arguments);
            viewport
        });
    }
    trial.lives(|_, raw| {
        let surface = raw.surface();
        let viewport = viewport(raw, surface);
        raw.tell(surface, "destroy", args![]);
        raw.tell(viewport, "destroy", args![]);
    });
    trial.finish();
}
