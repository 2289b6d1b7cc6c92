//! Descriptors that somebody up the line of parents left open.

/// Closes every descriptor but standard input, output and error. Call it before
/// anything else is open.
#[allow(unsafe_code)]
pub fn close_strays() {
    let (first, last, flags) = (3_u32, u32::MAX, 0_u32);
    // SAFETY: nothing of this process is open but the first three, so nobody's
    // descriptor is closed behind their back. Kernels that lack the call do nothing.
    unsafe { libc::syscall(libc::SYS_close_range, first, last, flags) };
}
