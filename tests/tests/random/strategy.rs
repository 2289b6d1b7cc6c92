//! How often each step is drawn, and how wild its numbers are.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

use crate::ops::{Act, Hand, Op, Pair, Slot, Wish};

/// A story: first some windows, then anything.
pub(crate) fn sequence() -> impl Strategy<Value = Vec<Op>> {
    let opening = vec((slot(), usual(), any::<u32>()), 2..6).prop_map(|windows| {
        let draw = |(slot, size, shade)| Op::Program(slot, Act::Draw { size, shade });
        windows.into_iter().map(draw).collect::<Vec<_>>()
    });
    (opening, vec(op(), 4..24)).prop_map(|(mut first, rest)| {
        first.extend(rest);
        first
    })
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => (slot(), act()).prop_map(|(slot, act)| Op::Program(slot, act)),
        2 => hand().prop_map(Op::User),
    ]
}

fn slot() -> impl Strategy<Value = Slot> {
    (0..3usize, 0..2usize).prop_map(|(program, window)| Slot { program, window })
}

/// A size that a window might have, small, large or slender.
fn usual() -> impl Strategy<Value = Pair> {
    prop_oneof![
        6 => (1..260, 1..200),
        1 => Just((1, 1)),
        1 => (1..3, 200..700),
        1 => (300..900, 1..3),
    ]
}

/// A size that only the protocol bounds, for where no buffer has to have it.
fn any_size() -> impl Strategy<Value = Pair> {
    prop_oneof![
        4 => (1..400, 1..300),
        1 => (Just(i32::MAX), 1..50),
        1 => (1..50, Just(i32::MAX)),
        1 => Just((i32::MAX, i32::MAX)),
        1 => (16_000..40_000, 6_000..40_000),
    ]
}

/// A place that the protocol allows.
fn any_place() -> impl Strategy<Value = Pair> {
    prop_oneof![
        6 => (-200..400, -200..300),
        1 => (Just(i32::MIN), Just(i32::MIN)),
        1 => (Just(i32::MAX), Just(i32::MAX)),
        1 => (Just(i32::MIN), 0..100),
        1 => (-40_000..40_000, -40_000..40_000),
    ]
}

fn near() -> impl Strategy<Value = Pair> {
    (-80..300, -80..250)
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (usual(), any::<u32>()).prop_map(|(size, shade)| Act::Draw { size, shade }),
        2 => Just(Act::Obey),
        1 => Just(Act::Unmap),
        1 => Just(Act::Destroy),
        4 => tree(),
        4 => popups(),
        4 => shape(),
        3 => wish(),
        3 => wishes_of_hands(),
    ]
}

fn tree() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (any_place(), usual(), any::<u32>(), any::<bool>(), any::<bool>())
            .prop_map(|(at, size, shade, above, sync)| Act::Sub { at, size, shade, above, sync }),
        2 => (0..3usize, any_place(), any::<bool>())
            .prop_map(|(which, at, above)| Act::SubMove { which, at, above }),
        1 => Just(Act::SubGone),
    ]
}

fn popups() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (near(), any_place(), any_size(), 0..64u32, any::<bool>(), any::<bool>()).prop_map(
            |(anchor, offset, size, adjust, nested, grab)| {
                Act::Popup { anchor, offset, size, adjust, nested, grab }
            }
        ),
        2 => (near(), any_place(), any_size())
            .prop_map(|(anchor, offset, size)| Act::Reposition { anchor, offset, size }),
        1 => usual().prop_map(|size| Act::PopupDraw { size }),
        1 => Just(Act::PopupGone),
    ]
}

fn shape() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => (any_place(), any_size()).prop_map(|(at, size)| Act::Geometry { at, size }),
        1 => (1..4, usual()).prop_map(|(scale, size)| Act::Scale { scale, size }),
        1 => (0..8u32).prop_map(|number| Act::Transform { number }),
        2 => (option::of((1..40, 1..40)), option::of(any_size()))
            .prop_map(|(source, to)| Act::Viewport { source, to }),
        1 => (any_size(), any_size()).prop_map(|(least, most)| Act::Limits { least, most }),
        1 => any_place().prop_map(|by| Act::Offset { by }),
    ]
}

fn wish() -> impl Strategy<Value = Act> {
    let ask = prop_oneof![
        Just(Wish::Maximise),
        Just(Wish::Unmaximise),
        Just(Wish::Fullscreen),
        Just(Wish::Unfullscreen),
        Just(Wish::Minimise),
    ];
    prop_oneof![
        4 => ask.prop_map(Act::Ask),
        4 => any::<bool>().prop_map(|whose| Act::Parent { whose }),
        1 => (0..4usize).prop_map(|words| Act::Title { words }),
    ]
}

fn wishes_of_hands() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => cursor(),
        2 => (usual(), (-200..200, -200..200)).prop_map(|(size, at)| Act::Drag { size, at }),
        1 => Just(Act::MoveAlong),
        1 => (0..11u32).prop_map(|edge| Act::ResizeAlong { edge }),
    ]
}

/// Mostly a pointer image as honest programs set it.
fn cursor() -> impl Strategy<Value = Act> {
    let honest = ((8..65, 8..65), (0..8, 0..8));
    let wild = (usual(), (-5..70, -5..70));
    prop_oneof![3 => honest.boxed(), 1 => wild.boxed()]
        .prop_map(|(size, hotspot)| Act::Cursor { size, hotspot })
}

fn hand() -> impl Strategy<Value = Hand> {
    let place = || (-10..330, -10..250);
    prop_oneof![
        4 => place().prop_map(Hand::Point),
        4 => (-60..60, -60..60).prop_map(Hand::Nudge),
        3 => Just(Hand::Press),
        2 => Just(Hand::Release),
        1 => Just(Hand::PressRight),
        1 => Just(Hand::ReleaseRight),
        2 => (place(), place(), any::<bool>())
            .prop_map(|(from, to, right)| Hand::SuperDrag { from, to, right }),
        2 => (0..4usize).prop_map(Hand::Key),
        2 => (0..8usize).prop_map(Hand::Chord),
        1 => (place(), place()).prop_map(|(at, to)| Hand::Touch { at, to }),
        1 => (1..1200u64).prop_map(Hand::Wait),
    ]
}
