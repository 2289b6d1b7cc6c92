//! How loud the machine is: what the bar shows of it, and what keys, a press and the wheel want;
//! and for a moment how bright its screen is, where keys have changed that.
//!
//! It is said by the user's own sound server, and to cages by nobody.

use std::time::Duration;

use lisere_cage::message::{Volume, VolumeWish};
use lisere_policy::CageId;
use lisere_shell::{BarHot, IndicatorKind, IndicatorTag, Tag};

use crate::clock::Now;
use crate::desk::OutputId;
use crate::input::Hit;
use crate::seat::AxisFrame;
use crate::state::Compositor;
use crate::trusted::IndicatorModel;

/// So long it hangs from the bar what a key has changed.
const MOMENT: Duration = Duration::from_millis(1500);
/// Wishes that wait for the session; a turn has no more.
const WISHES: usize = 64;
/// A step of a wheel in the units of `v120`, and in logical pixels of what has none.
const DETENT: f64 = 120.0;
const PIXELS: f64 = 15.0;
/// Steps that one turn of a wheel is at most.
const AT_ONCE: f64 = 4.0;
/// Where it is on the bar.
const PART: BarHot = BarHot::Indicator(IndicatorKind::Volume, 0);

/// What is known of the machine's sound.
#[derive(Debug, Default)]
pub(super) struct Loudness {
    volume: Option<Volume>,
    microphone_muted: Option<bool>,
    /// What was changed just now.
    changed: Option<Changed>,
    /// Parts of steps that a wheel has turned.
    turned: f64,
}

/// What was changed hangs from the bar for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Changed {
    output: OutputId,
    what: What,
    until: Now,
}

/// What a key changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Volume,
    Microphone,
    /// How bright the screen that is built in is now, in hundredths; none where nobody changes
    /// that.
    Brightness(Option<u8>),
}

impl Loudness {
    /// When what was changed hangs no longer.
    pub(super) fn due(&self) -> Option<Now> {
        self.changed.map(|changed| changed.until)
    }
}

impl Compositor {
    /// The user's own sound server says how loud the machine is, and whether its microphone is
    /// muted; nothing of what it does not say is shown.
    pub fn set_volume(&mut self, volume: Option<Volume>, microphone_muted: Option<bool>) {
        let loudness = &mut self.bar.loudness;
        if (loudness.volume, loudness.microphone_muted) != (volume, microphone_muted) {
            (loudness.volume, loudness.microphone_muted) = (volume, microphone_muted);
            self.work.rearrange();
        }
    }

    /// How loud the machine is, and whether its microphone is muted, as far as that is known.
    #[must_use]
    pub fn volume(&self) -> (Option<Volume>, Option<bool>) {
        let loudness = &self.bar.loudness;
        (loudness.volume, loudness.microphone_muted)
    }

    /// The user wants the machine louder, softer or silent. The session passes it on, and what
    /// comes of it hangs from the bar for a moment.
    pub(crate) fn want_volume(&mut self, wish: VolumeWish, now: Now) {
        let wishes = &mut self.work.wishes.volume;
        if wishes.len() < WISHES {
            wishes.push(wish);
        }
        let what = match wish {
            VolumeWish::MicrophoneMute => What::Microphone,
            _ => What::Volume,
        };
        self.hang(what, now);
    }

    /// The screen that is built in is so bright now, in hundredths, because the user wanted it
    /// otherwise, or nobody could change it: that hangs from the bar for a moment.
    pub(crate) fn show_brightness(&mut self, percent: Option<u8>, now: Now) {
        self.hang(What::Brightness(percent), now);
    }

    /// Has something hang from the bar for a moment. The lock shows its bar and nothing beneath.
    fn hang(&mut self, what: What, now: Now) {
        let place = self.desk.places().first().filter(|_| !self.lock.locked());
        let Some(output) = place.map(|place| place.id) else {
            return;
        };
        self.bar.loudness.changed = Some(Changed {
            output,
            what,
            until: now.after(MOMENT),
        });
        self.work.rearrange();
    }

    /// Takes away what hung for its moment.
    pub(super) fn settle_volume(&mut self, now: Now) {
        let changed = &mut self.bar.loudness.changed;
        if changed.take_if(|changed| changed.until <= now).is_some() {
            self.work.rearrange();
        }
    }

    /// What was changed just now, as a tag. Where the pointer rests on the volume, its own tag
    /// shows it already.
    pub(super) fn changed_by_key(&self, output: OutputId) -> Option<(BarHot, Tag, Option<CageId>)> {
        let changed = self.bar.loudness.changed?;
        let rests = self.hanging() == Some((output, PART)) && changed.what == What::Volume;
        if changed.output != output || rests || self.crossing.asks() {
            return None;
        }
        let (part, tag) = match changed.what {
            What::Volume | What::Microphone if self.volume() == (None, None) => {
                (BarHot::Clock, IndicatorTag::NoSound)
            }
            What::Volume => (PART, self.volume_tag(false)?),
            What::Microphone => (PART, self.microphone_tag(false)?),
            // It has no part of its own.
            What::Brightness(Some(percent)) => (BarHot::Clock, IndicatorTag::Brightness(percent)),
            What::Brightness(None) => (BarHot::Clock, IndicatorTag::NoLight),
        };
        Some((part, Tag::Indicator(tag), None))
    }

    /// How loud it is, in words; `how` says how to change it.
    pub(super) fn volume_tag(&self, how: bool) -> Option<IndicatorTag> {
        let Volume { percent, muted } = self.bar.loudness.volume?;
        Some(IndicatorTag::Volume {
            percent: level(percent),
            muted,
            how,
        })
    }

    /// Whether the microphone is muted, in words.
    pub(super) fn microphone_tag(&self, how: bool) -> Option<IndicatorTag> {
        let muted = self.bar.loudness.microphone_muted?;
        Some(IndicatorTag::OwnMicrophone { muted, how })
    }

    /// How loud it is; and of the microphone only that it is muted.
    pub(super) fn volume_indicators(&self) -> impl Iterator<Item = IndicatorModel> {
        let one = |kind, level| IndicatorModel {
            kind,
            cage: None,
            level,
        };
        let (volume, microphone_muted) = self.volume();
        let volume = volume.map(|volume| {
            let shown = (!volume.muted).then_some(level(volume.percent));
            one(IndicatorKind::Volume, shown)
        });
        let off = microphone_muted == Some(true);
        let off = off.then_some(one(IndicatorKind::MicrophoneOff, None));
        volume.into_iter().chain(off)
    }

    /// A wheel turned; says whether that was on the volume, which goes up and down with it.
    pub(crate) fn bar_scrolled(&mut self, axis: &AxisFrame, now: Now) -> bool {
        let hit = self.input.pointer.map(|at| self.hit(at));
        let on = matches!(hit, Some(Hit::Bar(_, Some(PART))));
        if !on || self.crossing.asks() {
            self.bar.loudness.turned = 0.0;
            return false;
        }
        let down = match axis.vertical.v120 {
            0 => axis.vertical.value / PIXELS,
            parts => f64::from(parts) / DETENT,
        };
        let turned = (self.bar.loudness.turned - down).clamp(-AT_ONCE, AT_ONCE);
        let whole = turned.trunc();
        self.bar.loudness.turned = turned - whole;
        let wish = match whole > 0.0 {
            true => VolumeWish::Up,
            false => VolumeWish::Down,
        };
        let mut left = whole.abs();
        while left >= 1.0 {
            self.want_volume(wish, now);
            left -= 1.0;
        }
        true
    }
}

/// A volume as the bar's indicators count.
fn level(percent: u16) -> u8 {
    u8::try_from(percent).unwrap_or(u8::MAX)
}
