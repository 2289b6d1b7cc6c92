//! A source that is silent, slow or endless, or that dies while it answers, makes nobody wait
//! and brings nothing over.

use std::fs::File;
use std::io::Write;

use lisere_tests::{Client, Fixture, Window};

/// A client that has copied and is asked; where it is to write.
fn asked(fixture: &mut Fixture) -> (Client, Window, File) {
    let (web, page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    let (mime, fd) = web.requests().pop().expect("it is asked");
    assert_eq!(mime, "text/plain");
    (web, page, File::from(fd))
}

fn nothing_is_carried(fixture: &mut Fixture, words: &str) {
    assert!(fixture.said().contains(words), "{}", fixture.said());
    let (bank, _) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert!(bank.clipboard().is_none());
}

#[test]
fn silent() {
    let mut fixture = Fixture::that_says("allow");
    let (_web, _page, mut into) = asked(&mut fixture);
    fixture.advance(1_990);
    assert_eq!(fixture.said(), "");
    fixture.advance(20);
    nothing_is_carried(&mut fixture, "No answer from Web");
    assert!(into.write_all(b"late").is_err(), "nobody reads it any more");
}

#[test]
fn a_trickle() {
    let mut fixture = Fixture::that_says("allow");
    let (_web, _page, mut into) = asked(&mut fixture);
    for _ in 0..9 {
        into.write_all(b"x").expect("a reader");
        fixture.advance(1_050);
        assert_eq!(fixture.said(), "");
    }
    into.write_all(b"x").expect("a reader");
    fixture.advance(1_000);
    nothing_is_carried(&mut fixture, "No answer from Web");
}

#[test]
fn without_end() {
    let mut fixture = Fixture::that_says("allow");
    let (_web, _page, mut into) = asked(&mut fixture);
    let part = [b'x'; 32 * 1024];
    let mut written = 0_usize;
    while into.write_all(&part).is_ok() {
        written += part.len();
        fixture.settle();
        assert!(written < 64 << 20, "it is read for ever");
    }
    nothing_is_carried(&mut fixture, "more than 1 MB");
}

#[test]
fn it_dies_while_it_answers() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page, mut into) = asked(&mut fixture);
    into.write_all(b"half of").expect("a reader");
    drop(into);
    fixture.settle();
    drop(page);
    fixture.disconnect(web);
    fixture.advance(50);
    nothing_is_carried(&mut fixture, "no longer offers it");
}
