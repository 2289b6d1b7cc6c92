//! A client over a socket pair: it does what a test says and remembers what it hears.

mod answers;
mod buffers;
mod globals;
mod heard;
mod icon;
mod pens;
mod popup;
mod selection;
mod window;

use std::cell::{Cell, Ref, RefCell};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::rc::Rc;

use lisere_policy::CageId;
use wayland_client::backend::{ObjectId, WaylandError};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::{Connection, EventQueue, QueueHandle};

pub use answers::Told;
pub use globals::{Announced, Drawing, Gestures, Hands};
pub use heard::{Heard, World};
pub use popup::{Popup, Spot};
pub use selection::Pipe;
pub(crate) use window::show;
pub use window::{Configure, Window};

use globals::Binder;

/// A client. Copies of the handle are the same client.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    cage: CageId,
    connection: Connection,
    queue: RefCell<EventQueue<World>>,
    handle: QueueHandle<World>,
    registry: WlRegistry,
    world: RefCell<World>,
    bound: RefCell<Option<Rc<Bound>>>,
    ended: Cell<bool>,
    doomed: Cell<bool>,
    line: UnixStream,
}

/// What a client has bound.
pub struct Bound {
    /// What draws.
    pub drawing: Drawing,
    /// What the user's hands reach.
    pub hands: Hands,
}

impl Client {
    /// A client at the other end of a socket, which has asked for the registry.
    pub(crate) fn new(stream: UnixStream, cage: CageId) -> Client {
        let line = stream.try_clone().expect("a socket");
        let connection = Connection::from_socket(stream).expect("a connection");
        let queue = connection.new_event_queue();
        let handle = queue.handle();
        let registry = connection.display().get_registry(&handle, ());
        Client(Rc::new(Inner {
            cage,
            connection,
            queue: RefCell::new(queue),
            handle,
            registry,
            world: RefCell::default(),
            bound: RefCell::default(),
            ended: Cell::new(false),
            doomed: Cell::new(false),
            line,
        }))
    }

    /// Binds everything that the registry has announced.
    pub(crate) fn bind_all(&self) {
        let announced = self.registry();
        let binder = self.binder(&announced);
        let bound = Bound {
            drawing: binder.drawing(),
            hands: binder.hands(),
        };
        *self.0.bound.borrow_mut() = Some(Rc::new(bound));
    }

    fn binder<'a>(&'a self, announced: &'a [Announced]) -> Binder<'a> {
        Binder {
            registry: &self.0.registry,
            queue: &self.0.handle,
            announced,
        }
    }

    /// Binds one more object of a global, as it was announced last.
    pub fn bind<I>(&self) -> I
    where
        I: wayland_client::Proxy + 'static,
        World: wayland_client::Dispatch<I, ()>,
    {
        let announced = self.registry();
        self.binder(&announced).bind()
    }

    /// The registry object, for binds that no honest client makes.
    #[must_use]
    pub fn registry_object(&self) -> &WlRegistry {
        &self.0.registry
    }

    /// What the registry offers now.
    #[must_use]
    pub fn registry(&self) -> Vec<Announced> {
        globals::announced(&self.0.world.borrow())
    }

    /// The cage it runs in.
    #[must_use]
    pub fn cage(&self) -> CageId {
        self.0.cage
    }

    /// What it has bound.
    #[must_use]
    pub fn bound(&self) -> Rc<Bound> {
        self.0
            .bound
            .borrow()
            .clone()
            .expect("a client that has bound its globals")
    }

    /// Where new objects' events go.
    #[must_use]
    pub fn queue(&self) -> &QueueHandle<World> {
        &self.0.handle
    }

    /// The connection.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.0.connection
    }

    /// What it has heard.
    #[must_use]
    pub fn world(&self) -> Ref<'_, World> {
        self.0.world.borrow()
    }

    /// Whether its connection has ended.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.0.ended.get()
    }

    /// The interface and code of the protocol error that ended it, if one did.
    #[must_use]
    pub fn error(&self) -> Option<(String, u32)> {
        let error = self.0.connection.protocol_error()?;
        Some((error.object_interface, error.code))
    }

    /// Breaks the connection off, as the kernel does for a program that ends.
    pub(crate) fn hang_up(&self) {
        self.0
            .line
            .shutdown(Shutdown::Both)
            .expect("an open socket");
        self.0.ended.set(true);
    }

    /// Writes what it has to say.
    pub(crate) fn flush(&self) {
        if !self.ended() {
            let done = self.0.connection.flush();
            self.note_end(done);
        }
    }

    /// Reads and takes in what has come, without waiting; says how many events that was.
    pub(crate) fn receive(&self) -> usize {
        if self.ended() {
            return 0;
        }
        let mut queue = self.0.queue.borrow_mut();
        let mut taken = self.dispatch(&mut queue);
        if let Some(guard) = queue.prepare_read() {
            let read = guard.read();
            self.note_end(read.map(|_| ()));
            taken += self.dispatch(&mut queue);
        }
        taken
    }

    fn dispatch(&self, queue: &mut EventQueue<World>) -> usize {
        let mut world = self.0.world.borrow_mut();
        queue.dispatch_pending(&mut world).unwrap_or_else(|_| {
            self.0.ended.set(true);
            0
        })
    }

    fn note_end(&self, result: Result<(), WaylandError>) {
        match result {
            Ok(()) => {}
            Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => self.0.ended.set(true),
        }
    }

    /// Notes an acknowledgement; says whether it is new.
    fn first_ack(&self, xdg: &ObjectId, serial: u32) -> bool {
        self.0.world.borrow_mut().acked.insert(xdg.clone(), serial) != Some(serial)
    }

    /// Says that this client is going to be ended by the core, which is a fault otherwise.
    pub fn courts_its_end(&self) {
        self.0.doomed.set(true);
    }

    /// Fails when the core ended a client that did nothing wrong.
    pub(crate) fn assert_well(&self) {
        let ended = self.ended() && !self.0.doomed.get();
        assert!(
            !ended,
            "an honest client was ended: {:?}",
            self.0.connection.protocol_error()
        );
    }

    /// Starts the log anew: questions are about what is heard from here on.
    pub fn forget(&self) {
        let mut world = self.0.world.borrow_mut();
        world.mark = world.heard.len();
    }

    /// Picks from what was heard since the last `forget`.
    pub fn told<T>(&self, pick: impl Fn(&Heard) -> Option<T>) -> Vec<T> {
        let world = self.0.world.borrow();
        world
            .heard
            .iter()
            .skip(world.mark)
            .filter_map(pick)
            .collect()
    }

    /// Picks from everything ever heard.
    pub fn ever<T>(&self, pick: impl Fn(&Heard) -> Option<T>) -> Vec<T> {
        self.0
            .world
            .borrow()
            .heard
            .iter()
            .filter_map(pick)
            .collect()
    }

    /// How many events were heard since the last `forget`.
    #[must_use]
    pub fn heard_count(&self) -> usize {
        self.told(|_| Some(())).len()
    }

    /// Everything heard since the last `forget`, for messages of failed tests.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.told(|heard| Some(format!("{heard:?}"))).join("\n")
    }
}
