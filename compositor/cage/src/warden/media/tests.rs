//! Pipes with both ends here, and no sound server: what is carried, and when.

use lisere_policy::{Rights, Sandbox};
use rustix::io::{read, write};

use super::samples::{CHUNK, Frames, SECOND};
use super::*;

const START: Duration = Duration::from_secs(100);

fn recipe() -> Recipe {
    Recipe {
        name: "work".into(),
        title: "Work".into(),
        level: "Trusted".into(),
        colour: "#4a90d9".into(),
        sandbox: Sandbox::default(),
        rights: Rights::default(),
        user: 1000,
        socket: "/run/nowhere/wayland-0".into(),
        home: None,
        state: None,
        journal: None,
        disposable: false,
        bare: false,
        variables: Vec::new(),
    }
}

fn rest(fd: &OwnedFd) -> usize {
    let mut bytes = [0; CHUNK];
    let mut all = 0;
    while let Ok(count) = read(fd, &mut bytes) {
        all += count;
    }
    all
}

#[test]
fn samples_are_never_torn() {
    let mut frames = Frames::default();
    let pieces = |frames: &mut Frames, count: usize| -> Vec<usize> {
        frames.cut(&vec![1; count]).iter().map(Vec::len).collect()
    };
    assert_eq!(pieces(&mut frames, 3), Vec::<usize>::new());
    assert_eq!(pieces(&mut frames, 2), [4]);
    assert_eq!(pieces(&mut frames, CHUNK + 1), [CHUNK]);
    assert_eq!(pieces(&mut frames, 2), [4]);
}

#[test]
fn silence_starts_no_player_and_is_taken_away() {
    let (ours, theirs) = pipe().unwrap();
    let mut sound = Sound::new(&recipe(), ours);
    write(&theirs, &[0; 4_096]).unwrap();
    sound.tick(START).unwrap();
    assert!(!sound.playing());
    assert_eq!(sound.deadline(), None);
    assert!(sound.watched().is_some());
    // Whoever is gone sends nothing any more.
    drop(theirs);
    assert!(sound.tick(START).is_err());
}

#[test]
fn who_sends_faster_than_time_is_left_alone_for_a_while() {
    let (ours, theirs) = pipe().unwrap();
    let mut sound = Sound::new(&recipe(), ours);
    let mut taken = 0;
    for _ in 0..1_000 {
        while write(&theirs, &[0; CHUNK]).is_ok() {}
        let before = taken;
        sound.tick(START).unwrap();
        taken += PIPE;
        if sound.watched().is_none() {
            taken = before;
            break;
        }
    }
    let most = usize::try_from(SECOND).unwrap();
    assert!((most / 2..=2 * most).contains(&taken), "{taken}");
    let due = sound.deadline().unwrap();
    assert!(due > START && due < START + Duration::from_secs(1));
    sound.tick(due).unwrap();
    assert!(sound.watched().is_some());
}

#[test]
fn a_microphone_that_nobody_reads_stays_closed() {
    let (theirs, ours) = pipe().unwrap();
    let mut microphone = Microphone::new(&recipe(), ours);
    for _ in 0..3 {
        microphone.tick(START).unwrap();
        assert!(!microphone.open());
    }
    // What it is full of is silence.
    let mut bytes = [1; CHUNK];
    assert_eq!(read(&theirs, &mut bytes), Ok(CHUNK));
    assert!(bytes.iter().all(|byte| *byte == 0));
    assert_eq!(rest(&theirs), PIPE - CHUNK);
}

#[test]
fn a_recorder_runs_from_the_first_byte_that_is_read() {
    let (theirs, ours) = pipe().unwrap();
    let mut microphone = Microphone::new(&recipe(), ours);
    assert!(rest(&theirs) > 0);
    microphone.tick(START).unwrap();
    if tools::find(samples::PROGRAM).is_none() {
        eprintln!(
            "not tried with a recorder: {} is not installed",
            samples::PROGRAM
        );
        assert!(!microphone.open());
    } else {
        assert!(microphone.open());
        microphone.halt();
    }
    assert!(!microphone.open(), "halted, nothing is recorded");
    assert_eq!(rest(&theirs), PIPE, "it is full again");
    drop(theirs);
    let waits = microphone.deadline().unwrap_or(START);
    assert!(microphone.tick(waits).is_err());
}

#[test]
fn what_is_missing_is_told_with_its_cure() {
    assert_eq!(lacks(&recipe()), Vec::<String>::new());
    let mut seeing = recipe();
    seeing.rights.camera = true;
    seeing.sandbox.cameras = vec!["/dev/video999".into()];
    let lacking = lacks(&seeing);
    assert_eq!(lacking.len(), 1);
    assert!(lacking[0].starts_with("camera: /dev/video999 is not there"));
    let mut heard = recipe();
    heard.rights.sound = true;
    let here = tools::find(SERVER).is_some() && tools::find(samples::PROGRAM).is_some();
    assert_eq!(lacks(&heard).is_empty(), here);
    let (media, task) = Media::of(&heard, None);
    assert_eq!(task.is_some(), tools::find(SERVER).is_some());
    assert_eq!(media.uses(), Uses::default());
}
