//! When a fact was recorded, by both clocks, and the JSON of a fact with its time.

use serde::Serialize;

use super::Fact;

const DAY_MS: u64 = 86_400_000;
/// 9999-12-31T23:59:59.999Z, after which the form has no room for the year.
const LAST_MS: u64 = 253_402_300_799_999;

/// A time by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp<'b> {
    /// Milliseconds since 1970 by the wall clock, which the user and the network may set.
    pub wall_ms: u64,
    /// Milliseconds by the monotonic clock, which nobody sets; it begins anew with each boot.
    pub mono_ms: u64,
    /// Which boot of the machine: what the kernel names it.
    pub boot: &'b str,
}

#[derive(Serialize)]
struct Body<'a> {
    at: String,
    mono_ms: u64,
    boot: &'a str,
    #[serde(flatten)]
    fact: &'a Fact,
}

/// A fact with its time as one JSON object, without line ends whatever it holds; "" if there
/// is none, which only a fact with keys that are no strings could bring about.
#[must_use]
pub fn body(fact: &Fact, stamp: Stamp<'_>) -> String {
    let whole = Body {
        at: instant(stamp.wall_ms),
        mono_ms: stamp.mono_ms,
        boot: stamp.boot,
        fact,
    };
    serde_json::to_string(&whole).unwrap_or_default()
}

/// A fact with the time of another record: of one that is recorded with it.
#[must_use]
pub fn body_beside(fact: &Fact, other: &str) -> String {
    let other: serde_json::Value = serde_json::from_str(other).unwrap_or_default();
    let text = |name: &str| other.get(name).and_then(|value| value.as_str());
    let whole = Body {
        at: text("at").unwrap_or_default().to_owned(),
        mono_ms: other.get("mono_ms").and_then(|ms| ms.as_u64()).unwrap_or(0),
        boot: text("boot").unwrap_or_default(),
        fact,
    };
    serde_json::to_string(&whole).unwrap_or_default()
}

/// A time as RFC 3339 has it, in UTC.
fn instant(wall_ms: u64) -> String {
    let ms = wall_ms.min(LAST_MS);
    let (year, month, day) = date(ms / DAY_MS);
    let (seconds, rest) = (ms % DAY_MS / 1000, ms % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z")
}

/// The date of a day counted from 1970-01-01. Source: Hinnant, "chrono-compatible low-level
/// date algorithms", `civil_from_days`; years begin in March, so that leap days end them.
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let march = (5 * day + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    (year, month, day - (153 * march + 2) / 5 + 1)
}

/// Milliseconds since 1970 of a date such as `2026-11-24`, or of a time of it such as
/// `2026-11-24T17:00` or `2026-11-24T17:00:30Z`, in UTC.
#[must_use]
pub fn since_1970(text: &str) -> Option<u64> {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let [year, month, day] = numbers(date, '-')?[..] else {
        return None;
    };
    let clock = time.strip_suffix('Z').unwrap_or(time);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let (hour, minute, second) = match numbers(clock, ':')?[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let digits = fraction.get(..fraction.len().min(3))?;
    let ms: u64 = format!("{digits:0<3}").parse().ok()?;
    let days = days(year, month, day).filter(|days| self::date(*days) == (year, month, day))?;
    let fits = hour < 24 && minute < 60 && second < 60;
    fits.then_some(days * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000 + ms)
}

/// The day of a date counted from 1970-01-01; any day for what is no date. Same source.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = year.checked_sub(u64::from(month <= 2))?;
    let (era, year) = (year / 400, year % 400);
    let march = (month + 9) % 12;
    let day = ((153 * march + 2) / 5 + day).checked_sub(1)?;
    (era * 146_097 + year * 365 + year / 4 + day).checked_sub(year / 100 + 719_468)
}

fn numbers(text: &str, between: char) -> Option<Vec<u64>> {
    let parts = text.split(between);
    parts
        .map(|part| part.parse().ok().filter(|_| part.len() <= 4))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_people_write_them() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (1_795_539_600_123, "2026-11-24T17:00:00.123Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (u64::MAX, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(instant(ms), text);
            if ms < 9_000_000_000_000 {
                assert_eq!(since_1970(text), Some(ms));
            }
        }
    }

    #[test]
    fn a_date_alone_is_its_beginning() {
        assert_eq!(since_1970("2026-11-24"), Some(1_795_478_400_000));
        assert_eq!(since_1970("2026-11-24T17:00"), Some(1_795_539_600_000));
        for text in ["", "2026", "2026-02-30", "2026-11-24T24:00", "yesterday"] {
            assert_eq!(since_1970(text), None, "{text}");
        }
    }

    #[test]
    fn a_fact_has_both_clocks() {
        let stamp = Stamp {
            wall_ms: 1_795_539_600_123,
            mono_ms: 42,
            boot: "b",
        };
        assert_eq!(
            body(&Fact::Unlocked {}, stamp),
            r#"{"at":"2026-11-24T17:00:00.123Z","mono_ms":42,"boot":"b","kind":"unlocked"}"#
        );
    }
}
