//! A program gives another of its cage a token to bring its window up: that works after an act of
//! the user in the window that has the keys, marks the window otherwise, and never across cages.

use lisere_tests::program::Program;
use lisere_tests::{Fixture, args};

/// A token that a program was given for this serial.
fn token(fixture: &mut Fixture, program: &Program, serial: u32) -> String {
    let raw = &program.raw;
    let manager = raw.bound("xdg_activation_v1");
    let token = raw.make(manager, "get_activation_token", args![]);
    let seat = raw.bound("wl_seat");
    raw.tell(token, "set_serial", args![serial, seat]);
    raw.tell(token, "commit", args![]);
    fixture.settle();
    raw.last(token, "done").expect("a token").text(0)
}

fn activate(fixture: &mut Fixture, program: &Program, token: &str) {
    let manager = program.raw.bound("xdg_activation_v1");
    let surface = program.win.surface;
    program.raw.tell(manager, "activate", args![token, surface]);
    fixture.frame();
    assert!(!program.raw.closed(), "{:?}", program.raw.fault());
}

/// The serial of a program's newest press.
fn press(program: &Program) -> u32 {
    let heard = program.raw.heard();
    let press = heard
        .iter()
        .rfind(|event| event.name == "button" && event.word(3) == 1);
    press.expect("a press").word(0)
}

#[test]
fn a_program_brings_up_another() {
    let mut fixture = Fixture::new("home");
    let (mail, viewer) = (fixture.program("work", 0), fixture.program("work", 1));
    let page = fixture.program("web", 2);
    mail.raw.pointer();
    fixture.choose(&mail);
    let serial = press(&mail);
    let real = token(&mut fixture, &mail, serial);
    activate(&mut fixture, &viewer, &real);
    assert_eq!(fixture.core.focus.active(), Some(viewer.id));
    assert_eq!(fixture.core.windows.urgent(), []);

    // Used up; and of a guessed serial, or of one without the keys, it is a mark only.
    fixture.choose(&mail);
    activate(&mut fixture, &viewer, &real);
    assert_eq!(fixture.core.focus.active(), Some(mail.id));
    let guessed = token(&mut fixture, &mail, 9_999);
    activate(&mut fixture, &viewer, &guessed);
    assert_eq!(fixture.core.focus.active(), Some(mail.id));
    assert_eq!(fixture.core.windows.urgent(), [viewer.id]);
    fixture.choose(&viewer);
    assert_eq!(fixture.core.windows.urgent(), [], "it is looked at");

    // In another cage it is nothing at all.
    fixture.choose(&mail);
    let serial = press(&mail);
    let real = token(&mut fixture, &mail, serial);
    activate(&mut fixture, &page, &real);
    assert_eq!(fixture.core.focus.active(), Some(mail.id));
    assert_eq!(fixture.core.windows.urgent(), []);
    fixture.choose(&page);
    activate(&mut fixture, &viewer, &real);
    assert_eq!(
        fixture.core.focus.active(),
        Some(page.id),
        "the user is elsewhere"
    );
    assert_eq!(fixture.core.windows.urgent(), [viewer.id]);
}

#[test]
fn a_dialog_of_another_program() {
    let mut fixture = Fixture::new("home");
    let (editor, portal) = (fixture.program("work", 0), fixture.program("work", 1));
    let page = fixture.program("web", 2);
    let exporter = editor.raw.bound("zxdg_exporter_v2");
    let surface = editor.win.surface;
    let exported = editor.raw.make(exporter, "export_toplevel", args![surface]);
    fixture.settle();
    let name = editor.raw.last(exported, "handle").expect("a name").text(0);
    let import = |fixture: &mut Fixture, program: &Program| {
        let manager = program.raw.bound("zxdg_importer_v2");
        let made = program
            .raw
            .make(manager, "import_toplevel", args![name.clone()]);
        let surface = program.win.surface;
        program.raw.tell(made, "set_parent_of", args![surface]);
        fixture.frame();
        made
    };
    let parent = |fixture: &Fixture, program: &Program| {
        fixture
            .core
            .desk
            .entry(program.id)
            .expect("a window")
            .parent
    };
    let (ours, theirs) = (import(&mut fixture, &portal), import(&mut fixture, &page));
    assert_eq!(parent(&fixture, &portal), Some(editor.id));
    assert_eq!(parent(&fixture, &page), None, "a name is one cage's");
    assert_eq!(page.told(theirs, "destroyed"), 1);

    // A dialog that has to be answered first gets the keys of its parent.
    let manager = portal.raw.bound("xdg_wm_dialog_v1");
    let dialog = portal
        .raw
        .make(manager, "get_xdg_dialog", args![portal.win.role]);
    portal.raw.tell(dialog, "set_modal", args![]);
    fixture.choose(&editor);
    assert_eq!(fixture.core.focus.active(), Some(portal.id));
    portal.raw.tell(dialog, "unset_modal", args![]);
    fixture.choose(&editor);
    assert_eq!(fixture.core.focus.active(), Some(editor.id));

    editor.raw.tell(exported, "destroy", args![]);
    fixture.frame();
    assert_eq!(portal.told(ours, "destroyed"), 1);
    assert_eq!(parent(&fixture, &portal), None);
}
