//! The documented contents of answers: the schema of `--json`, version 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The session as a whole.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Status {
    /// The compositor's own version, as in its Cargo.toml.
    #[serde(rename = "compositor")]
    pub version: String,
    /// `headless`, `nested` or `kms`.
    pub backend: String,
    /// `gles` or `pixman`.
    pub renderer: String,
    /// The compositor's process.
    pub pid: u32,
    /// Milliseconds since it began.
    pub uptime_ms: u64,
    /// The cage named on the bar, which gets the keys; none when the core itself does.
    pub focused_cage: Option<String>,
    /// The window that gets the keys.
    pub focused_window: Option<u64>,
    /// Whether the attention key took keys and pointer from every client.
    #[serde(default)]
    pub attention: bool,
    /// Whether the session is locked.
    #[serde(default)]
    pub locked: bool,
    /// The level above which all is locked while the rest goes on, by name.
    #[serde(default)]
    pub locked_above: Option<String>,
    /// What is known of the system's login service, in words; "" where none is spoken to.
    #[serde(default)]
    pub logind: String,
    /// The cages whose windows keep the screens lit, by name.
    #[serde(default)]
    pub kept_awake_by: Vec<String>,
    /// Whether another display server shows this session: then nothing here is trustworthy.
    pub nested: bool,
    /// Left to right.
    pub outputs: Vec<OutputInfo>,
    /// How many cages the policy has.
    pub cages: usize,
    /// How many windows are mapped.
    pub windows: usize,
    /// Frames drawn since the beginning, on all outputs together.
    pub frames: u64,
}

/// One screen.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct OutputInfo {
    /// As in the policy and the preferences.
    pub name: String,
    /// Physical pixels, before the transform.
    pub width: u32,
    /// Physical pixels, before the transform.
    pub height: u32,
    /// Physical pixels per logical pixel.
    pub scale: f64,
    /// `normal`, `90`, `180`, `270`, `flipped`, `flipped-90`, `flipped-180` or `flipped-270`.
    pub transform: String,
    /// Logical pixels from the left of the layout.
    pub x: i32,
    /// Logical pixels from the top of the layout.
    pub y: i32,
    /// The workspace shown, counted from 1.
    pub workspace: u32,
}

/// One cage of the policy.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CageInfo {
    /// As in the policy.
    pub name: String,
    /// As shown on frames and bar.
    pub title: String,
    /// The level's name.
    pub level: String,
    /// The names of its categories.
    pub categories: Vec<String>,
    /// `#rrggbb`.
    pub colour: String,
    /// The pattern's name in the theme.
    pub pattern: String,
    /// The Wayland socket that lets programs into this cage.
    pub socket: String,
    /// Programs connected now.
    pub clients: usize,
    /// Windows mapped now.
    pub windows: usize,
    /// The policy's limits, each in the unit its name ends with.
    pub limits: BTreeMap<String, u64>,
    /// How much of a limit is used, by the same names; those that nobody counts are absent.
    #[serde(default)]
    pub used: BTreeMap<String, u64>,
    /// The process between its programs and the core.
    #[serde(default)]
    pub gate: Option<GateInfo>,
    /// What its programs are kept in, and how they are.
    #[serde(default)]
    pub sandbox: SandboxInfo,
}

/// What the programs of a cage are kept in, how they are, and how much they have together.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct SandboxInfo {
    /// `bubblewrap`, `ssh`, `socket`, or `none` in a session without sandboxes.
    pub engine: String,
    /// What network they have: `none`, `host`, `pasta` or `netns:NAME`.
    pub network: String,
    /// What they may do beyond showing windows.
    pub rights: Vec<String>,
    /// `stopped`, `starting`, `running`, `frozen`, `reconnecting` or `failed`; "" where nobody
    /// keeps them.
    pub state: String,
    /// Why it failed, or "".
    #[serde(default)]
    pub why: String,
    /// Processes of it, without ours.
    #[serde(default)]
    pub processes: Option<u64>,
    /// Memory that they hold, in bytes.
    #[serde(default)]
    pub memory_bytes: Option<u64>,
    /// What holds it to its resources: `systemd`, `cgroup` or `rlimits`.
    #[serde(default)]
    pub held_by: String,
    /// What it uses now: `sound`, `microphone`, `camera`.
    #[serde(default)]
    pub uses: Vec<String>,
    /// What it has a right to and this machine has not, each with its cure.
    #[serde(default)]
    pub lacks: Vec<String>,
}

/// Something that a chord, or `Command::Action`, can do.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct ActionInfo {
    /// As preferences and commands write it.
    pub name: String,
    /// The chords that stand for it; those of modes are left out.
    pub chords: Vec<String>,
    /// What it does, in a few words of English.
    pub what: String,
}

/// A cage that was made.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct NewCage {
    /// Its name, for other commands.
    pub cage: String,
}

/// A program that a cage offers: what it says of itself is an untrusted text.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Such as `org.mozilla.firefox`.
    pub id: String,
    /// As shown to people.
    pub name: String,
    /// It and its arguments.
    pub argv: Vec<String>,
    /// Whether it wants a terminal.
    pub terminal: bool,
    /// Its icon's name, or "".
    #[serde(default)]
    pub icon: String,
}

/// The process between one cage's programs and the core.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct GateInfo {
    /// The process; none while the cage is in quarantine.
    pub pid: Option<u32>,
    /// `running`, `frozen` or `quarantined`.
    pub state: String,
    /// How often a gate of this cage has died since the session began.
    pub deaths: u32,
}

/// One input device.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct InputInfo {
    /// Its cleaned name: whoever made the device chose it.
    pub name: String,
    /// What it is: `keyboard`, `mouse`, `trackpoint`, `touchpad`, `touchscreen`, `tablet`
    /// and `switch`, as in the preferences.
    pub kinds: Vec<String>,
    /// Vendor and product, such as `046d:c52b`.
    pub id: String,
    /// The output it belongs to, if the preferences or the system name one.
    pub output: Option<String>,
    /// What the preferences want of it, by the same names; it may have no part for some.
    pub settings: BTreeMap<String, String>,
}

/// One window.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct WindowInfo {
    /// Names the window in other commands; never used twice in a session.
    pub id: u64,
    /// The cage it belongs to, by the socket it came through.
    pub cage: String,
    /// The name of that cage's level.
    #[serde(default)]
    pub level: String,
    /// The client's cleaned title: an untrusted text.
    pub title: String,
    /// The client's cleaned application id: an untrusted text.
    pub app_id: String,
    /// The frame's left edge, logical pixels from the left of the layout.
    pub x: i32,
    /// The frame's top edge, logical pixels from the top of the layout.
    pub y: i32,
    /// With the frame, in logical pixels.
    pub width: i32,
    /// With the frame, in logical pixels.
    pub height: i32,
    /// The output it is on; none while none is connected.
    pub output: Option<String>,
    /// The workspace it is on, counted from 1.
    pub workspace: u32,
    /// Whether it gets the keys.
    pub focused: bool,
    /// Whether it is put away.
    pub minimised: bool,
    /// Whether it fills the space for windows.
    pub maximised: bool,
    /// Whether it fills the output below the bar.
    pub fullscreen: bool,
    /// How many popups it has open.
    pub popups: usize,
}

/// A picture of one output.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Screenshot {
    /// The output it shows.
    pub output: String,
    /// Physical pixels.
    pub width: u32,
    /// Physical pixels.
    pub height: u32,
    /// The bytes of a PNG file; base64 on the wire, left out of `--json`, which saves them.
    #[serde(
        rename = "png_base64",
        with = "crate::base64",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub png: Vec<u8>,
}

/// What a program of a cage starts with.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Environment {
    /// Variables with these values, over any that are kept.
    pub set: BTreeMap<String, String>,
    /// Names of variables that keep the value they have; all others are dropped.
    pub keep: Vec<String>,
}

/// How far files have come that are being sent.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Progress {
    /// Bytes that are copied.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

/// Files that have arrived.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Sent {
    /// Their paths as the cage's programs see them.
    pub paths: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same<T>(value: &T, text: &str)
    where
        T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        assert_eq!(serde_json::to_string(value).unwrap(), text);
        assert_eq!(&serde_json::from_str::<T>(text).unwrap(), value);
    }

    #[test]
    fn status_schema_is_stable() {
        let output = OutputInfo {
            name: "headless-1".into(),
            width: 1920,
            height: 1080,
            scale: 1.5,
            transform: "normal".into(),
            x: 0,
            y: 0,
            workspace: 1,
        };
        let status = Status {
            version: "0.1.0".into(),
            backend: "headless".into(),
            renderer: "pixman".into(),
            pid: 42,
            uptime_ms: 1500,
            focused_cage: Some("work".into()),
            focused_window: None,
            attention: false,
            locked: false,
            locked_above: None,
            logind: String::new(),
            kept_awake_by: vec!["web".into()],
            nested: false,
            outputs: vec![output],
            cages: 4,
            windows: 2,
            frames: 90,
        };
        same(
            &status,
            r#"{"compositor":"0.1.0","backend":"headless","renderer":"pixman","pid":42,"uptime_ms":1500,"focused_cage":"work","focused_window":null,"attention":false,"locked":false,"locked_above":null,"logind":"","kept_awake_by":["web"],"nested":false,"outputs":[{"name":"headless-1","width":1920,"height":1080,"scale":1.5,"transform":"normal","x":0,"y":0,"workspace":1}],"cages":4,"windows":2,"frames":90}"#,
        );
    }

    #[test]
    fn cage_schema_is_stable() {
        let cage = CageInfo {
            name: "work".into(),
            title: "Work".into(),
            level: "trusted".into(),
            categories: vec!["mail".into()],
            colour: "#3584e4".into(),
            pattern: "plain".into(),
            socket: "/run/user/1000/lisere/work/wayland-0".into(),
            clients: 1,
            windows: 2,
            limits: BTreeMap::from([("memory_bytes".into(), 1024)]),
            used: BTreeMap::from([("memory_bytes".into(), 12)]),
            gate: Some(GateInfo {
                pid: Some(43),
                state: "running".into(),
                deaths: 1,
            }),
            sandbox: SandboxInfo {
                engine: "bubblewrap".into(),
                network: "pasta".into(),
                rights: vec!["gpu".into()],
                state: "running".into(),
                why: String::new(),
                processes: Some(3),
                memory_bytes: Some(4096),
                held_by: "cgroup".into(),
                uses: vec!["sound".into()],
                lacks: Vec::new(),
            },
        };
        same(
            &cage,
            r##"{"name":"work","title":"Work","level":"trusted","categories":["mail"],"colour":"#3584e4","pattern":"plain","socket":"/run/user/1000/lisere/work/wayland-0","clients":1,"windows":2,"limits":{"memory_bytes":1024},"used":{"memory_bytes":12},"gate":{"pid":43,"state":"running","deaths":1},"sandbox":{"engine":"bubblewrap","network":"pasta","rights":["gpu"],"state":"running","why":"","processes":3,"memory_bytes":4096,"held_by":"cgroup","uses":["sound"],"lacks":[]}}"##,
        );
    }

    #[test]
    fn schemas_of_programs_and_new_cages_are_stable() {
        let action = ActionInfo {
            name: "close".into(),
            chords: vec!["Super+Q".into()],
            what: "asks the window to close".into(),
        };
        same(
            &action,
            r#"{"name":"close","chords":["Super+Q"],"what":"asks the window to close"}"#,
        );
        let made = NewCage {
            cage: "home-1".into(),
        };
        same(&made, r#"{"cage":"home-1"}"#);
        let entry = Entry {
            id: "foot".into(),
            name: "Foot".into(),
            argv: vec!["foot".into()],
            terminal: false,
            icon: String::new(),
        };
        same(
            &entry,
            r#"{"id":"foot","name":"Foot","argv":["foot"],"terminal":false,"icon":""}"#,
        );
    }

    #[test]
    fn window_schema_is_stable() {
        let window = WindowInfo {
            id: 7,
            cage: "work".into(),
            level: "trusted".into(),
            title: "Été".into(),
            app_id: "foot".into(),
            x: 10,
            y: -4,
            width: 640,
            height: 480,
            output: None,
            workspace: 1,
            focused: true,
            minimised: false,
            maximised: false,
            fullscreen: false,
            popups: 1,
        };
        same(
            &window,
            r#"{"id":7,"cage":"work","level":"trusted","title":"Été","app_id":"foot","x":10,"y":-4,"width":640,"height":480,"output":null,"workspace":1,"focused":true,"minimised":false,"maximised":false,"fullscreen":false,"popups":1}"#,
        );
    }

    #[test]
    fn schemas_of_what_is_sent_are_stable() {
        same(&Progress { done: 1, total: 2 }, r#"{"done":1,"total":2}"#);
        let sent = Sent {
            paths: vec!["/home/Incoming/web/a".into()],
        };
        same(&sent, r#"{"paths":["/home/Incoming/web/a"]}"#);
    }

    #[test]
    fn screenshot_and_environment_schemas_are_stable() {
        let shot = Screenshot {
            output: "a".into(),
            width: 1,
            height: 1,
            png: b"\x89PNG".to_vec(),
        };
        same(
            &shot,
            r#"{"output":"a","width":1,"height":1,"png_base64":"iVBORw=="}"#,
        );
        let environment = Environment {
            set: BTreeMap::from([("WAYLAND_DISPLAY".into(), "/s".into())]),
            keep: vec!["LANG".into()],
        };
        same(
            &environment,
            r#"{"set":{"WAYLAND_DISPLAY":"/s"},"keep":["LANG"]}"#,
        );
    }
}
