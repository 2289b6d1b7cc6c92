//! What the core tells the user, in English.

use crate::prompt::{Kind, Way};
use crate::words::message::{
    Denial, Giving, Instead, JournalFault, ListFault, Message, PictureFault, Taking, Whose, Why,
};
use crate::words::{CageFault, Language, listed};

pub(crate) fn message(message: &Message) -> String {
    match message {
        Message::Attention { back, frozen } => match back {
            None => "no window had them".to_owned(),
            Some(cage) if *frozen => format!("{cage} had them, and is frozen"),
            Some(cage) => format!("they go back to {cage}"),
        },
        Message::Taking(taking) => self::taking(taking),
        Message::Giving(giving) => self::giving(giving),
        Message::Denial(denial) => self::denial(denial),
        Message::Journal(why) => {
            format!(
                "The journal cannot be written ({}): transfers are denied",
                self::why(why)
            )
        }
        Message::Quarantine(cages) => match cages.as_slice() {
            [one] => format!("{one} is stopped: its gate failed three times"),
            several => format!("{} are stopped: their gates failed", several.join(", ")),
        },
        Message::Frozen { cage, chord } if chord.is_empty() => format!("{cage} is frozen"),
        Message::Frozen { cage, chord } => format!("{cage} is frozen: {chord} thaws it"),
        Message::Covered(cage) => format!("{cage} is locked: click on its window to unlock it"),
        Message::NothingAbove => "Nothing is locked: no cage is above that level".to_owned(),
        Message::Held { cage, chord } if chord.is_empty() => format!("Pointer held by {cage}"),
        Message::Held { cage, chord } => format!("Pointer held by {cage}; {chord} frees it"),
        Message::NotStarted { cage, fault } => not_started(cage, fault),
        Message::NowhereToStart => "Nothing was started: no window has the keyboard".to_owned(),
        Message::Preferences(why) => {
            format!(
                "Preferences stay as they were: {}",
                Language::En.unfollowed(why)
            )
        }
        Message::Battery { percent } => format!("The battery is at {percent}%"),
        Message::KeptApart { workspace, cage } => {
            format!("Not sent: workspace {workspace} is for windows of {cage}’s label")
        }
        Message::NotLocked => "Not locked: nobody could unlock it, as PAM is missing".to_owned(),
        Message::Bare => "Programs are not kept in sandboxes".to_owned(),
    }
}

fn not_started(cage: &str, fault: &CageFault) -> String {
    match fault {
        CageFault::Missing => format!("{cage} has no such program"),
        CageFault::NotAProgram | CageFault::CantStart(_) => {
            format!("The program can’t be started in {cage}")
        }
        other => {
            let (why, _) = Language::En.cage_fault(other);
            format!("The program can’t be started in {cage}: {why}")
        }
    }
}

fn name(whose: &Whose) -> &str {
    Language::En.whose(whose)
}

fn size(bytes: u64) -> String {
    Language::En.rough(bytes)
}

fn taking(taking: &Taking) -> String {
    match taking {
        Taking::Nobody => "Nothing to carry: no window has the keyboard".to_owned(),
        Taking::NothingCopied(cage) => {
            format!("{cage} has copied nothing: copy in the program first")
        }
        Taking::NoAnswer(from) => format!("No answer from {}: nothing is carried", name(from)),
        Taking::Failed(from, why) => {
            format!("{}: nothing is carried ({})", name(from), self::why(why))
        }
        Taking::Gone(from) => format!("{} no longer offers it: nothing is carried", name(from)),
        Taking::TooMuch(from, most) => format!(
            "{} has more than {}: nothing is carried; send it as a file",
            name(from),
            size(*most)
        ),
    }
}

fn giving(giving: &Giving) -> String {
    match giving {
        Giving::Nobody => "Nowhere to paste: no window has the keyboard".to_owned(),
        Giving::Nothing => "Nothing is carried: take something first".to_owned(),
        Giving::Same(cage) => format!("That comes from {cage} itself: paste as usual"),
        Giving::Withdrawn => "Not given: the command that asked has ended".to_owned(),
        Giving::Cancelled => "Not pasted: the window changed".to_owned(),
        Giving::Done(from, to) => {
            format!("{} → {to}: it is on {to}’s clipboard now", name(from))
        }
        Giving::Pictured(cage) => format!("The window’s picture is on {cage}’s clipboard"),
        Giving::NoPicture => "No picture: no window is there to be seen".to_owned(),
        Giving::Placed(from, to, 1) => {
            format!("{} → {to}: 1 file is in {to}’s folder Incoming", name(from))
        }
        Giving::Placed(from, to, files) => format!(
            "{} → {to}: {files} files are in {to}’s folder Incoming",
            name(from)
        ),
        Giving::Opened(from, to) => {
            format!("{} → {to}: the link is being opened there", name(from))
        }
        Giving::NothingToDrop => "Nothing of it can be given to another cage".to_owned(),
        Giving::Dropped(from, to) => format!("{} → {to}: dropped", name(from)),
        Giving::NotTaken(from, to) => format!(
            "{} → {to}: not taken there, it is on {to}’s clipboard now",
            name(from)
        ),
    }
}

fn denial(denial: &Denial) -> String {
    match denial {
        Denial::Rule {
            from,
            to,
            line,
            instead,
        } => {
            let why = match line {
                Some(line) => format!("rule on line {line}"),
                None => "no rule allows it".to_owned(),
            };
            let said = format!("Denied: {} → {to} ({why})", name(from));
            match instead {
                Some(instead) => format!("{said}. {}", self::instead(instead)),
                None => said,
            }
        }
        Denial::Bytes(from, to, most) => format!(
            "Denied: {} → {to}, the rule allows {} at most",
            name(from),
            size(*most)
        ),
        Denial::Rate(from, to, most) => format!(
            "Denied: {} → {to}, the rule allows {most} a minute",
            name(from)
        ),
        Denial::Prompts(from) => format!(
            "Too many questions about {}: try again in a minute",
            name(from)
        ),
        Denial::Standing(from) => {
            format!("Denied: you denied all from {} for ten minutes", name(from))
        }
        Denial::Unanswered => "Denied: nobody answered in time".to_owned(),
        Denial::Locked(cage) => format!("Denied: {cage} is locked"),
        Denial::User => "Denied: nothing was carried over".to_owned(),
        Denial::Journal(why) => {
            format!("Denied: the journal cannot be written ({})", self::why(why))
        }
    }
}

pub(crate) fn instead(instead: &Instead) -> String {
    match instead {
        Instead::Kinds(to, kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| self::kind(*kind)).collect();
            format!("What may go to {to} is {}", listed(&kinds, "or"))
        }
        Instead::Ways(to, ways) => {
            let ways: Vec<&str> = ways.iter().map(|way| self::way(*way)).collect();
            format!("It may go to {to} {}", listed(&ways, "or"))
        }
        Instead::Cages(cages) => {
            let cages: Vec<&str> = cages.iter().map(String::as_str).collect();
            format!("It may go to {}", listed(&cages, "or"))
        }
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::RichText => "formatted text",
        Kind::Image => "an image",
        Kind::Files => "files",
        Kind::Link => "a link",
        Kind::Other => "other data",
    }
}

const fn way(way: Way) -> &'static str {
    match way {
        Way::Clipboard => "by carrying and pasting it",
        Way::Drag => "by dragging it",
        Way::File => "by sending it as a file",
        Way::Link => "as a link to be opened there",
    }
}

pub(crate) fn why(why: &Why) -> String {
    let fixed = match why {
        Why::NoHelper => "no helper is running",
        Why::HelperEnded => "the helper for files has ended; try again",
        Why::NoHandler => "the policy does not say what opens links there (opens-links-with)",
        Why::HandlerSilent => "the program that opens links was not started in time",
        Why::NotALink => "it is not one http or https link",
        Why::NoFile => "no file is named",
        Why::TooManyFiles(most) => {
            return format!("these are too many files: {most} may go at once");
        }
        Why::NoHomes => "there is no folder for homes of cages, so no file can go",
        Why::NotAtHome(file, cage) => {
            return format!("{file}: it is not in the home of {cage}; copy it there first");
        }
        Why::List(fault) => list(*fault),
        Why::Picture(fault) => picture(*fault),
        Why::CopiesGone => "the copies are gone; send the files again",
        Why::Journal(fault) => journal(*fault),
        Why::Files(fault) => return Language::En.file_fault(fault),
        Why::Cage(fault) => return Language::En.cage_fault(fault).0,
        Why::NotStarted(why) => {
            let why = Language::En.system_fault(*why);
            return format!("its helper can’t be started: {why}");
        }
        Why::Unknown => "only the session’s log says why",
    };
    fixed.to_owned()
}

const fn list(fault: ListFault) -> &'static str {
    match fault {
        ListFault::Empty => "there is nothing in the list",
        ListFault::TooLong => "the list is too long",
        ListFault::Mixed => "only files, or exactly one link, can go",
        ListFault::Scheme => "only files and http or https links can go",
        ListFault::OtherHost => "a file on another machine cannot go",
        ListFault::Path => "a file’s path is malformed",
        ListFault::LinkTooLong => "the link is longer than 2048 characters",
        ListFault::NotAscii => {
            "the link holds characters other than plain ASCII: it may look like another"
        }
        ListFault::Credentials => {
            "the link holds a user’s name or password: it may look like another"
        }
        ListFault::Host => "the link names no proper host",
    }
}

const fn picture(fault: PictureFault) -> &'static str {
    match fault {
        PictureFault::Waits => "too many pictures wait already; try again later",
        PictureFault::Slow => "the picture took too long to decode",
        PictureFault::Unknown => "it is no PNG, JPEG, GIF, WebP or BMP picture",
        PictureFault::TooLarge => "the picture is too large",
        PictureFault::Broken => "the picture is damaged",
        PictureFault::Lost => "the picture could not be passed on",
    }
}

const fn journal(fault: JournalFault) -> &'static str {
    match fault {
        JournalFault::Late => "it takes too long",
        JournalFault::Nowhere => "it has no folder",
        JournalFault::Alone => "its helper is missing",
        JournalFault::Ended => "its helper ended three times",
        JournalFault::Descriptors => "the system has no descriptor left",
        JournalFault::Room => "there is no room",
        JournalFault::NoFolder => "its folder is none",
        JournalFault::Owner => "its folder is another user's",
        JournalFault::Open => "its folder is open to others",
        JournalFault::Taken => "another session writes it",
        JournalFault::Damaged => "it is damaged",
        JournalFault::Malformed => "a record is malformed",
        JournalFault::Full => "disk full",
        JournalFault::ReadOnly => "the disk is read-only",
        JournalFault::Forbidden => "permission denied",
        JournalFault::Grown => "the file may not grow",
    }
}
