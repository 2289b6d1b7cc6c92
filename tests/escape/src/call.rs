//! Calls of the kernel that no crate wraps, since nobody should make them.

use std::ffi::{c_int, c_long};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};

use rustix::io::Errno;

use crate::outcome::Stop;

/// An argument of a call.
pub(crate) enum Arg<'a> {
    /// A number.
    Word(i64),
    /// An open file.
    File(&'a dyn AsFd),
    /// Bytes that the kernel reads, such as a text that ends with 0.
    In(&'a [u8]),
    /// Bytes that the kernel may write.
    Out(&'a mut [u8]),
}

/// Makes a call that touches no memory of this process but what it is handed, and does not
/// return twice.
#[allow(unsafe_code)]
pub(crate) fn call<const N: usize>(number: c_long, arguments: [Arg<'_>; N]) -> Result<i64, Errno> {
    let mut words = [0_i64; 6];
    for (word, argument) in words.iter_mut().zip(arguments) {
        *word = match argument {
            Arg::Word(value) => value,
            Arg::File(file) => i64::from(file.as_fd().as_raw_fd()),
            Arg::In(bytes) => bytes.as_ptr() as i64,
            Arg::Out(bytes) => bytes.as_mut_ptr() as i64,
        };
    }
    let [a, b, c, d, e, f] = words;
    // SAFETY: every pointer is of a slice that lives until the call is over, and of the calls
    // that this crate makes none unmaps or writes anything else.
    let result = unsafe { libc::syscall(number, a, b, c, d, e, f) };
    answer(result)
}

/// Calls what makes a process, which ends at once.
#[allow(unsafe_code)]
pub(crate) fn fork(number: c_long, first: i64, second: i64) -> Result<(), Errno> {
    // SAFETY: the new process does nothing but end, whatever this one was about.
    let result = unsafe { libc::syscall(number, first, second, 0_i64, 0_i64, 0_i64) };
    if result == 0 {
        // SAFETY: it ends; nothing of ours runs on its way.
        unsafe { libc::syscall(libc::SYS_exit_group, 0_i64) };
    }
    answer(result).map(drop)
}

/// Calls by way of the kernel's entry for programs of 32 bits, which filters tend to forget.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
pub(crate) fn old_call(number: i32, argument: u64) -> Result<i64, Stop> {
    let result: i32;
    // SAFETY: the calls that this crate makes so take numbers only; rbx is put back.
    unsafe {
        std::arch::asm!(
            "xchg rbx, {argument}",
            "int 0x80",
            "xchg rbx, {argument}",
            argument = inout(reg) argument => _,
            inlateout("eax") number => result,
            out("r8") _, out("r9") _, out("r10") _, out("r11") _,
        );
    }
    match result {
        0.. => Ok(i64::from(result)),
        error => Err(Errno::from_raw_os_error(error.wrapping_neg()).into()),
    }
}

/// Other machines have no such entry.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn old_call(_number: i32, _argument: u64) -> Result<i64, Stop> {
    Err(Stop::Moot("this processor has one kind of calls".into()))
}

/// A text as the kernel reads it.
pub(crate) fn text(text: &str) -> Vec<u8> {
    [text.as_bytes(), &[0]].concat()
}

/// Numbers of 64 bits, one behind the other.
pub(crate) fn words(words: &[u64]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

/// The descriptor that a call has just answered with.
#[allow(unsafe_code)]
pub(crate) fn opened(answer: i64) -> OwnedFd {
    // SAFETY: the kernel has just made it for whoever called, and nobody else knows of it.
    unsafe { OwnedFd::from_raw_fd(c_int::try_from(answer).unwrap_or(c_int::MAX)) }
}

fn answer(result: c_long) -> Result<i64, Errno> {
    if result != -1 {
        return Ok(result);
    }
    let error = std::io::Error::last_os_error();
    Err(Errno::from_io_error(&error).unwrap_or(Errno::IO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_answer() {
        let pid = i64::from(std::process::id());
        assert_eq!(call(libc::SYS_getpid, []), Ok(pid));
        let mut bytes = [0; 8];
        let random = [Arg::Out(&mut bytes), Arg::Word(8), Arg::Word(0)];
        assert_eq!(call(libc::SYS_getrandom, random), Ok(8));
        assert_ne!(bytes, [0; 8]);
        let nowhere = [Arg::In(b"/nonexistent\0"), Arg::Word(0)];
        assert_eq!(call(libc::SYS_access, nowhere), Err(Errno::NOENT));
    }

    #[test]
    fn a_new_process_is_gone_at_once() {
        let signal = i64::from(libc::SIGCHLD);
        assert_eq!(fork(libc::SYS_clone, signal, 0), Ok(()));
    }
}
