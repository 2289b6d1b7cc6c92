//! Which texts messages hold: names, numbers, paths and what the user wrote, never a sentence,
//! which would be of one language only.

/// Files that declare what can be said.
const SOURCES: [&str; 7] = [
    include_str!("../message.rs"),
    include_str!("../tag.rs"),
    include_str!("../preferences/mod.rs"),
    include_str!("../preferences/devices.rs"),
    include_str!("../cages/mod.rs"),
    include_str!("../files.rs"),
    include_str!("../lock.rs"),
];

/// What texts are, and what holds them.
const HELD: &[(&str, &[&str])] = &[
    (
        "titles of cages and names of levels, which the policy gives, and chords",
        &[
            "Message::Attention",
            "Message::Quarantine",
            "Message::Frozen",
            "Message::Covered",
            "Message::Held",
            "Message::NotStarted",
            "Message::KeptApart",
            "Whose::Cage",
            "Taking::NothingCopied",
            "Giving::Same",
            "Giving::Done",
            "Giving::Placed",
            "Giving::Pictured",
            "Giving::Opened",
            "Giving::Dropped",
            "Giving::NotTaken",
            "Denial::Rule",
            "Denial::Bytes",
            "Denial::Rate",
            "Denial::Locked",
            "Instead::Kinds",
            "Instead::Ways",
            "Instead::Cages",
            "Tag::Emblem",
            "Tag::Focus",
            "Tag::Workspace",
            "Tag::Layout",
            "IndicatorTag::Quarantine",
            "IndicatorTag::Remote",
            "IndicatorTag::Sound",
            "IndicatorTag::Microphone",
            "IndicatorTag::Camera",
            "IndicatorTag::Locked",
            "IndicatorTag::Awake",
            "IndicatorTag::Pointer",
        ],
    ),
    (
        "names of files and folders, and of cages for commands",
        &[
            "Why::NotAtHome",
            "Unfollowed::Fault",
            "Unfollowed::Unread",
            "Unfollowed::NotPlain",
            "FileFault::NotThere",
            "FileFault::NotAllowed",
            "FileFault::Unread",
            "FileFault::NotOpen",
            "FileFault::Link",
            "FileFault::Irregular",
            "FileFault::Changed",
            "FileFault::Full",
            "FileFault::TooLargeForDisk",
            "FileFault::TooLarge",
            "FileFault::Uncopied",
            "FileFault::Home",
            "FileFault::InTheWay",
            "FileFault::OtherDisk",
            "FileFault::Folder",
            "CageFault::NoFolder",
            "CageFault::NoKey",
            "CageFault::OpenKey",
            "CageFault::Elsewhere",
            "CageFault::NoCage",
        ],
    ),
    (
        "words of the file of preferences, quoted, and keys, chords, actions and numbers of it",
        &[
            "PreferenceFault::UnknownKey",
            "PreferenceFault::MissingKey",
            "PreferenceFault::Range",
            "PreferenceFault::Unknown",
            "Twice::Output",
            "Twice::WorkspaceName",
            "KeysFault::Same",
            "KeysFault::LeavesMode",
            "KeysFault::Console",
            "KeysFault::OverAttention",
            "KeysFault::UnderUsual",
            "ChordFault::Modifier",
            "ChordFault::Twice",
            "ChordFault::Key",
            "ChordFault::NoKey",
            "ChordFault::Typed",
            "KeyboardFault::ControlCharacter",
            "KeyboardFault::UnknownLayout",
            "KeyboardFault::NotTogether",
            "ModeFault::Side",
            "ModeFault::Rate",
            "ScaleFault::NoNumber",
            "ScaleFault::Range",
            "ScaleFault::Step",
        ],
    ),
    (
        "names of programs, packages, networks, buses and settings of the kernel",
        &[
            "CageFault::Tool",
            "CageFault::NoNetwork",
            "CageFault::Incomplete",
            "CageFault::NoBus",
            "CageFault::NoNamespaces",
        ],
    ),
    (
        "a sentence, and the only one: what a cage says itself, which is said to be its own words",
        &["CageFault::Said"],
    ),
];

/// `Enum::Variant` of whatever holds a text.
fn holders(source: &str) -> Vec<String> {
    let (mut holders, mut name, mut variant) = (Vec::new(), "", "");
    for line in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        if let Some(rest) = code.strip_prefix("pub enum ") {
            name = rest.split_whitespace().next().unwrap_or_default();
        } else if code.starts_with('}') {
            name = "";
        } else if let Some(rest) = code
            .strip_prefix("    ")
            .filter(|rest| rest.starts_with(char::is_uppercase))
        {
            let end = rest.find(|c: char| !c.is_alphanumeric());
            variant = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        }
        let text = code.contains("String") || code.contains("str");
        let holder = format!("{name}::{variant}");
        if text && !name.is_empty() && holders.last() != Some(&holder) {
            holders.push(holder);
        }
    }
    holders
}

#[test]
fn messages_hold_no_sentences() {
    let held = HELD.iter().flat_map(|(_, holders)| holders.iter());
    let mut held: Vec<String> = held.map(|holder| (*holder).to_owned()).collect();
    let found = SOURCES.iter().flat_map(|source| holders(source));
    let mut found: Vec<String> = found.collect();
    held.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, held, "say what the texts are, and why no sentences");
}
