//! The first-start assistant, against golden pictures.

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
    Chore, ChoreRow, Language, LayoutRow, Painter, PresetRow, Rect, Scale, Seal, Ui, WelcomeHot,
    WelcomeNote, WelcomePage, WelcomeSpec,
};
use presets::{
    BANK, CUI, HOME, INTERNET, RM_B, RM_H, SCI, SPECIAL, TRES_SECRET, UPDATE, VAULT, WEB, WORK, ui,
};
use support::golden::check;
use support::sheet::Sheet;

const CHORES: [ChoreRow<'static>; 8] = [
    chore("Super+Escape", Chore::Attention),
    chore("Super+Space", Chore::Launcher),
    chore("Alt+Tab", Chore::NextWindow),
    chore("Super+C", Chore::Carry),
    chore("Super+V", Chore::PasteHere),
    chore("Super+L", Chore::Lock),
    chore("Super+W", Chore::Overview),
    chore("Super+Shift+E", Chore::Quit),
];

const fn chore(chord: &'static str, chore: Chore) -> ChoreRow<'static> {
    ChoreRow { chord, chore }
}

const LAYOUTS: [LayoutRow<'static>; 4] = [
    layout("fr", "French", true),
    layout("fr bepo", "French (BEPO)", false),
    layout("ca", "French (Canada)", false),
    layout("fr oss", "French (alt., with a name that is longer)", false),
];

const fn layout(code: &'static str, name: &'static str, now: bool) -> LayoutRow<'static> {
    LayoutRow { code, name, now }
}

fn seals() -> Vec<Seal> {
    let phrases = [
        "lantern copper orchard thaw",
        "velvet harbour nine thistle",
        "marble kite soft engine",
        "cinnamon winter plateau owl",
        "amber ladder quiet river",
        "pepper violin granite dusk",
    ];
    (1..)
        .zip(phrases)
        .map(|(number, phrase)| Seal {
            phrase: phrase.to_owned(),
            seed: [number * 37; 16],
        })
        .collect()
}

fn spec<'a>(ui: &'a Ui, scale: Scale, step: usize, page: WelcomePage<'a>) -> WelcomeSpec<'a> {
    WelcomeSpec {
        ui,
        scale,
        room: (scale.px(1280), scale.px(800)),
        page,
        step: (step, 5),
        selected: 0,
        hovered: None,
        note: None,
    }
}

/// Every page, drawn on an output of this size.
fn pages(painter: &mut Painter, scale: Scale, room: (i32, i32)) -> Sheet {
    let ui = ui(HOME);
    let seals = seals();
    let cages = [
        &[WEB, WORK, BANK, VAULT][..],
        &[INTERNET, SPECIAL, TRES_SECRET],
        &[WEB, CUI, SCI, BANK, VAULT],
        &[RM_B, RM_H, UPDATE],
    ];
    let names = ["home", "fr", "us", "clipos"];
    let presets: Vec<PresetRow<'_>> = names
        .into_iter()
        .zip(cages)
        .map(|(name, cages)| PresetRow {
            name,
            cages,
            now: name == "home",
        })
        .collect();
    let keyboard = |attempt| WelcomePage::Keyboard {
        sought: "fren",
        rows: &LAYOUTS,
        attempt,
    };
    let shown = [
        spec(&ui, scale, 0, WelcomePage::Language),
        spec(&ui, scale, 1, keyboard(None)),
        WelcomeSpec {
            note: Some(WelcomeNote::AddLine {
                line: "layout = \"fr\"",
                under: "[keyboard]",
                path: "~/.config/lisere/preferences.toml",
            }),
            ..spec(&ui, scale, 1, keyboard(Some("azertyuiop")))
        },
        WelcomeSpec {
            selected: 1,
            note: Some(WelcomeNote::NextStart("~/.config/lisere/policy.toml")),
            ..spec(&ui, scale, 2, WelcomePage::Policy(&presets))
        },
        WelcomeSpec {
            hovered: Some(WelcomeHot::Item(4)),
            selected: 2,
            ..spec(&ui, scale, 3, WelcomePage::Seal(&seals))
        },
        spec(&ui, scale, 4, WelcomePage::Chores(&CHORES)),
    ];
    let mut pictures = Vec::new();
    for spec in shown {
        let spec = WelcomeSpec { room, ..spec };
        let (picture, hot) = painter.welcome(&spec);
        assert!(picture.height as i32 <= room.1, "it fits");
        let card = Rect::new(0, 0, picture.width as i32, picture.height as i32);
        assert!(hot.iter().all(|(rect, _)| card.encloses(*rect)), "{hot:?}");
        let secret = hot.iter().find(|(_, hot)| *hot == WelcomeHot::Seals);
        assert_eq!(
            secret.is_some(),
            matches!(spec.page, WelcomePage::Seal(_)),
            "seals are secret"
        );
        if let Some((secret, _)) = secret {
            let items = hot
                .iter()
                .filter(|(_, hot)| matches!(hot, WelcomeHot::Item(_)));
            assert!(items.clone().count() == 6);
            assert!(items.into_iter().all(|(item, _)| secret.encloses(*item)));
        }
        pictures.push(picture);
    }
    let mut sheet = Sheet::new(2 * pictures[0].width as usize + 18);
    for pair in pictures.chunks(2) {
        sheet.row(&pair.iter().collect::<Vec<_>>());
    }
    sheet
}

#[test]
fn every_page_of_the_assistant() {
    for (suffix, scale) in [
        ("1", Scale::ONE),
        ("1.5", Scale::from_120ths(180)),
        ("2", Scale::TWO),
    ] {
        for language in Language::ALL {
            let mut painter = Painter::new();
            painter.speak(language);
            let sheet = pages(&mut painter, scale, (scale.px(1280), scale.px(800)));
            check(&format!("welcome-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn every_page_on_a_low_output() {
    for language in Language::ALL {
        let mut painter = Painter::new();
        painter.speak(language);
        let sheet = pages(&mut painter, Scale::ONE, (640, 400));
        check(&format!("welcome-low-{}@1", language.code()), &sheet);
    }
}
