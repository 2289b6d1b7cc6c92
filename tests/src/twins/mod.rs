//! Twins: the same script of one cage beside two behaviours of everything else must give the same transcript.

mod channels;
mod deed;
mod dice;
mod low;
mod newer;
mod others;
mod pen;
mod plan;
mod program;
mod tap;
mod wire;
mod world;

pub use channels::{ATTENTION, COVER, Channel, HOME, Noise, REST, TILES, comparable, noises};
pub use deed::{Deed, Fault, Hand, Wish, behaviour};
pub(crate) use dice::Dice;
pub use low::{Act, Finger, Image, Mode, Spot};
pub use newer::Novelty;
pub use pen::Stroke;
pub use plan::{Phase, Plan};
pub use tap::{File, Tap, Told};
pub use world::play;

/// How many messages before the first difference are shown.
const BEFORE: usize = 12;

/// Two worlds told the watched cage different things.
pub struct Difference {
    /// What it was told alike, then what it was told in each world.
    pub text: String,
    /// What everything else does in one of them; nothing in the other.
    pub deeds: Vec<(u64, Deed)>,
}

/// Plays the pair of a seed.
///
/// # Errors
/// The first difference, and the fewest deeds that were found to bring one about.
pub fn pair(seed: u64) -> Result<(), Difference> {
    let plan = Plan::new(seed);
    let (one, two) = (behaviour(&plan, 2 * seed), behaviour(&plan, 2 * seed + 1));
    let (told_one, told_two) = (told(&plan, &one), told(&plan, &two));
    if first_difference(&told_one, &told_two).is_none() {
        return Ok(());
    }
    // One of the two differs from a world where nothing else happens.
    let alone = told(&plan, &[]);
    let guilty = if first_difference(&alone, &told_one).is_some() {
        one
    } else {
        two
    };
    let deeds = shorten(&plan, &alone, guilty);
    let beside = told(&plan, &deeds);
    Err(Difference {
        text: report(&plan, &alone, &beside),
        deeds,
    })
}

fn told(plan: &Plan, deeds: &[(u64, Deed)]) -> Vec<Told> {
    comparable(play(plan, deeds))
}

/// The first difference of two transcripts, for people to read; `None` when there is none.
#[must_use]
pub fn difference(one: &[Told], two: &[Told]) -> Option<String> {
    let at = first_difference(one, two)?;
    let line = |told: Option<&Told>| told.map_or("nothing more".into(), Told::text);
    Some(format!(
        "{}\nagainst\n{}",
        line(one.get(at)),
        line(two.get(at))
    ))
}

/// Where two transcripts part.
fn first_difference(one: &[Told], two: &[Told]) -> Option<usize> {
    let same = |(one, two): (&Told, &Told)| {
        one.at == two.at && one.line == two.line && one.bytes == two.bytes && one.files == two.files
    };
    let alike = one.iter().zip(two).take_while(|pair| same(*pair)).count();
    (alike < one.len().max(two.len())).then_some(alike)
}

/// Leaves out of the deeds what the difference does not need.
fn shorten(plan: &Plan, alone: &[Told], mut deeds: Vec<(u64, Deed)>) -> Vec<(u64, Deed)> {
    let differs = |deeds: &[(u64, Deed)]| first_difference(alone, &told(plan, deeds)).is_some();
    let mut part = deeds.len().div_ceil(2);
    while part > 0 {
        let mut at = 0;
        while at < deeds.len() {
            let mut fewer = deeds.clone();
            fewer.drain(at..(at + part).min(deeds.len()));
            if differs(&fewer) {
                deeds = fewer;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    deeds
}

fn report(plan: &Plan, alone: &[Told], beside: &[Told]) -> String {
    let at = first_difference(alone, beside).unwrap_or(0);
    let line = |told: Option<&Told>| told.map_or("nothing more".into(), Told::text);
    let before = alone[at.saturating_sub(BEFORE)..at].iter();
    let before: Vec<String> = before.map(Told::text).collect();
    format!(
        "cage {} at scales {:?} was told\n  {}\nthen alone\n  {}\nbut beside the others\n  {}",
        plan.watched,
        plan.scales,
        before.join("\n  "),
        line(alone.get(at)),
        line(beside.get(at)),
    )
}
