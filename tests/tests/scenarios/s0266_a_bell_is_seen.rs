//! A bell marks its window, or flashes it when it has the keys; icons of windows are kept small;
//! a registry that nobody needs ends.

use lisere_tests::{Fixture, args};

#[test]
fn a_bell_is_seen() {
    let mut fixture = Fixture::new("home");
    let (chat, other) = (fixture.program("work", 0), fixture.program("work", 1));
    let page = fixture.program("web", 2);
    fixture.choose(&other);
    let bell = chat.raw.bound("xdg_system_bell_v1");
    let surface = chat.win.surface;
    for _ in 0..50 {
        chat.raw.tell(bell, "ring", args![surface]);
    }
    fixture.frame();
    assert_eq!(fixture.core.windows.urgent(), [chat.id]);
    fixture.choose(&chat);
    assert_eq!(fixture.core.windows.urgent(), []);
    fixture.advance(1_500);
    chat.raw.tell(bell, "ring", args![0]);
    fixture.settle();
    assert_eq!(fixture.core.windows.urgent(), [chat.id], "it flashes");
    chat.raw.tell(bell, "ring", args![0]);
    fixture.advance(500);
    assert_eq!(fixture.core.windows.urgent(), [], "once");
    assert!(page.raw.count("wl_keyboard", "enter") == 0);
}

#[test]
fn an_icon_is_copied() {
    let mut fixture = Fixture::new("home");
    let chat = fixture.program("work", 0);
    let manager = chat.raw.bound("xdg_toplevel_icon_manager_v1");
    let icon = chat.raw.make(manager, "create_icon", args![]);
    for (side, colour) in [(32, 0xff11_2233), (64, 0x8044_5566), (256, 0xffff_ffff)] {
        let buffer = chat.raw.painted(side, side, move |_, _| colour);
        chat.raw.tell(icon, "add_buffer", args![buffer, 1]);
    }
    chat.raw
        .tell(manager, "set_icon", args![chat.win.role, icon]);
    fixture.settle();
    let kept = fixture.core.windows.icon(chat.id).expect("an icon").clone();
    assert_eq!((kept.width, kept.height, kept.opaque), (64, 64, false));
    assert_eq!(kept.pixel(5, 5), Some([0x66, 0x55, 0x44, 0x80]));
    chat.raw.tell(manager, "set_icon", args![chat.win.role, 0]);
    fixture.settle();
    assert!(fixture.core.windows.icon(chat.id).is_none());
    assert!(!chat.raw.closed(), "{:?}", chat.raw.fault());
}

#[test]
fn a_registry_ends() {
    let mut fixture = Fixture::new("home");
    let raw = fixture.raw("work");
    let fixes = raw.bound("wl_fixes");
    for _ in 0..3 {
        let registry = raw.make(raw.display(), "get_registry", args![]);
        raw.tell(fixes, "destroy_registry", args![registry]);
        fixture.settle();
        assert!(
            raw.object(registry.id).is_none(),
            "its number is free again"
        );
        assert!(!raw.closed(), "{:?}", raw.fault());
    }
}
