//! Work on transfers that helpers do: washing pictures, copying files.

use std::rc::Rc;
use std::time::Duration;

use super::content::{Content, Payload};
use super::take::Raw;
use super::workers::Workers;
use super::{Origin, Preview, Wiped, Worked};
use crate::clock::Now;
use crate::state::Compositor;
use lisere_policy::TypeClass;

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
            None => self.work_failed(act, "no helper is running", now),
        }
    }

    /// Has files copied to where no cage sees them.
    pub(super) fn stage_files(&mut self, act: u64, _origin: Origin, now: Now) {
        self.crossing.acts.no_hurry(act, now.after(COPYING));
        self.work_failed(act, "no helper is running", now);
    }

    /// Takes what helpers have done.
    pub(super) fn take_work(&mut self, now: Now) {
        let Some(workers) = &mut self.crossing.workers else {
            return;
        };
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
                }
            }
            Worked::Staged { act, files } => {
                let source = self.crossing.source.as_mut();
                if let Some(source) = source.filter(|source| source.act == act) {
                    source.raw = Some(Raw::Files(files));
                    self.crossing.acts.ended(act, now);
                }
            }
            Worked::Published { .. } | Worked::Opened { .. } => {}
            Worked::Failed { act, why } => self.work_failed(act, &why, now),
        }
    }

    fn work_failed(&mut self, act: u64, why: &str, now: Now) {
        self.source_failed(act, Some(why), now);
        self.give_failed(act, why, now);
    }
}
