//! The first act: what the focused cage has copied comes into the core's hands.

use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::rc::Rc;

use lisere_policy::{CageId, Limit, TypeClass, UriList, choose, parse_uri_list};
use lisere_shell::{Message, Taking, Why};
use smithay::reexports::wayland_server::backend::ObjectId;

use super::acts::Goal;
use super::content::StagedFile;
use super::words::list_fault;
use super::{Origin, Side, Wiped};
use crate::clock::Now;
use crate::seat::SelectionKind;
use crate::state::Compositor;

/// The longest text that crosses as text, in bytes. Longer ones are files.
const MOST_TEXT: usize = 1_000_000;

/// What was read from a source, or is being read.
#[derive(Debug)]
pub(super) struct Source {
    /// The act that reads it.
    pub(super) act: u64,
    pub(super) from: Side,
    pub(super) class: TypeClass,
    /// As the source named it.
    pub(super) mime: String,
    /// The object that the source offers it by, which must live until it is read.
    pub(super) object: Option<ObjectId>,
    /// All of it, once it is there.
    pub(super) raw: Option<Raw>,
    /// How much has been copied of how much, while files are.
    pub(super) copied: Option<(u64, u64)>,
}

/// What came from a source, not cleaned yet.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    Bytes(Rc<Wiped>),
    Files(Vec<StagedFile>),
    Link(String),
}

impl Source {
    /// How many things it is; 0 where they are not counted.
    pub(super) fn count(&self) -> usize {
        match &self.raw {
            Some(Raw::Files(files)) => files.len(),
            Some(Raw::Bytes(_) | Raw::Link(_)) | None => 0,
        }
    }

    pub(super) fn size(&self) -> u64 {
        let of = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        match &self.raw {
            Some(Raw::Bytes(bytes)) => of(bytes.len()),
            Some(Raw::Files(files)) => files
                .iter()
                .fold(0, |sum: u64, file| sum.saturating_add(file.line.size)),
            Some(Raw::Link(link)) => of(link.len()),
            None => 0,
        }
    }
}

impl Compositor {
    /// *Carry* was pressed: the clipboard of the cage that has the keys is read. Pressed
    /// again, it takes the next kind of what is on offer.
    pub(crate) fn carry_chord(&mut self, now: Now) {
        let Some(cage) = self.focus.cage() else {
            if self.say_if_covered(now) {
                return;
            }
            self.say_of_crossing(Message::Taking(Taking::Nobody), now);
            return;
        };
        let side = Side::Cage(cage);
        if let Some(number) = self.seats.carried(cage, SelectionKind::Clipboard) {
            self.carry_on(cage, number, now);
            return;
        }
        let offered = self.seats.selection_types(cage, SelectionKind::Clipboard);
        let Some((class, mime)) = choose(&offered, self.class_before(side)) else {
            let nothing = Taking::NothingCopied(self.title_of(cage));
            self.say_of_crossing(Message::Taking(nothing), now);
            return;
        };
        let act = self.begin_read(side, (class, &mime), None, now);
        let object = self.seats.selection_object(cage, SelectionKind::Clipboard);
        if let Some(source) = &mut self.crossing.source {
            source.object = object;
        }
        let most = self.most_bytes(side, class);
        let asked = self.crossing.pipes.read(act, most).map(|into| {
            self.seats
                .read_selection(cage, SelectionKind::Clipboard, mime, into)
        });
        match asked {
            Ok(true) => {}
            Ok(false) => self.source_failed(act, None, now),
            Err(error) => {
                tracing::warn!(%error, "no pipe for a transfer");
                self.source_failed(act, None, now);
            }
        }
    }

    /// The kind that this side's clipboard was carried as just now.
    fn class_before(&self, side: Side) -> Option<TypeClass> {
        let held = self.crossing.acts.held()?;
        let source = self.crossing.source.as_ref()?;
        (held.from == side && source.act == held.act).then_some(source.class)
    }

    /// What came into a cage from another may be carried on, by the rules for this cage.
    fn carry_on(&mut self, cage: CageId, number: u64, now: Now) {
        let carried = self.crossing.carried.iter();
        let Some(carried) = carried.rev().find(|carried| carried.number == number) else {
            return;
        };
        let (class, mime, bytes) = (carried.class, carried.mime.clone(), carried.bytes.clone());
        let act = self.begin_read(Side::Cage(cage), (class, &mime), None, now);
        self.source_is(act, bytes, now);
    }

    /// The newest act begins, and all that was before is over.
    pub(super) fn begin_read(
        &mut self,
        from: Side,
        (class, mime): (TypeClass, &str),
        goal: Option<Goal>,
        now: Now,
    ) -> u64 {
        let patience = self.patience(from);
        let act = self.crossing.acts.carry(from, goal, patience, now);
        self.crossing.pipes.stop_reading();
        self.forget_unwanted();
        self.crossing.source = Some(Source {
            act,
            from,
            class,
            mime: mime.to_owned(),
            object: None,
            raw: None,
            copied: None,
        });
        self.crossing.said = None;
        self.work.rearrange();
        act
    }

    /// The most bytes of a class that are read at all: what goes with the user's consent, and
    /// of text no more than can be cleaned while others hardly wait.
    pub(super) fn most_bytes(&self, side: Side, class: TypeClass) -> usize {
        let most = self.limit_of(side, Limit::TransferConsentBytes);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        match class {
            TypeClass::Text | TypeClass::RichText => most.min(MOST_TEXT),
            TypeClass::Image | TypeClass::FileList | TypeClass::Other => most,
        }
    }

    /// A source did not answer, or badly: whatever came of it is dropped whole.
    pub(super) fn source_failed(&mut self, act: u64, why: Option<&Why>, now: Now) {
        let reading = self.crossing.acts.reading();
        self.crossing.acts.fail(act);
        self.crossing.pipes.stop_reading();
        if let Some((_, from)) = reading.filter(|(reading, _)| *reading == act) {
            let from = self.whose(from);
            let came = match why {
                Some(why) => Taking::Failed(from, why.clone()),
                None => Taking::NoAnswer(from),
            };
            self.say_of_crossing(Message::Taking(came), now);
        }
    }

    /// A source sent more than may go even with consent.
    pub(super) fn source_too_much(&mut self, act: u64, now: Now) {
        let source = self.crossing.source.as_ref();
        let source = source.map(|source| (source.from, source.class));
        if let Some((from, class)) = source {
            let most = self.most_bytes(from, class);
            self.source_failed(act, None, now);
            let most = u64::try_from(most).unwrap_or(u64::MAX);
            let much = Taking::TooMuch(self.whose(from), most);
            self.say_of_crossing(Message::Taking(much), now);
        }
    }

    /// A source's bytes are all there.
    pub(super) fn source_ended(&mut self, act: u64, now: Now) {
        if let Some(bytes) = self.crossing.pipes.take() {
            self.source_is(act, Rc::new(bytes), now);
        }
    }

    /// These are the bytes of a source. Files that they name are copied before anything
    /// is said of them: only then are names and sizes certain.
    fn source_is(&mut self, act: u64, bytes: Rc<Wiped>, now: Now) {
        let source = self.crossing.source.as_mut();
        let Some(source) = source.filter(|source| source.act == act) else {
            return;
        };
        if source.class != TypeClass::FileList {
            source.raw = Some(Raw::Bytes(bytes));
            self.crossing.acts.ended(act, now);
            return;
        }
        match (parse_uri_list(bytes.bytes()), source.from) {
            (UriList::Link(link), _) => {
                source.raw = Some(Raw::Link(link));
                self.crossing.acts.ended(act, now);
            }
            (UriList::Files(paths), Side::Cage(cage)) => {
                let path = |bytes| PathBuf::from(std::ffi::OsString::from_vec(bytes));
                let paths = paths.into_iter().map(path).collect();
                self.stage_files(act, Side::Cage(cage), Origin::Paths(cage, paths), now);
            }
            (UriList::Files(_), Side::Trusted) => self.source_failed(act, None, now),
            (UriList::Bad(why), _) => self.source_failed(act, Some(&list_fault(why)), now),
        }
    }
}
