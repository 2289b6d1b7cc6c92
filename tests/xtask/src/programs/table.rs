//! Which real programs are tried, in which cages, and what is done in each.

mod browsers;
mod desk;
mod documents;
mod toolkits;
mod weston;

/// A real program, and how it is seen to work.
#[derive(Debug)]
pub(super) struct Program {
    /// What it is called in reports and by `--only`.
    pub(super) name: &'static str,
    /// Debian's packages that it needs; the first one's version is reported.
    pub(super) packages: &'static [&'static str],
    /// A cage of the preset `home`.
    pub(super) cage: &'static str,
    /// It and its arguments.
    pub(super) argv: &'static [&'static str],
    /// Files of the cage's home, by path there and contents.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// How many colours its window has at least.
    pub(super) colours: usize,
    /// What is done and has to come of it, in order.
    pub(super) steps: &'static [Step],
    /// What it says when it ends by itself; none where it has to work.
    pub(super) fails: Option<&'static str>,
    /// What a reader should know.
    pub(super) note: &'static str,
}

/// The most common values of its fields.
const PLAIN: Program = Program {
    name: "",
    packages: &[],
    cage: "work",
    argv: &[],
    files: &[],
    colours: 3,
    steps: &[],
    fails: None,
    note: "",
};

/// An act of the user, or something that has to be so soon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A new window of the cage, with that in its title or app id, is framed, named and drawn.
    Window(&'static str),
    /// Types a text.
    Type(&'static str),
    /// Presses a chord.
    Key(&'static str),
    /// Clicks there.
    Click(At),
    /// Clicks there with the right button.
    RightClick(At),
    /// Lets the pointer rest there.
    Hover(At),
    /// Drags from there to there.
    Drag(At, At),
    /// What a chord of the desktop could do to the window.
    Action(&'static str),
    /// So many popups of the window are open.
    Popups(usize),
    /// The content is not what it was before the last act.
    Changed,
    /// A window of the cage has that in its title.
    Title(&'static str),
    /// A file of the cage's home has that in it.
    File(&'static str, &'static str),
    /// The program has written that to its output.
    Said(&'static str),
    /// The window fills the output, framed and below the bar, or no longer does.
    Fullscreen(bool),
    /// The window is gone; the one below it is meant from then on.
    Gone,
    /// Takes a picture for the report.
    Shot,
}

/// A place in a window's content: shares of its width and height, and logical pixels from there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At(
    pub(super) f64,
    pub(super) f64,
    pub(super) f64,
    pub(super) f64,
);

/// A place by shares alone.
const fn share(across: f64, down: f64) -> At {
    At(across, down, 0.0, 0.0)
}

/// A place from the upper left corner.
const fn left(x: f64, y: f64) -> At {
    At(0.0, 0.0, x, y)
}

/// A place from the upper right corner, leftwards and down.
const fn right(x: f64, y: f64) -> At {
    At(1.0, 0.0, -x, y)
}

/// All of them, in the order of the report.
pub(super) fn all() -> impl Iterator<Item = &'static Program> {
    let parts = [
        desk::PROGRAMS,
        toolkits::PROGRAMS,
        browsers::PROGRAMS,
        documents::PROGRAMS,
        weston::PROGRAMS,
    ];
    parts.into_iter().flatten()
}

/// Those that were named, by whole names or beginnings; all of them where none was.
///
/// # Errors
/// A name that no program has, and which there are.
pub(super) fn chosen(names: &[String]) -> Result<Vec<&'static Program>, String> {
    let meant = |program: &Program, name: &String| program.name.starts_with(name.as_str());
    let unknown = names
        .iter()
        .find(|name| !all().any(|program| meant(program, name)));
    if let Some(name) = unknown {
        let known: Vec<_> = all().map(|program| program.name).collect();
        let known = known.join(", ");
        return Err(format!("no program is called {name}; there are {known}"));
    }
    let wanted =
        |program: &&Program| names.is_empty() || names.iter().any(|name| meant(program, name));
    Ok(all().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_sound() {
        let mut names = BTreeSet::new();
        let cages = ["disposable", "web", "personal", "work", "bank", "vault"];
        for program in all() {
            let name = program.name;
            assert!(names.insert(name), "{name} stands there twice");
            assert!(
                !program.packages.is_empty() && !program.argv.is_empty(),
                "{name}"
            );
            assert!(cages.contains(&program.cage), "{name}: {}", program.cage);
            assert!(program.colours > 0, "{name}");
            if program.fails.is_some() {
                assert!(
                    program.steps.is_empty() && !program.note.is_empty(),
                    "{name}"
                );
                continue;
            }
            let steps = program.steps;
            assert!(matches!(steps.first(), Some(Step::Window(_))), "{name}");
            assert!(
                steps.iter().any(|step| matches!(step, Step::Shot)),
                "{name}"
            );
            let acts = |step: &Step| {
                !matches!(
                    step,
                    Step::Window(_) | Step::Shot | Step::Title(_) | Step::Changed
                )
            };
            let lives = steps
                .iter()
                .any(|step| matches!(step, Step::Changed | Step::Title(_)));
            assert!(lives || steps.iter().any(acts), "{name} does nothing");
        }
    }

    #[test]
    fn programs_are_chosen_by_the_beginnings_of_their_names() {
        let names = |list: &[&str]| -> Vec<String> { list.iter().map(|&n| n.into()).collect() };
        assert_eq!(chosen(&[]).unwrap().len(), all().count());
        assert!(chosen(&names(&["foot"])).unwrap().len() == 1);
        assert!(chosen(&names(&["firefox", "mpv"])).unwrap().len() > 2);
        let fault = chosen(&names(&["foot", "emacs"])).unwrap_err();
        assert!(fault.contains("emacs") && fault.contains("mpv"), "{fault}");
    }
}
