//! `[idle]` and `[night_light]`: what happens when nobody is there, and when screens turn warm.

use std::ops::RangeInclusive;
use std::time::Duration;

use lisere_policy::Code;
use lisere_shell::{PreferenceFault, Wanted};
use toml::de::DeValue;

use super::{Reader, Value};
use crate::outputs::idle::IdleSettings;
use crate::outputs::night::{KELVINS, NightSettings};

/// Seconds without input after which something may happen: a week at most.
const MOST_IDLE: u64 = 7 * 24 * 3600;
/// And at least so many: less would be over before anybody has typed a word.
const LEAST_IDLE: u64 = 5;

impl<'t> Reader<'t> {
    pub(super) fn idle(&mut self, value: &Value<'t>, idle: &mut IdleSettings) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "screens_off" => self.idle_time(value, &mut idle.screens_off),
                "lock" => self.idle_time(value, &mut idle.lock_after),
                "lock_before_sleep" => self.switch_into(value, &mut idle.lock_before_sleep),
                "lock_on_lid" => self.switch_into(value, &mut idle.lock_on_lid),
                other => self.unknown_key(
                    key.span(),
                    other,
                    &["screens_off", "lock", "lock_before_sleep", "lock_on_lid"],
                ),
            }
        }
    }

    fn idle_time(&mut self, value: &Value<'t>, into: &mut Option<Duration>) {
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            _ => value.get_ref().as_str().unwrap_or_default(),
        };
        match seconds(text) {
            Some(0) => *into = None,
            Some(after @ LEAST_IDLE..=MOST_IDLE) => *into = Some(Duration::from_secs(after)),
            Some(_) => {
                let fault = PreferenceFault::IdleTime;
                self.note(value.span(), Code::OutOfRange, fault, None);
            }
            None => self.wanted(value, Wanted::Time),
        }
    }

    pub(super) fn night_light(&mut self, value: &Value<'t>, night: &mut NightSettings) {
        let Some(table) = self.table(value) else {
            return;
        };
        // Who writes the section wants it.
        night.on = true;
        let kelvins = RangeInclusive::new(i64::from(*KELVINS.start()), i64::from(*KELVINS.end()));
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "on" => self.switch_into(value, &mut night.on),
                "from" => self.time_into(value, &mut night.from),
                "to" => self.time_into(value, &mut night.to),
                "temperature" => {
                    let number = self.whole(value, &kelvins);
                    let kelvin = number.and_then(|number| u32::try_from(number).ok());
                    night.kelvin = kelvin.unwrap_or(night.kelvin);
                }
                other => self.unknown_key(key.span(), other, &["on", "from", "to", "temperature"]),
            }
        }
    }

    fn time_into(&mut self, value: &Value<'t>, into: &mut u32) {
        match value.get_ref().as_str().and_then(minute_of_day) {
            Some(minute) => *into = minute,
            None => self.wanted(value, Wanted::TimeOfDay),
        }
    }
}

/// Seconds of `90 s`, `10 min` or `1 h`; of a bare number too.
fn seconds(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text.get(digits.len()..)?.trim() {
        "" | "s" => 1,
        "min" => 60,
        "h" => 3600,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

/// Minutes since midnight of `21:30`.
fn minute_of_day(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let number = |text: &str, most: u32| {
        let plain = !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| text.parse::<u32>().ok())??;
        (number <= most).then_some(number)
    };
    Some(number(hour, 23)? * 60 + number(minute, 59)?)
}
