//! A drop on a strip, on the bar or on the desktop is a drop on nobody, also where the rules
//! would let it go.

use lisere_tests::Fixture;

#[test]
fn a_drop_on_nobody() {
    for place in 0..3 {
        let mut fixture = Fixture::that_says("allow");
        let (web, page) = fixture.at_work("web", 0);
        let (bank, form) = fixture.at_work("bank", 1);
        let _source = fixture.drag_out_of(&web, &page);
        // Over the window first, which must leave no trace.
        fixture.point_into(&form, 30, 30);
        match place {
            0 => fixture.point_at_strip(&form),
            1 => fixture.move_to(320.0, 4.0),
            _ => fixture.move_to(600.0, 460.0),
        }
        assert_eq!(fixture.core.drag_badge(), None, "{place}");
        bank.forget();
        fixture.release();
        assert!(web.cancelled(), "{place}");
        fixture.advance(1_000);
        assert_eq!(web.requests().len(), 0, "{place}");
        assert_eq!(bank.data_events(), 0, "{place}: {}", bank.transcript());
        assert_eq!(fixture.said(), "", "{place}");
    }
}
