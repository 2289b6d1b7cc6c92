//! The bar's indicators, its ring and its tags, against golden pictures.

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
    BarFocus, BarHot, BarSpec, BarTransfer, CageStyle, Date, Denial, Indicator, IndicatorKind,
    IndicatorTag, Instead, JournalFault, Kind, Language, Message, Painter, Parcel, Scale, Tag,
    TagSpec, Whose, Why, Workspace,
};
use presets::{BANK, HOME, UPDATE, VAULT, WEB, WORK, ui};
use support::golden::check;
use support::sheet::Sheet;

fn at_scales(name: &str, width: i32, draw: impl Fn(&mut Painter, &mut Sheet, Scale)) {
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        for (suffix, scale) in [
            ("1", Scale::ONE),
            ("1.5", Scale::from_120ths(180)),
            ("2", Scale::TWO),
        ] {
            let mut sheet = Sheet::new(scale.px(width) as usize + 12);
            draw(&mut painter, &mut sheet, scale);
            check(&format!("{name}-{}@{suffix}", language.code()), &sheet);
        }
    }
}

fn indicator<'a>(
    kind: IndicatorKind,
    cage: Option<&'a CageStyle<'a>>,
    level: Option<u8>,
) -> Indicator<'a> {
    Indicator { kind, cage, level }
}

/// One of each kind.
fn every_kind() -> Vec<Indicator<'static>> {
    use IndicatorKind as K;
    vec![
        indicator(K::Journal, None, None),
        indicator(K::Quarantine, Some(&BANK), None),
        indicator(K::Microphone, Some(&WORK), None),
        indicator(K::Camera, Some(&WEB), None),
        indicator(K::Sound, Some(&VAULT), None),
        indicator(K::Remote, Some(&UPDATE), None),
        indicator(K::Pointer, Some(&WEB), None),
        indicator(K::Locked, None, None),
        indicator(K::Awake, Some(&WORK), None),
        indicator(K::Volume, None, Some(40)),
        indicator(K::Battery { charging: false }, None, Some(62)),
    ]
}

#[test]
fn bars_with_indicators() {
    let ui = ui(HOME);
    let mark = |number| Workspace {
        number,
        name: String::new(),
        label: None,
        active: number == 2,
        occupied: number < 4,
        urgent: false,
    };
    let workspaces: Vec<Workspace> = (1..=9).map(mark).collect();
    let every = every_kind();
    use IndicatorKind as K;
    let few = [
        indicator(K::Microphone, Some(&WORK), None),
        indicator(K::Microphone, Some(&VAULT), None),
        indicator(K::Volume, None, Some(0)),
        indicator(K::Battery { charging: true }, None, Some(8)),
    ];
    let low = [
        indicator(K::Journal, None, None),
        indicator(K::Battery { charging: false }, None, Some(5)),
    ];
    at_scales("bar-indicators", 1_280, |painter, sheet, scale| {
        let hint = painter.language().paste_hint("Super+V", false);
        let words = painter.language().carried(Kind::Text, 0, 1_274);
        let remote = CageStyle {
            remote: true,
            ..WORK
        };
        let plain = BarSpec {
            width: scale.px(1_280),
            scale,
            ui: &ui,
            focused: Some(BarFocus {
                cage: &remote,
                level: "Private",
                categories: "work",
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
            transfer: None,
            indicators: &every,
            chosen: None,
        };
        let transfer = BarTransfer {
            from: Some(&VAULT),
            words: &words,
            hint: &hint,
            seconds: Some(24),
            progress: None,
        };
        let bars = bars(plain, transfer, (&few, &low));
        for spec in bars {
            sheet.row(&[&painter.bar(&spec).0]);
        }
    });
}

/// One bar and what changes it: other indicators, the ring, then less and less room.
fn bars<'a>(
    plain: BarSpec<'a>,
    transfer: BarTransfer<'a>,
    (few, low): (&'a [Indicator<'a>], &'a [Indicator<'a>]),
) -> [BarSpec<'a>; 8] {
    use IndicatorKind as K;
    let narrow = |width: i32| BarSpec {
        width: plain.scale.px(width),
        ..plain
    };
    [
        plain,
        BarSpec {
            indicators: few,
            transfer: Some(transfer),
            chosen: Some(BarHot::Transfer),
            ..plain
        },
        BarSpec {
            indicators: low,
            chosen: Some(BarHot::Focus),
            ..plain
        },
        BarSpec {
            chosen: Some(BarHot::Indicator(K::Microphone, 0)),
            focused: None,
            attention: true,
            ..narrow(960)
        },
        BarSpec {
            chosen: Some(BarHot::Workspace(2)),
            ..narrow(800)
        },
        BarSpec {
            chosen: Some(BarHot::Emblem),
            ..narrow(640)
        },
        narrow(480),
        narrow(320),
    ]
}

#[test]
fn tags_of_all_sorts() {
    let ui = ui(HOME);
    at_scales("tags", 760, |painter, sheet, scale| {
        let language = painter.language();
        let mut tag = |tag: &Tag, cage: Option<&CageStyle<'_>>, width: i32| {
            painter.tag(&TagSpec {
                ui: &ui,
                scale,
                cage,
                text: &language.tag(tag),
                max_width: scale.px(width),
            })
        };
        let emblem = tag(&Tag::Emblem("Super+Escape".to_owned()), None, 1_280);
        let focus = Tag::Focus {
            cage: "Work".to_owned(),
            label: "Private · work".to_owned(),
            remote: true,
        };
        let focus = tag(&focus, Some(&WORK), 1_280);
        let clock = Tag::Clock(Date {
            year: 2026,
            month: 11,
            day: 30,
            weekday: 0,
        });
        let clock = tag(&clock, None, 1_280);
        sheet.row(&[&emblem, &focus, &clock]);
        let quarantine = Tag::Indicator(IndicatorTag::Quarantine {
            cage: "Bank".to_owned(),
            name: "bank".to_owned(),
        });
        let quarantine = tag(&quarantine, Some(&BANK), 1_280);
        let transfer = Tag::Transfer {
            from: Whose::Cage("Vault".to_owned()),
            parcel: Parcel::Held(Kind::Text, 0, 1_274),
            seconds: Some(24),
            chosen: true,
        };
        let transfer = tag(&transfer, Some(&VAULT), 1_280);
        sheet.row(&[&quarantine, &transfer]);
        let denied = Message::Denial(Denial::Rule {
            from: Whose::Cage("Vault".to_owned()),
            to: "Web".to_owned(),
            line: Some(119),
            instead: Some(Instead::Kinds("Web".to_owned(), vec![Kind::Text])),
        });
        let notice = Tag::Notice(vec![denied, Message::Bare]);
        let wide = tag(&notice, None, 1_280);
        let narrow = tag(&notice, None, 220);
        sheet.row(&[&wide, &narrow]);
        let journal = Tag::Indicator(IndicatorTag::Journal(Why::Journal(JournalFault::Full)));
        let layout = Tag::Layout {
            name: "fr".to_owned(),
            of: Some("Work".to_owned()),
            several: true,
        };
        let layout = tag(&layout, Some(&WORK), 1_280);
        sheet.row(&[&tag(&journal, None, 1_280), &layout]);
    });
}

/// Loud, soft, silent and muted: on the bar, and what hangs from it.
#[test]
fn volumes() {
    use IndicatorKind as K;
    let ui = ui(HOME);
    at_scales("volumes", 640, |painter, sheet, scale| {
        for level in [Some(100), Some(45), Some(0), None] {
            let mut shown = vec![
                indicator(K::Sound, Some(&WORK), None),
                indicator(K::Volume, None, level),
                indicator(K::Battery { charging: false }, None, Some(62)),
            ];
            if level.is_none() {
                shown.insert(2, indicator(K::MicrophoneOff, None, None));
            }
            let bar = painter.bar(&BarSpec {
                width: scale.px(640),
                scale,
                ui: &ui,
                focused: None,
                workspaces: &[],
                mode: None,
                layout: "fr",
                clock: "14:05",
                nested: false,
                attention: false,
                locked: false,
                notice: None,
                transfer: None,
                indicators: &shown,
                chosen: None,
            });
            sheet.row(&[&bar.0]);
        }
        let language = painter.language();
        let mut tag = |tag| {
            painter.tag(&TagSpec {
                ui: &ui,
                scale,
                cage: None,
                text: &language.tag(&Tag::Indicator(tag)),
                max_width: scale.px(1_280),
            })
        };
        let mut volume = |percent, muted, how| {
            tag(IndicatorTag::Volume {
                percent,
                muted,
                how,
            })
        };
        let (told, muted) = (volume(45, false, true), volume(45, true, true));
        sheet.row(&[&told, &muted]);
        let all = [100, 9, 1, 0].map(|percent| volume(percent, false, false));
        sheet.row(&[&all[0], &all[1], &all[2]]);
        let short = volume(120, true, false);
        let off = |muted, how| IndicatorTag::OwnMicrophone { muted, how };
        sheet.row(&[&all[3], &short, &tag(off(true, false))]);
        sheet.row(&[&tag(off(true, true)), &tag(off(false, false))]);
        let light = |percent| IndicatorTag::Brightness(percent);
        sheet.row(&[&tag(light(55)), &tag(light(1)), &tag(light(100))]);
        sheet.row(&[&tag(IndicatorTag::NoLight)]);
        sheet.row(&[&tag(IndicatorTag::NoSound)]);
    });
}

/// Keys go through parts from left to right, and every part that is drawn is found.
#[test]
fn parts_are_told_from_left_to_right() {
    let (ui, every) = (ui(HOME), every_kind());
    let (_, hot) = Painter::new().bar(&BarSpec {
        width: 1_920,
        scale: Scale::ONE,
        ui: &ui,
        focused: None,
        workspaces: &[],
        mode: None,
        layout: "fr",
        clock: "14:05",
        nested: true,
        attention: false,
        locked: false,
        notice: None,
        transfer: None,
        indicators: &every,
        chosen: None,
    });
    let lefts: Vec<i32> = hot.iter().map(|(place, _)| place.x).collect();
    assert!(lefts.is_sorted(), "{hot:?}");
    for one in &every {
        let part = BarHot::Indicator(one.kind, 0);
        assert!(hot.iter().any(|(_, hot)| *hot == part), "{part:?}");
    }
}
