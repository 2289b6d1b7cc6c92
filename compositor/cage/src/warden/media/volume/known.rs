//! What is known of the user's sound, and what the user wants of it.

use super::pactl::{self, Ask, Set};
use crate::message::{Volume, VolumeWish};

/// What one wish adds or takes away, in hundredths.
const STEP: u32 = 5;
/// As loud as it is recorded, in hundredths, and as sound servers count.
pub(super) const FULL: u32 = 100;
pub(super) const NORM: u32 = 0x1_0000;
/// As loud as is shown; the server may be told more by others.
const LOUDEST: u32 = 153;
/// Steps that wait at most: from one end to the other.
const STEPS: i32 = 32;

/// The default loudspeaker and the default microphone, as they were asked about last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// How loud each channel is, as the server counts; none where there is no loudspeaker.
    channels: Vec<u32>,
    muted: Option<bool>,
    /// Whether the microphone is muted; none where there is none.
    pub(super) microphone_muted: Option<bool>,
}

impl Known {
    /// Takes what was said to a question; to nothing else was anything said that counts.
    pub(super) fn take(&mut self, asked: Option<Ask>, said: &str) {
        match asked {
            Some(Ask::Volume) => self.channels = pactl::channels(said),
            Some(Ask::Mute) => self.muted = pactl::mute(said),
            Some(Ask::Microphone) => self.microphone_muted = pactl::mute(said),
            None => {}
        }
    }

    /// How loud the machine is, once all of it is known.
    pub(super) fn volume(&self) -> Option<Volume> {
        Some(Volume {
            percent: u16::try_from(self.percent()?.min(LOUDEST)).unwrap_or(u16::MAX),
            muted: self.muted?,
        })
    }

    /// How loud the loudest channel is, in hundredths.
    fn percent(&self) -> Option<u32> {
        let loudest = u64::from(*self.channels.iter().max()?);
        let percent = (loudest * u64::from(FULL) + u64::from(NORM / 2)) / u64::from(NORM);
        Some(u32::try_from(percent).unwrap_or(u32::MAX))
    }

    /// All channels at another volume, in hundredths for the loudest: the others stay as far
    /// below it as they are.
    fn scaled(&self, percent: u32) -> Vec<u32> {
        let wanted = (u64::from(percent) * u64::from(NORM) + u64::from(FULL / 2)) / u64::from(FULL);
        let loudest = self.channels.iter().copied().max().map_or(0, u64::from);
        let scale = |channel: &u32| {
            let scaled = (u64::from(*channel) * wanted + loudest / 2).checked_div(loudest);
            u32::try_from(scaled.unwrap_or(wanted)).unwrap_or(u32::MAX)
        };
        self.channels.iter().map(scale).collect()
    }
}

/// What the user wants and is not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Upwards, or downwards.
    steps: i32,
    /// Whether the loudspeaker is to be the other of muted and not muted.
    mute: bool,
    /// The same of the microphone.
    microphone: bool,
}

impl Wanted {
    /// One more wish.
    pub(super) fn add(&mut self, wish: VolumeWish) {
        match wish {
            VolumeWish::Up => self.steps = (self.steps + 1).min(STEPS),
            VolumeWish::Down => self.steps = (self.steps - 1).max(-STEPS),
            VolumeWish::Mute => self.mute = !self.mute,
            VolumeWish::MicrophoneMute => self.microphone = !self.microphone,
        }
    }

    /// What is to be said next, now that this is known.
    pub(super) fn next(&mut self, known: &Known) -> Option<Set> {
        let steps = std::mem::take(&mut self.steps);
        if let Some(percent) = known.percent().filter(|_| steps != 0) {
            // Who makes it louder wants to hear it.
            self.mute |= steps > 0 && known.muted == Some(true);
            let wanted = stepped(percent, steps);
            if wanted != percent {
                return Some(Set::Volume(known.scaled(wanted)));
            }
        }
        if std::mem::take(&mut self.mute) {
            return Some(Set::Mute);
        }
        std::mem::take(&mut self.microphone).then_some(Set::Microphone)
    }
}

/// So many steps from here, in hundredths: never above what is full, and never lower by steps
/// upwards where it is above already.
fn stepped(percent: u32, steps: i32) -> u32 {
    let by = steps.unsigned_abs().saturating_mul(STEP);
    match steps > 0 {
        true => percent.max(percent.saturating_add(by).min(FULL)),
        false => percent.saturating_sub(by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(channels: &[u32], muted: bool) -> Known {
        Known {
            channels: channels.to_vec(),
            muted: Some(muted),
            microphone_muted: None,
        }
    }

    fn after(wishes: &[VolumeWish]) -> Wanted {
        let mut wanted = Wanted::default();
        wishes.iter().for_each(|wish| wanted.add(*wish));
        wanted
    }

    #[test]
    fn steps_add_up_and_end_where_it_is_full() {
        for (percent, steps, then) in [
            (40, 1, 45),
            (40, -1, 35),
            (42, 3, 57),
            (98, 1, 100),
            (100, 5, 100),
            (130, 1, 130),
            (130, -1, 125),
            (3, -1, 0),
            (0, -20, 0),
            (0, 32, 100),
        ] {
            assert_eq!(stepped(percent, steps), then, "{percent} by {steps}");
        }
        let mut held = after(&[VolumeWish::Up; 1_000]);
        assert_eq!(held.steps, STEPS);
        let set = held.next(&known(&[0, 0], false));
        assert_eq!(set, Some(Set::Volume(vec![NORM, NORM])));
        assert_eq!(held, Wanted::default());
    }

    #[test]
    fn what_is_left_or_right_stays_there() {
        let half = known(&[NORM / 2, NORM / 4], false);
        assert_eq!(half.volume().map(|volume| volume.percent), Some(50));
        let mut wanted = after(&[VolumeWish::Up, VolumeWish::Up]);
        let Some(Set::Volume(channels)) = wanted.next(&half) else {
            panic!("no volume")
        };
        assert_eq!(channels, [39_322, 19_661]);
        assert_eq!(known(&channels, false).percent(), Some(60));
        // From silence all go up alike, and every volume is what it says.
        for percent in 0..=150 {
            let scaled = known(&[0, 0, 0], false).scaled(percent);
            assert_eq!(known(&scaled, false).percent(), Some(percent));
        }
        assert_eq!(
            known(&[u32::MAX], false).volume().map(|it| it.percent),
            Some(153)
        );
    }

    #[test]
    fn who_makes_it_louder_hears_it() {
        let mut wanted = after(&[VolumeWish::Up]);
        let muted = known(&[NORM / 2], true);
        assert!(matches!(wanted.next(&muted), Some(Set::Volume(_))));
        assert_eq!(wanted.next(&muted), Some(Set::Mute));
        assert_eq!(wanted.next(&muted), None);
        // Where it is full already too; who makes it quieter does not.
        let full = known(&[NORM], true);
        assert_eq!(after(&[VolumeWish::Up]).next(&full), Some(Set::Mute));
        let mut down = after(&[VolumeWish::Down]);
        assert!(matches!(down.next(&full), Some(Set::Volume(_))));
        assert_eq!(down.next(&full), None);
        // Twice is not at all.
        assert_eq!(after(&[VolumeWish::Mute; 2]).next(&full), None);
        let both = [VolumeWish::MicrophoneMute, VolumeWish::Mute];
        let mut both = after(&both);
        assert_eq!(both.next(&full), Some(Set::Mute));
        assert_eq!(both.next(&full), Some(Set::Microphone));
    }

    #[test]
    fn without_a_loudspeaker_nothing_gets_louder() {
        let nothing = Known::default();
        assert_eq!(nothing.volume(), None);
        let mut wanted = after(&[VolumeWish::Up, VolumeWish::Down, VolumeWish::Down]);
        assert_eq!(wanted.next(&nothing), None);
        assert_eq!(wanted, Wanted::default());
    }
}
