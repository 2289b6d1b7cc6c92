//! Terminals, a player and a game.

use super::{PLAIN, Program, Step, left};

/// Each writes down what was typed into it.
pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "foot",
        packages: &["foot", "fonts-dejavu-core"],
        // The locale is for foot, which wants UTF-8.
        argv: &["env", "LC_ALL=C.UTF-8", "foot"],
        steps: &[
            Step::Window("foot"),
            Step::Type("echo hello from $LISERE_CAGE | tee hello.txt\n"),
            Step::Changed,
            Step::File("hello.txt", "hello from work"),
            Step::Shot,
            Step::Type("exit\n"),
            Step::Gone,
        ],
        note: "typed a command, saw its output, and the file that it wrote",
        ..PLAIN
    },
    Program {
        name: "weston-terminal",
        packages: &["weston"],
        cage: "vault",
        argv: &["weston-terminal", "--shell=/bin/sh"],
        steps: &[
            Step::Window("Terminal"),
            Step::Type("echo hello from $LISERE_CAGE > hello.txt; cat hello.txt\n"),
            Step::Changed,
            Step::File("hello.txt", "hello from vault"),
            // Its own menu, a popup.
            Step::RightClick(left(300.0, 200.0)),
            Step::Popups(1),
            Step::Shot,
        ],
        note: "typed a command and opened the menu",
        ..PLAIN
    },
    Program {
        name: "alacritty",
        packages: &["alacritty", "libgl1-mesa-dri", "libegl1"],
        argv: &["alacritty"],
        steps: &[
            Step::Window("Alacritty"),
            Step::Type("echo hello from $LISERE_CAGE | tee hello-gl.txt\n"),
            Step::Changed,
            Step::File("hello-gl.txt", "hello from work"),
            Step::Shot,
        ],
        note: "draws by OpenGL, in software where there is no GPU",
        ..PLAIN
    },
    Program {
        name: "mpv",
        packages: &["mpv"],
        argv: &[
            "mpv",
            "--no-config",
            "--vo=wlshm",
            "--ao=null",
            "av://lavfi:testsrc=size=640x360:rate=10",
        ],
        colours: 8,
        steps: &[
            Step::Window("mpv"),
            Step::Changed,
            Step::Key("f"),
            Step::Fullscreen(true),
            Step::Shot,
            Step::Key("f"),
            Step::Fullscreen(false),
            Step::Key("q"),
            Step::Gone,
        ],
        note: "plays; fullscreen keeps the frame and the bar",
        ..PLAIN
    },
    Program {
        name: "sopwith (SDL 2)",
        packages: &["sopwith"],
        cage: "disposable",
        argv: &["env", "SDL_VIDEODRIVER=wayland", "/usr/games/sopwith"],
        steps: &[
            Step::Window("Sopwith"),
            Step::Key("s"),
            Step::Changed,
            Step::Shot,
        ],
        note: "began a game",
        ..PLAIN
    },
];
