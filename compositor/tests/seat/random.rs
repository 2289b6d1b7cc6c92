//! Random acts of users and clients: the core stands, and no cage hears of another's data.

use wayland_client::protocol::wl_data_device_manager::DndAction;

use crate::client::Peer;
use crate::world::World;

/// The cage each client is in.
const CAGES: [usize; 4] = [0, 0, 1, 1];

/// A generator that gives the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap()
    }
}

fn user(world: &mut World, peer: &Peer, random: &mut Random) {
    let (code, pressed) = (random.below(3), random.below(2) == 0);
    match random.below(9) {
        0 => world.focus(peer),
        1 => world.core.seats.focus_keyboard(None),
        2 | 3 => world.point(peer, f64::from(random.below(9))),
        4 => world.core.seats.key(code + 41, pressed, 1),
        5 | 6 => world.core.seats.button(code, pressed, 1),
        7 if pressed => world.touch(peer, 1),
        7 => world.core.seats.touch_up(1, 1),
        _ if code == 0 => world.core.seats.cancel_drag(),
        _ => world.core.seats.point_at(None, 1),
    }
    world.core.seats.pointer_frame();
    world.core.seats.touch_frame();
}

fn client(peer: &mut Peer, cage: usize, random: &mut Random) {
    let act = random.below(7);
    if act < 3 {
        let source = peer.source("text");
        source.offer(format!("cage/{cage}"));
        let serial = peer.log.serial;
        match act {
            0 => peer.device().set_selection(Some(&source), serial),
            1 => peer.mark("text", serial),
            _ => {
                source.set_actions(DndAction::Copy | DndAction::Move);
                peer.device()
                    .start_drag(Some(&source), &peer.surface, None, serial);
            }
        }
        if random.below(4) == 0 {
            source.destroy();
        }
    } else if let Some(offer) = peer.log.offer.clone() {
        match act {
            3 => drop(peer.receive(&format!("cage/{cage}"))),
            4 => offer.accept(0, Some(format!("cage/{cage}"))),
            5 => offer.set_actions(DndAction::Copy, DndAction::None),
            _ => offer.finish(),
        }
    }
}

/// Presses in a client, which drags away what it offers.
fn pull(world: &mut World, peer: &mut Peer, cage: usize) {
    world.core.seats.button(1, false, 1);
    world.point(peer, 1.0);
    world.core.seats.button(1, true, 1);
    world.settle(&mut [&mut *peer]);
    let source = peer.source("text");
    source.offer(format!("cage/{cage}"));
    source.set_actions(DndAction::Copy | DndAction::Move);
    let serial = peer.log.serial;
    peer.device()
        .start_drag(Some(&source), &peer.surface, None, serial);
}

/// Puts another client in the place of one that was ended, as its own doing.
fn replace(world: &mut World, peer: &mut Peer, cage: usize) {
    let fresh = world.connect(cage);
    let old = std::mem::replace(peer, fresh);
    let (cage, id) = (old.cage, old.client.id());
    drop(old);
    world.settle(&mut [&mut *peer]);
    world.core.seats.client_gone(cage, &id);
}

#[test]
fn random_acts_cross_nothing() {
    let mut random = Random(2026);
    let mut world = World::new();
    let mut peers = CAGES.map(|cage| world.connect(cage));
    let mut ended = 0;
    for _ in 0..3000 {
        let chosen = usize::try_from(random.below(4)).unwrap();
        let (peer, cage) = (&mut peers[chosen], CAGES[chosen]);
        match random.below(12) {
            0 => pull(&mut world, peer, cage),
            1..6 => user(&mut world, peer, &mut random),
            _ => client(peer, cage, &mut random),
        }
        let [a, b, c, d] = &mut peers;
        world.settle(&mut [a, b, c, d]);
        for (peer, cage) in peers.iter_mut().zip(CAGES) {
            let foreign = format!("offer cage/{}", 1 - cage);
            assert!(!peer.log.take().contains(&foreign));
            if peer.connection.protocol_error().is_some() || random.below(500) == 0 {
                replace(&mut world, peer, cage);
                ended += 1;
            }
        }
    }
    assert!(ended > 10, "the acts were too tame");
}
