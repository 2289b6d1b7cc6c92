//! How loud the machine is, by a sound server of the user's: it is told, keys' actions change
//! it, and it is found again when it comes back. What cages have of sound has no part in that.

use liserectl::{Answer, Client, Command, Event, SoundInfo, State};

use crate::cages::{Session, text};
use crate::sound::{Host, start};

/// One who hears what there is and what changes.
struct Listener {
    client: Client,
    known: State,
}

impl Listener {
    fn of(session: &Session) -> Self {
        let mut client = Client::connect(&session.place.path().join("lisere/control")).unwrap();
        client.listen().unwrap();
        match client.next_event().unwrap() {
            Some(Event::State { state }) => Self {
                client,
                known: *state,
            },
            other => panic!("first of all comes everything, not {other:?}"),
        }
    }

    /// Hears until the machine is so.
    fn until(&mut self, so: impl Fn(SoundInfo) -> bool) {
        while !so(self.known.sound) {
            let event = self.client.next_event().unwrap().unwrap();
            self.known.apply(&event);
        }
    }

    fn until_volume(&mut self, percent: u16, muted: bool) {
        let wanted = (Some(percent), Some(muted));
        self.until(|sound| (sound.volume, sound.muted) == wanted);
    }
}

fn act(session: &Session, action: &str) {
    let asked = Command::Action {
        action: action.to_owned(),
        window: None,
        output: None,
    };
    assert_eq!(session.ask(asked).unwrap(), Answer::Done {});
}

/// Returns once the warden has heard all that was wanted before: it hears one order after the
/// other, and answers this one itself.
fn heard_by_the_warden(session: &Session) {
    // The core may pass on a question before the wishes of the same turn, but not of the one
    // before.
    for _ in 0..2 {
        let cage = "work".to_owned();
        // Where no cage can be kept it says so.
        let _ = session.ask(Command::Entries { cage });
    }
}

#[test]
fn the_machine_is_as_loud_as_its_sound_server_says_and_the_user_wants() {
    let session = start();
    let mut ear = Listener::of(&session);
    // There is no server, and nothing comes of it.
    for action in ["volume-up", "volume-down", "mute", "mute-microphone"] {
        act(&session, action);
    }
    heard_by_the_warden(&session);
    let Some(host) = Host::start(session.place.path()) else {
        assert_eq!(ear.known.sound, SoundInfo::default());
        return;
    };
    // It has been looked for since, and is found by itself.
    ear.until_volume(100, false);
    ear.until(|sound| sound.microphone_muted == Some(false));
    act(&session, "volume-down");
    ear.until_volume(95, false);
    for _ in 0..9 {
        act(&session, "volume-down");
    }
    ear.until_volume(50, false);
    let said = host.pactl(&["get-sink-volume", "out"]).unwrap();
    assert!(said.contains(" 50% "), "{said}");
    act(&session, "mute");
    ear.until_volume(50, true);
    let said = host.pactl(&["get-sink-mute", "out"]).unwrap();
    assert_eq!(said, "Mute: yes\n");
    act(&session, "mute-microphone");
    ear.until(|sound| sound.microphone_muted == Some(true));
    let said = host.pactl(&["get-source-mute", "tone"]).unwrap();
    assert_eq!(said, "Mute: yes\n");

    // What others do is told as well, and what is left stays left.
    host.pactl(&["set-sink-mute", "out", "0"]).unwrap();
    host.pactl(&["set-sink-volume", "out", "40%", "20%"])
        .unwrap();
    ear.until_volume(40, false);
    act(&session, "volume-up");
    ear.until_volume(45, false);
    let said = host.pactl(&["get-sink-volume", "out"]).unwrap();
    assert!(said.contains(" 45% ") && said.contains(" 23% "), "{said}");
    host.pactl(&["set-sink-volume", "out", "120%"]).unwrap();
    ear.until_volume(120, false);
    act(&session, "volume-down");
    ear.until_volume(115, false);

    // The server goes, and comes again.
    drop(host);
    ear.until(|sound| sound == SoundInfo::default());
    let _host = Host::start(session.place.path()).unwrap();
    ear.until_volume(100, false);
}

#[test]
fn a_cage_hears_and_changes_nothing_of_it() {
    let session = start();
    if session.kept(&["work", "true"]).is_none() {
        return;
    }
    let Some(host) = Host::start(session.place.path()) else {
        return;
    };
    let mut ear = Listener::of(&session);
    act(&session, "volume-down");
    ear.until_volume(95, false);
    act(&session, "mute");
    ear.until_volume(95, true);
    let inside = |words: &str| {
        let script = format!("pactl {words}");
        let output = session.run(&["work", "--", "sh", "-c", &script]);
        assert!(output.status.success(), "{words}: {output:?}");
        text(&output.stdout)
    };
    let own = inside("get-sink-volume @DEFAULT_SINK@");
    assert!(own.contains(" 100% "), "{own}");
    assert_eq!(inside("get-sink-mute @DEFAULT_SINK@"), "Mute: no\n");
    inside("set-sink-volume @DEFAULT_SINK@ 20%");
    inside("set-source-mute @DEFAULT_SOURCE@ 1");
    act(&session, "volume-up");
    ear.until_volume(100, false);
    assert_eq!(ear.known.sound.microphone_muted, Some(false));
    let said = host.pactl(&["get-sink-volume", "out"]).unwrap();
    assert!(said.contains(" 100% "), "{said}");
    let own = inside("get-sink-volume @DEFAULT_SINK@");
    assert!(own.contains(" 20% "), "{own}");
}
