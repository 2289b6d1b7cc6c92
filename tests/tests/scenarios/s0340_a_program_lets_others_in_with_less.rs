//! A program of a cage hands over a socket of its own: who comes in there is of the same cage, and
//! sees fewer globals. What is said of them is a saying: on the lens and in the journal, never
//! a name. It ends when its maker hangs up, not when its maker leaves.

use lisere::globals::TABLE;
use lisere::trusted::{CardLine, Part};
use lisere_tests::Fixture;
use lisere_tests::contexts::MANAGER;
use lisere_tests::rawwl::{Raw, raw_window};

fn interfaces(raw: &Raw) -> Vec<String> {
    let globals = raw.globals().into_iter();
    globals.map(|(_, interface, _)| interface).collect()
}

/// What the lens's card says that is said of the program.
fn said(fixture: &Fixture) -> Option<String> {
    let parts = fixture.core.panel_parts().into_iter();
    let cards = parts.filter_map(|part| match part {
        Part::Card(card) => Some(card.lines),
        _ => None,
    });
    cards.flatten().find_map(|line| match line {
        CardLine::Field(name, value) if name == "Says it is" => Some(value),
        _ => None,
    })
}

#[test]
fn a_program_lets_others_in_with_less() {
    let mut fixture = Fixture::new("home");
    let engine = fixture.raw("work");
    let mut context = fixture.context(&engine, "org.flatpak", "org.example.Maps");
    let maps = fixture.raw_behind(&context, "work");
    assert!(!maps.closed());

    let (all, fewer) = (interfaces(&engine), interfaces(&maps));
    let hidden: Vec<_> = all.iter().filter(|name| !fewer.contains(name)).collect();
    let outer = TABLE.iter().filter(|row| !row.inner);
    let outer: Vec<_> = outer.map(|row| row.interface()).collect();
    assert_eq!(hidden, outer);
    assert!(outer.contains(&MANAGER), "none within another");
    assert!(outer.contains(&"zwp_virtual_keyboard_manager_v1"));
    assert!(fewer.iter().all(|name| all.contains(name)), "never more");

    // Its window is of the cage, whatever is said of it.
    raw_window(&mut fixture, &maps, 120, 80);
    let id = fixture.newest().expect("a window");
    let window = fixture.core.windows.get(id).expect("a window");
    assert_eq!(window.cage, fixture.cage("work"));

    // The lens says so as a saying.
    fixture.attention();
    fixture.key("KEY_TAB");
    fixture.key("KEY_I");
    fixture.frame();
    let said = said(&fixture);
    assert_eq!(said.as_deref(), Some("org.flatpak org.example.Maps"));
    fixture.key("KEY_ESC");
    fixture.key("KEY_ESC");
    fixture.frame();

    // Whoever made it may leave.
    fixture.cut(&engine);
    let more = fixture.raw_behind(&context, "work");
    assert_eq!(interfaces(&more), fewer);
    context.hang_up();
    fixture.settle();
    let late = fixture.raw_behind(&context, "work");
    assert_eq!(late.globals(), [], "nobody is let in any more");
    assert!(!maps.closed() && !more.closed(), "who is in stays in");
}
