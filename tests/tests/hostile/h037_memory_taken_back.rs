//! The file beneath a pool is cut short before, between and after its use (PA-10).

use std::os::fd::OwnedFd;

use lisere_tests::rawwl::{Obj, Raw, memory};
use lisere_tests::{Fixture, args};
use rustix::fs::ftruncate;

use crate::trial::{Trial, hover, raw_window};

/// A buffer of 32 × 32, its pool and its file.
fn loan(raw: &Raw) -> (Obj, Obj, OwnedFd) {
    let file = memory(4096);
    let kept = file.try_clone().expect("a file");
    let pool = raw.pool(file, 4096);
    (raw.buffer_in(pool, 0, (32, 32), 128, 1), pool, kept)
}

/// Takes the memory back at a step of its use.
fn take_back(fixture: &mut Fixture, raw: &Raw, at: u8) {
    let win = raw_window(fixture, raw, 32, 32);
    let (buffer, pool, file) = loan(raw);
    let cut = |now: u8| {
        if now == at {
            ftruncate(&file, 0).expect("memory");
        }
    };
    fixture.settle();
    cut(0);
    raw.show(win.surface, buffer);
    fixture.settle();
    cut(1);
    fixture.frame();
    cut(2);
    raw.tell(buffer, "destroy", args![]);
    raw.tell(pool, "destroy", args![]);
    fixture.settle();
    cut(3);
    raw.tell(win.surface, "damage", args![0, 0, 32, 32]);
    raw.commit(win.surface);
    fixture.frame();
    raw.tell(win.role, "destroy", args![]);
    fixture.frame();
}

#[test]
fn memory_taken_back() {
    let mut trial = Trial::new();
    for at in 0..4 {
        trial.either(|fixture, raw| take_back(fixture, raw, at));
    }
    trial.ends(|fixture, raw| {
        let win = raw_window(fixture, raw, 32, 32);
        let (buffer, _, file) = loan(raw);
        fixture.settle();
        ftruncate(&file, 0).expect("memory");
        raw.show(win.surface, buffer);
        fixture.frame();
    });
    // A pointer's image.
    trial.either(|fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (pointer, serial) = hover(fixture, raw);
        let cursor = raw.surface();
        raw.tell(pointer, "set_cursor", args![serial, cursor, 0, 0]);
        let (buffer, _, file) = loan(raw);
        fixture.settle();
        ftruncate(&file, 0).expect("memory");
        raw.show(cursor, buffer);
        fixture.frame();
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
