//! Data sources are used twice, in two ways, or with actions that are none (PA-28).

use lisere_tests::args;

use crate::trial::{Trial, click, raw_window};

/// wl_data_device.used_source.
const USED_SOURCE: u32 = 1;
/// wl_data_source.invalid_action_mask.
const INVALID_ACTION_MASK: u32 = 0;
/// wl_data_source.invalid_source.
const INVALID_SOURCE: u32 = 1;

#[test]
fn a_source_used_twice() {
    let mut trial = Trial::new();
    trial.dies_inside(USED_SOURCE, |fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let serial = click(fixture, raw);
        let (device, source) = (raw.data_device(), raw.data_source());
        raw.tell(device, "set_selection", args![source, serial]);
        raw.tell(device, "set_selection", args![source, serial]);
        device
    });
    for mask in [8, 1 << 31, u32::MAX] {
        trial.dies(INVALID_ACTION_MASK, |_, raw| {
            let source = raw.data_source();
            raw.tell(source, "set_actions", args![mask]);
            source
        });
    }
    // Actions are for dragging.
    trial.dies_inside(INVALID_SOURCE, |fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let serial = click(fixture, raw);
        let (device, source) = (raw.data_device(), raw.data_source());
        raw.tell(source, "set_actions", args![1]);
        raw.tell(device, "set_selection", args![source, serial]);
        source
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
