//! The bar while a mode of keys is on, in every language, against golden pictures.

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

use lisere_shell::{BarFocus, BarSpec, Language, Painter, Scale, Workspace};
use presets::{BANK, HOME, ui};
use support::golden::check;
use support::sheet::Sheet;

/// Widths in logical pixels, and the mode's name: a narrow bar loses its end before the
/// focused cage's name.
const BARS: [(i32, &str, bool); 5] = [
    (1_100, "stack", false),
    (1_100, "sixteen-letters-", true),
    (800, "stack", true),
    (480, "stack", false),
    (320, "stack", true),
];

#[test]
fn the_bar_names_the_mode() {
    let ui = ui(HOME);
    let marks = |number: u8| Workspace {
        number,
        active: number == 2,
        occupied: number < 4,
        urgent: false,
    };
    let workspaces: Vec<_> = (1..=9).map(marks).collect();
    for (suffix, scale) in [
        ("1", Scale::ONE),
        ("1.5", Scale::from_120ths(180)),
        ("2", Scale::TWO),
    ] {
        let mut sheet = Sheet::new(scale.px(1_100) as usize + 24);
        for language in Language::ALL {
            let mut painter = Painter::new();
            painter.speak(language);
            for (width, mode, nested) in BARS {
                let (picture, _) = painter.bar(&BarSpec {
                    width: scale.px(width),
                    scale,
                    ui: &ui,
                    focused: Some(BarFocus {
                        cage: &BANK,
                        level: "Private",
                        categories: "home, money",
                        window_title: "Virements — Banque en ligne",
                    }),
                    workspaces: &workspaces,
                    mode: Some(mode),
                    layout: "fr",
                    clock: "14:05",
                    nested,
                    attention: false,
                    locked: false,
                    notice: None,
                    transfer: None,
                    indicators: &[],
                    chosen: None,
                });
                sheet.row(&[&picture]);
            }
        }
        check(&format!("bar-mode@{suffix}"), &sheet);
    }
}
