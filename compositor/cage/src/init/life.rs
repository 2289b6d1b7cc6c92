//! The programs of a cage, from their start to their end.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use lisere_post::{Wait, packed, send};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, wait};
use rustix::termios::tcsetwinsize;

use super::program::{self, Started};
use crate::message::{Down, Refusal, Run, Up, code};
use crate::reason::Reason;

/// Programs that callers wait for at the same time.
const MOST: usize = 256;

/// One that a caller may wait for.
struct Program {
    pid: Pid,
    /// To its caller, unless that has gone.
    line: Option<OwnedFd>,
    /// The other end of its terminal.
    terminal: Option<OwnedFd>,
}

/// All that runs.
#[derive(Default)]
pub(super) struct Life {
    programs: Vec<Program>,
    frozen: bool,
    /// Whether there was something since it was last said that nothing is.
    busy: bool,
    /// Whether processes are left that were not told of, but for the daemons.
    others: bool,
}

impl Life {
    /// The lines to callers, with the numbers of their programs, last to first.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, BorrowedFd<'_>)> {
        let all = self.programs.iter().enumerate().rev();
        all.filter_map(|(number, program)| Some((number, program.line.as_ref()?.as_fd())))
    }

    /// One of them.
    pub(super) fn line(&self, number: usize) -> Option<BorrowedFd<'_>> {
        self.programs.get(number)?.line.as_ref().map(AsFd::as_fd)
    }

    /// Starts a program. `fds` are its line and then its standard ones.
    pub(super) fn run(&mut self, run: &Run, fds: Vec<OwnedFd>) -> Result<(), Refusal> {
        if self.frozen {
            return Err(Refusal::failed(
                Reason::Frozen,
                "the cage is frozen",
                "thaw it first",
            ));
        }
        if self.programs.len() >= MOST {
            let message = format!("{MOST} programs were started in the cage and run still");
            return Err(Refusal::failed(
                Reason::TooManyPrograms,
                message,
                "end some of them first",
            ));
        }
        let mut fds = fds.into_iter();
        let line = fds.next();
        let Started { pid, terminal } = program::start(run, fds.collect())?;
        self.busy = true;
        if let (Some(line), Some(terminal)) = (&line, &terminal) {
            // Who takes no terminal has none.
            let _ = send(line, &packed(&Up::Terminal), &[terminal.as_fd()], Wait::No);
        }
        self.programs.push(Program {
            pid,
            line,
            terminal,
        });
        Ok(())
    }

    /// Does what a caller asks of its program.
    pub(super) fn down(&mut self, number: usize, down: Down) {
        let Some(program) = self.programs.get(number) else {
            return;
        };
        match down {
            Down::Signal(signal) => {
                if let Some(signal) = Signal::from_named_raw(signal) {
                    to_group(program.pid, signal);
                }
            }
            Down::Size(size) => {
                if let Some(terminal) = &program.terminal {
                    // A terminal that is gone has no size.
                    let _ = tcsetwinsize(terminal, program::winsize(size));
                }
            }
        }
    }

    /// The caller of a program has gone.
    pub(super) fn hang_up(&mut self, number: usize) {
        let Some(program) = self.programs.get_mut(number) else {
            return;
        };
        program.line = None;
        program.terminal = None;
        to_group(program.pid, Signal::HUP);
        // Who is halted would hear it only then.
        if !self.frozen {
            to_group(program.pid, Signal::CONT);
        }
    }

    /// Gathers all that have ended, and says which; [`Life::settle`] is to follow.
    pub(super) fn reap(&mut self) -> Vec<Pid> {
        let mut gathered = Vec::new();
        loop {
            match wait(WaitOptions::NOHANG) {
                Ok(Some((pid, status))) => {
                    gathered.push(pid);
                    let signalled = status
                        .terminating_signal()
                        .map(|signal| i32::from(code::SIGNALLED) + signal);
                    let ended = status.exit_status().or(signalled).unwrap_or_default();
                    self.ended(pid, u8::try_from(ended).unwrap_or(code::FAILED));
                }
                Err(Errno::INTR) => {}
                // Some are left that have not ended.
                Ok(None) => {
                    self.others = true;
                    return gathered;
                }
                Err(_) => {
                    self.others = false;
                    return gathered;
                }
            }
        }
    }

    /// Takes those that are left for nobody if they are all `alone`: daemons of the cage.
    pub(super) fn settle(&mut self, alone: impl FnOnce() -> bool) {
        self.others = self.others && !alone();
    }

    fn ended(&mut self, pid: Pid, ended: u8) {
        let Some(at) = self.programs.iter().position(|program| program.pid == pid) else {
            return;
        };
        let program = self.programs.swap_remove(at);
        if let Some(line) = program.line {
            // A caller that reads nothing does not get to know.
            let _ = send(line, &packed(&Up::Ended(ended)), &[], Wait::No);
        }
    }

    /// Whether the last program has ended since this was last asked.
    pub(super) fn became_idle(&mut self) -> bool {
        let idle = self.busy && self.programs.is_empty() && !self.others;
        self.busy &= !idle;
        idle
    }

    /// Halts every program.
    pub(super) fn freeze(&mut self) {
        self.frozen = true;
        to_all(Signal::STOP);
    }

    /// Lets them go on.
    pub(super) fn thaw(&mut self) {
        self.frozen = false;
        to_all(Signal::CONT);
    }

    /// Asks every program to end.
    pub(super) fn stop(&mut self) {
        to_all(Signal::TERM);
        self.thaw();
    }
}

/// Every process of the cage but this one. Only for the first process of a namespace: the group
/// of that number stands for all that the caller may signal.
fn to_all(signal: Signal) {
    if rustix::process::getpid().is_init() {
        // That there is nobody is no fault.
        let _ = kill_process_group(Pid::INIT, signal);
    }
}

/// A program and what it started, unless that left its group.
fn to_group(pid: Pid, signal: Signal) {
    if kill_process_group(pid, signal) == Err(Errno::SRCH) {
        // It was started just now and has no group of its own yet.
        let _ = kill_process(pid, signal);
    }
}
