//! Why the helper for files did not copy or place one, as values, and in each language.

use super::fr::quoted;
use super::{Language, SystemFault};

/// What is wrong with files that were to go to a cage. Names of files are cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// There is no file of this name.
    NotThere(String),
    /// The file of this name may not be read.
    NotAllowed(String),
    /// Reading it failed.
    Unread(String, SystemFault),
    /// It is not open for reading.
    NotOpen(String),
    /// A link is on the way to it, or it is one.
    Link(String),
    /// It is something else.
    Irregular(String, Irregular),
    /// Somebody wrote to it meanwhile.
    Changed(String),
    /// There is no room for it.
    Full(String),
    /// The disk takes no file of that size.
    TooLargeForDisk(String),
    /// With it the files are too large.
    TooLarge(String),
    /// Copying it failed.
    Uncopied(String, SystemFault),
    /// Too many transfers wait.
    Waits,
    /// Whoever it is from is no cage.
    NoSource,
    /// The home of the cage of this name can't be opened.
    Home(String, SystemFault),
    /// Something else is in the place of this folder, in the home of the cage of this name.
    InTheWay(String, String),
    /// That folder is on another disk.
    OtherDisk(String, String),
    /// That folder can't be used.
    Folder(String, String, SystemFault),
}

/// What is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Irregular {
    /// A folder.
    Folder,
    /// A pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// Something else.
    Other,
}

impl Language {
    /// What is wrong with files, as part of a sentence.
    #[must_use]
    pub fn file_fault(self, fault: &FileFault) -> String {
        match self {
            Self::En => english(fault),
            Self::Fr => french(fault),
        }
    }
}

fn english(fault: &FileFault) -> String {
    let system = |why: &SystemFault| Language::En.system_fault(*why);
    match fault {
        FileFault::NotThere(file) => format!("{file}: there is no such file"),
        FileFault::NotAllowed(file) => format!("{file}: it may not be read"),
        FileFault::Unread(file, why) => format!("{file}: it cannot be read: {}", system(why)),
        FileFault::NotOpen(file) => format!("{file}: it is not open for reading"),
        FileFault::Link(file) => {
            format!("{file}: a link is on the way to it; name the file itself")
        }
        FileFault::Irregular(file, what) => {
            let what = match what {
                Irregular::Folder => "a folder: pack it into an archive first",
                Irregular::Pipe => "a pipe: only files can go",
                Irregular::Socket => "a socket: only files can go",
                Irregular::Device => "a device: only files can go",
                Irregular::Other => "no file",
            };
            format!("{file}: it is {what}")
        }
        FileFault::Changed(file) => {
            format!("{file}: somebody wrote to it while it was copied; try again")
        }
        FileFault::Full(file) => format!("{file}: the disk is full; make room and try again"),
        FileFault::TooLargeForDisk(file) => format!("{file}: it is too large for the disk"),
        FileFault::TooLarge(file) => format!("{file}: the files are too large to go at once"),
        FileFault::Uncopied(file, why) => format!("{file}: it cannot be copied: {}", system(why)),
        FileFault::Waits => "too many transfers of files wait already".to_owned(),
        FileFault::NoSource => "the source is no cage".to_owned(),
        FileFault::Home(cage, why) => {
            format!("the home of {cage} cannot be opened: {}", system(why))
        }
        FileFault::InTheWay(folder, cage) => {
            format!("“{folder}” in the home of {cage} is no folder: remove what is in its place")
        }
        FileFault::OtherDisk(folder, cage) => format!(
            "“{folder}” in the home of {cage} is on another file system: files can’t appear \
             there whole"
        ),
        FileFault::Folder(folder, cage, why) => format!(
            "“{folder}” in the home of {cage} cannot be used: {}",
            system(why)
        ),
    }
}

fn french(fault: &FileFault) -> String {
    let system = |why: &SystemFault| Language::Fr.system_fault(*why);
    match fault {
        FileFault::NotThere(file) => format!("{file}\u{a0}: ce fichier n’existe pas"),
        FileFault::NotAllowed(file) => format!("{file}\u{a0}: il ne peut être lu"),
        FileFault::Unread(file, why) => format!("{file}\u{a0}: lecture manquée, {}", system(why)),
        FileFault::NotOpen(file) => format!("{file}\u{a0}: il n’est pas ouvert en lecture"),
        FileFault::Link(file) => {
            format!("{file}\u{a0}: un lien mène à lui\u{202f}; nommez le fichier lui-même")
        }
        FileFault::Irregular(file, what) => {
            let what = match what {
                Irregular::Folder => "c’est un dossier\u{a0}: faites-en d’abord une archive",
                Irregular::Pipe => "c’est un tube\u{a0}: seuls des fichiers passent",
                Irregular::Socket => "c’est une prise\u{a0}: seuls des fichiers passent",
                Irregular::Device => "c’est un périphérique\u{a0}: seuls des fichiers passent",
                Irregular::Other => "ce n’est pas un fichier",
            };
            format!("{file}\u{a0}: {what}")
        }
        FileFault::Changed(file) => {
            format!("{file}\u{a0}: il a changé pendant la copie\u{202f}; réessayez")
        }
        FileFault::Full(file) => {
            format!("{file}\u{a0}: le disque est plein\u{202f}; faites de la place et réessayez")
        }
        FileFault::TooLargeForDisk(file) => {
            format!("{file}\u{a0}: il est trop gros pour le disque")
        }
        FileFault::TooLarge(file) => {
            format!("{file}\u{a0}: les fichiers sont trop gros pour passer ensemble")
        }
        FileFault::Uncopied(file, why) => {
            format!("{file}\u{a0}: copie manquée, {}", system(why))
        }
        FileFault::Waits => "trop de transferts de fichiers attendent déjà".to_owned(),
        FileFault::NoSource => "la source n’est pas une cage".to_owned(),
        FileFault::Home(cage, why) => format!(
            "le dossier personnel de {cage} ne peut être ouvert\u{a0}: {}",
            system(why)
        ),
        FileFault::InTheWay(folder, cage) => format!(
            "{} chez {cage} n’est pas un dossier\u{a0}: ôtez ce qui est à sa place",
            quoted(folder)
        ),
        FileFault::OtherDisk(folder, cage) => format!(
            "{} chez {cage} est sur un autre disque\u{a0}: rien n’y paraîtrait d’un coup",
            quoted(folder)
        ),
        FileFault::Folder(folder, cage, why) => format!(
            "{} chez {cage} ne peut servir\u{a0}: {}",
            quoted(folder),
            system(why)
        ),
    }
}
