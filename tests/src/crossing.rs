//! Policies for tests of crossing: the cages of `home` with rules of the test's own.

use lisere_policy::preset_text;

/// The cages of the preset `home`, with these rules in place of its own.
///
/// # Panics
/// When the preset has no rules.
#[must_use]
pub fn home_with(rules: &str) -> String {
    let text = preset_text("home").expect("the preset");
    let (cages, _) = text.split_once("[[rule]]").expect("its rules");
    format!("{cages}\n{rules}")
}

/// The cages of the preset `home`, with one answer to everything.
#[must_use]
pub fn home_that_says(answer: &str) -> String {
    let rule = |relation: &str| {
        format!(
            "[[rule]]\nrelation = \"{relation}\"\nchannels = [\"clipboard\", \"drag\", \"file\", \
             \"link\"]\nanswer = \"{answer}\"\n"
        )
    };
    home_with(&["up", "down", "disjoint"].map(rule).concat())
}
