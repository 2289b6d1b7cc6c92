//! Windows close one after the other under the user's hands: the keys never go to another cage by themselves.

use lisere_tests::{Fixture, paint};

#[test]
fn closing_never_crosses() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let pages: Vec<_> = (0..3)
        .map(|_| fixture.window(&web, (160, 110), paint::RED))
        .collect();
    fixture.put(&letter, (400, 250));
    for (at, page) in pages.iter().enumerate() {
        fixture.put(page, (20 + 200 * at as i32, 80));
    }
    fixture.click_into(&letter, 10, 10);
    for page in &pages {
        fixture.click_into(page, 100, 60);
    }
    work.forget();

    let expected = [Some(pages[1].id), Some(pages[0].id), None];
    for (page, next) in pages.iter().rev().zip(expected) {
        if page.id == pages[1].id {
            page.unmap();
        } else {
            page.destroy();
        }
        fixture.frame();
        assert_eq!(fixture.core.focus.chosen(), next);
        fixture.type_text("x");
    }
    assert_eq!(work.keys().len(), 0);
    assert_eq!(web.typed(), "xx");

    fixture.click_into(&letter, 10, 10);
    fixture.type_text("y");
    assert_eq!(work.typed(), "y", "a click is an act of the user");
}
