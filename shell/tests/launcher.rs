//! The launcher, against golden pictures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unreachable_pub,
    reason = "a test may fail loudly; the support files serve other tests too"
)]

#[path = "support/presets.rs"]
mod presets;
mod support;

use lisere_shell::{
    CageFault, CageStyle, Language, LauncherHot, LauncherRefusal, LauncherRow, LauncherRowKind,
    LauncherSpec, LauncherState, Painter, Picture, Rect, Scale, Ui,
};
use presets::{HOME, SPECIAL, VAULT, WEB, WORK, ui};
use support::golden::check;
use support::sheet::Sheet;

const SCALES: [(&str, Scale); 3] = [
    ("1", Scale::ONE),
    ("1.5", Scale::from_120ths(180)),
    ("2", Scale::TWO),
];

fn row<'a>(name: &'a str, detail: &'a str, cage: &'a CageStyle<'a>) -> LauncherRow<'a> {
    LauncherRow {
        name,
        detail,
        cage,
        kind: LauncherRowKind::Program,
    }
}

fn spec<'a>(ui: &'a Ui, scale: Scale, rows: &'a [LauncherRow<'a>]) -> LauncherSpec<'a> {
    LauncherSpec {
        ui,
        scale,
        room: (scale.px(1280), scale.px(800)),
        cage: &WORK,
        label: "Office",
        place: (1, 5),
        typed: "",
        state: LauncherState::Known {
            found: rows.len(),
            all: 214,
        },
        rows,
        above: 0,
        below: 0,
        selected: 0,
        refused: None,
    }
}

fn draw(painter: &mut Painter, spec: &LauncherSpec<'_>) -> (Picture, Vec<(Rect, LauncherHot)>) {
    let (picture, hot) = painter.launcher(spec);
    assert!(i64::from(picture.height) <= i64::from(spec.room.1));
    let card = Rect::new(0, 0, picture.width as i32, picture.height as i32);
    assert!(hot.iter().all(|(rect, _)| card.encloses(*rect)), "{hot:?}");
    (picture, hot)
}

#[test]
fn programs_are_found_in_a_cage() {
    let ui = ui(HOME);
    let first = [
        LauncherRow {
            kind: LauncherRowKind::Recent,
            ..row("Éditeur de texte", "org.gnome.TextEditor", &WORK)
        },
        LauncherRow {
            kind: LauncherRowKind::Recent,
            ..row("Firefox ESR", "firefox-esr", &WEB)
        },
        row("LibreOffice Writer", "libreoffice-writer", &WORK),
        row(
            "A name that says far more than there is room for, and then goes on saying it",
            "com.example.a-very-long-identifier.of.a.program",
            &WORK,
        ),
        row("مرحبا 世界", "hello", &WORK),
        row("foot", "foot", &WORK),
        row("htop", "htop", &WORK),
        row("Calculatrice", "org.gnome.Calculator", &WORK),
        row("Zotero", "zotero", &WORK),
    ];
    for (suffix, scale) in SCALES {
        for language in Language::ALL {
            let mut painter = Painter::new();
            painter.speak(language);
            let mut sheet = Sheet::new(scale.px(740) as usize + 24);
            let all = LauncherSpec {
                below: 6,
                state: LauncherState::Known {
                    found: 15,
                    all: 214,
                },
                ..spec(&ui, scale, &first)
            };
            sheet.row(&[&draw(&mut painter, &all).0]);
            let typed = [LauncherRow {
                kind: LauncherRowKind::Typed,
                ..row("foot -e 'nano notes'", "", &SPECIAL)
            }];
            let refused = LauncherSpec {
                cage: &SPECIAL,
                label: "Spécial France · Marine",
                typed: "foot -e 'nano notes'",
                refused: Some(LauncherRefusal::NoTerminal("htop")),
                ..spec(&ui, scale, &typed)
            };
            sheet.row(&[&draw(&mut painter, &refused).0]);
            check(&format!("launcher-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn a_cage_that_says_nothing_is_said_so() {
    let ui = ui(HOME);
    let bubblewrap = CageFault::Tool("bwrap".to_owned(), "bubblewrap".to_owned());
    for (suffix, scale) in SCALES {
        for language in Language::ALL {
            let mut painter = Painter::new();
            painter.speak(language);
            let mut sheet = Sheet::new(scale.px(740) as usize + 24);
            for (state, refused) in [
                (LauncherState::Reading, None),
                (LauncherState::Known { found: 0, all: 0 }, None),
                (
                    LauncherState::Failed,
                    Some(LauncherRefusal::Cage(&bubblewrap)),
                ),
            ] {
                let empty = LauncherSpec {
                    cage: &VAULT,
                    label: "",
                    typed: "k",
                    state,
                    refused,
                    ..spec(&ui, scale, &[])
                };
                sheet.row(&[&draw(&mut painter, &empty).0]);
            }
            check(
                &format!("launcher-empty-{}@{suffix}", language.code()),
                &sheet,
            );
        }
    }
}

/// Words of one kind on one line must fit at every scale, in every language.
#[test]
fn a_low_output_still_shows_a_line_and_what_is_wrong() {
    let (ui, mut painter) = (ui(HOME), Painter::new());
    let rows = [row("foot", "foot", &WORK); 3];
    for (w, h) in [(1280, 400), (640, 400), (320, 640), (64, 64)] {
        let spec = LauncherSpec {
            room: (w, h),
            refused: Some(LauncherRefusal::AllTaken),
            ..spec(&ui, Scale::ONE, &rows)
        };
        let (picture, hot) = painter.launcher(&spec);
        let lines = hot
            .iter()
            .filter(|(_, hot)| matches!(hot, LauncherHot::Row(_)));
        assert!(lines.count() >= 1, "{w}×{h}");
        assert!(h < 400 || picture.height as i32 <= h, "{w}×{h}");
    }
}
