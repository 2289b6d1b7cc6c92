//! What holds for every frame, whatever its size, title and state.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use proptest::prelude::*;

use super::layout::Layout;
use super::{Button, FrameKind, FrameSpec, Toplevel};
use crate::{CageStyle, Metrics, Painter, Pattern, Picture, Rect, Rgb, Scale, Ui};

const COLOUR: Rgb = Rgb::hex(0x1a5fb4);

fn kinds() -> impl Strategy<Value = FrameKind> {
    let button = prop_oneof![
        Just(Button::Close),
        Just(Button::Maximise),
        Just(Button::Minimise)
    ];
    let stack = proptest::option::of((1..20usize, 2..20usize));
    let toplevel = (any::<[bool; 6]>(), proptest::option::of(button), stack).prop_map(
        |([focused, maximised, fullscreen, frozen, urgent, resizable], hovered, stack)| {
            FrameKind::Toplevel(Toplevel {
                focused,
                maximised,
                fullscreen,
                frozen,
                urgent,
                hovered,
                resizable,
                stack,
            })
        },
    );
    prop_oneof![8 => toplevel, 1 => Just(FrameKind::Popup), 1 => Just(FrameKind::Thumbnail)]
}

#[derive(Debug)]
struct Case {
    name: String,
    title: String,
    pattern: Pattern,
    remote: bool,
    content: (i32, i32),
    scale: Scale,
    kind: FrameKind,
}

impl Case {
    fn check(&self, assert: impl Fn(&mut Painter, &FrameSpec<'_>)) {
        let text = Rgb::hex(0xffffff);
        let cage = CageStyle {
            title: &self.name,
            colour: COLOUR,
            text,
            pattern: self.pattern,
            remote: self.remote,
        };
        let spec = FrameSpec {
            cage: &cage,
            ui: &Ui::default(),
            title: &self.title,
            content: self.content,
            scale: self.scale,
            kind: self.kind,
            icon: false,
        };
        PAINTER.with_borrow_mut(|painter| assert(painter, &spec));
    }
}

thread_local! {
    static PAINTER: std::cell::RefCell<Painter> = std::cell::RefCell::new(Painter::new());
}

fn cases() -> impl Strategy<Value = Case> {
    let pattern = proptest::sample::select(Pattern::ALL.to_vec());
    let scale = proptest::sample::select(vec![60, 120, 150, 180, 210, 240, 360])
        .prop_map(Scale::from_120ths);
    (
        "\\PC{1,24}",
        "\\PC{0,60}",
        (pattern, any::<bool>()),
        (1..700, 1..40),
        scale,
        kinds(),
    )
        .prop_map(
            |(name, title, (pattern, remote), content, scale, kind)| Case {
                name,
                title,
                pattern,
                remote,
                content,
                scale,
                kind,
            },
        )
}

fn size(picture: &Picture) -> (i32, i32) {
    (picture.width as i32, picture.height as i32)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn pictures_are_opaque_and_fit_round_the_content(case in cases()) {
        case.check(|painter, spec| {
            let (frame, outer, content) = (painter.frame(spec), spec.outer(), spec.content_rect());
            let side = Metrics::at(spec.scale).side(&spec.kind);
            for picture in [&frame.top, &frame.left, &frame.right, &frame.bottom] {
                assert!(picture.opaque);
            }
            assert_eq!(size(&frame.top), (outer.w, content.y));
            assert_eq!(size(&frame.left), (side, content.h));
            assert_eq!(size(&frame.right), (side, content.h));
            assert_eq!(size(&frame.bottom), (outer.w, side));
        });
    }

    #[test]
    fn the_client_never_reaches_the_name(case in cases()) {
        case.check(|painter, spec| {
            if !spec.kind.has_strip() {
                return;
            }
            let layout = Layout::of(&mut painter.texts, spec);
            for trusted in [layout.name, layout.patch, layout.remote, layout.chip] {
                assert!(layout.title.intersection(trusted).empty(), "{:?} {trusted:?}", layout.title);
            }
            assert!(layout.inside.encloses(layout.chip) && layout.chip.encloses(layout.name));
            assert!(layout.remote.empty() || layout.chip.encloses(layout.remote));
            assert!(layout.name.intersection(layout.remote).empty());
            assert!(layout.inside.encloses(layout.title));
            for (button, _) in &layout.buttons {
                assert!(layout.title.intersection(*button).empty());
                assert!(layout.chip.intersection(*button).empty());
            }
        });
    }

    #[test]
    fn a_title_changes_nothing_but_its_own_place(case in cases()) {
        case.check(|painter, spec| {
            let other = FrameSpec { title: "", ..*spec };
            let title = if spec.kind.has_strip() { Layout::of(&mut painter.texts, spec).title } else { Rect::default() };
            let (a, b) = (painter.frame_top(spec).picture, painter.frame_top(&other).picture);
            for (i, (a, b)) in (0..).zip(a.pixels.as_chunks::<4>().0.iter().zip(b.pixels.as_chunks::<4>().0)) {
                let (x, y) = (i % spec.outer().w, i / spec.outer().w);
                assert!(a == b || title.contains(x, y), "pixel {x}, {y} outside {title:?}");
            }
        });
    }

    #[test]
    fn hot_areas_lie_on_the_frame(case in cases()) {
        case.check(|painter, spec| {
            for (area, hot) in painter.frame_top(spec).hot {
                assert!(spec.outer().encloses(area), "{hot:?} {area:?}");
                assert!(spec.content_rect().intersection(area).empty(), "{hot:?} {area:?}");
            }
        });
    }

    #[test]
    fn the_pure_colour_runs_all_round(case in cases()) {
        case.check(|painter, spec| {
            let metrics = Metrics::at(spec.scale);
            let (frame, outer) = (painter.frame(spec), spec.outer());
            let ring = metrics.contrast..metrics.contrast + metrics.ring;
            for depth in ring {
                for x in metrics.contrast..outer.w - metrics.contrast {
                    assert_eq!(frame.top.pixel(x as u32, depth as u32), Some(COLOUR.bgra()));
                    let y = frame.bottom.height - 1 - depth as u32;
                    assert_eq!(frame.bottom.pixel(x as u32, y), Some(COLOUR.bgra()));
                }
                for y in 0..frame.left.height {
                    assert_eq!(frame.left.pixel(depth as u32, y), Some(COLOUR.bgra()));
                    let x = frame.right.width - 1 - depth as u32;
                    assert_eq!(frame.right.pixel(x, y), Some(COLOUR.bgra()));
                }
            }
        });
    }
}

#[test]
fn least_content_shows_some_of_the_name_and_every_button_or_that_programs_run_elsewhere() {
    let scales = [120, 150, 180, 240].into_iter();
    for (n, remote) in scales.flat_map(|n| [(n, false), (n, true)]) {
        let case = Case {
            name: "Ministère de l’Intérieur".to_owned(),
            title: String::new(),
            pattern: Pattern::Waves,
            remote,
            content: Metrics::at(Scale::from_120ths(n))
                .min_content(&FrameKind::Toplevel(Toplevel::default())),
            scale: Scale::from_120ths(n),
            kind: FrameKind::Toplevel(Toplevel::default()),
        };
        case.check(|painter, spec| {
            let layout = Layout::of(&mut painter.texts, spec);
            assert_eq!(layout.remote.w > 0, remote);
            assert!(layout.buttons.len() == 3 || remote && !layout.buttons.is_empty());
            assert!(layout.name.w >= spec.scale.px(32));
        });
    }
}

#[test]
fn a_frame_says_that_programs_run_elsewhere_before_any_title() {
    for (width, said) in [(400, true), (230, true), (60, false)] {
        let case = Case {
            name: "Build".to_owned(),
            title: "a title that would fill every pixel that is left to it".to_owned(),
            pattern: Pattern::Bars,
            remote: true,
            content: (width, 10),
            scale: Scale::ONE,
            kind: FrameKind::Toplevel(Toplevel::default()),
        };
        case.check(|painter, spec| {
            let layout = Layout::of(&mut painter.texts, spec);
            assert_eq!(!layout.remote.empty(), said, "{width}");
            let here = CageStyle {
                remote: false,
                ..*spec.cage
            };
            let here = FrameSpec {
                cage: &here,
                ..*spec
            };
            let same = painter.frame_top(spec) == painter.frame_top(&here);
            assert_eq!(same, !said);
        });
    }
}
