//! What the lens says: on its keys, on the card of a window, and of what was refused.

mod en;
mod fr;

pub(super) use en::WORDS as EN;
pub(super) use fr::WORDS as FR;

/// What the lens says in one language.
pub struct LensWords {
    /// What stands before windows that nothing is seen of.
    pub hidden: &'static str,
    /// Its keys.
    pub keys: LensKeys,
    /// The card of a window.
    pub card: LensCard,
    /// The card of refusals.
    pub refused: LensRefused,
}

/// Keys of the lens: names that are not the same on every keyboard, and what each key does.
pub struct LensKeys {
    /// The key and what it does: asks about the next window.
    pub next: [&'static str; 2],
    /// The key and what it does: gives a window the keys.
    pub give: [&'static str; 2],
    /// The key and what it does: closes the lens.
    pub leave: [&'static str; 2],
    /// The keys and what they do: show what else there is on a card.
    pub scroll: [&'static str; 2],
    /// Halts a cage.
    pub freeze: &'static str,
    /// Lets a cage go on.
    pub thaw: &'static str,
    /// Ends all programs of a cage.
    pub kill: &'static str,
    /// The same, once the key was pressed, of the cage of this name.
    pub kill_again: fn(&str) -> String,
    /// Shows what is known of a window.
    pub details: &'static str,
    /// Shows what was refused.
    pub refusals: &'static str,
    /// Locks all levels above the one of this name.
    pub lock_above: fn(&str) -> String,
    /// Locks the session.
    pub lock: &'static str,
    /// Opens what starts programs.
    pub launcher: &'static str,
    /// Ends the session.
    pub quit: &'static str,
    /// The same, once the key was pressed.
    pub quit_again: &'static str,
}

/// What the card of a window says.
pub struct LensCard {
    /// Of a cage: its level.
    pub level: &'static str,
    /// Of a cage: its categories.
    pub categories: &'static str,
    /// Of a cage: how it is.
    pub state: &'static str,
    /// It runs; it is frozen; it is in quarantine.
    pub states: [&'static str; 3],
    /// Of a cage: what keeps its programs.
    pub engine: &'static str,
    /// The engine of this name, and another machine's name if it is one.
    pub engines: fn(&str, &str) -> String,
    /// Of a cage: its network.
    pub network: &'static str,
    /// The network of this name.
    pub networks: fn(&str) -> String,
    /// Of a cage: its rights.
    pub rights: &'static str,
    /// The right of this name.
    pub right: fn(&str) -> &str,
    /// Of a cage: how much it may have.
    pub limits: &'static str,
    /// Connections, windows, and a transfer's size as text.
    pub limit: fn(u64, u64, &str) -> String,
    /// Memory, as text.
    pub memory: fn(&str) -> String,
    /// Of a cage: what runs in it.
    pub running: &'static str,
    /// Processes.
    pub processes: fn(u64) -> String,
    /// What is about the window.
    pub window: &'static str,
    /// Of a window: its title.
    pub title: &'static str,
    /// Of a window: what program it says it is of.
    pub app: &'static str,
    /// Of a window or program: since when it is here.
    pub since: &'static str,
    /// The time of day, and for how many days.
    pub days: fn(&str, u64) -> String,
    /// What is about the program.
    pub program: &'static str,
    /// Of a program: its connection.
    pub connection: &'static str,
    /// Of a program: its process.
    pub process: &'static str,
    /// A process's number and its user's.
    pub by_user: fn(u32, u32) -> String,
    /// Of a program: what another says of it that let it in.
    pub said: &'static str,
    /// What is about transfers.
    pub transfers: &'static str,
    /// None is under way.
    pub no_transfer: &'static str,
    /// The right to nothing, or no category.
    pub none: &'static str,
}

/// What the card of refusals says.
pub struct LensRefused {
    /// Its heading.
    pub heading: &'static str,
    /// There was none.
    pub nothing: &'static str,
    /// A kind of thing was not transferred from one to another.
    pub transfer: fn(&str, &str, &str) -> String,
    /// Nothing arrived of a transfer.
    pub dropped: &'static str,
    /// The rule on this line says so.
    pub rule: fn(usize) -> String,
    /// No rule speaks of it.
    pub no_rule: &'static str,
    /// The user said so; nobody did in time; the user denied all from there.
    pub by: [&'static str; 3],
    /// Nothing of any kind may go between the two.
    pub never: &'static str,
    /// Programs were ended, so often.
    pub killed: fn(u32) -> String,
    /// What can be done about that.
    pub killed_instead: &'static str,
    /// The cage has all that it may have of something.
    pub quota: &'static str,
    /// What can be done about that.
    pub quota_instead: &'static str,
    /// The cage asked for what it may not have.
    pub asked: &'static str,
    /// A process that is none of the cage's came to its socket.
    pub stranger: &'static str,
    /// What can be done about that.
    pub stranger_instead: &'static str,
    /// A program was not started.
    pub program: &'static str,
    /// The gate of a cage ended.
    pub gate: &'static str,
    /// The cage is in quarantine.
    pub quarantine: &'static str,
    /// What can be done about that, with the cage's machine name.
    pub quarantine_instead: fn(&str) -> String,
    /// Preferences were not taken over.
    pub preferences: &'static str,
    /// The line with the fault; 0 if the file could not be read.
    pub line: fn(usize) -> String,
    /// What holds until then.
    pub preferences_instead: &'static str,
}
