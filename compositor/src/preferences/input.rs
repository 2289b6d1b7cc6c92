//! What the user wants of input devices: by kind of device, then by the device itself.

use std::collections::BTreeMap;
use std::mem::discriminant;

use smithay::reexports::input::{AccelProfile, ClickMethod, ScrollMethod, TapButtonMap};

/// What a device is. One device can be several, such as a keyboard with a pointer on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It has keys.
    Keyboard,
    /// It moves the pointer and is none of the kinds below.
    Mouse,
    /// A little stick between keys.
    Trackpoint,
    /// Fingers on it move the pointer.
    Touchpad,
    /// Fingers on it touch what it shows.
    Touchscreen,
    /// Pens draw on it.
    Tablet,
    /// It tells of the lid, or of the keyboard being folded away.
    Switch,
}

impl Kind {
    /// Every kind. Of a device that is several, what is wanted of the later ones counts.
    pub const ALL: [Kind; 7] = [
        Kind::Keyboard,
        Kind::Mouse,
        Kind::Trackpoint,
        Kind::Touchpad,
        Kind::Touchscreen,
        Kind::Tablet,
        Kind::Switch,
    ];

    /// Its name in preferences.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Keyboard => "keyboard",
            Kind::Mouse => "mouse",
            Kind::Trackpoint => "trackpoint",
            Kind::Touchpad => "touchpad",
            Kind::Touchscreen => "touchscreen",
            Kind::Tablet => "tablet",
            Kind::Switch => "switch",
        }
    }
}

/// When a device is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendEvents {
    /// Always.
    On,
    /// Never.
    Off,
    /// Only while no mouse is plugged in.
    OffWithExternalMouse,
}

/// One thing that can be wanted of a device.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// From -1, slowest, to 1, fastest.
    AccelSpeed(f64),
    /// How the pointer's speed follows the hand's.
    AccelProfile(AccelProfile),
    /// Content follows the fingers, instead of the scroll bar.
    NaturalScroll(bool),
    /// Taps are clicks.
    Tap(bool),
    /// A tap and a finger that stays drags.
    TapDrag(bool),
    /// A drag outlasts a finger that is lifted for a moment.
    TapDragLock(bool),
    /// What taps with two and three fingers are.
    TapButtonMap(TapButtonMap),
    /// Which button a click on a touchpad without buttons is; `None` is always the left.
    ClickMethod(Option<ClickMethod>),
    /// Left and right are swapped.
    LeftHanded(bool),
    /// Left and right together are the middle button.
    MiddleEmulation(bool),
    /// What scrolls besides a wheel.
    ScrollMethod(ScrollMethod),
    /// The button that scrolls while down, as evdev numbers it; 0 is none.
    ScrollButton(u32),
    /// That button need not be held.
    ScrollButtonLock(bool),
    /// What scrolling is multiplied by.
    ScrollFactor(f64),
    /// A touchpad rests while keys are typed.
    DisableWhileTyping(bool),
    /// When the device is heard.
    SendEvents(SendEvents),
    /// Degrees clockwise that the device is turned by, 0 to 359.
    Rotation(u32),
    /// The upper two rows of the matrix that places are multiplied by, as libinput takes it.
    Calibration([f32; 6]),
    /// The output that places on the device are on, by name.
    Output(String),
}

impl Setting {
    /// Its name in preferences.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Setting::AccelSpeed(_) => "accel_speed",
            Setting::AccelProfile(_) => "accel_profile",
            Setting::NaturalScroll(_) => "natural_scroll",
            Setting::Tap(_) => "tap",
            Setting::TapDrag(_) => "tap_drag",
            Setting::TapDragLock(_) => "tap_drag_lock",
            Setting::TapButtonMap(_) => "tap_button_map",
            Setting::ClickMethod(_) => "click_method",
            Setting::LeftHanded(_) => "left_handed",
            Setting::MiddleEmulation(_) => "middle_emulation",
            Setting::ScrollMethod(_) => "scroll_method",
            Setting::ScrollButton(_) => "scroll_button",
            Setting::ScrollButtonLock(_) => "scroll_button_lock",
            Setting::ScrollFactor(_) => "scroll_factor",
            Setting::DisableWhileTyping(_) => "disable_while_typing",
            Setting::SendEvents(_) => "send_events",
            Setting::Rotation(_) => "rotation",
            Setting::Calibration(_) => "calibration",
            Setting::Output(_) => "output",
        }
    }
}

/// What is wanted of a device: each setting at most once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(Vec<Setting>);

impl Settings {
    /// Wants this, whatever was wanted before in its place.
    pub fn put(&mut self, setting: Setting) {
        self.0
            .retain(|known| discriminant(known) != discriminant(&setting));
        self.0.push(setting);
    }

    /// Wants everything that `other` does.
    pub fn put_all(&mut self, other: &Settings) {
        other.iter().cloned().for_each(|setting| self.put(setting));
    }

    /// What is wanted, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.0.iter()
    }

    /// What scrolling is multiplied by.
    #[must_use]
    pub fn scroll_factor(&self) -> f64 {
        let found = self.iter().find_map(|setting| match setting {
            Setting::ScrollFactor(factor) => Some(*factor),
            _ => None,
        });
        found.unwrap_or(1.0)
    }

    /// The output that places on the device are on.
    #[must_use]
    pub fn output(&self) -> Option<&str> {
        self.iter().find_map(|setting| match setting {
            Setting::Output(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

/// A device's vendor and product, as its bus tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Make {
    /// Who made it.
    pub vendor: u32,
    /// Which of theirs it is.
    pub product: u32,
}

impl std::str::FromStr for Make {
    type Err = ();

    /// Two hexadecimal numbers of at most four digits, such as `046d:c52b`.
    fn from_str(text: &str) -> Result<Make, ()> {
        let number = |text: &str| {
            let digits = (1..=4).contains(&text.len());
            let digits = digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            digits
                .then(|| u32::from_str_radix(text, 16).ok())
                .flatten()
                .ok_or(())
        };
        let (vendor, product) = text.split_once(':').ok_or(())?;
        Ok(Make {
            vendor: number(vendor)?,
            product: number(product)?,
        })
    }
}

impl std::fmt::Display for Make {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04x}:{:04x}", self.vendor, self.product)
    }
}

/// What is wanted of devices of one name or make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DevicePreference {
    /// The name, where `*` stands for anything.
    pub name: Option<String>,
    /// Vendor and product.
    pub id: Option<Make>,
    /// What is wanted of it.
    pub settings: Settings,
}

impl DevicePreference {
    /// Whether a device is meant: everything that is said of it must be true.
    fn means(&self, name: &str, id: Make) -> bool {
        self.name
            .as_ref()
            .is_none_or(|pattern| matches(pattern, name))
            && self.id.is_none_or(|wanted| wanted == id)
    }
}

/// Whether `name` is what `pattern` says, where `*` stands for anything.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let Some((first, others)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let (between, last) = others.rsplit_once('*').unwrap_or(("", others));
    // The earliest place of each leaves the most room for what follows.
    for part in between.split('*') {
        let Some((_, behind)) = rest.split_once(part) else {
            return false;
        };
        rest = behind;
    }
    rest.ends_with(last)
}

/// What the user wants of input devices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputPreferences {
    /// By kind.
    pub kinds: BTreeMap<Kind, Settings>,
    /// By name or make, in the order of the file: what stands later counts.
    pub devices: Vec<DevicePreference>,
}

impl InputPreferences {
    /// What is wanted of a device: of itself before its kind.
    #[must_use]
    pub fn settings(&self, name: &str, id: Make, kinds: &[Kind]) -> Settings {
        let kinds = self.kinds.iter().filter(|(kind, _)| kinds.contains(kind));
        let devices = self.devices.iter().filter(|wish| wish.means(name, id));
        let mut settings = Settings::default();
        kinds
            .map(|(_, settings)| settings)
            .chain(devices.map(|wish| &wish.settings))
            .for_each(|wanted| settings.put_all(wanted));
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let told = |pattern| matches(pattern, "SynPS/2 Synaptics TouchPad");
        for right in [
            "*",
            "**",
            "SynPS/2 Synaptics TouchPad",
            "SynPS/2*",
            "*TouchPad",
            "*Synaptics*",
            "S*2*Pad",
            "*SynPS/2 Synaptics TouchPad*",
        ] {
            assert!(told(right), "{right}");
        }
        for wrong in [
            "",
            "Syn",
            "*Syn",
            "Pad*",
            "S*x*Pad",
            "*Pad*Touch*",
            "synps/2*",
        ] {
            assert!(!told(wrong), "{wrong}");
        }
        assert!(!matches("ab*ba", "aba"), "nothing counts twice");
    }

    #[test]
    fn a_make_is_two_hexadecimal_numbers() {
        let id: Make = "046d:C52b".parse().unwrap();
        assert_eq!((id.vendor, id.product), (0x046d, 0xc52b));
        assert_eq!(id.to_string(), "046d:c52b");
        for wrong in [
            "",
            "046d",
            "046d:",
            ":c52b",
            "046d:c52b:1",
            "46dd0:1",
            "+1:2",
            "é:1",
        ] {
            assert_eq!(wrong.parse::<Make>(), Err(()), "{wrong}");
        }
    }

    fn wish(name: Option<&str>, id: Option<&str>, setting: Setting) -> DevicePreference {
        DevicePreference {
            name: name.map(str::to_owned),
            id: id.map(|id| id.parse().unwrap()),
            settings: Settings(vec![setting]),
        }
    }

    #[test]
    fn a_device_counts_before_its_kind_and_later_before_earlier() {
        let kind = |setting| Settings(vec![setting]);
        let mut preferences = InputPreferences::default();
        let mut touchpad = kind(Setting::Tap(true));
        touchpad.put(Setting::NaturalScroll(true));
        preferences.kinds.insert(Kind::Touchpad, touchpad);
        preferences
            .kinds
            .insert(Kind::Mouse, kind(Setting::AccelSpeed(1.0)));
        preferences.devices = vec![
            wish(Some("*Synaptics*"), None, Setting::Tap(false)),
            wish(None, Some("0002:0007"), Setting::AccelSpeed(0.5)),
            wish(Some("Syn*"), Some("0002:0007"), Setting::AccelSpeed(-0.5)),
            wish(Some("Other*"), Some("0002:0007"), Setting::AccelSpeed(0.0)),
        ];
        let id = "0002:0007".parse().unwrap();
        let settings = preferences.settings("Synaptics TouchPad", id, &[Kind::Touchpad]);
        let mut expected = Settings(vec![Setting::NaturalScroll(true), Setting::Tap(false)]);
        assert_ne!(settings, expected);
        expected.put(Setting::AccelSpeed(-0.5));
        assert_eq!(settings, expected);
        let other = preferences.settings("Mouse", Make::default(), &[Kind::Mouse]);
        assert_eq!(other, Settings(vec![Setting::AccelSpeed(1.0)]));
        let none = preferences.settings("Keyboard", Make::default(), &[Kind::Keyboard]);
        assert_eq!(none, Settings::default());
    }
}
