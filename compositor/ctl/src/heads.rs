//! What is connected, and how it is shown: the answer to `outputs`, schema version 1.

use serde::{Deserialize, Serialize};

/// One connected screen. Its maker, model and serial come from the screen itself.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct HeadInfo {
    /// The connector, as preferences name it.
    pub name: String,
    /// Who made it; empty when it does not say.
    pub make: String,
    /// The model; empty when it does not say.
    pub model: String,
    /// Which one it is; empty when it does not say.
    pub serial: String,
    /// Width in millimetres, 0 when unknown.
    pub width_mm: u32,
    /// Height in millimetres, 0 when unknown.
    pub height_mm: u32,
    /// Whether it is used at all.
    pub on: bool,
    /// Whether it is lit now: one that is on is dark while nobody is there.
    pub lit: bool,
    /// What it can show.
    pub modes: Vec<ModeInfo>,
    /// Physical pixels per logical pixel; none when off, as all below.
    pub scale: Option<f64>,
    /// How its picture is turned, as in `status`.
    pub transform: Option<String>,
    /// Logical pixels from the left of the layout.
    pub x: Option<i32>,
    /// Logical pixels from the top of the layout.
    pub y: Option<i32>,
    /// Whether frames come when they are ready: as it is, and as it could be.
    pub vrr: Vrr,
    /// The connector whose picture it shows, if not its own.
    pub mirrors: Option<String>,
}

/// Whether frames come when they are ready.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Vrr {
    /// The screen cannot.
    #[default]
    Incapable,
    /// It can, and is not asked to.
    Off,
    /// They do.
    On,
}

/// One mode of a screen.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct ModeInfo {
    /// Physical pixels.
    pub width: u32,
    /// Physical pixels.
    pub height: u32,
    /// Frames in a thousand seconds.
    pub refresh_mhz: u32,
    /// Whether the screen likes it best.
    pub preferred: bool,
    /// Whether it is the one in use.
    pub current: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_is_stable() {
        let mode = ModeInfo {
            width: 2560,
            height: 1440,
            refresh_mhz: 59_951,
            preferred: true,
            current: true,
        };
        let head = HeadInfo {
            name: "DP-1".into(),
            make: "Dell Inc.".into(),
            on: true,
            lit: true,
            modes: vec![mode],
            scale: Some(1.5),
            vrr: Vrr::Off,
            ..HeadInfo::default()
        };
        let text = r#"{"name":"DP-1","make":"Dell Inc.","model":"","serial":"","width_mm":0,"height_mm":0,"on":true,"lit":true,"modes":[{"width":2560,"height":1440,"refresh_mhz":59951,"preferred":true,"current":true}],"scale":1.5,"transform":null,"x":null,"y":null,"vrr":"off","mirrors":null}"#;
        assert_eq!(serde_json::to_string(&head).unwrap(), text);
        assert_eq!(serde_json::from_str::<HeadInfo>(text).unwrap(), head);
    }
}
