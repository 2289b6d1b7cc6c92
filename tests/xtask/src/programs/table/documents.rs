//! LibreOffice: a text, a menu and a dialog.

use super::{PLAIN, Program, Step, left};

pub(super) const PROGRAMS: &[Program] = &[Program {
    name: "libreoffice-writer",
    packages: &["libreoffice-writer", "libreoffice-gtk3"],
    cage: "bank",
    argv: &[
        "env",
        "SAL_USE_VCLPLUGIN=gtk3",
        "libreoffice",
        "--writer",
        "--norestore",
        "--nologo",
    ],
    colours: 32,
    steps: &[
        Step::Window("LibreOffice Writer"),
        Step::Type("Dear bank,"),
        Step::Changed,
        Step::Click(left(20.0, 13.0)),
        Step::Popups(1),
        Step::Shot,
        Step::Key("escape"),
        Step::Popups(0),
        Step::Key("ctrl+s"),
        Step::Window("Save"),
        Step::Key("ctrl+a"),
        Step::Type("/home/user/letter.odt"),
        Step::Changed,
        Step::Key("enter"),
        Step::File(
            "letter.odt",
            "mimetypeapplication/vnd.oasis.opendocument.text",
        ),
    ],
    note: "typed a text, opened a menu, saved by a dialog",
    ..PLAIN
}];
