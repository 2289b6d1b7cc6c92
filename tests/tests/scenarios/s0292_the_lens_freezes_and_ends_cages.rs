//! From the lens the cage of the window that is asked about is frozen, thawed and ended; it is
//! ended only when its key is pressed twice, and nothing else between.

use lisere_tests::{Fixture, paint};

#[test]
fn the_lens_freezes_and_ends_cages() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.attention();
    work.forget();
    fixture.key("KEY_TAB");
    fixture.key("KEY_F");
    fixture.frame();
    assert!(fixture.core.connections.frozen(web.cage()), "asked about");
    assert!(
        !fixture.core.connections.frozen(work.cage()),
        "has the keys"
    );
    fixture.key("KEY_F");
    fixture.frame();
    assert!(!fixture.core.connections.frozen(web.cage()));
    assert!(fixture.core.focus.attention(), "the lens stays open");

    for between in ["KEY_TAB", "KEY_I", "KEY_R"] {
        fixture.key("KEY_K");
        fixture.key(between);
        fixture.key("KEY_K");
        fixture.frame();
        assert_eq!(
            fixture.core.connections.clients_of(web.cage()),
            1,
            "{between}"
        );
        assert_eq!(
            fixture.core.connections.clients_of(work.cage()),
            1,
            "{between}"
        );
        fixture.key("KEY_ESC");
        fixture.attention();
    }
    web.courts_its_end();
    fixture.key("KEY_TAB");
    fixture.key("KEY_K");
    fixture.key("KEY_K");
    fixture.frame();
    assert_eq!(fixture.core.connections.clients_of(web.cage()), 0);
    assert_eq!(fixture.core.connections.clients_of(work.cage()), 1);
    assert!(fixture.core.focus.attention(), "the lens stays open");
    assert!(!fixture.named_in_lens(&page) && fixture.named_in_lens(&letter));
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());
}
