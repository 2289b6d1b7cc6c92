//! What holds for every prompt, whatever it is told.

use proptest::prelude::*;

use super::{Cargo, Course, FileRow, Kind, PromptHot, PromptSpec, Shown, Side, Way};
use crate::seal::Seal;
use crate::{CageStyle, Language, Metrics, Painter, Pattern, Rect, Rgb, Scale, Ui};

#[derive(Debug)]
struct Case {
    words: [String; 6],
    room: (i32, i32),
    scale: Scale,
    shown: usize,
    course: usize,
    flags: [bool; 5],
    size: u64,
}

impl Case {
    fn check(&self, assert: impl Fn(&mut Painter, &PromptSpec<'_>)) {
        let [name, level, mime, text, cleaned, phrase] = self.words.each_ref().map(String::as_str);
        let [own, beyond, armed, sealed, french] = self.flags;
        let style = CageStyle {
            title: name,
            colour: Rgb::hex(0x1a5fb4),
            text: Rgb::hex(0xffffff),
            pattern: Pattern::Dots,
            remote: false,
        };
        let seal = Seal {
            phrase: phrase.to_owned(),
            seed: [7; 16],
        };
        let file = FileRow {
            old: text,
            new: mime,
            size: self.size,
        };
        let (files, pixels) = ([file; 64], [90_u8; 64]);
        let (small, real) = ((4, 4), (self.size as u32, 3));
        let shown = [
            Shown::Nothing,
            Shown::Text(text),
            Shown::Image {
                pixels: &pixels,
                small,
                real,
            },
            Shown::Files(&files),
            Shown::Link(text),
        ];
        let cage = Side::Cage {
            style: &style,
            level,
        };
        let courses = [Course::Up, Course::Down, Course::Across, Course::Level];
        let spec = PromptSpec {
            ui: &Ui::default(),
            scale: self.scale,
            room: self.room,
            seal: sealed.then_some(&seal),
            from: if own { Side::Own } else { cage },
            to: cage,
            course: courses[self.course],
            way: Way::Drag,
            cargo: Cargo {
                kind: Kind::Files,
                mime,
                size: self.size,
                beyond,
                cleaned,
                shown: shown[self.shown],
            },
            selected: PromptHot::Deny,
            hovered: None,
            armed,
            seconds: (self.size as u32 % 40, 30),
        };
        PAINTER.with_borrow_mut(|painter| {
            painter.speak(if french { Language::Fr } else { Language::En });
            assert(painter, &spec);
        });
    }
}

thread_local! {
    static PAINTER: std::cell::RefCell<Painter> = std::cell::RefCell::new(Painter::new());
}

fn cases() -> impl Strategy<Value = Case> {
    let scale = proptest::sample::select(vec![120, 150, 180, 240]).prop_map(Scale::from_120ths);
    let words = prop::array::uniform6("[\\PC\\n]{0,90}");
    let room = (64..2_000_i32, 64..1_400_i32);
    (
        words,
        room,
        scale,
        0..5_usize,
        0..4_usize,
        any::<[bool; 5]>(),
        any::<u64>(),
    )
        .prop_map(|(words, room, scale, shown, course, flags, size)| Case {
            words,
            room,
            scale,
            shown,
            course,
            flags,
            size,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn hot_areas_lie_on_the_card_and_apart(case in cases()) {
        case.check(|painter, spec| {
            let (picture, hot) = painter.prompt(spec);
            let card = Rect::new(0, 0, picture.width as i32, picture.height as i32);
            for (i, (area, what)) in hot.iter().enumerate() {
                assert!(card.encloses(*area), "{what:?} {area:?} {card:?}");
                for (other, _) in hot.iter().skip(i + 1) {
                    assert!(area.intersection(*other).empty(), "{area:?} {other:?}");
                }
            }
        });
    }

    #[test]
    fn both_answers_are_always_there(case in cases()) {
        case.check(|painter, spec| {
            let (_, hot) = painter.prompt(spec);
            let has = |what: PromptHot| hot.iter().any(|(_, hot)| *hot == what);
            assert!(has(PromptHot::Deny) && has(PromptHot::Allow));
            assert_eq!(has(PromptHot::DenyAll), matches!(spec.from, Side::Cage { .. }));
            assert_eq!(has(PromptHot::Seal), spec.seal.is_some());
        });
    }

    #[test]
    fn it_fits_on_a_small_output(case in cases()) {
        case.check(|painter, spec| {
            let scale = spec.scale;
            let room = (scale.px(640), scale.px(480));
            let (picture, _) = painter.prompt(&PromptSpec { room, ..*spec });
            let below = room.1 - Metrics::at(scale).bar;
            assert!(picture.width as i32 <= room.0 && picture.height as i32 <= below);
        });
    }

    #[test]
    fn nothing_of_the_content_is_kept(case in cases()) {
        case.check(|painter, spec| {
            let text = "a secret that nobody keeps";
            let file = FileRow { old: text, new: text, size: 1 };
            for shown in [Shown::Text(text), Shown::Link(text), Shown::Files(&[file])] {
                let cargo = Cargo { shown, mime: text, ..spec.cargo };
                let _ = painter.prompt(&PromptSpec { cargo, ..*spec });
            }
            assert!(!painter.texts.keeps("secret"));
        });
    }
}
