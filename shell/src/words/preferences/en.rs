//! What is wrong with preferences, in English: byte for byte what commands print, so that names
//! stand in backquotes, as in a terminal.

use super::{
    ChordFault, Incomplete, KeyboardFault, KeysFault, ModeFault, PreferenceFault, ScaleFault,
    Tables, Thing, Twice, Unfollowed, Wanted, Written,
};
use crate::words::Language;

pub(super) fn unfollowed(why: &Unfollowed) -> String {
    match why {
        Unfollowed::Fault {
            file,
            line,
            column,
            fault,
        } => format!("{file}:{line}:{column}: {}", self::fault(fault)),
        Unfollowed::Unread(path, why) => {
            format!("cannot read {path}: {}", Language::En.system_fault(*why))
        }
        Unfollowed::NotPlain(path) => {
            format!("{path} is no regular file: name a file with text in it")
        }
        Unfollowed::Keyboard(fault) => keyboard(fault),
    }
}

pub(super) fn fault(fault: &PreferenceFault) -> String {
    let fixed = match fault {
        PreferenceFault::Syntax => "this is no TOML",
        PreferenceFault::TooLarge(most) => {
            return format!("the file has more than {most} bytes");
        }
        PreferenceFault::NotUtf8 => "from here on this is no UTF-8 text",
        PreferenceFault::UnknownKey(key) => return format!("there is no key `{key}` here"),
        PreferenceFault::MissingKey(key) => return format!("`{key}` is missing"),
        PreferenceFault::Wanted(what) => wanted(*what),
        PreferenceFault::Written(how) => self::written(*how),
        PreferenceFault::Range(from, to) => return format!("the number goes from {from} to {to}"),
        PreferenceFault::Unknown(thing, name) => return unknown(*thing, name),
        PreferenceFault::Each(entry) => each(*entry),
        PreferenceFault::TooManyRules(most) => return format!("there are more than {most} rules"),
        PreferenceFault::Empty => "this is empty",
        PreferenceFault::Twice(what) => return twice(what),
        PreferenceFault::Incomplete(what) => incomplete(*what),
        PreferenceFault::Chord(fault) => return chord(fault),
        PreferenceFault::PasteKey(fault) => {
            return format!("no chord: {}; write such as \"Ctrl+V\"", chord(fault));
        }
        PreferenceFault::PasteKeyWithSuper => {
            "programs never see Super: name a chord such as \"Ctrl+V\""
        }
        PreferenceFault::Keys(fault) => return keys(fault),
        PreferenceFault::Keyboard(fault) => return keyboard(fault),
        PreferenceFault::Mode(fault) => return mode(fault),
        PreferenceFault::Scale(fault) => return scale(fault),
        PreferenceFault::IdleTime => "the time goes from 5 s to 7 days, or is never, which is 0",
        PreferenceFault::Name(most) => {
            return format!("a name has 1 to {most} characters that can be seen");
        }
    };
    fixed.to_owned()
}

const fn wanted(what: Wanted) -> &'static str {
    match what {
        Wanted::Table => "a table is wanted here",
        Wanted::Text => "a text in quotes is wanted here",
        Wanted::Whole => "a whole number is wanted here",
        Wanted::Truth => "true or false is wanted here",
        Wanted::Number => "a number is wanted here",
        Wanted::Part => "a part of the width is wanted here, from 0.1 to 0.9",
        Wanted::Time => "a time is wanted here, such as \"90 s\", \"10 min\" or 0 for never",
        Wanted::TimeOfDay => "a time of day is wanted here, such as \"21:30\"",
        Wanted::Action => "the name of an action is wanted here, or `{ run = […], in = \"…\" }`",
        Wanted::Program => "a program and its arguments are wanted here, each a text of its own",
    }
}

const fn written(written: Written) -> &'static str {
    match written {
        Written::Scale => "a scale is a number, such as 1.5",
        Written::Position => "a position is [x, y] in logical pixels",
        Written::Size => "a size is [width, height] in logical pixels",
        Written::Calibration => "a calibration is [a, b, c, d, e, f], the upper rows of a matrix",
        Written::DeviceId => "an id is vendor and product, such as \"046d:c52b\"",
        Written::Workspace => "a workspace is a number from 1 to 9, or a name in quotes",
        Written::Program => "a program is written `{ run = [\"foot\"], in = \"work\" }`",
    }
}

fn unknown(thing: Thing, name: &str) -> String {
    let thing = match thing {
        Thing::Language => "language",
        Thing::Layout => "layout",
        Thing::Motion => "motion",
        Thing::Transform => "transform",
        Thing::Profile => "profile",
        Thing::ButtonMap => "button map",
        Thing::ClickMethod => "click method",
        Thing::ScrollMethod => "scroll method",
        Thing::SendEvents | Thing::Mode => "mode",
        Thing::Button => "button",
        Thing::Action => "action",
        Thing::Cage => return format!("the policy has no cage `{name}`"),
        Thing::Workspace => return format!("no workspace is called `{name}`"),
    };
    format!("there is no {thing} `{name}`")
}

const fn each(entry: Tables) -> &'static str {
    match entry {
        Tables::Output => "write [[output]] for each output",
        Tables::Workspace => "write [[workspace]] for each workspace",
        Tables::Rule => "write [[rule]] for each rule",
        Tables::Device => "write [[input.device]] for each device",
        Tables::Launcher => "write [[launcher]], once for each rule",
    }
}

fn twice(what: &Twice) -> String {
    match what {
        Twice::Output(name) => format!("the output `{name}` occurs twice"),
        Twice::Workspace(number) => format!("the workspace {number} occurs twice"),
        Twice::WorkspaceName(name) => format!("another workspace is called `{name}` already"),
        Twice::Device => "the same device occurs twice".to_owned(),
    }
}

const fn incomplete(what: Incomplete) -> &'static str {
    match what {
        Incomplete::OutputUnnamed => "an output needs a `name` or a `match`",
        Incomplete::OutputNamedTwice => "an output has a `name` or a `match`, not both",
        Incomplete::Device => "a device needs a name or an id",
        Incomplete::Workspace => "a workspace needs its `number`, 1 to 9",
        Incomplete::RuleAbout => "a rule needs a `cage`, an `app_id` or a `title`",
        Incomplete::RuleIdle => "this rule does nothing",
    }
}

fn keys(fault: &KeysFault) -> String {
    match fault {
        KeysFault::ModeName(most) => {
            format!("a mode's name has 1 to {most} letters, digits, dashes and underscores")
        }
        KeysFault::TooManyModes(most) => format!("there are {most} modes at most"),
        KeysFault::TooManyPrograms(most) => format!("chords start {most} programs at most"),
        KeysFault::NothingToTake => {
            "a mode has no chords but its own: there is nothing to take away".to_owned()
        }
        KeysFault::Same {
            text,
            chord,
            other,
            line,
        } => format!("`{text}` is {chord}, as is `{other}` in line {line}"),
        KeysFault::LeavesMode(chord) => {
            format!("{chord} leaves the mode, whatever else it has")
        }
        KeysFault::Console(chord) => format!("{chord} always goes to another console"),
        KeysFault::NoAttention => {
            "no chord is left for `attention`, which must always be within reach".to_owned()
        }
        KeysFault::OverAttention(text, attention) => format!(
            "`{text}` would lie over {attention}, the attention key, which is also found while \
             more is held"
        ),
        KeysFault::UnderUsual {
            chord,
            action,
            attention,
        } => format!("{chord}, which is `{action}`, would lie over `{attention}`"),
    }
}

pub(super) fn chord(fault: &ChordFault) -> String {
    match fault {
        ChordFault::Shape => {
            "a chord is written like `Super+Shift+Q`: modifiers, then one key".to_owned()
        }
        ChordFault::Modifier(word) => {
            format!("`{word}` is no modifier: these are Super, Ctrl, Alt and Shift")
        }
        ChordFault::Twice(word) => format!("`{word}` occurs twice"),
        ChordFault::Key(word) => {
            format!("`{word}` is no key: use XKB's names, such as Q, 1, Tab, Return, F5, BackSpace")
        }
        ChordFault::NoKey(word) => {
            format!("`{word}` is a modifier: a chord ends with another key")
        }
        ChordFault::Typed(text) => {
            format!("`{text}` could no longer be typed: add Super, Ctrl or Alt")
        }
    }
}

pub(super) fn keyboard(fault: &KeyboardFault) -> String {
    match fault {
        KeyboardFault::NoData => "no keyboard layout data found: is xkb-data installed?".to_owned(),
        KeyboardFault::NoLayout => "the keyboard has no layout".to_owned(),
        KeyboardFault::ControlCharacter(setting) => {
            format!("the keyboard's {setting} contains a control character")
        }
        KeyboardFault::UnknownLayout(layout, variant) => {
            format!("unknown keyboard layout \"{layout}\" (variant \"{variant}\")")
        }
        KeyboardFault::NotTogether(layouts) => {
            format!("the keyboard layouts \"{layouts}\" cannot be combined")
        }
        KeyboardFault::NegativeRepeat => {
            "the keyboard's repeat rate and delay must not be negative".to_owned()
        }
        KeyboardFault::File(why) => format!(
            "cannot make the keymap file for clients: {}",
            Language::En.system_fault(*why)
        ),
    }
}

pub(super) fn mode(fault: &ModeFault) -> String {
    match fault {
        ModeFault::Shape => "a mode is WIDTHxHEIGHT or WIDTHxHEIGHT@HERTZ, such as \
             2560x1440@59.95, or `preferred` or `highest`"
            .to_owned(),
        ModeFault::Side(text, least, most) => {
            format!("`{text}`: a side has {least} to {most} pixels")
        }
        ModeFault::Rate(text) => {
            format!("`{text}`: a screen has 1 to 1000 frames per second")
        }
    }
}

pub(super) fn scale(fault: &ScaleFault) -> String {
    match fault {
        ScaleFault::NoNumber(text) => {
            format!("`{text}` is no scale: write 1, 1.25, 1.5 or 2")
        }
        ScaleFault::Range(text) => format!("scale {text}: it goes from 1 to 4"),
        ScaleFault::Step(text, near) => {
            format!("scale {text}: it goes in steps of 1/120, the nearest is {near}")
        }
    }
}
