//! Desktop entries, as freedesktop.org's specification has them: text in, a program out.

use std::collections::HashMap;

use crate::message::Entry;

/// What the entry is for: our desktop, by the name that programs know it under.
const DESKTOP: &str = "lisere";
/// Bytes of a name, an icon or an argument.
const LONGEST: usize = 1_024;
/// Arguments of a program.
const ARGUMENTS: usize = 64;

/// The entry of that id, if it is a program that is to be shown. `language` is as in `LANG`;
/// `there` says whether a program is there.
pub(super) fn entry(
    id: &str,
    text: &str,
    language: &str,
    there: impl Fn(&str) -> bool,
) -> Option<Entry> {
    let keys = keys(text);
    let get = |key: &str| keys.get(key).copied();
    let set = |key: &str| get(key) == Some("true");
    let listed = |key: &str| get(key).map(|list| list.split(';').any(|name| name == DESKTOP));
    let hidden = set("NoDisplay") || set("Hidden");
    if get("Type") != Some("Application") || hidden {
        return None;
    }
    if listed("OnlyShowIn") == Some(false) || listed("NotShowIn") == Some(true) {
        return None;
    }
    if get("TryExec").is_some_and(|program| !there(&unescaped(program))) {
        return None;
    }
    let name = languages(language).find_map(|tag| get(&format!("Name[{tag}]")));
    let argv = words(&unescaped(get("Exec")?))?;
    let short = |text: &String| text.len() <= LONGEST;
    let name = unescaped(name.or_else(|| get("Name"))?);
    let icon = get("Icon").map(unescaped).filter(short).unwrap_or_default();
    let fits = argv.len() <= ARGUMENTS && argv.iter().all(short) && short(&name);
    fits.then(|| Entry {
        id: id.to_owned(),
        name,
        argv,
        terminal: set("Terminal"),
        icon,
    })
}

/// The keys of the group that matters; the first of each name.
fn keys(text: &str) -> HashMap<&str, &str> {
    let mut keys = HashMap::new();
    let mut inside = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line == "[Desktop Entry]";
        } else if let (true, Some((key, value))) = (inside, line.split_once('=')) {
            keys.entry(key.trim_end()).or_insert(value.trim_start());
        }
    }
    keys
}

/// The tags to look for, the closest first: `sr_YU@Latn`, `sr_YU`, `sr@Latn`, `sr`.
fn languages(language: &str) -> impl Iterator<Item = String> {
    let (before, modifier) = match language.split_once('@') {
        Some((before, modifier)) => (before, format!("@{modifier}")),
        None => (language, String::new()),
    };
    let place = before.split('.').next().unwrap_or_default();
    let tongue = place.split('_').next().unwrap_or_default();
    let tags = [
        format!("{place}{modifier}"),
        place.to_owned(),
        format!("{tongue}{modifier}"),
        tongue.to_owned(),
    ];
    tags.into_iter().filter(|tag| !tag.is_empty())
}

/// A value without the escapes that every string may have.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match rest.next() {
            Some('s') => out.push(' '),
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('\\') => out.push('\\'),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

/// The arguments of an `Exec` line, without what stands for files, links and the like; `None`
/// if it names no program or a quotation has no end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.chars().peekable();
    while let Some(first) = rest.peek().copied() {
        if first == ' ' {
            rest.next();
            continue;
        }
        let (mut word, mut stood, mut quoted) = (String::new(), false, false);
        while let Some(letter) = rest.next_if(|letter| quoted || *letter != ' ') {
            match letter {
                '"' => {
                    quoted = !quoted;
                    stood = true;
                }
                '\\' if quoted => word.push(rest.next()?),
                '%' => match rest.next()? {
                    '%' => word.push('%'),
                    _ => continue,
                },
                other => word.push(other),
            }
        }
        if quoted {
            return None;
        }
        if stood || !word.is_empty() {
            words.push(word);
        }
    }
    let program = words
        .first()
        .is_some_and(|program| !program.is_empty() && !program.contains('='));
    program.then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: &str) -> Option<Entry> {
        let there = |program: &str| program != "missing";
        entry(
            "a.b",
            &format!("[Desktop Entry]\nType=Application\n{text}"),
            language,
            there,
        )
    }

    #[test]
    fn a_program_has_its_name_in_the_language_of_the_session() {
        let text = "Name=Files\nName[fr]=Fichiers\nName[sr@Latn]=Fajlovi\nExec=files %U\nIcon=f\n\
                    [Desktop Action new]\nName=New\nExec=files --new";
        let of = |language| read(text, language).unwrap();
        assert_eq!(of("fr_CA.UTF-8").name, "Fichiers");
        assert_eq!(of("sr_YU.UTF-8@Latn").name, "Fajlovi");
        assert_eq!(of("C").name, "Files");
        assert_eq!(of("").argv, ["files"]);
        assert_eq!(
            (of("").icon.as_str(), of("").terminal, of("").id.as_str()),
            ("f", false, "a.b")
        );
    }

    #[test]
    fn what_is_not_for_us_is_left_out() {
        let shown = |more: &str| read(&format!("Name=A\nExec=a\n{more}"), "").is_some();
        assert!(shown(""));
        for more in [
            "NoDisplay=true",
            "Hidden=true",
            "OnlyShowIn=GNOME;KDE;",
            "NotShowIn=lisere;",
            "TryExec=missing",
        ] {
            assert!(!shown(more), "{more}");
        }
        for more in [
            "OnlyShowIn=GNOME;lisere;",
            "NotShowIn=KDE;",
            "TryExec=a",
            "Terminal=true",
        ] {
            assert!(shown(more), "{more}");
        }
        assert!(read("Name=A", "").is_none(), "nothing to start");
        assert!(read("Exec=a", "").is_none(), "no name");
        assert!(
            entry(
                "a",
                "[Desktop Entry]\nType=Link\nName=A\nExec=a",
                "",
                |_| true
            )
            .is_none()
        );
    }

    #[test]
    fn quotations_and_codes_are_as_specified() {
        let words = |line: &str| words(&unescaped(line));
        assert_eq!(words("a --b=%f c%%d %i").unwrap(), ["a", "--b=", "c%d"]);
        assert_eq!(
            words(r#""a b" "\\"c\\"" """#).unwrap(),
            ["a b", "\"c\"", ""]
        );
        assert_eq!(
            words(r#"sh -c "echo \\$HOME; \\`x\\`""#).unwrap()[2],
            "echo $HOME; `x`"
        );
        assert_eq!(words(r"a\sb").unwrap(), ["a", "b"]);
        for bad in ["", "   ", "\"a", "%f", "A=b c", "a %", "\"a\\"] {
            assert_eq!(words(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_too_long_is_left_out() {
        let long = "x".repeat(LONGEST + 1);
        assert!(read(&format!("Name={long}\nExec=a"), "").is_none());
        assert!(read(&format!("Name=A\nExec=a {long}"), "").is_none());
        assert!(read(&format!("Name=A\nExec=a {}", "b ".repeat(ARGUMENTS)), "").is_none());
        assert_eq!(
            read(&format!("Name=A\nExec=a\nIcon={long}"), "")
                .unwrap()
                .icon,
            ""
        );
    }
}
