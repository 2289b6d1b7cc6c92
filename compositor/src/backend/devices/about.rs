//! What a device says of itself. Anyone who can plug one in chooses its name.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use lisere_policy::Untrusted;
use liserectl::InputInfo;
use smithay::reexports::input::{Device, DeviceCapability as Can};
use smithay::reexports::udev;

use super::held::DeviceId;
use crate::input::Switch;
use crate::preferences::input::{Kind, Make, Settings};

/// A device that is there.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) id: DeviceId,
    /// Cleaned.
    pub(super) name: String,
    pub(super) make: Make,
    pub(super) kinds: Vec<Kind>,
    /// The output that the system says it belongs to.
    pub(super) output: Option<String>,
    /// It is touched, or drawn on, where it shows.
    pub(super) screen: bool,
    /// The switches it has.
    pub(super) switches: Vec<Switch>,
    /// What the user wants of it.
    pub(super) settings: Settings,
}

impl About {
    /// Asks a device, and udev about it: libinput's own calls for a name panic at
    /// one that is no UTF-8.
    pub(super) fn of(device: &Device, id: DeviceId) -> About {
        let known = udev::Device::from_subsystem_sysname("input".into(), device.sysname().into());
        let known = known.ok();
        let property = |name: &str| known.as_ref()?.property_value(name).map(OsStr::to_owned);
        let marked = |name: &str| property(name).is_some_and(|value| value == "1");
        let name = known.as_ref().and_then(name_of);
        let kinds = kinds(
            |can| device.has_capability(can),
            // Every touchpad can tell taps, and nothing else can.
            device.config_tap_finger_count() > 0 || marked("ID_INPUT_TOUCHPAD"),
            marked("ID_INPUT_POINTINGSTICK"),
        );
        About {
            id,
            name: name.unwrap_or_else(|| device.sysname().to_owned()),
            make: Make {
                vendor: device.id_vendor(),
                product: device.id_product(),
            },
            // Only tablets that show what is drawn on them can be calibrated.
            screen: kinds.contains(&Kind::Touchscreen)
                || (kinds.contains(&Kind::Tablet) && device.config_calibration_has_matrix()),
            kinds,
            output: property("WL_OUTPUT").map(|name| clean(&name)),
            switches: switches(device),
            settings: Settings::default(),
        }
    }
}

impl About {
    /// Whether pens draw on it.
    pub(super) fn tablet(&self) -> bool {
        self.kinds.contains(&Kind::Tablet)
    }

    /// The output that places on it are on, if the user or the system names one.
    pub(super) fn output(&self) -> Option<&str> {
        self.settings.output().or(self.output.as_deref())
    }

    /// For the trusted side.
    pub(super) fn info(&self) -> InputInfo {
        let settings = self.settings.iter();
        InputInfo {
            name: self.name.clone(),
            kinds: self.kinds.iter().map(|kind| kind.name().into()).collect(),
            id: self.make.to_string(),
            output: self.output().map(str::to_owned),
            settings: settings
                .map(|setting| (setting.name().into(), setting.to_string()))
                .collect(),
        }
    }
}

fn name_of(device: &udev::Device) -> Option<String> {
    let parent = device.parent()?;
    let name = clean(parent.attribute_value("name")?);
    (!name.is_empty()).then_some(name)
}

fn clean(text: &OsStr) -> String {
    Untrusted::new(text.as_bytes()).clean_title().to_string()
}

fn switches(device: &Device) -> Vec<Switch> {
    use smithay::reexports::input::event::switch::Switch as Has;
    let all = [
        (Has::Lid, Switch::Lid),
        (Has::TabletMode, Switch::TabletMode),
    ];
    let here = all
        .into_iter()
        .filter(|(has, _)| device.switch_has_switch(*has) == Ok(true));
    here.map(|(_, switch)| switch).collect()
}

/// What a device with these capabilities is.
fn kinds(can: impl Fn(Can) -> bool, touchpad: bool, stick: bool) -> Vec<Kind> {
    let pointer = match (touchpad, stick) {
        (true, _) => Kind::Touchpad,
        (_, true) => Kind::Trackpoint,
        _ => Kind::Mouse,
    };
    let all = [
        (Can::Keyboard, Kind::Keyboard),
        (Can::Pointer, pointer),
        (Can::Touch, Kind::Touchscreen),
        (Can::TabletTool, Kind::Tablet),
        (Can::TabletPad, Kind::Tablet),
        (Can::Switch, Kind::Switch),
    ];
    let mut kinds: Vec<Kind> = all
        .into_iter()
        .filter_map(|(what, kind)| can(what).then_some(kind))
        .collect();
    kinds.dedup();
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_from_what_a_device_can() {
        let keyboard_and_mouse = |can| matches!(can, Can::Keyboard | Can::Pointer);
        assert_eq!(
            kinds(keyboard_and_mouse, false, false),
            [Kind::Keyboard, Kind::Mouse]
        );
        let pointer = |can| matches!(can, Can::Pointer | Can::Gesture);
        assert_eq!(kinds(pointer, true, false), [Kind::Touchpad]);
        assert_eq!(kinds(pointer, false, true), [Kind::Trackpoint]);
        let pen = |can| matches!(can, Can::TabletTool | Can::TabletPad);
        assert_eq!(kinds(pen, false, false), [Kind::Tablet]);
        assert!(kinds(|_| false, false, false).is_empty());
    }

    #[test]
    fn names_are_cleaned() {
        let name = OsStr::from_bytes(b"Evil\x1b[2J\xff\xe2\x80\xaeMouse\n");
        let name = clean(name);
        assert!(name.starts_with("Evil"), "{name}");
        let plain = |c: char| !c.is_control() && c != '\u{202e}';
        assert!(name.chars().all(plain), "{name:?}");
    }
}
