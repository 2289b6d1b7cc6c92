//! The only output is pulled out and put back: windows wait, and come back where they are seen and typed into.

use lisere::scene::Owner;
use lisere_tests::{Fixture, Screen, paint};

#[test]
fn no_output_for_a_while() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.click_into(&page, 10, 10);

    let only = fixture.output(0);
    fixture.unplug(only);
    assert_eq!(fixture.core.focus.cage(), None, "nothing names a cage now");
    fixture.type_text("blind");
    assert_eq!(web.typed(), "", "nobody types into what nobody sees");

    let letter = work.toplevel();
    fixture.settle();
    letter.draw((200, 120), paint::BLUE);
    page.draw((220, 130), paint::RED);
    fixture.frame();

    fixture.plug(Screen::new(800, 600, 1.25));
    fixture.frame();
    fixture.put(&letter, (420, 340));
    let shown = fixture.owner_in(&page, 5, 5);
    assert_eq!(shown, Owner::Client(web.cage()));
    let picture = fixture.pixels();
    assert!(
        picture.count(paint::BLUE) > 0,
        "opened in the dark, seen now"
    );
    fixture.click_into(&page, 200, 120);
    fixture.type_text("seen");
    assert_eq!(web.typed(), "seen");
}
