//! What a program tells the user stands on a card of the core's, with the cage's colour and name.

use lisere::scene::{Layer, LayerId, Owner};
use lisere_tests::notices::{cards, said};
use lisere_tests::{Fixture, Screen, paint};

#[test]
fn a_notice_shows_whose_it_is() {
    let mut fixture = Fixture::on("home", &[Screen::new(800, 640, 1.0)]);
    let work = fixture.client("work");
    let window = fixture.window(&work, (300, 200), paint::BLUE);
    fixture.put(&window, (300, 60));
    fixture.click_into(&window, 5, 5);
    let (focused, web) = (fixture.focused(), fixture.colour("web"));
    assert_eq!(fixture.shown(web), 0);

    fixture.notice("web", said("Done", "<b>report.pdf</b>\nis there"));
    let shown = cards(&fixture);
    assert_eq!(shown.len(), 1);
    let place = shown[0].rect();
    assert!(place.loc.y >= 36, "under the bar: {place:?}");
    assert!(fixture.shown(web) > 1_000, "in its cage's colour");
    let output = fixture.output(0);
    let map = fixture.core.backend.provenance(output).expect("a map");
    let owner = map.cells[(place.loc.y + 60) as usize * 800 + (place.loc.x + 60) as usize].owner;
    assert_eq!(owner, Owner::Trusted, "no pixel of it is a program's");
    assert_eq!(fixture.focused(), focused, "the keys stay where they are");

    // Another one below it, of another cage, and nothing over the bar.
    fixture.notice("bank", said("A transfer", ""));
    let shown = cards(&fixture);
    assert_eq!(shown.len(), 2);
    assert!(shown[1].rect().loc.y >= place.loc.y + place.size.h);
    let layers = &fixture.core.outputs.iter().next().expect("an output").scene;
    let bar = |id: &LayerId| *id == LayerId::Trusted("bar");
    let over: Vec<_> = layers
        .layers
        .iter()
        .take_while(|(id, _)| !bar(id))
        .collect();
    let cards_over = over
        .iter()
        .filter(|(id, _)| matches!(id, LayerId::Notice(_)));
    assert_eq!(cards_over.count(), 0);
    assert!(layers.layers.iter().all(|(id, layer)| {
        !matches!(id, LayerId::Notice(_)) || matches!(layer, Layer::Trusted(_))
    }));

    // It goes by itself.
    fixture.advance(6_000);
    assert!(cards(&fixture).is_empty());
    assert_eq!(fixture.shown(web), 0);
}

#[test]
fn a_notice_is_changed_and_withdrawn_by_its_number() {
    let mut fixture = Fixture::on("home", &[Screen::new(800, 640, 1.0)]);
    let mut notice = said("Copying", "1 of 2");
    notice.id = 5;
    fixture.notice("web", notice.clone());
    let before = fixture.pixels();
    notice.body = "2 of 2".to_owned();
    fixture.notice("web", notice.clone());
    assert_eq!(cards(&fixture).len(), 1);
    assert!(fixture.pixels().pixels != before.pixels);
    notice.withdrawn = true;
    fixture.notice("work", notice.clone());
    assert_eq!(
        cards(&fixture).len(),
        1,
        "another cage's number is another number"
    );
    fixture.notice("web", notice);
    assert!(cards(&fixture).is_empty());
}
