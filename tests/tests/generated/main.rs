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

/// Every case there is.
fn all() -> impl Iterator<Item = cases::Case> {
    walk::reachable().into_iter().flat_map(cases::of)
}

/// Plays each fourth case.
fn part(number: usize) {
    let mut world = World::new();
    let mut played = 0;
    for case in all().skip(number).step_by(PARTS) {
        world.play(&case);
        played += 1;
    }
    world.finish();
    assert!(played > 1_000, "only {played} cases");
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
    let interfaces = walk::reachable().len();
    assert!(interfaces >= 30, "{interfaces} interfaces");
    let cases = all().count();
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
