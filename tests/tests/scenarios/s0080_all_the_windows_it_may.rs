//! One program opens all the windows it may: the bar still names who has the keys, and the
//! others keep their frames. One more ends that program, and it alone.

use lisere::actions::Action;
use lisere::scene::Owner;
use lisere_policy::{Limit, Limits};
use lisere_tests::{Fixture, paint};

#[test]
fn all_the_windows_it_may() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);

    let most = Limits::default().size(Limit::Toplevels);
    let flood: Vec<_> = (0..most).map(|_| web.toplevel()).collect();
    fixture.settle();
    for window in &flood {
        window.draw((160, 90), paint::RED);
    }
    fixture.frame();
    assert_eq!(fixture.core.windows.iter().count(), most + 1);
    assert_eq!(fixture.core.focus.cage(), Some(work.cage()));
    fixture.type_text("mine");
    assert_eq!(work.typed(), "mine");
    assert_eq!(fixture.owner(320, 10), Owner::Trusted);

    fixture.core.perform(Action::Focus(letter.id));
    fixture.frame();
    assert_eq!(
        fixture.owner_in(&letter, 5, 5),
        Owner::Client(work.cage()),
        "raised above them all"
    );
    assert_eq!(fixture.owner_in(&letter, -3, 5), Owner::Frame(work.cage()));

    web.courts_its_end();
    let _one_more = web.toplevel();
    fixture.frame();
    assert!(web.ended());
    assert_eq!(fixture.core.windows.iter().count(), 1);
}
