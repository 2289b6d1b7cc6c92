//! What the user carries into a cage, those who mind its selections can read as any of its
//! programs can; and what they copied can be carried.

use lisere_tests::Fixture;
use lisere_tests::minds::PROTOCOLS;

const TEXT: &str = "text/plain;charset=utf-8";

#[test]
fn what_is_carried_is_minded() {
    for protocol in PROTOCOLS {
        let mut fixture = Fixture::that_says("allow");
        let (_web, page) = fixture.at_work("web", 0);
        let (bank, form) = fixture.at_work("bank", 1);
        let [from, to, third] = ["web", "bank", "vault"].map(|cage| fixture.mind(cage, protocol));

        fixture.click_into(&page, 5, 5);
        let source = from.copy(&["text/plain"]);
        fixture.settle();
        from.raw.forget();
        to.raw.forget();
        third.raw.forget();
        fixture.carry();
        assert_eq!(from.answer(source, "by command"), 1, "the core reads it");
        from.raw.forget();
        fixture.advance(100);
        assert_eq!(to.heard(), "", "not yet");

        fixture.click_into(&form, 5, 5);
        fixture.paste_here();
        let offer = to.clipboard().expect("an offer");
        assert!(to.types_of(offer).contains(&TEXT.to_owned()));
        let (wanted, never) = (to.ask(offer, TEXT), to.ask(offer, "image/png"));
        fixture.settle();
        assert_eq!(wanted.text(), "by command");
        assert_eq!(never.text(), "");
        assert_eq!(fixture.pasted(&bank).as_deref(), Some("by command"));
        assert_eq!(from.heard(), "", "it still has its own clipboard");
        assert_eq!(third.heard(), "", "and nobody else hears of it");

        fixture.advance(60_000);
        assert!(to.clipboard().is_none(), "it is not kept for ever");
    }
}
