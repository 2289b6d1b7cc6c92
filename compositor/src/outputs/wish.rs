//! How the user wants an output, as preferences say it.

use std::str::FromStr;

use lisere_shell::{ModeFault, Scale};
use smithay::utils::{Logical, Point, Transform};

use super::head::{Head, HeadMode, SIDES};

/// How the user wants an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputPreference {
    /// The connector it is at, such as `DP-1`; empty where `identity` is given.
    pub name: String,
    /// Who it says it is, such as `Dell Inc. DELL U2720Q 123ABC`; without the serial, any
    /// of that kind. Goes before `name`.
    pub identity: Option<String>,
    /// Its mode.
    pub mode: Option<ModeWish>,
    /// Physical pixels per logical one.
    pub scale: Option<Scale>,
    /// How its picture is turned.
    pub transform: Option<Transform>,
    /// Its top left corner in the global logical space.
    pub position: Option<Point<i32, Logical>>,
    /// The output, by connector or identity, whose picture it shows.
    pub mirror: Option<String>,
    /// Whether frames come when they are ready, where the screen can do so.
    pub vrr: bool,
    /// Whether it stays dark.
    pub off: bool,
}

/// Which mode the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModeWish {
    /// The one that the screen prefers.
    Preferred,
    /// The most pixels, then the most frames.
    Highest,
    /// This one.
    Exact {
        /// Width in pixels.
        width: i32,
        /// Height in pixels.
        height: i32,
        /// Frames in a thousand seconds; `None` leaves the choice.
        refresh_mhz: Option<u32>,
    },
}

/// Frames per second a mode may have.
const RATES: std::ops::RangeInclusive<f64> = 1.0..=1000.0;
/// How far from what was asked a refresh rate may be, in millihertz: people write 60
/// for 59.94.
const NEAR_MHZ: u32 = 500;

impl FromStr for ModeWish {
    type Err = ModeFault;

    fn from_str(text: &str) -> Result<ModeWish, ModeFault> {
        match text {
            "preferred" => return Ok(ModeWish::Preferred),
            "highest" => return Ok(ModeWish::Highest),
            _ => {}
        }
        let (size, rate) = match text.split_once('@') {
            Some((size, rate)) => (size, Some(rate)),
            None => (text, None),
        };
        let sides = size.split_once('x').ok_or(ModeFault::Shape)?;
        Ok(ModeWish::Exact {
            width: side(sides.0)?,
            height: side(sides.1)?,
            refresh_mhz: rate.map(millihertz).transpose()?,
        })
    }
}

fn side(text: &str) -> Result<i32, ModeFault> {
    let side = text.trim().parse().ok();
    side.filter(|side| SIDES.contains(side)).ok_or_else(|| {
        let text = text.escape_debug().to_string();
        ModeFault::Side(text, *SIDES.start(), *SIDES.end())
    })
}

fn millihertz(text: &str) -> Result<u32, ModeFault> {
    let hertz = text.trim_end_matches("Hz").trim().parse::<f64>().ok();
    let hertz = hertz.filter(|hertz| RATES.contains(hertz));
    let hertz = hertz.ok_or_else(|| ModeFault::Rate(text.escape_debug().to_string()))?;
    Ok((hertz * 1000.0).round() as u32)
}

impl ModeWish {
    /// The mode that fulfils the wish.
    pub(super) fn choose(self, modes: &[HeadMode]) -> Option<HeadMode> {
        match self {
            ModeWish::Preferred => preferred(modes),
            ModeWish::Highest => highest(modes.iter()),
            ModeWish::Exact {
                width,
                height,
                refresh_mhz,
            } => {
                let fits = modes
                    .iter()
                    .filter(|mode| (mode.width, mode.height) == (width, height));
                match refresh_mhz {
                    Some(rate) => fits
                        .filter(|mode| mode.refresh_mhz.abs_diff(rate) <= NEAR_MHZ)
                        .min_by_key(|mode| mode.refresh_mhz.abs_diff(rate))
                        .copied(),
                    None => highest(fits),
                }
            }
        }
    }
}

/// The mode a screen prefers, else the highest one.
pub(super) fn preferred(modes: &[HeadMode]) -> Option<HeadMode> {
    let said = modes.iter().find(|mode| mode.preferred).copied();
    said.or_else(|| highest(modes.iter()))
}

fn highest<'m>(modes: impl Iterator<Item = &'m HeadMode>) -> Option<HeadMode> {
    modes
        .max_by_key(|mode| (mode.pixels(), mode.refresh_mhz))
        .copied()
}

/// What is wanted of a head: who it is goes before where it is plugged in, and the one
/// screen before all of its kind.
#[must_use]
pub fn wanted<'p>(wishes: &'p [OutputPreference], head: &Head) -> Option<&'p OutputPreference> {
    let known = !head.identity.unknown();
    let who = |name: String| {
        let name = Some(name).filter(|name| known && !name.is_empty())?;
        wishes
            .iter()
            .find(|wish| wish.identity.as_ref() == Some(&name))
    };
    who(head.identity.to_string())
        .or_else(|| who(head.identity.kind()))
        .or_else(|| {
            wishes
                .iter()
                .find(|wish| wish.identity.is_none() && wish.name == head.connector)
        })
}

#[cfg(test)]
mod tests {
    use super::super::identity::Identity;
    use super::*;

    fn mode(width: i32, height: i32, refresh_mhz: u32, preferred: bool) -> HeadMode {
        HeadMode {
            width,
            height,
            refresh_mhz,
            preferred,
        }
    }

    #[test]
    fn modes_are_read() {
        let exact = |width, height, refresh_mhz| ModeWish::Exact {
            width,
            height,
            refresh_mhz,
        };
        assert_eq!("preferred".parse(), Ok(ModeWish::Preferred));
        assert_eq!("highest".parse(), Ok(ModeWish::Highest));
        assert_eq!("2560x1440".parse(), Ok(exact(2560, 1440, None)));
        for rate in ["59.95", "59.95Hz", "59.95 Hz"] {
            assert_eq!(
                format!("2560x1440@{rate}").parse(),
                Ok(exact(2560, 1440, Some(59_950)))
            );
        }
        for bad in [
            "",
            "x",
            "1x1",
            "640",
            "640x480@",
            "640x480@0",
            "640x480@nan",
            "640x480@1e9",
            "99999999999x1",
            "-640x480",
        ] {
            assert!(bad.parse::<ModeWish>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_wish_finds_its_mode() {
        let modes = [
            mode(1920, 1080, 60_000, false),
            mode(2560, 1440, 59_951, true),
            mode(2560, 1440, 143_912, false),
            mode(1920, 1080, 74_973, false),
        ];
        let chosen = |text: &str| {
            let found = text.parse::<ModeWish>().unwrap().choose(&modes);
            found.map(|mode| (mode.width, mode.refresh_mhz))
        };
        assert_eq!(chosen("preferred"), Some((2560, 59_951)));
        assert_eq!(chosen("highest"), Some((2560, 143_912)));
        assert_eq!(chosen("2560x1440@60"), Some((2560, 59_951)));
        assert_eq!(chosen("1920x1080"), Some((1920, 74_973)));
        assert_eq!(chosen("1920x1080@60"), Some((1920, 60_000)));
        assert_eq!(chosen("1920x1080@50"), None);
        assert_eq!(chosen("1920x1200"), None);
    }

    #[test]
    fn who_it_is_goes_before_where_it_is() {
        let identity = Identity {
            make: "Dell Inc.".into(),
            model: "U2720Q".into(),
            serial: "123".into(),
            size_mm: None,
        };
        let by = |name: &str, identity: Option<&str>| OutputPreference {
            name: name.into(),
            identity: identity.map(str::to_owned),
            ..OutputPreference::default()
        };
        let wishes = [
            by("DP-1", None),
            by("", Some("Dell Inc. U2720Q")),
            by("", Some("Dell Inc. U2720Q 123")),
        ];
        let mut head = Head {
            connector: "DP-1".into(),
            identity,
            ..Head::default()
        };
        let at = |head: &Head| {
            let found = wanted(&wishes, head).unwrap();
            wishes.iter().position(|wish| std::ptr::eq(wish, found))
        };
        assert_eq!(at(&head), Some(2));
        head.identity.serial = "124".into();
        assert_eq!(at(&head), Some(1));
        head.identity = Identity::default();
        assert_eq!(at(&head), Some(0));
    }
}
