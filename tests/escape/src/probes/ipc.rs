//! What processes share by numbers and names instead of paths, and sockets that lie about.

use std::fs;
use std::io::Read;
use std::os::fd::AsFd;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::time::Duration;

use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

use super::Probe;
use super::session::connect;
use crate::bait::hidden;
use crate::baits::{Baits, SECRET};
use crate::call::{Arg, call, text};
use crate::outcome::{Stop, Tried, any, held};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "sysv-memory",
        "find another's System V shared memory",
        |baits| {
            numbered(baits, "sysv-memory", |key| {
                call(
                    libc::SYS_shmget,
                    [Arg::Word(key), Arg::Word(0), Arg::Word(0)],
                )
            })
        },
    ),
    Probe::new(
        "sysv-semaphore",
        "find another's System V semaphore",
        |baits| {
            numbered(baits, "sysv-semaphore", |key| {
                call(
                    libc::SYS_semget,
                    [Arg::Word(key), Arg::Word(0), Arg::Word(0)],
                )
            })
        },
    ),
    Probe::new("sysv-queue", "find another's System V queue", |baits| {
        numbered(baits, "sysv-queue", |key| {
            call(libc::SYS_msgget, [Arg::Word(key), Arg::Word(0)])
        })
    }),
    Probe::new(
        "sysv-list",
        "see what System V memory others have",
        |baits| {
            let table = fs::read_to_string("/proc/sysvipc/shm")?;
            let keys = baits.all("sysv-memory")?;
            let mut lines = table
                .lines()
                .filter_map(|line| line.split_whitespace().next());
            match lines.any(|key| keys.contains(&key)) {
                true => Ok("a bait's is in the list".into()),
                false => held("no bait's is in the list"),
            }
        },
    ),
    Probe::new(
        "message-queue",
        "open another's POSIX message queue",
        |baits| {
            any(baits.all("queue")?, |name| {
                let arguments = [
                    Arg::In(&text(name)),
                    Arg::Word(i64::from(libc::O_RDONLY)),
                    Arg::Word(0),
                    Arg::Word(0),
                ];
                call(libc::SYS_mq_open, arguments)?;
                Ok(format!("opened {name}"))
            })
        },
    ),
    Probe::new(
        "socket-in-tmp",
        "connect to another's socket in /tmp",
        |baits| any(baits.all("socket")?, connect),
    ),
    Probe::new(
        "abstract-socket",
        "connect to another's abstract socket",
        |baits| {
            any(baits.all("abstract")?, |name| {
                heard(UnixStream::connect_addr(&hidden(name)?)?)
            })
        },
    ),
    Probe::new(
        "abstract-datagram",
        "send to another's abstract datagram socket",
        |baits| {
            any(baits.all("datagrams")?, |name| {
                UnixDatagram::unbound()?.send_to_addr(b"hello", &hidden(name)?)?;
                Ok("sent".into())
            })
        },
    ),
    Probe::new(
        "x-server",
        "connect to an X server in /tmp/.X11-unix",
        |baits| any(baits.all("x-socket")?, connect),
    ),
    Probe::new(
        "x-server-abstract",
        "connect to an X server by its abstract socket",
        |baits| {
            any(baits.all("x-abstract")?, |name| {
                heard(UnixStream::connect_addr(&hidden(name)?)?)
            })
        },
    ),
    Probe::new(
        "pass-descriptor",
        "hand a descriptor to another by any of its sockets",
        pass,
    ),
    Probe::new(
        "sockets-listed",
        "see the names of others' sockets",
        |baits| {
            let listed = fs::read_to_string("/proc/net/unix")?;
            any(baits.all("abstract")?, |name| match listed.contains(name) {
                true => Ok(format!("@{name} is in the list")),
                false => held("no bait's is in the list"),
            })
        },
    )
    .let_by(&["network-host"]),
];

fn numbered(
    baits: &Baits,
    what: &str,
    find: impl Fn(i64) -> Result<i64, rustix::io::Errno>,
) -> Tried {
    any(baits.all(what)?, |key| {
        let key = key
            .parse()
            .map_err(|_| Stop::Moot("the bait has no number".into()))?;
        find(key)?;
        Ok("found it by its number".into())
    })
}

/// Whether whoever listens there tells a secret.
fn heard(mut socket: UnixStream) -> Tried {
    socket.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut said = [0; 64];
    let count = socket.read(&mut said)?;
    match String::from_utf8_lossy(said.get(..count).unwrap_or_default()).contains(SECRET) {
        true => Ok("it told its secret".into()),
        false => held("it told no secret"),
    }
}

fn pass(baits: &Baits) -> Tried {
    let file = fs::File::open("/")?;
    let in_folders = baits
        .all("socket")?
        .into_iter()
        .chain(baits.all("x-socket").unwrap_or_default());
    let paths = in_folders.map(UnixStream::connect);
    let names = baits
        .all("abstract")?
        .into_iter()
        .chain(baits.all("x-abstract")?);
    let names = names.map(|name| UnixStream::connect_addr(&hidden(name)?));
    any(paths.chain(names), |socket| {
        let files = [file.as_fd()];
        let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        control.push(SendAncillaryMessage::ScmRights(&files));
        let bytes = [std::io::IoSlice::new(b"!")];
        sendmsg(&socket?, &bytes, &mut control, SendFlags::NOSIGNAL)?;
        Ok("handed over a folder".into())
    })
}
