//! While the program runs: what it reads and writes is copied, signals are passed on, and its
//! exit code is waited for.

use std::os::fd::{AsFd, OwnedFd};

use lisere_post::{PostError, Received, Wait, packed, receive, send};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::{dup, ioctl_fionbio};

use super::ask::{Ends, Place, size};
use super::flow::{End, Flow};
use super::raw::Raw;
use super::signals::Signals;
use crate::message::{Down, Refusal, Size, Up, code};
use crate::reason::Reason;

/// Waits until it has ended. Returns its exit code.
///
/// # Errors
/// When its cage has ended before it.
pub(super) fn pump(
    cage: &str,
    ends: Ends,
    place: &Place,
    signals: &Signals,
) -> Result<u8, Refusal> {
    let mut pump = Pump {
        flows: flows(ends.pipes, place),
        line: ends.line,
        raw: None,
    };
    let code = loop {
        pump.wait(signals);
        pump.pass_on(signals);
        if let Some(code) = pump.hear() {
            break code;
        }
    };
    // Standard input is not the program's any more.
    for flow in pump.flows.iter_mut().skip(1) {
        flow.finish();
    }
    drop(pump.raw.take());
    code.ok_or_else(|| Refusal {
        code: code::SIGNALLED + 9,
        message: format!("the cage {cage} was ended, and the program with it"),
        help: String::new(),
        reason: Reason::Other,
    })
}

struct Pump {
    line: OwnedFd,
    /// What goes in comes first.
    flows: Vec<Flow>,
    /// Held while the program has our terminal.
    raw: Option<Raw>,
}

fn flows(pipes: Option<[OwnedFd; 3]>, place: &Place) -> Vec<Flow> {
    let Some([input, output, errors]) = pipes else {
        return Vec::new();
    };
    let mut into = Flow::new(End::Input, End::Owned(input));
    if !place.reads {
        into.end();
    }
    vec![
        into,
        Flow::new(End::Owned(output), End::Output),
        Flow::new(End::Owned(errors), End::Errors),
    ]
}

impl Pump {
    /// Waits for anything, and lets flow what can.
    fn wait(&mut self, signals: &Signals) {
        let watched: Vec<_> = self.flows.iter().map(Flow::watched).collect();
        let mut fds = vec![PollFd::new(&self.line, PollFlags::IN)];
        let others = signals.watched();
        fds.extend(others.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
        let fixed = fds.len();
        let open = watched.iter().flatten();
        fds.extend(open.map(|(fd, flags)| PollFd::from_borrowed_fd(*fd, *flags)));
        // A signal came: it is looked at by whoever called.
        let polled = poll(&mut fds, None);
        let mut came = fds.iter().skip(fixed).map(|fd| !fd.revents().is_empty());
        let ready: Vec<bool> = watched
            .iter()
            .map(|watched| watched.is_some() && came.next().unwrap_or(false))
            .collect();
        drop(fds);
        if polled.is_ok() {
            for (flow, ready) in self.flows.iter_mut().zip(ready) {
                if ready {
                    flow.go_on();
                }
            }
        }
    }

    fn pass_on(&self, signals: &Signals) {
        let (passed, resized) = signals.take();
        let mut down: Vec<Down> = passed.into_iter().map(Down::Signal).collect();
        if let Some(size) = size().filter(|_| resized && self.raw.is_some()) {
            down.push(Down::Size(Size {
                rows: size.rows,
                columns: size.columns,
            }));
        }
        for message in down {
            // An init that reads nothing or has gone is heard of by its end.
            let _ = send(&self.line, &packed(&message), &[], Wait::No);
        }
    }

    /// What the init says: an exit code, or that there is none.
    fn hear(&mut self) -> Option<Option<u8>> {
        match receive::<Up>(&self.line, Wait::No) {
            Ok(Received { message, fds, .. }) => match message {
                Up::Ended(code) => return Some(Some(code)),
                Up::Terminal => self.take_terminal(fds),
            },
            Err(PostError::Nothing) => {}
            Err(PostError::End | PostError::Bad) => return Some(None),
        }
        None
    }

    /// Copies between our terminal and the program's, once.
    fn take_terminal(&mut self, mut fds: Vec<OwnedFd>) {
        let Some(theirs) = fds.pop().filter(|_| self.flows.is_empty()) else {
            return;
        };
        let _ = ioctl_fionbio(&theirs, true);
        let Ok(again) = dup(theirs.as_fd()) else {
            return;
        };
        // Our terminal has gone, if not: then there is nothing to copy either.
        self.raw = Raw::take().ok();
        self.flows = vec![
            Flow::new(End::Input, End::Owned(again)),
            Flow::new(End::Owned(theirs), End::Output),
        ];
    }
}
