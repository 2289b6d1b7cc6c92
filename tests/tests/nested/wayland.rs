//! In a window of a Wayland session.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_tests::paint;

use crate::patience::until_true;
use crate::program::Program;
use crate::session::Session;

/// The name of the host's socket.
const SOCKET: &str = "host-0";

/// Weston, with its screen in memory.
struct Weston(Child);

impl Weston {
    fn start(runtime: &Path) -> Weston {
        let child = Command::new("weston")
            .args([
                "--backend=headless-backend.so",
                "--use-pixman",
                "--idle-time=0",
                "--no-config",
            ])
            .arg(format!("--socket={SOCKET}"))
            .env("XDG_RUNTIME_DIR", runtime)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("weston is missing: cargo xtask packages installs it");
        let weston = Weston(child);
        until_true("weston listens", || runtime.join(SOCKET).exists());
        weston
    }
}

impl Drop for Weston {
    fn drop(&mut self) {
        // It may have ended already, as it should in one test.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_wayland_session_is_a_host_too() {
    for renderer in ["gles", "pixman"] {
        let runtime = tempfile::tempdir().expect("a folder");
        let _host = Weston::start(runtime.path());
        let arguments = ["--renderer", renderer, "--output", "800x600"];
        let session = Session::start(runtime.path(), ("WAYLAND_DISPLAY", SOCKET), &arguments);
        let _program = Program::show(&session.socket("work"), (200, 150), paint::RED);
        until_true("the window is drawn", || {
            session.picture().count(paint::RED) >= 200 * 150
        });
        let status = session.status();
        assert_eq!(
            (status.backend.as_str(), status.renderer.as_str()),
            ("nested", renderer)
        );
        assert!(status.nested && status.frames > 0);
        assert_eq!(status.outputs.len(), 1);
    }
}

#[test]
fn the_session_ends_with_its_host() {
    let runtime = tempfile::tempdir().expect("a folder");
    let host = Weston::start(runtime.path());
    let session = Session::start(runtime.path(), ("WAYLAND_DISPLAY", SOCKET), &[]);
    drop(host);
    session.ends();
}
