//! Who minds the selections of one cage tells no other cage anything, and hears of none (C6, C7).

use lisere_tests::minds::{Mind, PROTOCOLS};
use lisere_tests::{Fixture, paint};

const TEXT: &str = "text/plain";

#[test]
fn minding_stays_in_the_cage() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 5, 5);
    let tools: Vec<Mind> = PROTOCOLS.map(|one| fixture.mind("work", one)).into();
    let mut others = Vec::new();
    for cage in ["web", "bank", "vault", "disposable"] {
        others.extend(PROTOCOLS.map(|one| fixture.mind(cage, one)));
    }
    fixture.frame();
    web.forget();
    others.iter().for_each(|other| other.raw.forget());

    for tool in &tools {
        tool.copy(&[TEXT, "text/x-secret"]);
        fixture.settle();
        tool.mark(&[TEXT]);
        fixture.settle();
        assert!(tool.clipboard().is_some() && tool.primary().is_some());
    }
    for tool in tools {
        fixture.cut(&tool.raw);
    }
    fixture.advance(100);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    for other in &others {
        assert_eq!(other.heard(), "");
        assert!(other.clipboard().is_none());
    }
}
