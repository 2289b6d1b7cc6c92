//! An X server in memory: what it shows, and a pointer and a keyboard to use it with.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use lisere_tests::Picture;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    self, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConfigureWindowAux,
    ConnectionExt as _, EventMask, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    MOTION_NOTIFY_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::patience::until;

/// X counts keys from 8, evdev from 0.
const OFFSET: u8 = 8;

/// The server, its connection, and the screen's root.
pub(crate) struct Xvfb {
    child: Child,
    /// Its name, such as `:7`.
    pub(crate) display: String,
    connection: RustConnection,
    root: Window,
}

impl Xvfb {
    /// Starts one at a display that is free.
    pub(crate) fn start() -> Xvfb {
        let mut child = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1024x768x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is missing: cargo xtask packages installs it");
        let mut number = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut number).expect("a line");
        let display = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&display)).expect("Xvfb answers");
        let root = connection.setup().roots[screen].root;
        Xvfb {
            child,
            display,
            connection,
            root,
        }
    }

    /// The one window on the screen, once it shows, with the keyboard given to it.
    pub(crate) fn window(&self) -> Window {
        let window = until("the nested window shows", || {
            let tree = self.connection.query_tree(self.root).ok()?.reply().ok()?;
            tree.children.into_iter().find(|window| self.shows(*window))
        });
        self.focus(window);
        window
    }

    fn shows(&self, window: Window) -> bool {
        let known = self
            .connection
            .get_window_attributes(window)
            .ok()
            .and_then(|asked| asked.reply().ok());
        // Toolkits keep small helper windows; none of them is mapped.
        known.is_some_and(|window| window.map_state == MapState::VIEWABLE)
    }

    /// Gives the keyboard to a window, as a window manager would.
    pub(crate) fn focus(&self, window: Window) {
        let now = x11rb::CURRENT_TIME;
        self.connection
            .set_input_focus(InputFocus::NONE, window, now)
            .expect("sent")
            .check()
            .expect("done");
    }

    /// Takes the keyboard away from every window.
    pub(crate) fn focus_nothing(&self) {
        self.focus(x11rb::NONE);
    }

    /// What a part of the screen shows, from its top left corner.
    pub(crate) fn picture(&self, width: u16, height: u16) -> Picture {
        let asked =
            self.connection
                .get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, !0);
        let image = asked.expect("sent").reply().expect("an image");
        let pixel = |bgrx: &[u8]| u32::from_le_bytes([bgrx[0], bgrx[1], bgrx[2], 0]);
        Picture {
            width: width.into(),
            height: height.into(),
            pixels: image.data.chunks_exact(4).map(pixel).collect(),
        }
    }

    fn fake(&self, kind: u8, detail: u8, at: (i16, i16)) {
        self.connection
            .xtest_fake_input(kind, detail, 0, self.root, at.0, at.1, 0)
            .expect("sent")
            .check()
            .expect("XTEST");
    }

    pub(crate) fn move_to(&self, x: i32, y: i32) {
        let at = (
            i16::try_from(x).expect("on the screen"),
            i16::try_from(y).expect("on the screen"),
        );
        self.fake(MOTION_NOTIFY_EVENT, 0, at);
    }

    pub(crate) fn press(&self) {
        self.fake(BUTTON_PRESS_EVENT, 1, (0, 0));
    }

    pub(crate) fn release(&self) {
        self.fake(BUTTON_RELEASE_EVENT, 1, (0, 0));
    }

    pub(crate) fn click(&self) {
        self.press();
        self.release();
    }

    /// A key as evdev numbers it.
    pub(crate) fn key(&self, code: u8, down: bool) {
        let kind = if down {
            KEY_PRESS_EVENT
        } else {
            KEY_RELEASE_EVENT
        };
        self.fake(kind, code + OFFSET, (0, 0));
    }

    pub(crate) fn resize(&self, window: Window, width: u32, height: u32) {
        let size = ConfigureWindowAux::new().width(width).height(height);
        self.connection
            .configure_window(window, &size)
            .expect("sent")
            .check()
            .expect("done");
    }

    /// Asks a window to close, as a window manager's button would.
    pub(crate) fn close(&self, window: Window) {
        let atom = |name: &[u8]| {
            self.connection
                .intern_atom(false, name)
                .expect("sent")
                .reply()
                .expect("an atom")
                .atom
        };
        let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
        let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        xproto::send_event(&self.connection, false, window, EventMask::NO_EVENT, event)
            .expect("sent");
        self.connection.flush().expect("sent");
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        // Nothing is left to do for a server that has died before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
