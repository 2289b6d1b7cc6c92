//! From the program to the core: every message is held against the tables, the checks and the quotas.

use lisere_policy::Limit;

use super::{Batch, Client, full};
use crate::check::{Call, Verdict, World, bound, check, ended};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Entry, Life, SERVER};
use crate::quota::Account;
use crate::shapes::{Shape, messages};
use crate::wire::{Arg, Args, HEADER, header, put_word};

/// What came of the program's bytes.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Bytes that are dealt with.
    pub(super) used: usize,
    /// Whether whole messages are left for another turn.
    pub(super) more: bool,
    pub(super) fault: Option<Fault>,
}

/// An object that a request makes.
#[derive(Clone, Copy, Debug)]
struct New {
    id: u32,
    kind: Kind,
    version: u32,
    /// The core's name of the global that is bound.
    global: Option<u32>,
}

impl Client {
    /// Takes messages from the front of `bytes`, and puts what may pass into the batch.
    pub(super) fn requests(
        &mut self,
        account: &mut Account,
        bytes: &mut [u8],
        batch: &mut Batch,
    ) -> Done {
        let mut done = Done::default();
        let mut left = account.limits.get(Limit::TurnRequests);
        loop {
            let rest = bytes.get_mut(done.used..).unwrap_or_default();
            let size = match header(rest) {
                Ok(Some(head)) if head.size <= rest.len() => head.size,
                Ok(_) => break,
                Err(malformed) => {
                    done.fault = Some(malformed.into());
                    break;
                }
            };
            if left == 0 || !account.funded() || full(batch) {
                done.more = true;
                break;
            }
            left = left.saturating_sub(1);
            let message = rest.get_mut(..size).unwrap_or_default();
            if let Err(fault) = self.request(account, message, batch) {
                done.fault = Some(fault);
                break;
            }
            done.used = done.used.saturating_add(size);
        }
        let queued = self.program.fds.len();
        if done.fault.is_none() && queued > account.limits.size(Limit::FdsQueued) {
            let why = "more descriptors wait than requests could take";
            done.fault = Some(Fault::implementation(why));
        }
        done
    }

    /// One whole message.
    fn request(
        &mut self,
        account: &mut Account,
        message: &mut [u8],
        batch: &mut Batch,
    ) -> Result<(), Fault> {
        let Ok(Some(head)) = header(message) else {
            return Err(Fault::method("a message without a head"));
        };
        let entry = self.objects.live(head.object);
        let entry = entry.ok_or(Fault::object("a request to an object that is not there"))?;
        let (kind, version) = (entry.kind, entry.version);
        let shape = messages(kind)
            .and_then(|all| all.requests.get(usize::from(head.opcode)))
            .filter(|shape| shape.since <= version)
            .ok_or(Fault::method("there is no such request in this version"))?;
        let body = message.get(HEADER..).unwrap_or_default();
        let args = Args::parse(shape.signature, body)?;
        self.named(&args, shape)?;
        if self.program.fds.len() < shape.fds {
            return Err(Fault::method("a request without its descriptor"));
        }
        let new = self.new_object(account, (kind, version), &args, shape)?;
        let call = Call {
            id: head.object,
            kind,
            version,
            opcode: head.opcode,
            args: &args,
            fds: &self.program.fds,
        };
        let mut world = World {
            objects: &mut self.objects,
            account,
            own: &mut self.own,
            formats: &self.told.formats,
        };
        let verdict = check(&mut world, &call)?;
        let words = self.replacements(&args, shape, &verdict, new);
        account.spend(verdict.cost.saturating_add(1));
        let body = message.get_mut(HEADER..).unwrap_or_default();
        for (at, word) in words {
            put_word(body, at, word);
        }
        for _ in 0..shape.fds {
            batch.fds.extend(self.program.fds.pop_front());
        }
        let ahead = self
            .registries
            .request(&self.objects, (kind, head), message);
        batch.bytes.extend(ahead);
        if !verdict.ignored {
            batch.bytes.extend_from_slice(message);
        }
        self.follow_request(account, head.object, shape.destructor, new, verdict);
        Ok(())
    }

    /// Every object that the arguments name must be there, and be what it is used as.
    fn named(&self, args: &Args<'_>, shape: &Shape) -> Result<(), Fault> {
        let mut expected = shape.objects.iter();
        for arg in args.iter() {
            let Arg::Object(id) = arg else { continue };
            let wanted = expected.next().copied().flatten();
            if *id == 0 {
                continue;
            }
            let entry = self.objects.live(*id);
            let entry =
                entry.ok_or(Fault::object("a request names an object that is not there"))?;
            if Some(entry.kind) != wanted {
                return Err(Fault::object("a request names an object of another kind"));
            }
        }
        Ok(())
    }

    /// The object that a request makes, if its id may be given to one.
    fn new_object(
        &self,
        account: &Account,
        (kind, version): (Kind, u32),
        args: &Args<'_>,
        shape: &Shape,
    ) -> Result<Option<New>, Fault> {
        let new = args.iter().find_map(|arg| match arg {
            Arg::NewId(id) => Some(*id),
            _ => None,
        });
        let Some(id) = new else { return Ok(None) };
        if id >= SERVER {
            return Err(Fault::method(
                "a new object with an id that is the core's to give",
            ));
        }
        if !self.objects.vacant(id) {
            return Err(Fault::object("a new object with an id that is not free"));
        }
        if self.objects.count() >= account.limits.get(Limit::Objects) {
            return Err(Fault::quota("the program has all its objects"));
        }
        if kind == Kind::Registry {
            return self.bound(id, args).map(Some);
        }
        let kind = shape
            .child
            .ok_or(Fault::method("an object that nobody may have"))?;
        Ok(Some(New {
            id,
            kind,
            version,
            global: None,
        }))
    }

    /// The global that a bind names: it must have been told of, as what it is, in a
    /// version that it has.
    fn bound(&self, id: u32, args: &Args<'_>) -> Result<New, Fault> {
        let (name, version) = (args.uint(0), args.uint(2));
        let index = name
            .checked_sub(1)
            .and_then(|index| usize::try_from(index).ok());
        let global = index.and_then(|index| self.told.globals.get(index));
        let global = global.ok_or(Fault::object("there is no global of this name"))?;
        if global.kind.name() != args.text(1) {
            return Err(Fault::object("the global of this name is another"));
        }
        if version == 0 || version > global.version {
            return Err(Fault::object("the global has no such version"));
        }
        Ok(New {
            id,
            kind: global.kind,
            version,
            global: Some(global.core),
        })
    }

    /// What stands in the place of the program's words, and where in the body: the core's
    /// serials and names, and cleaned values.
    fn replacements(
        &self,
        args: &Args<'_>,
        shape: &Shape,
        verdict: &Verdict,
        new: Option<New>,
    ) -> Vec<(usize, u32)> {
        let serial = shape.serial.map(|index| {
            let core = self.serials.core(shape.count, args.uint(index));
            (args.offset(index), core.unwrap_or(0))
        });
        let global = new.and_then(|new| new.global).map(|core| (0, core));
        let patches = verdict.patches.iter();
        let patches = patches.map(|(index, word)| (args.offset(*index), *word));
        serial.into_iter().chain(global).chain(patches).collect()
    }

    /// Keeps the objects as a sound request leaves them.
    fn follow_request(
        &mut self,
        account: &mut Account,
        sender: u32,
        destructor: bool,
        new: Option<New>,
        verdict: Verdict,
    ) {
        if let Some(new) = new {
            let data = match new.global {
                Some(_) => bound(new.kind),
                None => verdict.data,
            };
            let entry = Entry {
                kind: new.kind,
                version: new.version,
                life: Life::Live,
                data,
            };
            self.objects.insert(new.id, entry);
        }
        if destructor {
            let data = self.objects.destroy(sender);
            let mut world = World {
                objects: &mut self.objects,
                account,
                own: &mut self.own,
                formats: &self.told.formats,
            };
            ended(&mut world, sender, data);
        }
    }
}
