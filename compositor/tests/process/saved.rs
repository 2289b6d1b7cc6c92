//! Preferences saved while the real program runs, confined as it is: they count at once.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command as Program, Stdio};

use liserectl::{Answer, Client, Command};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long the program may say nothing before it is taken to have nothing to say.
const PATIENCE: Timespec = Timespec {
    tv_sec: 30,
    tv_nsec: 0,
};

/// What is said until `word` is said.
pub(crate) fn heard(from: &mut File, word: &str) -> String {
    let mut said = String::new();
    while !said.contains(word) {
        let mut ready = [PollFd::new(&*from, PollFlags::IN)];
        let ready = poll(&mut ready, Some(&PATIENCE)).unwrap();
        assert!(ready > 0, "it never says `{word}`, but:\n{said}");
        let mut bytes = [0; 4096];
        let length = from.read(&mut bytes).unwrap();
        assert!(length > 0, "it ended without `{word}`:\n{said}");
        said.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    said
}

/// The scale of the only output.
fn scale(control: &Path) -> Option<f64> {
    let mut client = Client::connect(control).unwrap();
    match client.ask(Command::Outputs).unwrap() {
        Answer::Outputs(heads) => heads.first().unwrap().scale,
        other => panic!("{other:?}"),
    }
}

fn start(folder: &Path) -> Child {
    Program::new(env!("CARGO_BIN_EXE_lisere"))
        .args(["--backend", "headless", "--renderer", "pixman"])
        .args(["--preset", "home", "--print-ready"])
        .env("XDG_RUNTIME_DIR", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("LISERE_LOG", "info")
        .env_remove("NOTIFY_SOCKET")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn saved_preferences_count_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config");
    std::fs::create_dir(&config).unwrap();
    let mut session = start(folder.path());
    let mut out = File::from(OwnedFd::from(session.stdout.take().unwrap()));
    let mut log = File::from(OwnedFd::from(session.stderr.take().unwrap()));
    let control = folder.path().join("lisere/control");
    heard(&mut out, "ready");
    assert_eq!(scale(&control), Some(1.0));

    // Neither the file nor its folder was there when the core gave up its files.
    let own = config.join("lisere");
    std::fs::create_dir(&own).unwrap();
    let (path, beside) = (own.join("preferences.toml"), own.join("new"));
    std::fs::write(&path, "[[output]]\nname = \"HEADLESS-1\"\nscale = 2\n").unwrap();
    heard(&mut log, "taken over");
    assert_eq!(scale(&control), Some(2.0));

    std::fs::write(&beside, "[[output]]\nname = \"HEADLESS-1\"\nscale = 9\n").unwrap();
    std::fs::rename(&beside, &path).unwrap();
    let why = heard(&mut log, "scale 9: it goes from 1 to 4");
    assert!(why.contains("preferences.toml:3:9"), "{why}");
    assert_eq!(scale(&control), Some(2.0));

    let mut client = Client::connect(&control).unwrap();
    assert_eq!(client.ask(Command::Quit).unwrap(), Answer::Done {});
    assert!(session.wait().unwrap().success());
}
