//! On a low screen the card of details ends above the foot of the lens, and what has no room on
//! it is scrolled to.

use lisere::scene::{Layer, LayerId};
use lisere::trusted::{CardLine, Part};
use lisere_tests::{Fixture, Screen, paint};
use smithay::utils::{Physical, Rectangle};

/// The places of the panel's pictures: the foot's first, then the card's.
fn places(fixture: &Fixture) -> Vec<Rectangle<i32, Physical>> {
    let screen = fixture.core.outputs.iter().next().expect("an output");
    let layers = screen.scene.layers.iter();
    let placed = layers.filter_map(|(id, layer)| match (id, layer) {
        (LayerId::Panel(_), Layer::Trusted(placed)) => Some(placed.rect()),
        _ => None,
    });
    placed.collect()
}

fn lines(fixture: &Fixture) -> Vec<CardLine> {
    let parts = fixture.core.panel_parts().into_iter();
    let mut cards = parts.filter_map(|part| match part {
        Part::Card(card) => Some(card.lines),
        _ => None,
    });
    cards.next().expect("a card")
}

#[test]
fn the_card_ends_above_the_foot() {
    for (w, h, hidden) in [
        (1280, 600, false),
        (1280, 640, true),
        (1024, 560, true),
        (800, 600, false),
    ] {
        let mut fixture = Fixture::on("home", &[Screen::new(w, h, 1.0)]);
        let bank = fixture.client("bank");
        let below = fixture.window(&bank, (200, 100), paint::RED);
        let above = fixture.window(&bank, (300, 200), paint::BLUE);
        fixture.click_into(&above, 20, 20);
        if hidden {
            fixture.click_into(&below, 5, 5);
            fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
            fixture.click_into(&above, 20, 20);
        }
        fixture.attention();
        fixture.key("KEY_I");
        fixture.frame();
        let places = places(&fixture);
        let (foot, card) = (places[0], places[1]);
        assert!(foot.size.w > card.size.w, "{places:?}");
        let end = card.loc.y + card.size.h;
        assert!(end <= foot.loc.y, "{w}×{h}: {card:?} and {foot:?}");
    }
}

#[test]
fn what_has_no_room_is_scrolled_to() {
    let mut fixture = Fixture::new("home");
    let bank = fixture.client("bank");
    let window = fixture.window(&bank, (300, 200), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    fixture.attention();
    fixture.key("KEY_I");
    fixture.frame();
    let all = lines(&fixture);
    for _ in 0..40 {
        fixture.key("KEY_DOWN");
    }
    fixture.frame();
    let last = lines(&fixture);
    assert!(last.len() < all.len(), "{last:?}");
    assert!(all.ends_with(&last));
    fixture.key("KEY_UP");
    fixture.frame();
    assert_eq!(lines(&fixture).len(), last.len() + 1, "back by one line");
    for _ in 0..40 {
        fixture.scroll(-15.0);
    }
    fixture.frame();
    assert_eq!(lines(&fixture), all);
}
