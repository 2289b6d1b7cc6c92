//! A program breaks the protocol: it ends, with its windows, and nothing else does.

use lisere_tests::{Fixture, paint};

#[test]
fn a_faulty_program_ends_alone() {
    let mut fixture = Fixture::new("home");
    let (faulty, sibling, other) = (
        fixture.client("web"),
        fixture.client("web"),
        fixture.client("work"),
    );
    let gone = fixture.window(&faulty, (150, 80), paint::RED);
    let stays = fixture.window(&sibling, (150, 80), paint::GREEN);
    let far = fixture.window(&other, (150, 80), paint::BLUE);
    fixture.spread([&gone, &stays, &far]);
    fixture.click_into(&stays, 5, 5);

    faulty.courts_its_end();
    gone.surface.set_buffer_scale(0);
    fixture.frame();
    assert!(faulty.ended());
    assert_eq!(faulty.error(), Some(("wl_surface".into(), 0)));
    assert!(!sibling.ended() && !other.ended());

    let counts = [paint::RED, paint::GREEN, paint::BLUE].map(|colour| fixture.shown(colour));
    assert_eq!(counts, [0, 150 * 80, 150 * 80]);
    fixture.type_text("on");
    assert_eq!(sibling.typed(), "on");
}
