//! Tiles, directions, zones, and windows that are on no workspace of their own.

use super::random::verify;
use super::*;

/// A desk whose only workspace is tiled, with so many windows.
fn tiled(count: u64) -> Desk {
    let mut desk = desk();
    desk.set_layout((LEFT, Workspace::FIRST), Layout::Tiling);
    for id in 1..=count {
        desk.add(WindowId(id), (400, 300).into(), None, 0);
        desk.touch(WindowId(id));
    }
    desk
}

#[test]
fn tiles_share_the_width() {
    let desk = tiled(3);
    let widths: Vec<i32> = (1..=3).map(|id| content(&desk, id).size.w).collect();
    let all = 1280 - 4 * 6 - 3 * 16;
    assert!(
        widths.iter().all(|w| (w - all / 3).abs() <= 1),
        "{widths:?}"
    );
    assert!(content(&desk, 1).loc.x < content(&desk, 2).loc.x);
    verify(&desk);
}

#[test]
fn a_tile_pulled_takes_from_its_neighbour() {
    let mut desk = tiled(3);
    let edge = Edges {
        right: true,
        ..Edges::default()
    };
    let before = content(&desk, 2);
    desk.pull_tile(WindowId(2), edge, (100, 0));
    assert_eq!(content(&desk, 2).size.w, before.size.w + 100);
    assert_eq!(content(&desk, 2).loc, before.loc);
    desk.pull_tile(WindowId(2), edge, (9_000, 0));
    assert_eq!(content(&desk, 3).size.w, 196);
    let before = content(&desk, 3);
    desk.pull_tile(WindowId(3), edge, (50, 0));
    assert_eq!(content(&desk, 3), before, "the outermost edge stays");
    desk.grow_tile(WindowId(3), true, true);
    assert!(content(&desk, 3).size.w > before.size.w);
}

#[test]
fn what_has_no_room_is_stacked() {
    let mut desk = tiled(8);
    let shown = top_down(&desk);
    assert_eq!(shown.len(), 5, "{shown:?}");
    let hidden = (1..=8).find(|id| !shown.contains(id)).unwrap();
    let stack = desk.entry(WindowId(hidden)).unwrap().stack.unwrap();
    assert_eq!((stack.of, stack.covered), (4, true));
    desk.raise(WindowId(hidden));
    assert!(top_down(&desk).contains(&hidden));
    verify(&desk);
}

#[test]
fn a_stack_is_walked_through() {
    let mut desk = tiled(3);
    desk.join_column(WindowId(2));
    desk.join_column(WindowId(3));
    desk.toggle_stack(WindowId(1));
    assert_eq!(top_down(&desk).len(), 1);
    desk.raise(WindowId(1));
    let next = desk.neighbour(WindowId(1), Direction::Down).unwrap();
    assert_eq!(next, WindowId(2));
    desk.raise(next);
    assert_eq!(top_down(&desk), [2]);
    assert_eq!(desk.neighbour(WindowId(1), Direction::Up), None);
}

#[test]
fn a_new_tile_in_a_stack_covers_nothing_in_use() {
    let mut desk = tiled(8);
    let used = WindowId(8);
    desk.raise(used);
    desk.touch(used);
    desk.add(WindowId(9), (400, 300).into(), None, 1);
    assert!(desk.is_visible(used));
    assert!(!desk.is_visible(WindowId(9)));
}

#[test]
fn floating_windows_stay_above_tiles() {
    let mut desk = tiled(2);
    desk.toggle_floating(WindowId(2));
    desk.raise(WindowId(1));
    assert_eq!(top_down(&desk), [2, 1]);
    desk.lower(WindowId(2));
    assert_eq!(top_down(&desk), [2, 1]);
    desk.toggle_floating(WindowId(2));
    verify(&desk);
}

#[test]
fn directions_lead_to_the_nearest() {
    let mut desk = tiled(3);
    desk.join_column(WindowId(3));
    let to = |desk: &Desk, id, to| desk.neighbour(WindowId(id), to).map(|id| id.0);
    assert_eq!(to(&desk, 1, Direction::Right), Some(3), "of two the higher");
    desk.raise(WindowId(2));
    assert_eq!(to(&desk, 1, Direction::Right), Some(2));
    assert_eq!(to(&desk, 2, Direction::Down), Some(3));
    assert_eq!(to(&desk, 3, Direction::Left), Some(1));
    assert_eq!(to(&desk, 1, Direction::Left), None);
    desk.set_layout((LEFT, Workspace::FIRST), Layout::Floating);
    desk.move_to(WindowId(1), (100, 100).into());
    desk.move_to(WindowId(2), (700, 100).into());
    desk.move_to(WindowId(3), (700, 500).into());
    assert_eq!(to(&desk, 1, Direction::Right), Some(2));
}

#[test]
fn a_floating_window_snaps_into_halves_and_quarters() {
    let mut desk = with(&[(400, 300)]);
    desk.snap_towards(WindowId(1), Direction::Left);
    let half = desk.outer(desk.entry(WindowId(1)).unwrap());
    assert_eq!(half, rect(0, 36, 640, 764));
    desk.snap_towards(WindowId(1), Direction::Down);
    let quarter = desk.outer(desk.entry(WindowId(1)).unwrap());
    assert_eq!(quarter, rect(0, 36 + 382, 640, 382));
    desk.snap_towards(WindowId(1), Direction::Up);
    assert_eq!(desk.outer(desk.entry(WindowId(1)).unwrap()), half);
    desk.snap_towards(WindowId(1), Direction::Right);
    let other = desk.outer(desk.entry(WindowId(1)).unwrap());
    assert_eq!(other, rect(640, 36, 640, 764));
}

#[test]
fn sticky_windows_and_those_kept_aside() {
    let mut desk = with(&[(100, 100), (100, 100)]);
    desk.set_sticky(WindowId(1), true);
    desk.show(LEFT, Workspace::new(3).unwrap());
    assert_eq!(top_down(&desk), [1]);
    desk.set_scratch(WindowId(2), Scratch::Away);
    desk.show(LEFT, Workspace::FIRST);
    assert_eq!(top_down(&desk), [1]);
    assert_eq!(desk.call_scratch(Some(WindowId(1))), Some(WindowId(2)));
    assert!(desk.is_visible(WindowId(2)));
    assert_eq!(desk.call_scratch(Some(WindowId(2))), None);
    assert!(!desk.is_visible(WindowId(2)));
}

#[test]
fn workspaces_are_kept_apart_by_label() {
    let mut desk = desk();
    desk.set_habits(Habits {
        labels: Some(vec![0, 1, 0]),
        ..Habits::default()
    });
    for (id, cage) in [(1, 0), (2, 1), (3, 2)] {
        desk.add(WindowId(id), (100, 100).into(), None, cage);
    }
    let number = |desk: &Desk, id| desk.entry(WindowId(id)).unwrap().workspace.number();
    assert_eq!([1, 2, 3].map(|id| number(&desk, id)), [1, 2, 1]);
    assert!(!desk.send_to(WindowId(1), Workspace::new(2).unwrap()));
    assert!(desk.send_to(WindowId(1), Workspace::new(5).unwrap()));
    assert_eq!(desk.cage_of((LEFT, Workspace::new(2).unwrap())), Some(1));
    verify(&desk);
}
