//! Where a point of a touch screen or an absolute pointer lies among the outputs.

use smithay::utils::{Logical, Point, Rectangle, Size, Transform};

use crate::outputs::{Outputs, Screen};

/// Connectors of panels that are built in.
const BUILT_IN: [&str; 3] = ["eDP", "LVDS", "DSI"];

/// Where an output is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputPlace<'a> {
    /// Its name, which is its connector's, such as `eDP-1`.
    pub name: &'a str,
    /// The room it takes in the global logical space.
    pub area: Rectangle<i32, Logical>,
    /// How its picture is turned.
    pub transform: Transform,
}

impl<'a> OutputPlace<'a> {
    /// Where every output is.
    #[must_use]
    pub fn all(outputs: &'a Outputs) -> Vec<OutputPlace<'a>> {
        outputs.iter().map(OutputPlace::of).collect()
    }

    fn of(screen: &'a Screen) -> OutputPlace<'a> {
        OutputPlace {
            name: &screen.name,
            area: screen.area(),
            transform: screen.transform,
        }
    }

    /// Whether it is the machine's own panel.
    fn built_in(&self) -> bool {
        let connector = self
            .name
            .rsplit_once('-')
            .map_or(self.name, |(kind, _)| kind);
        BUILT_IN
            .iter()
            .any(|kind| connector == *kind || connector.starts_with(&format!("{kind}-")))
    }

    /// Where in the global logical space a point of the panel is: the panel is
    /// not turned with its picture.
    fn at(&self, unit: Point<f64, Unit>) -> Point<f64, Logical> {
        let area = self.area.to_f64();
        let panel = self.transform.invert().transform_size(area.size);
        let on_panel = Rectangle::new(scaled(unit, panel), Size::default());
        self.transform.transform_rect_in(on_panel, &panel).loc + area.loc
    }
}

/// The space of a device: 0 to 1 from its left and its top edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit;

/// How a device's points are to be placed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mapping<'a> {
    /// The output the user wants.
    pub(super) wanted: Option<&'a str>,
    /// The output the system knows it belongs to.
    pub(super) known: Option<&'a str>,
    /// It is touched where it shows, so that it must be on some output.
    pub(super) screen: bool,
}

/// Where a device's point is; `None` while there is no output.
pub(super) fn place(
    mapping: Mapping<'_>,
    outputs: &[OutputPlace<'_>],
    unit: Point<f64, Unit>,
) -> Option<Point<f64, Logical>> {
    // A calibration may lead out of the device.
    let within = |part: f64| {
        if part.is_nan() {
            0.0
        } else {
            part.clamp(0.0, 1.0)
        }
    };
    let unit = Point::from((within(unit.x), within(unit.y)));
    if let Some(output) = output_of(mapping, outputs) {
        return Some(output.at(unit));
    }
    let areas = outputs.iter().map(|output| output.area);
    let all = areas.reduce(Rectangle::merge)?.to_f64();
    Some(scaled(unit, all.size) + all.loc)
}

/// The one output a device is on, if it is not on all.
fn output_of<'o, 'n>(
    mapping: Mapping<'_>,
    outputs: &'o [OutputPlace<'n>],
) -> Option<&'o OutputPlace<'n>> {
    if let [only] = outputs {
        return Some(only);
    }
    let named = |name: Option<&str>| outputs.iter().find(|output| Some(output.name) == name);
    let screen = || {
        let built_in = outputs.iter().find(|output| output.built_in());
        built_in.or(outputs.first()).filter(|_| mapping.screen)
    };
    named(mapping.wanted)
        .or_else(|| named(mapping.known))
        .or_else(screen)
}

fn scaled(unit: Point<f64, Unit>, size: Size<f64, Logical>) -> Point<f64, Logical> {
    Point::from((unit.x * size.w, unit.y * size.h))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, x: i32, size: (i32, i32), transform: Transform) -> OutputPlace<'_> {
        OutputPlace {
            name,
            area: Rectangle::new((x, 0).into(), size.into()),
            transform,
        }
    }

    fn two() -> [OutputPlace<'static>; 2] {
        [
            output("HDMI-A-1", 0, (1000, 500), Transform::Normal),
            output("eDP-1", 1000, (400, 300), Transform::Normal),
        ]
    }

    fn at(mapping: Mapping<'_>, outputs: &[OutputPlace<'_>], unit: (f64, f64)) -> (f64, f64) {
        let point = place(mapping, outputs, unit.into()).unwrap();
        (point.x, point.y)
    }

    fn screen() -> Mapping<'static> {
        Mapping {
            screen: true,
            ..Mapping::default()
        }
    }

    #[test]
    fn an_absolute_pointer_is_on_all_outputs() {
        let none = Mapping::default();
        assert_eq!(at(none, &two(), (0.5, 0.5)), (700.0, 250.0));
        assert_eq!(at(none, &two(), (1.0, 1.0)), (1400.0, 500.0));
        assert_eq!(at(none, &two()[1..], (0.5, 0.5)), (1200.0, 150.0));
        assert_eq!(place(none, &[], (0.5, 0.5).into()), None);
    }

    #[test]
    fn a_wish_counts_before_what_is_known_before_a_guess() {
        let mut mapping = screen();
        assert_eq!(at(mapping, &two(), (0.0, 0.0)), (1000.0, 0.0), "built in");
        mapping.known = Some("HDMI-A-1");
        assert_eq!(at(mapping, &two(), (0.5, 0.5)), (500.0, 250.0));
        mapping.wanted = Some("eDP-1");
        assert_eq!(at(mapping, &two(), (0.0, 0.0)), (1000.0, 0.0));
        mapping.wanted = Some("DP-9");
        assert_eq!(at(mapping, &two(), (0.5, 0.5)), (500.0, 250.0), "not there");
        let pointer = Mapping {
            wanted: Some("eDP-1"),
            ..Mapping::default()
        };
        assert_eq!(at(pointer, &two(), (0.5, 0.5)), (1200.0, 150.0));
    }

    #[test]
    fn a_screen_without_a_panel_is_the_first() {
        let mut outputs = two();
        outputs[1].name = "DP-1";
        assert_eq!(at(screen(), &outputs, (0.5, 0.5)), (500.0, 250.0));
    }

    #[test]
    fn panels_are_known_by_their_connectors() {
        for (name, built_in) in [
            ("eDP-1", true),
            ("LVDS-1", true),
            ("DSI-2", true),
            ("DP-1", false),
            ("eDPx-1", false),
            ("", false),
        ] {
            let output = output(name, 0, (1, 1), Transform::Normal);
            assert_eq!(output.built_in(), built_in, "{name}");
        }
    }

    /// The panel's top left corner and a point right of it, on the turned picture.
    #[test]
    fn a_turned_picture_turns_the_points_of_its_panel() {
        for (transform, corner, right) in [
            (Transform::Normal, (0.0, 0.0), (50.0, 0.0)),
            (Transform::_90, (100.0, 0.0), (100.0, 100.0)),
            (Transform::_180, (100.0, 200.0), (50.0, 200.0)),
            (Transform::_270, (0.0, 200.0), (0.0, 100.0)),
            (Transform::Flipped, (100.0, 0.0), (50.0, 0.0)),
        ] {
            let outputs = [output("eDP-1", 0, (100, 200), transform)];
            let told = [(0.0, 0.0), (0.5, 0.0)].map(|unit| at(screen(), &outputs, unit));
            assert_eq!(told, [corner, right], "{transform:?}");
        }
    }

    #[test]
    fn points_stay_within() {
        let none = Mapping::default();
        assert_eq!(at(none, &two(), (-0.5, 1.5)), (0.0, 500.0));
        assert_eq!(at(none, &two(), (f64::NAN, f64::INFINITY)), (0.0, 500.0));
    }
}
