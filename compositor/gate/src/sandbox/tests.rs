//! The filter in processes of its own: what it allows, and what must end a process.

use std::fs::File;
use std::net::UdpSocket;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

use rustix::process::Signal;

/// Names the deed to a child.
const DEED: &str = "LISERE_SANDBOX_DEED";
const SURVIVED: i32 = 42;

/// Runs this very test binary again, to do one deed behind the filter.
fn behind_the_filter(deed: &str) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sandbox::tests::deed", "--nocapture"])
        .env(DEED, deed)
        .output()
        .unwrap()
        .status
}

/// Does nothing unless a test above asks it to.
#[test]
fn deed() {
    let Ok(deed) = std::env::var(DEED) else {
        assert!(super::calls::filter().is_ok(), "the list compiles");
        return;
    };
    let (mut one, two) = UnixStream::pair().unwrap();
    super::enter().unwrap();
    match deed.as_str() {
        "nothing" => {}
        "allocate" => drop(std::hint::black_box(vec![1_u8; 64 << 20])),
        "say" => drop(std::io::Write::write_all(
            &mut std::io::stderr(),
            b"a word\n",
        )),
        "close" => drop(two),
        "flags" => drop(rustix::fs::fcntl_getfl(&two)),
        "duplicate" => drop(rustix::io::fcntl_dupfd_cloexec(&two, 0)),
        "peer" => drop(rustix::net::sockopt::socket_peercred(&two)),
        "kind" => drop((
            rustix::net::sockopt::socket_type(&two),
            rustix::net::sockopt::socket_domain(&two),
            rustix::net::sockopt::socket_acceptconn(&two),
        )),
        "option" => drop(rustix::net::sockopt::socket_recv_buffer_size(&two)),
        "backlog" => drop(rustix::fs::fcntl_get_seals(&two)),
        "open" => drop(File::open("/")),
        "socket" => drop(UdpSocket::bind("127.0.0.1:0")),
        "execute" => drop(Command::new("true").status()),
        "write" => drop(std::io::Write::write(&mut one, b"x")),
        "own" => drop(rustix::io::fcntl_setfd(&two, rustix::io::FdFlags::empty())),
        "signal" => drop(rustix::process::kill_process(
            rustix::process::getpid(),
            Signal::TERM,
        )),
        "privileges" => drop(rustix::process::set_dumpable_behavior(
            rustix::process::DumpableBehavior::Dumpable,
        )),
        "limits" => drop(super::limit(rustix::process::Resource::Core, Some(1))),
        "folder" => drop(std::env::set_current_dir("/")),
        "name" => drop(rustix::net::getsockname(one.as_fd())),
        other => unreachable!("{other}"),
    }
    // What tests do after their end is not the gate's business.
    std::process::exit(SURVIVED);
}

#[test]
fn what_the_loop_needs_is_allowed() {
    for deed in [
        "nothing",
        "allocate",
        "say",
        "close",
        "flags",
        "duplicate",
        "backlog",
        "peer",
        "kind",
    ] {
        assert_eq!(behind_the_filter(deed).code(), Some(SURVIVED), "{deed}");
    }
}

#[test]
fn everything_else_ends_the_process() {
    for deed in [
        "open",
        "socket",
        "execute",
        "write",
        "own",
        "signal",
        "privileges",
        "limits",
        "folder",
        "name",
        "option",
    ] {
        let status = behind_the_filter(deed);
        let signal = Some(Signal::SYS.as_raw());
        assert_eq!(status.signal(), signal, "{deed}: {status}");
    }
}
