//! What a bait shares with whoever knows a number or a name: memory, semaphores and queues.

use libc::c_int;

use crate::baits::Baits;
use crate::call::{Arg, call, text, words};

/// One page.
const SIZE: i64 = 4096;
/// For their owner only.
const MODE: i64 = 0o600;

/// All of them, until it is dropped.
pub(super) struct Shared {
    memory: Option<i64>,
    semaphore: Option<i64>,
    queue: Option<i64>,
    named: Option<String>,
}

impl Shared {
    /// Makes what this kernel knows, and says how it is found.
    pub(super) fn new(secret: &str, baits: &mut Baits) -> Self {
        let key = 0x4c00_0000 | i64::from(std::process::id());
        let flags = i64::from(libc::IPC_CREAT) | MODE;
        let [k, size, one, f] = [key, SIZE, 1, flags].map(|word| move || Arg::Word(word));
        let memory = call(libc::SYS_shmget, [k(), size(), f()]).ok();
        let semaphore = call(libc::SYS_semget, [k(), one(), f()]).ok();
        let queue = call(libc::SYS_msgget, [k(), f()]).ok();
        let queue = queue.filter(|queue| fill(*queue, secret));
        let named = named(secret);
        let numbered = [
            ("sysv-memory", memory),
            ("sysv-semaphore", semaphore),
            ("sysv-queue", queue),
        ];
        for (what, found) in numbered {
            if found.is_some() {
                baits.set(what, key);
            }
        }
        if let Some(name) = &named {
            baits.set("queue", name);
        }
        Self {
            memory,
            semaphore,
            queue,
            named,
        }
    }
}

/// Puts the secret into a queue of System V.
fn fill(queue: i64, secret: &str) -> bool {
    let message = [&words(&[1]), secret.as_bytes()].concat();
    let length = i64::try_from(secret.len()).unwrap_or(0);
    let arguments = [
        Arg::Word(queue),
        Arg::In(&message),
        Arg::Word(length),
        Arg::Word(i64::from(libc::IPC_NOWAIT)),
    ];
    call(libc::SYS_msgsnd, arguments).is_ok()
}

/// A queue with a name and the secret in it.
fn named(secret: &str) -> Option<String> {
    let name = format!("lisere-bait-{}", std::process::id());
    let flags = c_int::from(libc::O_CREAT | libc::O_RDWR | libc::O_NONBLOCK);
    // Flags, messages, their size, and how many there are.
    let shape = words(&[0, 1, 64, 0, 0, 0, 0, 0]);
    let arguments = [
        Arg::In(&text(&name)),
        Arg::Word(i64::from(flags)),
        Arg::Word(MODE),
        Arg::In(&shape),
    ];
    let queue = call(libc::SYS_mq_open, arguments).ok()?;
    let message = [
        Arg::Word(queue),
        Arg::In(secret.as_bytes()),
        Arg::Word(i64::try_from(secret.len()).unwrap_or(0)),
        Arg::Word(0),
        Arg::Word(0),
    ];
    call(libc::SYS_mq_timedsend, message).ok()?;
    Some(name)
}

impl Drop for Shared {
    fn drop(&mut self) {
        let remove = || Arg::Word(i64::from(libc::IPC_RMID));
        let zero = || Arg::Word(0);
        // What was never made can't be removed.
        if let Some(id) = self.memory {
            let _ = call(libc::SYS_shmctl, [Arg::Word(id), remove(), zero()]);
        }
        if let Some(id) = self.semaphore {
            let _ = call(libc::SYS_semctl, [Arg::Word(id), zero(), remove(), zero()]);
        }
        if let Some(id) = self.queue {
            let _ = call(libc::SYS_msgctl, [Arg::Word(id), remove(), zero()]);
        }
        if let Some(name) = &self.named {
            let _ = call(libc::SYS_mq_unlink, [Arg::In(&text(name))]);
        }
    }
}
