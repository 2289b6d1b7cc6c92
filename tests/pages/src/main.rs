//! `lisere-pages FOLDER`: writes every manual page and completion into a folder.

mod command;
mod files;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use lisere::cli::Cli;

/// A page's or completion's file name and bytes.
type Page = (String, Vec<u8>);

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return fault("say into which folder the pages go");
    };
    match pages().and_then(|pages| write(&folder, &pages)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fault(&format!("{}: {error}", folder.display())),
    }
}

fn fault(text: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "lisere-pages: {text}");
    ExitCode::FAILURE
}

/// Everything there is to write.
fn pages() -> std::io::Result<Vec<Page>> {
    let commands = [
        (Cli::command(), command::LISERE),
        (liserectl::cli::definition(), command::LISERECTL),
        (lisere_cage::client::definition(), command::LISERE_CAGE),
        (lisere_lists::cli::definition(), command::LISERE_LISTS),
    ];
    let mut pages = files::pages();
    for (definition, sections) in commands {
        let name = definition.get_name().to_owned();
        let page = command::page(definition.clone(), sections)?;
        pages.push((format!("{name}.1"), page));
        let shells = [
            (Shell::Bash, format!("{name}.bash")),
            (Shell::Zsh, format!("_{name}")),
            (Shell::Fish, format!("{name}.fish")),
        ];
        for (shell, file) in shells {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut definition.clone(), &name, &mut text);
            pages.push((file, text));
        }
    }
    Ok(pages)
}

fn write(folder: &Path, pages: &[Page]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    pages
        .iter()
        .try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> String {
        let pages = pages().unwrap();
        let (_, text) = pages.into_iter().find(|(known, _)| known == name).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn every_verb_and_option_is_described() {
        for (page, definition) in [
            ("lisere.1", Cli::command()),
            ("liserectl.1", liserectl::cli::definition()),
            ("lisere-cage.1", lisere_cage::client::definition()),
            ("lisere-lists.1", lisere_lists::cli::definition()),
        ] {
            let page = text(page).replace('\\', "");
            for option in definition.get_arguments().filter_map(|arg| arg.get_long()) {
                assert!(page.contains(&format!("--{option}")), "{option}");
            }
            for verb in definition
                .get_subcommands()
                .filter(|verb| !verb.is_hide_set())
            {
                assert!(page.contains(verb.get_name()), "{}", verb.get_name());
            }
            for section in ["FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES"] {
                assert!(page.contains(&format!(".SH \"{section}\"\n")), "{section}");
            }
        }
        assert!(!text("liserectl.1").contains("made-up input"));
    }

    #[test]
    fn tables_are_those_of_the_program() {
        let preferences = text("lisere-preferences.5");
        for action in lisere::bindings::KeyAction::names() {
            let action = action.replace('-', "\\-");
            let known = preferences.contains(&action) || action.contains("workspace\\-");
            assert!(known, "{action}");
        }
        assert!(preferences.contains("Super+Shift+E"));
        assert!(text("lisere-policy.5").contains("popup\\-area\\-percent"));
    }

    /// The keys that the program names when it meets one that it does not know.
    fn keys_of(section: &str) -> Vec<String> {
        let text = format!("{section}\nqqqqqqqqqqqq = 1\n");
        let faults = lisere::preferences::Preferences::parse(&text).unwrap_err();
        let fault = faults.iter().find(|fault| fault.message.contains("qqqq"));
        let help = fault.unwrap().suggestion.clone().unwrap();
        let keys = help.strip_prefix("its keys are ").unwrap();
        keys.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn every_preference_is_described() {
        let page = text("lisere-preferences.5").replace('\\', "");
        for section in [
            "",
            "[keyboard]",
            "[input.mouse]",
            "[[input.device]]",
            "[gestures]",
            "[[output]]",
            "[idle]",
            "[night_light]",
        ] {
            for key in keys_of(section) {
                assert!(page.contains(&key), "{section} {key}");
            }
        }
    }

    #[test]
    fn the_example_is_a_policy() {
        let page = text("lisere-policy.5");
        let example = page.split(".SH \"EXAMPLES\"\n.nf\n").nth(1).unwrap();
        let example = example.split("\n.fi").next().unwrap().replace('\\', "");
        let themes = |name: &str| lisere_policy::builtin_theme(name).map(str::to_owned);
        let policy = lisere_policy::Policy::parse(&example, &themes);
        let policy = policy.unwrap_or_else(|faults| panic!("{}", faults.render("page", &example)));
        assert_eq!(policy.cages().len(), 4);
    }

    #[test]
    fn every_right_is_explained() {
        let page = text("lisere-policy.5").replace('\\', "");
        let (_, rights) = page.split_once(".SS \"Rights\"").unwrap();
        for right in lisere_policy::Rights::NAMES {
            let alone = rights.contains(&format!(".B {right}\n"));
            assert!(alone || rights.contains(&format!("fB{right}fR")), "{right}");
        }
    }

    #[test]
    fn no_mark_is_left() {
        for (name, text) in pages().unwrap() {
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains("\n@") && !text.is_empty(), "{name}");
        }
    }

    #[test]
    fn they_land_in_the_folder() {
        let folder = std::env::temp_dir().join(format!("lisere-pages-{}", std::process::id()));
        write(&folder, &pages().unwrap()).unwrap();
        let found = std::fs::read_dir(&folder).unwrap().count();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, 18);
    }
}
