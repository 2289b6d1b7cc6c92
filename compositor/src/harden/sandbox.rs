//! What the running core gives up for good: most files, the network, and calls it never makes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, path_beneath_rules,
};
use seccompiler::{SeccompAction, SeccompFilter, TargetArch};

/// What renderers, fonts, time zones and new processes of ours read.
const READ: [&str; 13] = [
    "/usr",
    "/etc",
    "/lib",
    "/lib64",
    "/bin",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys",
    "/dev/null",
    "/dev/urandom",
    "/run/udev",
    "/run/systemd",
];
/// Devices of the graphics card are opened for reading and writing.
const DEVICES: &str = "/dev/dri";

/// Calls by which a process looks into others, changes the kernel or leaves its place:
/// a compositor makes none of them.
const NEVER: [libc::c_long; 38] = [
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_pidfd_getfd,
    libc::SYS_kexec_load,
    libc::SYS_kexec_file_load,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_personality,
    libc::SYS_open_by_handle_at,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_acct,
];

/// Folders of this session that stay within reach.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Where our sockets are made and removed.
    pub runtime: PathBuf,
    /// Where policy and preferences are read.
    pub read: Vec<PathBuf>,
    /// Where helpers that are started later write.
    pub write: Vec<PathBuf>,
}

/// Confines the calling process, its threads to come and its children for good. What the
/// kernel does not offer is logged and done without. Returns whether files are confined.
///
/// # Errors
/// When the kernel offers to confine files and does not take our rules.
pub fn confine(places: &Places) -> Result<bool, RulesetError> {
    match forbid_calls() {
        Ok(()) => {}
        Err(error) => tracing::warn!(%error, "calls that the core never makes stay possible"),
    }
    let status = forbid_files(places)?;
    match status {
        RulesetStatus::FullyEnforced => {}
        RulesetStatus::PartiallyEnforced => {
            tracing::info!("this kernel confines the core's files only in part");
        }
        RulesetStatus::NotEnforced => {
            tracing::info!("this kernel has no Landlock: the core's files are not confined");
        }
    }
    Ok(status != RulesetStatus::NotEnforced)
}

fn forbid_calls() -> Result<(), seccompiler::Error> {
    let rules: BTreeMap<i64, Vec<_>> = NEVER.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let target = TargetArch::try_from(std::env::consts::ARCH)?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, target)?;
    let program: seccompiler::BpfProgram = filter.try_into()?;
    // The renderer's threads run already.
    seccompiler::apply_filter_all_threads(&program)
}

fn forbid_files(places: &Places) -> Result<RulesetStatus, RulesetError> {
    let newest = ABI::V5;
    let all = AccessFs::from_all(newest);
    let read = AccessFs::from_read(newest);
    let own = std::env::current_exe().ok();
    let programs = own.as_deref().and_then(Path::parent).map(Path::to_owned);
    let read_only = READ.iter().map(PathBuf::from);
    let read_only = read_only.chain(programs).chain(places.read.iter().cloned());
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)?
        .handle_access(AccessNet::from_all(newest))?
        .create()?
        .add_rules(path_beneath_rules(read_only, read))?
        .add_rules(path_beneath_rules([Path::new(DEVICES)], all))?
        .add_rules(path_beneath_rules([&places.runtime], all))?
        .add_rules(path_beneath_rules(&places.write, all))
        .and_then(RulesetCreated::restrict_self)?;
    Ok(status.ruleset)
}
