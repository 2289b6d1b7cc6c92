//! What the core tells the user, as values: which words that takes is each language's own affair.

use std::fmt;

use super::{CageFault, FileFault, Language, SystemFault, Unfollowed};
use crate::prompt::{Kind, Way};

/// Something for the bar to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Trusted UI has the keys: whose they were.
    Attention {
        /// The title of the cage that gets them back, if one does.
        back: Option<String>,
        /// Whether that cage is frozen, so that they don't go back now.
        frozen: bool,
    },
    /// Something is being taken from a cage, or could not be.
    Taking(Taking),
    /// Something was given to a cage, or could not be.
    Giving(Giving),
    /// Something was denied.
    Denial(Denial),
    /// Nothing can be recorded, so nothing crosses.
    Journal(Why),
    /// Cages whose gates failed too often; their titles.
    Quarantine(Vec<String>),
    /// The chosen window's cage is frozen.
    Frozen {
        /// The cage's title.
        cage: String,
        /// The chord that thaws it, or "".
        chord: String,
    },
    /// The chosen window's cage, of this title, is above the level above which all is locked.
    Covered(String),
    /// Levels were to be locked, and no cage is above.
    NothingAbove,
    /// A cage holds the pointer.
    Held {
        /// The cage's title.
        cage: String,
        /// The chord that frees it, or "".
        chord: String,
    },
    /// A program that a chord was to start in a cage does not run.
    NotStarted {
        /// The cage's title.
        cage: String,
        /// Why not.
        fault: CageFault,
    },
    /// A program was to be started where the keys are, and they are nowhere.
    NowhereToStart,
    /// Preferences that were saved are not taken over.
    Preferences(Unfollowed),
    /// Little is left in the battery.
    Battery {
        /// In hundredths.
        percent: u8,
    },
    /// A window was not sent to a workspace, which shows windows of another label.
    KeptApart {
        /// The workspace, counted from 1.
        workspace: u8,
        /// The title of a cage of that label.
        cage: String,
    },
    /// Nothing is locked, since nobody could unlock it.
    NotLocked,
    /// Programs of this session run in no sandboxes.
    Bare,
}

/// Whose something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A cage's, by its title.
    Cage(String),
    /// The user's own side's.
    Own,
}

/// What came of taking something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taking {
    /// No window has the keyboard.
    Nobody,
    /// The cage of this title has copied nothing.
    NothingCopied(String),
    /// It did not answer in time.
    NoAnswer(Whose),
    /// It could not be read.
    Failed(Whose, Why),
    /// It is offered no longer.
    Gone(Whose),
    /// It is more than this many bytes.
    TooMuch(Whose, u64),
}

/// What came of giving something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Giving {
    /// No window has the keyboard.
    Nobody,
    /// Nothing is carried.
    Nothing,
    /// It comes from the cage of this title itself.
    Same(String),
    /// Another window was chosen meanwhile.
    Cancelled,
    /// The command that wanted it has ended.
    Withdrawn,
    /// It is on the destination's clipboard.
    Done(Whose, String),
    /// The picture of a window is on the clipboard of its cage.
    Pictured(String),
    /// There is nothing to take a picture of.
    NoPicture,
    /// So many files are in the destination's folder.
    Placed(Whose, String, usize),
    /// The link is being opened at the destination.
    Opened(Whose, String),
    /// Nothing of what is dragged can be given to another cage.
    NothingToDrop,
    /// The destination took what was dropped.
    Dropped(Whose, String),
    /// It did not, and has it on its clipboard.
    NotTaken(Whose, String),
}

/// Why something was denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denial {
    /// By the rule on this line of the policy, or because no rule allows it.
    Rule {
        /// Where it comes from.
        from: Whose,
        /// The title of where it would go.
        to: String,
        /// The line, if there is a rule.
        line: Option<usize>,
        /// What would be let through.
        instead: Option<Instead>,
    },
    /// The rule allows so many bytes at most.
    Bytes(Whose, String, u64),
    /// The rule allows it so many times a minute.
    Rate(Whose, String, u32),
    /// There were too many prompts about that side.
    Prompts(Whose),
    /// The user denied all from there for a while.
    Standing(Whose),
    /// Nobody answered the prompt in time.
    Unanswered,
    /// The user said no.
    User,
    /// The cage of this title is locked.
    Locked(String),
    /// It could not be recorded.
    Journal(Why),
}

/// What would be let through instead of what was denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// Other kinds of things, to the cage of this title.
    Kinds(String, Vec<Kind>),
    /// The same by other ways, to the cage of this title.
    Ways(String, Vec<Way>),
    /// The same to other cages, by their titles.
    Cages(Vec<String>),
}

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Who would do it does not run.
    NoHelper,
    /// The helper for files ended in the middle of it.
    HelperEnded,
    /// The destination's policy names no program for links.
    NoHandler,
    /// What opens links was not started in time.
    HandlerSilent,
    /// It is not one http or https link.
    NotALink,
    /// No file is named.
    NoFile,
    /// More files than may go at once.
    TooManyFiles(u64),
    /// There is no folder for homes of cages.
    NoHomes,
    /// A file, by its cleaned name, is not in the home of the cage of this name.
    NotAtHome(String, String),
    /// A list of links and files is of no use.
    List(ListFault),
    /// A picture is of no use.
    Picture(PictureFault),
    /// The staged copies are gone.
    CopiesGone,
    /// The journal cannot be written.
    Journal(JournalFault),
    /// Something is wrong with the files.
    Files(FileFault),
    /// The cage does not do its part.
    Cage(CageFault),
    /// A helper can't be started.
    NotStarted(SystemFault),
    /// A helper said why, in words that are none of those known.
    Unknown,
}

/// What is wrong with a list of links and files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFault {
    /// There is nothing in it.
    Empty,
    /// It is longer than is read.
    TooLong,
    /// Files and links together, or several links.
    Mixed,
    /// Neither files nor links for the web.
    Scheme,
    /// A file of another machine.
    OtherHost,
    /// A path that no file can have.
    Path,
    /// A link that is too long.
    LinkTooLong,
    /// A link with something else than printable ASCII.
    NotAscii,
    /// A link with a name before its host.
    Credentials,
    /// A link without a proper host.
    Host,
}

/// What is wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// Too many others wait.
    Waits,
    /// Decoding took too long.
    Slow,
    /// It is of no format that is read.
    Unknown,
    /// It has too many pixels or bytes.
    TooLarge,
    /// It is not what its format says.
    Broken,
    /// It could not be handed on.
    Lost,
}

/// Why the journal cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalFault {
    /// It does not answer.
    Late,
    /// There is no folder for it.
    Nowhere,
    /// The program that writes it is missing.
    Alone,
    /// That program ended again and again.
    Ended,
    /// The system has no descriptor left.
    Descriptors,
    /// There is no room for the record in memory.
    Room,
    /// What should be its folder is none.
    NoFolder,
    /// Its folder is another user's.
    Owner,
    /// Others may write in its folder.
    Open,
    /// Another session writes it.
    Taken,
    /// What is there is damaged.
    Damaged,
    /// A record is malformed.
    Malformed,
    /// Its disk is full.
    Full,
    /// Its disk cannot be written.
    ReadOnly,
    /// It may not be written.
    Forbidden,
    /// Its file may not grow.
    Grown,
}

impl JournalFault {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Late,
        Self::Nowhere,
        Self::Alone,
        Self::Ended,
        Self::Descriptors,
        Self::Room,
        Self::NoFolder,
        Self::Owner,
        Self::Open,
        Self::Taken,
        Self::Damaged,
        Self::Malformed,
        Self::Full,
        Self::ReadOnly,
        Self::Forbidden,
        Self::Grown,
    ];
}

impl Why {
    /// What the helper that writes the journal says in English, as a value again.
    #[must_use]
    pub fn of_journal(said: &str) -> Self {
        let faults = JournalFault::ALL.map(Self::Journal);
        let known = faults.into_iter().find(|why| why.to_string() == said);
        known.unwrap_or(Self::Unknown)
    }
}

/// In English: for records, logs and commands.
impl fmt::Display for Why {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&Language::En.why(self))
    }
}
