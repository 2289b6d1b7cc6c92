//! What was refused is kept for the user who asks why: by which rule, of which cage, a bounded
//! number for each; and the lens's card scrolls through it.

use lisere_policy::record::{By, Fact};
use lisere_tests::{Fixture, paint};

#[test]
fn the_lens_tells_what_was_refused() {
    let mut fixture = Fixture::that_says("deny");
    let (vault, vault_window) = fixture.at_work("vault", 0);
    let (_, bank_window) = fixture.at_work("bank", 1);
    fixture.carry_text(&vault, &vault_window, "a secret");
    fixture.click_into(&bank_window, 30, 30);
    fixture.paste_here();
    fixture.frame();
    let refusals = fixture.core.journal.refusals();
    let denied = refusals.iter().find_map(|refusal| match &refusal.fact {
        Fact::TransferDenied { transfer, by, .. } => Some((transfer.clone(), *by)),
        _ => None,
    });
    let (transfer, by) = denied.expect("the denial");
    assert_eq!((transfer.from.cage.as_str(), by), ("vault", By::Rule));

    for line in 1..40 {
        let now = fixture.now();
        let fact = Fact::PreferencesRefused { line };
        fixture.core.journal.record(fact, now);
    }
    let kept = fixture.core.journal.refusals().len();
    assert!(kept < 20, "{kept}");

    let page = fixture.window(&vault, (200, 120), paint::RED);
    fixture.click_into(&page, 20, 20);
    fixture.attention();
    fixture.key("KEY_R");
    fixture.frame();
    let mut pictures = vec![fixture.pixels()];
    for _ in 0..3 {
        fixture.key("KEY_DOWN");
        fixture.frame();
        pictures.push(fixture.pixels());
    }
    assert!(
        pictures.windows(2).all(|two| two[0] != two[1]),
        "it scrolls"
    );
    fixture.key("KEY_UP");
    fixture.frame();
    assert_eq!(fixture.pixels(), pictures[2], "and back");
    fixture.move_to(320.0, 120.0);
    fixture.scroll(-10.0);
    fixture.move_to(5.0, 395.0);
    fixture.frame();
    assert_ne!(fixture.pixels(), pictures[2], "by the wheel too");
}
