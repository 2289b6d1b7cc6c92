//! The devices of the seat without their handles: all that works without libinput.

use liserectl::InputInfo;
use smithay::utils::{Logical, Point};

use super::about::About;
use super::held::{DeviceId, Held};
use super::place::{Mapping, OutputPlace, Unit, place};
use super::told::Told;
use crate::input::{InputEvent, Switch, TabletId};

/// The devices that are there, and what they hold.
#[derive(Debug, Default)]
pub(super) struct Known {
    devices: Vec<About>,
    held: Held,
    /// Switches that are on.
    on: Vec<Switch>,
    /// The seat is someone else's: devices go only until it is ours again.
    away: bool,
}

impl Known {
    pub(super) fn about(&self, id: DeviceId) -> Option<&About> {
        self.devices.iter().find(|about| about.id == id)
    }

    pub(super) fn about_mut(&mut self, id: DeviceId) -> Option<&mut About> {
        self.devices.iter_mut().find(|about| about.id == id)
    }

    pub(super) fn infos(&self) -> Vec<InputInfo> {
        self.devices.iter().map(About::info).collect()
    }

    /// A device came. A switch that is on will say so; one that is off says nothing,
    /// though it may have been on when the device went.
    pub(super) fn add(&mut self, about: About) -> Vec<InputEvent> {
        self.away = false;
        let switches = about.switches.clone();
        self.devices.push(about);
        switches
            .into_iter()
            .filter_map(|switch| self.switch(switch, false))
            .collect()
    }

    /// A device went: it holds nothing any more, and no switch is on for ever.
    pub(super) fn remove(&mut self, id: DeviceId) -> Vec<InputEvent> {
        let mut events = self.held.forget(id);
        let switches = self.about(id).map(|about| about.switches.clone());
        if self.about(id).is_some_and(About::tablet) {
            events.push(InputEvent::TabletGone(TabletId(id.0)));
        }
        self.devices.retain(|about| about.id != id);
        for switch in switches.unwrap_or_default() {
            let elsewhere = |about: &About| about.switches.contains(&switch);
            if !self.away && !self.devices.iter().any(elsewhere) {
                events.extend(self.switch(switch, false));
            }
        }
        events
    }

    /// Lets go of all that is held: the seat goes to someone else.
    pub(super) fn let_go(&mut self) -> Vec<InputEvent> {
        self.away = true;
        let tablets = self.devices.iter().filter(|about| about.tablet());
        let gone = tablets.map(|about| InputEvent::TabletGone(TabletId(about.id.0)));
        let gone: Vec<InputEvent> = gone.collect();
        let released = self.held.let_go();
        released.into_iter().chain(gone).collect()
    }

    fn switch(&mut self, switch: Switch, on: bool) -> Option<InputEvent> {
        if self.on.contains(&switch) == on {
            return None;
        }
        match on {
            true => self.on.push(switch),
            false => self.on.retain(|known| *known != switch),
        }
        Some(InputEvent::Switch { switch, on })
    }

    /// A device did something.
    pub(super) fn happened(
        &mut self,
        id: DeviceId,
        told: Told,
        outputs: &[OutputPlace<'_>],
    ) -> Vec<InputEvent> {
        let at = |unit| self.place(id, unit, outputs);
        let event = match told {
            Told::Key { code, pressed } => self.held.key(id, code, pressed),
            Told::Button { code, pressed } => self.held.button(id, code, pressed),
            Told::By { by, plain } => Some(InputEvent::PointerBy { by, plain }),
            Told::To(unit) => at(unit).map(InputEvent::PointerTo),
            Told::Scroll(scroll) => {
                let factor = self.about(id).map(|about| about.settings.scroll_factor());
                Some(InputEvent::Axis(scroll.frame(factor.unwrap_or(1.0))))
            }
            Told::FingerDown { slot, at: unit } => {
                let at = at(unit);
                at.and_then(|at| self.held.finger_down(id, slot, at))
            }
            Told::FingerMotion { slot, at: unit } => {
                let at = at(unit);
                at.and_then(|at| self.held.finger_motion(id, slot, at))
            }
            Told::FingerUp { slot } => self.held.finger_up(id, slot),
            Told::FingersFrame => Some(InputEvent::TouchFrame),
            Told::FingersCancel => self.held.fingers_cancel(),
            Told::Gesture(step) => return self.held.gesture(id, step),
            Told::Switch { switch, on } => self.switch(switch, on),
        };
        event.into_iter().collect()
    }

    pub(super) fn place(
        &self,
        id: DeviceId,
        unit: Point<f64, Unit>,
        outputs: &[OutputPlace<'_>],
    ) -> Option<Point<f64, Logical>> {
        let about = self.about(id)?;
        let mapping = Mapping {
            wanted: about.settings.output(),
            known: about.output.as_deref(),
            screen: about.screen,
        };
        place(mapping, outputs, unit)
    }
}

#[cfg(test)]
mod tests;
