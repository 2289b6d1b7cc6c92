//! Starting programs that open links: asked of a helper that is not confined as the core is.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;

use lisere_helper::start::{StartEvent, StartRequest};

use super::super::Worked;
use crate::clock::Now;
use crate::link::Link;

/// How long the helper may take.
const PATIENCE: Duration = Duration::from_secs(10);
const GONE: &str = "the helper that opens links has ended; start the session anew";

/// The starter, as long as it lives: once the core is confined, no other can be had.
#[derive(Debug)]
pub(super) struct Starter {
    link: Option<Link>,
    /// What was to be started, in this very thread: for tests.
    kept: Option<Vec<StartRequest>>,
    acts: BTreeSet<u64>,
    due: Option<Now>,
    dying: Option<Child>,
}

impl Starter {
    pub(super) fn process(program: &std::path::Path) -> std::io::Result<Self> {
        let link = Link::start(program, ["start"])?;
        Ok(Self::new(Some(link), None))
    }

    pub(super) fn in_thread() -> Self {
        Self::new(None, Some(Vec::new()))
    }

    fn new(link: Option<Link>, kept: Option<Vec<StartRequest>>) -> Self {
        Self {
            link,
            kept,
            acts: BTreeSet::new(),
            due: None,
            dying: None,
        }
    }

    /// Has a program started.
    ///
    /// # Errors
    /// For the user: that nobody is there to do it.
    pub(super) fn start(
        &mut self,
        act: u64,
        argv: Vec<String>,
        env: Vec<(String, String)>,
        folder: PathBuf,
    ) -> Result<(), String> {
        let request = StartRequest {
            act,
            argv,
            env,
            folder,
        };
        self.acts.insert(act);
        if let Some(kept) = &mut self.kept {
            kept.push(request);
            return Ok(());
        }
        let link = self.link.as_mut().ok_or(GONE)?;
        link.tell(&request, None).map_err(|_| GONE.to_owned())
    }

    /// What was to be started in this very thread.
    pub(super) fn kept(&self) -> &[StartRequest] {
        self.kept.as_deref().unwrap_or_default()
    }

    /// Nothing is said any more of what is started for an act.
    pub(super) fn forget(&mut self, act: u64) {
        self.acts.remove(&act);
    }

    /// Hears the helper.
    pub(super) fn ready(&mut self, now: Now, done: &mut Vec<Worked>) {
        if let Some(child) = &mut self.dying
            && !matches!(child.try_wait(), Ok(None))
        {
            self.dying = None;
        }
        if self.kept.is_some() {
            let acts = std::mem::take(&mut self.acts).into_iter();
            return done.extend(acts.map(|act| Worked::Opened { act }));
        }
        while let Some(link) = &mut self.link {
            let heard = link.flush().map_err(drop);
            match heard.and_then(|()| link.hear::<StartEvent>().map_err(drop)) {
                Ok(None) => break,
                Ok(Some(event)) => self.take(event, done),
                Err(()) => self.lose(done),
            }
        }
        match self.due {
            _ if self.acts.is_empty() => self.due = None,
            None => self.due = Some(now.after(PATIENCE)),
            Some(due) if due <= now => self.lose(done),
            Some(_) => {}
        }
    }

    pub(super) fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    pub(super) fn next_deadline(&self) -> Option<Now> {
        let waits = !self.acts.is_empty() && self.due.is_none();
        if waits {
            Some(Now::default())
        } else {
            self.due
        }
    }

    fn take(&mut self, event: StartEvent, done: &mut Vec<Worked>) {
        self.due = None;
        let act = event.act;
        if self.acts.remove(&act) {
            done.push(match event.why {
                None => Worked::Opened { act },
                Some(why) => Worked::Failed {
                    act,
                    why: super::files::said(&why),
                },
            });
        }
    }

    fn lose(&mut self, done: &mut Vec<Worked>) {
        if let Some(link) = self.link.take() {
            self.dying = Some(link.end());
        }
        self.due = None;
        let acts = std::mem::take(&mut self.acts).into_iter();
        done.extend(acts.map(|act| Worked::Failed {
            act,
            why: GONE.to_owned(),
        }));
    }
}

impl Drop for Starter {
    fn drop(&mut self) {
        self.lose(&mut Vec::new());
        if let Some(child) = &mut self.dying {
            // It is killed, and gone at once.
            let _ = child.wait();
        }
    }
}
