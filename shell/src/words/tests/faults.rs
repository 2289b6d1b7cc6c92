//! One of everything that can be wrong: with preferences, cages, files, locking and choices.

use crate::WelcomeFault;
use crate::words::{
    CageFault, ChordFault, FileFault, Incomplete, Irregular, KeyboardFault, KeysFault, LockFault,
    ModeFault, PreferenceFault, ScaleFault, SystemFault, Tables, Thing, Twice, Unfollowed, Wanted,
    Written,
};

pub(crate) const SYSTEM: [SystemFault; 12] = [
    SystemFault::NotFound,
    SystemFault::Forbidden,
    SystemFault::Exists,
    SystemFault::Full,
    SystemFault::ReadOnly,
    SystemFault::Disk,
    SystemFault::TimedOut,
    SystemFault::Refused,
    SystemFault::Descriptors,
    SystemFault::Memory,
    SystemFault::Unknown,
    SystemFault::Other(71),
];

fn text(text: &str) -> String {
    text.to_owned()
}

pub(crate) fn unfollowed() -> Vec<Unfollowed> {
    let at = |fault| Unfollowed::Fault {
        file: text("preferences.toml"),
        line: 12,
        column: 3,
        fault,
    };
    let path = || text("/home/camille/.config/lisere/preferences.toml");
    let mut all: Vec<_> = preferences().into_iter().map(at).collect();
    all.push(Unfollowed::NotPlain(path()));
    all.extend(SYSTEM.map(|why| Unfollowed::Unread(path(), why)));
    all.extend(keyboards().map(Unfollowed::Keyboard));
    all
}

fn preferences() -> Vec<PreferenceFault> {
    let mut all = vec![
        PreferenceFault::Syntax,
        PreferenceFault::TooLarge(262_144),
        PreferenceFault::NotUtf8,
        PreferenceFault::UnknownKey(text("speed")),
        PreferenceFault::MissingKey(text("cage")),
        PreferenceFault::Range(text("0"), text("200")),
        PreferenceFault::TooManyRules(256),
        PreferenceFault::Empty,
        PreferenceFault::PasteKey(ChordFault::Shape),
        PreferenceFault::PasteKeyWithSuper,
        PreferenceFault::IdleTime,
        PreferenceFault::Name(24),
    ];
    all.extend(wanted().map(PreferenceFault::Wanted));
    all.extend(written().map(PreferenceFault::Written));
    all.extend(things().map(|thing| PreferenceFault::Unknown(thing, text("hard"))));
    all.extend(entries().map(PreferenceFault::Each));
    all.extend(twices().map(PreferenceFault::Twice));
    all.extend(incompletes().map(PreferenceFault::Incomplete));
    all.extend(chords().map(PreferenceFault::Chord));
    all.extend(keys().map(PreferenceFault::Keys));
    all.extend(keyboards().map(PreferenceFault::Keyboard));
    all.extend(modes().map(PreferenceFault::Mode));
    all.extend(scales().map(PreferenceFault::Scale));
    all
}

fn wanted() -> [Wanted; 10] {
    [
        Wanted::Table,
        Wanted::Text,
        Wanted::Whole,
        Wanted::Truth,
        Wanted::Number,
        Wanted::Part,
        Wanted::Time,
        Wanted::TimeOfDay,
        Wanted::Action,
        Wanted::Program,
    ]
}

fn written() -> [Written; 7] {
    [
        Written::Scale,
        Written::Position,
        Written::Size,
        Written::Calibration,
        Written::DeviceId,
        Written::Workspace,
        Written::Program,
    ]
}

fn things() -> [Thing; 14] {
    [
        Thing::Language,
        Thing::Layout,
        Thing::Motion,
        Thing::Transform,
        Thing::Profile,
        Thing::ButtonMap,
        Thing::ClickMethod,
        Thing::ScrollMethod,
        Thing::SendEvents,
        Thing::Button,
        Thing::Action,
        Thing::Mode,
        Thing::Cage,
        Thing::Workspace,
    ]
}

fn entries() -> [Tables; 5] {
    [
        Tables::Output,
        Tables::Workspace,
        Tables::Rule,
        Tables::Device,
        Tables::Launcher,
    ]
}

fn twices() -> [Twice; 4] {
    [
        Twice::Output(text("DP-1")),
        Twice::Workspace(3),
        Twice::WorkspaceName(text("mail")),
        Twice::Device,
    ]
}

fn incompletes() -> [Incomplete; 6] {
    [
        Incomplete::OutputUnnamed,
        Incomplete::OutputNamedTwice,
        Incomplete::Device,
        Incomplete::Workspace,
        Incomplete::RuleAbout,
        Incomplete::RuleIdle,
    ]
}

fn keys() -> [KeysFault; 10] {
    let chord = || text("Super+Shift+Q");
    [
        KeysFault::ModeName(16),
        KeysFault::TooManyModes(16),
        KeysFault::TooManyPrograms(256),
        KeysFault::NothingToTake,
        KeysFault::Same {
            text: text("shift+super+q"),
            chord: chord(),
            other: chord(),
            line: 4,
        },
        KeysFault::LeavesMode(text("Escape")),
        KeysFault::Console(text("Ctrl+Alt+F3")),
        KeysFault::NoAttention,
        KeysFault::OverAttention(chord(), text("Super+Q")),
        KeysFault::UnderUsual {
            chord: chord(),
            action: text("quit"),
            attention: text("super+q"),
        },
    ]
}

fn chords() -> [ChordFault; 6] {
    [
        ChordFault::Shape,
        ChordFault::Modifier(text("Hyper")),
        ChordFault::Twice(text("Super")),
        ChordFault::Key(text("Qq")),
        ChordFault::NoKey(text("Shift")),
        ChordFault::Typed(text("q")),
    ]
}

fn keyboards() -> [KeyboardFault; 8] {
    [
        KeyboardFault::NoData,
        KeyboardFault::NoLayout,
        KeyboardFault::ControlCharacter("variant"),
        KeyboardFault::UnknownLayout(text("frr"), text("")),
        KeyboardFault::UnknownLayout(text("fr"), text("bépo")),
        KeyboardFault::NotTogether(text("fr,us,de,ru,gr")),
        KeyboardFault::NegativeRepeat,
        KeyboardFault::File(SystemFault::Memory),
    ]
}

fn modes() -> [ModeFault; 3] {
    [
        ModeFault::Shape,
        ModeFault::Side(text("99999"), 64, 16_384),
        ModeFault::Rate(text("0")),
    ]
}

fn scales() -> [ScaleFault; 3] {
    [
        ScaleFault::NoNumber(text("large")),
        ScaleFault::Range(text("9")),
        ScaleFault::Step(text("1.234"), text("1.2333")),
    ]
}

pub(crate) fn cages() -> Vec<CageFault> {
    let why = Some(SystemFault::Forbidden);
    vec![
        CageFault::Missing,
        CageFault::NotAProgram,
        CageFault::CantStart(None),
        CageFault::CantStart(why),
        CageFault::NoProgram,
        CageFault::NoFolder(text("/home/user/letters")),
        CageFault::TooManyPrograms,
        CageFault::Frozen,
        CageFault::Tool(text("pasta"), text("passt")),
        CageFault::NoTun,
        CageFault::Destinations,
        CageFault::Rules,
        CageFault::Network(why),
        CageFault::NoNetwork(text("vpn")),
        CageFault::Incomplete(text("lisere-netns")),
        CageFault::Filter,
        CageFault::NoBus(text("session")),
        CageFault::Unbounded(why),
        CageFault::HomeFull(2_048, 2_048),
        CageFault::Home(why),
        CageFault::DiskFull(3),
        CageFault::NoKey(text("/home/camille/.ssh/work"), why),
        CageFault::OpenKey(text("/home/camille/.ssh/work")),
        CageFault::NotClosed,
        CageFault::OldKernel,
        CageFault::Sandbox(None),
        CageFault::Sandbox(Some(SystemFault::Other(22))),
        CageFault::NoNamespaces(text("kernel.unprivileged_userns_clone=1")),
        CageFault::NoNamespaces(text("")),
        CageFault::Contained,
        CageFault::OldBubblewrap,
        CageFault::EndedAtOnce,
        CageFault::Ended,
        CageFault::Late,
        CageFault::Stopped,
        CageFault::Elsewhere(text("/run/user/1000/lisere/work/wayland-0")),
        CageFault::TakenDown,
        CageFault::Queue,
        CageFault::Deaf,
        CageFault::NoCage(text("work")),
        CageFault::Gone,
        CageFault::Said(text("nothing will be started today")),
    ]
}

pub(crate) fn files() -> Vec<FileFault> {
    let (file, why) = (|| text("letter.pdf"), SystemFault::Disk);
    let (folder, cage) = (|| text("Incoming/web"), || text("work"));
    let kinds = [
        Irregular::Folder,
        Irregular::Pipe,
        Irregular::Socket,
        Irregular::Device,
        Irregular::Other,
    ];
    let mut all = vec![
        FileFault::NotThere(file()),
        FileFault::NotAllowed(file()),
        FileFault::Unread(file(), why),
        FileFault::NotOpen(file()),
        FileFault::Link(file()),
        FileFault::Changed(file()),
        FileFault::Full(file()),
        FileFault::TooLargeForDisk(file()),
        FileFault::TooLarge(file()),
        FileFault::Uncopied(file(), why),
        FileFault::Waits,
        FileFault::NoSource,
        FileFault::Home(cage(), why),
        FileFault::InTheWay(folder(), cage()),
        FileFault::OtherDisk(folder(), cage()),
        FileFault::Folder(folder(), cage(), why),
    ];
    all.extend(kinds.map(|kind| FileFault::Irregular(file(), kind)));
    all
}

pub(crate) fn locks() -> Vec<LockFault> {
    let mut all = vec![
        LockFault::Library,
        LockFault::Service,
        LockFault::Nameless(1_000),
        LockFault::Missing,
        LockFault::Pam(9),
    ];
    all.extend(SYSTEM.map(LockFault::Helper));
    all
}

pub(crate) fn choices() -> Vec<WelcomeFault> {
    let path = || text("~/.config/lisere/policy.toml");
    let mut all = vec![
        WelcomeFault::PolicyThere(path()),
        WelcomeFault::PolicyUnwritten(path(), SystemFault::Full),
        WelcomeFault::Seal(SystemFault::ReadOnly),
        WelcomeFault::Homeless,
    ];
    all.extend(keyboards().map(WelcomeFault::Keyboard));
    all
}
