//! Bounds that the kernel holds each process to, whatever group it is in.

use std::fs;

use lisere_policy::Resources;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::control::folder_of;
use crate::message::Refusal;
use crate::reason::Reason;

/// Descriptors, unless a program asks for more: what programs that use `select` can take.
const DESCRIPTORS: u64 = 1024;
/// The most that one may ask for, and how many fewer than the session's own they are at least.
///
/// While more descriptors of a user are on their way through sockets than a process may have
/// open, the kernel lets it send none. A cage can keep that many under way, so the core and its
/// gates have to be allowed more than any program of a cage.
const MOST_DESCRIPTORS: u64 = 16_384;
const FEWER: u64 = 1_024;

pub(super) fn lower(most: &Resources) -> Result<(), Refusal> {
    // With 0 a crash makes no file, but a pipe to the machine's own handler gets it all the
    // same; 1 is the word for nobody.
    let mut bounds = vec![(Resource::Core, Some(1), "written-down crashes")];
    let bytes = |mib: u64| mib.saturating_mul(1024 * 1024);
    bounds.push((Resource::Fsize, most.home_mib.map(bytes), "bytes of a file"));
    if !grouped("memory.max") {
        let data = most.memory_mib.map(bytes);
        bounds.push((Resource::Data, data, "memory of a process"));
    }
    for (resource, most, what) in bounds {
        if let Some(most) = most {
            hold(resource, most, what)?;
        }
    }
    let most = most_descriptors(getrlimit(Resource::Nofile).maximum);
    let bound = Rlimit {
        current: Some(most.min(DESCRIPTORS)),
        maximum: Some(most),
    };
    setrlimit(Resource::Nofile, bound).map_err(|errno| refused("descriptors", errno))
}

/// Where the session has but few itself, its programs get what most of them need.
fn most_descriptors(ours: Option<u64>) -> u64 {
    let Some(ours) = ours else {
        return MOST_DESCRIPTORS;
    };
    let fewer = ours.saturating_sub(FEWER).min(MOST_DESCRIPTORS);
    fewer.max(ours.min(DESCRIPTORS))
}

pub(super) fn processes_within(most: &Resources) -> Option<u64> {
    most.processes.filter(|_| !grouped("pids.max"))
}

pub(super) fn bound_processes(most: u64) -> Result<(), Refusal> {
    hold(Resource::Nproc, most, "processes")
}

/// Whether the group that this process is in has a bound of that kind.
fn grouped(file: &str) -> bool {
    let bound = folder_of("self").map(|folder| fs::read_to_string(folder.join(file)));
    matches!(bound, Some(Ok(text)) if text.trim() != "max")
}

/// For good, and never more than there was.
fn hold(resource: Resource, most: u64, what: &str) -> Result<(), Refusal> {
    let now = getrlimit(resource);
    let most = now.maximum.map_or(most, |bound| bound.min(most));
    let bound = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(resource, bound).map_err(|errno| refused(what, errno))
}

fn refused(what: &str, errno: rustix::io::Errno) -> Refusal {
    let reason = Reason::Unbounded(errno.raw_os_error());
    let message = format!("the kernel does not bound the {what}: {errno}");
    Refusal::failed(reason, message, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_have_fewer_descriptors_than_the_session() {
        let given = [
            None,
            Some(1_048_576),
            Some(20_000),
            Some(4_096),
            Some(1_024),
            Some(256),
        ];
        let most = given.map(most_descriptors);
        assert_eq!(most, [16_384, 16_384, 16_384, 3_072, 1_024, 256]);
    }
}
