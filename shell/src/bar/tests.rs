//! What holds for every bar, whatever its width and what it is told.

use proptest::prelude::*;

use super::layout::Layout;
use super::{BarFocus, BarSpec, BarTransfer, Indicator, IndicatorKind, Workspace};
use crate::{CageStyle, Metrics, Painter, Pattern, Rect, Rgb, Scale, Ui};

#[derive(Debug)]
struct Case {
    words: [String; 5],
    width: i32,
    scale: Scale,
    pattern: Pattern,
    workspaces: Vec<Workspace>,
    flags: [bool; 3],
    indicators: Vec<(IndicatorKind, bool, Option<u8>)>,
}

impl Case {
    fn check(&self, assert: impl Fn(&mut Painter, &BarSpec<'_>)) {
        let [name, level, categories, title, notice] = self.words.each_ref().map(String::as_str);
        let [focused, nested, noticed] = self.flags;
        let (colour, text) = (Rgb::hex(0x1a5fb4), Rgb::hex(0xffffff));
        let cage = CageStyle {
            title: name,
            colour,
            text,
            pattern: self.pattern,
            remote: categories.len() % 2 == 1,
        };
        let focus = BarFocus {
            cage: &cage,
            level,
            categories,
            window_title: title,
        };
        let indicators: Vec<Indicator<'_>> = self
            .indicators
            .iter()
            .map(|(kind, caged, level)| Indicator {
                kind: *kind,
                cage: caged.then_some(&cage),
                level: *level,
            })
            .collect();
        let spec = BarSpec {
            width: self.width,
            scale: self.scale,
            ui: &Ui::default(),
            focused: focused.then_some(focus),
            workspaces: &self.workspaces,
            mode: noticed.then_some("resize"),
            layout: "fr",
            clock: "14:05",
            nested,
            attention: nested && noticed,
            locked: nested && !noticed,
            notice: noticed.then_some(notice),
            transfer: (noticed != nested).then_some(BarTransfer {
                from: focused.then_some(&cage),
                words: notice,
                hint: level,
                seconds: nested.then_some(7),
                progress: None,
            }),
            indicators: &indicators,
            chosen: nested.then_some(super::BarHot::Focus),
        };
        PAINTER.with_borrow_mut(|painter| assert(painter, &spec));
    }
}

thread_local! {
    static PAINTER: std::cell::RefCell<Painter> = std::cell::RefCell::new(Painter::new());
}

fn cases() -> impl Strategy<Value = Case> {
    let scale = proptest::sample::select(vec![120, 150, 180, 240]).prop_map(Scale::from_120ths);
    let pattern = proptest::sample::select(Pattern::ALL.to_vec());
    let words = prop::array::uniform5("\\PC{1,40}").prop_map(|mut words: [String; 5]| {
        // A policy's names have at least one letter.
        let [name, ..] = &mut words;
        name.insert(0, 'N');
        words
    });
    let workspaces = prop::collection::vec(any::<[bool; 3]>(), 0..10).prop_map(|all| {
        let mark = |(number, [active, occupied, urgent]): (u8, [bool; 3])| Workspace {
            name: String::new(),
            label: None,
            number,
            active,
            occupied,
            urgent,
        };
        (1..).zip(all).map(mark).collect()
    });
    (
        words,
        60..2600_i32,
        scale,
        pattern,
        workspaces,
        any::<[bool; 3]>(),
        indicators(),
    )
        .prop_map(
            |(words, width, scale, pattern, workspaces, flags, indicators)| Case {
                words,
                width,
                scale,
                pattern,
                workspaces,
                flags,
                indicators,
            },
        )
}

fn indicators() -> impl Strategy<Value = Vec<(IndicatorKind, bool, Option<u8>)>> {
    use IndicatorKind as K;
    let kinds = vec![
        K::Quarantine,
        K::Journal,
        K::Remote,
        K::Sound,
        K::Microphone,
        K::Camera,
        K::Volume,
        K::MicrophoneOff,
        K::Battery { charging: true },
        K::Battery { charging: false },
        K::Locked,
        K::Awake,
        K::Pointer,
    ];
    let kind = proptest::sample::select(kinds);
    prop::collection::vec((kind, any::<bool>(), prop::option::of(0..=100_u8)), 0..14)
}

/// Every part with pixels of its own.
fn parts(layout: &Layout) -> Vec<Rect> {
    let single = [
        layout.emblem,
        layout.patch,
        layout.name,
        layout.remote,
        layout.detail,
        layout.words,
    ];
    let right = [
        layout.mode,
        layout.transfer,
        layout.nested,
        layout.layout,
        layout.clock,
    ];
    let workspaces = layout.workspaces.iter().map(|(rect, _)| *rect);
    let indicators = layout.indicators.iter().map(|cell| cell.place);
    single
        .into_iter()
        .chain(right)
        .chain(indicators)
        .chain(workspaces)
        .filter(|rect| !rect.empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_bar_is_opaque_and_of_its_size(case in cases()) {
        case.check(|painter, spec| {
            let (picture, _) = painter.bar(spec);
            let size = (picture.width as i32, picture.height as i32);
            assert!(picture.opaque);
            assert_eq!(size, (spec.width, Metrics::at(spec.scale).bar));
        });
    }

    #[test]
    fn parts_lie_apart_on_the_bar(case in cases()) {
        case.check(|painter, spec| {
            let layout = Layout::of(&mut painter.texts, spec);
            let parts = parts(&layout);
            for (i, part) in parts.iter().enumerate() {
                assert!(layout.inside.encloses(*part), "{part:?}");
                for other in parts.iter().skip(i + 1) {
                    assert!(part.intersection(*other).empty(), "{part:?} {other:?}");
                }
            }
        });
    }

    #[test]
    fn the_client_never_writes_on_the_pure_colour(case in cases()) {
        case.check(|painter, spec| {
            let layout = Layout::of(&mut painter.texts, spec);
            assert!(layout.words.intersection(layout.chip).empty());
        });
    }

    #[test]
    fn name_and_warning_stay(case in cases()) {
        case.check(|painter, spec| {
            let layout = Layout::of(&mut painter.texts, spec);
            if spec.width >= spec.scale.px(320) {
                assert!(layout.name.w >= spec.scale.px(1));
                assert!(!spec.nested || layout.nested.w >= spec.scale.px(120));
            }
        });
    }

    #[test]
    fn hot_areas_lie_on_the_bar(case in cases()) {
        case.check(|painter, spec| {
            let (picture, hot) = painter.bar(spec);
            let bar = Rect::new(0, 0, picture.width as i32, picture.height as i32);
            for (area, what) in hot {
                assert!(bar.encloses(area), "{what:?} {area:?}");
            }
        });
    }
}
