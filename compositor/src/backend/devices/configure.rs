//! What is wanted of a device, told to libinput.

use smithay::reexports::input::{
    Device, DeviceConfigError, DeviceConfigResult, ScrollButtonLockState, ScrollMethod,
    SendEventsMode,
};

use super::click;
use crate::preferences::input::{SendEvents, Setting, Settings};

/// Makes a device be as it is wanted, and as it was made in all that nothing is
/// wanted of. Gives back what it has no part for, or not of that value.
pub(super) fn configure(
    device: &mut Device,
    wanted: &Settings,
) -> Vec<(&'static str, DeviceConfigError)> {
    let mut refused = Vec::new();
    let mut all = defaults(device);
    all.put_all(wanted);
    for setting in all.iter() {
        if let Err(error) = set(device, setting) {
            refused.push((setting.name(), error));
        }
    }
    refused
}

fn set(device: &mut Device, setting: &Setting) -> DeviceConfigResult {
    match setting {
        Setting::AccelSpeed(speed) => device.config_accel_set_speed(*speed),
        Setting::AccelProfile(profile) => device.config_accel_set_profile(*profile),
        Setting::NaturalScroll(on) => device.config_scroll_set_natural_scroll_enabled(*on),
        Setting::Tap(on) => device.config_tap_set_enabled(*on),
        Setting::TapDrag(on) => device.config_tap_set_drag_enabled(*on),
        Setting::TapDragLock(on) => device.config_tap_set_drag_lock_enabled(*on),
        Setting::TapButtonMap(map) => device.config_tap_set_button_map(*map),
        Setting::ClickMethod(Some(method)) => device.config_click_set_method(*method),
        Setting::ClickMethod(None) => click::set_none(device),
        Setting::LeftHanded(on) => device.config_left_handed_set(*on),
        Setting::MiddleEmulation(on) => device.config_middle_emulation_set_enabled(*on),
        Setting::ScrollMethod(method) => device.config_scroll_set_method(*method),
        Setting::ScrollButton(button) => device.config_scroll_set_button(*button),
        Setting::ScrollButtonLock(on) => device.config_scroll_set_button_lock(match on {
            true => ScrollButtonLockState::Enabled,
            false => ScrollButtonLockState::Disabled,
        }),
        Setting::DisableWhileTyping(on) => device.config_dwt_set_enabled(*on),
        Setting::SendEvents(when) => device.config_send_events_set_mode(mode(*when)),
        Setting::Rotation(angle) => device.config_rotation_set_angle(*angle),
        Setting::Calibration(matrix) => device.config_calibration_set_matrix(*matrix),
        // These two are ours, not libinput's.
        Setting::ScrollFactor(_) | Setting::Output(_) => Ok(()),
    }
}

fn mode(when: SendEvents) -> SendEventsMode {
    match when {
        SendEvents::On => SendEventsMode::ENABLED,
        SendEvents::Off => SendEventsMode::DISABLED,
        SendEvents::OffWithExternalMouse => SendEventsMode::DISABLED_ON_EXTERNAL_MOUSE,
    }
}

/// How a device was made, in all that it has a part for. The locks of drags and of
/// buttons are off unless wanted: a later libinput may know more about them than its
/// binding, which panics at an answer that it does not know.
fn defaults(device: &Device) -> Settings {
    let mut settings = Settings::default();
    let mut put = |has: bool, setting: &dyn Fn() -> Option<Setting>| {
        if let Some(setting) = has.then(setting).flatten() {
            settings.put(setting);
        }
    };
    put(true, &|| Some(Setting::SendEvents(SendEvents::On)));
    put(device.config_accel_is_available(), &|| {
        Some(Setting::AccelSpeed(device.config_accel_default_speed()))
    });
    put(true, &|| {
        let profile = device.config_accel_default_profile();
        profile.map(Setting::AccelProfile)
    });
    put(device.config_tap_finger_count() > 0, &|| {
        Some(Setting::Tap(device.config_tap_default_enabled()))
    });
    put(device.config_tap_finger_count() > 0, &|| {
        Some(Setting::TapDrag(device.config_tap_default_drag_enabled()))
    });
    put(device.config_tap_finger_count() > 0, &|| {
        Some(Setting::TapDragLock(false))
    });
    put(true, &|| {
        let map = device.config_tap_default_button_map();
        map.map(Setting::TapButtonMap)
    });
    put(!device.config_click_methods().is_empty(), &|| {
        Some(Setting::ClickMethod(device.config_click_default_method()))
    });
    put(device.config_left_handed_is_available(), &|| {
        Some(Setting::LeftHanded(device.config_left_handed_default()))
    });
    put(device.config_middle_emulation_is_available(), &|| {
        let on = device.config_middle_emulation_default_enabled();
        Some(Setting::MiddleEmulation(on))
    });
    put(device.config_dwt_is_available(), &|| {
        let on = device.config_dwt_default_enabled();
        Some(Setting::DisableWhileTyping(on))
    });
    put(device.config_rotation_is_available(), &|| {
        Some(Setting::Rotation(device.config_rotation_default_angle()))
    });
    put(device.config_calibration_has_matrix(), &|| {
        let matrix = device.config_calibration_default_matrix();
        Some(Setting::Calibration(matrix.unwrap_or(IDENTITY)))
    });
    settings.put_all(&scroll_defaults(device));
    settings
}

/// libinput says that there is no default matrix where it is this one.
const IDENTITY: [f32; 6] = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0];

fn scroll_defaults(device: &Device) -> Settings {
    let mut settings = Settings::default();
    if device.config_scroll_has_natural_scroll() {
        let on = device.config_scroll_default_natural_scroll_enabled();
        settings.put(Setting::NaturalScroll(on));
    }
    let methods = device.config_scroll_methods();
    if !methods.is_empty()
        && let Some(method) = device.config_scroll_default_method()
    {
        settings.put(Setting::ScrollMethod(method));
    }
    if methods.contains(&ScrollMethod::OnButtonDown) {
        let button = device.config_scroll_default_button();
        settings.put(Setting::ScrollButton(button));
        settings.put(Setting::ScrollButtonLock(false));
    }
    settings
}
