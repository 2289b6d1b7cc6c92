//! Outputs for people: a paragraph each, with every mode.

use crate::{HeadInfo, ModeInfo, Vrr};

use super::human::{row, table};

/// A paragraph for each, a blank line between.
pub(super) fn text(heads: &[HeadInfo]) -> String {
    let texts: Vec<String> = heads.iter().map(one).collect();
    texts.join("\n")
}

fn one(head: &HeadInfo) -> String {
    let rows = [
        row(["output", &head.name]),
        row(["screen", &identity(head)]),
        row(["state", &state(head)]),
        row(["size", &size(head)]),
        row(["place", &place(head)]),
        row(["vrr", vrr(head.vrr)]),
        row(["modes", &modes(&head.modes)]),
    ];
    table(&rows)
}

/// As a `match` in preferences takes it.
fn identity(head: &HeadInfo) -> String {
    let parts = [&head.make, &head.model, &head.serial];
    let said: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    match said.is_empty() {
        true => "says nothing of itself".into(),
        false => said.join(" "),
    }
}

fn state(head: &HeadInfo) -> String {
    match (&head.mirrors, head.on, head.lit) {
        (_, false, _) => "off".into(),
        (Some(source), ..) => format!("mirrors {source}"),
        (None, true, true) => "on".into(),
        (None, true, false) => "on, dark until somebody does something".into(),
    }
}

fn size(head: &HeadInfo) -> String {
    match (head.width_mm, head.height_mm) {
        (0, _) | (_, 0) => "unknown".into(),
        (w, h) => format!("{w} × {h} mm"),
    }
}

fn place(head: &HeadInfo) -> String {
    let (Some(x), Some(y), Some(scale)) = (head.x, head.y, head.scale) else {
        return "–".into();
    };
    let turned = match head.transform.as_deref() {
        None | Some("normal") => String::new(),
        Some(transform) => format!(", turned {transform}"),
    };
    let scale = format!("{scale:.4}");
    let scale = scale.trim_end_matches('0').trim_end_matches('.');
    format!("{x}, {y}, scale {scale}{turned}")
}

fn vrr(vrr: Vrr) -> &'static str {
    match vrr {
        Vrr::Incapable => "the screen cannot",
        Vrr::Off => "off",
        Vrr::On => "on",
    }
}

/// The current mode has a star; a mode that the screen prefers has a plus.
fn modes(modes: &[ModeInfo]) -> String {
    let told = modes.iter().map(|mode| {
        let hertz = f64::from(mode.refresh_mhz) / 1000.0;
        let star = if mode.current { "*" } else { "" };
        let plus = if mode.preferred { "+" } else { "" };
        format!("{}x{}@{hertz:.2}{star}{plus}", mode.width, mode.height)
    });
    told.collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_told_whole() {
        let mode = |height, current, preferred| ModeInfo {
            width: 1920,
            height,
            refresh_mhz: 59_951,
            preferred,
            current,
        };
        let head = HeadInfo {
            name: "DP-1".into(),
            make: "Dell Inc.".into(),
            model: "U2720Q\u{1b}[2J".into(),
            on: true,
            lit: true,
            modes: vec![mode(1200, true, false), mode(1080, false, true)],
            scale: Some(1.25),
            transform: Some("90".into()),
            x: Some(-10),
            y: Some(0),
            ..HeadInfo::default()
        };
        assert_eq!(
            text(&[head]),
            "output  DP-1\n\
             screen  Dell Inc. U2720Q\u{fffd}[2J\n\
             state   on\n\
             size    unknown\n\
             place   -10, 0, scale 1.25, turned 90\n\
             vrr     the screen cannot\n\
             modes   1920x1200@59.95*  1920x1080@59.95+\n"
        );
        let off = text(&[HeadInfo::default()]);
        assert!(off.contains("says nothing") && off.contains("off"), "{off}");
    }
}
