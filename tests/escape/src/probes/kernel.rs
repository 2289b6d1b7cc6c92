//! Parts of the kernel that programs need seldom and that have been broken often.

use std::fs;

use rustix::io::Errno;

use super::Probe;
use crate::call::{Arg, call, text, words};
use crate::outcome::{Stop, Tried, held, moot};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "io-uring",
        "make calls by io_uring, which no filter sees",
        |_| {
            let mut parameters = [0; 120];
            call(
                libc::SYS_io_uring_setup,
                [Arg::Word(4), Arg::Out(&mut parameters)],
            )?;
            Ok("set up a ring".into())
        },
    )
    .let_by(&["io-uring"]),
    Probe::new(
        "userfaultfd",
        "halt the kernel in the middle of a copy by userfaultfd",
        |_| {
            call(libc::SYS_userfaultfd, [Arg::Word(1)])?;
            Ok("got a descriptor".into())
        },
    ),
    Probe::new(
        "own-counters",
        "measure the machine by perf_event_open",
        |_| count(0),
    ),
    Probe::new("bpf", "load programs into the kernel", |_| {
        // An array of one number; loading anything needs such a thing.
        let map = [2_u32, 4, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0]
            .map(u32::to_ne_bytes)
            .concat();
        call(libc::SYS_bpf, [Arg::Word(0), Arg::In(&map), Arg::Word(48)])?;
        Ok("made a map".into())
    })
    .as_root(),
    Probe::new("kernel-log", "read the kernel's log", |_| {
        let mut text = [0; 256];
        call(
            libc::SYS_syslog,
            [Arg::Word(3), Arg::Out(&mut text), Arg::Word(256)],
        )?;
        Ok("read it".into())
    })
    .as_root(),
    Probe::new(
        "kernel-addresses",
        "learn where the kernel's functions are",
        |_| {
            let symbols = fs::read_to_string("/proc/kallsyms")?;
            match symbols
                .lines()
                .any(|line| !line.starts_with("0000000000000000"))
            {
                true => Ok("/proc/kallsyms tells".into()),
                false => held("every address is 0"),
            }
        },
    )
    .as_root(),
    Probe::new("kernel-settings", "change a setting of the kernel", |_| {
        fs::OpenOptions::new()
            .append(true)
            .open("/proc/sys/kernel/core_pattern")?;
        Ok("opened one for writing".into())
    })
    .as_root(),
    Probe::new(
        "file-handles",
        "open a file by its number, wherever it is",
        |_| by_handle(),
    )
    .as_root(),
    Probe::new("reboot", "restart the machine", |_| {
        asked(libc::SYS_reboot, [Arg::Word(0), Arg::Word(0), Arg::Word(0)])
    })
    .as_root(),
    Probe::new("module", "load a module into the kernel", |_| {
        asked(
            libc::SYS_init_module,
            [Arg::In(b"none"), Arg::Word(4), Arg::In(b"\0")],
        )
    })
    .as_root(),
    Probe::new("other-kernel", "have another kernel take over", |_| {
        let none = || Arg::Word(0);
        asked(
            libc::SYS_kexec_load,
            [none(), Arg::Word(1 << 20), none(), none()],
        )
    })
    .as_root(),
    Probe::new("clock", "set the machine's clock", |_| {
        // Ticks of no length: what may not set them hears so first.
        let mut request = words(&[0x4000]);
        request.resize(256, 0);
        asked(libc::SYS_adjtimex, [Arg::Out(&mut request)])
    })
    .as_root(),
    Probe::new("swap", "swap memory out to a file of its own", |_| {
        asked(libc::SYS_swapon, [Arg::In(b"/nonexistent\0"), Arg::Word(0)])
    })
    .as_root(),
    Probe::new("accounting", "have every process written down", |_| {
        asked(libc::SYS_acct, [Arg::In(b"/nonexistent\0")])
    })
    .as_root(),
    Probe::new(
        "low-memory",
        "map the page that null pointers lead to",
        |_| {
            let fixed =
                i64::from(libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED_NOREPLACE);
            let zero = || Arg::Word(0);
            call(
                libc::SYS_mmap,
                [
                    zero(),
                    Arg::Word(4096),
                    Arg::Word(1),
                    Arg::Word(fixed),
                    Arg::Word(-1),
                    zero(),
                ],
            )?;
            Ok("mapped it".into())
        },
    )
    .as_root(),
];

/// Counts time that a process runs; 0 is this one.
pub(super) fn count(pid: i64) -> Tried {
    // Of software, 64 bytes, the processor's clock; off, and without the kernel's own part.
    let head = [1_u32, 64].map(u32::to_ne_bytes).concat();
    let event = [head, words(&[0, 0, 0, 0, 0x61, 0, 0])].concat();
    let any = || Arg::Word(-1);
    call(
        libc::SYS_perf_event_open,
        [Arg::In(&event), Arg::Word(pid), any(), any(), Arg::Word(0)],
    )?;
    Ok("made a counter".into())
}

/// Calls what would do harm, with arguments that come to nothing: whoever may not hears so first.
fn asked<const N: usize>(number: i64, arguments: [Arg<'_>; N]) -> Tried {
    match call(number, arguments) {
        Ok(_) => Ok("it was done".into()),
        Err(Errno::PERM | Errno::ACCESS) => Err(Errno::PERM.into()),
        Err(Errno::NOSYS) => Err(Errno::NOSYS.into()),
        Err(error) => Ok(format!(
            "it may, were the arguments better: {}",
            std::io::Error::from(error)
        )),
    }
}

fn by_handle() -> Tried {
    let mut handle = 128_u32.to_ne_bytes().to_vec();
    handle.resize(136, 0);
    let mut mount = [0; 4];
    let path = text("/usr/bin/env");
    let arguments = [
        Arg::Word(-100),
        Arg::In(&path),
        Arg::Out(&mut handle),
        Arg::Out(&mut mount),
        Arg::Word(0),
    ];
    match call(libc::SYS_name_to_handle_at, arguments) {
        Err(Errno::OPNOTSUPP) => return moot("this file system has no handles"),
        answer => answer?,
    };
    let root = fs::File::open("/usr")?;
    let open = [Arg::File(&root), Arg::In(&handle), Arg::Word(0)];
    let opened = call(libc::SYS_open_by_handle_at, open).map_err(Stop::from)?;
    Ok(format!("opened one as descriptor {opened}"))
}
