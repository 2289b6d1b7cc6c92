//! One test's world: core, gate and clients' sockets in one thread, on a clock that can leap.
//!
//! The suite asks at once for what Liseré tells at its next frame, so the clock leaps to each
//! frame instead of waiting for it, before clients hear what was said to them.

use std::cell::Cell;
use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::time::Duration;

use lisere::actions::Action;
use lisere::backend::headless::RendererChoice;
use lisere::backend::{Backend, Headless};
use lisere::cages::admit;
use lisere::clock::{Clock, Now};
use lisere::connections::dispatch;
use lisere::crossing::workers::Workers;
use lisere::desk::WindowId;
use lisere::outputs::{OutputSetup, REFRESH};
use lisere::preferences::{Motion, Preferences};
use lisere::state::{Compositor, backdrop_colour};
use lisere::windows::Window;
use lisere_gate::{Extra, Gate, Settings};
use lisere_policy::{CageId, Policy, builtin_theme};
use lisere_shell::Scale;
use rustix::buffer::spare_capacity;
use rustix::event::epoll;
use smithay::reexports::wayland_server::{Client, Display, Resource};
use smithay::utils::Transform;

use crate::line::Line;

/// Where the suite's coordinates begin on the screen: under the bar and clear of frames, so
/// that a window put at the suite's (0, 0) is where it was put.
pub(crate) const ORIGIN: (i32, i32) = (100, 100);
/// The screen, in pixels.
const SCREEN: (i32, i32) = (1280, 1024);
/// What the clock leaps to at most: a frame and its neighbours.
const LEAP: Duration = Duration::from_millis(20);
/// Windows that may follow from what was said at once.
const ROUNDS: usize = 16;
/// Frames that may follow from one thing said before its client hears of it.
const FRAMES: usize = 32;

/// How soon to try again when a client does not read.
const RETRY: Duration = Duration::from_millis(5);

const STOP: u64 = 0;
const WISHES: u64 = 1;
const CORE: u64 = 2;
const CLIENT: u64 = 3;
const MAIL: u64 = 4;

/// Why the loop went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Woken {
    /// Clients or deadlines, which have been seen to.
    Nothing,
    /// The suite wants something.
    Wishes,
    /// The suite has put something in the mailbox.
    Mail,
    /// The test is over.
    Stop,
}

/// Everything between the beginning and the end of a test.
pub(crate) struct World {
    pub(crate) core: Compositor,
    display: Display<Compositor>,
    gate: Gate,
    cage: CageId,
    /// What wakes the loop beside clients.
    others: OwnedFd,
    clients: HashMap<RawFd, Client>,
    lines: Vec<Line>,
    /// The newest window that was given the keys.
    newest: Option<WindowId>,
    clock: Rc<Cell<Duration>>,
    /// How far the clock has leapt ahead of the system's.
    ahead: Duration,
}

impl World {
    /// A core with one screen and nobody connected. `wishes` can be read when the suite
    /// wants something, `mail` when there is some, `stop` when the test is over.
    ///
    /// # Errors
    /// When the system has no descriptors or memory left.
    pub(crate) fn new(
        wishes: BorrowedFd<'_>,
        mail: BorrowedFd<'_>,
        stop: BorrowedFd<'_>,
    ) -> io::Result<World> {
        let themes = |theme: &str| builtin_theme(theme).map(str::to_owned);
        let policy = Policy::parse(include_str!("policy.toml"), &themes)
            .map_err(|faults| io::Error::other(format!("{faults:?}")))?;
        let cage = policy.cages().first().ok_or(io::ErrorKind::NotFound)?;
        let settings = Settings {
            limits: cage.limits().clone(),
            gpu: false,
        };
        let (cage, mut gate) = (cage.id(), Gate::new(settings)?);
        let display = Display::new().map_err(io::Error::other)?;
        let clock = Rc::new(Cell::new(Clock::System.now().0));
        let core = core_of(policy, &display, clock.clone())?;
        let others = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let watch = |fd: BorrowedFd<'_>, what| {
            let data = epoll::EventData::new_u64(what);
            epoll::add(&others, fd, data, epoll::EventFlags::IN)
        };
        watch(stop, STOP)?;
        watch(wishes, WISHES)?;
        watch(mail, MAIL)?;
        watch(core.connections.as_fd(), CORE)?;
        watch(core.crossing.as_fd(), CORE)?;
        if let Some(helpers) = core.crossing.helpers_fd() {
            watch(helpers, CORE)?;
        }
        gate.watch(others.as_fd(), Extra::Trunk)?;
        let mut world = World {
            core,
            display,
            gate,
            cage,
            others,
            clients: HashMap::new(),
            lines: Vec::new(),
            newest: None,
            clock,
            ahead: Duration::ZERO,
        };
        world.settle();
        Ok(world)
    }

    /// Reads the clock.
    pub(crate) fn now(&self) -> Now {
        self.clock.set(Clock::System.now().0 + self.ahead);
        Now(self.clock.get())
    }

    /// Waits until something is to be done, and does it.
    ///
    /// # Errors
    /// When waiting itself fails.
    pub(crate) fn turn(&mut self) -> io::Result<Woken> {
        let now = self.now();
        let due = self.core.next_deadline(now).map(|due| now.until(due));
        let refill = self.gate.next_due().map(|due| now.until(Now(due)));
        let at_once = self.core.connections.unburied().then_some(Duration::ZERO);
        let full = self.lines.iter().any(Line::full).then_some(RETRY);
        let timeouts = due.into_iter().chain(refill).chain(at_once).chain(full);
        let timeout = timeouts.min();
        self.gate.wait(timeout)?;
        let woken = self.woken()?;
        self.settle();
        Ok(woken)
    }

    /// Who beside clients has something to say.
    fn woken(&self) -> io::Result<Woken> {
        let mut events = Vec::<epoll::Event>::with_capacity(8);
        let at_once = rustix::time::Timespec::default();
        epoll::wait(&self.others, spare_capacity(&mut events), Some(&at_once))?;
        let says = |what| events.iter().any(|event| event.data.u64() == what);
        Ok(match (says(STOP), says(WISHES), says(MAIL)) {
            (true, ..) => Woken::Stop,
            (_, true, _) => Woken::Wishes,
            (.., true) => Woken::Mail,
            _ => Woken::Nothing,
        })
    }

    /// Hears what clients have said, shows what comes of it, and tells them; goes on while
    /// what they said has to wait for what they are told.
    pub(crate) fn settle(&mut self) {
        for _ in 0..ROUNDS {
            if !self.round() {
                break;
            }
        }
        self.lines.retain(|line| !line.over());
    }

    /// One round of that; says whether something had to wait.
    fn round(&mut self) -> bool {
        let held: Vec<bool> = self.lines.iter_mut().map(Line::up).collect();
        self.pass_on();
        dispatch(&mut self.display, &mut self.core);
        let now = self.now();
        self.core.serve_crossing(now);
        self.core.turn(now);
        self.greet();
        self.wait(LEAP);
        self.pass_on();
        self.lines.iter_mut().for_each(Line::down);
        held.contains(&true)
    }

    /// Lets time go by, stopping wherever the core asked to be woken.
    pub(crate) fn wait(&mut self, time: Duration) {
        let end = self.now().after(time);
        for _ in 0..FRAMES {
            let now = self.now();
            let Some(due) = self.core.next_deadline(now).filter(|due| *due <= end) else {
                break;
            };
            self.leap(now.until(due));
        }
    }

    fn leap(&mut self, time: Duration) {
        self.ahead += time;
        let now = self.now();
        self.core.turn(now);
    }

    /// The suite's user turns to each new window, which takes no keys by itself.
    fn greet(&mut self) {
        let windows = self.core.windows.iter();
        let mapped = windows.filter(|window| window.mapped).map(|w| w.id);
        let new = mapped.filter(|id| Some(*id) > self.newest).max();
        if let Some(new) = new {
            self.newest = Some(new);
            self.core.perform(Action::Focus(new));
            let now = self.now();
            self.core.turn(now);
        }
    }

    /// Lets the gate pass on, both ways, what it can.
    fn pass_on(&mut self) {
        let now = self.now();
        for _ in 0..64 {
            // A set that fails now fails when it is waited for too, and is reported then.
            let _ = self.gate.wait(Some(Duration::ZERO));
            if self.gate.turn(now.0) == 0 {
                break;
            }
        }
    }

    /// A new client's end of a connection through the gate.
    ///
    /// # Errors
    /// When the cage has all its connections, or the system has no descriptor left.
    pub(crate) fn connect(&mut self) -> io::Result<UnixStream> {
        if !self.gate.may_connect(0) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        let (program, suite) = UnixStream::pair()?;
        let (relayed, outside) = UnixStream::pair()?;
        let (inside, core) = UnixStream::pair()?;
        let mut handle = self.display.handle();
        let client = admit(&mut handle, core, self.cage, &mut self.core.connections)?;
        self.gate.add(outside, inside, false)?;
        let line = Line::new(suite, relayed)?;
        let data = epoll::EventData::new_u64(CLIENT);
        epoll::add(&self.others, &line, data, epoll::EventFlags::IN)?;
        self.lines.push(line);
        self.clients.insert(program.as_raw_fd(), client);
        Ok(program)
    }

    /// Puts a client's window so that its content begins at a place of the suite's.
    pub(crate) fn put(&mut self, client: RawFd, surface: u32, at: (i32, i32)) {
        self.settle();
        let owner = self.clients.get(&client).map(Client::id);
        let same = |window: &&Window| {
            let of = window.toplevel.wl_surface();
            of.id().protocol_id() == surface && of.client().map(|client| client.id()) == owner
        };
        let window = self.core.windows.iter().find(same);
        if let Some(id) = window.map(|window| window.id) {
            let to = (at.0 + ORIGIN.0, at.1 + ORIGIN.1);
            self.core.desk.move_to(id, to.into());
        }
        let now = self.now();
        self.core.turn(now);
        self.settle();
    }
}

/// The core on one screen in memory.
fn core_of(
    policy: Policy,
    display: &Display<Compositor>,
    clock: Rc<Cell<Duration>>,
) -> io::Result<Compositor> {
    let failed = |error: &dyn std::fmt::Display| io::Error::other(error.to_string());
    let headless = Headless::new(RendererChoice::Pixman, backdrop_colour(&policy))
        .map_err(|error| failed(&error))?;
    let now = Now(clock.get());
    let mut preferences = Preferences::default();
    // The suite points at where a window is to be, not at where it is on its way.
    preferences.layout.motion = Motion::Reduced;
    let core = Compositor::new(
        display.handle(),
        policy,
        preferences,
        Backend::Headless(headless),
        Clock::Manual(clock),
    );
    let mut core = core.map_err(|error| failed(&error))?;
    core.employ(Workers::in_thread()?);
    let screen = OutputSetup {
        name: "HEADLESS-1".to_owned(),
        size: SCREEN.into(),
        scale: Scale::ONE,
        transform: Transform::Normal,
        position: None,
        refresh: REFRESH,
    };
    core.add_output(screen, now)
        .map_err(|error| failed(&error))?;
    Ok(core)
}
