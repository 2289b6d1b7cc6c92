//! Golden pictures of the bar while cages are heard, hear or see.

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

use lisere_shell::{BarFocus, BarSpec, BarUse, CageStyle, Painter, Scale, Workspace};
use presets::{BANK, HOME, RM_H, SPECIAL, UPDATE, VAULT, WEB, WORK, ui};
use support::golden::check;
use support::sheet::Sheet;

const fn using(cage: &'static CageStyle<'static>, what: [bool; 3]) -> BarUse<'static> {
    let [sound, microphone, camera] = what;
    BarUse {
        cage,
        sound,
        microphone,
        camera,
    }
}

#[test]
fn who_is_heard_hears_or_sees_stands_on_the_bar() {
    let ui = ui(HOME);
    let marks = |number: u8| Workspace {
        number,
        active: number == 2,
        occupied: number < 4,
        urgent: false,
    };
    let workspaces: Vec<_> = (1..=5).map(marks).collect();
    let heard = [using(&WEB, [true, false, false])];
    let call = [using(&WEB, [true, false, false]), using(&WORK, [true; 3])];
    let many = [
        using(&WEB, [true, false, false]),
        using(&WORK, [true; 3]),
        using(&VAULT, [false, false, true]),
        using(&UPDATE, [true, false, false]),
        using(&RM_H, [false, true, false]),
        using(&SPECIAL, [true, false, false]),
    ];
    let mut painter = Painter::new();
    for (suffix, scale) in [
        ("1", Scale::ONE),
        ("1.5", Scale::from_120ths(180)),
        ("2", Scale::TWO),
    ] {
        let mut sheet = Sheet::new(scale.px(1_100) as usize + 24);
        let rows: [(i32, &[BarUse<'_>]); 7] = [
            (1_100, &heard),
            (1_100, &call),
            (1_100, &many),
            (800, &call),
            (640, &call),
            (400, &call),
            (400, &many),
        ];
        for (width, uses) in rows {
            let spec = BarSpec {
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
                layout: "fr",
                clock: "14:05",
                nested: false,
                mode: None,
                attention: false,
                notice: None,
                transfer: None,
                uses,
            };
            sheet.row(&[&painter.bar(&spec).0]);
        }
        check(&format!("bar-uses@{suffix}"), &sheet);
    }
}
