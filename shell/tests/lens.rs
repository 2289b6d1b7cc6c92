//! What the lens is made of, against golden pictures: plaques, ribbon, foot, cards.

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
    CageStyle, CardHead, CardRow, CardSpec, FooterHot, FooterKey, FooterSpec, Language, Painter,
    PlaqueSpec, RibbonSpec, RibbonWay, Scale, SwitcherEntry,
};
use presets::{HOME, INTERNET, RM_H, SPECIAL, VAULT, WEB, WORK, ui};
use support::golden::check;
use support::sheet::Sheet;

const SCALES: [(&str, Scale); 3] = [
    ("1", Scale::ONE),
    ("1.5", Scale::from_120ths(180)),
    ("2", Scale::TWO),
];

/// Whose it is, its label, the window's title, and whether it is asked about.
const PLAQUES: [[(&CageStyle<'static>, &str, &str, bool); 2]; 4] = [
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
    [(&VAULT, "", "", false), (&WORK, "", "", true)],
];

#[test]
fn plaques_name_the_cage() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    for (suffix, scale) in SCALES {
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

/// Pieces of a ribbon: along to the right and to the left, and what hangs from each.
#[test]
fn ribbons_are_of_the_cages_cloth() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    let ways = [
        RibbonWay::Along { right: true },
        RibbonWay::Along { right: false },
        RibbonWay::Down { right: Some(false) },
        RibbonWay::Down { right: Some(true) },
        RibbonWay::Down { right: None },
    ];
    for (suffix, scale) in SCALES {
        let mut sheet = Sheet::new(scale.px(700) as usize + 24);
        for cage in [&WEB, &VAULT, &INTERNET, &RM_H] {
            let pictures = ways.map(|way| {
                painter.ribbon(&RibbonSpec {
                    ui: &ui,
                    cage,
                    way,
                    scale,
                    length: scale.px(140),
                })
            });
            assert!(pictures.iter().all(|picture| picture.opaque));
            sheet.row(&pictures.iter().collect::<Vec<_>>());
        }
        check(&format!("ribbons@{suffix}"), &sheet);
    }
}

/// The keys as the core would list them.
fn keys(language: Language, again: bool) -> [Vec<(&'static str, String, bool)>; 2] {
    let words = &language.lens().keys;
    let plain = |cap: &'static str, does: &str| (cap, does.to_owned(), false);
    let kill = if again {
        ("K", (words.kill_again)("Secret Spécial France"), true)
    } else {
        plain("K", words.kill)
    };
    [
        vec![
            plain(words.give[0], words.give[1]),
            plain("F", words.freeze),
            kill,
            plain("I", words.details),
        ],
        vec![
            plain(words.next[0], words.next[1]),
            plain("R", words.refusals),
            plain("L", words.lock),
            plain("Q", words.quit),
            plain(words.leave[0], words.leave[1]),
        ],
    ]
}

#[test]
fn the_foot_shows_keys_and_hidden_windows() {
    let ui = ui(HOME);
    let hidden = [
        (&VAULT, "Passwords – KeePassXC"),
        (
            &WEB,
            "A title that says far more than there is room for here",
        ),
        (&INTERNET, ""),
    ];
    let hidden = hidden.map(|(cage, title)| SwitcherEntry { cage: *cage, title });
    let about = SwitcherEntry {
        cage: SPECIAL,
        title: "Rapport annuel",
    };
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        for (suffix, scale) in SCALES {
            let mut sheet = Sheet::new(scale.px(1_300) as usize + 24);
            for (wide, again, hidden) in [
                (1_280, false, &hidden[..0]),
                (1_280, true, &hidden[..]),
                (616, false, &hidden[..1]),
            ] {
                let keys = keys(language, again);
                let keys = keys.each_ref().map(|keys| {
                    let keys = keys.iter().map(|(cap, does, again)| FooterKey {
                        cap,
                        does,
                        again: *again,
                    });
                    keys.collect::<Vec<_>>()
                });
                let (picture, hot) = painter.footer(&FooterSpec {
                    ui: &ui,
                    hidden,
                    chosen: again.then_some(1),
                    more: if again { 14 } else { 0 },
                    about: Some(about),
                    keys: keys.each_ref().map(Vec::as_slice),
                    hovered: Some(FooterHot::Key(1)),
                    scale,
                    max_width: scale.px(wide),
                });
                assert_eq!(hot.len(), 9 + hidden.len());
                assert!(picture.width as i32 <= scale.px(wide));
                sheet.row(&[&picture]);
            }
            check(&format!("foot-{}@{suffix}", language.code()), &sheet);
        }
    }
}

/// The facts about a window, in a language.
fn details(language: Language) -> Vec<(Option<&'static str>, String)> {
    let words = &language.lens().card;
    let field = |name, value: &str| (Some(name), value.to_owned());
    vec![
        field(words.level, "Secret"),
        field(words.categories, "Spécial France, Marine"),
        field(words.state, words.states[0]),
        field(words.engine, &(words.engines)("bubblewrap", "")),
        field(words.network, &(words.networks)("pasta")),
        field(words.rights, (words.right)("gpu")),
        field(
            words.limits,
            &(words.limit)(64, 128, &language.rough(256_000)),
        ),
        (None, words.window.to_owned()),
        field(
            words.title,
            "Rapport annuel, version définitive relue par tout le monde",
        ),
        field(words.app, "org.example.Writer"),
        field(words.since, &(words.days)("14:05", 2)),
        (None, words.program.to_owned()),
        field(words.connection, "12"),
        field(words.process, &(words.by_user)(4711, 1000)),
        (None, words.transfers.to_owned()),
    ]
}

#[test]
fn a_card_says_what_a_window_is() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        let details = details(language);
        let rows = details.iter().map(|(name, value)| match name {
            Some(name) => CardRow::Field(name, value),
            None => CardRow::Section(value),
        });
        let mut rows: Vec<CardRow<'_>> = rows.collect();
        rows.push(CardRow::Words(language.lens().card.no_transfer));
        for (suffix, scale) in SCALES {
            let mut sheet = Sheet::new(scale.px(820) as usize + 24);
            let cards = [(&SPECIAL, 700), (&INTERNET, 300)].map(|(cage, high)| {
                let card = painter.card(&CardSpec {
                    ui: &ui,
                    head: CardHead::Cage(cage),
                    rows: &rows,
                    scale,
                    width: scale.px(400),
                    max_height: scale.px(high),
                });
                assert!(card.opaque);
                assert!(card.height as i32 <= scale.px(high), "{high}");
                card
            });
            sheet.row(&[&cards[0], &cards[1]]);
            check(&format!("details-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn a_card_says_why_something_was_refused() {
    let ui = ui(HOME);
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        let words = &language.lens().refused;
        let (rule, line) = ((words.rule)(41), (words.line)(7));
        let (denied, killed) = ((words.transfer)("image", "Vault", "Web"), (words.killed)(3));
        let out = (words.quarantine_instead)("web");
        let entry = |time, cage, what, why, instead| CardRow::Entry {
            time,
            cage,
            what,
            why,
            instead,
        };
        let rows = [
            entry(
                "14:05",
                Some(&VAULT),
                denied.as_str(),
                rule.as_str(),
                words.never,
            ),
            entry(
                "13:59",
                Some(&WEB),
                killed.as_str(),
                "wl_surface: a buffer that is larger than its pool, which nobody could have \
                 shown whatever they had tried",
                words.killed_instead,
            ),
            entry("13:58", Some(&WEB), words.quarantine, "", out.as_str()),
            entry(
                "09:12",
                None,
                words.preferences,
                line.as_str(),
                words.preferences_instead,
            ),
        ];
        for (suffix, scale) in SCALES {
            let mut sheet = Sheet::new(scale.px(660) as usize + 24);
            for (rows, high) in [(&rows[..], 700), (&rows[..], 260), (&[][..], 200)] {
                let nothing = [CardRow::Words(words.nothing)];
                let card = painter.card(&CardSpec {
                    ui: &ui,
                    head: CardHead::Words(words.heading),
                    rows: if rows.is_empty() { &nothing } else { rows },
                    scale,
                    width: scale.px(640),
                    max_height: scale.px(high),
                });
                assert!(card.height as i32 <= scale.px(high), "{high}");
                sheet.row(&[&card]);
            }
            check(&format!("refused-{}@{suffix}", language.code()), &sheet);
        }
    }
}
