//! What is said about the programs: a line each while they run, a table, and a page of pictures.

use std::fmt::Write as _;
use std::process::Command;

use super::play::Outcome;
use super::table::Program;
use crate::tool::output;

impl Outcome {
    /// Whether it went as the table says.
    pub(super) fn passed(&self) -> bool {
        self.fault.is_none()
    }

    /// `yes`, `no` where it was known not to, or `failed`.
    fn works(&self) -> &'static str {
        match (&self.fault, self.program.fails) {
            (Some(_), _) => "failed",
            (None, Some(_)) => "no",
            (None, None) => "yes",
        }
    }

    fn remark(&self) -> &str {
        self.fault.as_deref().unwrap_or(self.program.note)
    }

    /// For whoever watches.
    pub(super) fn line(&self) -> String {
        format!(
            "{:6}  {}: {}",
            self.works(),
            self.program.name,
            self.remark()
        )
    }
}

/// Debian's version of a program.
fn version(program: &Program) -> String {
    let package = program.packages.first().copied().unwrap_or_default();
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${Version}", package]);
    output(&mut query).unwrap_or_else(|| "unknown".into())
}

/// The page, as Markdown: when, a table, and the pictures that lie beside it.
pub(super) fn page(outcomes: &[Outcome], versions: impl Fn(&Program) -> String) -> String {
    let mut date = Command::new("date");
    let date = output(date.args(["-u", "+%-d %B %Y"]).env("LC_ALL", "C")).unwrap_or_default();
    let mut page = format!("# Real programs\n\n{}.\n\n", date.trim());
    page += "| program | version | cage | works | what was done, or why not |\n";
    page += "|---|---|---|---|---|\n";
    for outcome in outcomes {
        let Program { name, cage, .. } = outcome.program;
        let remark = outcome.remark().replace('\n', " ").replace('|', "/");
        let version = versions(outcome.program);
        let works = outcome.works();
        // A String takes all that is written to it.
        let _ = writeln!(page, "| {name} | {version} | {cage} | {works} | {remark} |");
    }
    for outcome in outcomes
        .iter()
        .filter(|outcome| !outcome.pictures.is_empty())
    {
        let name = outcome.program.name;
        let _ = writeln!(page, "\n## {name}\n");
        for picture in &outcome.pictures {
            let _ = writeln!(page, "![{name}]({picture})");
        }
    }
    page
}

/// The page with the versions that are installed.
pub(super) fn page_here(outcomes: &[Outcome]) -> String {
    page(outcomes, version)
}

#[cfg(test)]
mod tests {
    use super::super::table::chosen;
    use super::*;

    #[test]
    fn the_page_has_a_line_for_each_and_its_pictures() {
        let program = |name: &str| chosen(&[name.to_owned()]).unwrap()[0];
        let outcome = |name, fault: Option<&str>, pictures: &[&str]| Outcome {
            program: program(name),
            fault: fault.map(Into::into),
            pictures: pictures.iter().map(|&p| p.into()).collect(),
        };
        let outcomes = [
            outcome("foot", None, &["foot-1.png"]),
            outcome("mpv", Some("waited | in\nvain"), &[]),
            outcome("weston-editor", None, &[]),
        ];
        assert!(outcomes[0].passed() && !outcomes[1].passed() && outcomes[2].passed());
        let page = page(&outcomes, |_| "1.0".into());
        assert!(page.contains("| foot | 1.0 | work | yes | typed"), "{page}");
        assert!(
            page.contains("| mpv | 1.0 | work | failed | waited / in vain |"),
            "{page}"
        );
        assert!(
            page.contains("| weston-editor | 1.0 | work | no | knows"),
            "{page}"
        );
        assert!(page.contains("## foot\n\n![foot](foot-1.png)"), "{page}");
        assert!(!page.contains("## mpv"), "{page}");
    }
}
