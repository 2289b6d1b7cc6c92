//! A cage that tells the user without end fills a card or two, and keeps no other cage out.

use lisere_policy::record::Fact;
use lisere_tests::notices::{cards, said};
use lisere_tests::{Fixture, Screen};

#[test]
fn a_flood_of_notices_is_counted_and_no_more() {
    let mut fixture = Fixture::on("home", &[Screen::new(800, 640, 1.0)]);
    for number in 1..=1_000 {
        let mut notice = said(&format!("number {number}"), &"x\n".repeat(600));
        notice.id = number;
        fixture.say("web", notice);
    }
    fixture.frame();
    let room = 3;
    assert_eq!(cards(&fixture).len(), room);

    fixture.notice("bank", said("A transfer", ""));
    let bank = fixture.colour("bank");
    assert!(fixture.shown(bank) > 1_000, "another cage is heard at once");
    assert_eq!(cards(&fixture).len(), room);

    // Drawn for the count a few times, not for each.
    let output = fixture.output(0);
    let before = fixture.frames(output);
    for step in 0..100 {
        let mut notice = said("again", "");
        notice.id = 2_000 + step;
        fixture.say("web", notice);
        fixture.advance(10);
    }
    let drawn = fixture.frames(output) - before;
    assert!(drawn <= 8, "{drawn} frames");

    let facts = fixture.core.journal.facts();
    let floods = facts.iter().filter(|fact| {
        matches!(fact, Fact::Refused { cage, why, .. } if cage == "web" && why.contains("notices"))
    });
    assert_eq!(
        floods.count(),
        1,
        "a record of the flood, and of nothing that was said"
    );
}
