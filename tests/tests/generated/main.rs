//! Every request of every advertised interface, wrong in one way at a time.
//!
//! Nothing here is written by hand but how to come by an object of each interface:
//! the cases follow from the tables of the protocols. Whatever is said, the client is
//! ended or ignored, and the core and a client of another cage live on.

mod cases;
mod live;
mod play;
mod walk;

use play::World;

/// Parts that run beside each other.
const PARTS: usize = 4;

/// Plays every case of each fourth interface.
fn part(number: usize) {
    let mut world = World::new();
    let mut played = 0;
    for interface in walk::reachable().into_iter().skip(number).step_by(PARTS) {
        for case in cases::of(interface) {
            world.play(&case);
            played += 1;
        }
    }
    world.finish();
    assert!(played > 500, "only {played} cases");
}

#[test]
fn the_first_part() {
    part(0);
}

#[test]
fn the_second_part() {
    part(1);
}

#[test]
fn the_third_part() {
    part(2);
}

#[test]
fn the_fourth_part() {
    part(3);
}

#[test]
fn there_are_thousands() {
    let interfaces = walk::reachable();
    let cases: usize = interfaces
        .iter()
        .map(|interface| cases::of(interface).len())
        .sum();
    assert!(interfaces.len() >= 30, "{} interfaces", interfaces.len());
    assert!(cases >= 5_000, "{cases} cases");
}

/// What is right is let through: else the cases would prove nothing.
#[test]
fn the_right_ones_pass() {
    let mut world = World::new();
    for interface in walk::reachable() {
        for case in cases::right(interface) {
            world.pass(&case);
        }
    }
    world.finish();
}
