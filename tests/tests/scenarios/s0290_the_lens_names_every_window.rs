//! The attention key opens the lens: every window is under the name of its cage, and a ribbon of
//! its cage's colour joins the one that the keys go back to with the bar.

use lisere_tests::{Fixture, paint};

/// Pixels of a colour in the rows right under the bar, above all windows.
fn under_the_bar(fixture: &mut Fixture, colour: u32) -> usize {
    let picture = fixture.pixels();
    let rows = (37..51).flat_map(|y| picture.row(y).to_vec());
    rows.filter(|pixel| *pixel == colour).count()
}

#[test]
fn the_lens_names_every_window() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&page, 20, 20);
    let (blue, amber) = (fixture.colour("work"), fixture.colour("web"));
    let before = fixture.pixels();

    fixture.attention();
    assert!(fixture.named_in_lens(&letter) && fixture.named_in_lens(&page));
    assert!(under_the_bar(&mut fixture, amber) > 500, "the ribbon");
    assert_eq!(under_the_bar(&mut fixture, blue), 0);

    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(!fixture.named_in_lens(&page));
    assert_eq!(fixture.pixels(), before, "and nothing of it is left");

    // Nobody has the keys: nothing is joined to the bar, which says so.
    fixture.move_to(320.0, 390.0);
    fixture.frame();
    fixture.click();
    fixture.attention();
    assert_eq!(fixture.core.focus.chosen(), None);
    for colour in [blue, amber] {
        assert_eq!(under_the_bar(&mut fixture, colour), 0);
    }
}
