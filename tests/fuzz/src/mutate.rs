//! Chance: a small generator of random numbers, and how inputs are changed with it.

use crate::input::RECORD;

/// Bytes of the longest input.
const LONGEST: usize = 1 + 192 * RECORD;

/// How most programs begin: a buffer, a window that appears, and a click into it.
const OPENING: [&[u8]; 6] = [
    &[112, 4, 0, 200, 150],
    &[112, 0],
    &[180],
    &[112, 2],
    &[200],
    &[220, 40, 40, 6],
];

/// Random numbers that a seed determines (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Numbers of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }
}

/// An input made of nothing but chance.
#[must_use]
pub fn fresh(chance: &mut Chance) -> Vec<u8> {
    let records = 4 + chance.below(60);
    let mut input = vec![0];
    if chance.below(4) > 0 {
        for start in OPENING {
            input.extend_from_slice(start);
            input.resize(input.len() - start.len() + RECORD, 0);
        }
    }
    input.extend((0..records * RECORD).map(|_| chance.byte()));
    input
}

/// An input that is like another, and in part like a third.
#[must_use]
pub fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut new = input.to_vec();
    if new.is_empty() {
        new.push(0);
    }
    for _ in 0..1 << chance.below(5) {
        change(chance, &mut new, other);
    }
    new.truncate(LONGEST);
    new
}

fn change(chance: &mut Chance, input: &mut Vec<u8>, other: &[u8]) {
    let records = (input.len() - 1) / RECORD;
    let at = 1 + chance.below(records + 1) * RECORD;
    let at = at.min(input.len());
    match chance.below(12) {
        0 => drop(input.splice(at..at, record(chance))),
        1 => {
            let length = RECORD * (1 + chance.below(4));
            drop(input.drain(at..(at + length).min(input.len())));
        }
        2 | 3 => {
            let part = part(chance, other).to_vec();
            drop(input.splice(at..at, part));
        }
        4 => {
            let part = part(chance, &input.clone()).to_vec();
            drop(input.splice(at..at, part));
        }
        5 => {
            let end = (at + RECORD).min(input.len());
            let new = record(chance);
            drop(input.splice(at..end, new));
        }
        6 => input[0] = chance.byte(),
        7 => {
            let place = chance.below(input.len());
            input[place] = input[place].wrapping_add(1);
        }
        8 => {
            let place = chance.below(input.len());
            input[place] = input[place].wrapping_sub(1);
        }
        9 => {
            let place = chance.below(input.len());
            input[place] ^= 1 << chance.below(8);
        }
        _ => {
            let place = chance.below(input.len());
            input[place] = chance.byte();
        }
    }
}

fn record(chance: &mut Chance) -> [u8; RECORD] {
    std::array::from_fn(|_| chance.byte())
}

/// Some records of an input.
fn part<'a>(chance: &mut Chance, input: &'a [u8]) -> &'a [u8] {
    let records = input.len().saturating_sub(1) / RECORD;
    let first = chance.below(records);
    let count = 1 + chance.below((records - first.min(records)).min(16));
    let start = (1 + first * RECORD).min(input.len());
    let end = (start + count * RECORD).min(input.len());
    &input[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_determines_everything() {
        let run = |seed| {
            let mut chance = Chance::new(seed);
            let (one, other) = (fresh(&mut chance), fresh(&mut chance));
            (0..500).fold(one, |input, _| mutate(&mut chance, &input, &other))
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        assert!(run(7).len() <= LONGEST);
    }

    #[test]
    fn the_shortest_inputs_can_be_changed() {
        let mut chance = Chance::new(1);
        for input in [vec![], vec![0], vec![0; 3]] {
            for _ in 0..500 {
                assert!(!mutate(&mut chance, &input, &[]).is_empty());
            }
        }
    }
}
