//! The loop of a gate: programs in at the listener, questions over the trunk, bytes through the engine.

use std::collections::VecDeque;
use std::io;
use std::os::fd::BorrowedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_policy::{Limit, Limits};

use crate::accept::{BATCH, Backlog, Porter};
use crate::trunk::{Flaw, Pacer, Sums, ToCore, ToGate, Trunk, TrunkError};
use crate::{Extra, Gate, Kind, Peer, Report, ReportKind, Settings};

/// Programs that may wait for the core's answer; others wait in the listener's queue.
pub const PENDING: usize = 16;
/// Messages read in one turn.
const MESSAGES: usize = 64;
/// How long a listener is left alone when the system can't accept anyone.
const STUCK_PAUSE: Duration = Duration::from_millis(100);
/// How soon to try again when the core doesn't read.
const RETRY_PAUSE: Duration = Duration::from_millis(10);

/// What the engine counts for a whole cage; other limits hold for one client or one thing.
const COUNTED: [Limit; 9] = [
    Limit::Connections,
    Limit::Surfaces,
    Limit::Toplevels,
    Limit::Popups,
    Limit::ShmPools,
    Limit::ShmBytes,
    Limit::GpuBytes,
    Limit::Fds,
    Limit::Contexts,
];

/// Why a gate ends before its core does.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The trunk broke.
    #[error(transparent)]
    Trunk(#[from] TrunkError),
    /// The core sent what is no message.
    #[error("the core sent {0}")]
    Message(#[from] Flaw),
    /// The core answered what was not asked, or not in turn.
    #[error("the core answered out of turn")]
    OutOfTurn,
    /// The system can't.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// A gate at work.
pub struct Service<'f> {
    porter: Porter<BorrowedFd<'f>>,
    trunk: Trunk<BorrowedFd<'f>>,
    gate: Gate,
    /// Connections that the cage may have.
    most: usize,
    /// Programs whose question is not answered, oldest first.
    waiting: VecDeque<Waiting>,
    last_ticket: u32,
    /// What the core has had no room for.
    outgoing: VecDeque<ToCore>,
    pacer: Pacer,
    frozen: bool,
    listening: bool,
    stuck_until: Option<Duration>,
}

/// A program that waits for the core's answer.
struct Waiting {
    ticket: u32,
    /// Whether it came in at a security context.
    inner: bool,
    program: UnixStream,
}

/// Reads the first message of the trunk, which says what the cage may have.
///
/// # Errors
/// When it is another one, or none is there.
pub fn settings(trunk: BorrowedFd<'_>) -> Result<Settings, Trouble> {
    let packet = Trunk::new(trunk).receive()?.ok_or(Trouble::OutOfTurn)?;
    match ToGate::decode(packet.bytes(), packet.passed.is_some())? {
        ToGate::Hello { limits, gpu } => Ok(Settings {
            limits: *limits,
            gpu,
        }),
        _ => Err(Trouble::OutOfTurn),
    }
}

impl<'f> Service<'f> {
    /// A gate that has not said that it is ready. Everything is opened here.
    ///
    /// # Errors
    /// When there are no descriptors left.
    pub fn new(
        listener: BorrowedFd<'f>,
        trunk: BorrowedFd<'f>,
        settings: Settings,
    ) -> Result<Self, Trouble> {
        let most = settings.limits.size(Limit::Connections);
        let mut gate = Gate::new(settings)?;
        gate.watch(trunk, Extra::Trunk)?;
        gate.watch(listener, Extra::Listener)?;
        Ok(Self {
            porter: Porter::new(listener)?,
            trunk: Trunk::new(trunk),
            gate,
            most,
            waiting: VecDeque::with_capacity(PENDING),
            last_ticket: 0,
            outgoing: VecDeque::from([ToCore::Ready]),
            pacer: Pacer::default(),
            frozen: false,
            listening: true,
            stuck_until: None,
        })
    }

    /// Works until the core closes the trunk. `clock` is a monotonic clock.
    ///
    /// # Errors
    /// Whatever makes it impossible to go on.
    pub fn run(mut self, clock: fn() -> Duration) -> Result<(), Trouble> {
        loop {
            match self.turn(clock) {
                Ok(()) => {}
                Err(Trouble::Trunk(TrunkError::Closed)) => return Ok(()),
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// Waits, then does what is due.
    fn turn(&mut self, clock: fn() -> Duration) -> Result<(), Trouble> {
        let now = clock();
        self.speak(now)?;
        self.listen(now)?;
        let due = self.next_due(now);
        let ready = self.gate.wait(due.map(|due| due.saturating_sub(now)))?;
        let now = clock();
        if ready.trunk {
            self.hear()?;
        }
        if ready.listener {
            self.accept(now);
        }
        if ready.contexts {
            self.accept_inner(now);
        }
        self.gate.turn(now);
        let news = self.gate.take_context_news().into_iter();
        self.outgoing.extend(news.map(ToCore::from));
        for report in self.gate.reports() {
            self.pacer.note(&report);
        }
        Ok(())
    }

    fn next_due(&self, now: Duration) -> Option<Duration> {
        let retry = (!self.outgoing.is_empty()).then(|| now.saturating_add(RETRY_PAUSE));
        [
            self.gate.next_due(),
            self.pacer.next_due(),
            self.stuck_until,
            retry,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Sends what the core has room for.
    fn speak(&mut self, now: Duration) -> Result<(), Trouble> {
        // Summaries wait in the pacer while the core is slow, so that nothing piles up.
        if self.outgoing.is_empty() {
            let summaries = self.pacer.take(now);
            self.outgoing
                .extend(summaries.into_iter().map(ToCore::Report));
        }
        while let Some(message) = self.outgoing.front() {
            match self.trunk.send(&message.encode(), None) {
                Ok(()) => self.outgoing.pop_front(),
                Err(TrunkError::Full) => break,
                Err(error) => return Err(error.into()),
            };
        }
        Ok(())
    }

    /// Watches the listener exactly while somebody may come in.
    fn listen(&mut self, now: Duration) -> Result<(), Trouble> {
        if self.stuck_until.is_some_and(|until| until <= now) {
            self.stuck_until = None;
        }
        let open = !self.frozen && self.stuck_until.is_none() && self.has_room();
        if open != self.listening {
            let listener = *self.porter.listener();
            match open {
                true => self.gate.watch(listener, Extra::Listener)?,
                false => self.gate.unwatch(listener)?,
            }
            self.gate.set_shut(!open);
            self.listening = open;
        }
        Ok(())
    }

    /// Whether one more program may come in now. One that is too many for the cage is
    /// told so; one that comes while many have said nothing yet waits until they have.
    fn has_room(&self) -> bool {
        let pending = self.waiting.len();
        pending < PENDING && (self.full() || self.gate.may_connect(pending))
    }

    fn full(&self) -> bool {
        let all = self.gate.connections().saturating_add(self.waiting.len());
        all >= self.most
    }

    /// Lets programs in as far as the cage may have them, and asks the core about each.
    fn accept(&mut self, now: Duration) {
        let room = PENDING.saturating_sub(self.waiting.len()).min(BATCH);
        let mut arrived = Vec::with_capacity(room);
        let before = self.porter.turned_away();
        let backlog = self
            .porter
            .accept(room, &mut |program| arrived.push(program));
        if let Backlog::Stuck(_) = backlog {
            self.stuck_until = Some(now.saturating_add(STUCK_PAUSE));
            self.note("the system can't accept connections", 1);
        }
        let away = self.porter.turned_away().saturating_sub(before);
        if away > 0 {
            let away = u32::try_from(away).unwrap_or(u32::MAX);
            self.note("no file descriptors left", away);
        }
        for program in arrived {
            self.ask(program, 0);
        }
    }

    /// The same for those who wait at security contexts.
    fn accept_inner(&mut self, now: Duration) {
        let room = PENDING.saturating_sub(self.waiting.len()).min(BATCH);
        let mut arrived = Vec::with_capacity(room);
        let mut each = |context, program| arrived.push((context, program));
        if self.gate.accept_inner(room, &mut each) {
            self.stuck_until = Some(now.saturating_add(STUCK_PAUSE));
            self.note("the system can't accept connections", 1);
        }
        for (context, program) in arrived {
            self.ask(program, context);
        }
    }

    /// Asks the core about a program that came in at a security context, or at none (0).
    fn ask(&mut self, program: UnixStream, context: u32) {
        if self.full() {
            self.gate.refuse();
            return;
        }
        self.last_ticket = self.last_ticket.wrapping_add(1);
        let ticket = self.last_ticket;
        let peer = Peer::of(&program);
        self.waiting.push_back(Waiting {
            ticket,
            inner: context != 0,
            program,
        });
        self.outgoing.push_back(ToCore::Connect {
            ticket,
            peer,
            context,
        });
    }

    fn note(&mut self, why: &'static str, count: u32) {
        self.pacer.note(&Report {
            kind: ReportKind::Quota,
            interface: Kind::Display,
            code: 0,
            why,
            count,
        });
    }

    /// Does what the core says.
    fn hear(&mut self) -> Result<(), Trouble> {
        for _ in 0..MESSAGES {
            let Some(packet) = self.trunk.receive()? else {
                break;
            };
            match ToGate::decode(packet.bytes(), packet.passed.is_some())? {
                ToGate::Hello { .. } => return Err(Trouble::OutOfTurn),
                ToGate::Client { ticket } => {
                    let Waiting { program, inner, .. } = self.answered(ticket)?;
                    if let Some(core) = packet.passed.map(UnixStream::from) {
                        self.gate.add(program, core, inner)?;
                    }
                }
                ToGate::Refused { ticket } => drop(self.answered(ticket)?),
                ToGate::Freeze => {
                    self.set_frozen(true);
                    self.outgoing.push_back(ToCore::Frozen);
                }
                ToGate::Thaw => self.set_frozen(false),
                ToGate::AskUsage => {
                    let usage = ToCore::Usage(Box::new(sums(&self.gate)));
                    self.outgoing.push_back(usage);
                }
            }
        }
        Ok(())
    }

    /// The program whose question was answered: always the oldest.
    fn answered(&mut self, ticket: u32) -> Result<Waiting, Trouble> {
        match self.waiting.pop_front() {
            Some(waiting) if waiting.ticket == ticket => Ok(waiting),
            _ => Err(Trouble::OutOfTurn),
        }
    }

    fn set_frozen(&mut self, frozen: bool) {
        self.frozen = frozen;
        self.gate.set_frozen(frozen);
    }
}

/// What the engine counts, limit by limit.
fn sums(gate: &Gate) -> Sums {
    let usage = gate.usage();
    let mut sums = [None; Limits::COUNT];
    for limit in COUNTED {
        if let Some(slot) = sums.get_mut(limit as usize) {
            *slot = Some(usage.get(limit));
        }
    }
    Sums(sums)
}
