//! What is on the list, what is not, and what the compiled filters answer.

use std::collections::BTreeSet;

use lisere_policy::Rights;

use super::calls::listed;
use super::programs;

const DANGEROUS: &[libc::c_long] = &[
    libc::SYS_acct,
    libc::SYS_add_key,
    libc::SYS_bpf,
    libc::SYS_chroot,
    libc::SYS_clock_adjtime,
    libc::SYS_clock_settime,
    libc::SYS_clone3,
    libc::SYS_delete_module,
    libc::SYS_fanotify_init,
    libc::SYS_finit_module,
    libc::SYS_fsmount,
    libc::SYS_fsopen,
    libc::SYS_init_module,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_uring_setup,
    libc::SYS_kexec_file_load,
    libc::SYS_kexec_load,
    libc::SYS_keyctl,
    libc::SYS_lookup_dcookie,
    libc::SYS_mbind,
    libc::SYS_migrate_pages,
    libc::SYS_mount,
    libc::SYS_mount_setattr,
    libc::SYS_move_mount,
    libc::SYS_move_pages,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_perf_event_open,
    libc::SYS_pivot_root,
    libc::SYS_quotactl,
    libc::SYS_reboot,
    libc::SYS_request_key,
    libc::SYS_setdomainname,
    libc::SYS_sethostname,
    libc::SYS_setns,
    libc::SYS_settimeofday,
    libc::SYS_swapoff,
    libc::SYS_swapon,
    libc::SYS_syslog,
    libc::SYS_umount2,
    libc::SYS_userfaultfd,
    libc::SYS_vhangup,
];

#[test]
fn nothing_dangerous_is_listed_and_nothing_twice() {
    let all = listed(Rights::default());
    for call in DANGEROUS {
        assert!(!all.contains(call), "{call}");
    }
    let every = Rights {
        nested_namespaces: true,
        io_uring: true,
        admin: true,
        ..Rights::default()
    };
    for rights in [Rights::default(), every] {
        let all = listed(rights);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}

#[test]
fn rights_add_only_what_they_say() {
    let plain: BTreeSet<_> = listed(Rights::default()).into_iter().collect();
    let added = |rights: Rights| {
        listed(rights)
            .into_iter()
            .filter(|call| !plain.contains(call))
            .count()
    };
    assert_eq!(
        added(Rights {
            io_uring: true,
            ..Rights::default()
        }),
        3
    );
    assert_eq!(
        added(Rights {
            admin: true,
            ..Rights::default()
        }),
        1
    );
    assert_eq!(
        added(Rights {
            nested_namespaces: true,
            ..Rights::default()
        }),
        5
    );
    assert_eq!(
        added(Rights {
            gpu: true,
            auditor: true,
            ..Rights::default()
        }),
        0
    );
}

const ALLOWED: u32 = 0x7fff_0000;
const NO_SUCH: u32 = 0x0005_0000 | 38;
const DENIED: u32 = 0x0005_0000 | 1;

/// What both filters answer together: the stricter of the two, as the kernel takes it.
fn answer(rights: Rights, number: u32, arguments: [u64; 6]) -> u32 {
    let arch = if cfg!(target_arch = "x86_64") {
        0xc000_003e
    } else {
        0xc000_00b7
    };
    let mut data = Vec::new();
    data.extend(number.to_ne_bytes());
    data.extend(u32::to_ne_bytes(arch));
    data.extend(0_u64.to_ne_bytes());
    data.extend(arguments.iter().flat_map(|argument| argument.to_ne_bytes()));
    let answers = programs(rights).unwrap();
    answers
        .iter()
        .map(|program| run(program, &data))
        .min()
        .unwrap()
}

/// The few instructions of the kernel's filter machine that such filters are made of.
fn run(program: &[u8], data: &[u8]) -> u32 {
    let word = |bytes: &[u8], at: usize| u32::from_ne_bytes(bytes[at..at + 4].try_into().unwrap());
    let (mut at, mut held) = (0, 0);
    loop {
        let step = &program[at * 8..at * 8 + 8];
        let code = u16::from_ne_bytes(step[..2].try_into().unwrap());
        let (yes, no, k) = (usize::from(step[2]), usize::from(step[3]), word(step, 4));
        at += 1;
        match code {
            0x20 => held = word(data, k as usize),
            0x54 => held &= k,
            0x05 => at += k as usize,
            0x15 => at += if held == k { yes } else { no },
            0x06 => return k,
            other => panic!("instruction {other:#x}"),
        }
    }
}

fn number(call: libc::c_long) -> u32 {
    u32::try_from(call).unwrap()
}

#[test]
fn what_is_not_there_is_answered_so() {
    let plain = Rights::default();
    let ask = |call| answer(plain, number(call), [0; 6]);
    assert_eq!(ask(libc::SYS_read), ALLOWED);
    assert_eq!(ask(libc::SYS_openat2), ALLOWED);
    for call in DANGEROUS {
        assert_eq!(ask(*call), NO_SUCH, "{call}");
    }
    assert_eq!(answer(plain, 9_999, [0; 6]), NO_SUCH);
}

#[test]
fn numbers_of_the_x32_kind_are_on_no_list() {
    for rights in [
        Rights::default(),
        Rights {
            nested_namespaces: true,
            ..Rights::default()
        },
    ] {
        for call in listed(rights) {
            assert_eq!(
                answer(rights, number(call) | 0x4000_0000, [0; 6]),
                NO_SUCH,
                "{call}"
            );
        }
    }
}

#[test]
fn arguments_that_lead_out_are_refused() {
    let ask = |call, arguments: [u64; 6]| answer(Rights::default(), number(call), arguments);
    let first = |value: u64| [value, 0, 0, 0, 0, 0];
    for family in 0..64 {
        let expected = if [1, 2, 10, 16].contains(&family) {
            ALLOWED
        } else {
            DENIED
        };
        assert_eq!(ask(libc::SYS_socket, first(family)), expected, "{family}");
        let expected = if family == 1 { ALLOWED } else { DENIED };
        assert_eq!(
            ask(libc::SYS_socketpair, first(family)),
            expected,
            "{family}"
        );
    }
    for protocol in 0..32 {
        let expected = if [0, 15].contains(&protocol) {
            ALLOWED
        } else {
            DENIED
        };
        assert_eq!(
            ask(libc::SYS_socket, [16, 3, protocol, 0, 0, 0]),
            expected,
            "{protocol}"
        );
    }
    assert_eq!(ask(libc::SYS_ioctl, [0, 0x5412, 0, 0, 0, 0]), DENIED);
    assert_eq!(
        ask(libc::SYS_ioctl, [0, 0xffff_ffff_0000_5412, 0, 0, 0, 0]),
        DENIED
    );
    assert_eq!(ask(libc::SYS_ioctl, [0, 0x5413, 0, 0, 0, 0]), ALLOWED);
    assert_eq!(ask(libc::SYS_personality, first(0)), ALLOWED);
    assert_eq!(ask(libc::SYS_personality, first(0xffff_ffff)), ALLOWED);
    assert_eq!(ask(libc::SYS_personality, first(0x0400_0000)), DENIED);
}

#[test]
fn namespaces_are_refused_but_by_right() {
    let nested = Rights {
        nested_namespaces: true,
        ..Rights::default()
    };
    for bit in [7, 17, 25, 26, 27, 28, 29, 30] {
        let flags = [1 << bit | 0x11, 0, 0, 0, 0, 0];
        let call = number(libc::SYS_unshare);
        assert_eq!(answer(Rights::default(), call, flags), DENIED, "{bit}");
        assert_eq!(answer(nested, call, flags), ALLOWED, "{bit}");
        let expected = if bit == 7 { ALLOWED } else { DENIED };
        assert_eq!(
            answer(Rights::default(), number(libc::SYS_clone), flags),
            expected,
            "{bit}"
        );
    }
    // A thread, and a process that shares nothing.
    for flags in [0x003d_0f00, 0x0120_0011] {
        let all = answer(
            Rights::default(),
            number(libc::SYS_clone),
            [flags, 0, 0, 0, 0, 0],
        );
        assert_eq!(all, ALLOWED);
    }
}

#[test]
fn changes_may_be_watched_for_but_not_who_looks() {
    let watch = |mask: u32| {
        let arguments = [3, 0, u64::from(mask), 0, 0, 0];
        answer(
            Rights::default(),
            number(libc::SYS_inotify_add_watch),
            arguments,
        )
    };
    let changes = libc::IN_MODIFY | libc::IN_CREATE | libc::IN_DELETE | libc::IN_CLOSE_WRITE;
    assert_eq!(watch(changes | libc::IN_MOVE | libc::IN_ATTRIB), ALLOWED);
    for look in [libc::IN_ACCESS, libc::IN_OPEN, libc::IN_CLOSE_NOWRITE] {
        assert_eq!(watch(changes | look), DENIED, "{look}");
    }
    let control = |what: libc::c_int| {
        let arguments = [3, u64::from(what.cast_unsigned()), 0, 0, 0, 0];
        answer(Rights::default(), number(libc::SYS_fcntl), arguments)
    };
    assert_eq!(control(libc::F_NOTIFY), DENIED);
    assert_eq!(control(libc::F_SETLEASE), DENIED);
    assert_eq!(control(libc::F_SETLK), ALLOWED);
}
