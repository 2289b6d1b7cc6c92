//! What came of the suite, protocol by protocol.

use super::suite::{Outcome, Outcomes};
use crate::report::say;

/// Which protocol a test is about, by what its name has in it; the first that fits.
const AREAS: &[(&str, &str)] = &[
    ("SelfTest", "the suite itself"),
    ("unstable_v6", "xdg-shell, unstable"),
    ("UnstableV6", "xdg-shell, unstable"),
    ("layer_shell", "layer-shell"),
    ("Layer", "layer-shell"),
    ("ForeignToplevel", "foreign-toplevel"),
    ("VirtualPointer", "virtual-pointer"),
    ("TextInput", "text input and methods"),
    ("PointerConstraints", "pointer constraints"),
    ("RelativePointer", "relative pointer"),
    ("CopyCutPaste", "clipboard"),
    ("PrimarySelection", "primary selection"),
    ("Output", "outputs"),
    ("Subsurface", "subsurfaces"),
    ("V6", "xdg-shell, unstable"),
    ("Xdg", "xdg-shell"),
    ("Touch", "touch"),
    ("InputCombinations", "pointer and touch"),
    ("SurfacePointerMotion", "pointer and touch"),
    ("", "surfaces and buffers"),
];

/// Passed, failed and skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row([usize; 3]);

impl Row {
    fn of(outcomes: &Outcomes, area: Option<&str>) -> Self {
        let about = |name: &str| area.is_none_or(|area| area_of(name) == area);
        let mut row = Self::default();
        for (_, outcome) in outcomes.iter().filter(|(name, _)| about(name)) {
            let [passed, failed, skipped] = &mut row.0;
            *match outcome {
                Outcome::Passed => passed,
                Outcome::Failed(_) => failed,
                Outcome::Skipped(_) => skipped,
            } += 1;
        }
        row
    }

    fn text(self) -> String {
        self.0.map(|count| format!("{count:>7}")).concat()
    }
}

fn area_of(name: &str) -> &'static str {
    let mut areas = AREAS.iter();
    let found = areas.find(|(part, _)| name.contains(part));
    found.map_or("", |(_, area)| area)
}

/// Prints a row for each protocol and one for all, Mir's counts beside ours.
pub(super) fn show(ours: &Outcomes, mir: Option<&Outcomes>) {
    let head = " passed failed skipped";
    let beside = mir.map_or(String::new(), |_| format!("   Mir:{head}"));
    say(&format!("  {:<24}{head}{beside}", ""));
    let mut areas: Vec<&str> = AREAS.iter().map(|(_, area)| *area).collect();
    areas.sort_unstable();
    areas.dedup();
    let there = areas.into_iter().map(Some).chain([None]);
    for area in there {
        let row = Row::of(ours, area);
        let beside = mir.map(|mir| Row::of(mir, area));
        if row == Row::default() && beside.is_none_or(|row| row == Row::default()) {
            continue;
        }
        let beside = beside.map_or(String::new(), |row| format!("       {}", row.text()));
        let name = area.unwrap_or("all");
        say(&format!("  {name:<24}{}{beside}", row.text()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_about_protocols() {
        let v6 = "Anchor/XdgPopupPositionerTest.xdg_shell_unstable_v6_popup_placed_correctly/0";
        assert_eq!(area_of(v6), "xdg-shell, unstable");
        assert_eq!(area_of("XdgToplevelStableTest.defaults"), "xdg-shell");
        assert_eq!(area_of("XdgToplevelV6Test.defaults"), "xdg-shell, unstable");
        assert_eq!(
            area_of("XdgOutputV1Test.xdg_output_properties_set"),
            "outputs"
        );
        assert_eq!(area_of("BadBufferTest.x"), "surfaces and buffers");
    }

    #[test]
    fn rows_count() {
        let outcomes = Outcomes::from([
            ("BadBufferTest.a".into(), Outcome::Passed),
            ("BadBufferTest.b".into(), Outcome::Failed(String::new())),
            ("SelfTest.c".into(), Outcome::Skipped(String::new())),
        ]);
        assert_eq!(Row::of(&outcomes, None), Row([1, 1, 1]));
        assert_eq!(
            Row::of(&outcomes, Some("surfaces and buffers")),
            Row([1, 1, 0])
        );
    }
}
