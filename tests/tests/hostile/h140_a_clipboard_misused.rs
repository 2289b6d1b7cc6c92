//! Selections without the keys are set with sources that are none, too many types, and by guessed names (RX-32).

use lisere_tests::args;
use lisere_tests::minds::PROTOCOLS;
use lisere_tests::rawwl::{Obj, Raw, interface};

use crate::trial::{INVALID_METHOD, INVALID_OBJECT, NO_MEMORY, Trial};

/// The devices' used_source.
const USED_SOURCE: u32 = 1;
/// The sources' invalid_offer.
const INVALID_OFFER: u32 = 1;

fn manager(raw: &Raw, protocol: &str) -> Obj {
    raw.bound(&format!("{protocol}_manager_v1"))
}

fn source(raw: &Raw, protocol: &str) -> Obj {
    raw.make(manager(raw, protocol), "create_data_source", args![])
}

fn device(raw: &Raw, protocol: &str) -> Obj {
    let seat = raw.bound("wl_seat");
    raw.make(manager(raw, protocol), "get_data_device", args![seat])
}

#[test]
fn a_clipboard_misused() {
    let mut trial = Trial::new();
    for protocol in PROTOCOLS {
        // Ten thousand types, and names as long as a message can be.
        trial.dies_at_once(NO_MEMORY, |_, raw| {
            let source = source(raw, protocol);
            for n in 0..10_000 {
                raw.tell(source, "offer", args![format!("application/x-{n}")]);
            }
        });
        trial.dies_at_once(NO_MEMORY, |_, raw| {
            let source = source(raw, protocol);
            raw.tell(source, "offer", args!["x".repeat(257)]);
        });
        for request in ["set_selection", "set_primary_selection"] {
            trial.dies(USED_SOURCE, |_, raw| {
                let (device, source) = (device(raw, protocol), source(raw, protocol));
                raw.tell(device, "set_selection", args![source]);
                raw.tell(device, request, args![source]);
                device
            });
        }
        trial.dies(INVALID_OFFER, |_, raw| {
            let (device, source) = (device(raw, protocol), source(raw, protocol));
            raw.tell(device, "set_primary_selection", args![source]);
            raw.tell(source, "offer", args!["text/plain"]);
            source
        });
        trial.lives(|fixture, raw| {
            let (device, source) = (device(raw, protocol), source(raw, protocol));
            raw.tell(source, "offer", args!["../../\n\u{202e}"]);
            raw.tell(device, "set_selection", args![source]);
            fixture.settle();
            let offer = raw.objects(&format!("{protocol}_offer_v1"))[0];
            raw.tell(source, "destroy", args![]);
            for _ in 0..50 {
                let file = lisere_tests::rawwl::memory(64);
                raw.tell(offer, "receive", args!["text/plain", file]);
            }
            raw.tell(offer, "destroy", args![]);
            raw.tell(device, "destroy", args![]);
        });
    }
    trial.finish();
}

#[test]
fn a_clipboard_of_another_kind() {
    let mut trial = Trial::new();
    for (protocol, other) in [PROTOCOLS, [PROTOCOLS[1], PROTOCOLS[0]]].map(|[a, b]| (a, b)) {
        // Sources of the other protocol, of the one with serials, and that are gone.
        trial.ends(|_, raw| {
            let (device, source) = (device(raw, protocol), source(raw, other));
            raw.tell(device, "set_selection", args![source]);
        });
        trial.ends(|_, raw| {
            let device = device(raw, protocol);
            raw.tell(device, "set_selection", args![raw.data_source()]);
        });
        trial.ends(|_, raw| {
            let (device, source) = (device(raw, protocol), source(raw, protocol));
            raw.tell(source, "destroy", args![]);
            raw.tell(device, "set_selection", args![source]);
        });
        trial.ends(|_, raw| {
            let pointer = raw.pointer();
            let manager = manager(raw, protocol);
            raw.make(manager, "get_data_device", args![pointer]);
        });
        // By another's number, by a version that is none, and by another's name.
        let name = format!("{protocol}_manager_v1");
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            let (number, _) = raw.global("wl_shm");
            raw.bind_as(number, &name, 1, raw.next_id());
        });
        trial.ends(|_, raw| {
            let (number, version) = raw.global(&name);
            raw.bind_as(number, &name, version + 1, raw.next_id());
        });
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            let (number, _) = raw.global(&name);
            raw.bind_as(number, &format!("{other}_manager_v1"), 1, raw.next_id());
        });
    }
    trial.dies(INVALID_METHOD, |_, raw| {
        let manager = raw.bind("zwlr_data_control_manager_v1", 1);
        assert!(interface(manager.interface.name).version >= 2);
        let seat = raw.bound("wl_seat");
        let device = raw.make(manager, "get_data_device", args![seat]);
        raw.tell(device, "set_primary_selection", args![0]);
        raw.display()
    });
    trial.finish();
}
