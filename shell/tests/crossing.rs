//! Seals, badges of a drag and the bar while something is carried, against golden pictures.

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
    BadgeSpec, BarFocus, BarSpec, BarTransfer, Language, Painter, Scale, Seal, Sign, Workspace,
};
use presets::{BANK, HOME, INTERNET, RM_H, SPECIAL, UPDATE, VAULT, WORK, ui};
use support::golden::check;
use support::sheet::Sheet;

/// Runs `draw` at the three scales; the sheet is `width` logical pixels wide.
fn at_scales(name: &str, width: i32, draw: impl Fn(&mut Painter, &mut Sheet, Scale)) {
    let mut painter = Painter::new();
    for (suffix, scale) in [
        ("1", Scale::ONE),
        ("1.5", Scale::from_120ths(180)),
        ("2", Scale::TWO),
    ] {
        let mut sheet = Sheet::new(scale.px(width) as usize + 24);
        draw(&mut painter, &mut sheet, scale);
        check(&format!("{name}@{suffix}"), &sheet);
    }
}

#[test]
fn seals_of_many_seeds() {
    let ui = ui(HOME);
    at_scales("seals", 612, |painter, sheet, scale| {
        for row in 0..3_u8 {
            let pictures: Vec<_> = (0..6_u8)
                .map(|column| {
                    let mut seed = [0; 16];
                    seed[usize::from(row)] = column + 1;
                    let phrase = String::new();
                    painter.seal(&Seal { phrase, seed }, 96, scale, &ui)
                })
                .collect();
            sheet.row(&pictures.iter().collect::<Vec<_>>());
        }
    });
}

#[test]
fn badges_of_a_drag() {
    let ui = ui(HOME);
    at_scales("badges", 420, |painter, sheet, scale| {
        for to in [&WORK, &INTERNET, &SPECIAL] {
            let pictures: Vec<_> = [Sign::Allowed, Sign::Asked, Sign::Denied]
                .map(|sign| {
                    painter.badge(&BadgeSpec {
                        ui: &ui,
                        scale,
                        sign,
                        to,
                    })
                })
                .into();
            if to == &SPECIAL {
                sheet.row(&[&pictures[0]]);
            } else {
                sheet.row(&pictures.iter().collect::<Vec<_>>());
            }
        }
    });
}

#[test]
fn the_bar_while_something_is_carried() {
    let ui = ui(HOME);
    let marks = |number: u8| Workspace {
        number,
        active: number == 2,
        occupied: number < 4,
        urgent: false,
    };
    let workspaces: Vec<_> = (1..=9).map(marks).collect();
    for language in Language::ALL {
        let hint = language.paste_hint("Super+V", false);
        let words = language.carried(lisere_shell::Kind::Text, 0, 1_274);
        let name = format!("bar-transfer-{}", language.code());
        at_scales(&name, 1_100, |painter, sheet, scale| {
            painter.speak(language);
            let waiting = BarTransfer {
                from: Some(&VAULT),
                words: &words,
                hint: &hint,
                seconds: Some(24),
                progress: None,
            };
            let plain = BarSpec {
                width: scale.px(1_100),
                scale,
                ui: &ui,
                focused: Some(BarFocus {
                    cage: &BANK,
                    level: "Private",
                    categories: "home, money",
                    window_title: "Virements — Banque en ligne",
                }),
                workspaces: &workspaces,
                mode: None,
                layout: "fr",
                clock: "14:05",
                nested: false,
                attention: false,
                locked: false,
                notice: None,
                transfer: Some(waiting),
                indicators: &[],
                chosen: None,
            };
            for spec in carrying(plain, waiting) {
                sheet.row(&[&painter.bar(&spec).0]);
            }
        });
    }
}

/// One bar and what changes it: other contents, then less and less room.
fn carrying<'a>(plain: BarSpec<'a>, waiting: BarTransfer<'a>) -> [BarSpec<'a>; 8] {
    let with = |transfer| BarSpec {
        transfer: Some(transfer),
        ..plain
    };
    let narrow = |width: i32| BarSpec {
        width: plain.scale.px(width),
        nested: true,
        ..plain
    };
    [
        plain,
        with(BarTransfer {
            from: None,
            progress: Some(64),
            ..waiting
        }),
        with(BarTransfer {
            from: Some(&UPDATE),
            seconds: None,
            hint: "",
            ..waiting
        }),
        BarSpec {
            notice: Some("Vault to Bank is denied: text may go to Work"),
            transfer: Some(BarTransfer {
                from: Some(&RM_H),
                ..waiting
            }),
            ..plain
        },
        BarSpec {
            focused: None,
            ..narrow(960)
        },
        narrow(800),
        narrow(640),
        narrow(320),
    ]
}
