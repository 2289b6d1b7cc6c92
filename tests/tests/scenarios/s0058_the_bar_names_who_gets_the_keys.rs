//! The bar shows the colour of the cage that gets the keys, and none when nobody does.

use lisere_tests::{Fixture, paint};

#[test]
fn the_bar_names_who_gets_the_keys() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    let colours = [fixture.colour("work"), fixture.colour("web")];
    let on_bar = |fixture: &mut Fixture| {
        let picture = fixture.pixels();
        let bar = &picture.pixels[..640 * 36];
        colours.map(|colour| bar.iter().filter(|pixel| **pixel == colour).count() > 640)
    };
    assert_eq!(on_bar(&mut fixture), [false, false]);
    fixture.click_into(&a, 5, 5);
    assert_eq!(on_bar(&mut fixture), [true, false]);
    fixture.click_into(&b, 5, 5);
    assert_eq!(on_bar(&mut fixture), [false, true]);
    fixture.move_to(620.0, 390.0);
    fixture.frame();
    fixture.click();
    fixture.frame();
    assert_eq!(
        on_bar(&mut fixture),
        [false, false],
        "a click on the ground takes the keys away"
    );
}
