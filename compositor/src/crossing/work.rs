//! Work on transfers that helpers do: washing pictures, copying files.

use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use super::carry::Delivery;
use super::content::{Content, Payload};
use super::errand::Outcome;
use super::give::Way;
use super::take::Raw;
use super::workers::{FileLimits, Start, Workers};
use super::{Origin, Preview, Side, Wiped, Worked};
use crate::clock::Now;
use crate::state::Compositor;
use lisere_policy::{CageId, Limit, TypeClass};
use lisere_shell::{Giving, Message, Taking, Why};

/// Files that are granted and on their way into their destination's folder.
#[derive(Debug)]
pub(super) struct Placing {
    /// The act that staged them.
    pub(super) staged_by: u64,
    pub(super) from: Side,
    pub(super) delivery: Delivery,
    pub(super) way: Way,
}

/// The longest that copying files may take.
const COPYING: Duration = Duration::from_secs(600);

impl Compositor {
    /// Who works on pictures and files from now on; before, neither can be carried.
    pub fn employ(&mut self, workers: Workers) {
        self.crossing.workers = Some(workers);
    }

    /// Has a picture washed for a giving act.
    pub(super) fn wash(&mut self, act: u64, bytes: &Rc<Wiped>, now: Now) {
        match &mut self.crossing.workers {
            Some(workers) => workers.wash(act, bytes.bytes()),
            None => self.work_failed(act, &Why::NoHelper, now),
        }
    }

    /// Has files copied to where no cage sees them.
    pub(super) fn stage_files(&mut self, act: u64, from: Side, origin: Origin, now: Now) {
        self.crossing.acts.no_hurry(act, now.after(COPYING));
        let limits = FileLimits {
            bytes: self.limit_of(from, Limit::FileBytes),
            files: self.limit_of(from, Limit::Files),
        };
        match &mut self.crossing.workers {
            Some(workers) => workers.stage(act, origin, limits),
            None => self.work_failed(act, &Why::NoHelper, now),
        }
    }

    /// Has files placed where their destination sees them, which their grant allows.
    pub(super) fn publish(&mut self, placing: Placing, now: Now) {
        let cage = |cage| self.policy.cage(cage).map(|cage| cage.name().to_owned());
        let to = cage(placing.delivery.to()).unwrap_or_default();
        let from = match placing.from {
            Side::Cage(from) => cage(from).unwrap_or_default(),
            Side::Trusted => "trusted".to_owned(),
        };
        match &mut self.crossing.workers {
            Some(workers) => {
                workers.publish(placing.staged_by, &to, &from);
                self.crossing.placing.push(placing);
            }
            None => self.work_failed(placing.staged_by, &Why::NoHelper, now),
        }
    }

    /// Files are where their destination sees them: it learns of them by its clipboard.
    fn published(&mut self, act: u64, paths: &[PathBuf], now: Now) {
        let Some(placing) = self.take_placing(act) else {
            return;
        };
        let Placing {
            from,
            delivery,
            way,
            ..
        } = placing;
        let (number, to) = (delivery.act(), delivery.to());
        let list = Rc::new(Wiped::new(uri_list(paths)));
        match way {
            Way::Clipboard => {
                let kind = (TypeClass::FileList, "text/uri-list");
                self.serve_bytes(number, to, kind, list, now);
            }
            Way::Folder | Way::Handler => {}
            Way::Drop(at) => {
                let kind = (TypeClass::FileList, "text/uri-list".to_owned());
                self.drop_bytes((number, from, to), kind, list, &at, now);
            }
        }
        self.end_errand(act, || Outcome::Sent(paths.to_vec()));
        let (from, to) = (self.whose(from), self.title_of(to));
        let placed = Giving::Placed(from, to, paths.len());
        self.say_of_crossing(Message::Giving(placed), now);
    }

    /// Has a link opened by the program that the policy names for its destination.
    pub(super) fn open_link(&mut self, delivery: Delivery, now: Now) {
        let (act, to) = (delivery.act(), delivery.to());
        let handler = self.handler_of(to);
        let Content::Link(link) = delivery.into_content() else {
            return;
        };
        match &mut self.crossing.workers {
            Some(workers) => workers.open_link(act, to, &handler, &link),
            None => self.work_failed(act, &Why::NoHelper, now),
        }
    }

    /// The program that opens links in a cage, with its arguments; empty where there is none.
    pub(super) fn handler_of(&self, cage: CageId) -> Vec<String> {
        let cage = self.policy.cage(cage);
        cage.map_or(&[][..], |cage| cage.opens_links_with())
            .to_vec()
    }

    /// What the warden is to start for those who open links; it answers by
    /// [`Compositor::link_started`].
    pub fn take_starts(&mut self) -> Vec<Start> {
        let workers = self.crossing.workers.as_mut();
        workers.map(Workers::take_starts).unwrap_or_default()
    }

    /// A program that opens a link runs, or why it does not.
    pub fn link_started(&mut self, act: u64, why: Option<Why>) {
        if let Some(workers) = &mut self.crossing.workers {
            workers.started(act, why);
        }
    }

    fn opened(&mut self, act: u64, _now: Now) {
        self.end_errand(act, || Outcome::Opened);
    }

    /// Nobody waits for what an act staged any more, unless it is being placed.
    pub(super) fn discard_staged(&mut self, act: u64) {
        let placed = self.crossing.placing.iter();
        let placed = placed.into_iter().any(|placing| placing.staged_by == act);
        if let Some(workers) = self.crossing.workers.as_mut().filter(|_| !placed) {
            workers.discard(act);
        }
    }

    fn take_placing(&mut self, act: u64) -> Option<Placing> {
        let placing = &mut self.crossing.placing;
        let at = placing
            .iter()
            .position(|placing| placing.staged_by == act)?;
        Some(placing.remove(at))
    }

    /// Takes what helpers have done.
    pub(super) fn take_work(&mut self, now: Now) {
        let Some(workers) = &mut self.crossing.workers else {
            return;
        };
        if self.work.silent && !workers.due(now) {
            return;
        }
        for worked in workers.ready(now) {
            self.worked(worked, now);
        }
    }

    fn worked(&mut self, worked: Worked, now: Now) {
        match worked {
            Worked::Washed {
                act,
                png,
                size,
                preview,
            } => {
                let content = Content::Bytes(Payload {
                    class: TypeClass::Image,
                    mime: "image/png".to_owned(),
                    bytes: png,
                });
                let preview = Preview::Image(Rc::new(preview), size);
                self.prepared(act, content, preview, now);
            }
            Worked::Progress { act, done, total } => {
                let source = self.crossing.source.as_mut();
                if let Some(source) = source.filter(|source| source.act == act) {
                    source.copied = Some((done, total));
                    self.work.rearrange();
                    self.note_progress(act, done, total);
                }
            }
            Worked::Staged { act, files } => {
                let source = self.crossing.source.as_mut();
                if let Some(source) = source.filter(|source| source.act == act) {
                    source.raw = Some(Raw::Files(files));
                    self.crossing.acts.ended(act, now);
                }
            }
            Worked::Published { act, paths } => self.published(act, &paths, now),
            Worked::Opened { act } => self.opened(act, now),
            Worked::Failed { act, why } => self.work_failed(act, &why, now),
        }
    }

    fn work_failed(&mut self, act: u64, why: &Why, now: Now) {
        if let Some(placing) = self.take_placing(act) {
            self.record_failed(placing.delivery.act(), placing.from, why, now);
            let failed = Taking::Failed(self.whose(placing.from), why.clone());
            self.say_of_crossing(Message::Taking(failed), now);
        }
        self.end_errand(act, || Outcome::Failed(why.to_string()));
        self.source_failed(act, Some(why), now);
        self.give_failed(act, why, now);
    }
}

/// Paths as a list of URIs (RFC 2483), everything but the plainest characters escaped.
fn uri_list(paths: &[PathBuf]) -> Vec<u8> {
    let mut list = Vec::new();
    for path in paths {
        list.extend_from_slice(b"file://");
        for byte in path.as_os_str().as_bytes() {
            match byte {
                b'/' | b'.' | b'-' | b'_' | b'~' => list.push(*byte),
                byte if byte.is_ascii_alphanumeric() => list.push(*byte),
                byte => list.extend_from_slice(format!("%{byte:02X}").as_bytes()),
            }
        }
        list.extend_from_slice(b"\r\n");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_in_lists() {
        let paths = [PathBuf::from("/home/a b/é#1.txt"), PathBuf::from("/x")];
        let list = String::from_utf8(uri_list(&paths)).unwrap();
        assert_eq!(list, "file:///home/a%20b/%C3%A9%231.txt\r\nfile:///x\r\n");
    }
}
