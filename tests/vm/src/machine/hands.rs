//! What a person does to the machine: keys, the pointer, and devices plugged and pulled.

use anyhow::Result;
use serde_json::{Value, json};

use super::guest::Guest;
use super::options::SIZE;

/// The tablet's coordinates go from 0 to this.
const FULL: i64 = 32_767;

/// A button of the pointer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Button {
    /// The first.
    Left,
    /// The second.
    Right,
    /// A notch of the wheel, away from the user.
    WheelUp,
    /// A notch towards the user.
    WheelDown,
}

/// A device that can be pulled out and plugged in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Device {
    /// The keyboard.
    Keyboard,
    /// The pointer that says where it is.
    Tablet,
    /// A pointer that says how far it went; not there at the start.
    Mouse,
}

impl Device {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Device::Keyboard => ("virtio-keyboard-pci", "keyboard0"),
            Device::Tablet => ("virtio-tablet-pci", "tablet0"),
            Device::Mouse => ("virtio-mouse-pci", "mouse0"),
        }
    }
}

impl Guest {
    /// Presses keys by QEMU's names for them, in order: `press("ctrl-alt-f2")`.
    ///
    /// # Errors
    /// When QEMU does not know one, or is gone.
    pub fn press(&self, keys: &str) -> Result<()> {
        self.inject(keys.split('-').map(|key| key_event(key, true)).collect())
    }

    /// Releases keys, the last first.
    ///
    /// # Errors
    /// As `press`.
    pub fn release(&self, keys: &str) -> Result<()> {
        self.inject(
            keys.split('-')
                .rev()
                .map(|key| key_event(key, false))
                .collect(),
        )
    }

    /// Presses and releases keys.
    ///
    /// # Errors
    /// As `press`.
    pub fn tap(&self, keys: &str) -> Result<()> {
        self.press(keys)?;
        self.release(keys)
    }

    /// Types lower-case letters, digits and a few signs on a keyboard of the USA.
    ///
    /// # Errors
    /// As `press`.
    pub fn type_text(&self, text: &str) -> Result<()> {
        text.chars().try_for_each(|sign| {
            let keys = match sign {
                ' ' => "spc".to_owned(),
                '\n' => "ret".to_owned(),
                '-' => return self.tap_key("minus"),
                '.' => "dot".to_owned(),
                '/' => "slash".to_owned(),
                ';' => "semicolon".to_owned(),
                '>' => "shift-dot".to_owned(),
                '=' => "equal".to_owned(),
                '_' => "shift-minus".to_owned(),
                '&' => "shift-7".to_owned(),
                upper if upper.is_ascii_uppercase() => {
                    format!("shift-{}", upper.to_ascii_lowercase())
                }
                other => other.to_string(),
            };
            self.tap(&keys)
        })
    }

    fn tap_key(&self, key: &str) -> Result<()> {
        self.inject(vec![key_event(key, true), key_event(key, false)])
    }

    /// Puts the pointer at a pixel of a screen of the size that the first has at the start.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn point(&self, x: i32, y: i32) -> Result<()> {
        let axis = |axis: &str, at: i32, most: u32| {
            // The middle of the pixel, so that no rounding leads to its neighbour.
            let value = (2 * i64::from(at) + 1) * FULL / (2 * i64::from(most));
            json!({ "type": "abs", "data": { "axis": axis, "value": value } })
        };
        self.inject(vec![axis("x", x, SIZE.0), axis("y", y, SIZE.1)])
    }

    /// Moves the mouse, which must be plugged in.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn nudge(&self, dx: i32, dy: i32) -> Result<()> {
        let axis = |axis: &str, value: i32| json!({ "type": "rel", "data": { "axis": axis, "value": value } });
        self.inject(vec![axis("x", dx), axis("y", dy)])
    }

    /// Presses or releases a button.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn button(&self, button: Button, down: bool) -> Result<()> {
        let name = match button {
            Button::Left => "left",
            Button::Right => "right",
            Button::WheelUp => "wheel-up",
            Button::WheelDown => "wheel-down",
        };
        self.inject(vec![
            json!({ "type": "btn", "data": { "down": down, "button": name } }),
        ])
    }

    /// Presses and releases a button.
    ///
    /// # Errors
    /// When QEMU is gone.
    pub fn click(&self, button: Button) -> Result<()> {
        self.button(button, true)?;
        self.button(button, false)
    }

    /// Plugs a device in.
    ///
    /// # Errors
    /// When QEMU refuses, for example as it is there.
    pub fn plug(&self, device: Device) -> Result<()> {
        let (driver, id) = device.name();
        self.qmp("device_add", json!({ "driver": driver, "id": id }))
            .map(|_| ())
    }

    /// Pulls a device out; the guest is told and lets go of it a little later.
    ///
    /// # Errors
    /// When QEMU refuses.
    pub fn unplug(&self, device: Device) -> Result<()> {
        let (_, id) = device.name();
        self.qmp("device_del", json!({ "id": id })).map(|_| ())
    }

    fn inject(&self, events: Vec<Value>) -> Result<()> {
        self.qmp("input-send-event", json!({ "events": events }))
            .map(|_| ())
    }
}

fn key_event(key: &str, down: bool) -> Value {
    let key = json!({ "type": "qcode", "data": key });
    json!({ "type": "key", "data": { "down": down, "key": key } })
}
