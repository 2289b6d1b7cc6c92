//! A program writes to, cuts and locks the keymap that it was handed (DL-27).

use lisere_tests::args;
use rustix::fs::{FlockOperation, flock, fstat, ftruncate};
use rustix::io::pwrite;

use crate::trial::{CAGE, THIRD, Trial};

#[test]
fn writing_on_the_keymap() {
    let mut trial = Trial::new();
    let mut files = Vec::new();
    for cage in [CAGE, THIRD] {
        let raw = trial.fixture.raw(cage);
        let keyboard = raw.make(raw.bound("wl_seat"), "get_keyboard", args![]);
        trial.fixture.settle();
        files.push(raw.last(keyboard, "keymap").expect("a keymap").file());
    }
    for file in &files {
        assert!(pwrite(&**file, b"evil", 0).is_err(), "it can be written");
        assert!(ftruncate(&**file, 0).is_err(), "it can be cut");
    }
    let inode = |n: usize| fstat(&*files[n]).expect("a file").st_ino;
    assert_ne!(
        inode(0),
        inode(1),
        "a lock on it would be seen in another cage"
    );
    flock(&*files[0], FlockOperation::NonBlockingLockExclusive).expect("a lock of one's own");
    flock(&*files[1], FlockOperation::NonBlockingLockExclusive).expect("and of the other's own");
    drop(files);
    trial.finish();
}
