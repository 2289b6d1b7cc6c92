//! Requests of the command line: answered at once, or when those have spoken whom they concern.

use std::time::Duration;

use liserectl::{Command, Reply};

use super::Session;
use crate::clock::Now;
use crate::control::{Asked, ConnectionId};
use crate::respond::Outside;

/// How long an answer about cages waits for what gates and the warden have to say to it.
const PATIENCE: Duration = Duration::from_millis(250);

impl Session {
    pub(super) fn serve_control(&mut self) {
        let now = self.core.clock.now();
        for asked in self.control.ready() {
            self.serve_request(asked, now);
        }
        self.forget_those_who_left(now);
        self.answer_waiting(now);
    }

    fn serve_request(&mut self, asked: Asked, now: Now) {
        let id = asked.from;
        if let Err(failure) = self.core.allow_command(&asked.request.command) {
            return self.control.reply(id, &Reply(Err(failure)));
        }
        match asked.request.command {
            // Only others know what a cage has used, and they are asked first.
            Command::Cages => {
                let lost = self.gates.ask_usage(now);
                self.lose(lost);
                self.warden.ask_survey();
                self.waiting.push((id, now.after(PATIENCE)));
            }
            command @ (Command::Send { .. } | Command::Open { .. }) => {
                self.begin_errand(id, command, asked.files, now);
            }
            command @ (Command::Run { .. } | Command::Entries { .. }) => {
                self.ask_warden(id, command, asked.files, now);
            }
            Command::Lock {
                before_sleep,
                above,
            } => self.lock_for(id, (before_sleep, above.as_deref()), now),
            Command::Events => self.listen(id),
            Command::Reload => {
                let answer = self.reload(now);
                self.control.reply(id, &Reply(answer));
            }
            Command::NewCage { like, disposable } => self.new_cage(id, &like, disposable, now),
            command => self.answer(id, command, now),
        }
    }

    /// Answers who asked for the cages, once all is known.
    pub(super) fn answer_waiting(&mut self, now: Now) {
        let known = self.gates.usage_known() && !self.warden.surveying();
        let due = |(_, due): &mut (_, Now)| known || *due <= now;
        let answerable: Vec<_> = self.waiting.extract_if(.., due).collect();
        for (id, _) in answerable {
            self.answer(id, Command::Cages, now);
        }
    }

    fn answer(&mut self, id: ConnectionId, command: Command, now: Now) {
        let outside = Outside {
            door: &self.door,
            gates: &self.gates,
            warden: &self.warden,
            started: self.started,
        };
        let reply = self.core.respond(command, &outside, now);
        self.control.reply(id, &reply);
    }
}
