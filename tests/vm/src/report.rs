//! What a run leaves: a page with a line and the pictures of each check, and lines for people.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

/// One line on standard output; a reader that went away is no reason to stop.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A check that has run.
#[derive(Debug)]
struct Line {
    name: &'static str,
    says: &'static str,
    took: Duration,
    fault: Option<String>,
    pictures: Vec<(String, String)>,
    notes: Vec<String>,
}

/// The page being written.
#[derive(Debug)]
pub struct Report {
    folder: PathBuf,
    lines: Vec<Line>,
    pictures: Vec<(String, String)>,
    notes: Vec<String>,
}

impl Report {
    /// A page in this folder, without the pictures of an earlier run.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn new(folder: &Path) -> Result<Report> {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|is| is == "png") {
                fs::remove_file(&path)?;
            }
        }
        // QEMU saves pictures too, whatever folder it was started in.
        Ok(Report {
            folder: folder.canonicalize()?,
            lines: Vec::new(),
            pictures: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// Where to save a picture of the check that runs; `shows` is its caption.
    pub fn picture(&mut self, check: &str, shows: &str) -> PathBuf {
        let file = format!("{check}-{}.png", self.pictures.len() + 1);
        self.pictures.push((file.clone(), shows.to_owned()));
        self.folder.join(file)
    }

    /// Notes something measured by the check that runs.
    pub fn note(&mut self, note: String) {
        say(&format!("  {note}"));
        self.notes.push(note);
    }

    /// Ends the check that ran.
    pub fn done(
        &mut self,
        name: &'static str,
        says: &'static str,
        took: Duration,
        fault: Option<String>,
    ) {
        self.lines.push(Line {
            name,
            says,
            took,
            fault,
            pictures: std::mem::take(&mut self.pictures),
            notes: std::mem::take(&mut self.notes),
        });
    }

    /// How many checks failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.lines
            .iter()
            .filter(|line| line.fault.is_some())
            .count()
    }

    /// How many checks passed.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.lines.len() - self.failed()
    }

    /// Writes the page and says where it is.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self) -> Result<PathBuf> {
        let file = self.folder.join("report.html");
        let lines: String = self.lines.iter().map(Line::html).collect();
        let (passed, failed) = (self.passed(), self.failed());
        let page = format!(
            "<!doctype html><html lang=en-GB><meta charset=utf-8><title>Liseré in a machine of \
             its own</title><style>body{{font:16px sans-serif;margin:2em;max-width:80em}}\
             figure{{display:inline-block;margin:.5em}}img{{max-width:38em;border:1px solid #888}}\
             .failed{{color:#b00}}pre{{white-space:pre-wrap}}</style>\
             <h1>Liseré in a machine of its own</h1><p>{passed} passed, {failed} failed</p>{lines}\n"
        );
        fs::write(&file, page).with_context(|| file.display().to_string())?;
        Ok(file)
    }
}

impl Line {
    fn html(&self) -> String {
        let (class, word) = match self.fault {
            Some(_) => ("failed", "failed"),
            None => ("passed", "passed"),
        };
        let took = self.took.as_secs_f64();
        let fault = self
            .fault
            .as_deref()
            .map(|text| format!("<pre>{}</pre>", escaped(text)));
        let notes: String = self
            .notes
            .iter()
            .map(|note| format!("<p>{}</p>", escaped(note)))
            .collect();
        let figure = |(file, shows): &(String, String)| {
            let shows = escaped(shows);
            format!(
                "<figure><img src=\"{file}\" alt=\"{shows}\"><figcaption>{shows}</figcaption></figure>"
            )
        };
        let figures: String = self.pictures.iter().map(figure).collect();
        format!(
            "\n<h2 class={class}>{} {word}</h2><p>{} ({took:.1} s)</p>{}{notes}{figures}",
            self.name,
            escaped(self.says),
            fault.unwrap_or_default()
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_check_and_no_markup_of_a_guest() {
        let folder = std::env::temp_dir().join(format!("lisere-vm-report-{}", std::process::id()));
        let mut report = Report::new(&folder).unwrap();
        assert!(report.picture("boot", "the bar").ends_with("boot-1.png"));
        report.done("boot", "it boots", Duration::from_secs(2), None);
        let fault = Some("<script>".to_owned());
        report.done("keys", "keys arrive", Duration::from_secs(1), fault);
        let page = fs::read_to_string(report.write().unwrap()).unwrap();
        assert!(page.contains("1 passed, 1 failed") && page.contains("boot-1.png"));
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
