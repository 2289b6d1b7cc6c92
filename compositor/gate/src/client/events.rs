//! From the core to the program: its own serials, its own names of globals, and nothing said twice that need not be.

use std::os::fd::OwnedFd;

use super::registries::{Heard, announcement};
use super::{Batch, Client, Global, LISTED, Over, full};
use crate::check::{World, configured, ended, told};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Entry, Life};
use crate::outbox::Parcel;
use crate::quota::Account;
use crate::shapes::{Shape, messages};
use crate::table::visible;
use crate::wire::{Arg, Args, HEADER, header, put_word, word_at};

/// What a program reads where the core refused it: the core's own words may tell of
/// descriptors, addresses and other programs.
const REFUSED: &str = "refused by the compositor";

impl Client {
    /// Takes the core's messages from the front of `bytes`; how many bytes were used.
    pub(super) fn events(
        &mut self,
        account: &mut Account,
        gpu: bool,
        bytes: &mut [u8],
        batch: &mut Batch,
    ) -> Result<usize, Over> {
        let mut used = 0_usize;
        loop {
            let rest = bytes.get_mut(used..).unwrap_or_default();
            let head = match header(rest) {
                Ok(Some(head)) if head.size <= rest.len() => head,
                Ok(_) => return Ok(used),
                Err(_) => return Err(Over::Core),
            };
            let size = head.size;
            let much = batch.bytes.len() > LISTED || !self.program.outbox.is_empty();
            if much && self.registries.begins(head.object) {
                self.held = true;
                return Ok(used);
            }
            if full(batch) {
                self.tell_program(account, batch)?;
            }
            let message = rest.get_mut(..size).unwrap_or_default();
            self.event(account, gpu, message, batch)?;
            used = used.saturating_add(size);
        }
    }

    fn event(
        &mut self,
        account: &mut Account,
        gpu: bool,
        message: &mut [u8],
        batch: &mut Batch,
    ) -> Result<(), Over> {
        let Ok(Some(head)) = header(message) else {
            return Err(Over::Core);
        };
        let entry = self.objects.known(head.object).ok_or(Over::Core)?;
        let (kind, version) = (entry.kind, entry.version);
        if kind == Kind::Registry {
            match self.registries.hear(head.object) {
                Heard::Plain => {}
                Heard::Begin => {
                    self.announce(head.object, batch);
                    return Ok(());
                }
                Heard::Nothing => return Ok(()),
            }
        }
        let shape = messages(kind).and_then(|all| all.events.get(usize::from(head.opcode)));
        let shape = shape.ok_or(Over::Core)?;
        let mut fds = Vec::new();
        for _ in 0..shape.fds {
            fds.push(self.core.fds.pop_front().ok_or(Over::Core)?);
        }
        let body = message.get(HEADER..).unwrap_or_default();
        let args = Args::parse(shape.signature, body).map_err(|_| Over::Core)?;
        let Some(mut words) = self.translate(kind, head.opcode, &args, gpu)? else {
            return Ok(());
        };
        let about = (head.object, head.opcode, version);
        self.follow(account, kind, about, shape, &args)?;
        if let Some(index) = shape.serial {
            let core = args.uint(index);
            let own = self.serials.give(shape.count, core);
            words.push((args.offset(index), own));
            if kind == Kind::XdgSurface {
                configured(&mut self.world(account), head.object, (own, core));
            }
        }
        let body = message.get_mut(HEADER..).unwrap_or_default();
        for (at, word) in words {
            put_word(body, at, word);
        }
        let parcel = Parcel {
            kind,
            version,
            object: head.object,
            opcode: head.opcode,
            bytes: message,
        };
        self.tell(parcel, fds, batch);
        if kind == Kind::Registry {
            self.spread(head.opcode, message, batch);
        }
        Ok(())
    }

    /// Tells every global at a registry that the core does not have.
    fn announce(&mut self, registry: u32, batch: &mut Batch) {
        if self.objects.live(registry).is_none() {
            return;
        }
        let globals = self.told.globals.iter().zip(1..);
        let there = globals.filter(|(global, _)| !global.withdrawn);
        let messages: Vec<Vec<u8>> = there
            .map(|(global, name)| announcement(registry, name, global.kind.name(), global.version))
            .collect();
        for message in messages {
            self.tell(of_registry(registry, 0, &message), Vec::new(), batch);
        }
    }

    /// Tells the other registries what was told at the core's.
    fn spread(&mut self, opcode: u16, message: &mut [u8], batch: &mut Batch) {
        for other in self.registries.others(&self.objects) {
            put_word(message, 0, other);
            self.tell(of_registry(other, opcode, message), Vec::new(), batch);
        }
    }

    /// What is noted or told otherwise of the display, registries and shared memory: the
    /// words to put in place of the core's. None if the program is not to hear of it.
    fn translate(
        &mut self,
        kind: Kind,
        opcode: u16,
        args: &Args<'_>,
        gpu: bool,
    ) -> Result<Option<Vec<(usize, u32)>>, Over> {
        match (kind, opcode) {
            (Kind::Display, 0) => return Err(self.refused(args)),
            (Kind::Display, _) => {
                let id = args.uint(0);
                if !self.registries.freed(&self.objects, id) {
                    return Ok(None);
                }
                self.objects.free(id);
            }
            (Kind::Registry, opcode) => {
                let global = self.global(args, gpu, opcode);
                let told = |(name, version)| match opcode {
                    0 => vec![(0, name), (args.offset(2), version)],
                    _ => vec![(0, name)],
                };
                return Ok(global.map(told));
            }
            (Kind::Shm, _) => {
                let format = args.uint(0);
                if !self.told.formats.contains(&format) {
                    self.told.formats.push(format);
                }
            }
            // The core lists what windows can do in an order that means nothing and
            // differs from window to window.
            (Kind::XdgToplevel, 3) => return Ok(Some(sorted(args))),
            _ => {}
        }
        Ok(Some(Vec::new()))
    }

    fn world<'a>(&'a mut self, account: &'a mut Account) -> World<'a> {
        World {
            objects: &mut self.objects,
            account,
            own: &mut self.own,
            formats: &self.told.formats,
        }
    }

    /// The core has refused the program: it ends with the same code on the same object.
    fn refused(&self, args: &Args<'_>) -> Over {
        let (object, code) = (args.uint(0), args.uint(1));
        let kind = self
            .objects
            .known(object)
            .map_or(Kind::Display, |entry| entry.kind);
        Over::Fault(Fault::of(kind, object, code, REFUSED))
    }

    /// The program's name for a global that the core announces or withdraws, and the
    /// version it may have; none if the program is not to know of it.
    fn global(&mut self, args: &Args<'_>, gpu: bool, opcode: u16) -> Option<(u32, u32)> {
        let core = args.uint(0);
        let found = self
            .told
            .globals
            .iter()
            .position(|global| global.core == core);
        let index = match (opcode, found) {
            (0, Some(_)) if self.registries.heir() => return None,
            // Another registry of the same program tells of it again.
            (0, Some(index)) => index,
            (_, Some(index)) => {
                self.told.globals.get_mut(index)?.withdrawn = true;
                index
            }
            (0, None) => {
                let row = visible(args.text(1), gpu, self.inner)?;
                self.told.globals.push(Global {
                    core,
                    kind: row.kind,
                    version: args.uint(2).min(row.version),
                    withdrawn: false,
                });
                self.told.globals.len().checked_sub(1)?
            }
            _ => return None,
        };
        let version = self.told.globals.get(index)?.version;
        Some((u32::try_from(index).ok()?.checked_add(1)?, version))
    }

    /// Keeps the objects as the core has them: those it makes, those that end.
    fn follow(
        &mut self,
        account: &mut Account,
        kind: Kind,
        (object, opcode, version): (u32, u16, u32),
        shape: &Shape,
        args: &Args<'_>,
    ) -> Result<(), Over> {
        let data = told(&mut self.world(account), kind, object, opcode);
        let new = args.iter().find_map(|arg| match arg {
            Arg::NewId(id) => Some(*id),
            _ => None,
        });
        if let Some(id) = new {
            let entry = Entry {
                kind: shape.child.ok_or(Over::Core)?,
                version,
                life: Life::Live,
                data,
            };
            if !self.objects.insert_cores(id, entry) {
                return Err(Over::Core);
            }
        }
        if shape.destructor {
            let data = self.objects.destroy(object);
            ended(&mut self.world(account), object, data);
        }
        Ok(())
    }

    /// Puts an event where it goes next: into the batch, or behind what waits.
    fn tell(&mut self, parcel: Parcel<'_>, fds: Vec<OwnedFd>, batch: &mut Batch) {
        if self.program.outbox.is_empty() {
            batch.bytes.extend_from_slice(parcel.bytes);
            batch.fds.extend(fds);
        } else {
            self.program.outbox.push(parcel, fds);
        }
    }
}

/// An event of a registry.
fn of_registry(object: u32, opcode: u16, bytes: &[u8]) -> Parcel<'_> {
    Parcel {
        kind: Kind::Registry,
        version: 1,
        object,
        opcode,
        bytes,
    }
}

/// The words of a message's array, in order, each with its place in the body.
fn sorted(args: &Args<'_>) -> Vec<(usize, u32)> {
    let array = args.iter().find_map(|arg| match arg {
        Arg::Array(bytes) => Some(*bytes),
        _ => None,
    });
    let bytes = array.unwrap_or_default();
    let words = (0..bytes.len())
        .step_by(4)
        .map_while(|at| word_at(bytes, at));
    let mut words: Vec<u32> = words.collect();
    words.sort_unstable();
    // An array stands behind the word that says how long it is.
    let places = (args.offset(0).saturating_add(4)..).step_by(4);
    places.zip(words).collect()
}
