//! A drop that the rules deny is never read: its source is cancelled at once, the destination
//! hears nothing, and the bar says which rule it was and what would go instead.

use lisere_tests::Fixture;
use lisere_tests::crossing::home_with;

#[test]
fn a_denied_drop_says_why() {
    let rules = "[[rule]]\nrelation = \"up\"\nchannels = [\"drag\"]\nanswer = \"deny\"\n\
                 [[rule]]\nrelation = \"up\"\nchannels = [\"clipboard\"]\nanswer = \"ask\"\n";
    let mut fixture = Fixture::of_text(&home_with(rules));
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.point_into(&form, 30, 30);
    web.forget();
    bank.forget();
    fixture.release();
    assert!(web.cancelled());
    fixture.advance(1_000);
    assert_eq!(web.requests().len(), 0, "it was not read");
    assert_eq!(bank.data_events(), 0, "{}", bank.transcript());
    let said = fixture.said();
    for word in ["Denied", "rule on line", "by carrying and pasting"] {
        assert!(said.contains(word), "{said}");
    }
}
