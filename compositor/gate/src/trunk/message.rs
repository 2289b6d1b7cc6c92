//! What core and gate say to each other, and how it is written down.

use lisere_policy::Limits;

use super::parts::{Reader, Writer};
use crate::{Claim, ContextNews, Peer, Report, ReportKind, Settings};

/// Stands for a limit that nobody counts.
const UNCOUNTED: u64 = u64::MAX;
/// The longest name of an interface; Wayland's longest have 46 characters.
const INTERFACE: u8 = 64;
/// The longest reason.
const REASON: u8 = 120;

/// From the core to a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToGate {
    /// The first message: what the cage may have.
    Hello {
        /// Its quotas.
        limits: Box<Limits>,
        /// Whether it may use the graphics card.
        gpu: bool,
    },
    /// The connection asked for; its descriptor comes along.
    Client {
        /// As in the question.
        ticket: u32,
    },
    /// The connection asked for is refused.
    Refused {
        /// As in the question.
        ticket: u32,
    },
    /// Stop reading clients; answered by `Frozen`.
    Freeze,
    /// Read clients again.
    Thaw,
    /// Answered by `Usage`.
    AskUsage,
}

/// From a gate to the core.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToCore {
    /// The sandbox is shut and the gate accepts programs.
    Ready,
    /// A program came: asks for a connection to the core. Tickets count from 1.
    Connect {
        /// Names the question in its answer.
        ticket: u32,
        /// Who it is.
        peer: Peer,
        /// The security context it came in at; 0 for none.
        context: u32,
    },
    /// What was done to programs since the last one.
    Report(Summary),
    /// No client is read any more.
    Frozen,
    /// How much of each limit the cage has used.
    Usage(Box<Sums>),
    /// Programs come in at a security context from now on.
    ContextOpened {
        /// Its number; contexts count from 1.
        context: u32,
        /// What its maker says of them.
        claim: Claim,
    },
    /// Nobody comes in at it any more.
    ContextEnded {
        /// Its number.
        context: u32,
    },
}

/// How much of each limit is used, in the order of `Limit::all`; none where nobody counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums(pub [Option<u64>; Limits::COUNT]);

/// Reports of one sort, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What was done.
    pub kind: ReportKind,
    /// The interface concerned, or "".
    pub interface: String,
    /// The protocol error's code.
    pub code: u32,
    /// Why, in words of the gate.
    pub why: String,
    /// How often.
    pub count: u32,
}

/// Why a packet is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A tag that neither side knows, or a message of another length or content than its tag's.
    #[error("an unknown or malformed message")]
    Malformed,
    /// A descriptor where none belongs, or none where one does.
    #[error("a descriptor too many or too few")]
    Descriptor,
}

impl From<&Report> for Summary {
    fn from(report: &Report) -> Self {
        Self {
            kind: report.kind,
            interface: report.interface.name().to_owned(),
            code: report.code,
            why: report.why.to_owned(),
            count: report.count,
        }
    }
}

impl From<Settings> for ToGate {
    fn from(Settings { limits, gpu }: Settings) -> Self {
        Self::Hello {
            limits: Box::new(limits),
            gpu,
        }
    }
}

impl From<ContextNews> for ToCore {
    fn from(news: ContextNews) -> Self {
        match news {
            ContextNews::Opened(context, claim) => Self::ContextOpened { context, claim },
            ContextNews::Ended(context) => Self::ContextEnded { context },
        }
    }
}

impl ToGate {
    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Hello { limits, gpu } => Writer::new(1)
                .byte(u8::from(*gpu))
                .large(limits.values())
                .done(),
            Self::Client { ticket } => Writer::new(2).number(*ticket).done(),
            Self::Refused { ticket } => Writer::new(3).number(*ticket).done(),
            Self::Freeze => Writer::new(4).done(),
            Self::Thaw => Writer::new(5).done(),
            Self::AskUsage => Writer::new(6).done(),
        }
    }

    /// Reads a packet. `passed` says whether a descriptor came with it.
    ///
    /// # Errors
    /// When it is not exactly one message, with a descriptor exactly where one belongs.
    pub fn decode(bytes: &[u8], passed: bool) -> Result<Self, Flaw> {
        let message = read_to_gate(Reader::new(bytes)).ok_or(Flaw::Malformed)?;
        if passed != matches!(message, Self::Client { .. }) {
            return Err(Flaw::Descriptor);
        }
        Ok(message)
    }
}

fn read_to_gate(mut reader: Reader<'_>) -> Option<ToGate> {
    let message = match reader.byte()? {
        1 => ToGate::Hello {
            gpu: flag(reader.byte()?)?,
            limits: Box::new(Limits::of_values(reader.large()?)?),
        },
        2 => ToGate::Client {
            ticket: reader.number()?,
        },
        3 => ToGate::Refused {
            ticket: reader.number()?,
        },
        4 => ToGate::Freeze,
        5 => ToGate::Thaw,
        6 => ToGate::AskUsage,
        _ => return None,
    };
    reader.end(message)
}

impl ToCore {
    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Ready => Writer::new(65).done(),
            Self::Connect {
                ticket,
                peer,
                context,
            } => Writer::new(66)
                .number(*ticket)
                .number(peer.pid)
                .number(peer.uid)
                .number(*context)
                .done(),
            Self::Report(summary) => Writer::new(67)
                .byte(kind_to_byte(summary.kind))
                .number(summary.code)
                .number(summary.count)
                .word(&summary.interface, INTERFACE)
                .word(&summary.why, REASON)
                .done(),
            Self::Frozen => Writer::new(68).done(),
            Self::Usage(sums) => {
                let values = sums.0.map(|used| used.unwrap_or(UNCOUNTED));
                Writer::new(69).large(&values).done()
            }
            Self::ContextOpened { context, claim } => Writer::new(70)
                .number(*context)
                .word(&claim.engine, REASON)
                .word(&claim.app_id, REASON)
                .word(&claim.instance_id, REASON)
                .done(),
            Self::ContextEnded { context } => Writer::new(71).number(*context).done(),
        }
    }

    /// Reads a packet. `passed` says whether a descriptor came with it; none ever may.
    ///
    /// # Errors
    /// When it is not exactly one message.
    pub fn decode(bytes: &[u8], passed: bool) -> Result<Self, Flaw> {
        let message = read_to_core(Reader::new(bytes)).ok_or(Flaw::Malformed)?;
        if passed {
            return Err(Flaw::Descriptor);
        }
        Ok(message)
    }
}

fn read_to_core(mut reader: Reader<'_>) -> Option<ToCore> {
    let message = match reader.byte()? {
        65 => ToCore::Ready,
        66 => ToCore::Connect {
            ticket: reader.number()?,
            peer: Peer {
                pid: reader.number()?,
                uid: reader.number()?,
            },
            context: reader.number()?,
        },
        67 => ToCore::Report(Summary {
            kind: kind_of_byte(reader.byte()?)?,
            code: reader.number()?,
            count: reader.number()?,
            interface: reader.word(INTERFACE)?,
            why: reader.word(REASON)?,
        }),
        68 => ToCore::Frozen,
        69 => {
            let values = reader.large::<{ Limits::COUNT }>()?;
            let counted = |used: u64| (used != UNCOUNTED).then_some(used);
            ToCore::Usage(Box::new(Sums(values.map(counted))))
        }
        70 => ToCore::ContextOpened {
            context: reader.number()?,
            claim: Claim {
                engine: reader.word(REASON)?,
                app_id: reader.word(REASON)?,
                instance_id: reader.word(REASON)?,
            },
        },
        71 => ToCore::ContextEnded {
            context: reader.number()?,
        },
        _ => return None,
    };
    reader.end(message)
}

fn flag(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn kind_to_byte(kind: ReportKind) -> u8 {
    match kind {
        ReportKind::Killed => 0,
        ReportKind::Quota => 1,
        ReportKind::Refused => 2,
    }
}

fn kind_of_byte(byte: u8) -> Option<ReportKind> {
    match byte {
        0 => Some(ReportKind::Killed),
        1 => Some(ReportKind::Quota),
        2 => Some(ReportKind::Refused),
        _ => None,
    }
}
