//! The indicators: one line for each source, in the order in which the bar shows them.

use lisere_cage::message::Uses;
use lisere_policy::CageId;
use lisere_shell::{IndicatorKind, IndicatorTag, Why};

use crate::state::Compositor;
use crate::trusted::IndicatorModel;

impl Compositor {
    /// All that go on now.
    pub(crate) fn indicators(&self) -> Vec<IndicatorModel> {
        let one = |kind| IndicatorModel {
            kind,
            cage: None,
            level: None,
        };
        let of = |kind| {
            move |cage: &CageId| IndicatorModel {
                cage: Some(*cage),
                ..one(kind)
            }
        };
        let standing = &self.bar.standing;
        let journal = self.journal.why().map(|_| one(IndicatorKind::Journal));
        let battery = self.bar.battery.map(|battery| IndicatorModel {
            level: Some(battery.percent),
            ..one(IndicatorKind::Battery {
                charging: battery.charging,
            })
        });
        let uses = |kind, used: fn(&Uses) -> bool| {
            let cages = self.work.uses.iter().filter(move |(_, uses)| used(uses));
            cages.map(move |(cage, _)| of(kind)(cage))
        };
        let (holder, awake) = (self.pointer_holder(), self.kept_awake_by());
        let quarantined = standing.quarantined.iter();
        let remote = standing.remote.iter();
        journal
            .into_iter()
            .chain(quarantined.map(of(IndicatorKind::Quarantine)))
            .chain(uses(IndicatorKind::Microphone, |uses| uses.microphone))
            .chain(uses(IndicatorKind::Camera, |uses| uses.camera))
            .chain(uses(IndicatorKind::Sound, |uses| uses.sound))
            .chain(remote.map(of(IndicatorKind::Remote)))
            .chain(self.lock.above().map(|_| one(IndicatorKind::Locked)))
            .chain(awake.iter().map(of(IndicatorKind::Awake)))
            .chain(holder.as_ref().map(of(IndicatorKind::Pointer)))
            .chain(self.volume_indicators())
            .chain(battery)
            .collect()
    }

    /// Those that are shown also while the session is locked: who hears and who sees, that the
    /// journal is in trouble, how loud the machine is, and the battery.
    pub(super) fn indicators_of_locked(&self) -> Vec<IndicatorModel> {
        let all = self.indicators().into_iter();
        let shown = |model: &IndicatorModel| {
            matches!(
                model.kind,
                IndicatorKind::Journal
                    | IndicatorKind::Microphone
                    | IndicatorKind::Camera
                    | IndicatorKind::Sound
                    | IndicatorKind::Locked
                    | IndicatorKind::Volume
                    | IndicatorKind::MicrophoneOff
                    | IndicatorKind::Battery { .. }
            )
        };
        all.filter(shown).collect()
    }

    /// The indicator of a kind, counted from 0 among those of its kind.
    pub(super) fn indicator(&self, kind: IndicatorKind, number: u8) -> Option<IndicatorModel> {
        let all = self.indicators().into_iter();
        let mut same = all.filter(|indicator| indicator.kind == kind);
        same.nth(usize::from(number))
    }

    /// What an indicator's tag says.
    pub(super) fn indicator_tag(&self, indicator: IndicatorModel) -> Option<IndicatorTag> {
        let cage = indicator.cage.and_then(|cage| self.policy.cage(cage));
        let title = cage.map_or("", |cage| cage.title()).to_owned();
        let level = indicator.level.unwrap_or_default();
        Some(match indicator.kind {
            IndicatorKind::Quarantine => IndicatorTag::Quarantine {
                cage: title,
                name: cage.map_or("", |cage| cage.name()).to_owned(),
            },
            IndicatorKind::Journal => {
                let why: Why = self.journal.why()?.clone();
                IndicatorTag::Journal(why)
            }
            IndicatorKind::Remote => IndicatorTag::Remote(title),
            IndicatorKind::Sound => IndicatorTag::Sound(title),
            IndicatorKind::Microphone => IndicatorTag::Microphone(title),
            IndicatorKind::Camera => IndicatorTag::Camera(title),
            IndicatorKind::Volume => self.volume_tag(true)?,
            IndicatorKind::MicrophoneOff => self.microphone_tag(true)?,
            IndicatorKind::Battery { charging } => IndicatorTag::Battery(level, charging),
            IndicatorKind::Locked => IndicatorTag::Locked(self.covered_above().unwrap_or_default()),
            IndicatorKind::Awake => IndicatorTag::Awake(title),
            IndicatorKind::Pointer => {
                let chord = self.chord_name(crate::bindings::KeyAction::Attention);
                IndicatorTag::Pointer(title, chord)
            }
        })
    }
}
