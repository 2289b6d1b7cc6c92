//! Plaques of the lens, against golden pictures.

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

use lisere_shell::{CageStyle, Painter, PlaqueSpec, Scale};
use presets::{HOME, INTERNET, RM_H, SPECIAL, VAULT, WEB, ui};
use support::golden::check;
use support::sheet::Sheet;

/// Whose it is, its label, the window's title, and whether it is asked about.
const PLAQUES: [[(&CageStyle<'static>, &str, &str, bool); 2]; 3] = [
    [
        (&WEB, "Everyday", "Téléchargements", true),
        (&VAULT, "", "Passwords – KeePassXC", false),
    ],
    [
        (&INTERNET, "", "", false),
        (
            &SPECIAL,
            "Spécial France · Marine",
            "مرحبا بالعالم 世界",
            true,
        ),
    ],
    [
        (&RM_H, "", "", true),
        (
            &WEB,
            "Everyday",
            "A title that says far more than there is room for on a plaque of this width",
            false,
        ),
    ],
];

#[test]
fn plaques_name_the_cage() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    for (suffix, scale) in [
        ("1", Scale::ONE),
        ("1.5", Scale::from_120ths(180)),
        ("2", Scale::TWO),
    ] {
        let mut sheet = Sheet::new(scale.px(900) as usize + 24);
        for row in PLAQUES {
            let pictures = row.map(|(cage, label, title, chosen)| {
                painter.plaque(&PlaqueSpec {
                    ui: &ui,
                    cage,
                    label,
                    title,
                    chosen,
                    scale,
                    max_width: scale.px(420),
                })
            });
            assert!(pictures.iter().all(|picture| picture.opaque));
            let most = scale.px(420) as u32;
            assert!(pictures.iter().all(|picture| picture.width <= most));
            sheet.row(&pictures.iter().collect::<Vec<_>>());
        }
        check(&format!("plaques@{suffix}"), &sheet);
    }
}
