//! What is wanted of a cage, and what its init answers.

use std::time::Duration;

use lisere_policy::Engine;

use super::super::cell::Tools;
use super::super::{bare, words};
use super::{Asked, Asker, ENTRIES, HEARD, Held, Phase, QUEUE, What, Wish};
use crate::init::entries;
use crate::message::{Entry, News, Notice, Refusal, Run, Task, Tiding, code};
use crate::reason::Reason;
use crate::remote;

impl Held {
    /// Has something done as soon as the cage stands, which this starts if need be.
    pub(in super::super) fn want(
        &mut self,
        mut wish: Wish,
        tools: &Tools,
        now: Duration,
        out: &mut Vec<News>,
    ) {
        if let Err(refusal) = self.check(&wish) {
            return self.refuse(wish.asker, wish.what.entries(), refusal, now, out);
        }
        if self.recipe.bare {
            return self.do_bare(&wish, tools, now, out);
        }
        if let (What::Run(run), Engine::Ssh(there)) = (&mut wish.what, &self.recipe.sandbox.engine)
        {
            *run = remote::run_there(there, run);
        }
        self.queue.push_back(wish);
        self.advance(tools, now, out);
    }

    /// Whether it can be done at all.
    fn check(&self, wish: &Wish) -> Result<(), Refusal> {
        let name = self.name();
        let refuse =
            |reason, message: String, help: &str| Err(Refusal::failed(reason, message, help));
        if let What::Run(run) = &wish.what {
            check_run(run, wish.fds.len())?;
        }
        if self.recipe.sandbox.engine == Engine::Socket {
            let socket = self.recipe.socket.display();
            let message =
                format!("programs of the cage {name} come to its socket by themselves: {socket}");
            let reason = Reason::Elsewhere(socket.to_string());
            let help = "start them where they are, or name another engine";
            return refuse(reason, message, help);
        }
        if self.frozen {
            let help = format!("`liserectl cage thaw {name}` lets it go on");
            return refuse(Reason::Frozen, format!("the cage {name} is frozen"), &help);
        }
        if matches!(self.phase, Phase::Stopping(_)) && self.recipe.disposable {
            let help = "`liserectl cage new` gives another one";
            let message = format!("the cage {name} is being taken down");
            return refuse(Reason::TakenDown, message, help);
        }
        if self.queue.len() >= QUEUE {
            let message = format!("{QUEUE} programs wait for the cage {name} to start already");
            return refuse(Reason::Queue, message, "wait until they run");
        }
        Ok(())
    }

    fn do_bare(&mut self, wish: &Wish, tools: &Tools, now: Duration, out: &mut Vec<News>) {
        let What::Run(run) = &wish.what else {
            return self.offer_bare(wish.asker, out);
        };
        match bare::start(&tools.own, &self.recipe, run) {
            Ok(()) => {
                if let Asker::Program(index) = wish.asker {
                    self.programs.on_its_own(index);
                }
                answer(wish.asker, None, out);
            }
            Err(refusal) => self.refuse(wish.asker, false, refusal, now, out),
        }
    }

    /// What the machine itself offers, since nothing stands between it and its programs.
    fn offer_bare(&self, asker: Asker, out: &mut Vec<News>) {
        let Asker::Core(act) = asker else { return };
        let all = entries::of_session(&self.recipe.variables);
        let mut parts = entries::parts(all).into_iter().peekable();
        while let Some(entries) = parts.next() {
            out.push(News::Entries {
                act,
                entries,
                last: parts.peek().is_none(),
                refusal: None,
            });
        }
    }

    /// Says no to one who asked.
    pub(super) fn refuse(
        &mut self,
        asker: Asker,
        entries: bool,
        refusal: Refusal,
        now: Duration,
        out: &mut Vec<News>,
    ) {
        match asker {
            Asker::Program(index) => {
                super::super::complain(&format!(
                    "a program of the cage {} was not started: {}",
                    self.name(),
                    refusal.message
                ));
                self.programs.refused(index, now);
            }
            Asker::Core(act) if entries => out.push(News::Entries {
                act,
                entries: Vec::new(),
                last: true,
                refusal: Some(refusal),
            }),
            Asker::Core(_) => answer(asker, Some(refusal), out),
        }
    }

    /// Says no to all who wait.
    pub(super) fn refuse_all(&mut self, refusal: &Refusal, now: Duration, out: &mut Vec<News>) {
        self.refuse_asked(refusal, now, out);
        self.refuse_queue(refusal, now, out);
    }

    /// Says no to those whose wish its init knows.
    pub(super) fn refuse_asked(&mut self, refusal: &Refusal, now: Duration, out: &mut Vec<News>) {
        for asked in std::mem::take(&mut self.asked).into_values() {
            let entries = asked.entries.is_some();
            self.refuse(asked.asker, entries, refusal.clone(), now, out);
        }
    }

    /// Says no to those whose wish waits for a sandbox.
    pub(super) fn refuse_queue(&mut self, refusal: &Refusal, now: Duration, out: &mut Vec<News>) {
        for wish in std::mem::take(&mut self.queue) {
            let entries = wish.what.entries();
            self.refuse(wish.asker, entries, refusal.clone(), now, out);
        }
    }

    /// Hands what waits to a sandbox that stands.
    pub(super) fn hand_over(&mut self, now: Duration, out: &mut Vec<News>) {
        while let Phase::Running(cell) = &mut self.phase {
            let Some(wish) = self.queue.pop_front() else {
                return;
            };
            self.last = self.last.wrapping_add(1);
            let (act, entries) = (self.last, wish.what.entries());
            let task = match wish.what {
                What::Run(run) => Task::Run { act, run },
                What::Entries => Task::Entries { act },
            };
            if cell.tell(&task, wish.fds) {
                let entries = entries.then_some(0);
                let asker = wish.asker;
                self.asked.insert(act, Asked { asker, entries });
            } else {
                let message = format!("the cage {} hears nothing", self.name());
                let help = "`liserectl cage kill` ends it";
                let refusal = Refusal::failed(Reason::Deaf, message, help);
                self.refuse(wish.asker, entries, refusal, now, out);
            }
        }
    }

    /// Hears its init, a bounded number of messages.
    pub(in super::super) fn hear(&mut self, now: Duration, out: &mut Vec<News>) {
        for _ in 0..HEARD {
            let Some(cell) = self.cell_mut() else { return };
            cell.flush();
            match cell.hear() {
                Some(tiding) => self.take(tiding, now, out),
                None => return,
            }
        }
    }

    fn take(&mut self, tiding: Tiding, now: Duration, out: &mut Vec<News>) {
        match tiding {
            Tiding::Ready => self.stands(now, out),
            Tiding::Failed(refusal) => self.fails(words::refusal(&refusal), now, out),
            Tiding::Idle => self.idle = true,
            Tiding::Ran { act, refusal } => {
                let Some(asked) = self.asked.remove(&act) else {
                    return;
                };
                match refusal {
                    None => {
                        self.idle = false;
                        answer(asked.asker, None, out);
                    }
                    Some(untrusted) => {
                        let refusal = words::refusal_within(&untrusted);
                        self.refuse(asked.asker, false, refusal, now, out);
                    }
                }
            }
            Tiding::Entries { act, entries, last } => self.take_entries(act, &entries, last, out),
            Tiding::Notice(notice) => {
                if self.notices.open(now) {
                    let (cage, notice) = (self.recipe.name.clone(), bounded(notice));
                    out.push(News::Notice { cage, notice });
                }
            }
        }
    }

    fn take_entries(&mut self, act: u64, entries: &[Entry], last: bool, out: &mut Vec<News>) {
        let Some(asked) = self.asked.get_mut(&act) else {
            return;
        };
        let (Asker::Core(to), Some(passed)) = (asked.asker, &mut asked.entries) else {
            return;
        };
        let room = ENTRIES.saturating_sub(*passed);
        *passed = passed.saturating_add(entries.len());
        let last = last || *passed >= ENTRIES;
        if last {
            self.asked.remove(&act);
        }
        out.push(News::Entries {
            act: to,
            entries: entries.iter().take(room).map(cleaned).collect(),
            last,
            refusal: None,
        });
    }
}

impl What {
    pub(super) fn entries(&self) -> bool {
        matches!(self, Self::Entries)
    }
}

fn answer(asker: Asker, refusal: Option<Refusal>, out: &mut Vec<News>) {
    if let Asker::Core(act) = asker {
        out.push(News::Ran { act, refusal });
    }
}

fn check_run(run: &Run, fds: usize) -> Result<(), Refusal> {
    let empty = run.argv.first().is_none_or(String::is_empty);
    if empty {
        let mut refusal = Refusal::failed(Reason::NoProgram, "no program is named", "name one");
        refusal.code = code::MISSING;
        return Err(refusal);
    }
    match fds {
        0 | 1 | 4 => Ok(()),
        _ => Err(Refusal::failed(
            Reason::CantStart(0),
            "a program has a line and three descriptors, or none",
            "",
        )),
    }
}

/// A program on offer, fit to be shown; what it runs goes back into its own cage only.
fn cleaned(entry: &Entry) -> Entry {
    Entry {
        id: words::cleaned(&entry.id),
        name: words::cleaned(&entry.name),
        argv: entry.argv.clone(),
        terminal: entry.terminal,
        icon: words::cleaned(&entry.icon),
    }
}

/// A notice of a length that fits into one message, whatever its letters are.
fn bounded(mut notice: Notice) -> Notice {
    for text in [&mut notice.summary, &mut notice.body] {
        text.truncate(text.floor_char_boundary(8_192));
    }
    notice
}
