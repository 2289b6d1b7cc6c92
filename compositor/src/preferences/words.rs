//! The words of preferences for what can be wanted of input devices.

use std::fmt;

use smithay::reexports::input::{AccelProfile, ClickMethod, ScrollMethod, TapButtonMap};

use super::input::{SendEvents, Setting};

pub(super) const PROFILES: [(&str, AccelProfile); 2] = [
    ("adaptive", AccelProfile::Adaptive),
    ("flat", AccelProfile::Flat),
];

pub(super) const BUTTON_MAPS: [(&str, TapButtonMap); 2] = [
    ("lrm", TapButtonMap::LeftRightMiddle),
    ("lmr", TapButtonMap::LeftMiddleRight),
];

pub(super) const CLICK_METHODS: [(&str, Option<ClickMethod>); 3] = [
    ("button-areas", Some(ClickMethod::ButtonAreas)),
    ("clickfinger", Some(ClickMethod::Clickfinger)),
    ("none", None),
];

pub(super) const SCROLL_METHODS: [(&str, ScrollMethod); 4] = [
    ("two-finger", ScrollMethod::TwoFinger),
    ("edge", ScrollMethod::Edge),
    ("on-button-down", ScrollMethod::OnButtonDown),
    ("none", ScrollMethod::NoScroll),
];

pub(super) const MODES: [(&str, SendEvents); 3] = [
    ("on", SendEvents::On),
    ("off", SendEvents::Off),
    ("off-with-external-mouse", SendEvents::OffWithExternalMouse),
];

/// As evdev numbers them.
pub(super) const BUTTON_NAMES: [(&str, u32); 8] = [
    ("none", 0),
    ("left", 0x110),
    ("right", 0x111),
    ("middle", 0x112),
    ("side", 0x113),
    ("extra", 0x114),
    ("forward", 0x115),
    ("back", 0x116),
];

/// The word for a value; all have one but buttons, which have numbers too.
fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Option<&'static str> {
    let found = words.iter().find(|(_, known)| known == value);
    found.map(|(word, _)| *word)
}

/// The value as preferences write it, but for quotes.
impl fmt::Display for Setting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Setting::AccelProfile(profile) => word(&PROFILES, profile),
            Setting::TapButtonMap(map) => word(&BUTTON_MAPS, map),
            Setting::ClickMethod(method) => word(&CLICK_METHODS, method),
            Setting::ScrollMethod(method) => word(&SCROLL_METHODS, method),
            Setting::ScrollButton(button) => word(&BUTTON_NAMES, button),
            Setting::SendEvents(when) => word(&MODES, when),
            _ => None,
        };
        if let Some(word) = word {
            return out.write_str(word);
        }
        match self {
            Setting::AccelSpeed(number) | Setting::ScrollFactor(number) => number.fmt(out),
            Setting::ScrollButton(number) | Setting::Rotation(number) => number.fmt(out),
            Setting::NaturalScroll(on)
            | Setting::Tap(on)
            | Setting::TapDrag(on)
            | Setting::TapDragLock(on)
            | Setting::LeftHanded(on)
            | Setting::MiddleEmulation(on)
            | Setting::ScrollButtonLock(on)
            | Setting::DisableWhileTyping(on) => on.fmt(out),
            Setting::Calibration(parts) => write!(out, "{parts:?}"),
            Setting::Output(name) => out.write_str(name),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preferences;
    use super::super::input::Kind;

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in [
            "accel_speed = -0.5",
            "accel_profile = \"flat\"",
            "tap = true",
            "tap_button_map = \"lmr\"",
            "click_method = \"none\"",
            "scroll_method = \"on-button-down\"",
            "scroll_button = \"back\"",
            "scroll_button = 285",
            "scroll_factor = 1.5",
            "send_events = \"off\"",
            "rotation = 90",
            "calibration = [1.0, 0.0, 0.5, 0.0, -1.0, 0.0]",
            "output = \"DP-1\"",
        ] {
            let preferences = Preferences::parse(&format!("[input.mouse]\n{text}\n"));
            let input = preferences.unwrap().input;
            let setting = input.kinds[&Kind::Mouse].iter().next().unwrap().clone();
            let (name, value) = text.split_once(" = ").unwrap();
            assert_eq!(setting.name(), name);
            assert_eq!(setting.to_string(), value.trim_matches('"'));
        }
    }
}
