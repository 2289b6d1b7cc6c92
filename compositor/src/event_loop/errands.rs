//! Files and links that the command line sends: what is asked, and what is said of it until
//! the end.

use std::os::fd::OwnedFd;

use liserectl::{Answer, Command, Failure, FailureCode, Progress, Reply, Sent};

use super::Session;
use crate::clock::Now;
use crate::control::ConnectionId;
use crate::crossing::Outcome;

impl Session {
    /// Begins what was asked, or says why it cannot be.
    pub(super) fn begin_errand(
        &mut self,
        id: ConnectionId,
        command: Command,
        files: Vec<OwnedFd>,
        now: Now,
    ) {
        match self.core.request_of(command, files) {
            Ok(request) => {
                let errand = self.core.begin_errand(request, now);
                self.errands.push((errand, id));
            }
            Err(failure) => self.control.reply(id, &Reply(Err(failure))),
        }
    }

    /// Tells those who wait what has become of their errands.
    pub(super) fn tell_of_errands(&mut self) {
        for (errand, outcome) in self.core.take_outcomes() {
            let Some(at) = self.errands.iter().position(|(of, _)| *of == errand) else {
                continue;
            };
            if let Outcome::Progress(done, total) = outcome {
                if let Some((_, id)) = self.errands.get(at) {
                    let progress = Answer::Progress(Progress { done, total });
                    self.control.tell(*id, &Reply(Ok(progress)));
                }
                continue;
            }
            let (_, id) = self.errands.swap_remove(at);
            self.control.reply(id, &Reply(last_answer(outcome)));
        }
    }

    /// Who has hung up hears no more, and wants nothing more that the user has not agreed to.
    pub(super) fn forget_those_who_left(&mut self, now: Now) {
        for left in self.control.take_left() {
            let its = |(_, id): &mut (u64, ConnectionId)| *id == left;
            let errands: Vec<_> = self.errands.extract_if(.., its).collect();
            for (errand, _) in errands {
                self.core.withdraw_errand(errand, now);
            }
            self.forget_listener(left);
        }
    }
}

fn last_answer(outcome: Outcome) -> Result<Answer, Failure> {
    let refuse = |code, why, help| Err(Failure::new(code, why, help));
    match outcome {
        Outcome::Progress(..) | Outcome::Opened => Ok(Answer::Done {}),
        Outcome::Sent(paths) => Ok(Answer::Sent(Sent {
            paths: paths
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        })),
        Outcome::Denied(why) => {
            let help = "`lisere check --explain` says which rule answers, and why";
            refuse(FailureCode::Denied, why, help)
        }
        Outcome::TimedOut(why) => {
            let help = "answer the question on the screen in time";
            refuse(FailureCode::TimedOut, why, help)
        }
        Outcome::Failed(why) => refuse(FailureCode::Failed, why, ""),
    }
}
