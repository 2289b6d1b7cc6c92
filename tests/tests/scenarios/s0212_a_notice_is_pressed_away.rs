//! A press on a card takes it away and reaches nobody; moving over it tells nobody anything.

use lisere::input::InputEvent;
use lisere_tests::notices::{cards, said};
use lisere_tests::{Fixture, paint};

#[test]
fn a_press_takes_the_card_and_reaches_nobody() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (400, 250), paint::BLUE);
    fixture.put(&window, (200, 70));
    fixture.point_into(&window, 300, 20);
    fixture.click();
    fixture.frame();
    assert_eq!(work.presses(), 1);
    work.forget();

    // It comes to lie under the still pointer: nobody is told, and no press counts yet.
    fixture.notice("web", said("Done", "report.pdf"));
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
    fixture.click();
    assert_eq!(
        cards(&fixture).len(),
        1,
        "whoever pressed meant something else"
    );
    fixture.advance(600);
    fixture.click();
    fixture.frame();
    assert!(cards(&fixture).is_empty());
    assert_eq!(work.presses(), 0, "{}", work.transcript());
    assert_eq!(fixture.focused(), Some(work.cage()), "the keys stay");

    fixture.click();
    assert_eq!(work.presses(), 1, "what is under it is there again");
}

#[test]
fn a_finger_takes_the_card_and_reaches_nobody() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (400, 250), paint::BLUE);
    fixture.put(&window, (200, 70));
    fixture.notice("web", said("Done", "report.pdf"));
    fixture.advance(600);
    work.forget();
    let at = cards(&fixture)[0].rect();
    let at = (f64::from(at.loc.x + 60), f64::from(at.loc.y + 50)).into();
    let now = fixture.now();
    fixture
        .core
        .input(InputEvent::TouchDown { slot: 0, at }, now);
    fixture.core.input(InputEvent::TouchUp { slot: 0 }, now);
    fixture.frame();
    assert!(cards(&fixture).is_empty());
    assert!(
        !work.transcript().contains("wl_touch"),
        "{}",
        work.transcript()
    );
    assert_eq!(work.presses(), 0, "{}", work.transcript());
}
