//! What the shell draws, against golden pictures (`LISERE_ACCEPT=1` accepts new ones).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a test may fail loudly"
)]

mod support;

use lisere_shell::{
    BarFocus, BarSpec, Button, CageStyle, FrameKind, FramePictures, FrameSpec, Language, Painter,
    Pattern, Rgb, Scale, Shape, SwitcherEntry, SwitcherSpec, Toplevel, Ui, Workspace, cursor,
};
use support::golden::check;
use support::sheet::Sheet;

const WEB: CageStyle<'static> = cage("Web", 0xc01c28, 0xffffff, Pattern::Diagonal);
const PERSONAL: CageStyle<'static> = cage("Personal", 0xe5a50a, 0x1c1400, Pattern::Dots);
const WORK: CageStyle<'static> = cage("Work", 0x1a5fb4, 0xffffff, Pattern::Dashes);
const VAULT: CageStyle<'static> = cage("Vault", 0x613583, 0xffffff, Pattern::Chevrons);
const IDLE: Toplevel = Toplevel {
    focused: false,
    maximised: false,
    fullscreen: false,
    frozen: false,
    urgent: false,
    hovered: None,
    resizable: true,
    stack: None,
};
const FOCUSED: Toplevel = Toplevel {
    focused: true,
    ..IDLE
};

const fn cage(title: &str, colour: u32, text: u32, pattern: Pattern) -> CageStyle<'_> {
    CageStyle {
        title,
        colour: Rgb::hex(colour),
        text: Rgb::hex(text),
        pattern,
        remote: false,
    }
}

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

/// One row of frames; each is (cage, title, logical content size, kind).
fn frames(
    painter: &mut Painter,
    sheet: &mut Sheet,
    scale: Scale,
    row: &[(&CageStyle<'_>, &str, (i32, i32), FrameKind)],
) {
    let ui = Ui::default();
    let drawn: Vec<(FrameSpec<'_>, FramePictures)> = row
        .iter()
        .map(|(cage, title, (w, h), kind)| {
            let content = (scale.px(*w), scale.px(*h));
            let spec = FrameSpec {
                cage,
                ui: &ui,
                title,
                content,
                scale,
                kind: *kind,
                icon: false,
            };
            (spec, painter.frame(&spec))
        })
        .collect();
    let drawn: Vec<_> = drawn.iter().map(|(spec, frame)| (spec, frame)).collect();
    sheet.frames(&drawn);
}

#[test]
fn every_pattern_with_and_without_focus() {
    let colours = [
        0x2ec27e, 0xc01c28, 0xe5a50a, 0x986a44, 0x1a5fb4, 0x241f31, 0x613583, 0xf6f5f4,
    ];
    at_scales("patterns", 420, |painter, sheet, scale| {
        for (pattern, colour) in Pattern::ALL.into_iter().zip(colours) {
            let text = if matches!(colour, 0xe5a50a | 0xf6f5f4 | 0x2ec27e) {
                0x101010
            } else {
                0xffffff
            };
            let cage = cage("Cloth", colour, text, pattern);
            let title = format!("{pattern:?}");
            let size = (190, 22);
            let row = [FOCUSED, IDLE]
                .map(|state| (&cage, title.as_str(), size, FrameKind::Toplevel(state)));
            frames(painter, sheet, scale, &row);
        }
    });
}

#[test]
fn states_of_a_window() {
    at_scales("states", 420, |painter, sheet, scale| {
        let states = [
            Toplevel {
                hovered: Some(Button::Minimise),
                ..FOCUSED
            },
            Toplevel {
                hovered: Some(Button::Maximise),
                ..IDLE
            },
            Toplevel {
                hovered: Some(Button::Close),
                ..FOCUSED
            },
            Toplevel {
                hovered: Some(Button::Close),
                ..IDLE
            },
            Toplevel {
                maximised: true,
                ..FOCUSED
            },
            Toplevel {
                urgent: true,
                ..IDLE
            },
            Toplevel {
                stack: Some((2, 3)),
                ..FOCUSED
            },
            Toplevel {
                stack: Some((1, 12)),
                ..IDLE
            },
        ];
        for pair in states.chunks(2) {
            let row: Vec<_> = pair
                .iter()
                .map(|s| (&WEB, "Actualités", (190, 6), FrameKind::Toplevel(*s)))
                .collect();
            frames(painter, sheet, scale, &row);
        }
        let fullscreen = FrameKind::Toplevel(Toplevel {
            fullscreen: true,
            ..FOCUSED
        });
        let rest = [
            (&PERSONAL, "", (120, 20), FrameKind::Popup),
            (&VAULT, "Passwords.kdbx", (120, 20), FrameKind::Thumbnail),
            (&WORK, "", (100, 20), fullscreen),
        ];
        frames(painter, sheet, scale, &rest);
    });
}

#[test]
fn titles_that_are_hard_to_place() {
    let endless = cage(
        "Ministère de l’Intérieur et des Outre-mer",
        0x1a5fb4,
        0xffffff,
        Pattern::Checks,
    );
    at_scales("titles", 420, |painter, sheet, scale| {
        let kind = FrameKind::Toplevel(FOCUSED);
        let narrow = [1, 30, 60, 90].map(|w| (&PERSONAL, "Photos", (w, 6), kind));
        frames(painter, sheet, scale, &narrow);
        frames(
            painter,
            sheet,
            scale,
            &[140, 200].map(|w| (&endless, "Title", (w, 6), kind)),
        );
        let titles = [
            "A very long title that goes on and on until there is no room left for any more of it",
            "Z̸̢̛͚a̴l̵̡͝g̷o̶ and ﬁne ligatures, e\u{301}te\u{301}",
            "עברית, العربية and 漢字",
            "\u{202e}redro thgir ot tfel",
            "",
        ];
        for title in titles {
            frames(painter, sheet, scale, &[(&WORK, title, (400, 4), kind)]);
        }
    });
}

#[test]
fn programs_that_run_elsewhere() {
    let remote = |cage: CageStyle<'static>| CageStyle {
        remote: true,
        ..cage
    };
    let (work, personal, ui) = (remote(WORK), remote(PERSONAL), Ui::default());
    let long = remote(cage(
        "Ministère de l’Intérieur",
        0x613583,
        0xffffff,
        Pattern::Solid,
    ));
    at_scales("remote", 420, |painter, sheet, scale| {
        for language in Language::ALL {
            painter.speak(language);
            let title = "Compte rendu.odt — Writer";
            let [focused, idle] = [FOCUSED, IDLE].map(FrameKind::Toplevel);
            let row = [
                (&work, title, (190, 6), focused),
                (&personal, title, (190, 6), idle),
            ];
            frames(painter, sheet, scale, &row);
            let frozen = FrameKind::Toplevel(Toplevel {
                frozen: true,
                urgent: true,
                ..FOCUSED
            });
            frames(painter, sheet, scale, &[(&work, title, (400, 6), frozen)]);
            let narrow = [110, 150].map(|w| (&long, title, (w, 6), focused));
            frames(painter, sheet, scale, &narrow);
            let thumbnail = (&personal, title, (180, 20), FrameKind::Thumbnail);
            let popup = (&work, "", (90, 20), FrameKind::Popup);
            frames(painter, sheet, scale, &[thumbnail, popup]);
            for width in [420, 280] {
                let bar = bar_of(&work, &ui, scale, width);
                sheet.row(&[&painter.bar(&bar).0]);
            }
        }
    });
}

/// A bar on which little else than a cage's name stands.
fn bar_of<'a>(cage: &'a CageStyle<'a>, ui: &'a Ui, scale: Scale, width: i32) -> BarSpec<'a> {
    BarSpec {
        width: scale.px(width),
        scale,
        ui,
        focused: Some(BarFocus {
            cage,
            level: "Private",
            categories: "Finance",
            window_title: "",
        }),
        workspaces: &[],
        mode: None,
        layout: "fr",
        clock: "14:05",
        nested: false,
        attention: false,
        locked: false,
        notice: None,
        transfer: None,
        indicators: &[],
        chosen: None,
    }
}

#[test]
fn the_bar() {
    let ui = Ui::default();
    let marks = |n: u8| Workspace {
        name: String::new(),
        label: None,
        number: n,
        active: n == 2,
        occupied: n < 4,
        urgent: n == 3,
    };
    let workspaces: Vec<_> = (1..=9).map(marks).collect();
    let focus = BarFocus {
        cage: &VAULT,
        level: "Secret",
        categories: "Finance, Spécial France",
        window_title: "Compte rendu du comité de pilotage — Writer",
    };
    at_scales("bar", 960, |painter, sheet, scale| {
        let plain = BarSpec {
            width: scale.px(960),
            scale,
            ui: &ui,
            focused: Some(focus),
            workspaces: &workspaces,
            mode: None,
            layout: "fr",
            clock: "14:05",
            nested: false,
            attention: false,
            locked: false,
            notice: None,
            transfer: None,
            indicators: &[],
            chosen: None,
        };
        for spec in bars(plain, focus) {
            sheet.row(&[&painter.bar(&spec).0]);
        }
    });
}

/// One bar and what changes it.
fn bars<'a>(plain: BarSpec<'a>, focus: BarFocus<'a>) -> [BarSpec<'a>; 8] {
    let scale = plain.scale;
    [
        plain,
        BarSpec {
            nested: true,
            focused: Some(BarFocus {
                cage: &PERSONAL,
                ..focus
            }),
            ..plain
        },
        BarSpec {
            focused: None,
            ..plain
        },
        BarSpec {
            notice: Some("Web to Vault is denied: text goes up only if asked"),
            ..plain
        },
        BarSpec {
            width: scale.px(640),
            nested: true,
            ..plain
        },
        BarSpec {
            width: scale.px(320),
            nested: true,
            ..plain
        },
        BarSpec {
            width: scale.px(640),
            focused: None,
            nested: true,
            ..plain
        },
        BarSpec {
            focused: None,
            attention: true,
            locked: false,
            notice: Some("Esc or Super+Escape: back to Work; click: any window"),
            ..plain
        },
    ]
}

#[test]
fn the_switcher() {
    let ui = Ui::default();
    let entries: Vec<_> = [
        (&WEB, "Le Monde.fr — Actualités et infos"),
        (&PERSONAL, "Photos de l’été"),
        (
            &WORK,
            "Compte rendu du comité de pilotage.odt — LibreOffice Writer",
        ),
        (&VAULT, "Passwords.kdbx"),
    ]
    .map(|(cage, title)| SwitcherEntry { cage: *cage, title })
    .to_vec();
    at_scales("switcher", 600, |painter, sheet, scale| {
        let whole = SwitcherSpec {
            ui: &ui,
            entries: &entries,
            selected: 1,
            scale,
            max_width: scale.px(600),
            max_height: scale.px(600),
        };
        sheet.row(&[&painter.switcher(&whole).picture]);
        sheet.row(&[&painter
            .switcher(&SwitcherSpec {
                selected: 2,
                max_height: scale.px(300),
                ..whole
            })
            .picture]);
        sheet.row(&[&painter
            .switcher(&SwitcherSpec {
                entries: &[],
                ..whole
            })
            .picture]);
    });
}

#[test]
fn every_pointer() {
    at_scales("cursors", 280, |_, sheet, scale| {
        for row in Shape::ALL.chunks(9) {
            let pictures: Vec<_> = row
                .iter()
                .map(|shape| cursor(*shape, scale).picture)
                .collect();
            sheet.row(&pictures.iter().collect::<Vec<_>>());
        }
    });
}

#[test]
fn the_wallpaper() {
    at_scales("wallpaper", 200, |painter, sheet, scale| {
        sheet.row(&[&painter.wallpaper(scale.px(200), scale.px(120), scale, &Ui::default())]);
    });
}
