//! Two managers of one cage see each other's copies, whichever protocol each speaks; beyond
//! as many as the core tells, one is told at once that it will hear nothing.

use lisere_tests::minds::{Mind, PROTOCOLS};
use lisere_tests::{Fixture, args};

const TEXT: &str = "text/plain";

#[test]
fn two_who_mind_one_cage() {
    let mut fixture = Fixture::new("home");
    let [first, second] = PROTOCOLS.map(|protocol| fixture.mind("work", protocol));
    for (giver, taker) in [(&first, &second), (&second, &first)] {
        let source = giver.copy(&[TEXT]);
        fixture.settle();
        let pipe = taker.ask(taker.clipboard().expect("an offer"), TEXT);
        fixture.settle();
        assert_eq!(giver.answer(source, "across protocols"), 1);
        assert_eq!(pipe.text(), "across protocols");

        // A manager keeps what it read: it makes it its own.
        taker.copy(&[TEXT]);
        fixture.settle();
        assert!(giver.cancelled(source));
    }
}

#[test]
fn only_so_many_are_told() {
    let mut fixture = Fixture::new("home");
    let minds: Vec<Mind> = (0..33)
        .map(|number| fixture.mind("work", PROTOCOLS[number % 2]))
        .collect();
    let other = fixture.mind("web", PROTOCOLS[0]);
    let finished = |mind: &Mind| mind.raw.last(mind.device, "finished").is_some();
    let told = |mind: &Mind| mind.raw.last(mind.device, "selection").is_some();
    assert_eq!(minds.iter().filter(|mind| told(mind)).count(), 32);
    assert_eq!(minds.iter().filter(|mind| finished(mind)).count(), 1);
    assert!(finished(&minds[32]) && !told(&minds[32]));
    assert!(told(&other), "each cage has its own");

    // It may still copy, and where one goes another is welcome.
    minds[32].copy(&[TEXT]);
    fixture.settle();
    assert!(minds[0].clipboard().is_some() && minds[32].clipboard().is_none());
    minds[0].raw.tell(minds[0].device, "destroy", args![]);
    fixture.settle();
    assert!(fixture.mind("work", PROTOCOLS[1]).clipboard().is_some());
}
