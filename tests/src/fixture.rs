//! The real core with outputs in memory, a clock turned by hand, and any number of clients.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::time::Duration;

use lisere::backend::headless::RendererChoice;
use lisere::backend::{Backend, Headless};
use lisere::clock::{Clock, Now};
use lisere::connections::dispatch;
use lisere::crossing::workers::Workers;
use lisere::desk::{Entry, OutputId, WindowId};
use lisere::outputs::head::Head;
use lisere::outputs::{OutputSetup, REFRESH};
use lisere::preferences::Preferences;
use lisere::render::Subject;
use lisere::scene::Owner;
use lisere::state::{Compositor, backdrop_colour};
use lisere_gate::Gate;
use lisere_policy::{CageId, Policy, builtin_theme};
use lisere_shell::Scale;
use smithay::reexports::wayland_server::Display;
use smithay::utils::{Logical, Rectangle, Transform};

use crate::check;
use crate::client::{Client, Popup, Spot, Window};
use crate::gates::Gates;
use crate::picture::{Picture, rgb};
use crate::preferred::still;
use crate::rawwl::Raw;
use crate::twins::Tap;

/// After this many rounds clients and core talk for ever, which is a fault.
const ROUNDS: usize = 200;
/// When a fixture's time begins; later than any time that a test could subtract.
const START: Duration = Duration::from_secs(1000);

/// An output to be.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Width and height in pixels before the transform.
    pub size: (i32, i32),
    /// Physical pixels per logical one.
    pub scale: f64,
    /// How it is turned.
    pub transform: Transform,
}

impl Screen {
    /// An upright output.
    #[must_use]
    pub fn new(width: i32, height: i32, scale: f64) -> Screen {
        Screen {
            size: (width, height),
            scale,
            transform: Transform::Normal,
        }
    }

    fn setup(&self, name: String) -> OutputSetup {
        OutputSetup {
            name,
            size: self.size.into(),
            scale: Scale::from_120ths((self.scale * 120.0).round() as u32),
            transform: self.transform,
            position: None,
            refresh: REFRESH,
        }
    }
}

/// A policy in TOML.
pub(crate) fn policy_of_text(policy: &str) -> Policy {
    let themes = |theme: &str| builtin_theme(theme).map(str::to_owned);
    Policy::parse(policy, &themes).expect("a policy without faults")
}

/// The world of one test.
pub struct Fixture {
    /// The core under test.
    pub core: Compositor,
    pub(crate) display: Display<Compositor>,
    clients: Vec<Client>,
    pub(crate) raws: Vec<Raw>,
    pub(crate) gates: Gates,
    pub(crate) time: Rc<Cell<Duration>>,
    outputs: Vec<OutputId>,
    drawn: HashMap<OutputId, u64>,
    named: u32,
    /// The buttons that are down.
    pub(crate) held: BTreeSet<u32>,
    /// The one channel (0 blue, 8 green, 16 red) that each cage's clients paint in,
    /// for tests that promise so; then nothing of another colour may show there.
    pub primaries: Option<Vec<Option<u32>>>,
    /// Frames that were held against the claims.
    pub checked: u64,
    /// Whether frames are held against the claims.
    pub(crate) checks: bool,
    /// Whether nothing is pressed that stops a cage, locks, or ends the session.
    pub gentle: bool,
    /// Writes down what the clients of one cage are told that join from now on.
    pub tap: Option<Tap>,
}

impl Fixture {
    /// The core with a built-in policy on one small output.
    #[must_use]
    pub fn new(preset: &str) -> Fixture {
        Fixture::on(preset, &[Screen::new(640, 400, 1.0)])
    }

    /// The core with a built-in policy on these outputs, side by side.
    #[must_use]
    pub fn on(preset: &str, screens: &[Screen]) -> Fixture {
        let policy = Policy::preset(preset).expect("a built-in policy");
        Fixture::with(policy, screens, RendererChoice::Pixman)
    }

    /// The core with a policy in TOML on one small output.
    #[must_use]
    pub fn of_text(policy: &str) -> Fixture {
        let screens = [Screen::new(640, 400, 1.0)];
        Fixture::with(policy_of_text(policy), &screens, RendererChoice::Pixman)
    }

    /// The core with everything chosen.
    #[must_use]
    pub fn with(policy: Policy, screens: &[Screen], renderer: RendererChoice) -> Fixture {
        let display = Display::new().expect("a display");
        let time = Rc::new(Cell::new(START));
        let headless = Headless::new(renderer, backdrop_colour(&policy)).unwrap_or_else(|error| {
            panic!("{error}: cargo xtask packages installs what is missing")
        });
        let core = Compositor::new(
            display.handle(),
            policy,
            still(Preferences::default()),
            Backend::Headless(headless),
            Clock::Manual(time.clone()),
        );
        let mut core = core.expect("a core");
        core.employ(Workers::in_thread().expect("helpers"));
        let mut fixture = Fixture {
            core,
            display,
            clients: Vec::new(),
            raws: Vec::new(),
            gates: Gates::default(),
            time,
            outputs: Vec::new(),
            drawn: HashMap::new(),
            named: 0,
            held: BTreeSet::new(),
            primaries: None,
            checked: 0,
            checks: true,
            gentle: false,
            tap: None,
        };
        for screen in screens {
            fixture.plug(*screen);
        }
        fixture.frame();
        fixture
    }

    /// Plugs an output in, right of the others.
    pub fn plug(&mut self, screen: Screen) -> OutputId {
        self.named += 1;
        let setup = screen.setup(format!("HEADLESS-{}", self.named));
        let id = self.core.add_output(setup, self.now()).expect("an output");
        self.outputs.push(id);
        id
    }

    /// Pulls an output out.
    pub fn unplug(&mut self, output: OutputId) {
        self.core.remove_output(output);
        self.outputs.retain(|id| *id != output);
        self.drawn.remove(&output);
        self.frame();
    }

    /// These heads are connected, and no others; outputs are where preferences put them.
    pub fn connect_heads(&mut self, heads: Vec<Head>) {
        let now = self.now();
        self.core.set_heads(heads, now);
        self.follow_outputs();
    }

    /// What the core has made of heads is looked at like what was plugged in.
    pub fn follow_outputs(&mut self) {
        self.outputs = self.core.outputs.iter().map(|screen| screen.id).collect();
        self.drawn.retain(|id, _| self.outputs.contains(id));
        self.frame();
    }

    /// The output at a place in the order they were plugged in.
    #[must_use]
    pub fn output(&self, index: usize) -> OutputId {
        self.outputs[index]
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Now {
        Now(self.time.get())
    }

    /// The cage of a name.
    #[must_use]
    pub fn cage(&self, name: &str) -> CageId {
        self.core
            .policy
            .cage_named(name)
            .unwrap_or_else(|| panic!("no cage is called {name}"))
            .id()
    }

    /// A cage's colour as pixels have it.
    #[must_use]
    pub fn colour(&self, name: &str) -> u32 {
        rgb(self.core.policy.cage_named(name).expect("a cage").colour())
    }

    /// A client in a cage, with everything bound.
    pub fn client(&mut self, cage: &str) -> Client {
        let client = self.stranger(cage);
        client.bind_all();
        self.settle();
        client.forget();
        client
    }

    /// A client in a cage that has only seen the registry.
    pub fn stranger(&mut self, cage: &str) -> Client {
        let id = self.cage(cage);
        let ours = self.connect(cage);
        let ours = match &self.tap {
            Some(tap) => tap.lay(id, ours),
            None => ours,
        };
        let client = Client::new(ours, id);
        self.clients.push(client.clone());
        self.settle();
        client
    }

    /// A program's end of a connection to a cage: through the cage's gate to the core.
    /// Nobody is at the other end where the cage has all its connections.
    pub fn connect(&mut self, cage: &str) -> UnixStream {
        let cage = self.cage(cage);
        let (program, outside) = UnixStream::pair().expect("a socket pair");
        let gate = self.gates.of(cage, &self.core.policy);
        if gate.may_connect(0) {
            let (inside, core) = UnixStream::pair().expect("a socket pair");
            let mut handle = self.display.handle();
            lisere::cages::admit(&mut handle, core, cage, &mut self.core.connections)
                .expect("a client");
            gate.add(outside, inside, false)
                .expect("a client of the gate");
        }
        program
    }

    /// The gate of a cage that somebody has connected to.
    pub fn gate(&mut self, cage: &str) -> &mut Gate {
        let cage = self.cage(cage);
        self.gates.of(cage, &self.core.policy)
    }

    /// A connection to the core itself, past the gate: what a gate could say that was
    /// taken over.
    pub fn connect_past_gate(&mut self, cage: &str) -> UnixStream {
        let cage = self.cage(cage);
        let (ours, theirs) = UnixStream::pair().expect("a socket pair");
        let mut handle = self.display.handle();
        lisere::cages::admit(&mut handle, theirs, cage, &mut self.core.connections)
            .expect("a client");
        ours
    }

    /// A client's connection breaks off.
    pub fn disconnect(&mut self, client: Client) {
        self.clients
            .retain(|other| !std::ptr::eq(other.queue(), client.queue()));
        client.hang_up();
        drop(client);
        self.settle();
    }

    /// Every client that was made and not disconnected.
    #[must_use]
    pub fn clients(&self) -> &[Client] {
        &self.clients
    }

    /// A window of one colour that has appeared.
    pub fn window(&mut self, client: &Client, size: (i32, i32), colour: u32) -> Window {
        let mut window = client.toplevel();
        self.settle();
        window.draw(size, colour);
        self.settle();
        window.id = self.newest().expect("a window");
        self.frame();
        window
    }

    /// The window that appeared last.
    #[must_use]
    pub fn newest(&self) -> Option<WindowId> {
        self.core.windows.iter().map(|window| window.id).max()
    }

    /// A popup of one colour that has appeared.
    pub fn popup(&mut self, parent: &Window, spot: Spot, colour: u32) -> Popup {
        let popup = parent.client.popup(&parent.xdg, spot);
        popup.commit();
        self.settle();
        popup.draw(spot.size, colour);
        self.frame();
        popup
    }

    /// Where a window is.
    #[must_use]
    pub fn entry(&self, window: &Window) -> Entry {
        self.core
            .desk
            .entry(window.id)
            .expect("a window on the desk")
            .clone()
    }

    /// A window's content in the global logical space.
    #[must_use]
    pub fn content(&self, window: &Window) -> Rectangle<i32, Logical> {
        self.entry(window).content
    }

    /// Moves a window's content to a place by hand of the desk, which no client can.
    pub fn put(&mut self, window: &Window, at: (i32, i32)) {
        self.core.desk.move_to(window.id, at.into());
        self.frame();
    }

    /// Puts up to four windows apart, each in a quarter of a small output.
    pub fn spread<const N: usize>(&mut self, windows: [&Window; N]) {
        let places = [(20, 80), (340, 80), (20, 250), (340, 250)];
        for (window, at) in windows.into_iter().zip(places) {
            self.put(window, at);
        }
    }

    /// How many pixels of a colour the first output shows, the pointer aside.
    pub fn shown(&mut self, colour: u32) -> usize {
        let output = self.output(0);
        self.shown_on(output, colour)
    }

    /// Whether an output shows a colour on so many pixels; of content that is
    /// stretched the outermost row may be mixed with the ground.
    pub fn shows(&mut self, output: OutputId, colour: u32, (w, h): (usize, usize)) -> bool {
        let shown = self.shown_on(output, colour);
        ((w - 2) * (h - 2)..=w * h).contains(&shown)
    }

    /// How many pixels of a colour an output shows, the pointer aside.
    pub fn shown_on(&mut self, output: OutputId, colour: u32) -> usize {
        self.fresh(output, false).count(colour)
    }

    /// Lets clients and core talk until neither has anything more to say.
    pub fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < ROUNDS {
            // A flood takes as many rounds as it takes.
            let flood: usize = self.raws.iter().map(Raw::flush).sum();
            quiet = if flood > 0 { 0 } else { quiet + 1 };
            if self.round() + flood == 0 {
                return;
            }
        }
        panic!("clients and core go on talking for ever");
    }

    /// One round: what clients say, a turn of the core, what clients hear. Returns how
    /// much was said and heard.
    pub fn round(&mut self) -> usize {
        self.clients.iter().for_each(Client::flush);
        self.tap.iter().for_each(Tap::up);
        let passed = self.gates.turn(self.time.get()) + self.admit_inner();
        let said = dispatch(&mut self.display, &mut self.core);
        let now = self.now();
        let moved = self.core.serve_crossing(now);
        self.core.turn(now);
        self.check_new_frames();
        let told = self.gates.turn(self.time.get());
        self.tap.iter().for_each(|tap| tap.down(now.0));
        let heard: usize = self.clients.iter().map(Client::receive).sum();
        let read: usize = self.raws.iter().map(Raw::receive).sum();
        self.clients.iter().for_each(Client::assert_well);
        passed + said + moved + told + heard + read
    }

    /// Turns the clock on, stopping wherever the core asked to be woken.
    pub fn advance(&mut self, millis: u64) {
        let end = Now(self.time.get() + Duration::from_millis(millis));
        self.settle();
        while !self.step(end) {}
    }

    /// Turns the clock to where the core asked to be woken next, at most to `end`;
    /// says whether it is there and the core asks no more before.
    pub fn step(&mut self, end: Now) -> bool {
        let due = self.core.next_deadline(self.now());
        let due = due.filter(|due| *due <= end);
        self.time.set(due.unwrap_or(end).0);
        self.settle();
        due.is_none()
    }

    /// Turns the clock to the next frame, and then once more so that what the
    /// frame itself brought about is seen too.
    pub fn frame(&mut self) {
        self.settle();
        for _ in 0..2 {
            let now = self.now();
            let next = self
                .core
                .outputs
                .iter()
                .map(|screen| screen.next_frame(now))
                .max();
            let next = next.unwrap_or(now.after(Duration::from_millis(17)));
            self.time.set(next.0);
            self.settle();
        }
    }

    /// Frames drawn so far on an output.
    #[must_use]
    pub fn frames(&self, output: OutputId) -> u64 {
        self.core
            .outputs
            .get(output)
            .map_or(0, |screen| screen.frames)
    }

    /// What the first output shows: its real buffer.
    pub fn pixels(&mut self) -> Picture {
        let output = self.output(0);
        self.pixels_of(output)
    }

    /// What an output shows: its real buffer.
    pub fn pixels_of(&mut self, output: OutputId) -> Picture {
        self.core.backend.read(output).expect("a buffer").into()
    }

    /// Who made the pointer's image on the first output; nobody where none is drawn.
    pub fn pointer_owner(&mut self) -> Option<Owner> {
        let output = self.output(0);
        let map = self.core.backend.provenance(output).expect("a map");
        map.pointer.first().map(|(_, owner)| *owner)
    }

    /// What an output shows, drawn whole, with or without the pointer.
    pub fn fresh(&mut self, output: OutputId, pointer: bool) -> Picture {
        self.core
            .backend
            .capture(output, &Subject::Output { pointer })
            .expect("a picture")
            .into()
    }

    /// Holds each frame that was drawn since the last call against the claims.
    fn check_new_frames(&mut self) {
        if !self.checks {
            return;
        }
        for output in self.outputs.clone() {
            let frames = self.frames(output);
            if self.drawn.insert(output, frames) != Some(frames) && frames > 0 {
                check::frame(self, output);
                self.checked += 1;
            }
        }
    }
}
