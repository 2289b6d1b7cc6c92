//! The gate of one cage: its clients, who is ready, and who gets the next turn.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_policy::{Limit, Limits};
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;
use rustix::time::Timespec;

use crate::client::{Client, Over, Scratch};
use crate::contexts::{ContextNews, Contexts, Noted, is_token};
use crate::kinds::Kind;
use crate::quota::{Account, Usage};

/// Tokens below this are not clients.
const CLIENTS: u64 = 2;
/// Reports kept between two looks; more of them are only counted.
const REPORTS: usize = 64;
/// Turns that clients get in one turn of the gate.
const TURNS: usize = 64;

/// What a gate needs to know of its cage.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the cage may hold and do.
    pub limits: Limits,
    /// Whether it has the right to the graphics card.
    pub gpu: bool,
}

/// Something else in the gate's set of watched descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The cage's listening socket.
    Listener,
    /// The connection to the core's side of the gate.
    Trunk,
}

/// Which of the others is ready.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Somebody wants to connect.
    pub listener: bool,
    /// The core says something.
    pub trunk: bool,
    /// Somebody wants to connect at a security context.
    pub contexts: bool,
}

/// Why a client ended, if it was its own doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// It broke a rule of the protocol.
    Killed,
    /// It met a quota.
    Quota,
    /// It was not let in.
    Refused,
}

/// One client's end, or several alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Why.
    pub kind: ReportKind,
    /// The kind of the object that the error was about.
    pub interface: Kind,
    /// The error's code.
    pub code: u32,
    /// In words of ours.
    pub why: &'static str,
    /// How many.
    pub count: u32,
}

/// The gate of one cage.
pub struct Gate {
    epoll: OwnedFd,
    clients: HashMap<u64, Client>,
    last: u64,
    account: Account,
    gpu: bool,
    frozen: bool,
    /// Clients with something to do, each once.
    queue: VecDeque<u64>,
    /// Clients that wait for the cage to have means again, or to be thawed.
    starved: Vec<u64>,
    contexts: Contexts,
    scratch: Scratch,
    reports: Vec<Report>,
    events: Vec<epoll::Event>,
}

impl Gate {
    /// A gate without clients.
    ///
    /// # Errors
    /// When the system has no descriptor for its set.
    pub fn new(settings: Settings) -> io::Result<Gate> {
        Ok(Gate {
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            clients: HashMap::new(),
            last: CLIENTS,
            account: Account::new(settings.limits),
            gpu: settings.gpu,
            frozen: false,
            queue: VecDeque::new(),
            starved: Vec::new(),
            contexts: Contexts::default(),
            scratch: Scratch::default(),
            reports: Vec::new(),
            events: Vec::with_capacity(64),
        })
    }

    /// Watches something else besides the clients, level-triggered.
    ///
    /// # Errors
    /// When it can't be watched.
    pub fn watch(&mut self, fd: BorrowedFd<'_>, extra: Extra) -> io::Result<()> {
        let token = EventData::new_u64(extra as u64);
        Ok(epoll::add(&self.epoll, fd, token, EventFlags::IN)?)
    }

    /// Watches it no longer.
    ///
    /// # Errors
    /// When it was not watched.
    pub fn unwatch(&mut self, fd: BorrowedFd<'_>) -> io::Result<()> {
        Ok(epoll::delete(&self.epoll, fd)?)
    }

    /// Waits until somebody is ready or `timeout` has passed (none: for ever; not at
    /// all while there is something to do), and notes who is.
    ///
    /// # Errors
    /// When the set itself fails.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Ready> {
        let timeout = match self.queue.is_empty() {
            true => timeout,
            false => Some(Duration::ZERO),
        };
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut events = std::mem::take(&mut self.events);
        let room = rustix::buffer::spare_capacity(&mut events);
        let waited = epoll::wait(&self.epoll, room, timeout.as_ref());
        let mut ready = Ready::default();
        for event in events.drain(..) {
            match event.data.u64() {
                token if token == Extra::Listener as u64 => ready.listener = true,
                token if token == Extra::Trunk as u64 => ready.trunk = true,
                token if is_token(token) => {
                    ready.contexts |= self.note_context(token, event.flags);
                }
                token => self.note(token, event.flags),
            }
        }
        self.events = events;
        match waited {
            Ok(_) | Err(Errno::INTR) => Ok(ready),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes what a client's socket is ready for.
    fn note(&mut self, token: u64, flags: EventFlags) {
        let number = token >> 1;
        let Some(client) = self.clients.get_mut(&number) else {
            return;
        };
        let ends = EventFlags::HUP | EventFlags::ERR | EventFlags::RDHUP;
        let readable = flags.intersects(EventFlags::IN | ends);
        let writable = flags.intersects(EventFlags::OUT | ends);
        let core = token & 1 == 1;
        client.gone |= !core && flags.contains(EventFlags::HUP);
        client.ready(core, readable, writable);
        self.enqueue(number);
    }

    /// Notes what a context's descriptor is ready for; says whether somebody waits there.
    fn note_context(&mut self, token: u64, flags: EventFlags) -> bool {
        let noted = self.contexts.note(&self.epoll, token, flags);
        if noted == Noted::Ended {
            self.account.used.take(Limit::Contexts, 1);
        }
        noted == Noted::Waiting
    }

    fn enqueue(&mut self, number: u64) {
        if !self.queue.contains(&number) {
            self.queue.push_back(number);
        }
    }

    /// Takes a program's connection, and the core's private one for it. `inner` says that
    /// it came in at a security context.
    ///
    /// # Errors
    /// When they can't be watched; both are closed then.
    pub fn add(&mut self, program: UnixStream, core: UnixStream, inner: bool) -> io::Result<()> {
        program.set_nonblocking(true)?;
        core.set_nonblocking(true)?;
        self.last = self.last.wrapping_add(1);
        let number = self.last;
        let client = Client::new(program, core, inner);
        let (program, core) = client.sockets();
        epoll::add(&self.epoll, program, token(number, false), flags(false))?;
        epoll::add(&self.epoll, core, token(number, true), flags(false))?;
        self.clients.insert(number, client);
        self.enqueue(number);
        Ok(())
    }

    /// Lets clients that are ready do a bounded amount each; how many bytes moved.
    pub fn turn(&mut self, now: Duration) -> usize {
        self.account.refill(now);
        if self.account.funded() && !self.frozen {
            for number in std::mem::take(&mut self.starved) {
                self.enqueue(number);
            }
        }
        self.find_overdue(now);
        let mut moved = 0_usize;
        for _ in 0..self.queue.len().min(TURNS) {
            let Some(number) = self.queue.pop_front() else {
                break;
            };
            moved = moved.saturating_add(self.turn_of(number, now));
        }
        self.open_contexts();
        moved
    }

    /// Opens the contexts that programs have committed.
    fn open_contexts(&mut self) {
        for handed in std::mem::take(&mut self.account.handed) {
            if self.contexts.open(&self.epoll, handed).is_err() {
                self.account.used.take(Limit::Contexts, 1);
                self.report(Report {
                    kind: ReportKind::Quota,
                    interface: Kind::SecurityContext,
                    code: 0,
                    why: "a security context can't be watched",
                    count: 1,
                });
            }
        }
    }

    /// Lets in up to `most` programs that wait at security contexts, and hands each to `each`
    /// with its context. Says whether the system can't accept anybody now.
    pub fn accept_inner(&mut self, most: usize, each: &mut dyn FnMut(u32, UnixStream)) -> bool {
        let (over, stuck) = self.contexts.accept(most, each);
        for id in over {
            self.contexts.end(&self.epoll, id);
            self.account.used.take(Limit::Contexts, 1);
        }
        stuck
    }

    /// Leaves those who wait at security contexts alone for now, or not any more.
    pub fn set_shut(&mut self, shut: bool) {
        self.contexts.set_shut(&self.epoll, shut);
    }

    /// Takes what has become of security contexts since the last call.
    pub fn take_context_news(&mut self) -> Vec<ContextNews> {
        self.contexts.take_news()
    }

    fn turn_of(&mut self, number: u64, now: Duration) -> usize {
        let Some(client) = self.clients.get_mut(&number) else {
            return 0;
        };
        let (account, scratch) = (&mut self.account, &mut self.scratch);
        match client.turn(account, self.gpu, self.frozen, scratch, now) {
            Ok(turn) => {
                let epoll = &self.epoll;
                client.rewatch(|socket, core, room| {
                    // It is in the set as long as it is open.
                    let _ = epoll::modify(epoll, socket, token(number, core), flags(room));
                });
                if turn.again {
                    self.enqueue(number);
                } else if (turn.starved || self.frozen) && !self.starved.contains(&number) {
                    self.starved.push(number);
                }
                turn.moved
            }
            Err(over) => {
                self.end(number, over);
                0
            }
        }
    }

    /// Clients whose descriptors have waited long enough.
    fn find_overdue(&mut self, now: Duration) {
        let due = |client: &Client| client.due().is_some_and(|due| due <= now);
        let overdue = self.clients.iter().filter(|(_, client)| due(client));
        let overdue: Vec<u64> = overdue.map(|(number, _)| *number).collect();
        for number in overdue {
            self.enqueue(number);
        }
    }

    /// A client's last moment.
    fn end(&mut self, number: u64, over: Over) {
        let Some(mut client) = self.clients.remove(&number) else {
            return;
        };
        client.farewell(over, &mut self.scratch);
        self.account.close(client.own());
        if let Over::Fault(fault) = over {
            let kind = match fault.quota {
                true => ReportKind::Quota,
                false => ReportKind::Killed,
            };
            self.report(Report {
                kind,
                interface: fault.kind,
                code: fault.code,
                why: fault.why,
                count: 1,
            });
        }
    }

    fn report(&mut self, report: Report) {
        let alike = |old: &&mut Report| Report { count: 1, ..**old } == report;
        if let Some(old) = self.reports.iter_mut().find(alike) {
            old.count = old.count.saturating_add(1);
        } else if self.reports.len() < REPORTS {
            self.reports.push(report);
        }
    }

    /// Notes that somebody was not let in.
    pub fn refuse(&mut self) {
        self.report(Report {
            kind: ReportKind::Refused,
            interface: Kind::Display,
            code: 0,
            why: "the cage has all its connections",
            count: 1,
        });
    }

    /// When there is something to do if nobody becomes ready before.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        let strays = self.clients.values().filter_map(Client::due);
        let strays = strays.filter(|_| !self.frozen);
        let refill = !self.starved.is_empty() && !self.frozen;
        strays
            .chain(refill.then(|| self.account.next_refill()))
            .min()
    }

    /// Whether nobody has anything to do before somebody becomes ready.
    #[must_use]
    pub fn idle(&self) -> bool {
        self.queue.is_empty() && (self.frozen || self.starved.is_empty())
    }

    /// Takes what happened since the last call: one entry for all that is alike.
    pub fn reports(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.reports)
    }

    /// Whether the cage may have one more connection beside its clients and those that
    /// are `pending` in the core.
    #[must_use]
    pub fn may_connect(&self, pending: usize) -> bool {
        let all = self.clients.len().saturating_add(pending);
        let silent = self.clients.values().filter(|client| !client.spoken);
        let silent = silent.count().saturating_add(pending);
        let limits = &self.account.limits;
        all < limits.size(Limit::Connections) && silent < limits.size(Limit::PendingHandshakes)
    }

    /// Stops reading the cage's programs, or goes on where it stopped.
    pub fn set_frozen(&mut self, frozen: bool) {
        self.frozen = frozen;
    }

    /// How many clients there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.clients.len()
    }

    /// What the cage holds.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let mut usage = self.account.used.clone();
        usage.add(
            Limit::Connections,
            u64::try_from(self.clients.len()).unwrap_or(u64::MAX),
        );
        usage
    }
}

/// What is told of a client's socket: its number twice, and one more for the core's side.
fn token(number: u64, core: bool) -> EventData {
    EventData::new_u64(number << 1 | u64::from(core))
}

fn flags(room: bool) -> EventFlags {
    let always = EventFlags::IN | EventFlags::RDHUP | EventFlags::ET;
    match room {
        true => always | EventFlags::OUT,
        false => always,
    }
}
