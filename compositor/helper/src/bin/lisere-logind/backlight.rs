//! The light of a screen that is built in: how bright it is, from the kernel's files, which are
//! opened before the program is shut in; and how bright one step more or less is.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Where the kernel has them (its `sysfs-class-backlight`).
pub(crate) const FOLDER: &str = "/sys/class/backlight";
/// The kernel's kinds of them; where several move the same light, the first is the one to use.
const KINDS: [&str; 3] = ["firmware", "platform", "raw"];
/// In hundredths: a step, what is never darkened further, and what is full.
const STEP: u32 = 5;
const DARKEST: u32 = 1;
const FULL: u32 = 100;
/// Bytes of a file that count.
const TEXT: u64 = 32;

/// One light.
#[derive(Debug)]
pub(crate) struct Backlight {
    /// As the kernel calls it.
    pub(crate) name: String,
    full: u32,
    light: File,
}

impl Backlight {
    /// The light to use of those in a folder; none where nothing there is one.
    pub(crate) fn find(folder: &Path) -> Option<Self> {
        let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
        let mut names: Vec<_> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .map(|name| (rank(&folder.join(&name)), name))
            .collect();
        names.sort();
        let mut lights = names.into_iter();
        lights.find_map(|(_, name)| Self::open(folder, name))
    }

    fn open(folder: &Path, name: String) -> Option<Self> {
        let place = folder.join(&name);
        let full = number(&mut File::open(place.join("max_brightness")).ok()?)?;
        let mut light = File::open(place.join("brightness")).ok()?;
        number(&mut light)?;
        (full > 0).then_some(Self { name, full, light })
    }

    /// How bright it is now, and would be a step brighter or darker, as the kernel counts.
    pub(crate) fn step(&mut self, brighter: bool) -> Option<(u32, u32)> {
        let now = number(&mut self.light)?.min(self.full);
        Some((now, stepped(now, self.full, brighter)))
    }

    /// How bright it is, in hundredths.
    pub(crate) fn percent(&mut self) -> Option<u8> {
        let now = number(&mut self.light)?;
        u8::try_from(hundredths(now, self.full).min(FULL)).ok()
    }
}

fn rank(place: &Path) -> usize {
    let kind = File::open(place.join("type"));
    let kind = kind.ok().and_then(|mut file| text(&mut file));
    let known = KINDS.iter().position(|one| kind.as_deref() == Some(one));
    known.unwrap_or(KINDS.len())
}

/// What is in a file now, from its beginning.
fn text(file: &mut File) -> Option<String> {
    file.seek(SeekFrom::Start(0)).ok()?;
    let mut text = String::new();
    file.take(TEXT).read_to_string(&mut text).ok()?;
    Some(text.trim().to_owned())
}

fn number(file: &mut File) -> Option<u32> {
    text(file)?.parse().ok()
}

fn hundredths(now: u32, full: u32) -> u32 {
    let scaled = u64::from(now) * u64::from(FULL) + u64::from(full) / 2;
    let percent = scaled.checked_div(u64::from(full)).unwrap_or(0);
    u32::try_from(percent).unwrap_or(u32::MAX)
}

/// The next step from here: never dark, and never none where there is one.
fn stepped(now: u32, full: u32, brighter: bool) -> u32 {
    let percent = hundredths(now, full);
    let level = match brighter {
        true => (percent / STEP + 1) * STEP,
        false => percent.saturating_sub(1) / STEP * STEP,
    };
    let level = u64::from(level.clamp(DARKEST, FULL));
    let wanted = (level * u64::from(full) + u64::from(FULL) / 2) / u64::from(FULL);
    let wanted = u32::try_from(wanted).unwrap_or(full);
    match brighter {
        true => wanted.max(now.saturating_add(1)).min(full),
        false if percent <= DARKEST => now,
        // A few lights have fewer steps than these.
        false => wanted.min(now.saturating_sub(1)).max(1),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn light(folder: &Path, name: &str, kind: &str, now: &str, full: &str) {
        let place = folder.join(name);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("type"), format!("{kind}\n")).unwrap();
        fs::write(place.join("brightness"), format!("{now}\n")).unwrap();
        fs::write(place.join("max_brightness"), format!("{full}\n")).unwrap();
    }

    #[test]
    fn steps_go_from_full_to_barely_lit_and_back() {
        for full in [7, 15, 100, 255, 19_200, u32::MAX] {
            let (mut now, mut steps) = (full, 0);
            while stepped(now, full, false) != now {
                let next = stepped(now, full, false);
                assert!(next < now && next > 0, "{full}: {now} to {next}");
                (now, steps) = (next, steps + 1);
            }
            assert!(steps <= 20 && now <= full.div_ceil(FULL), "{full}: {now}");
            while stepped(now, full, true) != now {
                let next = stepped(now, full, true);
                assert!(next > now && next <= full, "{full}: {now} to {next}");
                now = next;
            }
            assert_eq!(now, full);
        }
        assert_eq!(stepped(100, 100, false), 95);
        assert_eq!(stepped(52, 100, false), 50);
        assert_eq!(stepped(52, 100, true), 55);
        assert_eq!(stepped(5, 100, false), 1);
        assert_eq!(stepped(1, 100, true), 5);
        // What others have made dark comes back.
        assert_eq!(stepped(0, 100, true), 5);
        assert_eq!(stepped(0, 100, false), 0);
    }

    #[test]
    fn firmware_knows_best() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Backlight::find(folder.path()).is_none());
        assert!(Backlight::find(&folder.path().join("missing")).is_none());
        light(folder.path(), "a", "firmware", "nonsense", "100");
        light(folder.path(), "b", "raw", "1", "0");
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(Backlight::find(folder.path()).is_none());
        light(folder.path(), "intel", "raw", "500", "1000");
        light(folder.path(), "acpi", "firmware", "4", "10");
        let mut found = Backlight::find(folder.path()).unwrap();
        assert_eq!(found.name, "acpi");
        assert_eq!(found.percent(), Some(40));
        // Whoever changes it, it is read anew.
        fs::write(folder.path().join("acpi/brightness"), "9\n").unwrap();
        assert_eq!(found.percent(), Some(90));
        assert_eq!(found.step(true), Some((9, 10)));
        fs::write(folder.path().join("acpi/brightness"), "4294967295").unwrap();
        assert_eq!(found.percent(), Some(100));
        assert_eq!(found.step(false), Some((10, 9)));
        fs::write(folder.path().join("acpi/brightness"), "-1").unwrap();
        assert_eq!((found.percent(), found.step(true)), (None, None));
    }
}
