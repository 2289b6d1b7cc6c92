//! Keys, pointer, touch and cursors.

use std::fs::File;
use std::os::unix::fs::MetadataExt;

use lisere::seat::{AxisFrame, AxisMotion, CursorImage, KeyboardSettings, PressKind};
use rustix::fs::{SealFlags, fcntl_get_seals};
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_device_v1::Shape;

use crate::world::World;

const LEFT: u32 = 0x110;
const SHIFT: u32 = 42;
const CAPS: u32 = 58;

#[test]
fn the_newcomer_sees_no_held_key_and_its_own_modifiers() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    world.focus(&a);
    for code in [CAPS, SHIFT, 30] {
        world.core.seats.key(code, true, 1);
    }
    world.settle(&mut [&mut a, &mut b]);
    assert!(b.log.take().is_empty());
    assert!(a.log.take().contains(&"key 30 Pressed".into()));

    world.focus(&b);
    for code in [30, SHIFT, CAPS] {
        world.core.seats.key(code, false, 2);
    }
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(
        b.log.take(),
        [
            "selection false",
            "primary false",
            "enter []",
            "modifiers 0 0"
        ]
    );
    assert_eq!(a.log.take(), ["leave"]);

    world.focus(&a);
    world.settle(&mut [&mut a, &mut b]);
    // The lock is the cage's own; shift went up while it was away.
    assert_eq!(a.log.take()[2..], ["enter []", "modifiers 0 2"]);
}

#[test]
fn the_taker_of_a_press_takes_the_release() {
    let mut world = World::new();
    let mut a = world.connect(0);
    world.core.seats.key(30, true, 1);
    world.focus(&a);
    world.core.seats.key(30, false, 2);
    world.core.seats.key(31, true, 3);
    world.core.seats.release_all();
    world.settle(&mut [&mut a]);
    assert_eq!(a.log.take()[4..], ["key 31 Pressed", "key 31 Released"]);
}

#[test]
fn serials_do_not_count_other_clients_events() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    world.focus(&a);
    world.settle(&mut [&mut a]);
    let before = a.log.serial;
    world.focus(&b);
    for _ in 0..50 {
        world.core.seats.key(30, true, 1);
        world.core.seats.key(30, false, 1);
    }
    world.focus(&a);
    world.settle(&mut [&mut a, &mut b]);
    // modifiers, leave, enter
    assert_eq!(a.log.serial, before + 3);
}

#[test]
fn keymaps_are_sealed_and_of_the_cages_own() {
    let mut world = World::new();
    let peers = [world.connect(0), world.connect(0), world.connect(1)];
    let files = peers.map(|mut peer| File::from(peer.log.keymap.take().unwrap()));
    let inodes = files.each_ref().map(|file| {
        assert!(
            fcntl_get_seals(file)
                .unwrap()
                .contains(SealFlags::WRITE | SealFlags::SEAL)
        );
        file.metadata().unwrap().ino()
    });
    assert_eq!(inodes[0], inodes[1]);
    assert_ne!(inodes[0], inodes[2]);
}

#[test]
fn a_changed_keyboard_is_told_to_all() {
    let mut world = World::new();
    let mut a = world.connect(0);
    a.log.keymap = None;
    let french = KeyboardSettings {
        layout: "fr".into(),
        ..KeyboardSettings::default()
    };
    world.core.seats.set_keyboard(&french).unwrap();
    world.settle(&mut [&mut a]);
    assert!(a.log.keymap.is_some());
    assert_eq!(world.core.seats.layout_name(a.cage), "fr");
}

#[test]
fn the_pointer_is_told_to_one_client_only() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    world.point(&a, 1.0);
    world.point(&a, 2.0);
    world.core.seats.button(LEFT, true, 1);
    world.core.seats.button(LEFT, false, 2);
    world.core.seats.pointer_frame();
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(
        a.log.take(),
        [
            "pointer enter",
            "frame",
            "motion 2",
            "frame",
            "button 272 Pressed",
            "button 272 Released",
            "frame"
        ]
    );
    assert!(b.log.take().is_empty());
    world.point(&b, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(a.log.take(), ["pointer leave", "frame"]);
    assert_eq!(b.log.take(), ["pointer enter", "frame"]);
}

#[test]
fn a_late_pointer_is_told_where_it_is() {
    let mut world = World::new();
    let mut a = world.connect(0);
    world.point(&a, 1.0);
    world.focus(&a);
    world.settle(&mut [&mut a]);
    a.log.take();
    a.seat().get_pointer(&a.handle(), ());
    a.seat().get_keyboard(&a.handle(), ());
    a.new_device();
    world.settle(&mut [&mut a]);
    assert_eq!(
        a.log.take(),
        [
            "pointer enter",
            "frame",
            "enter []",
            "modifiers 0 0",
            "selection false"
        ]
    );
}

#[test]
fn scrolling_comes_with_its_detents() {
    let mut world = World::new();
    let mut a = world.connect(0);
    world.point(&a, 1.0);
    let frame = AxisFrame {
        vertical: AxisMotion {
            value: 15.0,
            v120: 120,
            ..AxisMotion::default()
        },
        ..AxisFrame::default()
    };
    world.core.seats.axis(&frame, 1);
    world.core.seats.pointer_frame();
    world.settle(&mut [&mut a]);
    assert_eq!(a.log.take()[2..], ["v120 120", "axis 15", "frame"]);
}

#[test]
fn an_implicit_grab_is_its_clients_own_and_ends() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.point(&a, 1.0);
    world.core.seats.button(LEFT, true, 1);
    world.settle(&mut [&mut a, &mut b]);
    let (serial, seats) = (a.log.serial, &mut world.core.seats);
    let press = seats.implicit_grab(&a.client, serial).unwrap();
    assert_eq!(press.kind, PressKind::Pointer { button: LEFT });
    assert!(seats.implicit_grab(&b.client, serial).is_none());
    assert!(!seats.recent_press(&b.client, serial));
    seats.button(LEFT, false, 2);
    assert!(seats.implicit_grab(&a.client, serial).is_none());
    assert!(seats.recent_press(&a.client, serial));
}

#[test]
fn fingers_are_numbered_for_each_client() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(1));
    world.touch(&a, 4);
    world.touch(&b, 5);
    world.touch(&a, 6);
    world.core.seats.touch_up(4, 8);
    world.touch(&a, 9);
    world.core.seats.touch_frame();
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(a.log.take(), ["down 0", "down 1", "up 0", "down 0"]);
    assert_eq!(b.log.take(), ["down 0"]);
    world.core.seats.touch_cancel();
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(b.log.take(), ["touch cancel"]);
    assert!(world.core.seats.touch_target(5).is_none());
}

#[test]
fn only_the_entered_client_sets_the_cursor() {
    let mut world = World::new();
    let (mut a, mut b) = (world.connect(0), world.connect(0));
    world.point(&a, 1.0);
    world.settle(&mut [&mut a, &mut b]);
    b.pointer().set_cursor(a.log.enter, None, 0, 0);
    a.pointer().set_cursor(a.log.enter + 1, None, 0, 0);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(world.core.seats.cursor(), CursorImage::default());
    a.pointer().set_cursor(a.log.enter, None, 0, 0);
    world.settle(&mut [&mut a, &mut b]);
    assert_eq!(world.core.seats.cursor(), CursorImage::Hidden);
    let shapes = a.shapes();
    shapes.set_shape(a.log.enter, Shape::Text);
    world.settle(&mut [&mut a, &mut b]);
    assert_ne!(world.core.seats.cursor(), CursorImage::Hidden);
    world.point(&b, 1.0);
    assert_eq!(world.core.seats.cursor(), CursorImage::default());
}

#[test]
fn a_surface_has_one_role() {
    let mut world = World::new();
    let mut a = world.connect(0);
    let icon = a.new_surface();
    a.pointer().set_cursor(1, Some(&icon), 0, 0);
    a.device().start_drag(None, &a.surface, Some(&icon), 1);
    assert_eq!(world.error(&mut a), Some(("wl_data_device".into(), 0)));
}

#[test]
fn what_is_gone_is_forgotten() {
    let mut world = World::new();
    let (a, mut b) = (world.connect(0), world.connect(0));
    world.point(&a, 1.0);
    world.focus(&a);
    let (cage, id) = (a.cage, a.client.id());
    drop(a);
    world.settle(&mut [&mut b]);
    world.core.seats.client_gone(cage, &id);
    assert!(world.core.seats.keyboard_focus().is_none());
    assert!(world.core.seats.pointer_focus().is_none());

    world.point(&b, 1.0);
    world.focus(&b);
    let gone = world.surface(&b, &b.surface);
    b.surface.destroy();
    world.settle(&mut [&mut b]);
    world.core.seats.surface_gone(&gone);
    assert!(world.core.seats.keyboard_focus().is_none());
    assert!(world.core.seats.pointer_focus().is_none());
    world.core.seats.key(30, true, 1);
    world.core.seats.button(LEFT, true, 1);
    b.log.take();
    world.settle(&mut [&mut b]);
    assert!(b.log.take().is_empty());
}
