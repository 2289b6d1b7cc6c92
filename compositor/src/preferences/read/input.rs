//! Reading what is wanted of input devices.

use std::ops::RangeInclusive;

use lisere_policy::{Code, did_you_mean};
use lisere_shell::{Incomplete, PreferenceFault, Tables, Thing, Twice, Wanted, Written};
use toml::de::DeValue;

use super::{Reader, Value};
use crate::preferences::input::{
    DevicePreference, InputPreferences, Kind, Make, Setting, Settings,
};
use crate::preferences::words::{
    BUTTON_MAPS, BUTTON_NAMES, CLICK_METHODS, MODES, PROFILES, SCROLL_METHODS,
};

/// Every setting, as one would look for it.
const KEYS: [&str; 19] = [
    "accel_speed",
    "accel_profile",
    "natural_scroll",
    "tap",
    "tap_drag",
    "tap_drag_lock",
    "tap_button_map",
    "click_method",
    "left_handed",
    "middle_emulation",
    "scroll_method",
    "scroll_button",
    "scroll_button_lock",
    "scroll_factor",
    "disable_while_typing",
    "send_events",
    "rotation",
    "calibration",
    "output",
];
/// As libinput takes it.
const SPEEDS: RangeInclusive<f64> = -1.0..=1.0;
/// Far enough either way to find out that it is too far.
const FACTORS: RangeInclusive<f64> = 0.01..=100.0;
/// Parts of a calibration matrix.
const PARTS: RangeInclusive<f64> = -1_000.0..=1_000.0;
/// evdev's codes of pointer buttons end with those of joysticks.
const BUTTONS: RangeInclusive<i64> = 0x110..=0x11f;
/// Degrees.
const ANGLES: RangeInclusive<i64> = 0..=359;

impl<'t> Reader<'t> {
    /// `[input.touchpad]` and its like, and `[[input.device]]`.
    pub(super) fn input(&mut self, value: &Value<'t>, input: &mut InputPreferences) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "device" {
                self.devices(value, &mut input.devices);
            } else if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) {
                let mut settings = Settings::default();
                self.kind(value, &mut settings);
                input.kinds.insert(kind, settings);
            } else {
                let names: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
                self.unknown_key(key.span(), name, &[&names[..], &["device"]].concat());
            }
        }
    }

    fn kind(&mut self, value: &Value<'t>, settings: &mut Settings) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                known if KEYS.contains(&known) => self.setting(known, value, settings),
                other => self.unknown_key(key.span(), other, &KEYS),
            }
        }
    }

    fn devices(&mut self, value: &Value<'t>, devices: &mut Vec<DevicePreference>) {
        let DeValue::Array(array) = value.get_ref() else {
            self.each(value, Tables::Device);
            return;
        };
        for value in array.iter() {
            let Some(device) = self.device(value) else {
                continue;
            };
            let twice = devices
                .iter()
                .any(|known| (&known.name, known.id) == (&device.name, device.id));
            if twice {
                let fault = PreferenceFault::Twice(Twice::Device);
                self.note(value.span(), Code::Duplicate, fault, None);
            }
            devices.push(device);
        }
    }

    fn device(&mut self, value: &Value<'t>) -> Option<DevicePreference> {
        let table = self.table(value)?;
        let before = self.faults.len();
        let mut device = DevicePreference::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => device.name = self.string(value).map(str::to_owned),
                "id" => device.id = self.device_id(value),
                known if KEYS.contains(&known) => self.setting(known, value, &mut device.settings),
                other => {
                    self.unknown_key(key.span(), other, &[&["name", "id"], &KEYS[..]].concat());
                }
            }
        }
        let named = device.name.is_some() || device.id.is_some();
        if !named && self.faults.len() == before {
            let fault = PreferenceFault::Incomplete(Incomplete::Device);
            let help = Some("`liserectl inputs` lists the devices".to_owned());
            self.note(value.span(), Code::Missing, fault, help);
        }
        // Without either it would mean every device.
        named.then_some(device)
    }

    fn device_id(&mut self, value: &Value<'t>) -> Option<Make> {
        let id = self.string(value)?.parse().ok();
        if id.is_none() {
            let fault = PreferenceFault::Written(Written::DeviceId);
            let help = Some("`liserectl inputs` lists the devices".to_owned());
            self.note(value.span(), Code::BadName, fault, help);
        }
        id
    }

    /// Reads one of [`KEYS`].
    fn setting(&mut self, key: &str, value: &Value<'t>, settings: &mut Settings) {
        let setting = match key {
            "accel_speed" => self.real(value, &SPEEDS).map(Setting::AccelSpeed),
            "accel_profile" => self
                .choice(value, Thing::Profile, &PROFILES)
                .map(Setting::AccelProfile),
            "natural_scroll" => self.truth(value).map(Setting::NaturalScroll),
            "tap" => self.truth(value).map(Setting::Tap),
            "tap_drag" => self.truth(value).map(Setting::TapDrag),
            "tap_drag_lock" => self.truth(value).map(Setting::TapDragLock),
            "tap_button_map" => self
                .choice(value, Thing::ButtonMap, &BUTTON_MAPS)
                .map(Setting::TapButtonMap),
            "click_method" => self
                .choice(value, Thing::ClickMethod, &CLICK_METHODS)
                .map(Setting::ClickMethod),
            "left_handed" => self.truth(value).map(Setting::LeftHanded),
            "middle_emulation" => self.truth(value).map(Setting::MiddleEmulation),
            "scroll_method" => self
                .choice(value, Thing::ScrollMethod, &SCROLL_METHODS)
                .map(Setting::ScrollMethod),
            "scroll_button" => self.button(value).map(Setting::ScrollButton),
            "scroll_button_lock" => self.truth(value).map(Setting::ScrollButtonLock),
            "scroll_factor" => self.real(value, &FACTORS).map(Setting::ScrollFactor),
            "disable_while_typing" => self.truth(value).map(Setting::DisableWhileTyping),
            "send_events" => self
                .choice(value, Thing::SendEvents, &MODES)
                .map(Setting::SendEvents),
            "rotation" => self
                .whole(value, &ANGLES)
                .map(|angle| Setting::Rotation(angle.unsigned_abs())),
            "calibration" => self.calibration(value).map(Setting::Calibration),
            "output" => self
                .string(value)
                .map(|name| Setting::Output(name.to_owned())),
            _ => None,
        };
        if let Some(setting) = setting {
            settings.put(setting);
        }
    }

    fn truth(&mut self, value: &Value<'t>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wanted(value, Wanted::Truth);
        }
        found
    }

    fn real(&mut self, value: &Value<'t>, range: &RangeInclusive<f64>) -> Option<f64> {
        let text = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                self.wanted(value, Wanted::Number);
                return None;
            }
        };
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.range(value, range);
        }
        number
    }

    fn choice<T: Copy>(
        &mut self,
        value: &Value<'t>,
        thing: Thing,
        known: &[(&str, T)],
    ) -> Option<T> {
        let name = self.string(value)?;
        let found = known.iter().find(|(known, _)| *known == name);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let help = did_you_mean(name, names.iter().copied());
            let help = help.unwrap_or_else(|| format!("there is {}", names.join(", ")));
            self.unknown(value, thing, name, help);
        }
        found.map(|(_, value)| *value)
    }

    /// A button by its name, or by its number for what has none.
    fn button(&mut self, value: &Value<'t>) -> Option<u32> {
        match value.get_ref() {
            DeValue::String(_) => self.choice(value, Thing::Button, &BUTTON_NAMES),
            _ => self.whole(value, &BUTTONS).map(i32::unsigned_abs),
        }
    }

    fn calibration(&mut self, value: &Value<'t>) -> Option<[f32; 6]> {
        if let DeValue::Array(array) = value.get_ref()
            && array.len() == 6
        {
            let parts: Vec<f32> = array
                .iter()
                .filter_map(|part| self.real(part, &PARTS))
                .map(|part| part as f32)
                .collect();
            return parts.try_into().ok();
        }
        self.written(value, Written::Calibration);
        None
    }
}

#[cfg(test)]
mod tests {
    use smithay::reexports::input::{AccelProfile, ScrollMethod, TapButtonMap};

    use super::*;
    use crate::preferences::Preferences;
    use crate::preferences::input::SendEvents;

    fn faults(text: &str) -> Vec<(usize, usize, Code, String)> {
        let faults = Preferences::parse(text).unwrap_err();
        let told = |fault: &lisere_policy::Fault| {
            let help = fault.suggestion.as_deref().unwrap_or_default();
            let text = format!("{} {help}", fault.message);
            (fault.line, fault.column, fault.code, text)
        };
        faults.iter().map(told).collect()
    }

    #[test]
    fn everything_can_be_wanted() {
        let text = r#"
            [input.touchpad]
            accel_speed = -0.25
            accel_profile = "flat"
            natural_scroll = true
            tap = true
            tap_drag = false
            tap_drag_lock = true
            tap_button_map = "lmr"
            click_method = "none"
            left_handed = true
            middle_emulation = false
            scroll_method = "edge"
            scroll_button = "middle"
            scroll_button_lock = true
            scroll_factor = 2
            disable_while_typing = false
            send_events = "off-with-external-mouse"
            rotation = 90
            calibration = [0, 1, 0, -1, 0, 1.0]
            output = "eDP-1"
        "#;
        let input = Preferences::parse(text).unwrap().input;
        let settings = &input.kinds[&Kind::Touchpad];
        let mut named: Vec<&str> = settings.iter().map(Setting::name).collect();
        let mut known = KEYS;
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known);
        for wanted in [
            Setting::AccelSpeed(-0.25),
            Setting::AccelProfile(AccelProfile::Flat),
            Setting::TapButtonMap(TapButtonMap::LeftMiddleRight),
            Setting::ClickMethod(None),
            Setting::ScrollMethod(ScrollMethod::Edge),
            Setting::ScrollButton(0x112),
            Setting::SendEvents(SendEvents::OffWithExternalMouse),
            Setting::Rotation(90),
            Setting::Calibration([0.0, 1.0, 0.0, -1.0, 0.0, 1.0]),
        ] {
            assert!(settings.iter().any(|found| *found == wanted), "{wanted:?}");
        }
        assert_eq!(settings.scroll_factor(), 2.0);
        assert_eq!(settings.output(), Some("eDP-1"));
    }

    #[test]
    fn the_example_of_the_readme_is_right() {
        let readme = include_str!("../../../../README.md");
        let examples = readme.split("```toml\n").skip(1);
        let examples = examples.filter_map(|rest| rest.split("```").next());
        let ours: Vec<&str> = examples.filter(|text| text.contains("[input.")).collect();
        let [example] = ours[..] else {
            panic!("{} examples", ours.len());
        };
        let input = Preferences::parse(example).unwrap().input;
        assert_eq!((input.kinds.len(), input.devices.len()), (2, 1));
    }

    #[test]
    fn devices_are_named() {
        let text = "[[input.device]]\nname = \"*Mouse\"\nscroll_button = 0x11f\n\
                    [[input.device]]\nid = \"46d:c52b\"\ntap = true\n";
        let devices = Preferences::parse(text).unwrap().input.devices;
        let [named, made] = &devices[..] else {
            panic!("{devices:?}");
        };
        assert_eq!(named.name.as_deref(), Some("*Mouse"));
        assert!(named.settings.iter().eq([&Setting::ScrollButton(0x11f)]));
        let id = Make {
            vendor: 0x46d,
            product: 0xc52b,
        };
        assert_eq!((&made.name, made.id), (&None, Some(id)));
    }

    #[test]
    fn numbers_have_ranges_and_types() {
        let text = "[input.mouse]\naccel_speed = 1.5\nscroll_factor = nan\ntap = \"yes\"\n\
                    scroll_button = 3\nrotation = -90\naccel_profile = true\n";
        let told = faults(text);
        let places: Vec<_> = told
            .iter()
            .map(|(line, column, code, _)| (*line, *column, *code))
            .collect();
        assert_eq!(
            places,
            [
                (2, 15, Code::OutOfRange),
                (3, 17, Code::OutOfRange),
                (4, 7, Code::WrongType),
                (5, 17, Code::OutOfRange),
                (6, 12, Code::OutOfRange),
                (7, 17, Code::WrongType),
            ]
        );
        assert!(told[0].3.contains("from -1 to 1"), "{}", told[0].3);
        assert!(told[3].3.contains("from 272 to 287"), "{}", told[3].3);
    }

    #[test]
    fn what_is_not_known_is_told_with_what_is() {
        let text = "[input.touchpda]\n[input.touchpad]\ntpa = true\n\
                    scroll_method = \"two-fingers\"\nclick_method = \"hard\"\n";
        let told = faults(text);
        let told: Vec<&str> = told.iter().map(|(.., text)| text.as_str()).collect();
        for (text, wanted) in told.iter().zip([
            "no key `touchpda` here did you mean `touchpad`?",
            "no key `tpa` here did you mean `tap`?",
            "no scroll method `two-fingers` did you mean `two-finger`?",
            "no click method `hard` there is button-areas, clickfinger, none",
        ]) {
            assert!(text.contains(wanted), "{text}");
        }
        assert_eq!(told.len(), 4);
    }

    #[test]
    fn a_calibration_has_six_numbers() {
        for wrong in [
            "1",
            "[1, 2, 3]",
            "[1, 2, 3, 4, 5, 1e9]",
            "[1, 2, 3, 4, 5, \"6\"]",
        ] {
            let text = format!("[input.touchscreen]\ncalibration = {wrong}\n");
            assert_eq!(faults(&text).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn a_device_is_named_once_and_at_all() {
        let text = "[[input.device]]\ntap = true\n[[input.device]]\nid = \"logitech\"\n\
                    [[input.device]]\nname = \"a\"\n[[input.device]]\nname = \"a\"\n";
        let codes: Vec<_> = faults(text)
            .into_iter()
            .map(|fault| (fault.0, fault.2))
            .collect();
        let expected = [(1, Code::Missing), (4, Code::BadName), (7, Code::Duplicate)];
        assert_eq!(codes, expected);
        assert_eq!(faults("[input]\ndevice = 1\n")[0].2, Code::WrongType);
        assert_eq!(faults("input = 1\n")[0].2, Code::WrongType);
    }
}
