//! Arguments that are refused in calls that are on the list.

use std::collections::BTreeMap;

use lisere_policy::Rights;
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{Eq, MaskedEq, Ne};
use seccompiler::{BackendError, SeccompCondition, SeccompRule};

/// What asks for a namespace, in the flags of `clone` and `unshare`.
const NAMESPACES: [libc::c_int; 7] = [
    libc::CLONE_NEWNS,
    libc::CLONE_NEWCGROUP,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
];
/// The same for clocks: in `clone` it is part of the number of a signal.
const CLOCKS: u32 = 0x80;
/// Sockets that lead no further than files, the cage's network and what the kernel tells of it.
/// Others, such as those between virtual machines, don't heed networks.
const FAMILIES: [libc::c_int; 4] = [
    libc::AF_UNIX,
    libc::AF_INET,
    libc::AF_INET6,
    libc::AF_NETLINK,
];
/// Of what the kernel tells: addresses and routes, and devices that come and go.
const NETLINKS: [libc::c_int; 2] = [libc::NETLINK_ROUTE, libc::NETLINK_KOBJECT_UEVENT];
/// What types into a terminal as if its user did.
const TERMINALS: [libc::c_ulong; 2] = [libc::TIOCSTI, libc::TIOCLINUX];
/// What tells of those who only look: files that all cages share are opened and read by others
/// too. Changes may be watched for.
const LOOKS: [u32; 3] = [libc::IN_ACCESS, libc::IN_OPEN, libc::IN_CLOSE_NOWRITE];
/// The same for folders, of old; and what holds up whoever opens a file.
const HOLDS: [libc::c_int; 2] = [libc::F_NOTIFY, libc::F_SETLEASE];
/// An ordinary Linux, and the question which one it is.
const PERSONALITIES: [u32; 2] = [0, u32::MAX];

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// The calls and when they are refused.
pub(super) fn rules(rights: Rights) -> Result<Rules, BackendError> {
    let families = FAMILIES.map(libc::c_int::cast_unsigned);
    let netlinks = NETLINKS.map(libc::c_int::cast_unsigned);
    let mut told = others(2, &netlinks)?;
    told.push(is(0, libc::AF_NETLINK.cast_unsigned())?);
    let unix = [libc::AF_UNIX.cast_unsigned()];
    let mut rules = Rules::from([
        (
            libc::SYS_socket,
            vec![
                SeccompRule::new(others(0, &families)?)?,
                SeccompRule::new(told)?,
            ],
        ),
        (
            libc::SYS_socketpair,
            vec![SeccompRule::new(others(0, &unix)?)?],
        ),
        (
            libc::SYS_personality,
            vec![SeccompRule::new(others(0, &PERSONALITIES)?)?],
        ),
        (libc::SYS_ioctl, terminals()?),
        (libc::SYS_inotify_add_watch, flags(2, &LOOKS)?),
        (libc::SYS_fcntl, holds()?),
    ]);
    if !rights.nested_namespaces {
        let namespaces = NAMESPACES.map(libc::c_int::cast_unsigned);
        rules.insert(libc::SYS_clone, flags(0, &namespaces)?);
        let mut all = flags(0, &namespaces)?;
        all.extend(flags(0, &[CLOCKS])?);
        rules.insert(libc::SYS_unshare, all);
    }
    Ok(rules)
}

fn terminals() -> Result<Vec<SeccompRule>, BackendError> {
    let numbers = TERMINALS
        .iter()
        .filter_map(|number| u32::try_from(*number).ok());
    numbers
        .map(|number| SeccompRule::new(vec![is(1, number)?]))
        .collect()
}

fn is(argument: u8, value: u32) -> Result<SeccompCondition, BackendError> {
    SeccompCondition::new(argument, Dword, Eq, u64::from(value))
}

/// The argument is none of these.
fn others(argument: u8, values: &[u32]) -> Result<Vec<SeccompCondition>, BackendError> {
    let each = values.iter();
    each.map(|value| SeccompCondition::new(argument, Dword, Ne, u64::from(*value)))
        .collect()
}

fn holds() -> Result<Vec<SeccompRule>, BackendError> {
    let each = HOLDS.map(libc::c_int::cast_unsigned).into_iter();
    each.map(|what| SeccompRule::new(vec![is(1, what)?]))
        .collect()
}

/// An argument has one of these bits.
fn flags(argument: u8, bits: &[u32]) -> Result<Vec<SeccompRule>, BackendError> {
    let each = bits.iter().map(|bit| u64::from(*bit));
    each.map(|bit| {
        let set = SeccompCondition::new(argument, Dword, MaskedEq(bit), bit)?;
        SeccompRule::new(vec![set])
    })
    .collect()
}
