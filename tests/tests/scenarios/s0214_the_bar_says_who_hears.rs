//! While a cage is recorded for, is heard or sees, the bar has its badge in its colour, whoever
//! has the keys; a frame is drawn when that changes, and none while it does not.

use lisere_cage::message::Uses;
use lisere_tests::{Fixture, paint};

#[test]
fn the_bar_says_who_hears_while_it_does() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&page, 5, 5);
    let colour = fixture.colour("work");
    let work = fixture.cage("work");
    let badge = |fixture: &mut Fixture| {
        let picture = fixture.pixels();
        let bar = &picture.pixels[..640 * 36];
        bar.iter().filter(|pixel| **pixel == colour).count()
    };
    assert_eq!(badge(&mut fixture), 0);

    let hears = Uses {
        microphone: true,
        ..Uses::default()
    };
    fixture.core.set_uses(vec![(work, hears)]);
    fixture.frame();
    let shown = badge(&mut fixture);
    assert!(shown > 100, "{shown} pixels");
    assert_eq!(fixture.core.cages_using(), [(work, hears)]);

    let output = fixture.output(0);
    let drawn = fixture.frames(output);
    fixture.core.set_uses(vec![(work, hears)]);
    fixture.frame();
    assert_eq!(fixture.frames(output), drawn, "nothing is new");

    fixture.core.set_uses(Vec::new());
    fixture.frame();
    assert_eq!(badge(&mut fixture), 0);
}
