//! A window that is let out by one version of xdg-foreign is known by the other too, in its own cage only.

use lisere::desk::WindowId;
use lisere_tests::foreign::{V1, V2, Version};
use lisere_tests::program::Program;
use lisere_tests::rawwl::Obj;
use lisere_tests::{Fixture, args};

/// By which version a window is let out, and by which it is known: what stands in s0262
/// for the second alone, for the others.
const PAIRS: [(Version, Version); 3] = [(V1, V1), (V1, V2), (V2, V1)];

/// The object that stands for a program's window, let out, and its name.
fn let_out(fixture: &mut Fixture, program: &Program, by: Version) -> (Obj, String) {
    let exported = by.export(&program.raw, program.win.surface);
    fixture.settle();
    let handle = program.raw.last(exported, "handle").expect("a name");
    (exported, handle.text(0))
}

/// A program makes its window the child of one that it knows by name.
fn adopt(fixture: &mut Fixture, program: &Program, by: Version, name: &str) -> Obj {
    let imported = by.import(&program.raw, name);
    let surface = program.win.surface;
    program.raw.tell(imported, "set_parent_of", args![surface]);
    fixture.frame();
    assert!(!program.raw.closed(), "{:?}", program.raw.fault());
    imported
}

fn parent(fixture: &Fixture, window: WindowId) -> Option<WindowId> {
    fixture.core.desk.entry(window).expect("a window").parent
}

fn is_known_within_its_cage(exports: Version, imports: Version) {
    let mut fixture = Fixture::new("home");
    let (editor, portal) = (fixture.program("work", 0), fixture.program("work", 1));
    let page = fixture.program("web", 2);
    let (exported, name) = let_out(&mut fixture, &editor, exports);
    let ours = adopt(&mut fixture, &portal, imports, &name);
    assert_eq!(parent(&fixture, portal.id), Some(editor.id));
    assert_eq!(portal.told(ours, "destroyed"), 0);

    // Another cage's program is told at once that there is no such window.
    let theirs = adopt(&mut fixture, &page, imports, &name);
    assert_eq!(page.told(theirs, "destroyed"), 1, "a name is one cage's");
    assert_eq!(parent(&fixture, page.id), None);

    // Who forgets the name has no child by it any more, and may ask for it again.
    portal.raw.tell(ours, "destroy", args![]);
    fixture.frame();
    assert_eq!(parent(&fixture, portal.id), None);
    let again = adopt(&mut fixture, &portal, imports, &name);
    assert_eq!(parent(&fixture, portal.id), Some(editor.id));

    // Let out no more, the window leaves its child, and the name means nothing to anybody.
    editor.raw.tell(exported, "destroy", args![]);
    fixture.frame();
    assert_eq!(portal.told(again, "destroyed"), 1);
    assert_eq!(parent(&fixture, portal.id), None);
    let late = adopt(&mut fixture, &portal, imports, &name);
    assert_eq!(portal.told(late, "destroyed"), 1);
    assert_eq!(parent(&fixture, portal.id), None);
}

/// As a portal does it: the dialog's parent is said before the dialog shows anything.
fn brings_a_dialog(exports: Version, imports: Version) {
    let mut fixture = Fixture::new("home");
    let editor = fixture.program("work", 0);
    let (_, name) = let_out(&mut fixture, &editor, exports);
    fixture.choose(&editor);
    let portal = fixture.raw("work");
    let dialog = portal.toplevel();
    let imported = imports.import(&portal, &name);
    portal.tell(imported, "set_parent_of", args![dialog.surface]);
    portal.commit(dialog.surface);
    fixture.settle();
    portal.ack(dialog.xdg);
    portal.show(dialog.surface, portal.buffer(120, 60));
    fixture.frame();
    let shown = fixture.newest().expect("a dialog");
    assert_eq!(parent(&fixture, shown), Some(editor.id));
    assert_eq!(fixture.core.focus.active(), Some(shown), "it has the keys");
    let [under, over] = [editor.id, shown].map(|id| fixture.core.desk.entry(id).expect("one"));
    let centres = [under, over].map(|entry| {
        let content = entry.content;
        (
            content.loc.x * 2 + content.size.w,
            content.loc.y * 2 + content.size.h,
        )
    });
    assert_eq!(centres[0], centres[1], "it stands over its parent");
}

#[test]
fn a_name_of_one_version_is_known_by_the_other() {
    for (exports, imports) in PAIRS {
        is_known_within_its_cage(exports, imports);
    }
}

#[test]
fn a_dialog_of_either_version_has_a_parent() {
    for (exports, imports) in PAIRS {
        brings_a_dialog(exports, imports);
    }
}

/// A window that goes while it is let out, as a whole or but for its surface.
fn is_told_when_the_window_goes(exports: Version, imports: Version, surface_too: bool) {
    let mut fixture = Fixture::new("home");
    let (editor, portal) = (fixture.program("work", 0), fixture.program("work", 1));
    let (_, name) = let_out(&mut fixture, &editor, exports);
    let ours = adopt(&mut fixture, &portal, imports, &name);
    assert_eq!(parent(&fixture, portal.id), Some(editor.id));
    let win = &editor.win;
    editor.raw.tell(win.role, "destroy", args![]);
    if surface_too {
        editor.raw.tell(win.xdg, "destroy", args![]);
        editor.raw.tell(win.surface, "destroy", args![]);
    }
    fixture.frame();
    assert!(!editor.raw.closed(), "{:?}", editor.raw.fault());
    assert_eq!(portal.told(ours, "destroyed"), 1);
    assert_eq!(parent(&fixture, portal.id), None);
    let late = adopt(&mut fixture, &portal, imports, &name);
    assert_eq!(portal.told(late, "destroyed"), 1);
}

#[test]
fn who_knows_a_window_is_told_when_it_goes() {
    for (exports, imports) in PAIRS.into_iter().chain([(V2, V2)]) {
        for surface_too in [true, false] {
            is_told_when_the_window_goes(exports, imports, surface_too);
        }
    }
}
