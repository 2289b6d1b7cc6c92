//! Prompts in the colours of the built-in policies, in both languages, against golden pictures.

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
    CageStyle, Cargo, Cleaning, Course, FileRow, Kind, Language, Painter, PromptHot, PromptSpec,
    Scale, Seal, Shown, Side, Ui, Way,
};
use presets::{
    BANK, CLIPOS, CUI, FR, HOME, INTERNET, RM_B, RM_H, SCI, SPECIAL, TRES_SECRET, UPDATE, US,
    VAULT, WEB, WORK, ui,
};
use support::golden::check;
use support::sheet::Sheet;

/// A prompt on an output of 1280 × 800 logical pixels, to be changed by each test.
fn plain<'a>(ui: &'a Ui, seal: &'a Seal, scale: Scale, language: Language) -> PromptSpec<'a> {
    PromptSpec {
        ui,
        scale,
        room: (scale.px(1280), scale.px(800)),
        seal: Some(seal),
        from: side(&WORK, "Private · work"),
        to: side(&VAULT, ""),
        course: Course::Up,
        way: Way::Clipboard,
        cargo: Cargo {
            kind: Kind::Text,
            mime: "text/plain;charset=utf-8",
            size: 1_274,
            beyond: false,
            cleaned: language.cleaned(Cleaning::Text),
            shown: Shown::Nothing,
        },
        selected: PromptHot::Deny,
        hovered: None,
        armed: true,
        seconds: (23, 30),
    }
}

fn side<'a>(style: &'a CageStyle<'a>, level: &'a str) -> Side<'a> {
    Side::Cage { style, level }
}

fn seal(phrase: &str, number: u8) -> Seal {
    Seal {
        phrase: phrase.to_owned(),
        seed: [number; 16],
    }
}

/// Draws prompts in both languages at the three scales, one below the other.
fn at_scales(
    name: &str,
    width: i32,
    bar: u32,
    number: u8,
    prompts: impl for<'a> Fn(PromptSpec<'a>, Language) -> Vec<PromptSpec<'a>>,
) {
    let mut painter = Painter::new();
    let ui = ui(bar);
    for language in Language::ALL {
        painter.speak(language);
        let phrase = match language {
            Language::En => "amber kettle north bishop",
            Language::Fr => "brume tilleul ancre dimanche",
        };
        let seal = seal(phrase, number);
        for (suffix, scale) in [
            ("1", Scale::ONE),
            ("1.5", Scale::from_120ths(180)),
            ("2", Scale::TWO),
        ] {
            let mut sheet = Sheet::new(scale.px(width) as usize + 12);
            for spec in prompts(plain(&ui, &seal, scale, language), language) {
                sheet.row(&[&painter.prompt(&spec).0]);
            }
            check(&format!("{name}-{}@{suffix}", language.code()), &sheet);
        }
    }
}

const LETTER: &str = "Dear Ms Fournier,\n\nthank you for the offer of 12 May. We accept it as it \
    stands and would like to begin on the first Monday of June; the account to be billed is the \
    one on our last order.\n\nWith kind regards\nA. Dubois\n\nP.S. The parcel came.";

#[test]
fn text_and_a_link_at_home() {
    at_scales("prompt-home", 720, HOME, 7, |plain, _| {
        let text = Cargo {
            shown: Shown::Text(LETTER),
            ..plain.cargo
        };
        let url = "https://login.bank.example@news.example.org:8443/2026/11/a%20long/path?from=web&utm_source=letter#part-3";
        let link = Cargo {
            kind: Kind::Link,
            mime: "text/uri-list",
            size: url.len() as u64,
            beyond: false,
            cleaned: "",
            shown: Shown::Link(url),
        };
        vec![
            PromptSpec {
                cargo: text,
                ..plain
            },
            PromptSpec {
                from: side(&WEB, "Everyday"),
                to: side(&BANK, "Private · home, money"),
                way: Way::Link,
                cargo: link,
                selected: PromptHot::Allow,
                hovered: Some(PromptHot::Allow),
                seconds: (9, 30),
                ..plain
            },
        ]
    });
}

#[test]
fn files_between_french_levels() {
    let many: Vec<FileRow<'static>> = (0..64)
        .map(|n| FileRow {
            old: if n == 1 {
                "rap\\u{202e}fdp.exe"
            } else {
                "Compte rendu du comité de pilotage.odt"
            },
            new: if n == 1 {
                "rapfdp.exe"
            } else {
                "Compte rendu du comité de pilotage.odt"
            },
            size: 48_213 + n * 977,
        })
        .collect();
    let many: &'static [FileRow<'static>] = many.leak();
    at_scales("prompt-fr", 720, FR, 19, |plain, _| {
        let cargo = Cargo {
            kind: Kind::Files,
            mime: "text/uri-list",
            size: 5_057_360,
            beyond: true,
            cleaned: "",
            shown: Shown::Files(many),
        };
        let own = Cargo {
            beyond: false,
            size: 48_213,
            shown: Shown::Files(&many[..1]),
            ..cargo
        };
        vec![
            PromptSpec {
                from: side(&SPECIAL, "Secret · Spécial France"),
                to: side(&INTERNET, "Non protégé"),
                course: Course::Down,
                way: Way::Drag,
                cargo,
                ..plain
            },
            PromptSpec {
                from: Side::Own,
                to: side(&TRES_SECRET, ""),
                course: Course::Level,
                way: Way::File,
                cargo: own,
                ..plain
            },
        ]
    });
}

/// A picture with a soft gradient, a hard edge and translucent parts.
fn painting(w: u32, h: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let (dx, dy) = (x as i32 - w as i32 / 2, y as i32 - h as i32 / 2);
        let sun = dx * dx + dy * dy < (h * h / 9) as i32;
        let alpha = if y > h * 3 / 4 { 128 } else { 255 };
        let colour = if sun {
            [60, 170, 240]
        } else {
            [200 - (y * 90 / h) as u8, 120, (x * 160 / w) as u8]
        };
        let [b, g, r] = colour.map(|c: u8| (u32::from(c) * alpha / 255) as u8);
        [b, g, r, alpha as u8]
    };
    (0..h)
        .flat_map(|y| (0..w).flat_map(move |x| pixel(x, y)))
        .collect()
}

#[test]
fn an_image_between_american_levels() {
    let pixels: &'static [u8] = painting(192, 120).leak();
    at_scales("prompt-us", 720, US, 42, |plain, language| {
        let cargo = Cargo {
            kind: Kind::Image,
            mime: "image/png",
            size: 1_834_211,
            beyond: true,
            cleaned: language.cleaned(Cleaning::Png),
            shown: Shown::Image {
                pixels,
                small: (192, 120),
                real: (1_920, 1_200),
            },
        };
        vec![PromptSpec {
            from: side(&SCI, "TOP SECRET · SI, TK"),
            to: side(&CUI, ""),
            course: Course::Down,
            cargo,
            armed: false,
            seconds: (30, 30),
            selected: PromptHot::DenyAll,
            hovered: Some(PromptHot::Deny),
            ..plain
        }]
    });
}

#[test]
fn what_is_hard_to_show() {
    at_scales("prompt-clipos", 720, CLIPOS, 133, |plain, language| {
        let blank = Cargo {
            size: 3,
            cleaned: "",
            shown: Shown::Text(" \n "),
            ..plain.cargo
        };
        let foreign = Cargo {
            kind: Kind::RichText,
            mime: "application/vnd.oasis.opendocument.text-flat-xml;profile=long",
            size: 999,
            cleaned: language.cleaned(Cleaning::PlainAscii),
            shown: Shown::Text("שלום עולם\n漢字かな交じり文\nmixed עברית and العربية"),
            ..plain.cargo
        };
        vec![
            PromptSpec {
                from: side(&RM_B, "Bas"),
                to: side(&RM_H, "Haut"),
                cargo: blank,
                armed: false,
                seconds: (30, 30),
                ..plain
            },
            PromptSpec {
                from: side(&UPDATE, "Bas · update"),
                to: side(&RM_B, "Bas"),
                course: Course::Across,
                cargo: foreign,
                hovered: Some(PromptHot::DenyAll),
                seconds: (1, 30),
                ..plain
            },
        ]
    });
}

#[test]
fn little_room() {
    const LONG: CageStyle<'static> = CageStyle {
        title: "Direction des affaires juridiqu",
        ..VAULT
    };
    at_scales("prompt-narrow", 640, HOME, 88, |plain, _| {
        let text = Cargo {
            beyond: true,
            shown: Shown::Text(LETTER),
            ..plain.cargo
        };
        let narrow = PromptSpec {
            room: (plain.scale.px(640), plain.scale.px(400)),
            from: side(&LONG, "Très Secret · Spécial France, ACSSI"),
            to: side(&BANK, "Private · home, money"),
            course: Course::Down,
            cargo: text,
            ..plain
        };
        vec![
            narrow,
            PromptSpec {
                room: (plain.scale.px(400), plain.scale.px(640)),
                seal: None,
                ..narrow
            },
        ]
    });
}
