//! A source of data control is used once and offers nothing more afterwards.

use lisere_tests::minds::PROTOCOLS;
use lisere_tests::{Fixture, args};

/// The devices' used_source.
const USED_SOURCE: u32 = 1;
/// The sources' invalid_offer.
const INVALID_OFFER: u32 = 1;

#[test]
fn a_source_is_used_once() {
    for protocol in PROTOCOLS {
        let mut fixture = Fixture::new("home");
        let watcher = fixture.mind("work", protocol);

        for request in ["set_selection", "set_primary_selection"] {
            let tool = fixture.mind("work", protocol);
            let source = tool.copy(&["text/plain"]);
            fixture.settle();
            assert!(watcher.clipboard().is_some());
            tool.raw.tell(tool.device, request, args![source]);
            fixture.settle();
            let fault = tool.raw.fault().expect("a fault");
            assert_eq!((fault.object, fault.code), (tool.device.id, USED_SOURCE));
            assert!(watcher.clipboard().is_none(), "it ends with its program");
        }

        let tool = fixture.mind("work", protocol);
        let source = tool.copy(&["text/plain"]);
        tool.raw.tell(source, "offer", args!["text/html"]);
        fixture.settle();
        let fault = tool.raw.fault().expect("a fault");
        assert_eq!((fault.object, fault.code), (source.id, INVALID_OFFER));
    }
}
