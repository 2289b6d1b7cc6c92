//! Ends the hearing of a client that talks without pause, losing nothing of what it says.
//!
//! The display reads from a client until its socket is empty, which a client that keeps
//! refilling it can put off for ever. A timer on the thread's CPU time looks every few
//! milliseconds whether the same client is still being heard; if so, it puts a socket that
//! is always empty in the place of the client's. The display then finds nothing more to
//! read, and the client's own socket is put back once it has returned. An idle core uses
//! no CPU time, so the timer never wakes it.
#![allow(unsafe_code)]

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering::SeqCst};

use rustix::fs::fstat;
use rustix::io::{DupFlags, dup3};
use signal_hook::consts::SIGVTALRM;

/// CPU time between two looks, in nanoseconds.
const PERIOD: libc::c_long = 5_000_000;

thread_local! {
    /// What the handler needs; the timer interrupts the thread that made it and no other.
    static HEARD: Heard = const { Heard::nobody() };
}

/// Which socket an open file is, whatever its descriptor's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    pub(super) fn of(fd: BorrowedFd<'_>) -> io::Result<Identity> {
        let stat = fstat(fd)?;
        Ok(Identity {
            device: stat.st_dev,
            inode: stat.st_ino,
        })
    }
}

/// Who is heard now.
struct Heard {
    /// 0 between two hearings, else the hearing's number.
    hearing: AtomicU64,
    /// The hearing that the timer saw last.
    seen: AtomicU64,
    number: AtomicI32,
    device: AtomicU64,
    inode: AtomicU64,
    silence: AtomicI32,
    shut: AtomicBool,
}

impl Heard {
    const fn nobody() -> Heard {
        Heard {
            hearing: AtomicU64::new(0),
            seen: AtomicU64::new(0),
            number: AtomicI32::new(-1),
            device: AtomicU64::new(0),
            inode: AtomicU64::new(0),
            silence: AtomicI32::new(-1),
            shut: AtomicBool::new(false),
        }
    }

    /// One look. Runs in a signal handler: system calls and atomics only.
    fn look(&self) {
        let hearing = self.hearing.load(SeqCst);
        if hearing == 0 || self.seen.swap(hearing, SeqCst) != hearing {
            return;
        }
        let client = Identity {
            device: self.device.load(SeqCst),
            inode: self.inode.load(SeqCst),
        };
        if swap(self.number.load(SeqCst), client, self.silence.load(SeqCst)) {
            self.shut.store(true, SeqCst);
        }
    }
}

/// Makes descriptor `number` refer to what `other` does, if it is `now` what it should be.
fn swap(number: RawFd, now: Identity, other: RawFd) -> bool {
    if number < 0 || other < 0 {
        return false;
    }
    // SAFETY: whether `number` is open is asked of the kernel, which answers with an error
    // where it is not; `other` belongs to the `Valve`, which ends hearings before it closes it.
    let (there, other) = unsafe {
        (
            BorrowedFd::borrow_raw(number),
            BorrowedFd::borrow_raw(other),
        )
    };
    if !Identity::of(there).is_ok_and(|there| there == now) {
        return false;
    }
    // SAFETY: the number is open and stays so: it is only ever closed on this thread, by the
    // display, and never through this handle, which is not dropped.
    let mut there = ManuallyDrop::new(unsafe { OwnedFd::from_raw_fd(number) });
    dup3(other, &mut there, DupFlags::CLOEXEC).is_ok()
}

/// The timer, and the socket that is always empty.
#[derive(Debug)]
pub(super) struct Valve {
    timer: libc::timer_t,
    /// The silence's identity.
    identity: Identity,
    /// The silence, and its peer, without which it would say that it has ended.
    _sockets: (UnixStream, UnixStream),
    hearings: u64,
    handler: signal_hook::SigId,
}

impl Valve {
    pub(super) fn new() -> io::Result<Valve> {
        let (silence, peer) = UnixStream::pair()?;
        fill(&silence)?;
        let identity = Identity::of(silence.as_fd())?;
        // SAFETY: the handler makes system calls and touches atomics without destructors,
        // all of which a signal may interrupt.
        let handler =
            unsafe { signal_hook::low_level::register(SIGVTALRM, || HEARD.with(Heard::look))? };
        HEARD.with(|heard| heard.silence.store(silence.as_raw_fd(), SeqCst));
        let timer = start_timer().inspect_err(|_| {
            signal_hook::low_level::unregister(handler);
        })?;
        Ok(Valve {
            timer,
            identity,
            _sockets: (silence, peer),
            hearings: 0,
            handler,
        })
    }

    /// A client is heard from now on, through the display's descriptor `number`.
    pub(super) fn begin(&mut self, number: RawFd, client: Identity) {
        self.hearings = self.hearings.wrapping_add(1).max(1);
        HEARD.with(|heard| {
            heard.number.store(number, SeqCst);
            heard.device.store(client.device, SeqCst);
            heard.inode.store(client.inode, SeqCst);
            heard.shut.store(false, SeqCst);
            heard.hearing.store(self.hearings, SeqCst);
        });
    }

    /// The client is heard no longer. Puts its own socket back if it was silenced, and
    /// says so.
    pub(super) fn end(&mut self, number: RawFd, stream: BorrowedFd<'_>) -> bool {
        let shut = HEARD.with(|heard| {
            heard.hearing.store(0, SeqCst);
            heard.shut.swap(false, SeqCst)
        });
        shut && swap(number, self.identity, stream.as_raw_fd())
    }
}

impl Drop for Valve {
    fn drop(&mut self) {
        HEARD.with(|heard| {
            heard.hearing.store(0, SeqCst);
            heard.silence.store(-1, SeqCst);
        });
        // SAFETY: the timer was made by `new` and is deleted here only.
        unsafe { libc::timer_delete(self.timer) };
        signal_hook::low_level::unregister(self.handler);
    }
}

/// Leaves no room in a socket, so that nothing can be written to it by mistake.
fn fill(mut socket: &UnixStream) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    rustix::net::sockopt::set_socket_send_buffer_size(socket, 1)?;
    loop {
        match socket.write(&[0; 256]) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

/// Sends the calling thread a signal for every few milliseconds that it computes.
fn start_timer() -> io::Result<libc::timer_t> {
    let tick = libc::timespec {
        tv_sec: 0,
        tv_nsec: PERIOD,
    };
    let ticks = libc::itimerspec {
        it_interval: tick,
        it_value: tick,
    };
    // SAFETY: all zeroes is a value of this plain structure.
    let mut event: libc::sigevent = unsafe { std::mem::zeroed() };
    event.sigev_notify = libc::SIGEV_THREAD_ID;
    event.sigev_signo = SIGVTALRM;
    event.sigev_notify_thread_id = rustix::thread::gettid().as_raw_nonzero().get();
    let mut timer = std::ptr::null_mut();
    // SAFETY: both pointers are to values that outlive the call.
    if unsafe { libc::timer_create(libc::CLOCK_THREAD_CPUTIME_ID, &mut event, &mut timer) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the timer was made just now, and the new times outlive the call.
    if unsafe { libc::timer_settime(timer, 0, &ticks, std::ptr::null_mut()) } != 0 {
        let error = io::Error::last_os_error();
        // SAFETY: the timer was made just now and nobody else knows it.
        unsafe { libc::timer_delete(timer) };
        return Err(error);
    }
    Ok(timer)
}
