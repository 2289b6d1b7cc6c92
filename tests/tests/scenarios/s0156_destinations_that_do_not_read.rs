//! A program that asks for what it got and does not read it, or has it written where writing
//! may wait, makes nobody wait.

use std::io::{Read, Write};
use std::os::fd::AsFd;

use lisere_tests::{Client, Fixture};

/// A client with a large text on its clipboard that came from another cage.
fn with_text(fixture: &mut Fixture, text: &str) -> Client {
    let (web, page) = fixture.at_work("web", 0);
    fixture.click_into(&page, 5, 5);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    let (_, fd) = web.requests().pop().expect("it is asked");
    let mut into = std::fs::File::from(fd);
    for part in text.as_bytes().chunks(32 * 1024) {
        into.write_all(part).expect("a reader");
        fixture.settle();
    }
    drop(into);
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    bank
}

#[test]
fn it_never_reads() {
    let mut fixture = Fixture::that_says("allow");
    let text = "a line of it\n".repeat(15_000);
    let bank = with_text(&mut fixture, &text);
    let offer = bank.clipboard().expect("an offer");
    let mut pipes = Vec::new();
    for _ in 0..40 {
        let (read, write) = std::io::pipe().expect("a pipe");
        offer.receive("text/plain".into(), write.as_fd());
        drop(write);
        fixture.settle();
        pipes.push(read);
    }
    // One that reads gets all of it, while the others do not.
    let mut whole = Vec::new();
    let mut part = [0; 32 * 1024];
    while let Ok(count) = pipes[0].read(&mut part) {
        if count == 0 {
            break;
        }
        whole.extend_from_slice(&part[..count]);
        fixture.settle();
    }
    assert_eq!(whole.len(), text.len());
    fixture.advance(2_100);
    let mut rest = Vec::new();
    pipes[1].read_to_end(&mut rest).expect("an end");
    assert!(
        rest.len() < text.len(),
        "what is not read in time is cut off"
    );
    rest.clear();
    pipes[39].read_to_end(&mut rest).expect("an end");
    assert!(rest.is_empty(), "more than 32 at a time are not served");
}

#[test]
fn nobody_is_at_the_other_end() {
    let mut fixture = Fixture::that_says("allow");
    let bank = with_text(&mut fixture, "text");
    let offer = bank.clipboard().expect("an offer");
    let (read, write) = std::io::pipe().expect("a pipe");
    offer.receive("text/plain".into(), write.as_fd());
    drop((read, write));
    fixture.settle();
    assert_eq!(
        fixture.pasted(&bank).as_deref(),
        Some("text"),
        "and the core lives"
    );
}

#[test]
fn a_file_is_not_written_to() {
    let mut fixture = Fixture::that_says("allow");
    let bank = with_text(&mut fixture, "text");
    let offer = bank.clipboard().expect("an offer");
    let file = tempfile::tempfile().expect("a file");
    offer.receive("text/plain".into(), file.as_fd());
    fixture.advance(100);
    assert_eq!(file.metadata().expect("a file").len(), 0);
}

#[test]
fn a_pipe_made_to_wait_is_not_waited_for() {
    let mut fixture = Fixture::that_says("allow");
    let text = "a line of it\n".repeat(15_000);
    let bank = with_text(&mut fixture, &text);
    let offer = bank.clipboard().expect("an offer");
    // Both ends are the program's own, and writing waits as pipes do: were the core to
    // write like that, this test would never end.
    let (read, write) = std::io::pipe().expect("a pipe");
    offer.receive("text/plain".into(), write.as_fd());
    fixture.advance(2_100);
    drop(write);
    let mut got = Vec::new();
    let mut read = read;
    read.read_to_end(&mut got).expect("an end");
    assert!(!got.is_empty() && got.len() < text.len());
}
