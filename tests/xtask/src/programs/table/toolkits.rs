//! GTK 4, GTK 3 and Qt 6: menus, popovers, tooltips, drags and dialogs.

use super::{PLAIN, Program, Step, left, right};

/// Settings stay in memory and Cairo draws: the same on every machine.
const GTK: &[&str] = &["gtk-4-examples", "adwaita-icon-theme", "fonts-dejavu-core"];

/// Each toolkit has its own way with popups.
pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "gtk4-demo",
        packages: GTK,
        cage: "personal",
        argv: &[
            "env",
            "GSK_RENDERER=cairo",
            "GSETTINGS_BACKEND=memory",
            "gtk4-demo",
        ],
        colours: 32,
        steps: &[
            Step::Window("emo"),
            Step::Click(right(71.0, 22.0)),
            Step::Popups(1),
            Step::Shot,
            Step::Key("escape"),
            Step::Popups(0),
        ],
        note: "opened its menu, a popover with a frame of its own",
        ..PLAIN
    },
    Program {
        name: "gtk4-demo: drag and drop",
        packages: GTK,
        cage: "personal",
        argv: &[
            "env",
            "GSK_RENDERER=cairo",
            "GSETTINGS_BACKEND=memory",
            "gtk4-demo",
            "--run=dnd",
        ],
        colours: 8,
        steps: &[
            Step::Window("Drag"),
            Step::Drag(left(75.0, 65.0), left(400.0, 150.0)),
            Step::Changed,
            Step::Shot,
        ],
        note: "dragged an item from one place to another",
        ..PLAIN
    },
    Program {
        name: "gtk4-widget-factory",
        packages: GTK,
        cage: "personal",
        argv: &[
            "env",
            "GSK_RENDERER=cairo",
            "GSETTINGS_BACKEND=memory",
            "gtk4-widget-factory",
        ],
        colours: 32,
        steps: &[
            Step::Window("Widget Factory"),
            Step::Click(right(71.0, 22.0)),
            Step::Popups(1),
            Step::Key("escape"),
            Step::Popups(0),
            Step::Hover(left(461.0, 162.0)),
            Step::Popups(1),
            Step::Shot,
        ],
        note: "opened a menu and a tooltip",
        ..PLAIN
    },
    Program {
        name: "mousepad (GTK 3)",
        packages: &["mousepad"],
        cage: "personal",
        argv: &["env", "GSETTINGS_BACKEND=memory", "mousepad"],
        colours: 8,
        steps: &[
            Step::Window("ousepad"),
            Step::Type("Dear reader,"),
            Step::Changed,
            Step::Click(left(18.0, 14.0)),
            Step::Popups(1),
            Step::Shot,
            Step::Key("escape"),
            Step::Popups(0),
            Step::Key("ctrl+s"),
            Step::Window("Save"),
            Step::Key("ctrl+a"),
            Step::Type("letter.txt"),
            Step::Changed,
            Step::Key("enter"),
            Step::File("letter.txt", "Dear reader,"),
            Step::Gone,
        ],
        note: "typed a text, opened a menu, saved by a dialog",
        ..PLAIN
    },
    Program {
        name: "gtk3-demo",
        packages: &["gtk-3-examples"],
        cage: "personal",
        argv: &["env", "GSETTINGS_BACKEND=memory", "gtk3-demo"],
        colours: 32,
        steps: &[
            Step::Window("gtk3-demo"),
            Step::Click(left(60.0, 150.0)),
            Step::Changed,
            Step::Shot,
        ],
        note: "chose an entry of a list",
        ..PLAIN
    },
    Program {
        name: "designer (Qt 6)",
        packages: &["designer-qt6", "qt6-wayland"],
        argv: &["/usr/lib/qt6/bin/designer"],
        colours: 8,
        steps: &[
            Step::Window("Qt Designer"),
            Step::Window("New Form"),
            Step::Key("enter"),
            Step::Gone,
            Step::Changed,
            Step::Key("alt+f"),
            Step::Popups(1),
            Step::Shot,
            Step::Key("escape"),
            Step::Popups(0),
            Step::Key("ctrl+s"),
            Step::Window("Save"),
            Step::Key("ctrl+a"),
            Step::Type("/home/user/form.ui\n"),
            Step::File("form.ui", "<ui version"),
        ],
        note: "made a form, opened a menu, saved by a dialog",
        ..PLAIN
    },
];
