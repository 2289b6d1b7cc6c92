//! Texts without an end, with an end inside, longer than their message, or in no encoding (PA-07).

use lisere_tests::rawwl::{Arg, Raw};

use crate::trial::{INVALID_METHOD, Trial};

fn words(words: &[u32]) -> Arg {
    Arg::Bytes(words.iter().flat_map(|word| word.to_ne_bytes()).collect())
}

fn title(raw: &Raw, length: u32, bytes: &[u8]) {
    let win = raw.toplevel();
    raw.message(
        win.role.id,
        2,
        vec![words(&[length]), Arg::Bytes(bytes.to_vec())],
    );
}

#[test]
fn texts_that_are_none() {
    let mut trial = Trial::new();
    let texts: [(u32, &[u8]); 9] = [
        (4, b"abcd"),
        (4, b"a\0b\0"),
        (3, b"\0\0\0\0"),
        (5, b"abc\0"),
        (4_000, b"abc\0"),
        (1 << 31, b"abc\0"),
        (u32::MAX, b"abc\0"),
        (4, b"\xff\xfe\xfd\0"),
        (4, b"\xed\xa0\x80\0"),
    ];
    for (length, bytes) in texts {
        trial.dies_at_once(INVALID_METHOD, |_, raw| title(raw, length, bytes));
    }
    // NULL where a text has to be.
    trial.dies_at_once(INVALID_METHOD, |_, raw| title(raw, 0, b""));
    trial.lives(|_, raw| title(raw, 1, b"\0\0\0\0"));
    trial.finish();
}
