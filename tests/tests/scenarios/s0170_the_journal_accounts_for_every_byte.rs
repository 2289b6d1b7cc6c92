//! Whatever a cage reads that is not its own is in the journal, by its size and SHA-256, with both
//! ends and before it was read; and nothing is said to have gone that did not.

use std::collections::BTreeSet;

use lisere_policy::Digest;
use lisere_policy::record::Fact;
use lisere_tests::{Client, Fixture, Window};

const CAGES: [&str; 4] = ["web", "work", "bank", "vault"];

/// A die of the test's own: the same series in every run.
struct Die(u64);

impl Die {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("a number") % sides
    }
}

/// The digests of what is said to have been carried into a cage.
fn carried_into(fixture: &Fixture, cage: &str) -> BTreeSet<String> {
    let facts = fixture.core.journal.facts().iter();
    let into = facts.filter_map(|fact| match fact {
        Fact::TransferCarried { to, sha256, .. } if to.cage == cage => Some(sha256.to_string()),
        _ => None,
    });
    into.collect()
}

#[test]
fn the_journal_accounts_for_every_byte() {
    let mut fixture = Fixture::that_says("allow");
    let mut die = Die(7);
    let places: Vec<(Client, Window)> = CAGES
        .iter()
        .enumerate()
        .map(|(quarter, cage)| fixture.at_work(cage, quarter))
        .collect();
    let mut own: [BTreeSet<String>; 4] = Default::default();
    let mut pasted = 0;
    for round in 0..120 {
        let at = die.throw(4);
        let (client, window) = &places[at];
        fixture.click_into(window, 5, 5);
        match die.throw(6) {
            0 | 1 => {
                let text = format!("text {round} of {}", CAGES[at]);
                own[at].insert(text.clone());
                fixture.carry_text(client, window, &text);
            }
            2 | 3 => fixture.paste_here(),
            4 => fixture.advance(die.throw(3) as u64 * 1_000),
            _ => {
                let Some(offer) = client.clipboard() else {
                    continue;
                };
                let pipe = client.ask(&offer);
                fixture.settle();
                // Its own program answers for what it copied itself.
                client.answer(b"");
                let text = pipe.text();
                if text.is_empty() || own[at].contains(&text) {
                    continue;
                }
                let digest = Digest::of(text.as_bytes()).to_string();
                let known = carried_into(&fixture, CAGES[at]);
                assert!(known.contains(&digest), "{text} came into {}", CAGES[at]);
                pasted += 1;
            }
        }
    }
    assert!(pasted > 5, "hardly anything was pasted: {pasted}");
    let facts = fixture.core.journal.facts();
    let granted = |act: u64| {
        let grant = |fact: &Fact| matches!(fact, Fact::TransferGranted { transfer, .. } if transfer.act == act);
        facts.iter().position(grant)
    };
    for (place, fact) in facts.iter().enumerate() {
        if let Fact::TransferCarried { act, .. } = fact {
            assert!(
                granted(*act).is_some_and(|grant| grant < place),
                "act {act}"
            );
        }
    }
}

#[test]
fn what_is_denied_is_recorded_as_denied() {
    let mut fixture = Fixture::that_says("deny");
    let (web, page) = fixture.at_work("web", 0);
    let (_bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    let denied = fixture
        .core
        .journal
        .facts()
        .iter()
        .find_map(|fact| match fact {
            Fact::TransferDenied { transfer, .. } => Some(transfer.clone()),
            _ => None,
        });
    let denied = denied.expect("a record");
    assert_eq!(
        (denied.from.cage.as_str(), denied.to.cage.as_str()),
        ("web", "bank")
    );
    assert_eq!((denied.size, denied.sha256), (8, Digest::of(b"a number")));
    assert!(carried_into(&fixture, "bank").is_empty());
}
