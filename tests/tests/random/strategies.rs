//! How likely each step is, and how far its numbers go.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::strategy::BoxedStrategy;

use lisere_tests::twins::Stroke;

use crate::ops::{Act, Aim, Chord, Hand, Ink, Op, Picture, Place, Plug};
use crate::ops::{PopupKind, Spot, SubWish, View, Wish};

/// The longest sequence.
const STEPS: usize = 60;
/// How far off a popup may be asked for.
const FAR: i32 = 1 << 24;

pub(crate) fn sequence() -> impl Strategy<Value = Vec<Op>> {
    let opens = vec((0..3usize, picture(260)), 0..4);
    (opens, vec(op(), 1..=STEPS - 3)).prop_map(|(opens, then)| {
        let opens = opens
            .into_iter()
            .map(|(who, picture)| Op::Client(who, Act::Open(picture)));
        opens.chain(then).collect()
    })
}

fn op() -> BoxedStrategy<Op> {
    prop_oneof![
        60 => (0..3usize, act()).prop_map(|(who, act)| Op::Client(who, act)),
        36 => hand().prop_map(Op::User),
        1 => plug().prop_map(Op::Screens),
        3 => (1..900u16).prop_map(Op::Wait),
    ]
    .boxed()
}

fn act() -> BoxedStrategy<Act> {
    prop_oneof![
        12 => picture(260).prop_map(Act::Open),
        10 => (place(), picture(260)).prop_map(|(place, picture)| Act::Show(place, picture)),
        2 => which().prop_map(Act::Unmap),
        2 => which().prop_map(Act::Destroy),
        5 => which().prop_map(Act::Obey),
        5 => (place(), any::<bool>()).prop_map(|(place, frame)| Act::Commit(place, frame)),
        12 => (which(), wish()).prop_map(|(window, wish)| Act::Window(window, wish)),
        2 => (place(), any::<bool>(), option::of(region()))
            .prop_map(|(place, input, rect)| Act::Region(place, input, rect)),
        12 => (place(), at(), picture(200)).prop_map(|(place, at, show)| Act::Sub(place, at, show)),
        2 => (which(), which()).prop_map(|(window, sub)| Act::Hide(window, sub)),
        6 => (which(), which(), sub_wish())
            .prop_map(|(window, sub, wish)| Act::SubWish(window, sub, wish)),
        10 => popup(),
        3 => (which(), spot()).prop_map(|(window, spot)| Act::Reposition(window, spot)),
        3 => which().prop_map(Act::PopDown),
        5 => (hotspot(), picture(64)).prop_map(|(hotspot, show)| Act::Cursor(hotspot, show)),
        1 => Just(Act::HideCursor),
        4 => (which(), option::of((near(), picture(150)))).prop_map(|(w, icon)| Act::Drag(w, icon)),
        2 => Just(Act::Accept),
        1 => Just(Act::Leave),
    ]
    .boxed()
}

fn which() -> impl Strategy<Value = usize> {
    0..4usize
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        3 => which().prop_map(Place::Root),
        2 => (which(), which()).prop_map(|(window, sub)| Place::Sub(window, sub)),
        1 => (which(), which()).prop_map(|(window, popup)| Place::Popup(window, popup)),
    ]
}

fn picture(most: i32) -> BoxedStrategy<Picture> {
    let size = prop_oneof![
        20 => (1..=most, 1..=most),
        2 => (1..=400, 1..=400),
        1 => (Just(2000), 1..60),
        1 => (1..60, Just(2000)),
    ];
    (size, scale(), turn(), ink(), view())
        .prop_map(|(size, scale, turn, ink, view)| Picture {
            size,
            scale: if size.0.max(size.1) > 200 { 1 } else { scale },
            turn,
            ink,
            view,
        })
        .boxed()
}

fn scale() -> impl Strategy<Value = i32> {
    prop_oneof![8 => Just(1), 1 => 2..=3]
}

fn turn() -> impl Strategy<Value = u32> {
    prop_oneof![6 => Just(0), 1 => 1..8u32]
}

fn ink() -> impl Strategy<Value = Ink> {
    prop_oneof![
        6 => Just(Ink::Solid),
        3 => Just(Ink::Glass),
        1 => Just(Ink::Clear),
        1 => Just(Ink::Chess),
        1 => any::<bool>().prop_map(Ink::Pixel),
    ]
}

fn view() -> impl Strategy<Value = View> {
    prop_oneof![
        12 => Just(View::None),
        2 => extent().prop_map(|(w, h)| View::To(w, h)),
        1 => cut().prop_map(View::Cut),
        2 => (cut(), extent()).prop_map(|(cut, to)| View::CutTo(cut, to)),
    ]
}

fn cut() -> impl Strategy<Value = [i32; 4]> {
    [0..100, 0..100, 1..101, 1..101]
}

fn extent() -> impl Strategy<Value = (i32, i32)> {
    let side = || prop_oneof![12 => 1..400, 1 => 1..100_000, 1 => Just(i32::MAX)];
    (side(), side())
}

fn near() -> impl Strategy<Value = (i32, i32)> {
    (-80..80, -80..80)
}

/// A place, mostly close by, at times far off.
fn at() -> impl Strategy<Value = (i32, i32)> {
    let far = || prop_oneof![12 => -60..260, 1 => -100_000..=100_000];
    (far(), far())
}

/// Any number, with a liking for the ends.
fn wild() -> impl Strategy<Value = i32> {
    prop_oneof![
        10 => -100..300,
        2 => -100_000..=100_000,
        1 => Just(i32::MIN),
        1 => Just(i32::MAX),
        1 => any::<i32>(),
    ]
}

fn hotspot() -> impl Strategy<Value = (i32, i32)> {
    prop_oneof![8 => (0..70, 0..70), 2 => (wild(), wild())]
}

fn region() -> impl Strategy<Value = [i32; 4]> {
    let side = || prop_oneof![4 => 1..300, 1 => Just(i32::MAX)];
    (wild(), wild(), side(), side()).prop_map(|(x, y, w, h)| [x, y, w, h])
}

fn wish() -> BoxedStrategy<Wish> {
    let bound = || prop_oneof![2 => Just(0), 6 => 1..500, 1 => Just(i32::MAX)];
    let side = || prop_oneof![8 => 1..300, 1 => 1..100_000, 1 => Just(i32::MAX)];
    let corner = || prop_oneof![8 => -60..60, 1 => wild()];
    prop_oneof![
        6 => (corner(), corner(), side(), side()).prop_map(|(x, y, w, h)| Wish::Geometry(x, y, w, h)),
        1 => (bound(), bound()).prop_map(|(w, h)| Wish::Least(w, h)),
        1 => (bound(), bound()).prop_map(|(w, h)| Wish::Most(w, h)),
        2 => title().prop_map(Wish::Title),
        2 => option::of(which()).prop_map(Wish::Parent),
        2 => any::<bool>().prop_map(Wish::Maximise),
        2 => any::<bool>().prop_map(Wish::Fullscreen),
        1 => Just(Wish::Minimise),
    ]
    .boxed()
}

fn title() -> impl Strategy<Value = String> {
    // A char has at most 4 bytes; NUL has no place in the wire format.
    vec(any::<char>(), 0..50).prop_map(|chars| chars.into_iter().filter(|c| *c != '\0').collect())
}

fn sub_wish() -> impl Strategy<Value = SubWish> {
    prop_oneof![
        4 => at().prop_map(|(x, y)| SubWish::At(x, y)),
        3 => any::<bool>().prop_map(SubWish::Sync),
        3 => (any::<bool>(), option::of(which()))
            .prop_map(|(above, sibling)| SubWish::Stack { above, sibling }),
        2 => Just(SubWish::Destroy),
    ]
}

fn popup() -> BoxedStrategy<Act> {
    let kind =
        (any::<bool>(), any::<bool>()).prop_map(|(nested, grabs)| PopupKind { nested, grabs });
    (which(), spot(), kind, picture(150))
        .prop_map(|(window, spot, kind, show)| Act::Popup(window, spot, kind, show))
        .boxed()
}

/// Numbers of a positioner, as large as Smithay adds them up without overflow.
fn wide() -> impl Strategy<Value = i32> {
    prop_oneof![10 => -100..300, 2 => -100_000..=100_000, 1 => -FAR..=FAR]
}

fn spot() -> impl Strategy<Value = Spot> {
    let side = || prop_oneof![10 => 1..200, 1 => 1..100_000, 1 => Just(FAR)];
    let anchor = (wide(), wide(), side(), side());
    (((side(), side()), anchor), ((wide(), wide()), 0..64u32)).prop_map(
        |((size, anchor), (offset, adjust))| Spot {
            size,
            anchor,
            offset,
            adjust,
        },
    )
}

fn hand() -> BoxedStrategy<Hand> {
    prop_oneof![
        8 => aim().prop_map(Hand::Point),
        2 => Just(Hand::Press),
        3 => Just(Hand::Release),
        6 => aim().prop_map(Hand::Click),
        2 => aim().prop_map(Hand::RightClick),
        3 => (aim(), aim()).prop_map(|(from, to)| Hand::Drag(from, to)),
        3 => (any::<bool>(), aim(), aim()).prop_map(|(left, from, to)| Hand::SuperDrag(left, from, to)),
        2 => (-200..200i16).prop_map(Hand::Scroll),
        2 => letter().prop_map(Hand::Key),
        1 => letter().prop_map(Hand::Hold),
        1 => Just(Hand::LetGo),
        5 => chord().prop_map(Hand::Chord),
        2 => (0..3, aim()).prop_map(|(slot, aim)| Hand::TouchDown(slot, aim)),
        2 => (0..3, aim()).prop_map(|(slot, aim)| Hand::TouchMove(slot, aim)),
        2 => (0..3).prop_map(Hand::TouchUp),
        6 => (stroke(), aim()).prop_map(|(stroke, aim)| Hand::Pen(stroke, aim)),
    ]
    .boxed()
}

fn stroke() -> impl Strategy<Value = Stroke> {
    prop_oneof![
        3 => Just(Stroke::Hover),
        3 => Just(Stroke::Down),
        3 => Just(Stroke::Up),
        1 => Just(Stroke::Away),
        1 => Just(Stroke::Pinch),
        2 => (2..5u32).prop_map(Stroke::Swipe),
    ]
}

fn letter() -> impl Strategy<Value = char> {
    proptest::char::range('a', 'z')
}

fn chord() -> impl Strategy<Value = Chord> {
    let plain = proptest::sample::select(vec!['m', 'f', 'n', 'q', 'b', '1', '2', '3']);
    prop_oneof![
        2 => Just(Chord::AltTab),
        1 => Just(Chord::Attention),
        1 => Just(Chord::Escape),
        8 => plain.prop_map(Chord::Super),
        1 => Just(Chord::SuperShift('2')),
    ]
}

fn aim() -> impl Strategy<Value = Aim> {
    prop_oneof![
        2 => (-20..420, -20..260).prop_map(|(x, y)| Aim::At(x, y)),
        1 => (0..320, 0..30).prop_map(|(x, y)| Aim::At(x, y)),
        4 => (0..3usize, which(), -3..103, -3..103).prop_map(|(who, w, x, y)| Aim::In(who, w, x, y)),
        2 => (0..3usize, which(), -6..260).prop_map(|(who, w, x)| Aim::Strip(who, w, x)),
    ]
}

fn plug() -> impl Strategy<Value = Plug> {
    prop_oneof![
        3 => any::<bool>().prop_map(Plug::In),
        2 => which().prop_map(Plug::Out),
        1 => (0..600u16).prop_map(Plug::Blackout),
    ]
}
