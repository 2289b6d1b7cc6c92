//! `lisere-cage --enter`: builds a cage's sandbox, and is there until it has ended.
//!
//! It is started in the cage's network and under the cage's bounds, with a socket of the warden
//! as standard input, which the cage's init inherits.

mod arguments;
mod etc;
mod gpu;
mod hidden;
mod identity;
mod machine;
mod sheet;
mod sound;
#[cfg(test)]
mod tests;
mod variables;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use lisere_post::{Wait, close_strays, packed, receive, send};
use rustix::process::{Signal, set_parent_process_death_signal};
use rustix::stdio::stdin;

use self::arguments::{Machine, Root};
use crate::message::{Refusal, Tiding, code};
use crate::reason::{Reason, errno};
use crate::recipe::{Recipe, inside};
use crate::warden::media;
use crate::{network, remote, resources, seccomp, tools};

/// Bytes of what bubblewrap says that are kept.
const COMPLAINT: u64 = 4_096;

/// Reads the recipe from standard input, builds the sandbox round an init, and waits. What fails
/// is told the warden.
#[must_use]
pub fn process() -> ExitCode {
    close_strays();
    // Whoever is before it goes with the warden likewise.
    let dies = set_parent_process_death_signal(Some(Signal::KILL));
    let Ok(received) = receive::<Recipe>(stdin(), Wait::Yes) else {
        return ExitCode::from(code::FAILED);
    };
    let recipe = received.message;
    let started = dies.map_err(|error| failed(&recipe, "the end of the session", error));
    let ended = started
        .and_then(|()| start(&recipe))
        .and_then(|child| wait(&recipe, child));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            let code = refusal.code;
            // If the warden is gone, nobody is left to be told.
            let _ = send(stdin(), &packed(&Tiding::Failed(refusal)), &[], Wait::Yes);
            ExitCode::from(code)
        }
    }
}

/// Starts bubblewrap, which becomes the init.
fn start(recipe: &Recipe) -> Result<Child, Refusal> {
    network::settle(recipe)?;
    let what = format!("the sandbox of `{}`", recipe.name);
    let bubblewrap = tools::need("bwrap", "bubblewrap", &what)?;
    machine::abstract_sockets(&recipe.sandbox.network)?;
    let machine = look(recipe)?;
    resources::lower(recipe)?;
    let sheet = arguments::sheet(recipe, &machine);
    let most = machine.processes.map(|most| most.to_string());
    let init = [inside::PROGRAM, "--init"]
        .into_iter()
        .chain(most.as_deref());
    let written = sheet.written(init);
    let (words, inherited) = written.map_err(|error| failed(recipe, "its arguments", error))?;
    let child = Command::new(bubblewrap)
        .args(words)
        .env_clear()
        .current_dir("/")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(recipe, "bubblewrap", error));
    drop(inherited);
    child
}

/// Waits until the cage has ended. An error is what bubblewrap complained of.
fn wait(recipe: &Recipe, mut child: Child) -> Result<(), Refusal> {
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        let mut beginning = Vec::new();
        // What can't be read is not known; the end of the child is, in any case.
        drop(stderr.by_ref().take(COMPLAINT).read_to_end(&mut beginning));
        drop(io::copy(&mut stderr, &mut io::sink()));
        said = String::from_utf8_lossy(&beginning).into_owned();
    }
    let ended = child
        .wait()
        .map_err(|error| failed(recipe, "bubblewrap", error))?;
    if ended.success() || said.trim().is_empty() {
        return Ok(());
    }
    Err(machine::explained(&recipe.name, &said))
}

fn failed(recipe: &Recipe, part: &str, error: impl Into<io::Error>) -> Refusal {
    let error = error.into();
    let cage = &recipe.name;
    Refusal::failed(
        Reason::Sandbox(errno(&error)),
        format!("the sandbox of {cage} can't be built: {part}: {error}"),
        "",
    )
}

/// Finds out what of this machine goes into the cage.
fn look(recipe: &Recipe) -> Result<Machine, Refusal> {
    let program = program().map_err(|error| failed(recipe, "its own program", error))?;
    let beside = program.parent().map(|folder| folder.join("liserectl"));
    let kept = recipe.state.as_deref().filter(|_| !recipe.disposable);
    let machine_id = identity::machine_id(kept)
        .map_err(|error| failed(recipe, "machine-id in its folder", error))?;
    let filters = seccomp::programs(recipe.rights).map_err(|error| {
        failed(
            recipe,
            "its filter of system calls",
            io::Error::other(error),
        )
    })?;
    let bus = tools::find("dbus-daemon").is_some();
    let server = sound::granted(recipe.rights) && tools::find("pulseaudio").is_some();
    let shell = machine::shell();
    Ok(Machine {
        roots: roots(),
        etc: etc::shown(Path::new("/etc")),
        nodes: gpu::nodes(),
        cameras: media::nodes(recipe).into_iter().map(gpu::node).collect(),
        server,
        covered: covered(),
        hidden: hidden::hidden(),
        program,
        liserectl: beside.filter(|path| path.is_file()),
        made: etc::Made {
            machine_id,
            resolv: network::resolv_conf(recipe),
            shell,
        },
        variables: variables::variables(recipe, shell, (bus, server), |name| session(recipe, name)),
        filters,
        remote: remote::files(recipe)?,
        processes: resources::processes_within(recipe),
    })
}

/// A variable of the session: of this process, else as the core had it.
fn session(recipe: &Recipe, name: &str) -> Option<String> {
    let known = || recipe.variables.iter().find(|(known, _)| known == name);
    std::env::var(name)
        .ok()
        .or_else(|| known().map(|(_, value)| value.clone()))
}

/// Where this program lies; where it was, once a newer one took its place.
fn program() -> io::Result<PathBuf> {
    let path = std::env::current_exe()?;
    let text = path.to_string_lossy();
    Ok(text
        .strip_suffix(" (deleted)")
        .map(PathBuf::from)
        .unwrap_or(path.clone()))
}

/// Folders at the root that programs are in, beside `/usr`.
fn roots() -> Vec<Root> {
    let names = ["bin", "lib", "lib32", "lib64", "libx32", "sbin", "opt"];
    let paths = names.iter().map(|name| Path::new("/").join(name));
    let more = [PathBuf::from("/var/cache/fontconfig")];
    let look = |path: PathBuf| match fs::read_link(&path) {
        Ok(target) => Some(Root::Link(path, target.into())),
        Err(_) => path.is_dir().then_some(Root::Bound(path)),
    };
    paths.chain(more).filter_map(look).collect()
}

/// The kernel takes a cage's user for its own root in files of its own, where the session is
/// root's: those that set it up must not be written.
fn covered() -> Vec<PathBuf> {
    if !machine::root() {
        return Vec::new();
    }
    let names = [
        "acpi",
        "bus",
        "fs",
        "irq",
        "mtrr",
        "scsi",
        "sys",
        "sysrq-trigger",
    ];
    let paths = names.iter().map(|name| Path::new("/proc").join(name));
    paths.filter(|path| path.exists()).collect()
}
