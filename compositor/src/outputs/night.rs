//! Night light: warmer screens in the evening, but never so warm that cages look alike. Pure.

use std::ops::RangeInclusive;

use lisere_policy::{Policy, Rgb};

use crate::clock::TimeOfDay;

/// The temperatures there are, in kelvins. The warmest is candlelight, the coolest leaves
/// everything as it is.
pub const KELVINS: RangeInclusive<u32> = 1700..=NEUTRAL;
/// Daylight, which is what screens are made for.
const NEUTRAL: u32 = 6500;
/// Minutes that turning warm or cool again takes.
const FADE: u32 = 30;
/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// How close the warmest temperature is looked for, in kelvins.
const STEP: u32 = 50;

/// When screens turn warm, and how warm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NightSettings {
    /// Whether they do.
    pub on: bool,
    /// When they begin to, in minutes since midnight.
    pub from: u32,
    /// When they are as by day again, in minutes since midnight.
    pub to: u32,
    /// How warm they get, in kelvins.
    pub kelvin: u32,
}

impl Default for NightSettings {
    fn default() -> NightSettings {
        NightSettings {
            on: false,
            from: 21 * 60,
            to: 7 * 60,
            kelvin: 4000,
        }
    }
}

impl NightSettings {
    /// The temperature at a time of day, in kelvins, where the warmest is given.
    #[must_use]
    pub fn kelvin_at(&self, time: TimeOfDay, warmest: u32) -> u32 {
        let target = self.kelvin.max(warmest);
        if !self.on {
            return NEUTRAL;
        }
        let minute = time.hour * 60 + time.minute;
        let past = |from: u32| (minute + DAY).saturating_sub(from) % DAY;
        let (since, left) = (past(self.from), DAY - past(self.to));
        let length = (self.to + DAY).saturating_sub(self.from) % DAY;
        if length == 0 {
            return target;
        }
        if since >= length {
            return NEUTRAL;
        }
        let fade = FADE.min(length / 2).max(1);
        let share = f64::from((since + 1).min(left).min(fade)) / f64::from(fade);
        // Equal steps of the inverse look equal.
        let (day, night) = (1.0 / f64::from(NEUTRAL), 1.0 / f64::from(target));
        (1.0 / (day + (night - day) * share)).round() as u32
    }
}

/// How much is left of each channel, 0 to 1, of the values that pixels have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// Red.
    pub r: f64,
    /// Green.
    pub g: f64,
    /// Blue.
    pub b: f64,
}

impl Gains {
    /// Everything as it is.
    pub const NONE: Gains = Gains {
        r: 1.0,
        g: 1.0,
        b: 1.0,
    };

    /// Those of white light of a temperature, in kelvins, beside daylight.
    #[must_use]
    pub fn of_kelvin(kelvin: u32) -> Gains {
        let white = linear(f64::from(NEUTRAL));
        let kelvin = kelvin.clamp(*KELVINS.start(), *KELVINS.end());
        let light = linear(f64::from(kelvin));
        let [r, g, b] = [0, 1, 2].map(|at| {
            let part = |of: &[f64; 3]| of.get(at).copied().unwrap_or(1.0);
            (part(&light) / part(&white)).max(0.0)
        });
        let most = r.max(g).max(b).max(f64::EPSILON);
        // Pixels hold about the 2.2nd root of the light they give.
        let [r, g, b] = [r, g, b].map(|part| (part / most).powf(1.0 / 2.2));
        Gains { r, g, b }
    }

    /// A colour as it is seen through them.
    #[must_use]
    pub fn seen(&self, colour: Rgb) -> Rgb {
        let part = |value: u8, gain: f64| (f64::from(value) * gain).round() as u8;
        Rgb::new(
            part(colour.r, self.r),
            part(colour.g, self.g),
            part(colour.b, self.b),
        )
    }

    /// The tables of red, green and blue that a screen's controller takes, of any length.
    #[must_use]
    pub fn ramps(&self, length: u32) -> [Vec<u16>; 3] {
        let last = f64::from(length.saturating_sub(1).max(1));
        [self.r, self.g, self.b].map(|gain| {
            let value = |at: u32| (f64::from(at) / last * gain * f64::from(u16::MAX)).round();
            (0..length).map(|at| value(at) as u16).collect()
        })
    }
}

/// Linear sRGB of a black body's light, 1667 to 25000 kelvins. After Kim et al., "Design of
/// advanced color temperature control system", US patent 7024034, and IEC 61966-2-1.
fn linear(kelvin: f64) -> [f64; 3] {
    let per = 1000.0 / kelvin;
    let cubic = |[a, b, c, d]: [f64; 4], at: f64| ((a * at + b) * at + c) * at + d;
    let x = match kelvin < 4000.0 {
        true => cubic([-0.266_123_9, -0.234_358_9, 0.877_695_6, 0.179_91], per),
        false => cubic([-3.025_846_9, 2.107_037_9, 0.222_634_7, 0.240_39], per),
    };
    let y = match kelvin {
        ..2222.0 => cubic([-1.106_381_4, -1.348_110_2, 2.185_558_32, -0.202_196_83], x),
        2222.0..4000.0 => cubic(
            [-0.954_947_6, -1.374_185_93, 2.091_370_15, -0.167_488_67],
            x,
        ),
        _ => cubic([3.081_758, -5.873_386_7, 3.751_129_97, -0.370_014_83], x),
    };
    let (big_x, big_z) = (x / y, (1.0 - x - y) / y);
    [
        3.240_454_2 * big_x - 1.537_138_5 - 0.498_531_4 * big_z,
        -0.969_266 * big_x + 1.876_010_8 + 0.041_556 * big_z,
        0.055_643_4 * big_x - 0.204_025_9 + 1.057_225_2 * big_z,
    ]
}

/// The warmest temperature, in kelvins and not under `wanted`, down to which all cages can be
/// told apart as well as the policy wants it, and read.
#[must_use]
pub fn warmest(policy: &Policy, wanted: u32) -> u32 {
    let mut warmest = NEUTRAL;
    while warmest > wanted {
        let next = warmest.saturating_sub(STEP).max(wanted);
        let gains = Gains::of_kelvin(next);
        if !policy
            .distinctness_through(&|colour| gains.seen(colour))
            .sound()
        {
            break;
        }
        warmest = next;
    }
    warmest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> TimeOfDay {
        TimeOfDay {
            hour,
            minute,
            seconds_left: 60,
        }
    }

    fn night() -> NightSettings {
        NightSettings {
            on: true,
            ..NightSettings::default()
        }
    }

    #[test]
    fn evenings_turn_warm_and_mornings_cool() {
        let kelvin = |hour, minute| night().kelvin_at(at(hour, minute), 1700);
        assert_eq!(kelvin(12, 0), 6500);
        assert_eq!(kelvin(20, 59), 6500);
        assert!((6300..6500).contains(&kelvin(21, 0)), "{}", kelvin(21, 0));
        assert_eq!(kelvin(21, 29), 4000);
        assert_eq!(kelvin(3, 0), 4000);
        assert_eq!(kelvin(6, 30), 4000);
        assert!(kelvin(6, 59) > 6300);
        assert_eq!(kelvin(7, 0), 6500);
    }

    #[test]
    fn no_step_is_large() {
        let all: Vec<u32> = (0..=DAY)
            .map(|minute| night().kelvin_at(at(minute / 60 % 24, minute % 60), 1700))
            .collect();
        let changes = all.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(changes <= 2 * FADE as usize, "{changes}");
        assert!(all.windows(2).all(|pair| pair[0].abs_diff(pair[1]) < 200));
    }

    #[test]
    fn a_short_night_and_a_whole_day() {
        let short = NightSettings {
            from: 0,
            to: 2,
            ..night()
        };
        assert_eq!(short.kelvin_at(at(0, 0), 1700), 4000);
        assert_eq!(short.kelvin_at(at(0, 2), 1700), 6500);
        let whole = NightSettings {
            from: 60,
            to: 60,
            ..night()
        };
        assert_eq!(whole.kelvin_at(at(13, 0), 1700), 4000);
        assert_eq!(NightSettings::default().kelvin_at(at(0, 0), 1700), 6500);
        assert_eq!(whole.kelvin_at(at(13, 0), 5000), 5000, "not too warm");
    }

    #[test]
    fn warm_light_has_less_blue() {
        let neutral = Gains::of_kelvin(6500);
        assert_eq!(neutral.seen(Rgb::WHITE), Rgb::WHITE);
        let mut last = neutral;
        for kelvin in (1700..6500).step_by(100).rev().map(Gains::of_kelvin) {
            assert!((kelvin.r - 1.0).abs() < 1e-9);
            assert!(
                kelvin.g < last.g && kelvin.b <= last.b,
                "{kelvin:?} {last:?}"
            );
            last = kelvin;
        }
        // Beside redshift's table, which has 1, 0.81, 0.65 at 4000 kelvins.
        let four = Gains::of_kelvin(4000);
        assert!((four.g - 0.81).abs() < 0.06, "{four:?}");
        assert!((four.b - 0.65).abs() < 0.06, "{four:?}");
    }

    #[test]
    fn ramps_have_the_length_asked_for() {
        let gains = Gains {
            r: 1.0,
            g: 0.5,
            b: 0.0,
        };
        for length in [0, 1, 2, 256, 1024, 4096] {
            let ramps = gains.ramps(length);
            assert!(ramps.iter().all(|ramp| ramp.len() == length as usize));
            assert!(ramps.iter().all(|ramp| ramp.is_sorted()));
        }
        let [r, g, b] = gains.ramps(256).map(|ramp| ramp[255]);
        assert_eq!((r, g, b), (65_535, 32_768, 0));
    }

    #[test]
    fn cages_stay_apart_in_every_preset() {
        for name in lisere_policy::preset_names() {
            let policy = Policy::preset(name).unwrap();
            let warmest = warmest(&policy, *KELVINS.start());
            let gains = Gains::of_kelvin(warmest);
            let seen = policy.distinctness_through(&|colour| gains.seen(colour));
            assert!(seen.sound(), "{name} at {warmest}");
            assert!(warmest < NEUTRAL, "{name} leaves no room at all");
            let colder = Gains::of_kelvin(warmest - STEP);
            let beyond = policy.distinctness_through(&|colour| colder.seen(colour));
            assert!(!beyond.sound(), "{name} could be warmer than {warmest}");
        }
    }
}
