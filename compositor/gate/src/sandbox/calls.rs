//! The allow-list of system calls; any other ends the process.

use std::collections::BTreeMap;

use seccompiler::SeccompCmpArgLen::{Dword, Qword};
use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

use super::SandboxError;

/// A number of a system call.
type Call = libc::c_long;

/// Calls that are harmless whatever their arguments.
const ANY: &[Call] = &[
    // Descriptors that are already there.
    libc::SYS_read,
    libc::SYS_close,
    libc::SYS_recvmsg,
    libc::SYS_sendmsg,
    libc::SYS_accept4,
    libc::SYS_shutdown,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_lseek,
    // Waiting.
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_futex,
    libc::SYS_restart_syscall,
    libc::SYS_clock_gettime,
    // Memory.
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_getrandom,
    // The end.
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
];

/// The call that waits on older kernels' tables, which newer architectures never had.
#[cfg(target_arch = "x86_64")]
const OLD: &[Call] = &[libc::SYS_epoll_wait];
#[cfg(not(target_arch = "x86_64"))]
const OLD: &[Call] = &[];

/// What may be asked of a descriptor: its seals and flags, and another number for it.
const FCNTL: &[libc::c_int] = &[
    libc::F_GET_SEALS,
    libc::F_GETFL,
    libc::F_SETFL,
    libc::F_GETFD,
    libc::F_DUPFD_CLOEXEC,
];

/// What may be asked of a socket.
const OPTIONS: &[libc::c_int] = &[
    libc::SO_PEERCRED,
    libc::SO_ACCEPTCONN,
    libc::SO_DOMAIN,
    libc::SO_TYPE,
];

/// Compiles the list.
pub(super) fn filter() -> Result<BpfProgram, SandboxError> {
    build().map_err(|error| SandboxError::Filter(error.to_string()))
}

fn build() -> Result<BpfProgram, seccompiler::BackendError> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ANY
        .iter()
        .chain(OLD)
        .map(|call| (*call, Vec::new()))
        .collect();
    rules.extend(restricted()?);
    let filter = SeccompFilter::new(
        rules,
        SeccompAction::KillProcess,
        SeccompAction::Allow,
        arch,
    )?;
    filter.try_into()
}

/// Calls that only some arguments make harmless.
fn restricted() -> Result<Vec<(i64, Vec<SeccompRule>)>, seccompiler::BackendError> {
    let fcntl = FCNTL.iter().map(|command| {
        let is = SeccompCondition::new(1, Dword, Eq, unsigned(*command))?;
        SeccompRule::new(vec![is])
    });
    let executable = unsigned(libc::PROT_EXEC);
    let shape = unsigned(libc::MAP_ANONYMOUS | libc::MAP_PRIVATE);
    Ok(vec![
        (libc::SYS_fcntl, fcntl.collect::<Result<_, _>>()?),
        // Memory of its own that is never code: no file, nothing shared.
        (
            libc::SYS_mmap,
            vec![SeccompRule::new(vec![
                SeccompCondition::new(2, Dword, MaskedEq(executable), 0)?,
                SeccompCondition::new(3, Dword, MaskedEq(shape), shape)?,
            ])?],
        ),
        (
            libc::SYS_mprotect,
            vec![SeccompRule::new(vec![SeccompCondition::new(
                2,
                Dword,
                MaskedEq(executable),
                0,
            )?])?],
        ),
        // How much of a socket's output is unread; and not to wait for it.
        (
            libc::SYS_ioctl,
            vec![only(1, libc::TIOCOUTQ)?, only(1, libc::FIONBIO)?],
        ),
        // Who came, and what a socket is: no other option of one.
        (
            libc::SYS_getsockopt,
            OPTIONS
                .iter()
                .copied()
                .map(option)
                .collect::<Result<_, _>>()?,
        ),
        // Last words.
        (libc::SYS_write, vec![only(0, 2)?]),
        // `abort` and nothing else.
        (libc::SYS_tgkill, vec![only(2, 6)?]),
    ])
}

fn option(option: libc::c_int) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![
        SeccompCondition::new(1, Dword, Eq, unsigned(libc::SOL_SOCKET))?,
        SeccompCondition::new(2, Dword, Eq, unsigned(option))?,
    ])
}

fn only(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    let length = if value > u64::from(u32::MAX) {
        Qword
    } else {
        Dword
    };
    SeccompRule::new(vec![SeccompCondition::new(argument, length, Eq, value)?])
}

fn unsigned(value: libc::c_int) -> u64 {
    u64::from(value.cast_unsigned())
}
