//! Over a window of another cage the core knows what a drop would come to, for its badge; the
//! cage there hears nothing, and neither does the one that it was dragged out of.

use lisere_policy::Answer;
use lisere_tests::Fixture;

#[test]
fn a_drag_says_what_a_drop_would_come_to() {
    for (word, answer) in [
        ("allow", Answer::Allow),
        ("ask", Answer::Ask),
        ("deny", Answer::Deny),
    ] {
        let mut fixture = Fixture::that_says(word);
        let (web, page) = fixture.at_work("web", 0);
        let (bank, form) = fixture.at_work("bank", 1);
        let _source = fixture.drag_out_of(&web, &page);
        assert_eq!(fixture.core.drag_badge(), None, "it is in its own cage");
        fixture.move_to(600.0, 460.0);
        assert_eq!(fixture.core.drag_badge(), None, "nobody is there");

        web.forget();
        bank.forget();
        for step in 0..10 {
            fixture.point_into(&form, 20 + step, 20);
        }
        assert_eq!(fixture.core.drag_badge(), Some((bank.cage(), answer)));
        assert_eq!(bank.heard_count(), 0, "{}", bank.transcript());
        assert_eq!(web.heard_count(), 0, "{}", web.transcript());

        fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
        assert_eq!(fixture.core.drag_badge(), None, "the drag is over");
        fixture.advance(100);
        assert_eq!(web.requests().len(), 0, "nothing was read of it");
        assert!(web.cancelled());
    }
}

#[test]
fn the_badge_is_drawn_at_the_pointer() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (_bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.frame();
    let bank = fixture.colour("bank");
    let frames_alone = fixture.shown(bank);
    fixture.point_into(&form, 60, 40);
    fixture.frame();
    let with_badge = fixture.shown(bank);
    assert!(
        with_badge > frames_alone + 50,
        "it names the destination in its colour: {frames_alone} {with_badge}"
    );
    fixture.point_into(&page, 60, 40);
    fixture.frame();
    assert_eq!(fixture.shown(bank), frames_alone, "nothing of it is left");
}
