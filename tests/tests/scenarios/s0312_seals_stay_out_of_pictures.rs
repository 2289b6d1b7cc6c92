//! While seals are chosen from, no picture that is taken of the screen shows any of them.

use lisere::trusted::{PageModel, PanelHot};
use lisere_shell::WelcomeHot;
use lisere_tests::{Fixture, Screen};

#[test]
fn seals_stay_out_of_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let places = lisere::kept::KeptPlaces {
        data: Some(folder.path().to_owned()),
        ..Default::default()
    };
    fixture.core.keep_in(places);
    fixture.core.open_welcome();
    fixture.frame();
    while !matches!(
        fixture.welcome().map(|model| model.page),
        Some(PageModel::Seal(_))
    ) {
        fixture.key("KEY_TAB");
    }
    fixture.frame();
    let output = fixture.output(0);
    let item = PanelHot::Welcome(WelcomeHot::Item(3));
    let place = fixture
        .core
        .pictures
        .panel_part(output, item)
        .expect("a seal");
    let (shown, taken) = (fixture.pixels(), fixture.fresh(output, false));
    let colours = |picture: &lisere_tests::Picture| {
        let mut seen = std::collections::BTreeSet::new();
        for y in place.y..place.y + place.h {
            for x in place.x..place.x + place.w {
                seen.insert(picture.at(x, y));
            }
        }
        seen.len()
    };
    assert!(colours(&shown) > 20, "the user sees it");
    assert_eq!(colours(&taken), 1, "a picture has one flat colour there");

    let before = fixture.welcome().map(|model| model.page);
    fixture.point_at_panel(PanelHot::Welcome(WelcomeHot::Others));
    fixture.click();
    fixture.frame();
    assert_ne!(fixture.welcome().map(|model| model.page), before);
    fixture.point_at_panel(item);
    fixture.click();
    assert_eq!(fixture.welcome().map(|model| model.selected), Some(3));
}
