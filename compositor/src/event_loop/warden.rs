//! What is asked of the warden, and what follows from what it says.

use std::collections::HashMap;
use std::os::fd::OwnedFd;

use lisere_cage::message::{CageState, Refusal, Run, Size, code};
use lisere_policy::{Cage, CageId, Untrusted};
use lisere_shell::Why;
use liserectl::{Answer, Command, Entry, Failure, FailureCode, NewCage, Reply};
use rustix::fs::{FileType, fstat};

use super::Session;
use crate::backend::Backend;
use crate::clock::Now;
use crate::control::ConnectionId;
use crate::gates::State;
use crate::panels::{CageNow, Launch, LaunchWhat, Refused, said};
use crate::spoken;
use crate::warden::disposables::NoCopy;
use crate::warden::{Answered, Heard, Who};

impl Session {
    /// Hears the warden.
    pub(super) fn serve_warden(&mut self) {
        let now = self.core.clock.now();
        for heard in self.warden.ready(now) {
            match heard {
                Heard::Answer(Answered::Ran(who, refusal)) => self.ran(who, refusal, now),
                Heard::Answer(Answered::Entries(who, entries)) => self.tell_entries(who, entries),
                Heard::Answer(Answered::Examined(act, mismatch)) => {
                    self.examined(act, mismatch.as_deref(), now);
                }
                Heard::Notice(cage, notice) => {
                    self.core.notice(cage, &Untrusted::new(notice), now);
                }
                Heard::State(cage, state) => self.cage_is(cage, &state, now),
                Heard::Survey => self.tell_survey(),
                Heard::Uses => self.core.set_uses(self.warden.uses()),
                Heard::Volume(volume, muted) => self.core.set_volume(volume, muted),
            }
        }
        self.answer_waiting(now);
    }

    /// Has the bar show how loud the machine is. A session in memory has no part in the sound of
    /// the machine that it runs on until somebody asks for it.
    pub(super) fn follow_volume(&mut self) {
        if !matches!(self.core.backend, Backend::Headless(_)) {
            self.warden.follow_volume();
        }
    }

    /// Tells the core how cages are, as last heard.
    pub(super) fn tell_survey(&mut self) {
        let about = |cage: &Cage| {
            let id = cage.id();
            let survey = self.warden.info(id).and_then(|(_, survey)| survey);
            let gate = self.gates.info(id);
            let now = CageNow {
                quarantined: gate.is_some_and(|gate| gate.state == State::Quarantined),
                processes: survey.and_then(|survey| survey.processes),
                memory: survey.and_then(|survey| survey.memory_bytes),
            };
            (id, now)
        };
        let cages: HashMap<_, _> = self.core.policy.cages().iter().map(about).collect();
        self.core.surveyed(cages);
    }

    /// Has the warden start what opens links.
    pub(super) fn start_programs(&mut self) {
        for start in self.core.take_starts() {
            let run = plain(start.argv);
            let who = Who::Link(start.act);
            self.warden.run(who, start.cage, run, Vec::new());
        }
    }

    /// Has the warden do what the launcher wants. What it refuses at once the next turn shows.
    pub(super) fn serve_launches(&mut self, now: Now) {
        self.core.settle_panel(now);
        for launch in self.core.take_launches() {
            self.serve_launch(launch, now);
        }
    }

    /// Asks the warden what the launcher wants to know, or has it start what was chosen.
    fn serve_launch(&mut self, launch: Launch, now: Now) {
        let who = Who::Launcher(launch.act);
        match launch.what {
            LaunchWhat::Entries => self.warden.ask_entries(who, launch.cage),
            LaunchWhat::Run { argv, disposable } => {
                match self.launch_cage(launch.cage, disposable, now) {
                    Ok(cage) => self.warden.run(who, cage, plain(argv), Vec::new()),
                    Err(refused) => self.core.launched(launch.act, Some(refused)),
                }
            }
        }
    }

    /// The cage itself, or a disposable one like it.
    fn launch_cage(&mut self, cage: CageId, disposable: bool, now: Now) -> Result<CageId, Refused> {
        if !disposable {
            return Ok(cage);
        }
        if self.warden.bare() {
            return Err(Refused::Bare);
        }
        let taken = self.warden.disposables.take(cage, now);
        let copy = taken.map_err(|why| match why {
            NoCopy::NotAllowed => Refused::NoDisposable,
            NoCopy::AllTaken => Refused::AllTaken,
        })?;
        self.gates.wake(copy, now);
        Ok(copy)
    }

    /// Does what the core wants and can't do itself.
    pub(super) fn grant_wishes(&mut self, now: Now) {
        // What a held key wants once more is not to wait for the next time.
        self.core.repeat_key(now);
        let wishes = std::mem::take(&mut self.core.work.wishes);
        for launch in wishes.launches {
            let who = Who::Chord(launch.cage);
            self.warden
                .run(who, launch.cage, plain(launch.argv), Vec::new());
        }
        for wish in wishes.volume {
            self.warden.want_volume(wish);
        }
        if wishes.reload {
            // Why they are refused stands on the bar and in the log.
            let _ = self.reload(now);
        }
    }

    /// Passes on what the command line wants of a cage.
    pub(super) fn ask_warden(
        &mut self,
        id: ConnectionId,
        command: Command,
        fds: Vec<OwnedFd>,
        now: Now,
    ) {
        if let Err(failure) = self.pass_on(id, command, fds, now) {
            self.control.reply(id, &Reply(Err(failure)));
        }
    }

    fn pass_on(
        &mut self,
        id: ConnectionId,
        command: Command,
        fds: Vec<OwnedFd>,
        now: Now,
    ) -> Result<(), Failure> {
        let who = Who::Control(id);
        match command {
            Command::Entries { cage } => {
                let cage = self.cage_there(&cage, now)?;
                self.warden.ask_entries(who, cage);
            }
            Command::Run { cage, .. } if self.warden.bare() => {
                self.cage_there(&cage, now)?;
                let environment = self.core.environment(&cage, &self.door)?;
                self.control.reply(id, &Reply(Ok(environment)));
            }
            Command::Run {
                cage,
                argv,
                env,
                folder,
                terminal,
            } => {
                let cage = self.cage_there(&cage, now)?;
                check(&fds, terminal.is_some())?;
                let run = Run {
                    argv,
                    env,
                    folder,
                    terminal: terminal.map(|size| Size {
                        rows: size.rows,
                        columns: size.columns,
                    }),
                };
                self.warden.run(who, cage, run, fds);
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a disposable cage out of those that are free.
    pub(super) fn new_cage(&mut self, id: ConnectionId, like: &str, disposable: bool, now: Now) {
        let made = self.take_copy(like, disposable, now);
        let answer = made.map(|cage| Answer::NewCage(NewCage { cage }));
        self.control.reply(id, &Reply(answer));
    }

    fn take_copy(&mut self, like: &str, disposable: bool, now: Now) -> Result<String, Failure> {
        let refuse =
            |message: String, help: &str| Err(Failure::new(FailureCode::NotAllowed, message, help));
        if !disposable {
            let help = "write it into the policy, or ask for a disposable one";
            return refuse(
                "only disposable cages are made while a session runs".into(),
                help,
            );
        }
        if self.warden.bare() {
            let help = "begin the session without --without-sandboxes";
            return refuse("this session has no sandboxes to throw away".into(), help);
        }
        let model = self.cage_there(like, now)?;
        let taken = self.warden.disposables.take(model, now);
        let cage = match taken {
            Ok(cage) => cage,
            Err(why) => return refuse(format!("{like}: {why}"), "see lisere-policy(5)"),
        };
        self.gates.wake(cage, now);
        Ok(self
            .core
            .policy
            .cage(cage)
            .map(Cage::name)
            .unwrap_or_default()
            .to_owned())
    }

    /// The cage of that name, if it is there now.
    fn cage_there(&self, name: &str, now: Now) -> Result<CageId, Failure> {
        let cage = self.core.policy.cage_named(name).map(Cage::id);
        let there = cage.filter(|cage| self.warden.disposables.there(*cage, now));
        there.ok_or_else(|| match cage {
            None => self.core.unknown_cage(name),
            Some(_) => Failure::new(
                FailureCode::UnknownCage,
                format!("the disposable cage {name} is not in use"),
                "`liserectl cage new --like NAME --disposable` makes one and prints its name",
            ),
        })
    }

    fn ran(&mut self, who: Who, refusal: Option<Refusal>, now: Now) {
        match who {
            Who::Control(id) => {
                let answer = refusal.map_or(Ok(Answer::Done {}), |refusal| Err(failure(refusal)));
                self.control.reply(id, &Reply(answer));
            }
            Who::Link(act) => {
                let why = refusal.map(|refusal| Why::Cage(spoken::cage(&refusal)));
                self.core.link_started(act, why);
            }
            Who::Chord(cage) => {
                if let Some(refusal) = refusal {
                    self.core.launch_failed(cage, spoken::cage(&refusal), now);
                }
            }
            Who::Launcher(act) => self.core.launched(act, refusal.as_ref().map(said)),
        }
    }

    fn tell_entries(
        &mut self,
        who: Who,
        entries: Result<Vec<lisere_cage::message::Entry>, Refusal>,
    ) {
        let id = match who {
            Who::Control(id) => id,
            Who::Launcher(act) => return self.core.offered(act, entries),
            Who::Link(_) | Who::Chord(_) => return,
        };
        let entries = entries.map(|all| all.into_iter().map(entry).collect());
        let answer = entries.map(Answer::Entries).map_err(failure);
        self.control.reply(id, &Reply(answer));
    }

    /// A copy that is free again needs no gate.
    fn cage_is(&mut self, cage: CageId, state: &CageState, now: Now) {
        if *state == CageState::Stopped && !self.warden.disposables.there(cage, now) {
            self.core.disconnect_cage(cage);
            self.gates.rest(cage);
        }
    }
}

/// A program without a terminal, whose words nobody waits for.
fn plain(argv: Vec<String>) -> Run {
    Run {
        argv,
        env: Vec::new(),
        folder: None,
        terminal: None,
    }
}

/// Only a line, and pipes, get into a cage.
fn check(fds: &[OwnedFd], terminal: bool) -> Result<(), Failure> {
    let kind = |fd: &OwnedFd| fstat(fd).map(|stat| FileType::from_raw_mode(stat.st_mode));
    let expected = if terminal { 1 } else { 4 };
    let sound = fds.len() == expected
        && fds.iter().enumerate().all(|(index, fd)| {
            let wanted = match index {
                0 => FileType::Socket,
                _ => FileType::Fifo,
            };
            kind(fd) == Ok(wanted)
        });
    match sound {
        true => Ok(()),
        false => Err(Failure::new(
            FailureCode::BadRequest,
            "a program comes with a socket, and without a terminal with three pipes",
            "run it with lisere-cage",
        )),
    }
}

fn failure(refusal: Refusal) -> Failure {
    let code = match refusal.code {
        code::CANNOT => FailureCode::CannotStart,
        code::MISSING => FailureCode::NoProgram,
        _ => FailureCode::Failed,
    };
    Failure::new(code, refusal.message, refusal.help)
}

fn entry(entry: lisere_cage::message::Entry) -> Entry {
    Entry {
        id: entry.id,
        name: entry.name,
        argv: entry.argv,
        terminal: entry.terminal,
        icon: entry.icon,
    }
}
