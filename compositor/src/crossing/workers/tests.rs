//! Helpers as the core meets them: honest, hostile, slow and dead.

mod files;
mod support;

use std::time::Duration;

use lisere_helper::image::{HEAD, MAX_BYTES};

use self::support::{World, png, script, why};
use super::super::Worked;
use super::*;

#[test]
fn a_picture_is_washed() {
    let mut world = World::new(Workers::in_thread().unwrap());
    world.workers.wash(7, &png(600, 40));
    let Some(Worked::Washed {
        act,
        png,
        size,
        preview,
    }) = world.next()
    else {
        unreachable!()
    };
    assert_eq!((act, size), (7, (600, 40)));
    assert!(png.bytes().starts_with(b"\x89PNG"));
    assert_eq!(
        (preview.width, preview.height, preview.bgra.len()),
        (480, 32, 480 * 32 * 4)
    );
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    let mut world = World::new(Workers::in_thread().unwrap());
    world.workers.wash(1, b"nothing of the kind");
    assert!(why(world.next()).contains("no PNG, JPEG, GIF, WebP or BMP"));
    world.workers.wash(2, &vec![0; MAX_BYTES as usize + 1]);
    assert!(why(world.next()).contains("too large"));
}

#[test]
fn only_so_many_wait() {
    let (_folder, program) = script("exec tail -f /dev/null");
    let mut world = World::new(Workers::processes(program).unwrap());
    for act in 0..6 {
        world.workers.wash(act, b"x");
    }
    let failed = world.workers.ready(world.now);
    assert_eq!(failed.len(), 2, "{failed:?}");
    assert!(why(failed.into_iter().next()).contains("too many pictures"));
}

#[test]
fn a_helper_that_says_why_is_believed_no_further() {
    for (code, word) in [
        (10, "no PNG"),
        (11, "too large"),
        (12, "damaged"),
        (99, "damaged"),
    ] {
        let (_folder, program) = script(&format!("exit {code}"));
        let mut world = World::new(Workers::processes(program).unwrap());
        world.workers.wash(1, b"x");
        assert!(why(world.next()).contains(word), "{code}");
    }
}

/// Answers of a decoder that lie about what they are, and of an encoder.
#[test]
fn answers_that_lie_are_refused() {
    let short = r"printf '\2\0\0\0\2\0\0\0abc'";
    let large = r"printf '\377\377\377\377\377\377\377\377'";
    let decoded = r"printf '\1\0\0\0\1\0\0\0abcd'";
    let encode = |what: &str| format!("[ $1 = encode ] && exec printf '{what}'; {decoded}");
    for (answer, word) in [
        ("exit 0", "damaged"),
        ("kill -9 $$", "damaged"),
        (short, "damaged"),
        (large, "too large"),
        (&encode("abc"), "damaged"),
        (&encode(r"\1\0\0\0\1\0\0\0"), "damaged"),
        (&encode(r"no picture\1\0\0\0\1\0\0\0"), "damaged"),
        (&encode(r"abcd\1\20\0\0\1\0\0\0"), "damaged"),
        (
            &encode(r"\211PNG\r\n\32\n\0\0\0\15IHDR\0\0\0\0\0\0\0\0abcd\1\0\0\0\1\0\0\0"),
            "damaged",
        ),
    ] {
        let (_folder, program) = script(answer);
        let mut world = World::new(Workers::processes(program).unwrap());
        world.workers.wash(1, b"x");
        let why = why(world.next());
        assert!(why.contains(word), "{answer}: {why}");
    }
}

#[test]
fn an_answer_may_be_as_long_as_its_pixels_and_no_longer() {
    let (_folder, program) = script(&format!("head -c {} /dev/zero", HEAD + 4));
    let mut world = World::new(Workers::processes(program).unwrap());
    world.workers.wash(1, b"x");
    assert!(why(world.next()).contains("too large"), "no sides at all");
}

#[test]
fn a_silent_helper_is_ended() {
    let (_folder, program) = script("exec tail -f /dev/null");
    let mut world = World::new(Workers::processes(program).unwrap());
    world.workers.wash(1, b"x");
    assert!(world.workers.ready(world.now).is_empty());
    let due = world.workers.next_deadline().unwrap();
    assert_eq!(world.now.until(due), Duration::from_secs(10));
    world.now = due;
    assert!(why(world.workers.ready(due).pop()).contains("too long"));
    assert_eq!(world.workers.next_deadline(), None);
}

#[test]
fn nothing_is_said_of_what_nobody_wants() {
    let (_folder, program) = script("exec tail -f /dev/null");
    let mut world = World::new(Workers::processes(program).unwrap());
    world.workers.wash(1, b"x");
    world.workers.wash(2, b"y");
    assert!(world.workers.ready(world.now).is_empty());
    world.workers.discard(1);
    world.workers.discard(2);
    assert!(world.workers.ready(world.now).is_empty());
    assert_eq!(world.workers.next_deadline(), None);
}

#[test]
fn a_program_that_is_missing_is_no_more_than_a_failure() {
    let mut world = World::new(Workers::processes("/nonexistent/helper".into()).unwrap());
    world.workers.wash(1, b"x");
    assert!(why(world.next()).contains("could not be passed on"));
}
