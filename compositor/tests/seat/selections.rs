//! The clipboard and the primary selection.

use lisere::seat::SelectionKind;
use rustix::pipe::pipe;
use wayland_client::protocol::wl_data_device_manager::DndAction;

use crate::world::{World, read_all};

#[test]
fn a_cage_pastes_what_it_copied_and_no_other_hears_of_it() {
    let mut world = World::new();
    let (mut a, mut peer, mut b) = (world.connect(0), world.connect(0), world.connect(1));
    world.focus(&a);
    world.settle(&mut [&mut a]);
    a.copy("from a", a.log.serial);
    a.mark("marked in a", a.log.serial);
    world.settle(&mut [&mut a, &mut peer, &mut b]);
    assert!(peer.log.take().is_empty());

    world.focus(&b);
    world.settle(&mut [&mut a, &mut peer, &mut b]);
    assert_eq!(
        b.log.take(),
        [
            "selection false",
            "primary false",
            "enter []",
            "modifiers 0 0"
        ]
    );
    assert!(b.log.offer.is_none());

    world.focus(&peer);
    world.settle(&mut [&mut a, &mut peer, &mut b]);
    assert_eq!(
        peer.log.take(),
        [
            "offer text/plain",
            "selection true",
            "primary offer text/plain",
            "primary true",
            "enter []",
            "modifiers 0 0"
        ]
    );
    let (copied, marked) = (peer.receive("text/plain"), peer.receive_marked());
    world.settle(&mut [&mut a, &mut peer]);
    assert_eq!(read_all(copied), "from a");
    assert_eq!(read_all(marked), "marked in a");
}

#[test]
fn what_is_not_offered_is_closed_at_once() {
    let mut world = World::new();
    let mut a = world.connect(0);
    world.focus(&a);
    let source = a.copy("text", 0);
    world.settle(&mut [&mut a]);
    let unknown = a.receive("image/png");
    world.settle(&mut [&mut a]);
    assert_eq!(read_all(unknown), "");

    a.log.take();
    source.destroy();
    world.settle(&mut [&mut a]);
    assert_eq!(a.log.take(), ["selection false"]);
    let late = a.receive("text/plain");
    world.settle(&mut [&mut a]);
    assert_eq!(read_all(late), "");
}

#[test]
fn selecting_needs_the_keys_or_an_act_of_the_user() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.focus(&a);
    world.core.seats.key(30, true, 1);
    world.settle(&mut [&mut a, &mut b]);
    a.log.take();
    b.copy("forged", a.log.serial);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(b.log.take(), ["cancelled"]);
    assert!(a.log.take().is_empty());

    world.point(&b, 1.0);
    world.core.seats.button(0x110, true, 1);
    world.settle(&mut [&mut a, &mut b]);
    b.copy("clicked", b.log.serial);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(a.log.take(), ["offer text/plain", "selection true"]);
}

#[test]
fn a_source_is_used_once() {
    let mut world = World::new();
    let mut a = world.connect(0);
    let source = a.copy("text", 0);
    a.device().set_selection(Some(&source), 0);
    assert_eq!(world.error(&mut a), Some(("wl_data_device".into(), 1)));

    let mut b = world.connect(0);
    let source = b.source("text");
    source.set_actions(DndAction::Copy);
    b.device().set_selection(Some(&source), 0);
    assert_eq!(world.error(&mut b), Some(("wl_data_source".into(), 1)));

    let mut c = world.connect(0);
    let source = c.source("text");
    source.set_actions(DndAction::from_bits_retain(8));
    assert_eq!(world.error(&mut c), Some(("wl_data_source".into(), 0)));
}

#[test]
fn a_copied_offer_is_no_drag() {
    for finish in [true, false] {
        let mut world = World::new();
        let mut a = world.connect(0);
        world.focus(&a);
        a.copy("text", 0);
        world.settle(&mut [&mut a]);
        let offer = a.log.offer.clone().unwrap();
        let code = if finish {
            offer.finish();
            0
        } else {
            offer.set_actions(DndAction::Copy, DndAction::Copy);
            3
        };
        assert_eq!(world.error(&mut a), Some(("wl_data_offer".into(), code)));
    }
}

#[test]
fn a_client_that_dies_takes_its_selection_along() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.focus(&a);
    a.copy("text", 0);
    world.settle(&mut [&mut a]);
    world.focus(&b);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(b.log.take()[1], "selection true");
    drop(a);
    world.settle(&mut [&mut b]);
    assert_eq!(b.log.take(), ["selection false"]);
}

#[test]
fn the_core_can_take_and_give() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    let (from, to) = (a.cage, b.cage);
    world.focus(&a);
    a.copy("carried", 0);
    world.settle(&mut [&mut a, &mut b]);
    let kind = SelectionKind::Clipboard;
    assert_eq!(world.core.seats.selection_types(from, kind), ["text/plain"]);
    let (ours, theirs) = pipe().unwrap();
    assert!(
        world
            .core
            .seats
            .read_selection(from, kind, "text/plain".into(), theirs)
    );
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(read_all(ours), "carried");

    world
        .core
        .seats
        .set_carried(to, kind, &["text/plain".into()], 9);
    world.focus(&b);
    world.settle(&mut [&mut a, &mut b]);
    let answer = b.receive("text/plain");
    world.settle(&mut [&mut a, &mut b]);
    let read = world.core.seats.take_reads().pop().unwrap();
    assert_eq!(
        (read.cage, read.carried, read.mime_type.as_str()),
        (to, 9, "text/plain")
    );
    drop(read);
    assert_eq!(read_all(answer), "");
}
