//! What was asked for first and comes last is not what is pasted (DL-05): each act has a pipe of
//! its own, and the newest is the only one that is read.

use std::fs::File;
use std::io::Write;

use lisere_tests::Fixture;

#[test]
fn the_newest_act_wins() {
    let mut fixture = Fixture::that_says("allow");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    let (_, fd) = web.requests().pop().expect("it is asked");
    let mut late = File::from(fd);

    let (work, letter) = fixture.at_work("work", 1);
    fixture.carry_text(&work, &letter, "the newer");
    let _ = late.write_all(b"the older");
    drop(late);
    fixture.advance(100);

    let (bank, _form) = fixture.at_work("bank", 2);
    fixture.paste_here();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("the newer"));
}

#[test]
fn an_early_paste_waits_for_the_source() {
    let mut fixture = Fixture::that_says("allow");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert!(bank.clipboard().is_none());
    assert_eq!(web.answer(b"here it is"), 1);
    fixture.advance(50);
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("here it is"));
}

#[test]
fn the_keys_went_elsewhere_meanwhile() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.click_into(&page, 5, 5);
    assert_eq!(web.answer(b"here it is"), 1);
    fixture.advance(50);
    assert!(bank.clipboard().is_none());
}
