//! That no fixed word loses anything in any picture, in either language, at any scale.
//!
//! What programs say and what policies call things may be cut where room is short: here a
//! program's words have a `~` in them, and the policy's names are short.

mod panels;

use crate::words::tests::samples;
use crate::{
    BadgeSpec, BarFocus, BarSpec, BarTransfer, CageStyle, Cargo, Cleaning, Course, FrameKind,
    FrameSpec, Indicator, IndicatorKind, Kind, Language, NoticeSpec, Painter, Pattern, PromptHot,
    PromptSpec, Rgb, Scale, Shown, Side, Sign, SwitcherEntry, SwitcherSpec, TagSpec, Toplevel, Ui,
    Way, Workspace,
};

const CAGE: CageStyle<'static> = CageStyle {
    title: "Work",
    colour: Rgb::hex(0x4a86d8),
    text: Rgb::hex(0x0e1116),
    pattern: Pattern::Bars,
    remote: true,
};
const TITLE: &str =
    "~ a program’s own words, of which there are always more than there is room for";

/// Draws in both languages at each scale; no fixed word may have been cut after that.
fn in_all(what: &str, draw: impl Fn(&mut Painter, Scale)) {
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        for scale in [120, 150, 180, 210, 240, 360].map(Scale::from_120ths) {
            draw(&mut painter, scale);
            let mut cut = std::mem::take(&mut painter.texts.cut);
            cut.retain(|words| !words.contains('~'));
            assert!(cut.is_empty(), "{what}, {language:?}, {scale:?}: {cut:?}");
        }
    }
}

#[test]
fn nothing_is_cut_in_frames() {
    in_all("frame", |painter, scale| {
        for width in [196, 240, 320, 480, 800] {
            for state in 0..8 {
                let kind = FrameKind::Toplevel(Toplevel {
                    focused: state & 1 > 0,
                    frozen: state & 2 > 0,
                    urgent: state & 4 > 0,
                    resizable: true,
                    ..Toplevel::default()
                });
                let _ = painter.frame(&FrameSpec {
                    cage: &CAGE,
                    ui: &Ui::default(),
                    title: TITLE,
                    content: (scale.px(width), scale.px(100)),
                    scale,
                    kind,
                    icon: false,
                });
            }
        }
    });
}

const fn mark(number: u8) -> Workspace {
    Workspace {
        number,
        name: String::new(),
        label: None,
        active: number == 2,
        occupied: number < 4,
        urgent: false,
    }
}

#[test]
fn nothing_is_cut_on_the_bar() {
    let ui = Ui::default();
    let workspaces: Vec<Workspace> = (1..=9).map(mark).collect();
    let indicator = |kind, level| Indicator {
        kind,
        cage: None,
        level,
    };
    let indicators = [
        indicator(IndicatorKind::Journal, None),
        indicator(IndicatorKind::Camera, None),
        indicator(IndicatorKind::Volume, Some(100)),
        indicator(IndicatorKind::Battery { charging: true }, Some(100)),
    ];
    in_all("bar", |painter, scale| {
        let words = painter.language().carried(Kind::RichText, 0, 1_274);
        let hint = painter.language().paste_hint("Super+V", false);
        let focus = BarFocus {
            cage: &CAGE,
            level: "Private ~",
            categories: "",
            window_title: TITLE,
        };
        let plain = BarSpec {
            width: 0,
            scale,
            ui: &ui,
            focused: None,
            workspaces: &workspaces,
            mode: None,
            locked: false,
            layout: "fr",
            clock: "14:05",
            nested: true,
            attention: false,
            notice: None,
            transfer: Some(BarTransfer {
                from: Some(&CAGE),
                words: &words,
                hint: &hint,
                seconds: Some(24),
                progress: None,
            }),
            indicators: &indicators,
            chosen: None,
        };
        for width in (480..2000).step_by(76) {
            let wide = BarSpec {
                width: scale.px(width),
                ..plain
            };
            let attention = BarSpec {
                attention: true,
                ..wide
            };
            let focused = BarSpec {
                focused: Some(focus),
                ..wide
            };
            for spec in [wide, attention, focused] {
                let _ = painter.bar(&spec);
            }
        }
    });
}

#[test]
fn nothing_is_cut_in_tags() {
    let draw = |painter: &mut Painter, scale: Scale, width: i32| {
        let language = painter.language();
        let notices = samples::messages().into_iter();
        let notices = notices.map(|message| crate::Tag::Notice(vec![message]));
        for tag in samples::tags().into_iter().chain(notices) {
            let _ = painter.tag(&TagSpec {
                ui: &Ui::default(),
                scale,
                cage: Some(&CAGE),
                text: &language.tag(&tag),
                max_width: scale.px(width),
            });
        }
    };
    in_all("tag", |painter, scale| draw(painter, scale, 1280));
    in_all("narrow tag", |painter, scale| draw(painter, scale, 320));
}

#[test]
fn nothing_is_cut_in_the_switcher_on_badges_and_on_notices() {
    let ui = Ui::default();
    in_all("others", |painter, scale| {
        let entry = SwitcherEntry {
            cage: CAGE,
            title: TITLE,
        };
        for width in [320, 640, 1280] {
            let _ = painter.switcher(&SwitcherSpec {
                ui: &ui,
                entries: &[entry, entry],
                selected: 1,
                scale,
                max_width: scale.px(width),
                max_height: scale.px(400),
            });
        }
        let _ = painter.notice(&NoticeSpec {
            ui: &ui,
            cage: &CAGE,
            scale,
            max_width: scale.px(320),
            summary: "Done",
            body: "All of it.",
            more: 100_000,
        });
        let _ = painter.badge(&BadgeSpec {
            ui: &ui,
            scale,
            sign: Sign::Asked,
            to: &CAGE,
        });
    });
}

#[test]
fn nothing_is_cut_in_prompts() {
    let ui = Ui::default();
    let side = Side::Cage {
        style: &CAGE,
        level: "Private",
    };
    let cleanings = [
        Cleaning::Text,
        Cleaning::Ascii,
        Cleaning::Plain,
        Cleaning::PlainAscii,
        Cleaning::Png,
    ];
    let courses = [Course::Up, Course::Down, Course::Across, Course::Level];
    let kinds = [
        Kind::Text,
        Kind::RichText,
        Kind::Image,
        Kind::Other,
        Kind::Link,
    ];
    let ways = [Way::Clipboard, Way::Drag, Way::File, Way::Link];
    in_all("prompt", |painter, scale| {
        for (index, cleaning) in cleanings.into_iter().enumerate() {
            let pick = |count: usize| index % count;
            for from in [side, Side::Own] {
                let language = painter.language();
                let _ = painter.prompt(&PromptSpec {
                    ui: &ui,
                    scale,
                    room: (scale.px(800), scale.px(600)),
                    seal: None,
                    from,
                    to: side,
                    course: courses[pick(4)],
                    way: ways[pick(4)],
                    cargo: Cargo {
                        kind: kinds[pick(5)],
                        mime: "",
                        size: 1_234_567,
                        beyond: index % 2 == 0,
                        cleaned: language.cleaned(cleaning),
                        shown: Shown::Nothing,
                    },
                    selected: PromptHot::Deny,
                    hovered: None,
                    armed: index % 2 == 0,
                    seconds: (23, 30),
                });
            }
        }
    });
}
