//! Windows of which nothing is seen are named on the lens's foot: put away, on another
//! workspace, or behind others. They can be asked about and given the keys like any other.

use lisere::trusted::PanelHot;
use lisere_tests::{Fixture, paint};

#[test]
fn the_lens_reaches_hidden_windows() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let vault = fixture.client("vault");
    let elsewhere = fixture.window(&vault, (200, 120), paint::GREEN);
    fixture.click_into(&elsewhere, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_2"]);
    fixture.frame();
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&letter, (20, 80));
    fixture.put(&page, (340, 80));
    fixture.click_into(&page, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    fixture.frame();

    fixture.attention();
    for window in [&elsewhere, &letter, &page] {
        assert!(fixture.named_in_lens(window));
    }
    // Tab goes round all of them, each once: what is frozen twice would be thawed.
    let cages = [work.cage(), web.cage(), vault.cage()];
    for frozen in [true, false] {
        for _ in cages {
            fixture.key("KEY_F");
            fixture.key("KEY_TAB");
        }
        for cage in cages {
            assert_eq!(fixture.core.connections.frozen(cage), frozen, "{cage:?}");
        }
    }
    fixture.frame();
    fixture.point_on_panel(PanelHot::Window(elsewhere.id));
    fixture.click();
    fixture.frame();
    assert_eq!(fixture.focused(), Some(vault.cage()), "on its workspace");
    fixture.attention();
    fixture.point_on_panel(PanelHot::Window(page.id));
    fixture.key("KEY_ENTER");
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()), "and out again");
}
