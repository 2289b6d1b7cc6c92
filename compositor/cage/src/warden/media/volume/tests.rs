//! The user's own sound server as a script has it: what is asked and said, and when.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::*;
use crate::message::Volume;
use crate::warden::time::now;

/// How long something may take that must happen.
const MUST: Timespec = Timespec {
    tv_sec: 60,
    tv_nsec: 0,
};
/// Answers as `pactl` does, of files beside it: `events` is a pipe.
const SCRIPT: &str = r#"#!/bin/sh
cd "${0%/*}" || exit 1
case $1 in
subscribe) exec cat events ;;
get-sink-volume) echo "Volume: mono: $(cat volume) / ?% / ? dB"; echo "  balance 0.00" ;;
get-sink-mute) echo "Mute: $(cat mute)" ;;
get-source-mute) echo "Mute: $(cat microphone)" ;;
set-sink-volume) echo "$3" > volume; echo x >> sets ;;
set-sink-mute) test "$(cat mute)" = no && echo yes > mute || echo no > mute ;;
set-source-mute) test "$(cat microphone)" = no && echo yes > microphone || echo no > microphone ;;
esac
"#;

/// A server in a folder: whoever has the file open tells of changes.
struct Server {
    folder: tempfile::TempDir,
    _socket: UnixListener,
}

impl Server {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, text) in [
            ("volume", "32768"),
            ("mute", "no"),
            ("microphone", "no"),
            ("sets", ""),
            ("pactl", SCRIPT),
        ] {
            fs::write(at(name), text).unwrap();
        }
        fs::set_permissions(at("pactl"), fs::Permissions::from_mode(0o700)).unwrap();
        let made = Command::new("mkfifo").arg(at("events")).status().unwrap();
        assert!(made.success());
        fs::create_dir(at("pulse")).unwrap();
        let socket = UnixListener::bind(at("pulse/native")).unwrap();
        let _socket = socket;
        Self { folder, _socket }
    }

    fn mixer(&self) -> Mixer {
        let place = Place::below(self.folder.path());
        Mixer::at(place, Some(self.folder.path().join("pactl")))
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// Its end of what tells of changes: there once somebody listens.
    fn events(&self) -> File {
        let events = self.folder.path().join("events");
        File::options().write(true).open(events).unwrap()
    }
}

/// What the core is told next.
fn next(mixer: &mut Mixer) -> (Option<(u16, bool)>, Option<bool>) {
    loop {
        if let Some(News::Volume {
            volume,
            microphone_muted,
        }) = mixer.tick(now())
        {
            let volume = volume.map(|Volume { percent, muted }| (percent, muted));
            return (volume, microphone_muted);
        }
        let watched = mixer.watched();
        let mut fds: Vec<_> = watched
            .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .collect();
        assert!(!fds.is_empty(), "nothing is waited for");
        assert!(poll(&mut fds, Some(&MUST)).unwrap() > 0, "nothing comes");
    }
}

/// Has everything asked that is to be.
fn settle(mixer: &mut Mixer) {
    while mixer.talk.is_some() || !mixer.due.is_empty() {
        mixer.tick(now());
        let talk = mixer.talk.as_ref().map(Talk::watched);
        let mut fds: Vec<_> = talk
            .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .into_iter()
            .collect();
        assert!(fds.is_empty() || poll(&mut fds, Some(&MUST)).unwrap() > 0);
    }
}

fn say(events: &mut File, line: &str) {
    use std::io::Write;
    events.write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
fn what_the_server_says_is_told_and_what_the_user_wants_is_done() {
    let server = Server::new();
    let mut mixer = server.mixer();
    assert_eq!(mixer.watched().count(), 0);
    mixer.follow(now());
    let mut events = server.events();
    assert_eq!(next(&mut mixer), (Some((50, false)), None));
    assert_eq!(next(&mut mixer), (Some((50, false)), Some(false)));
    settle(&mut mixer);
    assert_eq!(mixer.deadline(), None, "nobody wakes while nothing changes");

    // A held key starts no process of its own for each time that it counts.
    for _ in 0..7 {
        mixer.want(VolumeWish::Up, now());
        mixer.tick(now());
    }
    let mut told = next(&mut mixer);
    while told.0 != Some((85, false)) {
        told = next(&mut mixer);
    }
    settle(&mut mixer);
    let sets = fs::read_to_string(server.folder.path().join("sets")).unwrap();
    assert!(sets.len() / 2 <= 2, "{sets}");

    mixer.want(VolumeWish::Mute, now());
    assert_eq!(next(&mut mixer).0, Some((85, true)));
    mixer.want(VolumeWish::Up, now());
    let mut told = next(&mut mixer);
    while told.0 != Some((90, false)) {
        told = next(&mut mixer);
    }
    mixer.want(VolumeWish::MicrophoneMute, now());
    assert_eq!(next(&mut mixer).1, Some(true));
    settle(&mut mixer);

    // What others change is told too; what is none of it is not even asked about.
    server.put("volume", "13107");
    say(&mut events, "Event 'change' on sink #0");
    say(&mut events, "Event 'change' on sink-input #0");
    assert_eq!(next(&mut mixer).0, Some((20, false)));
    server.put("volume", "what?");
    say(&mut events, "Event 'change' on server");
    assert_eq!(next(&mut mixer), (None, Some(true)));
}

#[test]
fn a_server_that_goes_is_not_shown_and_found_again() {
    let server = Server::new();
    let mut mixer = server.mixer();
    mixer.follow(now());
    let events = server.events();
    while next(&mut mixer).1.is_none() {}
    mixer.want(VolumeWish::Up, now());
    drop(events);
    let mut told = next(&mut mixer);
    while told.0.is_some() {
        told = next(&mut mixer);
    }
    assert_eq!(told, (None, None));
    // Its socket is still there, so it is tried again after a while, and at a wish at once.
    let due = mixer.deadline().unwrap();
    assert!(due > now().saturating_sub(FIRST) && due <= now() + FIRST);
    mixer.want(VolumeWish::Mute, now());
    let _events = server.events();
    let mut told = next(&mut mixer);
    while told.0.is_none_or(|(_, muted)| !muted) {
        told = next(&mut mixer);
    }
}

#[test]
fn where_none_answers_it_is_tried_less_and_less() {
    let runtime = tempfile::tempdir().unwrap();
    let mut mixer = Mixer::at(Place::below(runtime.path()), Some("/bin/false".into()));
    mixer.follow(now());
    assert_eq!(mixer.deadline(), None, "there is no socket");
    mixer.want(VolumeWish::Up, now());
    assert!(matches!(mixer.phase, Phase::Waits(None)));
    fs::create_dir(runtime.path().join("pulse")).unwrap();
    let _socket = UnixListener::bind(runtime.path().join("pulse/native")).unwrap();
    let mut at = now();
    let mut waits = Vec::new();
    mixer.tick(at);
    loop {
        while let Phase::Follows(subscription, _) = &mixer.phase {
            let fd = subscription.watched();
            let mut fds = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
            assert!(poll(&mut fds, Some(&MUST)).unwrap() > 0);
            mixer.tick(at);
        }
        let Some(due) = mixer.deadline() else { break };
        waits.push((due - at).as_secs());
        at = due;
        mixer.tick(at);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32]);
    // Nothing is kept of what was wanted meanwhile.
    assert_eq!(mixer.wanted, Wanted::default());
    assert!(mixer.watched().next().is_some(), "one that comes is seen");
}

#[test]
fn one_that_does_not_answer_holds_nobody_up() {
    let server = Server::new();
    server.put("hangs", "#!/bin/sh\nexec tail -f /dev/null\n");
    let hangs = server.folder.path().join("hangs");
    fs::set_permissions(&hangs, fs::Permissions::from_mode(0o700)).unwrap();
    let mut mixer = Mixer::at(Place::below(server.folder.path()), Some(hangs));
    let start = now();
    mixer.follow(start);
    assert_eq!(mixer.tick(start), None);
    assert_eq!(mixer.deadline(), Some(start + PATIENCE));
    assert_eq!(mixer.tick(start + PATIENCE), None);
    assert_eq!(mixer.deadline(), Some(start + PATIENCE + FIRST));
    assert!(mixer.talk.is_none());
}

#[test]
fn one_that_never_ends_its_answer_is_cut_short() {
    let server = Server::new();
    let yes = ["/usr/bin/yes", "/bin/yes"].map(Path::new);
    let yes = yes.into_iter().find(|path| path.exists()).unwrap();
    let mut mixer = Mixer::at(Place::below(server.folder.path()), Some(yes.to_owned()));
    mixer.follow(now());
    let mut asked = 0;
    for _ in 0..100_000 {
        let before = mixer.talk.as_ref().map(|talk| talk.since);
        assert_eq!(mixer.tick(now()), None);
        asked += usize::from(mixer.talk.as_ref().map(|talk| talk.since) != before);
        if asked > 3 {
            break;
        }
    }
    assert!(asked > 3, "{asked}");
}

#[test]
fn where_it_is_not_installed_nothing_happens() {
    let server = Server::new();
    let mut mixer = Mixer::at(Place::below(server.folder.path()), None);
    mixer.follow(now());
    mixer.want(VolumeWish::Up, now());
    assert_eq!(mixer.tick(now()), None);
    assert_eq!((mixer.deadline(), mixer.watched().count()), (None, 0));
}
