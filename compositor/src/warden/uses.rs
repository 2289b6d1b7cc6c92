//! What cages use, of that which people are heard and seen by, and what is recorded of it.

use lisere_cage::message::Uses;
use lisere_policy::CageId;
use lisere_policy::record::Fact;

use super::Warden;

impl Warden {
    /// What a cage uses now.
    #[must_use]
    pub fn uses_of(&self, cage: CageId) -> Uses {
        self.cages
            .get(&cage)
            .map(|known| known.uses)
            .unwrap_or_default()
    }

    /// Every cage that uses something now, in the policy's order.
    #[must_use]
    pub fn uses(&self) -> Vec<(CageId, Uses)> {
        let all = self.cages.iter().map(|(cage, known)| (*cage, known.uses));
        all.filter(|(_, uses)| *uses != Uses::default()).collect()
    }
}

/// What is recorded when a cage uses other things than before. That it is heard is not.
pub(super) fn facts(name: &str, before: Uses, now: Uses) -> Vec<Fact> {
    let cage = || name.to_owned();
    let microphone = match (before.microphone, now.microphone) {
        (false, true) => Some(Fact::MicrophoneOpened { cage: cage() }),
        (true, false) => Some(Fact::MicrophoneClosed { cage: cage() }),
        _ => None,
    };
    let camera = match (before.camera, now.camera) {
        (false, true) => Some(Fact::CameraOpened { cage: cage() }),
        (true, false) => Some(Fact::CameraClosed { cage: cage() }),
        _ => None,
    };
    microphone.into_iter().chain(camera).collect()
}
