//! The allow-lists of system calls; any other ends the process.

use std::collections::BTreeMap;

use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

use super::SandboxError;

/// A number of a system call.
type Call = libc::c_long;

/// What every helper may: read what is open, have memory, and end.
const ALWAYS: &[Call] = &[
    libc::SYS_read,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_futex,
    libc::SYS_restart_syscall,
    libc::SYS_clock_gettime,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_getrandom,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
];

/// What who copies files may besides: files by name, which Landlock judges, and messages.
const FILES: &[Call] = &[
    libc::SYS_write,
    libc::SYS_pread64,
    libc::SYS_recvmsg,
    libc::SYS_sendmsg,
    libc::SYS_openat2,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_ppoll,
];

/// What who writes the journal may: one folder, which Landlock judges, and two sockets.
const JOURNAL: &[Call] = &[
    libc::SYS_write,
    libc::SYS_pwrite64,
    libc::SYS_geteuid,
    libc::SYS_recvfrom,
    libc::SYS_sendto,
    libc::SYS_openat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_unlinkat,
    libc::SYS_ftruncate,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
];

/// What who speaks to a bus may: sockets, of which Landlock leaves those with a name.
const BUS: &[Call] = &[
    libc::SYS_write,
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_setsockopt,
    libc::SYS_getsockopt,
    libc::SYS_sendmsg,
    libc::SYS_recvmsg,
    libc::SYS_sendto,
    libc::SYS_recvfrom,
    libc::SYS_ioctl,
    libc::SYS_fcntl,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_ppoll,
];

/// The call that waits as older architectures have it.
#[cfg(target_arch = "x86_64")]
const OLD: &[Call] = &[libc::SYS_poll];
#[cfg(not(target_arch = "x86_64"))]
const OLD: &[Call] = &[];

/// A list of system calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// From standard input to standard output, and nothing else.
    Filter,
    /// Files beneath what Landlock leaves, and a socket that is open.
    Files,
    /// Files beneath what Landlock leaves, the core's socket and the system's journal.
    Journal,
    /// The core's socket, and those of the system's bus.
    Bus,
}

impl Calls {
    /// The filter that allows them.
    ///
    /// # Errors
    /// On a machine for which nobody knows the calls.
    pub(super) fn compile(self) -> Result<BpfProgram, SandboxError> {
        self.build()
            .map_err(|error| SandboxError::Filter(error.to_string()))
    }

    fn build(self) -> Result<BpfProgram, BackendError> {
        let more: &[&[Call]] = match self {
            Self::Filter => &[],
            Self::Files => &[FILES, OLD],
            Self::Journal => &[JOURNAL],
            Self::Bus => &[BUS, OLD],
        };
        let whole = more.iter().copied().flatten().chain(ALWAYS);
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            whole.map(|call| (*call, Vec::new())).collect();
        rules.extend(memory()?);
        let asked = [libc::F_GETFD, libc::F_GETFL].map(|command| only(1, command));
        let asked = asked.into_iter().collect::<Result<_, _>>()?;
        // A rule without conditions allows all of a call, as who has connections needs it.
        if self != Self::Bus {
            rules.insert(libc::SYS_fcntl, asked);
        }
        if self == Self::Filter {
            rules.insert(libc::SYS_write, vec![only(0, 1)?]);
        }
        let arch = TargetArch::try_from(std::env::consts::ARCH)?;
        let (otherwise, listed) = (SeccompAction::KillProcess, SeccompAction::Allow);
        SeccompFilter::new(rules, otherwise, listed, arch)?.try_into()
    }
}

/// The call, where an argument has this value.
fn only(argument: u8, value: libc::c_int) -> Result<SeccompRule, BackendError> {
    let is = SeccompCondition::new(argument, Dword, Eq, unsigned(value))?;
    SeccompRule::new(vec![is])
}

fn unsigned(value: libc::c_int) -> u64 {
    u64::from(value.cast_unsigned())
}

/// Memory of its own that is never code: no file, nothing shared.
fn memory() -> Result<[(i64, Vec<SeccompRule>); 2], BackendError> {
    let executable = unsigned(libc::PROT_EXEC);
    let shape = unsigned(libc::MAP_ANONYMOUS | libc::MAP_PRIVATE);
    let plain = || SeccompCondition::new(2, Dword, MaskedEq(executable), 0);
    let own = SeccompCondition::new(3, Dword, MaskedEq(shape), shape)?;
    Ok([
        (libc::SYS_mmap, vec![SeccompRule::new(vec![plain()?, own])?]),
        (libc::SYS_mprotect, vec![SeccompRule::new(vec![plain()?])?]),
    ])
}
