//! The walls, tried from inside by processes of their own.

use std::fs::File;
use std::io::Write;
use std::net::UdpSocket;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus};

use rustix::process::Signal;

use super::{Bounds, Calls, allow_only, harden, keep_only};

/// Names the deed, and the walls to do it behind, to a child.
const DEED: &str = "LISERE_HELPER_DEED";
const WALLS: &str = "LISERE_HELPER_WALLS";
const SURVIVED: i32 = 42;
/// What a deed that was refused ends with.
const REFUSED: i32 = 43;

/// Runs this very test binary again, to do one deed behind these walls.
fn behind(walls: &str, deed: &str) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sandbox::tests::deed", "--nocapture"])
        .env(DEED, deed)
        .env(WALLS, walls)
        .output()
        .unwrap()
        .status
}

/// Does nothing unless a test below asks it to.
#[test]
fn deed() {
    let (Ok(deed), Ok(walls)) = (std::env::var(DEED), std::env::var(WALLS)) else {
        assert!(Calls::Files.compile().is_ok(), "the lists compile");
        return;
    };
    let bounds = Bounds {
        memory: Some(256 << 20),
        seconds: Some(5),
        file: Some(1 << 20),
    };
    harden(bounds).unwrap();
    let folder = std::env::temp_dir();
    match walls.as_str() {
        "filter" => {
            keep_only(&[]).unwrap();
            allow_only(Calls::Filter).unwrap();
        }
        "files" => {
            keep_only(&[&folder]).unwrap();
            allow_only(Calls::Files).unwrap();
        }
        _ => assert!(keep_only(&[&folder]).unwrap(), "this kernel has Landlock"),
    }
    std::process::exit(if done(&deed) { SURVIVED } else { REFUSED });
}

/// Does the deed; false when it was refused.
fn done(deed: &str) -> bool {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let beneath = |path: &Path| {
        let flags = ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        openat2(CWD, path, OFlags::RDONLY, Mode::empty(), flags).is_ok()
    };
    match deed {
        "nothing" => true,
        "allocate" => std::hint::black_box(vec![1_u8; 32 << 20]).len() > 1,
        "hoard" => Vec::<u8>::new().try_reserve_exact(512 << 20).is_ok(),
        "write" => std::io::stdout().write_all(b"word\n").is_ok(),
        "complain" => std::io::stderr().write_all(b"word\n").is_ok(),
        "open" => File::open("/etc/passwd").is_ok(),
        "look" => beneath(Path::new("/etc/passwd")),
        "enter" => beneath(&std::env::temp_dir()),
        "socket" => UdpSocket::bind("127.0.0.1:0").is_ok(),
        "execute" => Command::new("true").status().is_ok(),
        "signal" => rustix::process::kill_process(rustix::process::getpid(), Signal::TERM).is_ok(),
        "limits" => super::limit(rustix::process::Resource::Core, Some(1)).is_ok(),
        other => unreachable!("{other}"),
    }
}

#[test]
fn what_work_needs_is_allowed() {
    for (walls, deeds) in [
        ("filter", &["nothing", "allocate", "write"][..]),
        (
            "files",
            &["nothing", "allocate", "write", "complain", "enter"],
        ),
        ("landlock", &["nothing", "enter"]),
    ] {
        for deed in deeds {
            assert_eq!(behind(walls, deed).code(), Some(SURVIVED), "{walls} {deed}");
        }
    }
}

#[test]
fn everything_else_ends_the_process() {
    let both = ["open", "socket", "execute", "signal", "limits"];
    let deeds = both.map(|deed| ("files", deed)).into_iter();
    let deeds = deeds.chain(both.map(|deed| ("filter", deed)));
    for (walls, deed) in deeds.chain([("filter", "complain"), ("filter", "look")]) {
        let status = behind(walls, deed);
        let signal = Some(Signal::SYS.as_raw());
        assert_eq!(status.signal(), signal, "{walls} {deed}: {status}");
    }
}

#[test]
fn other_files_and_more_memory_are_refused() {
    for (walls, deed) in [
        ("files", "look"),
        ("landlock", "look"),
        ("landlock", "open"),
        ("filter", "hoard"),
    ] {
        assert_eq!(behind(walls, deed).code(), Some(REFUSED), "{walls} {deed}");
    }
}
