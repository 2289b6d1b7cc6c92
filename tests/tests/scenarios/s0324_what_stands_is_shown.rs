//! Facts that last: each has its indicator, and no notice hides another.

use lisere::bar::Standing;
use lisere::journal::Journal;
use lisere_shell::{BarHot, IndicatorKind, JournalFault, Language, Unfollowed, Why};
use lisere_tests::{Fixture, Screen};

/// The indicators on the first output's bar, from left to right.
fn indicators(fixture: &mut Fixture) -> Vec<IndicatorKind> {
    fixture.frame();
    let parts = fixture.core.pictures.bar_parts(fixture.output(0));
    let kind = |part: BarHot| match part {
        BarHot::Indicator(kind, _) => Some(kind),
        _ => None,
    };
    parts.into_iter().filter_map(kind).collect()
}

fn said(fixture: &Fixture) -> String {
    let messages = fixture.core.bar_messages();
    fixture.core.pictures.language().say_all(&messages)
}

#[test]
fn what_stands_is_shown() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    assert!(indicators(&mut fixture).is_empty());
    let (web, bank) = (fixture.cage("web"), fixture.cage("bank"));
    fixture.core.stand(Standing {
        bare: true,
        quarantined: vec![bank],
        remote: vec![web],
    });
    let clock = fixture.core.clock.clone();
    fixture.core.journal = Journal::denied(Why::Journal(JournalFault::Full), clock);
    fixture.core.work.rearrange();
    let shown = indicators(&mut fixture);
    use IndicatorKind::{Journal as Unwritten, Quarantine, Remote};
    assert_eq!(shown, [Unwritten, Quarantine, Remote]);

    fixture.core.preferences.refused = Some(Unfollowed::NotPlain("/dev/zero".to_owned()));
    for language in Language::ALL {
        fixture.core.pictures.speak(Some(language));
        let said = said(&fixture);
        let four = said.split(" · ").count();
        assert_eq!(four, 4, "{said}");
        assert!(
            said.contains("Bank") && said.contains("/dev/zero"),
            "{said}"
        );
    }
    fixture.core.stand(Standing::default());
    assert_eq!(indicators(&mut fixture), [Unwritten]);
}

/// What is more than the bar holds is a part that can be gone to, and hangs in full.
#[test]
fn a_notice_that_is_cut_hangs_in_full() {
    let mut fixture = Fixture::new("home");
    let bank = fixture.cage("bank");
    fixture.core.stand(Standing {
        bare: true,
        quarantined: vec![bank],
        remote: Vec::new(),
    });
    fixture.frame();
    let parts = fixture.core.pictures.bar_parts(fixture.output(0));
    assert!(parts.contains(&BarHot::Notice), "{parts:?}");
}
