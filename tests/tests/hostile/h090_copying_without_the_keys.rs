//! A program that has not the keys offers what is to be pasted, thousands of times (DL-02, DL-04, RX-36).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn copying_without_the_keys() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw_window(&mut trial.fixture, &raw, 100, 100);
    let device = raw.data_device();
    let manager = raw.bound("zwp_primary_selection_device_manager_v1");
    let primary = raw.make(manager, "get_device", args![raw.bound("wl_seat")]);
    for serial in 0..500 {
        let source = raw.data_source();
        raw.tell(device, "set_selection", args![source, serial]);
        raw.tell(source, "destroy", args![]);
        let source = raw.make(manager, "create_source", args![]);
        raw.tell(source, "offer", args!["text/plain"]);
        raw.tell(primary, "set_selection", args![source, serial]);
        raw.tell(source, "destroy", args![]);
    }
    trial.fixture.settle();
    trial.assert_silent();
    assert_eq!(
        raw.count("wl_data_device", "selection"),
        0,
        "it never had the keys"
    );
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.finish();
}
