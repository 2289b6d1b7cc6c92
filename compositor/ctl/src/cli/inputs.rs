//! Input devices for people: one line each.

use crate::InputInfo;

use super::human::{row, table};

/// A table of devices, or why there is none.
pub(super) fn listed(devices: &[InputInfo]) -> String {
    if devices.is_empty() {
        return "no input device: this session has none of its own, or none is plugged in\n".into();
    }
    let head = row(["DEVICE", "KIND", "ID", "OUTPUT", "SETTINGS"]);
    let rows = devices.iter().map(|device| {
        let output = device.output.as_deref().unwrap_or("–");
        let settings = device.settings.iter();
        let settings: Vec<String> = settings
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let settings = match settings.is_empty() {
            true => "–".into(),
            false => settings.join(" "),
        };
        row([
            &device.name,
            &device.kinds.join(" "),
            &device.id,
            output,
            &settings,
        ])
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_an_aligned_table() {
        let pad: InputInfo = serde_json::from_str(
            r#"{"name":"Pad\u001b[2J","kinds":["touchpad"],"id":"06cb:0001","output":null,
                "settings":{"tap":"true","natural_scroll":"true"}}"#,
        )
        .unwrap();
        let mouse = InputInfo {
            name: "Keyboard".into(),
            kinds: vec!["keyboard".into(), "mouse".into()],
            id: "0001:0002".into(),
            output: Some("DP-1".into()),
            settings: std::collections::BTreeMap::new(),
        };
        assert_eq!(
            listed(&[pad, mouse]),
            "DEVICE    KIND            ID         OUTPUT  SETTINGS\n\
             Pad\u{fffd}[2J   touchpad        06cb:0001  –       natural_scroll=true tap=true\n\
             Keyboard  keyboard mouse  0001:0002  DP-1    –\n"
        );
        assert!(listed(&[]).starts_with("no input device"));
    }
}
