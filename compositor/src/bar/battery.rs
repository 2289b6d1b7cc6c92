//! What is left in the machine's batteries, read at each turn of the minute.

use std::fs;
use std::path::Path;

use crate::state::Compositor;

/// The marks below which the user is warned, each once, in hundredths.
const MARKS: [u8; 2] = [5, 10];
/// More supplies than a machine has are not looked at.
const MOST: usize = 32;

/// What is left in all batteries together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Battery {
    /// In hundredths of what they hold.
    pub percent: u8,
    /// Whether more comes in, or nothing has to: the machine hangs on its cable.
    pub charging: bool,
}

impl Battery {
    /// Reads the folder in which the kernel tells of power supplies; `None` where there is no
    /// battery that runs the machine.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Battery> {
        let supplies = fs::read_dir(folder).ok()?.take(MOST).flatten();
        let found: Vec<Battery> = supplies
            .filter_map(|supply| Battery::of_supply(&supply.path()))
            .collect();
        let count = u32::try_from(found.len()).ok()?;
        let sum: u32 = found.iter().map(|one| u32::from(one.percent)).sum();
        let percent = u8::try_from(sum.checked_div(count)?).ok()?;
        Some(Battery {
            percent,
            charging: found.iter().all(|one| one.charging),
        })
    }

    /// A mouse's or a headset's battery is one of a device, and runs nothing else.
    fn of_supply(supply: &Path) -> Option<Battery> {
        let tells = |what: &str| {
            let told = fs::read_to_string(supply.join(what)).ok()?;
            Some(told.trim().to_owned())
        };
        let runs = tells("type").as_deref() == Some("Battery")
            && tells("scope").as_deref() != Some("Device");
        let percent: u8 = tells("capacity")
            .filter(|_| runs)
            .and_then(|told| told.parse().ok())?;
        Some(Battery {
            percent: percent.min(100),
            charging: tells("status").as_deref() != Some("Discharging"),
        })
    }
}

impl Compositor {
    /// Reads what is left, and warns for a minute where that is newly little.
    pub(crate) fn look_at_battery(&mut self) {
        self.bar.low = None;
        let Some(folder) = &self.bar.supplies else {
            return;
        };
        self.bar.battery = Battery::read(folder);
        let left = self.bar.battery.filter(|battery| !battery.charging);
        let left = left.map(|battery| battery.percent);
        let mark = MARKS.into_iter().find(|mark| left <= Some(*mark));
        let mark = mark.filter(|_| left.is_some());
        let newly = mark.is_some_and(|mark| self.bar.warned.is_none_or(|before| mark < before));
        if newly {
            self.bar.low = left;
        }
        self.bar.warned = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supplies(all: &[(&str, &[(&str, &str)])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, files) in all {
            let supply = folder.path().join(name);
            fs::create_dir(&supply).unwrap();
            for (file, told) in *files {
                fs::write(supply.join(file), format!("{told}\n")).unwrap();
            }
        }
        folder
    }

    #[test]
    fn batteries_are_counted_together_and_mice_are_not() {
        let folder = supplies(&[
            ("AC", &[("type", "Mains"), ("online", "1")]),
            (
                "BAT0",
                &[
                    ("type", "Battery"),
                    ("capacity", "40"),
                    ("status", "Not charging"),
                ],
            ),
            (
                "BAT1",
                &[
                    ("type", "Battery"),
                    ("scope", "System"),
                    ("capacity", "21"),
                    ("status", "Discharging"),
                ],
            ),
            (
                "hid",
                &[
                    ("type", "Battery"),
                    ("scope", "Device"),
                    ("capacity", "99"),
                    ("status", "Full"),
                ],
            ),
        ]);
        let found = Battery::read(folder.path());
        let expected = Battery {
            percent: 30,
            charging: false,
        };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn nonsense_is_no_battery() {
        let mut all = vec![supplies(&[]), supplies(&[("AC", &[("type", "Mains")])])];
        for capacity in ["", "-3", "full", "300"] {
            let files = [("type", "Battery"), ("capacity", capacity)];
            all.push(supplies(&[("BAT0", &files)]));
        }
        for folder in &all {
            assert_eq!(Battery::read(folder.path()), None);
        }
        assert_eq!(Battery::read(Path::new("/nowhere")), None);
    }
}
