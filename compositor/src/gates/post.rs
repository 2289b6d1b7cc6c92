//! One cage's gate as the core sees it: what it says is held against what it may say.

use std::collections::{BTreeMap, VecDeque};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use lisere_gate::service::PENDING;
use lisere_gate::trunk::{Flaw, Summary, Sums, ToCore, ToGate, Trunk, TrunkError};
use lisere_gate::{Claim, Peer};
use lisere_policy::Limit;

use super::hold::Hold;
use super::process::Process;
use crate::clock::Now;
use crate::identity::Visitor;

/// Messages read of one gate in one turn; the rest waits in the trunk.
const MESSAGES: usize = 32;

/// Why a gate is ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum Offence {
    /// It sent what is no message.
    #[error("it sent {0}")]
    Message(#[from] Flaw),
    /// It asked for connections in a wrong order, or said twice that it is ready.
    #[error("it spoke out of turn")]
    OutOfTurn,
    /// It is gone, or doesn't read.
    #[error(transparent)]
    Trunk(#[from] TrunkError),
}

/// A gate at its post.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) process: Process,
    trunk: Trunk<OwnedFd>,
    pub(super) hold: Hold,
    /// What it last said the cage has used.
    pub(super) used: Option<Sums>,
    /// Whether it was asked for that and has not answered.
    pub(super) asked: bool,
    pub(super) ready: bool,
    last_ticket: u32,
    /// What is said of those who come in at the security contexts that are open.
    pub(super) contexts: BTreeMap<u32, Claim>,
    last_context: u32,
    /// Questions that are not answered, the oldest first: a gate is answered in turn.
    questions: VecDeque<Question>,
}

/// What becomes of a program that came.
#[derive(Debug)]
pub enum Admission {
    /// It comes in by this connection.
    Granted(UnixStream),
    /// It does not.
    Refused,
    /// That is seen when this examination is over.
    Examined(u64),
}

/// A gate's question for a connection.
#[derive(Debug)]
struct Question {
    ticket: u32,
    admission: Admission,
}

/// Makes a connection for a program that came, or refuses, or examines it first.
pub(super) type Admit<'a> = &'a mut dyn FnMut(Visitor) -> Admission;

impl Post {
    pub(super) fn new((process, trunk): (Process, Trunk<OwnedFd>)) -> Self {
        Self {
            process,
            trunk,
            hold: Hold::default(),
            used: None,
            asked: false,
            ready: false,
            last_ticket: 0,
            contexts: BTreeMap::new(),
            last_context: 0,
            questions: VecDeque::new(),
        }
    }

    pub(super) fn trunk(&self) -> &Trunk<OwnedFd> {
        &self.trunk
    }

    /// Tells it something.
    pub(super) fn tell(&self, message: &ToGate, pass: Option<OwnedFd>) -> Result<(), Offence> {
        let pass = pass.as_ref().map(AsFd::as_fd);
        Ok(self.trunk.send(&message.encode(), pass)?)
    }

    /// Freezes it: it has a moment to stop reading its programs by itself.
    pub(super) fn freeze(&mut self, now: Now) -> Result<(), Offence> {
        self.hold.ask(now);
        self.tell(&ToGate::Freeze, None)
    }

    /// Thaws it.
    pub(super) fn thaw(&mut self) -> Result<(), Offence> {
        if self.hold.loosen() {
            self.process.resume();
        }
        self.tell(&ToGate::Thaw, None)
    }

    /// Asks how much of its limits the cage has used.
    pub(super) fn ask_usage(&mut self) -> Result<(), Offence> {
        if !self.ready || self.hold == Hold::Stopped || self.asked {
            return Ok(());
        }
        self.asked = true;
        self.tell(&ToGate::AskUsage, None)
    }

    /// Hears what it says, a bounded number of messages. `report` takes what it did to programs.
    pub(super) fn hear(
        &mut self,
        admit: Admit<'_>,
        report: &mut dyn FnMut(Summary),
    ) -> Result<(), Offence> {
        for _ in 0..MESSAGES {
            let Some(packet) = self.trunk.receive()? else {
                return Ok(());
            };
            match ToCore::decode(packet.bytes(), packet.passed.is_some())? {
                ToCore::Ready if !self.ready => self.ready = true,
                ToCore::Ready => return Err(Offence::OutOfTurn),
                ToCore::Connect {
                    ticket,
                    peer,
                    context,
                } => self.connect(ticket, self.visitor(peer, context)?, admit)?,
                ToCore::ContextOpened { context, claim } => self.open_context(context, claim)?,
                ToCore::ContextEnded { context } => {
                    let known = self.contexts.remove(&context);
                    known.ok_or(Offence::OutOfTurn)?;
                }
                ToCore::Report(summary) => report(summary),
                ToCore::Frozen => self.hold.heeded(),
                ToCore::Usage(sums) => {
                    if !std::mem::take(&mut self.asked) {
                        return Err(Offence::OutOfTurn);
                    }
                    self.used = Some(*sums);
                }
            }
        }
        Ok(())
    }

    /// Who comes: from no context, or from one that is open.
    fn visitor(&self, peer: Peer, context: u32) -> Result<Visitor, Offence> {
        let claim = match context {
            0 => None,
            context => {
                let known = self.contexts.get(&context);
                Some(known.ok_or(Offence::OutOfTurn)?.clone())
            }
        };
        Ok(Visitor { peer, claim })
    }

    /// A security context is open, the next in number and not more than any cage may have.
    fn open_context(&mut self, context: u32, claim: Claim) -> Result<(), Offence> {
        let most = usize::try_from(Limit::Contexts.ceiling()).unwrap_or(0);
        if context != self.last_context.wrapping_add(1) || self.contexts.len() >= most {
            return Err(Offence::OutOfTurn);
        }
        self.last_context = context;
        self.contexts.insert(context, claim);
        Ok(())
    }

    /// Answers a question at once, or notes it until it can be. No gate asks for more programs
    /// than it lets wait.
    fn connect(&mut self, ticket: u32, visitor: Visitor, admit: Admit<'_>) -> Result<(), Offence> {
        if ticket != self.last_ticket.wrapping_add(1) || self.questions.len() >= PENDING {
            return Err(Offence::OutOfTurn);
        }
        self.last_ticket = ticket;
        let admission = admit(visitor);
        self.questions.push_back(Question { ticket, admission });
        self.answer()
    }

    /// Whether a question waits for this examination.
    pub(super) fn awaits(&self, act: u64) -> bool {
        let mut questions = self.questions.iter();
        questions.any(|question| matches!(question.admission, Admission::Examined(of) if of == act))
    }

    /// An examination is over.
    pub(super) fn examined(&mut self, act: u64, admission: Admission) -> Result<(), Offence> {
        let of = |question: &&mut Question| matches!(question.admission, Admission::Examined(of) if of == act);
        if let Some(question) = self.questions.iter_mut().find(of) {
            question.admission = admission;
        }
        self.answer()
    }

    /// Answers the oldest questions, as far as their answers are known.
    fn answer(&mut self) -> Result<(), Offence> {
        while let Some(question) = self.questions.pop_front() {
            let ticket = question.ticket;
            match question.admission {
                Admission::Granted(stream) => {
                    self.tell(&ToGate::Client { ticket }, Some(stream.into()))?;
                }
                Admission::Refused => self.tell(&ToGate::Refused { ticket }, None)?,
                Admission::Examined(_) => {
                    self.questions.push_front(question);
                    break;
                }
            }
        }
        Ok(())
    }
}
