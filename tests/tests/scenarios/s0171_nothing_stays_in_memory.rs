//! What was carried is found nowhere in the core's memory once its time is over: not in buffers,
//! not in pictures of the prompt, not where a buffer lay before it grew.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::fd::AsFd;

use lisere_tests::{Client, Fixture};

/// What is looked for, turned so that this test itself does not hold it.
const TURNED: [u8; 24] = *b"\x2d\x16\x03\x16\x0e\x17\x12\x10\x1b\x16\x06\x11\x0b\x1d\x05\x1f\x0f\x1e\x02\x14\x1a\x19\x13\x0c";
const TURN: u8 = 0x77;
/// The least that is read of memory at once.
const PART: usize = 1 << 20;

/// Whether the process's memory holds what is looked for.
fn held() -> bool {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("our own memory");
    let mut memory = File::open("/proc/self/mem").expect("our own memory");
    let mut part = vec![0_u8; PART];
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else {
            continue;
        };
        let Some((start, end)) = range.split_once('-').filter(|_| rights.starts_with("rw")) else {
            continue;
        };
        let number = |text| u64::from_str_radix(text, 16).expect("an address");
        let (mut at, end) = (number(start), number(end));
        while at < end {
            let most = PART.min(usize::try_from(end - at).expect("a length"));
            memory.seek(SeekFrom::Start(at)).expect("an address");
            let count = memory.read(&mut part[..most]).unwrap_or(0);
            let found = holds(&part[..count]);
            // Else the next read could find this copy.
            part.fill(0);
            if found {
                return true;
            }
            at += most as u64;
        }
    }
    false
}

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(TURNED.len()).any(|window| {
        window
            .iter()
            .zip(TURNED)
            .all(|(byte, turned)| *byte == turned ^ TURN)
    })
}

/// A client answers with what is looked for, amid much else.
fn answer(fixture: &mut Fixture, client: &Client) {
    let (_, fd) = client.requests().pop().expect("it is asked");
    let mut into = File::from(fd);
    let mut secret = TURNED.map(|byte| byte ^ TURN);
    into.write_all(&secret).expect("a reader");
    secret.fill(0);
    for _ in 0..8 {
        into.write_all(&[b'x'; 8 * 1024]).expect("a reader");
        fixture.settle();
    }
    drop(into);
    fixture.advance(100);
}

#[test]
fn nothing_stays_in_memory() {
    let mut fixture = Fixture::that_says("ask");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    assert!(!held(), "not before");
    fixture.carry();
    answer(&mut fixture, &web);
    assert!(held(), "while it is carried");

    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.allow();
    let offer = bank.clipboard().expect("an offer");
    let (mut read, write) = std::io::pipe().expect("a pipe");
    offer.receive("text/plain".into(), write.as_fd());
    drop(write);
    fixture.settle();
    let mut got = [0; TURNED.len()];
    read.read_exact(&mut got).expect("what was carried");
    assert!(holds(&got), "it arrived");
    got.fill(0);
    drop(read);
    fixture.advance(61_000);
    assert!(bank.clipboard().is_none());
    assert!(!held(), "not after");
}

#[test]
fn nothing_stays_of_what_was_not_pasted() {
    let mut fixture = Fixture::that_says("ask");
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy(web.press_serial()));
    fixture.settle();
    fixture.carry();
    answer(&mut fixture, &web);
    let (_bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.look_at_prompt();
    fixture.chord(&["KEY_ESC"]);
    fixture.frame();
    fixture.advance(61_000);
    assert!(!held());
}
