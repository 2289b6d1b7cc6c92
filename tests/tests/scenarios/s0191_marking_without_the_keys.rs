//! The primary selection is minded as the clipboard is, and apart from it.

use lisere_tests::minds::PROTOCOLS;
use lisere_tests::{Fixture, args, paint};

const TEXT: &str = "text/plain";

#[test]
fn marking_without_the_keys() {
    for protocol in PROTOCOLS {
        let mut fixture = Fixture::new("home");
        let editor = fixture.client("work");
        let window = fixture.window(&editor, (200, 100), paint::BLUE);
        fixture.click_into(&window, 5, 5);
        let tool = fixture.mind("work", protocol);
        assert!(tool.raw.last(tool.device, "primary_selection").is_some());

        let source = tool.mark(&[TEXT]);
        fixture.settle();
        assert!(editor.clipboard().is_none() && tool.clipboard().is_none());
        let pipe = editor.ask_primary(&editor.primary().expect("an offer"));
        fixture.settle();
        assert_eq!(tool.answer(source, "marked"), 1);
        assert_eq!(pipe.text(), "marked");

        let _marked = editor.select(editor.press_serial());
        fixture.settle();
        assert!(tool.cancelled(source));
        let pipe = tool.ask(tool.primary().expect("an offer"), TEXT);
        fixture.settle();
        assert_eq!(editor.send("with the mouse"), 1);
        assert_eq!(pipe.text(), "with the mouse");

        let none = "set_primary_selection";
        tool.raw.tell(tool.device, none, args![0]);
        fixture.settle();
        assert!(editor.primary().is_none() && tool.primary().is_none());
    }
}

/// Before version 2 of the older protocol there was no such thing.
#[test]
fn an_old_program_hears_of_the_clipboard_only() {
    let mut fixture = Fixture::new("home");
    let tool = fixture.mind("work", "zwlr_data_control");
    let _marked = tool.mark(&[TEXT]);
    fixture.settle();
    let old = fixture.raw("work");
    let manager = old.bind("zwlr_data_control_manager_v1", 1);
    let device = old.make(manager, "get_data_device", args![old.bound("wl_seat")]);
    fixture.settle();
    assert!(old.last(device, "selection").is_some());
    assert_eq!(old.count("zwlr_data_control_device_v1", "data_offer"), 0);
    assert!(old.last(device, "primary_selection").is_none());
}
