//! How a cage's sandbox looks: values in, what bubblewrap is told out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lisere_policy::Network;

use super::etc::{self, Made, Shown};
use super::gpu::{self, Node};
use super::hidden::Hidden;
use super::sheet::Sheet;
use super::sound;
use crate::buses;
use crate::notices;
use crate::recipe::{Recipe, inside};
use crate::remote::Source;

/// A folder at the machine's root that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// As it is.
    Bound(PathBuf),
    /// A link, such as `/bin` to `usr/bin`.
    Link(PathBuf, OsString),
}

/// What of this machine goes into a cage.
pub(super) struct Machine {
    /// Beside `/usr`.
    pub roots: Vec<Root>,
    /// Of `/etc`.
    pub etc: Vec<Shown>,
    /// Graphics cards.
    pub nodes: Vec<Node>,
    /// Cameras that are the cage's.
    pub cameras: Vec<Node>,
    /// Whether the cage has a sound server.
    pub server: bool,
    /// Of `/proc`, what only its owner, root, may write, if that is who the session is.
    pub covered: Vec<PathBuf>,
    /// Of `/proc`, what tells of others.
    pub hidden: Vec<Hidden>,
    /// Our own program.
    pub program: PathBuf,
    /// `liserectl`, if it lies beside.
    pub liserectl: Option<PathBuf>,
    /// What is made for the cage in `/etc`.
    pub made: Made,
    /// The variables of its programs.
    pub variables: Vec<(String, String)>,
    /// The filters of system calls.
    pub filters: Vec<Vec<u8>>,
    /// What it takes to reach another machine.
    pub remote: Vec<(&'static str, Source)>,
    /// How many processes there may be, where only the init can see to it.
    pub processes: Option<u64>,
}

const MIB: u64 = 1 << 20;
/// Bytes of each of a cage's folders in memory, where its memory is not bounded.
const UNBOUNDED: u64 = 1024 * MIB;
/// Bytes of its `XDG_RUNTIME_DIR`: sockets and small files.
const RUNTIME: u64 = 64 * MIB;

/// All of it, but for the program that is started in it.
pub(super) fn sheet(recipe: &Recipe, machine: &Machine) -> Sheet {
    let mut sheet = Sheet::default();
    namespaces(&mut sheet, recipe);
    variables(&mut sheet, &machine.variables);
    system(&mut sheet, &machine.roots);
    etc::write(&mut sheet, recipe, &machine.etc, &machine.made);
    devices(&mut sheet, recipe, machine);
    memory(&mut sheet, recipe);
    home(&mut sheet, recipe);
    ours(&mut sheet, recipe, machine);
    // What was made only to hold all this, in memory that nothing bounds.
    sheet.say(["--remount-ro", "/", "--chdir", inside::HOME]);
    for filter in &machine.filters {
        sheet.filter(filter.clone());
    }
    sheet
}

/// What the cage has of its own, and who its user is.
fn namespaces(sheet: &mut Sheet, recipe: &Recipe) {
    sheet.say([
        "--unshare-user",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
    ]);
    sheet.say(["--unshare-cgroup-try", "--hostname", &recipe.name]);
    // Of the other networks this process is already part.
    if recipe.sandbox.network == Network::None {
        sheet.say(["--unshare-net"]);
    }
    if !recipe.rights.nested_namespaces {
        sheet.say(["--disable-userns", "--assert-userns-disabled"]);
    }
    let user = recipe.user.to_string();
    sheet.say(["--uid", &user, "--gid", &user]);
    // Else they are kept where this process is root of a namespace, or the session root's.
    sheet.say(["--cap-drop", "ALL"]);
    if recipe.rights.admin {
        for capability in CAPABILITIES {
            sheet.say(["--cap-add", capability]);
        }
    }
    sheet.say(["--die-with-parent", "--as-pid-1", "--new-session"]);
}

/// What root of a cage may do to its own files and processes. Nothing about mounts, networks,
/// other processes' memory or devices: those of the cage belong to who built it.
const CAPABILITIES: [&str; 8] = [
    "CAP_CHOWN",
    "CAP_DAC_OVERRIDE",
    "CAP_FOWNER",
    "CAP_FSETID",
    "CAP_KILL",
    "CAP_SETGID",
    "CAP_SETUID",
    "CAP_SYS_CHROOT",
];

fn variables(sheet: &mut Sheet, variables: &[(String, String)]) {
    sheet.say(["--clearenv"]);
    for (name, value) in variables {
        sheet.say(["--setenv", name, value]);
    }
}

/// The programs of the machine.
fn system(sheet: &mut Sheet, roots: &[Root]) {
    sheet.read_only(Path::new("/usr"), "/usr");
    for root in roots {
        match root {
            Root::Bound(path) => sheet.read_only(path, path),
            Root::Link(path, target) => sheet.link(target, path),
        }
    }
    sheet.folder("/var/lib/dbus");
    sheet.link("/etc/machine-id", "/var/lib/dbus/machine-id");
    sheet.link("../run", "/var/run");
}

/// Processes, terminals, randomness; graphics cards by right only.
fn devices(sheet: &mut Sheet, recipe: &Recipe, machine: &Machine) {
    sheet.say(["--proc", "/proc", "--dev", "/dev"]);
    for path in &machine.covered {
        sheet.read_only(path, path);
    }
    // A namespace within could have no `/proc` of its own, if parts of this one were hidden.
    if !recipe.rights.nested_namespaces {
        for Hidden { path, instead } in &machine.hidden {
            sheet.hide(path, instead.clone());
        }
    }
    if recipe.rights.gpu {
        gpu::write(sheet, &machine.nodes);
    }
    if recipe.rights.camera {
        gpu::write(sheet, &machine.cameras);
    }
    sheet.memory("1777", size(recipe), "/dev/shm");
    sheet.say(["--remount-ro", "/dev"]);
}

/// What is gone when the cage ends.
fn memory(sheet: &mut Sheet, recipe: &Recipe) {
    for folder in ["/home", "/run", "/run/user", inside::OURS] {
        sheet.folder(folder);
    }
    for folder in ["/tmp", "/var/tmp"] {
        sheet.memory("1777", size(recipe), folder);
    }
    sheet.memory("0700", RUNTIME.min(size(recipe)), inside::RUNTIME);
}

/// Bytes of each folder in memory: half of the cage's memory.
fn size(recipe: &Recipe) -> u64 {
    let bounded = recipe.resources().memory_mib;
    bounded.map_or(UNBOUNDED, |mib| mib.saturating_mul(MIB / 2).max(MIB))
}

fn home(sheet: &mut Sheet, recipe: &Recipe) {
    match &recipe.home {
        Some(home) => sheet.say(["--bind".as_ref(), home.as_os_str(), inside::HOME.as_ref()]),
        None => {
            let bounded = recipe.resources().home_mib;
            let bytes = bounded.map_or(size(recipe), |mib| mib.saturating_mul(MIB));
            sheet.memory("0700", bytes, inside::HOME);
        }
    }
}

/// The cage's door, our own program, and what some cages see of ours besides.
fn ours(sheet: &mut Sheet, recipe: &Recipe, machine: &Machine) {
    // Read-only leaves it open to connections, but not to changes of its own.
    sheet.read_only(&recipe.socket, inside::WAYLAND);
    sheet.read_only(&machine.program, inside::PROGRAM);
    for (outside, inside) in buses::sockets(recipe) {
        sheet.read_only(&outside, inside);
    }
    for (inside, source) in &machine.remote {
        match source {
            Source::Text(text) => sheet.file(inside, text.as_str()),
            Source::File(path) => sheet.read_only(path, inside),
        }
    }
    if machine.server {
        sheet.file(inside::SOUND_SCRIPT, sound::script(recipe.rights));
    }
    // Started by the bus when the first program has something to tell the user.
    sheet.file(inside::NOTICES_SERVICE, notices::service());
    if recipe.rights.auditor {
        if let Some(journal) = &recipe.journal {
            sheet.read_only(journal, inside::JOURNAL);
        }
        if let Some(liserectl) = &machine.liserectl {
            sheet.read_only(liserectl, Path::new(inside::OURS).join("liserectl"));
        }
    }
}
