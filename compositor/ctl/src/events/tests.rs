//! Events on the wire, and that they make of the state before the state after.

use super::*;

fn window(id: u64, title: &str) -> WindowInfo {
    WindowInfo {
        id,
        cage: "work".into(),
        level: "trusted".into(),
        title: title.into(),
        app_id: "foot".into(),
        x: 10,
        y: 40,
        width: 640,
        height: 480,
        output: Some("DP-1".into()),
        workspace: 1,
        focused: false,
        minimised: false,
        maximised: false,
        fullscreen: false,
        popups: 0,
    }
}

fn cage(name: &str, frozen: bool) -> CageNow {
    CageNow {
        name: name.into(),
        title: "Work".into(),
        level: "trusted".into(),
        colour: "#3584e4".into(),
        frozen,
        state: "running".into(),
        gate: "running".into(),
        clients: 1,
        windows: 2,
        uses: vec!["sound".into()],
    }
}

fn output(name: &str, workspace: u32) -> OutputInfo {
    OutputInfo {
        name: name.into(),
        width: 1920,
        height: 1080,
        scale: 1.5,
        transform: "normal".into(),
        x: 0,
        y: 0,
        workspace,
    }
}

fn mail() -> WorkspaceInfo {
    WorkspaceInfo {
        output: "DP-1".into(),
        number: 2,
        name: "mail".into(),
        shown: true,
        urgent: true,
        windows: 2,
    }
}

fn states() -> Vec<State> {
    let text = TransferInfo {
        from: Some("work".into()),
        to: None,
        class: "text".into(),
        reading: true,
        bytes: None,
    };
    let empty = State::default();
    let begun = State {
        outputs: vec![output("DP-1", 1)],
        windows: vec![window(2, "b"), window(1, "a")],
        cages: vec![cage("work", false), cage("web", false)],
        language: "en".into(),
        ..State::default()
    };
    let later = State {
        outputs: vec![output("DP-1", 2), output("DP-2", 1)],
        workspaces: vec![mail()],
        windows: vec![window(3, "c"), window(1, "A"), window(2, "b")],
        cages: vec![cage("work", true)],
        focus: FocusInfo {
            cage: Some("work".into()),
            window: Some(1),
            ..FocusInfo::default()
        },
        transfer: Some(text.clone()),
        notice: Some("said".into()),
        mode: Some("resize".into()),
        idle: true,
        locked: true,
        sound: SoundInfo {
            volume: Some(40),
            muted: Some(false),
            microphone_muted: None,
        },
        ..begun.clone()
    };
    let last = State {
        windows: vec![window(1, "A"), window(4, "d"), window(3, "c")],
        transfer: Some(TransferInfo {
            to: Some("web".into()),
            reading: false,
            bytes: Some(5),
            ..text
        }),
        notices: vec![NoticeInfo {
            id: 1,
            cage: "web".into(),
            summary: "Hello".into(),
        }],
        preferences: PreferencesInfo {
            reloads: 1,
            refused: Some("a.toml:1:1: no".into()),
        },
        language: "fr".into(),
        locked: false,
        locked_above: Some("low".into()),
        sound: SoundInfo {
            microphone_muted: Some(true),
            ..SoundInfo::default()
        },
        ..later.clone()
    };
    vec![empty, begun, later, last]
}

#[test]
fn changes_make_the_state_after_of_the_state_before() {
    for before in states() {
        for after in states() {
            let events = after.changes(&before);
            assert_eq!(events.is_empty(), before == after);
            let mut told = before.clone();
            events.iter().for_each(|event| told.apply(event));
            assert_eq!(told, after, "{events:#?}");
        }
    }
}

#[test]
fn only_what_changed_is_told() {
    let [_, before, ..] = &states()[..] else {
        panic!("there are four")
    };
    let mut after = before.clone();
    after.windows.push(window(9, "under all"));
    after.windows.swap(0, 1);
    let names: Vec<String> = after.changes(before).iter().map(name).collect();
    assert_eq!(names, ["window-opened", "stacking"]);
    after.windows = vec![window(2, "b")];
    let names: Vec<String> = after.changes(before).iter().map(name).collect();
    assert_eq!(names, ["window-closed"]);
    after = before.clone();
    after.windows.insert(0, window(9, "above all"));
    let names: Vec<String> = after.changes(before).iter().map(name).collect();
    assert_eq!(names, ["window-opened"], "new ones lie on top");
}

fn name(event: &Event) -> String {
    let value = serde_json::to_value(event).unwrap();
    value["event"].as_str().unwrap().to_owned()
}

#[test]
fn the_schema_is_stable() {
    let empty = Event::State {
        state: Box::default(),
    };
    let cases = [
        (
            empty,
            r#"{"event":"state","state":{"outputs":[],"workspaces":[],"windows":[],"cages":[],"focus":{"cage":null,"window":null,"attention":false,"asked":false},"transfer":null,"notice":null,"notices":[],"mode":null,"language":"","idle":false,"locked":false,"locked_above":null,"sound":{"volume":null,"muted":null,"microphone_muted":null},"preferences":{"reloads":0,"refused":null}}}"#,
        ),
        (
            Event::Sound {
                sound: SoundInfo {
                    volume: Some(40),
                    muted: Some(true),
                    microphone_muted: Some(false),
                },
            },
            r#"{"event":"sound","sound":{"volume":40,"muted":true,"microphone_muted":false}}"#,
        ),
        (
            Event::WindowClosed { id: 7 },
            r#"{"event":"window-closed","id":7}"#,
        ),
        (
            Event::Stacking {
                windows: vec![2, 1],
            },
            r#"{"event":"stacking","windows":[2,1]}"#,
        ),
        (
            Event::Cage {
                cage: cage("work", true),
            },
            r##"{"event":"cage","cage":{"name":"work","title":"Work","level":"trusted","colour":"#3584e4","frozen":true,"state":"running","gate":"running","clients":1,"windows":2,"uses":["sound"]}}"##,
        ),
        (
            Event::TransferBegun {
                transfer: TransferInfo {
                    from: None,
                    to: Some("web".into()),
                    class: "image".into(),
                    reading: false,
                    bytes: Some(9),
                },
            },
            r#"{"event":"transfer-begun","transfer":{"from":null,"to":"web","class":"image","reading":false,"bytes":9}}"#,
        ),
        (Event::TransferEnded {}, r#"{"event":"transfer-ended"}"#),
        (
            Event::Mode {
                mode: Some("resize".into()),
            },
            r#"{"event":"mode","mode":"resize"}"#,
        ),
        (
            Event::Preferences {
                preferences: PreferencesInfo::default(),
            },
            r#"{"event":"preferences","preferences":{"reloads":0,"refused":null}}"#,
        ),
    ];
    for (event, text) in cases {
        assert_eq!(
            String::from_utf8(event.line()).unwrap(),
            format!("{text}\n")
        );
        assert_eq!(serde_json::from_str::<Event>(text).unwrap(), event);
    }
}

#[test]
fn every_event_reads_back() {
    for before in states() {
        for after in states() {
            for event in after.changes(&before) {
                let line = event.line();
                assert_eq!(serde_json::from_slice::<Event>(&line).unwrap(), event);
            }
        }
    }
}
