//! A surface gets a second viewport, a second scale, a second decoration (PA-24, PA-36).

use lisere_tests::args;

use crate::trial::Trial;

/// wp_viewporter.viewport_exists and wp_fractional_scale_manager_v1.fractional_scale_exists.
const EXISTS: u32 = 0;
/// zxdg_toplevel_decoration_v1.already_constructed.
const ALREADY_CONSTRUCTED: u32 = 1;

#[test]
fn two_of_what_there_is_one_of() {
    let mut trial = Trial::new();
    for (manager, request) in [
        ("wp_viewporter", "get_viewport"),
        ("wp_fractional_scale_manager_v1", "get_fractional_scale"),
    ] {
        trial.dies(EXISTS, |_, raw| {
            let surface = raw.surface();
            raw.extra(manager, request, surface);
            raw.extra(manager, request, surface);
            raw.bound(manager)
        });
        trial.lives(|fixture, raw| {
            let surface = raw.surface();
            let first = raw.extra(manager, request, surface);
            raw.tell(first, "destroy", args![]);
            fixture.settle();
            raw.extra(manager, request, surface);
        });
    }
    trial.dies(ALREADY_CONSTRUCTED, |_, raw| {
        let win = raw.toplevel();
        let manager = "zxdg_decoration_manager_v1";
        raw.extra(manager, "get_toplevel_decoration", win.role);
        raw.extra(manager, "get_toplevel_decoration", win.role)
    });
    trial.finish();
}
