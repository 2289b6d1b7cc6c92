//! `cargo xtask tour`: a working day in pictures, each of them what the real core shows.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::packages;
use crate::report::say;
use crate::tool::{Done, cargo, root, run, target};

/// Where the pictures are kept that the day is held against.
const KEPT: &str = "tests/tests/tour/golden";

/// Each picture's name, and what is to be seen on it.
const DAY: [(&str, &str); 14] = [
    (
        "01-first-start",
        "The first start: language, keyboard, policy and seal, all to be skipped.",
    ),
    (
        "02-launcher",
        "The launcher: a few letters, and the cage that the program will run in.",
    ),
    (
        "03-tiles",
        "Four levels side by side, tiled; the bar names the one that has the keys.",
    ),
    (
        "04-lens",
        "The attention key: who every window is, and which one the keys go back to.",
    ),
    (
        "05-prompt",
        "Text is to go up: what would arrive, cleaned, under the user’s own seal.",
    ),
    (
        "06-denied",
        "Text would have gone down: the bar says which rule refused it.",
    ),
    (
        "07-overview",
        "All windows of all workspaces, live and in their frames.",
    ),
    (
        "08-switcher",
        "Alt + Tab, among likenesses in their cages’ frames.",
    ),
    (
        "09-lock",
        "Locked: no window is seen, and the seal says who asks.",
    ),
    (
        "10-lens-fr",
        "The lens in French, under the French policy, at scale 1.5.",
    ),
    (
        "11-prompt-fr",
        "A question in French: from Diffusion Restreinte up to Secret.",
    ),
    ("12-lock-fr", "Locked, in French, at scale 2."),
    (
        "13-notices",
        "What programs tell the user, on cards in their cages’ colours.",
    ),
    (
        "14-frozen",
        "A frozen cage: covered, and nothing of it moves until it is thawed.",
    ),
];

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Compare what is drawn now with the pictures that are kept, exactly
    #[arg(long)]
    check: bool,
    /// Where the pictures and their page go; `tour` in the target folder if nothing is said
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Draws the day, or checks it, and puts it on a page.
pub(crate) fn run_day(options: &Options) -> Done {
    packages::install(&packages::FOR_BUILD)?;
    let out = options.out.clone().unwrap_or_else(|| target().join("tour"));
    fs::create_dir_all(&out).map_err(|error| fault(&out, &error))?;
    let out = out.canonicalize().map_err(|error| fault(&out, &error))?;
    let mut tests = cargo(["test", "--package", "lisere-tests", "--test", "tour"]);
    if !options.check {
        tests.env("LISERE_TOUR", &out);
    }
    run(&mut tests)?;
    if options.check {
        for (name, _) in DAY {
            let file = format!("{name}.png");
            let (from, to) = (root().join(KEPT).join(&file), out.join(file));
            fs::copy(&from, &to).map_err(|error| fault(&from, &error))?;
        }
    }
    let page = out.join("index.html");
    fs::write(&page, html()).map_err(|error| fault(&page, &error))?;
    say(&format!(
        "tour: {} pictures, see {}",
        DAY.len(),
        page.display()
    ));
    Ok(())
}

fn fault(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}; --out chooses another folder", path.display())
}

/// The page, on which each picture has its number and a line.
fn html() -> String {
    let mut page = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><title>A day in Liseré</title>\
         <style>body{font:17px/1.5 sans-serif;max-width:1200px;margin:48px auto;padding:0 24px;\
         color:#1e232d}img{width:100%;height:auto;border-radius:6px}\
         figure{margin:0 0 48px}figcaption{margin:8px 2px}</style>\n<h1>A day in Liseré</h1>\n",
    );
    for (at, (name, line)) in DAY.iter().enumerate() {
        let number = at + 1;
        // Writing to a string can't fail.
        let _ = writeln!(
            page,
            "<figure><img src=\"{name}.png\" alt=\"{line}\">\
             <figcaption>{number}. {line}</figcaption></figure>"
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_has_its_line_and_its_place_in_the_readme() {
        let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
        let folder = fs::read_dir(root().join(KEPT)).expect("pictures");
        let mut kept: Vec<String> = folder
            .filter_map(|file| file.ok()?.file_name().into_string().ok())
            .filter_map(|file| file.strip_suffix(".png").map(str::to_owned))
            .collect();
        kept.sort();
        assert_eq!(kept, DAY.map(|(name, _)| name));
        for (name, line) in DAY {
            assert!(readme.contains(&format!("{KEPT}/{name}.png")), "{name}");
            assert!(readme.contains(line), "{name}: {line}");
        }
        assert_eq!(html().matches("<figure>").count(), DAY.len());
    }
}
