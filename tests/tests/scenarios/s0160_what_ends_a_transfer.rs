//! A destination that dies, a cage that the user ends, another copy in the destination: each ends
//! what it must, and nothing else.

use lisere_tests::Fixture;
use lisere_tests::crossing::home_that_says;

#[test]
fn the_destination_dies_at_the_prompt() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    drop(form);
    fixture.disconnect(bank);
    fixture.frame();
    assert!(
        !fixture.core.crossing.asks(),
        "there is nobody to give it to"
    );
    let (work, _letter) = fixture.at_work("work", 2);
    fixture.paste_here();
    fixture.allow();
    assert_eq!(fixture.pasted(&work).as_deref(), Some("a number"));
}

#[test]
fn the_source_may_close_once_it_has_answered() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    fixture.carry_text(&web, &page, "a number");
    drop(page);
    fixture.disconnect(web);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}

#[test]
fn nothing_comes_of_a_cage_that_was_ended() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    fixture.carry_text(&web, &page, "a number");
    drop(page);
    let cage = web.cage();
    fixture.core.perform(lisere::actions::Action::EndCage(cage));
    fixture.disconnect(web);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert!(bank.clipboard().is_none());
}

#[test]
fn another_copy_takes_its_place() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    let old = bank.clipboard().expect("an offer");
    let _own = bank.copy(bank.press_serial());
    fixture.settle();
    let late = bank.ask(&old);
    fixture.settle();
    assert_eq!(late.text(), "", "the old offer gives nothing any more");
}

#[test]
fn what_came_may_be_carried_on() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (work, letter) = fixture.at_work("work", 1);
    fixture.carry_text(&web, &page, "hand to hand");
    fixture.click_into(&letter, 5, 5);
    fixture.paste_here();
    fixture.carry();
    fixture.advance(50);
    let (bank, _form) = fixture.at_work("bank", 2);
    fixture.paste_here();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("hand to hand"));
    drop(work);
}

#[test]
fn by_the_policy_it_may_be_given_again() {
    let text = format!("{}\n[transfers]\nreuse = true\n", home_that_says("allow"));
    let mut fixture = Fixture::of_text(&text);
    let (web, page) = fixture.at_work("web", 0);
    fixture.carry_text(&web, &page, "twice");
    for (cage, quarter) in [("work", 1), ("bank", 2)] {
        let (client, _window) = fixture.at_work(cage, quarter);
        fixture.paste_here();
        assert_eq!(fixture.pasted(&client).as_deref(), Some("twice"), "{cage}");
    }
    fixture.advance(60_000);
    let (vault, _window) = fixture.at_work("vault", 3);
    fixture.paste_here();
    assert!(vault.clipboard().is_none(), "but not for ever");
}
