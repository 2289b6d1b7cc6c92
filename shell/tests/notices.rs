//! Notices of cages, against golden pictures.

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

use lisere_shell::{CageStyle, Language, NoticeSpec, Painter, Scale};
use presets::{HOME, INTERNET, RM_H, SPECIAL, UPDATE, VAULT, WEB, ui};
use support::golden::check;
use support::sheet::Sheet;

/// Whose it is, its headline, its words, and how many more there are.
type Said = (
    &'static CageStyle<'static>,
    &'static str,
    &'static str,
    usize,
);

/// Rows of the sheet.
const SAID: [[Said; 2]; 4] = [
    [
        (&WEB, "Téléchargement terminé", "report.pdf, 1.2 MB", 0),
        (&VAULT, "The backup is done", "", 0),
    ],
    [
        (&INTERNET, "", "A body\nwithout a headline", 1),
        (
            &SPECIAL,
            "A headline that is by far too long for the one line that there is for it",
            "One line\n\nand others, of which one is so long that it has to be broken, \
             and broken again, until there is no more room for what it would still have to say\n\
             and then the last one",
            1_234,
        ),
    ],
    [
        (&UPDATE, "مرحبا بالعالم", "שלום 世界 🎉", 2),
        (
            &RM_H,
            "Liseré: your session is locked",
            "Type your password here: ______",
            0,
        ),
    ],
    [(&VAULT, "", "", 0), (&WEB, "x", "W\nW\nW\nW", 12)],
];

#[test]
fn cards_of_cages() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        for (suffix, scale) in [
            ("1", Scale::ONE),
            ("1.5", Scale::from_120ths(180)),
            ("2", Scale::TWO),
        ] {
            let mut sheet = Sheet::new(scale.px(720) as usize + 24);
            for row in SAID {
                let pictures = row.map(|(cage, summary, body, more)| {
                    painter.notice(&NoticeSpec {
                        ui: &ui,
                        cage,
                        scale,
                        max_width: scale.px(4_000),
                        summary,
                        body,
                        more,
                    })
                });
                assert!(pictures.iter().all(|picture| picture.opaque));
                let highest = NoticeSpec::highest(scale) as u32;
                assert!(pictures.iter().all(|picture| picture.height <= highest));
                sheet.row(&pictures.iter().collect::<Vec<_>>());
            }
            check(&format!("notices-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn a_card_fits_where_there_is_little_room() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    let widths = [1, 120, 200, 352, 353].map(|max_width| {
        let picture = painter.notice(&NoticeSpec {
            ui: &ui,
            cage: &SPECIAL,
            scale: Scale::ONE,
            max_width,
            summary: "A headline",
            body: "A body",
            more: 3,
        });
        picture.width
    });
    assert_eq!(widths, [120, 120, 200, 352, 352]);
}
