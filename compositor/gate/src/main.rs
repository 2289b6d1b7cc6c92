//! The program `lisere-gate`: started by the core for one cage, of no use to anybody else.

use std::io::Write;
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::time::Duration;

use lisere_gate::sandbox;
use lisere_gate::service::{Service, settings};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::net::SocketType;
use rustix::net::sockopt::{socket_acceptconn, socket_type};
use rustix::time::{ClockId, Timespec, clock_gettime};

const WHAT: &str = "lisere-gate is the part of Liseré that stands between one cage's programs and \
                    the compositor; `lisere` starts it, and it does nothing by itself.";
const HELP: &str = "Usage: lisere-gate [--help | --version]\n\n\
                    Without arguments it expects a cage's listening socket as its standard input \
                    and a connection to the compositor as its standard output.";
/// Exit codes: a gate that can't do its work, and one that was called the wrong way.
const FAILED: u8 = 1;
const USAGE: u8 = 2;
/// How long the core may take to say what the cage may have.
const PATIENCE: Timespec = Timespec {
    tv_sec: 10,
    tv_nsec: 0,
};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.first().map(|argument| argument.to_str()) {
        None if called_by_core() => {}
        Some(Some("--version" | "-V")) => {
            return print(&format!("lisere-gate {}", env!("CARGO_PKG_VERSION")));
        }
        Some(Some("--help" | "-h")) => return print(&format!("{WHAT}\n\n{HELP}")),
        None => return complain(WHAT, USAGE),
        Some(_) => return complain(HELP, USAGE),
    }
    // A panic ends the gate at once: its cage loses its connections, and nobody else anything.
    std::panic::set_hook(Box::new(|panic| {
        complain(&format!("a bug: {panic}"), FAILED);
        std::process::exit(i32::from(FAILED));
    }));
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&error.to_string(), FAILED),
    }
}

/// Whether standard input and output are what the core gives.
fn called_by_core() -> bool {
    socket_acceptconn(rustix::stdio::stdin()).is_ok_and(|listening| listening)
        && socket_type(rustix::stdio::stdout()).is_ok_and(|kind| kind == SocketType::SEQPACKET)
}

fn serve() -> Result<(), Box<dyn std::error::Error>> {
    sandbox::close_strays();
    sandbox::harden()?;
    let (listener, trunk) = (rustix::stdio::stdin(), rustix::stdio::stdout());
    let mut readable = [PollFd::from_borrowed_fd(trunk.as_fd(), PollFlags::IN)];
    poll(&mut readable, Some(&PATIENCE))?;
    let service = Service::new(listener, trunk, settings(trunk)?)?;
    // Where the kernel's clock page lies is looked up once, by a call that is about to go.
    now();
    sandbox::enter()?;
    service.run(now)?;
    Ok(())
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn print(text: &str) -> ExitCode {
    let written = writeln!(std::io::stdout(), "{text}");
    written.map_or(ExitCode::from(FAILED), |()| ExitCode::SUCCESS)
}

/// The one way errors are said. In one write, since several gates may speak at once.
fn complain(text: &str, code: u8) -> ExitCode {
    // Nobody is left to tell if even this fails.
    let _ = std::io::stderr().write_all(format!("lisere-gate: {text}\n").as_bytes());
    ExitCode::from(code)
}
