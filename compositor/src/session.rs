//! A session from the command line: what it needs, in which order it starts.

mod helpers;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use lisere_policy::Policy;
use lisere_shell::{Language, Seal};
use smithay::reexports::calloop::EventLoop;
use smithay::reexports::wayland_server::Display;

use crate::backend::{Backend, NESTED, Wish, choose};
use crate::bindings::KeyAction;
use crate::cli::{OutputArg, SessionArgs};
use crate::clock::{Clock, Now};
use crate::control::ControlSocket;
use crate::door::Door;
use crate::event_loop::Session;
use crate::gates::Gates;
use crate::harden::{Places, confine, harden};
use crate::journal::{Journal, folder_of};
use crate::kept::KeptPlaces;
use crate::outputs::head::{Head, HeadMode};
use crate::policy_file::{Origin, find, load_with_digest};
use crate::preferences::{Preferences, path_of};
use crate::programs::{CAGE, GATE, HELPER, find_program};
use crate::seal;
use crate::state::{Compositor, backdrop_colour};
use crate::supervisor::Supervisor;

/// Where the kernel tells of batteries.
const SUPPLIES: &str = "/sys/class/power_supply";

/// What the environment says about folders.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// `XDG_RUNTIME_DIR`.
    pub runtime: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, else `~/.config`.
    pub config: Option<PathBuf>,
    /// `XDG_STATE_HOME`, else `~/.local/state`: for the journal.
    pub state: Option<PathBuf>,
    /// `XDG_DATA_HOME`, else `~/.local/share`: for the seal and the homes of cages.
    pub data: Option<PathBuf>,
    /// The language that `LC_ALL`, `LC_MESSAGES` or `LANG` names, if it is spoken.
    pub language: Language,
}

impl Folders {
    /// Reads the environment.
    #[must_use]
    pub fn of_environment() -> Folders {
        let path = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let home = |below: &str| path("HOME").map(|home| home.join(below));
        let base = |name, below| {
            path(name)
                .filter(|path| path.is_absolute())
                .or_else(|| home(below))
        };
        Folders {
            runtime: path("XDG_RUNTIME_DIR"),
            config: base("XDG_CONFIG_HOME", ".config"),
            state: base("XDG_STATE_HOME", ".local/state"),
            data: base("XDG_DATA_HOME", ".local/share"),
            language: language_of_environment(),
        }
    }
}

/// The first of the variables that says anything decides, as the C library has it.
fn language_of_environment() -> Language {
    let locale = locale_of_environment(["LC_ALL", "LC_MESSAGES", "LANG"]);
    Language::named(&locale.to_string_lossy()).unwrap_or_default()
}

fn locale_of_environment(names: [&str; 3]) -> OsString {
    let mut said = names.iter().filter_map(std::env::var_os);
    let said = said.find(|locale| !locale.is_empty());
    said.unwrap_or_else(|| OsString::from("C"))
}

/// Where the policy of a session with these arguments is.
#[must_use]
pub fn policy_origin(arguments: &SessionArgs, folders: &Folders) -> Origin {
    find(
        arguments.preset.as_deref(),
        arguments.policy.as_deref(),
        folders.config.as_deref(),
    )
}

/// Runs a session until it ends.
///
/// # Errors
/// One message that says what could not be started, where, and what to do.
pub fn run(arguments: &SessionArgs, folders: &Folders) -> anyhow::Result<()> {
    let runtime = runtime_folder(folders)?;
    let own = std::env::current_exe().context("looking where our own program is")?;
    let [gate, helper, keeper] = find_programs(&own)?;
    let origin = policy_origin(arguments, folders);
    let (policy, text) = load_with_digest(&origin)?;
    let named = arguments.config.as_deref();
    let preferences = Preferences::load(named, folders.config.as_deref(), Some(&policy))?;
    let seal = seal::at_start(folders.data.as_deref(), folders.language)?;
    harden();
    let supervisor = Supervisor::of_environment();
    let door = Door::open(&runtime, &helpers::names(&policy))?;
    let control = ControlSocket::open(&runtime)?;
    let clock = Clock::System;
    // As early as can be: they get ready while the core does.
    let programs = gate.parent().map(Path::to_owned);
    let gates = start_gates(gate, &door, &policy, clock.now())?;
    let journal = folder_of(arguments.journal.as_deref(), folders.state.as_deref());
    let bare = arguments.without_sandboxes;
    let homes = helpers::homes(folders, &policy, bare);
    let places = (&door, homes.as_ref(), journal.as_deref());
    let warden = helpers::warden(&keeper, &policy, places, bare)?;
    let (workers, write) = helpers::start(helper, homes)?;
    let lock = helpers::lock(&own, folders.state.as_deref());
    let lock_kept = lock.folder().map(Path::to_owned);
    let recorded = Journal::of_session(&own, journal.as_deref(), &clock);
    let display = Display::new().context("starting the Wayland display")?;
    let backend = backend_of(arguments, &preferences, &policy)?;
    let mut core = Compositor::new(display.handle(), policy, preferences, backend, clock)?;
    introduce(&mut core, folders.language, seal);
    let now = core.clock.now();
    (core.journal, core.lock) = (recorded, lock);
    core.record_start(&origin, text, bare, now);
    helpers::hear_logind(&mut core, &own, now);
    core.lock_as_kept(now); // Before anything is shown.
    plug_in(&mut core, &arguments.outputs, now)?;
    core.employ(workers);
    let own = settle_in(&mut core, arguments, folders);
    let ready = control.path().to_owned();
    let mut session = Session::new(core, display, door, (gates, warden), control);
    let events = EventLoop::try_new().context("starting the event loop")?;
    if arguments.print_ready {
        say_ready(&ready)?;
    }
    supervisor.ready();
    session.start(&arguments.command)?;
    let saved = path_of(named, folders.config.as_deref());
    let followed = saved.iter();
    followed.for_each(|path| session.follow_preferences(path, named.is_some()));
    let (read, kept) = (readable(saved.as_deref(), folders), lock_kept.into_iter());
    let places = Places {
        runtime,
        // A gate that dies is started again.
        read: read.into_iter().chain(programs).collect(),
        // So are the helpers that write the journal and files; and that the session is locked
        // is written by the core.
        write: write
            .into_iter()
            .chain(journal)
            .chain(kept)
            .chain(own)
            .collect(),
    };
    if let Err(error) = confine(&places) {
        tracing::warn!(%error, "the core's files are not confined");
    }
    let ended = session.run(events);
    supervisor.stopping();
    ended
}

/// The programs that a session is made of beside the core.
fn find_programs(own: &Path) -> anyhow::Result<[PathBuf; 3]> {
    let [gate, helper, keeper] = [GATE, HELPER, CAGE].map(|name| find_program(own, name));
    Ok([gate?, helper?, keeper?])
}

fn start_gates(gate: PathBuf, door: &Door, policy: &Policy, now: Now) -> anyhow::Result<Gates> {
    let posts = door.listeners();
    let posts = posts.filter_map(|(cage, listener)| Some((policy.cage(cage)?, listener)));
    Gates::start(gate, posts, now).context("starting the gates")
}

/// Tells whoever waits for it that the session can be spoken to.
fn say_ready(control: &Path) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ready {}", control.display())
        .and_then(|()| out.flush())
        .context("printing `ready`")
}

/// Has the session that runs do something, as a chord would.
///
/// # Errors
/// When there is no session, or it refuses.
pub fn ask_for(action: KeyAction) -> anyhow::Result<()> {
    let path = liserectl::control_path(|name| std::env::var_os(name))?;
    let command = liserectl::Command::Action {
        action: action.to_string(),
        window: None,
        output: None,
    };
    liserectl::Client::connect(&path)?.ask(command)?;
    Ok(())
}

/// Says where things of the user's are kept, and welcomes who is here for the first time.
/// Returns the folders that the core itself writes in.
fn settle_in(core: &mut Compositor, arguments: &SessionArgs, folders: &Folders) -> Vec<PathBuf> {
    let kept = KeptPlaces::of(arguments.config.as_deref(), folders);
    let welcome =
        arguments.welcome || (kept.first_start() && matches!(core.backend, Backend::Kms(_)));
    let own = kept.prepare(welcome);
    core.keep_in(kept);
    if welcome {
        core.open_welcome();
    }
    own
}

/// Tells the pictures what to speak, and the seal by which the user knows them.
fn introduce(core: &mut Compositor, language: Language, seal: Option<Seal>) {
    core.pictures.set_mother_tongue(language);
    core.pictures.speak(core.preferences.language);
    core.pictures.set_seal(seal);
    let letters = locale_of_environment(["LC_ALL", "LC_CTYPE", "LANG"]);
    if !core.input.keys.compose_in(&letters) {
        let locale = letters.display();
        tracing::warn!(%locale, "no sequences of dead keys are known: keys type what is on them");
    }
    // Screens in memory are on no machine that anybody carries.
    let carried = !matches!(core.backend, Backend::Headless(_));
    core.bar.supplies = carried.then(|| PathBuf::from(SUPPLIES));
}

/// Where preferences are read again when they are saved: the configuration's folder, the
/// file's own, and where a link in its place leads.
fn readable(preferences: Option<&Path>, folders: &Folders) -> Vec<PathBuf> {
    let own = preferences.and_then(Path::parent).map(|own| match own {
        here if here == Path::new("") => PathBuf::from("."),
        own => own.to_owned(),
    });
    let leads = preferences.and_then(|path| path.canonicalize().ok());
    let leads = leads.as_deref().and_then(Path::parent).map(Path::to_owned);
    folders
        .config
        .iter()
        .cloned()
        .chain(own)
        .chain(leads)
        .collect()
}

fn runtime_folder(folders: &Folders) -> anyhow::Result<PathBuf> {
    match &folders.runtime {
        Some(path) if path.is_absolute() => Ok(path.clone()),
        Some(path) => bail!(
            "XDG_RUNTIME_DIR is `{}`: it must be an absolute path",
            path.display()
        ),
        None => bail!(
            "XDG_RUNTIME_DIR is not set: log in through a session manager, or set it to a folder \
             of yours with mode 0700"
        ),
    }
}

fn backend_of(
    arguments: &SessionArgs,
    preferences: &Preferences,
    policy: &Policy,
) -> anyhow::Result<Backend> {
    let wish = window_wish(arguments, preferences);
    let backdrop = backdrop_colour(policy);
    let backend = choose(
        arguments.backend.into(),
        arguments.renderer.into(),
        backdrop,
        wish,
    )?;
    if backend.nested() && arguments.outputs.len() > 1 {
        bail!(
            "a nested session has one output, its window: give one `--output`, or use `--backend headless`"
        );
    }
    Ok(backend)
}

/// How a nested session's window is to be.
fn window_wish(arguments: &SessionArgs, preferences: &Preferences) -> Wish {
    let asked = arguments.outputs.first();
    let preferred = preferences.output(NESTED);
    Wish {
        size: asked.map(|output| output.size),
        scale: asked
            .and_then(|output| output.scale)
            .or(preferred.and_then(|output| output.scale)),
        transform: preferred.and_then(|output| output.transform),
    }
}

/// The outputs to start with: the screens of the seat, the window of a nested session, else
/// those asked for; one of 1920×1080 if none was.
fn plug_in(core: &mut Compositor, asked: &[OutputArg], now: Now) -> anyhow::Result<()> {
    match &core.backend {
        Backend::Kms(_) => core.follow_screens(now),
        Backend::Nested(nested) => {
            let setup = nested.setup();
            core.add_output(setup, now)?;
        }
        Backend::Headless(_) => {
            core.set_heads(heads(asked), now);
            if core.outputs.iter().next().is_none() {
                bail!("no output could be made: give a smaller one with `--output`");
            }
        }
    }
    Ok(())
}

/// Screens in memory, one for each that was asked for.
fn heads(asked: &[OutputArg]) -> Vec<Head> {
    let default = [OutputArg {
        size: (1920, 1080),
        scale: None,
    }];
    let asked = if asked.is_empty() { &default } else { asked };
    asked
        .iter()
        .enumerate()
        .map(|(index, output)| head(format!("HEADLESS-{}", index + 1), output))
        .collect()
}

fn head(connector: String, output: &OutputArg) -> Head {
    let (width, height) = output.size;
    Head {
        connector,
        modes: vec![HeadMode {
            width,
            height,
            refresh_mhz: 60_000,
            preferred: true,
        }],
        asked_scale: output.scale,
        ..Head::default()
    }
}
