//! The desk by itself: places, order, workspaces, and what holds after any series of changes.

mod random;
mod tiling;

use smithay::utils::{Logical, Rectangle};

use super::*;

const THICKNESS: Thickness = Thickness {
    border: 8,
    strip: 28,
    popup: 7,
    bar: 36,
};
const LEFT: OutputId = OutputId(1);
const RIGHT: OutputId = OutputId(2);

fn rect(x: i32, y: i32, w: i32, h: i32) -> Rectangle<i32, Logical> {
    Rectangle::new((x, y).into(), (w, h).into())
}

pub(super) fn desk() -> Desk {
    let mut desk = Desk::new(THICKNESS);
    desk.set_place(LEFT, rect(0, 0, 1280, 800));
    desk
}

fn with(sizes: &[(i32, i32)]) -> Desk {
    let mut desk = desk();
    for (id, size) in (1..).zip(sizes) {
        desk.add(WindowId(id), (*size).into(), None, 0);
    }
    desk
}

fn content(desk: &Desk, id: u64) -> Rectangle<i32, Logical> {
    desk.entry(WindowId(id)).unwrap().content
}

fn top_down(desk: &Desk) -> Vec<u64> {
    desk.visible().map(|(id, _)| id.0).collect()
}

#[test]
fn the_first_window_stands_in_the_middle() {
    let desk = with(&[(400, 300)]);
    let area = desk.content_area(LEFT, false).unwrap();
    let window = content(&desk, 1);
    assert_eq!(
        window.loc.x - area.loc.x,
        area.loc.x + area.size.w - window.loc.x - window.size.w
    );
}

#[test]
fn a_second_window_covers_nothing_while_there_is_room() {
    let desk = with(&[(400, 300), (300, 200), (300, 200)]);
    let outers: Vec<_> = desk.all().map(|(_, entry)| desk.outer(entry)).collect();
    for (index, one) in outers.iter().enumerate() {
        assert!(
            outers
                .iter()
                .skip(index + 1)
                .all(|other| !one.overlaps(*other)),
            "{outers:?}"
        );
    }
}

#[test]
fn a_dialog_stands_over_its_parent_and_is_raised_with_it() {
    let mut desk = with(&[(600, 400), (200, 200)]);
    desk.add(WindowId(3), (200, 100).into(), Some(WindowId(1)), 0);
    assert!(content(&desk, 1).contains_rect(content(&desk, 3)));
    desk.raise(WindowId(2));
    desk.raise(WindowId(1));
    assert_eq!(top_down(&desk), [3, 1, 2]);
}

#[test]
fn a_window_cannot_be_its_own_ancestor() {
    let mut desk = with(&[(100, 100), (100, 100)]);
    desk.set_parent(WindowId(2), Some(WindowId(1)));
    desk.set_parent(WindowId(1), Some(WindowId(2)));
    assert_eq!(desk.entry(WindowId(1)).unwrap().parent, None);
}

#[test]
fn the_strip_never_goes_under_the_bar_nor_out_of_reach() {
    let mut desk = with(&[(400, 300)]);
    for to in [(-9_000, -9_000), (9_000, 9_000), (0, -100)] {
        desk.move_to(WindowId(1), to.into());
        let window = content(&desk, 1);
        assert!(window.loc.y >= 36 + 8 + 28, "{window:?}");
        assert!(
            window.loc.x < 1280 && window.loc.x + window.size.w > 0,
            "{window:?}"
        );
    }
}

#[test]
fn leaving_fullscreen_goes_back_to_what_was_before() {
    let mut desk = with(&[(400, 300)]);
    let before = content(&desk, 1);
    desk.set_mode(WindowId(1), Mode::Maximised);
    desk.set_mode(WindowId(1), Mode::Fullscreen);
    assert_eq!(
        desk.entry(WindowId(1)).unwrap().before_fullscreen,
        Mode::Maximised
    );
    desk.set_mode(WindowId(1), Mode::Floating);
    assert_eq!(content(&desk, 1), before);
}

#[test]
fn fullscreen_fills_the_space_under_the_bar_inside_the_frame() {
    let mut desk = with(&[(400, 300)]);
    desk.set_mode(WindowId(1), Mode::Fullscreen);
    let outer = desk.outer(desk.entry(WindowId(1)).unwrap());
    assert_eq!(outer, rect(0, 36, 1280, 800 - 36));
}

#[test]
fn a_resize_keeps_the_edges_that_do_not_move() {
    let mut desk = with(&[(400, 300)]);
    let before = content(&desk, 1);
    desk.set_anchor(
        WindowId(1),
        Edges {
            left: true,
            top: true,
            ..Edges::default()
        },
    );
    desk.committed(WindowId(1), (350, 320).into());
    let after = content(&desk, 1);
    assert_eq!(after.loc.x + after.size.w, before.loc.x + before.size.w);
    assert_eq!(after.loc.y + after.size.h, before.loc.y + before.size.h);
}

#[test]
fn windows_outlive_their_output() {
    let mut desk = with(&[(400, 300)]);
    desk.set_place(RIGHT, rect(1280, 0, 1280, 800));
    desk.remove_place(LEFT);
    assert_eq!(desk.entry(WindowId(1)).unwrap().output, RIGHT);
    desk.remove_place(RIGHT);
    assert!(desk.entry(WindowId(1)).is_some());
    assert_eq!(top_down(&desk), [] as [u64; 0]);
    desk.set_place(OutputId(3), rect(0, 0, 640, 480));
    assert_eq!(top_down(&desk), [1]);
}

#[test]
fn only_the_shown_workspace_is_visible() {
    let mut desk = with(&[(100, 100), (100, 100)]);
    desk.send_to(WindowId(2), Workspace::new(4).unwrap());
    assert_eq!(top_down(&desk), [1]);
    desk.show(LEFT, Workspace::new(4).unwrap());
    assert_eq!(top_down(&desk), [2]);
    assert!(desk.occupied(LEFT, Workspace::FIRST));
}
