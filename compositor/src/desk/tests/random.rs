//! Any series of changes, and what holds after each.

use proptest::prelude::*;
use smithay::utils::Size;

use super::*;

#[derive(Clone, Debug)]
enum Act {
    Add(Size<i32, Logical>, Option<u64>),
    Remove(u64),
    Raise(u64),
    Lower(u64),
    Move(u64, i32, i32),
    Commit(u64, i32, i32),
    Mode(u64, Mode),
    Minimise(u64, bool),
    Send(u64, u8),
    Show(u8),
    Plug(u32, i32, i32),
    Unplug(u32),
    Parent(u64, u64),
    Tile(u8, bool),
    Step(u64, Direction),
    Join(u64),
    Expel(u64),
    Stack(u64),
    Float(u64),
    Pull(u64, i32, i32),
    Grow(u64, bool, bool),
    Put(u64, u64, Option<Direction>),
    Snap(u64, Direction),
    Sticky(u64, bool),
    Aside(u64),
    Call,
    Habits(i32, Option<f64>, bool),
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        Just(Direction::Left),
        Just(Direction::Right),
        Just(Direction::Up),
        Just(Direction::Down)
    ]
}

/// What is done to tiles, and to windows that are on no workspace of their own.
fn arrangement() -> impl Strategy<Value = Act> {
    let id = || 1..12u64;
    let by = || -600..600i32;
    prop_oneof![
        4 => (1..10u8, any::<bool>()).prop_map(|(to, on)| Act::Tile(to, on)),
        2 => (id(), direction()).prop_map(|(id, to)| Act::Step(id, to)),
        2 => id().prop_map(Act::Join),
        1 => id().prop_map(Act::Expel),
        1 => id().prop_map(Act::Stack),
        1 => id().prop_map(Act::Float),
        2 => (id(), by(), by()).prop_map(|(id, x, y)| Act::Pull(id, x, y)),
        1 => (id(), any::<bool>(), any::<bool>()).prop_map(|(id, w, m)| Act::Grow(id, w, m)),
        1 => (id(), id(), proptest::option::of(direction()))
            .prop_map(|(id, other, side)| Act::Put(id, other, side)),
        1 => (id(), direction()).prop_map(|(id, to)| Act::Snap(id, to)),
        1 => (id(), any::<bool>()).prop_map(|(id, on)| Act::Sticky(id, on)),
        1 => id().prop_map(Act::Aside),
        1 => Just(Act::Call),
        1 => (0..40i32, proptest::option::of(0.1..0.9f64), any::<bool>())
            .prop_map(|(gap, width, apart)| Act::Habits(gap, width, apart)),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let id = || 1..12u64;
    let mode = prop_oneof![
        Just(Mode::Floating),
        Just(Mode::Maximised),
        Just(Mode::Fullscreen)
    ];
    let side = || 1..3_000i32;
    let far = || -20_000..20_000i32;
    prop_oneof![
        12 => arrangement(),
        4 => (side(), side(), proptest::option::of(id()))
            .prop_map(|(w, h, p)| Act::Add((w, h).into(), p)),
        1 => id().prop_map(Act::Remove),
        1 => id().prop_map(Act::Raise),
        1 => id().prop_map(Act::Lower),
        1 => (id(), far(), far()).prop_map(|(id, x, y)| Act::Move(id, x, y)),
        1 => (id(), side(), side()).prop_map(|(id, w, h)| Act::Commit(id, w, h)),
        1 => (id(), mode).prop_map(|(id, mode)| Act::Mode(id, mode)),
        1 => (id(), any::<bool>()).prop_map(|(id, on)| Act::Minimise(id, on)),
        1 => (id(), 1..10u8).prop_map(|(id, to)| Act::Send(id, to)),
        1 => (1..10u8).prop_map(Act::Show),
        1 => (1..4u32, 320..4_000i32, 240..3_000i32).prop_map(|(id, w, h)| Act::Plug(id, w, h)),
        1 => (1..4u32).prop_map(Act::Unplug),
        1 => (id(), id()).prop_map(|(id, parent)| Act::Parent(id, parent)),
    ]
}

fn perform(desk: &mut Desk, act: Act, next: &mut u64) {
    let first = desk.places().first().map(|place| place.id);
    match act {
        Act::Tile(..) | Act::Step(..) | Act::Join(_) | Act::Expel(_) | Act::Stack(_) => {
            rearrange(desk, act);
        }
        Act::Pull(..) | Act::Grow(..) | Act::Put(..) | Act::Float(_) => rearrange(desk, act),
        Act::Snap(..) | Act::Sticky(..) | Act::Aside(_) | Act::Call | Act::Habits(..) => {
            set_apart(desk, act);
        }
        Act::Add(size, parent) => {
            *next += 1;
            desk.add(
                WindowId(*next),
                size,
                parent.map(WindowId),
                *next as usize % 3,
            );
        }
        Act::Remove(id) => desk.remove(WindowId(id)),
        Act::Raise(id) => desk.raise(WindowId(id)),
        Act::Lower(id) => desk.lower(WindowId(id)),
        Act::Move(id, x, y) => desk.move_to(WindowId(id), (x, y).into()),
        Act::Commit(id, w, h) => desk.committed(WindowId(id), (w, h).into()),
        Act::Mode(id, mode) => desk.set_mode(WindowId(id), mode),
        Act::Minimise(id, on) => desk.set_minimised(WindowId(id), on),
        Act::Send(id, to) => {
            desk.send_to(WindowId(id), Workspace::new(to).unwrap());
        }
        Act::Show(to) => {
            if let Some(first) = first {
                desk.show(first, Workspace::new(to).unwrap());
            }
        }
        Act::Plug(id, w, h) => {
            let x = 4_000 * i32::try_from(id).unwrap();
            desk.set_place(OutputId(id), rect(x, 0, w, h));
        }
        Act::Unplug(id) => desk.remove_place(OutputId(id)),
        Act::Parent(id, parent) => desk.set_parent(WindowId(id), Some(WindowId(parent))),
    }
}

fn rearrange(desk: &mut Desk, act: Act) {
    let edges = |x: i32, y: i32| Edges {
        left: x < 0,
        right: x >= 0,
        top: y < 0,
        bottom: y >= 0,
    };
    match act {
        Act::Tile(to, on) => {
            let layout = if on { Layout::Tiling } else { Layout::Floating };
            if let Some(first) = desk.places().first().map(|place| place.id) {
                desk.set_layout((first, Workspace::new(to).unwrap()), layout);
            }
        }
        Act::Step(id, to) => {
            desk.step_tile(WindowId(id), to);
        }
        Act::Join(id) => desk.join_column(WindowId(id)),
        Act::Expel(id) => desk.expel_from_column(WindowId(id)),
        Act::Stack(id) => desk.toggle_stack(WindowId(id)),
        Act::Float(id) => desk.toggle_floating(WindowId(id)),
        Act::Pull(id, x, y) => desk.pull_tile(WindowId(id), edges(x, y), (x, y)),
        Act::Grow(id, wide, more) => {
            desk.grow_tile(WindowId(id), wide, more);
        }
        Act::Put(id, other, side) => desk.put_tile(WindowId(id), WindowId(other), side),
        _ => unreachable!("other acts are performed elsewhere"),
    }
}

fn set_apart(desk: &mut Desk, act: Act) {
    match act {
        Act::Snap(id, to) => desk.snap_towards(WindowId(id), to),
        Act::Sticky(id, on) => desk.set_sticky(WindowId(id), on),
        Act::Aside(id) => desk.set_scratch(WindowId(id), Scratch::Away),
        Act::Call => {
            desk.call_scratch(None);
        }
        Act::Habits(gap, column_width, apart) => desk.set_habits(Habits {
            gap,
            column_width,
            labels: apart.then(|| vec![0, 1, 0]),
            ..Habits::default()
        }),
        _ => unreachable!("other acts are performed elsewhere"),
    }
}

/// What holds after any change.
pub(super) fn verify(desk: &Desk) {
    let mut order: Vec<_> = desk.order.clone();
    let mut recent = desk.recent.clone();
    order.sort();
    recent.sort();
    let mut known: Vec<_> = desk.entries.keys().copied().collect();
    known.sort();
    assert_eq!(order, known, "each window stands in the order once");
    assert_eq!(recent, known, "each window is remembered once");
    for (id, entry) in &desk.entries {
        let Some(place) = desk.place(entry.output) else {
            assert!(
                desk.places().is_empty(),
                "{id:?} has no output though there is one"
            );
            continue;
        };
        let area = desk
            .content_area(place.id, entry.mode == Mode::Fullscreen)
            .unwrap();
        if !entry.mode.free() {
            assert_eq!(entry.content, area, "{id:?} fills its room");
        }
        let top = place.work_area(THICKNESS).loc.y + THICKNESS.border;
        assert!(
            entry.content.loc.y >= top,
            "{id:?} is under the bar: {entry:?}"
        );
    }
    verify_tiles(desk);
    verify_labels(desk);
}

/// A tile is in the columns of its workspace once, and nowhere else; those shown fill the
/// work area and do not overlap.
fn verify_tiles(desk: &Desk) {
    for (id, entry) in &desk.entries {
        let places = desk.plans.iter().flat_map(|(ground, plan)| {
            let here = plan.columns.windows().filter(|window| window == id);
            here.map(|_| *ground).collect::<Vec<_>>()
        });
        let places: Vec<Ground> = places.collect();
        assert_eq!(places, Vec::from_iter(entry.tile), "{id:?} {entry:?}");
        assert_eq!(desk.wanted_tile(entry), entry.tile, "{id:?} {entry:?}");
        assert_eq!(
            entry.mode == Mode::Tiled,
            entry.tile.is_some() && entry.mode.free()
        );
    }
    for ground in desk.plans.keys() {
        let Some(room) = desk.room(ground.0) else {
            continue;
        };
        let shown = desk.entries.values().filter(|entry| {
            let covered = entry.stack.is_some_and(|stack| stack.covered);
            entry.tile == Some(*ground) && !entry.minimised && !covered
        });
        let tiles: Vec<_> = shown.collect();
        if tiles.is_empty() || tiles.iter().any(|entry| entry.mode != Mode::Tiled) {
            continue;
        }
        let outers: Vec<_> = tiles.iter().map(|entry| desk.outer(entry)).collect();
        for (index, one) in outers.iter().enumerate() {
            let mut others = outers.iter().skip(index + 1);
            assert!(others.all(|other| !one.overlaps(*other)), "{outers:?}");
            assert!(
                one.size.w >= room.least.w.min(room.area.size.w),
                "{outers:?}"
            );
            assert!(
                one.size.h >= room.least.h.min(room.area.size.h),
                "{outers:?}"
            );
        }
        let whole = outers.iter().copied().reduce(Rectangle::merge);
        assert_eq!(whole, Some(room.area), "{outers:?}");
    }
}

/// Where workspaces are kept apart by label, none shows windows of two while there are enough.
fn verify_labels(desk: &Desk) {
    let Some(labels) = &desk.habits.labels else {
        return;
    };
    for place in desk.places() {
        for workspace in Workspace::all() {
            let ground = (place.id, workspace);
            let here = desk
                .entries
                .values()
                .filter(|entry| entry.ground() == ground);
            let mut here: Vec<usize> = here.map(|entry| labels[entry.cage]).collect();
            here.sort_unstable();
            here.dedup();
            assert!(here.len() <= 1, "{ground:?} shows labels {here:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_series_of_changes_leaves_the_desk_in_order(acts in proptest::collection::vec(act(), 1..80)) {
        let mut desk = desk();
        let mut next = 0;
        for act in acts {
            perform(&mut desk, act, &mut next);
            verify(&desk);
        }
    }
}
