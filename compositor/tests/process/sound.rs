//! What programs in cages play and hear, with a sound server outside and none of its sockets
//! inside. Where the machine has no such programs, what is left to be seen is how that is said.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use liserectl::{CageAct, SandboxInfo};

use crate::cages::{Session, text};

/// Bytes that a recording outside may take until something must have been heard: a minute.
const PATIENCE: usize = 60 * 192_000;
/// The form of all samples.
const FORM: &str = "--raw --format=s16le --rate=48000 --channels=2";

/// The user's own sound server: a loudspeaker that keeps what it hears to itself, and a
/// microphone that hears a tone.
pub(crate) struct Host {
    server: Child,
    folder: std::path::PathBuf,
}

impl Host {
    /// Starts it where sessions with this folder look for it; none where there are none.
    pub(crate) fn start(folder: &Path) -> Option<Host> {
        let installed = |name: &str| Path::new("/usr/bin").join(name).is_file();
        if !installed("pulseaudio") || !installed("pacat") || !installed("pactl") {
            eprintln!("not tried: pulseaudio or pulseaudio-utils is not installed");
            return None;
        }
        let folder = folder.to_owned();
        fs::create_dir_all(folder.join("pulse")).unwrap();
        let script = folder.join("host.pa");
        let socket = folder.join("pulse/native");
        let lines = format!(
            "load-module module-null-sink sink_name=out rate=48000\n\
             load-module module-sine-source source_name=tone rate=48000\n\
             set-default-sink out\nset-default-source tone\n\
             load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 \
             socket={}\n",
            socket.display()
        );
        fs::write(&script, lines).unwrap();
        let server = Command::new("pulseaudio")
            .args([
                "-n",
                "--daemonize=no",
                "--use-pid-file=no",
                "--exit-idle-time=-1",
                "-F",
            ])
            .arg(script)
            .env("HOME", &folder)
            .env("XDG_RUNTIME_DIR", &folder)
            .env("PULSE_STATE_PATH", folder.join("pulse"))
            .env_remove("PULSE_SERVER")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let host = Host { server, folder };
        let up = (0..2_000).any(|_| host.pactl(&["info"]).is_some());
        assert!(up, "the sound server outside does not answer");
        Some(host)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", &self.folder)
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env_remove("PULSE_SERVER")
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    pub(crate) fn pactl(&self, words: &[&str]) -> Option<String> {
        let output = self.command("pactl").args(words).output().unwrap();
        output.status.success().then(|| text(&output.stdout))
    }

    /// A recording of all that comes out of the loudspeaker.
    fn listen(&self) -> (Child, ChildStdout) {
        let mut recorder = self
            .command("pacat")
            .args(["--record", "--device=out.monitor"])
            .args(FORM.split(' '))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = recorder.stdout.take().unwrap();
        (recorder, output)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// `work` hears and is heard, `web` is heard, `personal` neither.
pub(crate) fn start() -> Session {
    Session::start_with(&[], |place, policy| {
        // Programs outside keep their cookies there.
        assert!(place.is_dir());
        let work = "colour = \"sky\"\npattern = \"bars\"\nrights = [";
        assert!(policy.contains(work));
        policy.replace(work, &format!("{work}\"sound\", \"microphone\", "))
    })
}

fn sandbox(session: &Session, cage: &str) -> SandboxInfo {
    let cages = session.cages();
    let found = cages.into_iter().find(|info| info.name == cage);
    found.unwrap().sandbox
}

fn uses(session: &Session, cage: &str) -> Vec<String> {
    sandbox(session, cage).uses
}

/// The session with a sound server beside it, if cages can be kept and heard here.
fn both() -> Option<(Session, Host)> {
    let session = start();
    session.kept(&["work", "true"])?;
    match Host::start(session.place.path()) {
        Some(host) => Some((session, host)),
        None => {
            let lacks = sandbox(&session, "work").lacks;
            let said = |lack: &String| lack.contains("not installed: apt install pulseaudio");
            assert!(lacks.iter().any(said), "{lacks:?}");
            None
        }
    }
}

/// Plays bytes of `A` in a cage until its input ends, under a name of its own.
fn play(session: &Session, cage: &str) -> Child {
    let script = format!("yes A | tr -d '\\n' | pacat --playback {FORM} --client-name=unheard-of");
    let mut client = session.client(&[cage, "--", "sh", "-c", &script]);
    client.stdin(Stdio::piped()).stdout(Stdio::null());
    client.spawn().unwrap()
}

/// How many bytes of what a cage records are no silence.
fn heard_in(session: &Session, cage: &str) -> usize {
    let script = format!("pacat --record {FORM} | head -c 200000 | tr -d '\\0' | wc -c");
    let output = session.run(&[cage, "--", "sh", "-c", &script]);
    let said = text(&output.stdout);
    said.trim().parse().unwrap_or_else(|_| panic!("{said}"))
}

#[test]
fn what_a_cage_plays_is_heard_outside_as_samples_and_nothing_else() {
    let Some((session, host)) = both() else {
        return;
    };
    let (mut recorder, mut output) = host.listen();
    let mut client = play(&session, "work");
    let mut bytes = [0; 4_096];
    let mut all = 0;
    let heard = loop {
        let count = output.read(&mut bytes).unwrap();
        all += count;
        if bytes[..count].windows(64).any(|run| run == [b'A'; 64]) {
            break true;
        }
        if count == 0 || all > PATIENCE {
            break false;
        }
    };
    assert!(heard, "nothing was heard in {all} bytes");
    session.until("in use", || uses(&session, "work") == ["sound"]);
    let clients = host.pactl(&["list", "clients"]).unwrap();
    assert!(clients.contains("Liseré: Work"), "{clients}");
    let all = host.pactl(&["list"]).unwrap();
    assert!(!all.contains("unheard-of"), "{all}");
    // Another cage that may be heard hears nothing of it, nor the tone outside.
    assert_eq!(heard_in(&session, "web"), 0);
    // A cage that is halted is silent at once.
    session.act("work", CageAct::Freeze);
    session.until("silent", || uses(&session, "work").is_empty());
    session.act("work", CageAct::Thaw);
    session.until("in use again", || uses(&session, "work") == ["sound"]);
    session.act("work", CageAct::Kill);
    session.until("over", || uses(&session, "work").is_empty());
    client.wait().unwrap();
    recorder.kill().unwrap();
    recorder.wait().unwrap();
}

#[test]
fn a_microphone_is_open_while_somebody_hears_and_no_longer() {
    let Some((session, host)) = both() else {
        return;
    };
    let recordings = || host.pactl(&["list", "short", "source-outputs"]).unwrap();
    // The server inside runs, and nobody outside has been asked for anything.
    let info = session.run(&["work", "--", "pactl", "info"]);
    assert!(text(&info.stdout).contains("microphone"), "{info:?}");
    assert_eq!(
        (uses(&session, "work"), recordings()),
        (Vec::new(), String::new())
    );
    let mut client = session.client(&[
        "work",
        "--",
        "sh",
        "-c",
        &format!("pacat --record {FORM} | tr -d '\\0'"),
    ]);
    client.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut client = client.spawn().unwrap();
    let mut tone = [0; 20_000];
    client.stdout.take().unwrap().read_exact(&mut tone).unwrap();
    assert!(uses(&session, "work").contains(&"microphone".to_owned()));
    assert_ne!(recordings(), "");
    session.act("work", CageAct::Freeze);
    session.until("deaf", || uses(&session, "work").is_empty());
    session.act("work", CageAct::Thaw);
    session.act("work", CageAct::Kill);
    client.wait().unwrap();
    session.until("closed", || uses(&session, "work").is_empty());
    assert_eq!(recordings(), "");
    // Who ends by itself closes it too.
    assert!(heard_in(&session, "work") > 50_000);
    session.until("closed", || uses(&session, "work").is_empty());
    let folder = session.place.path().join("state/lisere/journal");
    let journal = || {
        let files = fs::read_dir(&folder).unwrap();
        let read = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap_or_default());
        read.collect::<String>()
    };
    session.until("recorded", || {
        journal().matches("microphone-closed").count() >= 2
    });
    assert!(journal().matches("microphone-opened").count() >= 2);
}

#[test]
fn without_the_right_there_is_neither_server_nor_microphone() {
    let Some((session, _host)) = both() else {
        return;
    };
    let script = "echo \"$PULSE_SERVER\"; ls -a $XDG_RUNTIME_DIR /run/lisere | grep -ci -e pulse \
                  -e pipewire -e sound";
    let output = session.run(&["personal", "--", "sh", "-c", script]);
    assert_eq!(text(&output.stdout), "\n0\n");
    // One that may be heard does not hear.
    let sources = session.run(&["web", "--", "pactl", "list", "short", "sources"]);
    let sources = text(&sources.stdout);
    assert!(sources.contains("loudspeaker.monitor"), "{sources}");
    assert!(!sources.contains("microphone"), "{sources}");
    assert_eq!(uses(&session, "web"), Vec::<String>::new());
}
