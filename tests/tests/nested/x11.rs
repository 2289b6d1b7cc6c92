//! In a window of an X session, by both renderers.

use std::path::Path;

use lisere_tests::{Picture, paint};

use crate::patience::{until, until_true};
use crate::program::Program;
use crate::session::{Session, lisere, refusal};
use crate::xvfb::Xvfb;

/// The cage of the test's program, and its colour in the preset `home`.
const CAGE: &str = "work";
const CAGE_COLOUR: u32 = 0x4a_86d8;
/// The key A, as evdev numbers it.
const KEY_A: u8 = 30;
/// The window's size.
const SIZE: (u16, u16) = (800, 600);
/// Rows at the top that the bar takes.
const BAR: usize = 36;

/// A host, a session in it, and a program in the session.
struct World {
    host: Xvfb,
    window: u32,
    session: Session,
    program: Program,
    _runtime: tempfile::TempDir,
}

/// The scale of the test that has one, as a fraction.
const SCALE: (i32, i32) = (3, 2);

impl World {
    fn new(renderer: &str, output: &str) -> World {
        let host = Xvfb::start();
        let runtime = tempfile::tempdir().expect("a folder");
        let arguments = ["--renderer", renderer, "--output", output];
        let session = Session::start(runtime.path(), ("DISPLAY", &host.display), &arguments);
        let window = host.window();
        let program = Program::show(&session.socket(CAGE), (200, 150), paint::RED);
        World {
            host,
            window,
            session,
            program,
            _runtime: runtime,
        }
    }

    fn shown(&self) -> Picture {
        self.host.picture(SIZE.0, SIZE.1)
    }

    /// Clicks into the program until it has the keyboard: a window that has just
    /// appeared under the pointer takes no click for a while.
    fn focus_program(&self) {
        let at = self.session.window();
        self.host.move_to(at.x + at.width / 2, at.y + at.height / 2);
        until_true("a click focuses", || {
            self.host.click();
            self.session.status().focused_cage.as_deref() == Some(CAGE)
        });
    }
}

fn both(play: impl Fn(World)) {
    for renderer in ["gles", "pixman"] {
        play(World::new(renderer, "800x600"));
    }
}

#[test]
fn the_host_shows_what_the_session_says() {
    both(|world| {
        assert!(world.session.status().nested);
        until_true("the host shows the session's picture", || {
            world.shown() == world.session.picture()
        });
        world.focus_program();
        world.host.resize(world.window, 640, 480);
        until_true("the output follows the window", || {
            let status = world.session.status();
            status
                .outputs
                .first()
                .is_some_and(|output| (output.width, output.height) == (640, 480))
        });
        until_true("the host shows the new size", || {
            world.host.picture(640, 480) == world.session.picture()
        });
    });
}

#[test]
fn the_window_is_framed_under_a_bar_that_warns() {
    both(|world| {
        let at = world.session.window();
        let shown = until("the program shows", || {
            let shown = world.shown();
            (shown.count(paint::RED) >= 200 * 150).then_some(shown)
        });
        assert_eq!(
            shown.at(at.x + at.width / 2, at.y + at.height / 2),
            paint::RED & 0x00ff_ffff
        );
        assert!(
            shown.count(CAGE_COLOUR) > 500,
            "a frame of the cage's colour"
        );
        let bar = || (0..BAR).flat_map(|y| shown.row(y));
        // The chip that warns is the only amber thing there.
        let amber = |pixel: &&u32| {
            (**pixel >> 16) > 0xe0 && (**pixel >> 8 & 0xff) > 0xa0 && (**pixel & 0xff) < 0x80
        };
        assert!(
            bar().filter(amber).count() > 500,
            "the bar says that nothing here is trusted"
        );
        assert_eq!(
            bar().filter(|pixel| **pixel == CAGE_COLOUR).count(),
            0,
            "nobody has the keyboard"
        );
        world.focus_program();
        until_true("the bar names the cage in its colour", || {
            let shown = world.shown();
            (0..BAR)
                .flat_map(|y| shown.row(y))
                .filter(|pixel| **pixel == CAGE_COLOUR)
                .count()
                > 500
        });
    });
}

#[test]
fn keys_go_to_the_program_and_go_up_with_the_hosts_focus() {
    both(|mut world| {
        world.focus_program();
        world.program.keys();
        world.host.key(KEY_A, true);
        world.program.hears(KEY_A.into(), true);
        world.host.key(KEY_A, false);
        world.program.hears(KEY_A.into(), false);

        world.host.key(KEY_A, true);
        world.program.hears(KEY_A.into(), true);
        world.host.focus_nothing();
        world.program.hears(KEY_A.into(), false);
        world.host.key(KEY_A, false);
        world.host.focus(world.window);
        world.host.key(KEY_A + 1, true);
        world.program.hears(u32::from(KEY_A) + 1, true);
        world.host.key(KEY_A + 1, false);
    });
}

/// Drags the window by its title strip, and says how far it went.
fn drag(world: &World, (x, y): (i32, i32)) -> (i32, i32) {
    let pixels = |logical: i32| logical * SCALE.0 / SCALE.1;
    let before = world.session.window();
    let grip = (before.x + before.width / 2, before.y + 12);
    world.host.move_to(pixels(grip.0), pixels(grip.1));
    world.host.press();
    for step in 1..=10 {
        world.host.move_to(
            pixels(grip.0 + x * step / 10),
            pixels(grip.1 + y * step / 10),
        );
    }
    world.host.release();
    let after = world.session.window();
    (after.x - before.x, after.y - before.y)
}

#[test]
fn a_window_is_dragged_by_its_strip() {
    let world = World::new("gles", "800x600@1.5");
    // What has just appeared or moved under the pointer takes no press for a while.
    let moved = until("a drag moves the window", || {
        Some(drag(&world, (-40, 20))).filter(|moved| *moved != (0, 0))
    });
    assert_eq!(moved, (-40, 20));
    until_true("the host shows it there", || {
        world.shown() == world.session.picture()
    });
}

#[test]
fn closing_the_window_ends_the_session() {
    let world = World::new("gles", "800x600");
    world.host.close(world.window);
    world.session.ends();
}

#[test]
fn without_a_session_the_message_says_what_to_do() {
    let runtime = tempfile::tempdir().expect("a folder");
    let start = |path: &Path, display: Option<&str>| {
        let mut command = lisere(path);
        command
            .args(["--backend", "nested"])
            .envs(display.map(|display| ("DISPLAY", display)));
        refusal(command)
    };
    for display in [None, Some(":65535")] {
        let said = start(runtime.path(), display);
        assert!(
            said.contains("WAYLAND_DISPLAY") && said.contains("--backend headless"),
            "{said}"
        );
    }
}
