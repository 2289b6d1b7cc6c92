//! Dragging: inside a cage as anywhere, outside it nothing.

use wayland_client::protocol::wl_data_device_manager::DndAction;
use wayland_client::protocol::wl_data_source::WlDataSource;

use crate::client::Peer;
use crate::world::{World, read_all};

const LEFT: u32 = 0x110;

/// Presses on `a` and drags a source from it.
fn drag(world: &mut World, a: &mut Peer) -> WlDataSource {
    world.point(a, 1.0);
    world.core.seats.button(LEFT, true, 1);
    world.settle(&mut [&mut *a]);
    let source = a.source("dragged");
    source.set_actions(DndAction::Copy | DndAction::Move);
    a.device()
        .start_drag(Some(&source), &a.surface, None, a.log.serial);
    world.settle(&mut [&mut *a]);
    source
}

/// Takes the offer that hovers over `b`.
fn take(world: &mut World, b: &mut Peer) {
    let offer = b.log.offer.clone().unwrap();
    offer.accept(b.log.serial, Some("text/plain".into()));
    offer.set_actions(DndAction::Copy, DndAction::Copy);
    world.settle(&mut [b]);
}

#[test]
fn a_drag_inside_a_cage_ends_in_a_drop_with_its_data() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    drag(&mut world, &mut a);
    assert!(a.log.take().contains(&"drag enter true".into()));
    assert!(world.core.seats.pointer_focus().is_none());

    world.point(&b, 1.0);
    world.point(&b, 2.0);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(
        b.log.take(),
        ["offer text/plain", "drag enter true", "drag motion 2"]
    );
    take(&mut world, &mut b);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(b.log.take(), ["offer action 1"]);

    world.core.seats.button(LEFT, false, 3);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(b.log.take(), ["drop", "pointer enter", "frame"]);
    let data = b.receive("text/plain");
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(read_all(data), "dragged");
    b.log.offer.clone().unwrap().finish();
    world.settle(&mut [&mut b, &mut a]);
    assert_eq!(
        a.log.take(),
        [
            "drag leave",
            "target None",
            "target Some(\"text/plain\")",
            "dropped",
            "finished"
        ]
    );
    assert!(world.core.seats.drag().is_none());
}

#[test]
fn nothing_is_told_to_another_cage() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    drag(&mut world, &mut a);
    a.log.take();
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(a.log.take(), ["drag leave", "target None"]);
    assert!(b.log.take().is_empty());

    assert_eq!(world.core.seats.drag_types(), ["text/plain"]);
    world.core.seats.button(LEFT, false, 3);
    world.settle(&mut [&mut a, &mut b]);
    assert!(a.log.take().is_empty(), "the source waits for the core");

    // The core alone can read it, for a transfer that the rules may let go.
    let dropped = world.core.seats.take_dropped().unwrap();
    let (ours, theirs) = rustix::pipe::pipe().unwrap();
    assert!(dropped.read("text/plain".into(), theirs));
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(read_all(ours), "dragged");
    drop(dropped);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(a.log.take(), ["cancelled"]);
    assert_eq!(b.log.take(), ["pointer enter", "frame"]);
}

#[test]
fn a_forged_serial_starts_no_drag() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.point(&a, 1.0);
    world.core.seats.button(LEFT, true, 1);
    world.settle(&mut [&mut a, &mut b]);
    b.log.take();
    for serial in 0..=a.log.serial + 1 {
        let source = b.source("forged");
        b.device()
            .start_drag(Some(&source), &b.surface, None, serial);
    }
    world.settle(&mut [&mut a, &mut b]);
    assert!(world.core.seats.drag().is_none());

    // Its own press, but of another surface, or let go meanwhile.
    let other = a.new_surface();
    a.device().start_drag(None, &other, None, a.log.serial);
    world.settle(&mut [&mut a, &mut b]);
    assert!(world.core.seats.drag().is_none());
    world.core.seats.button(LEFT, false, 2);
    a.device().start_drag(None, &a.surface, None, a.log.serial);
    world.settle(&mut [&mut a, &mut b]);
    assert!(world.core.seats.drag().is_none());
}

#[test]
fn a_drag_without_a_source_stays_with_its_client() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.point(&a, 1.0);
    world.core.seats.button(LEFT, true, 1);
    world.settle(&mut [&mut a]);
    a.device().start_drag(None, &a.surface, None, a.log.serial);
    world.settle(&mut [&mut a]);
    assert!(a.log.take().contains(&"drag enter false".into()));
    world.point(&b, 1.0);
    world.point(&a, 3.0);
    world.core.seats.button(LEFT, false, 2);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(
        a.log.take()[..3],
        ["drag leave", "drag enter false", "drop"]
    );
    assert!(b.log.take().is_empty());
}

#[test]
fn a_drag_ends_with_its_source_or_client() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    let source = drag(&mut world, &mut a);
    world.point(&b, 1.0);
    source.destroy();
    world.settle(&mut [&mut a, &mut b]);
    assert!(world.core.seats.drag().is_none());
    assert_eq!(b.log.take()[2..], ["drag leave", "pointer enter", "frame"]);

    world.core.seats.button(LEFT, false, 2);
    drag(&mut world, &mut a);
    world.point(&b, 1.0);
    let (cage, id) = (a.cage, a.client.id());
    drop(a);
    world.settle(&mut [&mut b]);
    world.core.seats.client_gone(cage, &id);
    assert!(world.core.seats.drag().is_none());
}

#[test]
fn a_target_that_dies_is_left() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    drag(&mut world, &mut a);
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    take(&mut world, &mut b);
    a.log.take();
    let (cage, id) = (b.cage, b.client.id());
    drop(b);
    world.settle(&mut [&mut a]);
    world.core.seats.client_gone(cage, &id);
    world.core.seats.button(LEFT, false, 2);
    world.settle(&mut [&mut a]);
    assert_eq!(a.log.take().last().unwrap(), "cancelled");
}

#[test]
fn a_drop_that_is_not_finished_is_cancelled() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    drag(&mut world, &mut a);
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    take(&mut world, &mut b);
    world.core.seats.button(LEFT, false, 2);
    world.settle(&mut [&mut a, &mut b]);
    b.log.offer.take().unwrap().destroy();
    world.settle(&mut [&mut b, &mut a]);
    let told = a.log.take();
    assert_eq!(told[told.len() - 2..], ["dropped", "cancelled"]);
}

#[test]
fn a_drop_on_a_client_that_dies_is_cancelled() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    drag(&mut world, &mut a);
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    take(&mut world, &mut b);
    world.core.seats.button(LEFT, false, 2);
    drop(b);
    world.settle(&mut [&mut a]);
    let told = a.log.take();
    assert_eq!(told[told.len() - 2..], ["dropped", "cancelled"]);
}

#[test]
fn untimely_requests_on_a_dragged_offer_are_errors() {
    for (case, code) in [(0, 0), (1, 1), (2, 2), (3, 3)] {
        let mut world = World::new();
        let mut a = world.connect(0);
        drag(&mut world, &mut a);
        let offer = a.log.offer.clone().unwrap();
        match case {
            0 => offer.finish(),
            1 => offer.set_actions(DndAction::from_bits_retain(16), DndAction::Copy),
            2 => offer.set_actions(DndAction::Copy, DndAction::Move),
            _ => {
                take(&mut world, &mut a);
                world.core.seats.button(LEFT, false, 2);
                offer.finish();
                offer.accept(0, None);
            }
        }
        assert_eq!(
            world.error(&mut a),
            Some(("wl_data_offer".into(), code)),
            "case {case}"
        );
    }
}

#[test]
fn a_finger_drags_too() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.touch(&a, 3);
    world.settle(&mut [&mut a]);
    let source = a.source("dragged");
    source.set_actions(DndAction::Copy);
    a.device()
        .start_drag(Some(&source), &a.surface, None, a.log.serial);
    world.settle(&mut [&mut a]);
    assert_eq!(world.core.seats.drag().unwrap().slot, Some(3));
    assert_eq!(a.log.take(), ["down 0", "touch cancel"]);
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    take(&mut world, &mut b);
    world.core.seats.touch_up(3, 9);
    world.settle(&mut [&mut a, &mut b]);
    assert!(b.log.take().contains(&"drop".into()));
}
