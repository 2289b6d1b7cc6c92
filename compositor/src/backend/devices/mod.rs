//! Input devices of the seat: what they did, in the core's words, and how they are set.

mod about;
mod click;
mod configure;
mod held;
mod known;
mod place;
mod scroll;
pub mod tablet;
mod told;

use liserectl::InputInfo;
use smithay::backend::input::InputEvent as FromSeat;
use smithay::backend::libinput::LibinputInputBackend as Libinput;
use smithay::reexports::input::event::device::DeviceEvent;
use smithay::reexports::input::event::switch::SwitchEvent;
use smithay::reexports::input::event::{Event, EventTrait};
use smithay::reexports::input::{self, Device, DeviceCapability, Led};
use smithay::utils::{Point, Rectangle};

use crate::input::{InputEvent, TabletEvent, TabletId};
use crate::preferences::InputPreferences;
use crate::seat::Leds;

use about::About;
use held::DeviceId;
use known::Known;
use told::told;

pub use place::OutputPlace;

/// The input devices of the seat: none yet, and nothing wanted of them.
#[derive(Default)]
pub struct Devices {
    wanted: InputPreferences,
    handles: Vec<(DeviceId, Device)>,
    known: Known,
    next: u64,
    leds: Leds,
}

impl Devices {
    /// What an event means for the core, with the outputs as they are now.
    pub fn translate(
        &mut self,
        event: &FromSeat<Libinput>,
        outputs: &[OutputPlace<'_>],
    ) -> Vec<InputEvent> {
        match event {
            FromSeat::DeviceAdded { device } => self.added(device.clone()),
            FromSeat::DeviceRemoved { device } => self.removed(device),
            event => {
                if let Some(tool) = self.tool(event, outputs) {
                    return vec![tool];
                }
                let Some((device, told)) = told(event) else {
                    return Vec::new();
                };
                let Some(id) = self.id_of(&device) else {
                    return Vec::new();
                };
                self.known.happened(id, told, outputs)
            }
        }
    }

    /// What a tablet's tool did, in its place on the desk.
    fn tool(&self, event: &FromSeat<Libinput>, outputs: &[OutputPlace<'_>]) -> Option<InputEvent> {
        let device = match event {
            FromSeat::TabletToolAxis { event } => event.device(),
            FromSeat::TabletToolProximity { event } => event.device(),
            FromSeat::TabletToolTip { event } => event.device(),
            FromSeat::TabletToolButton { event } => event.device(),
            _ => return None,
        };
        let id = self.id_of(&device)?;
        // As parts of the tablet first.
        let whole = Rectangle::from_size((1, 1).into());
        let InputEvent::Tablet(tool) = tablet::tool_event(event, TabletId(id.0), whole)? else {
            return None;
        };
        let unit = Point::from((tool.at.x, tool.at.y));
        // A tool goes away even where there is nothing it could be over.
        let at = self.known.place(id, unit, outputs).unwrap_or_default();
        Some(InputEvent::Tablet(TabletEvent { at, ..tool }))
    }

    /// Takes in the devices that came or went while nobody listened. libinput keeps
    /// such news to itself until a device does something, the lights and the lid with
    /// them: to be called once at start, and whenever the seat was given back.
    pub fn catch_up(&mut self, libinput: &mut input::Libinput) -> Vec<InputEvent> {
        if let Err(error) = libinput.dispatch() {
            tracing::warn!(%error, "input devices cannot be heard");
        }
        let news = libinput.flat_map(|event| match event {
            Event::Device(DeviceEvent::Added(event)) => self.added(event.device()),
            Event::Device(DeviceEvent::Removed(event)) => self.removed(&event.device()),
            Event::Switch(SwitchEvent::Toggle(event)) => {
                self.translate(&FromSeat::SwitchToggle { event }, &[])
            }
            // What was typed then was meant for someone else.
            _ => Vec::new(),
        });
        news.collect()
    }

    /// Releases of all that is held. For when the seat goes to someone else, and
    /// every device with it; their own releases are no news any more.
    pub fn let_go(&mut self) -> Vec<InputEvent> {
        self.known.let_go()
    }

    /// Sets every device as the user wants it from now on.
    pub fn apply(&mut self, wanted: InputPreferences) {
        self.wanted = wanted;
        for (id, device) in &mut self.handles {
            if let Some(about) = self.known.about_mut(*id) {
                set_up(device, about, &self.wanted);
            }
        }
    }

    /// Sets the lights of every keyboard; costs nothing where they are so already.
    pub fn show_leds(&mut self, leds: Leds) {
        if self.leds != leds {
            self.leds = leds;
            self.light();
        }
    }

    fn light(&mut self) {
        for (_, device) in &mut self.handles {
            light(device, self.leds);
        }
    }

    /// What there is, in the order it came.
    #[must_use]
    pub fn infos(&self) -> Vec<InputInfo> {
        self.known.infos()
    }

    fn added(&mut self, mut device: Device) -> Vec<InputEvent> {
        let id = DeviceId(self.next);
        self.next = self.next.wrapping_add(1);
        let mut about = About::of(&device, id);
        tracing::info!(
            name = about.name,
            make = %about.make,
            kinds = ?about.kinds,
            "an input device came"
        );
        set_up(&mut device, &mut about, &self.wanted);
        self.handles.push((id, device));
        // With each new keyboard the kernel shows its console's locks on all.
        self.light();
        self.known.add(about)
    }

    fn removed(&mut self, device: &Device) -> Vec<InputEvent> {
        let Some(id) = self.id_of(device) else {
            return Vec::new();
        };
        self.handles.retain(|(known, _)| *known != id);
        self.known.remove(id)
    }

    fn id_of(&self, device: &Device) -> Option<DeviceId> {
        let mut handles = self.handles.iter();
        let found = handles.find(|(_, known)| known == device);
        found.map(|(id, _)| *id)
    }
}

fn set_up(device: &mut Device, about: &mut About, wanted: &InputPreferences) {
    about.settings = wanted.settings(&about.name, about.make, &about.kinds);
    for (setting, error) in configure::configure(device, &about.settings) {
        tracing::debug!(
            name = about.name,
            setting,
            ?error,
            "an input device does not take a setting"
        );
    }
}

fn light(device: &mut Device, leds: Leds) {
    if device.has_capability(DeviceCapability::Keyboard) {
        let lit = [
            (leds.caps, Led::CAPSLOCK),
            (leds.num, Led::NUMLOCK),
            (leds.scroll, Led::SCROLLLOCK),
        ];
        let lit = lit.into_iter().filter_map(|(on, led)| on.then_some(led));
        device.led_update(lit.collect());
    }
}
