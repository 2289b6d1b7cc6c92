//! The program `lisere`, started as a user would, and asked through its control socket.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use lisere_tests::Picture;
use liserectl::{Answer, Client, Command as Ask, Status, WindowInfo};

use crate::patience::until;

/// A running session; it ends with the test.
pub(crate) struct Session {
    child: Child,
    runtime: PathBuf,
}

/// `lisere`, beside the test's own folder of programs.
pub(crate) fn lisere(runtime: &Path) -> Command {
    let test = std::env::current_exe().expect("the test's own path");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("the folder of programs");
    let program = folder.join("lisere");
    assert!(
        program.exists(),
        "{} is missing: cargo build -p lisere",
        program.display()
    );
    let mut command = Command::new(program);
    command
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("DISPLAY")
        .env("XDG_RUNTIME_DIR", runtime)
        .env("XDG_CONFIG_HOME", runtime)
        .env("XDG_DATA_HOME", runtime.join("data"))
        .env("XDG_STATE_HOME", runtime.join("state"))
        .env("LISERE_LOG", "warn");
    command
}

impl Session {
    /// Starts it nested in the session that `place` names, and waits until it answers.
    pub(crate) fn start(runtime: &Path, place: (&str, &str), arguments: &[&str]) -> Session {
        let mut command = lisere(runtime);
        command
            .args(["--backend", "nested", "--preset", "home", "--print-ready"])
            // The tests themselves come to the cages' sockets.
            .arg("--without-sandboxes")
            .args(arguments)
            .env(place.0, place.1)
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("lisere");
        let mut ready = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut ready).expect("a line");
        assert!(
            ready.starts_with("ready "),
            "lisere did not start: its message is above"
        );
        Session {
            child,
            runtime: runtime.to_owned(),
        }
    }

    fn control(&self) -> PathBuf {
        self.runtime.join("lisere/control")
    }

    /// Where the programs of a cage connect.
    pub(crate) fn socket(&self, cage: &str) -> PathBuf {
        self.runtime
            .join("lisere/cages")
            .join(cage)
            .join("wayland-0")
    }

    pub(crate) fn ask(&self, question: Ask) -> Answer {
        let mut client = Client::connect(&self.control()).expect("the session answers");
        client.ask(question).expect("an answer")
    }

    pub(crate) fn status(&self) -> Status {
        match self.ask(Ask::Status) {
            Answer::Status(status) => status,
            other => panic!("{other:?}"),
        }
    }

    /// The only window there is, once there is one.
    pub(crate) fn window(&self) -> WindowInfo {
        until("a window appears", || match self.ask(Ask::Windows) {
            Answer::Windows(mut windows) => windows.pop(),
            other => panic!("{other:?}"),
        })
    }

    /// What the session says it shows, pointer included.
    pub(crate) fn picture(&self) -> Picture {
        let Answer::Screenshot(shot) = self.ask(Ask::Screenshot {
            output: None,
            pointer: true,
        }) else {
            panic!("no screenshot");
        };
        let decoder = png::Decoder::new(std::io::Cursor::new(shot.png));
        let mut reader = decoder.read_info().expect("a PNG file");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut bytes).expect("a picture");
        let pixel = |rgb: &[u8]| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]]);
        Picture {
            width: shot.width as usize,
            height: shot.height as usize,
            pixels: bytes.chunks_exact(3).map(pixel).collect(),
        }
    }

    /// Whether it ends well by itself, and takes its sockets along.
    pub(crate) fn ends(mut self) {
        let status = until("the session ends", || {
            self.child.try_wait().expect("its state")
        });
        assert!(status.success(), "{status}");
        assert!(!self.control().exists(), "the control socket is gone");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended already, as it should in some tests.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a start that must fail says.
pub(crate) fn refusal(mut command: Command) -> String {
    let mut child = command.stderr(Stdio::piped()).spawn().expect("lisere");
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("its messages")
        .read_to_string(&mut said)
        .expect("text");
    assert_eq!(child.wait().expect("its end").code(), Some(1), "{said}");
    said
}
