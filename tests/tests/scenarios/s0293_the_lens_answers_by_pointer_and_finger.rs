//! In the lens the pointer asks about the window it is over; pressing its plaque gives it the
//! keys. What stands on the foot can be pressed, and nothing goes through it to what lies under.

use lisere::panels::LensAct;
use lisere::trusted::PanelHot;
use lisere_tests::{Fixture, paint};

fn world() -> (
    Fixture,
    [lisere_tests::Client; 2],
    [lisere_tests::Window; 2],
) {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    (fixture, [work, web], [letter, page])
}

#[test]
fn the_pointer_asks_and_presses() {
    let (mut fixture, [work, web], [_, page]) = world();
    fixture.attention();
    web.forget();
    fixture.point_on_panel(PanelHot::Window(page.id));
    assert_eq!(fixture.focused(), None);
    fixture.key("KEY_F");
    assert!(
        fixture.core.connections.frozen(web.cage()),
        "it was asked about"
    );
    fixture.key("KEY_F");

    fixture.click();
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()));
    assert_eq!(web.presses(), 0, "it chose the window, and no more");

    fixture.attention();
    fixture.point_on_panel(PanelHot::Key(LensAct::Leave));
    fixture.click();
    fixture.frame();
    assert!(!fixture.core.focus.attention());
    assert_eq!(fixture.focused(), Some(web.cage()));
    assert_eq!(work.presses(), 1, "which it had before");
}

#[test]
fn nothing_goes_through_the_foot() {
    let (mut fixture, [work, web], [letter, page]) = world();
    // Under the middle of the foot.
    fixture.put(&page, (220, 250));
    fixture.attention();
    assert!(fixture.named_in_lens(&page), "as one that is out of sight");
    let at = fixture.on_panel(PanelHot::Ground).expect("a foot");
    fixture.move_to(at.0, at.1);
    fixture.frame();
    fixture.click();
    assert!(fixture.core.focus.attention(), "nothing was chosen");

    let at = fixture
        .on_panel(PanelHot::Key(LensAct::Freeze))
        .expect("a key");
    fixture.touch_down(1, at.0, at.1);
    fixture.touch_up(1);
    fixture.frame();
    assert!(fixture.core.connections.frozen(work.cage()));
    assert!(!fixture.core.connections.frozen(web.cage()));
    let at = fixture
        .on_panel(PanelHot::Window(page.id))
        .expect("its name");
    fixture.touch_down(1, at.0, at.1);
    fixture.touch_up(1);
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()), "a finger chose it");
    assert_ne!(fixture.core.focus.chosen(), Some(letter.id));
    assert_eq!(web.presses(), 0);
}
