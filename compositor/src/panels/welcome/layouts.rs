//! The keyboard layouts that the system knows: its list in, names out.

use std::path::Path;
use std::rc::Rc;

use crate::panels::find::{Fit, fit, folded};
use crate::plain_file;

/// The list that comes with the layouts themselves.
const LIST: &str = "/usr/share/X11/xkb/rules/evdev.lst";
/// The largest list that is read, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// The most layouts.
const MOST: usize = 2_000;
/// Layouts that are there even where the list is not.
const COMMON: &str = "! layout\n  us English (US)\n  gb English (UK)\n  fr French\n  be Belgian\n  \
                      ch German (Switzerland)\n  ca French (Canada)\n  de German\n  es Spanish\n  \
                      it Italian\n  pt Portuguese\n";

/// A layout of the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyboardLayout {
    /// Such as `fr`.
    pub(super) layout: String,
    /// Such as `bepo`, or "".
    pub(super) variant: String,
    /// In English.
    pub(super) name: String,
    key: String,
}

impl KeyboardLayout {
    /// Layout and variant in one.
    pub(super) fn code(&self) -> String {
        match self.variant.as_str() {
            "" => self.layout.clone(),
            variant => format!("{} {variant}", self.layout),
        }
    }

    /// How it fits what is sought, which is folded.
    pub(super) fn fits(&self, sought: &str) -> Option<(bool, Fit)> {
        let code = self.code();
        // Who knows the short name means that very layout.
        let found = fit(sought, &self.key)
            .filter(|fit| *fit != Fit::Letters)
            .or_else(|| fit(sought, &code).filter(|fit| *fit == Fit::Start))?;
        Some((code != sought, found))
    }
}

/// All that the system knows.
pub(super) fn known() -> Rc<[KeyboardLayout]> {
    let bytes = plain_file::read(Path::new(LIST), MOST_BYTES);
    let text = bytes.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned());
    let layouts = text.map(|text| read(&text)).unwrap_or_default();
    match layouts.is_empty() {
        true => read(COMMON).into(),
        false => layouts.into(),
    }
}

/// The layouts of a list, then their variants, each in the list's order.
fn read(text: &str) -> Vec<KeyboardLayout> {
    let mut part = "";
    let mut layouts = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("! ") {
            part = name.trim();
            continue;
        }
        let found = match part {
            "layout" => plain(line),
            "variant" => variant(line),
            _ => None,
        };
        layouts.extend(found);
        if layouts.len() >= MOST {
            break;
        }
    }
    layouts
}

/// `  fr              French`
fn plain(line: &str) -> Option<KeyboardLayout> {
    let (layout, name) = line.trim().split_once(char::is_whitespace)?;
    // An empty layout for one's own files.
    (layout != "custom").then(|| of(layout, "", name))
}

/// `  bepo            fr: French (BEPO)`
fn variant(line: &str) -> Option<KeyboardLayout> {
    let (variant, rest) = line.trim().split_once(char::is_whitespace)?;
    let (layout, name) = rest.trim().split_once(": ")?;
    Some(of(layout, variant, name))
}

fn of(layout: &str, variant: &str, name: &str) -> KeyboardLayout {
    let name = name.trim();
    KeyboardLayout {
        layout: layout.to_owned(),
        variant: variant.to_owned(),
        name: name.to_owned(),
        key: folded(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "! model\n  pc105 Generic\n\n! layout\n  us              English (US)\n  \
                        fr              French\n  custom          A user-defined custom Layout\n\
                        \n! variant\n  bepo            fr: French (BEPO)\n  bad\n\n! option\n  \
                        grp Switching\n";

    #[test]
    fn layouts_and_variants_are_read() {
        let all = read(TEXT);
        let codes: Vec<String> = all.iter().map(KeyboardLayout::code).collect();
        assert_eq!(codes, ["us", "fr", "fr bepo"]);
        assert_eq!(all[2].name, "French (BEPO)");
        assert!(read(COMMON).len() >= 10);
        assert!(read(&"! layout\n".repeat(3)).is_empty());
    }

    #[test]
    fn the_short_name_comes_first() {
        let all = read(TEXT);
        let mut found: Vec<_> = all
            .iter()
            .filter_map(|one| Some((one.fits("fr")?, one.code())))
            .collect();
        found.sort();
        let codes: Vec<&str> = found.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, ["fr", "fr bepo"]);
        assert_eq!(all[0].fits("french"), None);
        assert!(all[0].fits("us").is_some() && all[0].fits("english").is_some());
    }
}
