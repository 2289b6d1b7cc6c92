//! What is held on which device: several can hold the same key, and any can go away.

use std::collections::{BTreeMap, BTreeSet};

use smithay::utils::{Logical, Point};

use crate::input::{Gesture, GestureKind, InputEvent};

/// Tells devices apart as long as they are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DeviceId(pub(super) u64);

/// Keys or buttons that are down, and on which devices.
#[derive(Debug, Default)]
struct Down(BTreeMap<u32, BTreeSet<DeviceId>>);

impl Down {
    /// Whether this is news: the first device presses, or the last one releases.
    /// A release without its press is none, nor is a second press.
    fn change(&mut self, device: DeviceId, code: u32, pressed: bool) -> bool {
        if pressed {
            let holders = self.0.entry(code).or_default();
            return holders.insert(device) && holders.len() == 1;
        }
        let Some(holders) = self.0.get_mut(&code) else {
            return false;
        };
        let last = holders.remove(&device) && holders.is_empty();
        if last {
            self.0.remove(&code);
        }
        last
    }

    /// Takes away all that only this device holds.
    fn forget(&mut self, device: DeviceId) -> Vec<u32> {
        let codes: Vec<u32> = self.0.keys().copied().collect();
        let released = codes.into_iter();
        released
            .filter(|code| self.change(device, *code, false))
            .collect()
    }

    fn take(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.0).into_keys().collect()
    }
}

/// Everything that is held: keys, buttons, fingers, a gesture.
#[derive(Debug, Default)]
pub(super) struct Held {
    keys: Down,
    buttons: Down,
    /// The core's number of each finger, by device and its slot there.
    fingers: BTreeMap<(DeviceId, i32), i32>,
    gesture: Option<(DeviceId, GestureKind)>,
}

impl Held {
    /// A key went down or up. Code 0 is what the kernel has no name for.
    pub(super) fn key(&mut self, device: DeviceId, code: u32, pressed: bool) -> Option<InputEvent> {
        let news = code != 0 && self.keys.change(device, code, pressed);
        news.then_some(InputEvent::Key { code, pressed })
    }

    /// A button went down or up.
    pub(super) fn button(
        &mut self,
        device: DeviceId,
        code: u32,
        pressed: bool,
    ) -> Option<InputEvent> {
        let news = self.buttons.change(device, code, pressed);
        news.then_some(InputEvent::Button { code, pressed })
    }

    /// A finger came down. Two screens may number theirs alike.
    pub(super) fn finger_down(
        &mut self,
        device: DeviceId,
        slot: i32,
        at: Point<f64, Logical>,
    ) -> Option<InputEvent> {
        let taken: BTreeSet<i32> = self.fingers.values().copied().collect();
        let free = (0..i32::MAX).find(|slot| !taken.contains(slot))?;
        let known = self.fingers.entry((device, slot)).or_insert(free);
        (*known == free).then_some(InputEvent::TouchDown { slot: free, at })
    }

    /// A finger moved.
    pub(super) fn finger_motion(
        &self,
        device: DeviceId,
        slot: i32,
        at: Point<f64, Logical>,
    ) -> Option<InputEvent> {
        let slot = *self.fingers.get(&(device, slot))?;
        Some(InputEvent::TouchMotion { slot, at })
    }

    /// A finger went up.
    pub(super) fn finger_up(&mut self, device: DeviceId, slot: i32) -> Option<InputEvent> {
        let slot = self.fingers.remove(&(device, slot))?;
        Some(InputEvent::TouchUp { slot })
    }

    /// One finger was none after all. Clients know of no such thing, but that all
    /// were none: the others have to come down again.
    pub(super) fn fingers_cancel(&mut self) -> Option<InputEvent> {
        let any = !std::mem::take(&mut self.fingers).is_empty();
        any.then_some(InputEvent::TouchCancel)
    }

    /// A step of a gesture. There is one at a time: while it lasts, those of other
    /// devices do not count.
    pub(super) fn gesture(&mut self, device: DeviceId, step: Gesture) -> Vec<InputEvent> {
        let going = self.gesture.filter(|(owner, _)| *owner == device);
        let counts = match step {
            Gesture::Begin { kind, .. } => {
                let mut events = Vec::new();
                if going.is_some() {
                    events.extend(self.gesture_cancel());
                } else if self.gesture.is_some() {
                    return events;
                }
                self.gesture = Some((device, kind));
                events.push(InputEvent::Gesture(step));
                return events;
            }
            Gesture::Swipe { .. } => going.is_some_and(|(_, kind)| kind == GestureKind::Swipe),
            Gesture::Pinch { .. } => going.is_some_and(|(_, kind)| kind == GestureKind::Pinch),
            Gesture::End { kind, .. } => going.is_some_and(|(_, known)| known == kind),
        };
        if counts && matches!(step, Gesture::End { .. }) {
            self.gesture = None;
        }
        Vec::from_iter(counts.then_some(InputEvent::Gesture(step)))
    }

    fn gesture_cancel(&mut self) -> Option<InputEvent> {
        let (_, kind) = self.gesture.take()?;
        Some(InputEvent::Gesture(Gesture::End {
            kind,
            cancelled: true,
        }))
    }

    /// A device went away: what only it holds is let go.
    pub(super) fn forget(&mut self, device: DeviceId) -> Vec<InputEvent> {
        let keys = self.keys.forget(device);
        let buttons = self.buttons.forget(device);
        let touched = self.fingers.keys().any(|(owner, _)| *owner == device);
        let fingers = touched.then(|| self.fingers_cancel()).flatten();
        let gesture = self
            .gesture
            .is_some_and(|(owner, _)| owner == device)
            .then(|| self.gesture_cancel())
            .flatten();
        releases(keys, buttons)
            .chain(fingers)
            .chain(gesture)
            .collect()
    }

    /// Lets everything go.
    pub(super) fn let_go(&mut self) -> Vec<InputEvent> {
        let (keys, buttons) = (self.keys.take(), self.buttons.take());
        releases(keys, buttons)
            .chain(self.fingers_cancel())
            .chain(self.gesture_cancel())
            .collect()
    }
}

fn releases(keys: Vec<u32>, buttons: Vec<u32>) -> impl Iterator<Item = InputEvent> {
    let pressed = false;
    let keys = keys
        .into_iter()
        .map(move |code| InputEvent::Key { code, pressed });
    let buttons = buttons
        .into_iter()
        .map(move |code| InputEvent::Button { code, pressed });
    keys.chain(buttons)
}

#[cfg(test)]
mod tests;
