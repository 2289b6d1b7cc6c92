//! Weston's small programs, each of which shows one thing that a compositor does.

use super::{PLAIN, Program, Step, left, share};

const WESTON: Program = Program {
    packages: &["weston"],
    ..PLAIN
};

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "weston-subsurfaces",
        argv: &["weston-subsurfaces"],
        steps: &[
            Step::Window("Sub-surface"),
            Step::Changed,
            Step::Action("maximise"),
            Step::Changed,
            Step::Shot,
        ],
        note: "three subsurfaces, of which two are moving, made larger",
        ..WESTON
    },
    Program {
        name: "weston-scaler",
        argv: &["weston-scaler"],
        steps: &[
            Step::Window("Scaler"),
            Step::Shot,
            Step::Action("fullscreen"),
            Step::Fullscreen(true),
        ],
        note: "a viewport that cuts and stretches",
        ..WESTON
    },
    Program {
        name: "weston-presentation-shm",
        argv: &["weston-presentation-shm"],
        fails: Some("listener function for opcode 2 of xdg_toplevel is NULL"),
        note: "its fault: it asks for the newest xdg_wm_base and knows the first only, so it \
               ends wherever version 4 is offered",
        ..WESTON
    },
    Program {
        name: "weston-confine",
        argv: &["weston-confine"],
        colours: 2,
        steps: &[
            Step::Window("Confine"),
            Step::Drag(share(0.3, 0.4), share(0.7, 0.7)),
            Step::Changed,
            Step::Shot,
        ],
        note: "draws after the pointer; holding it takes the right pointer-lock",
        ..WESTON
    },
    Program {
        name: "weston-simple-touch",
        argv: &["weston-simple-touch"],
        colours: 1,
        steps: &[
            Step::Window("simple-touch"),
            Step::Shot,
            Step::Action("close"),
            Step::Gone,
        ],
        note: "shown and closed: made-up input has no fingers",
        ..WESTON
    },
    Program {
        name: "weston-dnd",
        argv: &["weston-dnd"],
        colours: 8,
        steps: &[
            Step::Window("Drag and Drop"),
            Step::Shot,
            Step::Drag(share(0.36, 0.24), share(0.62, 0.60)),
            Step::Changed,
            Step::Shot,
        ],
        note: "dragged a flower from one place to another",
        ..WESTON
    },
    Program {
        name: "weston-eventdemo",
        // A program that writes to no terminal keeps its words for long.
        argv: &["stdbuf", "-oL", "weston-eventdemo", "--log-key"],
        steps: &[
            Step::Window("EventDemo"),
            Step::Key("k"),
            Step::Said("key: 37"),
            Step::Shot,
        ],
        note: "wrote down the key that it got",
        ..WESTON
    },
    Program {
        name: "weston-fullscreen",
        argv: &["weston-fullscreen"],
        steps: &[
            Step::Window("Fullscreen"),
            Step::Key("f"),
            Step::Fullscreen(true),
            Step::Shot,
            Step::Key("f"),
            Step::Fullscreen(false),
        ],
        note: "fullscreen inside the frame, and back",
        ..WESTON
    },
    Program {
        name: "weston-cliptest",
        argv: &["weston-cliptest"],
        steps: &[
            Step::Window("cliptest"),
            Step::Drag(share(0.6, 0.6), share(0.7, 0.5)),
            Step::Changed,
            Step::Shot,
        ],
        note: "moved a square",
        ..WESTON
    },
    Program {
        name: "weston-stacking",
        argv: &["weston-stacking"],
        steps: &[
            Step::Window("Stacking"),
            Step::Key("n"),
            Step::Window("Stacking"),
            Step::Shot,
        ],
        note: "opened a second window",
        ..WESTON
    },
    Program {
        name: "weston-clickdot",
        argv: &["weston-clickdot"],
        colours: 2,
        steps: &[
            Step::Window("ClickDot"),
            Step::Click(left(100.0, 150.0)),
            Step::Changed,
            Step::Shot,
        ],
        note: "moved the dot by a click",
        ..WESTON
    },
    Program {
        name: "weston-resizor",
        argv: &["weston-resizor"],
        colours: 2,
        steps: &[
            Step::Window("Resizor"),
            Step::Key("down"),
            Step::Changed,
            Step::Shot,
        ],
        note: "changed its own size",
        ..WESTON
    },
    Program {
        name: "weston-simple-egl",
        packages: &["weston", "libgl1-mesa-dri", "libegl1"],
        argv: &["weston-simple-egl"],
        steps: &[
            Step::Window("simple-egl"),
            Step::Changed,
            Step::Key("f11"),
            Step::Fullscreen(true),
            Step::Shot,
        ],
        note: "OpenGL, in software where there is no GPU",
        ..WESTON
    },
    Program {
        name: "weston-editor",
        argv: &["weston-editor"],
        fails: Some("No text input manager global"),
        note: "knows only the first version of text input, which no compositor but weston has",
        ..WESTON
    },
];
