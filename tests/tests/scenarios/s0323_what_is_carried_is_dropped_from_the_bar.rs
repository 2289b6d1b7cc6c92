//! Delete on the transfer's chip: what is carried is gone, and cannot be pasted any more.

use lisere::panels::Panel;
use lisere_shell::BarHot;
use lisere_tests::Fixture;

#[test]
fn what_is_carried_is_dropped_from_the_bar() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    fixture.carry_text(&web, &page, "an account number");
    let output = fixture.output(0);
    fixture.frame();
    let carried = |fixture: &Fixture| {
        let parts = fixture.core.pictures.bar_parts(output);
        parts.contains(&BarHot::Transfer)
    };
    assert!(carried(&fixture), "{}", fixture.said());
    fixture.chord(&["KEY_LEFTMETA", "KEY_A"]);
    fixture.frame();
    for _ in 0..20 {
        if let Some(Panel::Bar(ring)) = fixture.core.input.panel
            && ring.part == BarHot::Transfer
        {
            break;
        }
        fixture.key("KEY_RIGHT");
    }
    fixture.key("KEY_DELETE");
    fixture.frame();
    assert!(!carried(&fixture));
    fixture.key("KEY_ESC");
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.advance(100);
    assert!(bank.clipboard().is_none(), "{}", bank.transcript());
    assert!(
        fixture.said().contains("take something first"),
        "{}",
        fixture.said()
    );
}
