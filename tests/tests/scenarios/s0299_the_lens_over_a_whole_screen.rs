//! Over a window that fills the screen the lens is the same: its plaque, its ribbon, its foot;
//! the window stays as it is and hears nothing.

use lisere::panels::LensAct;
use lisere::trusted::PanelHot;
use lisere_tests::{Fixture, paint};

#[test]
fn the_lens_over_a_whole_screen() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.click_into(&page, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_F"]);
    fixture.settle();
    page.draw(page.configured().size, paint::RED);
    fixture.frame();
    let place = fixture.content(&page);
    fixture.attention();
    web.forget();
    assert!(fixture.named_in_lens(&page));
    assert!(fixture.on_panel(PanelHot::Key(LensAct::Leave)).is_some());
    fixture.point_on_panel(PanelHot::Window(page.id));
    fixture.key("KEY_I");
    fixture.frame();
    assert_eq!(fixture.content(&page), place);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()));
}
