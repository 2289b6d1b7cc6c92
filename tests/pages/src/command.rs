//! The page of a command: what its definition says, then what only people can tell.

use std::io;

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// What the definition of `lisere` does not say.
pub(crate) const LISERE: &str = include_str!("../../../assets/man/lisere.1");
/// What the definition of `liserectl` does not say.
pub(crate) const LISERECTL: &str = include_str!("../../../assets/man/liserectl.1");

/// What the definition of `lisere-cage` does not say.
pub(crate) const LISERE_CAGE: &str = include_str!("../../../assets/man/lisere-cage.1");
/// What the definition of `lisere-lists` does not say.
pub(crate) const LISERE_LISTS: &str = include_str!("../../../assets/man/lisere-lists.1");

/// The whole page.
pub(crate) fn page(mut definition: Command, sections: &str) -> io::Result<Vec<u8>> {
    // Each verb then knows the command it belongs to.
    definition.build();
    let man = Man::new(definition.clone());
    // Without a date, so that the same sources make the same page.
    let title = format!(
        ".TH {} 1 \"\" \"Liseré {}\" \"Liseré\"\n",
        definition.get_name(),
        env!("CARGO_PKG_VERSION")
    );
    let mut page = title.into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    let (before, after) = sections.split_once("@options@\n").unwrap_or(("", sections));
    page.extend_from_slice(before.as_bytes());
    man.render_options_section(&mut page)?;
    if definition.has_subcommands() {
        verbs(&definition).to_writer(&mut page)?;
    }
    page.extend_from_slice(after.as_bytes());
    Ok(page)
}

/// Every verb with its arguments; a verb of verbs gives its own.
fn verbs(definition: &Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    let shown = |verb: &&Command| !verb.is_hide_set() && verb.get_name() != "help";
    for verb in definition.get_subcommands().filter(shown) {
        if verb.has_subcommands() {
            for inner in verb.get_subcommands().filter(shown) {
                describe(&mut roff, inner);
            }
        } else {
            describe(&mut roff, verb);
        }
    }
    roff
}

fn describe(roff: &mut Roff, verb: &Command) {
    let usage = verb.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    roff.control("TP", []).text([bold(usage)]);
    let about = verb.get_about().map(ToString::to_string);
    roff.text([roman(about.unwrap_or_default() + ".")]);
    let own = |arg: &&Arg| !arg.is_hide_set() && !arg.is_global_set() && arg.get_id() != "help";
    let described = verb.get_arguments().filter(own);
    for arg in described.filter(|arg| arg.get_help().is_some()) {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        roff.control("RS", []).control("TP", []);
        roff.text([bold(called(arg))]).text([roman(help + ".")]);
        roff.control("RE", []);
    }
}

/// `-v`, `--verbose` or the place's name.
fn called(arg: &Arg) -> String {
    let value = || {
        let names = arg.get_value_names().unwrap_or_default().iter();
        names.map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) if arg.get_action().takes_values() => format!("--{long} {}", value()),
        (None, Some(long)) => format!("--{long}"),
        _ => value(),
    }
}
