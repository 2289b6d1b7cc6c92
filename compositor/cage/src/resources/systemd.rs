//! The manager of the user's services: a scope for each cage, in a slice of its name.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lisere_policy::Resources;
use rustix::process::Pid;

use super::control::{Folder, folder_of};
use crate::recipe::Recipe;
use crate::tools;

/// The program that asks it, if there is such a manager.
pub(super) fn find() -> Option<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR")?;
    let socket = Path::new(&runtime).join("systemd/private");
    socket.exists().then(|| tools::find("systemd-run"))?
}

/// The call of it, up to where the program within begins: it becomes that program.
pub(super) fn prefix(program: &Path, recipe: &Recipe, nth: u32) -> Vec<OsString> {
    let name = &recipe.name;
    let (unit, slice) = (unit(name), name.replace('-', "\\x2d"));
    let mut words = vec![
        "--user".to_owned(),
        "--scope".to_owned(),
        "--quiet".to_owned(),
        "--collect".to_owned(),
        format!("--unit={unit}{}-{nth}.scope", std::process::id()),
        format!("--slice=lisere-{slice}.slice"),
        format!("--description=Liseré cage {name}"),
    ];
    for property in properties(recipe.resources()) {
        words.push(format!("--property={property}"));
    }
    words.push("--".to_owned());
    let words = words.into_iter().map(OsString::from);
    [program.into()].into_iter().chain(words).collect()
}

/// How the names of a cage's scopes begin.
fn unit(cage: &str) -> String {
    format!("lisere-{cage}-")
}

fn properties(most: &Resources) -> Vec<String> {
    let memory = most.memory_mib.map(|mib| format!("MemoryMax={mib}M"));
    let swap = most.memory_mib.map(|_| "MemorySwapMax=0".to_owned());
    let tasks = most.processes.map(|count| format!("TasksMax={count}"));
    let cpu = most
        .cpu_percent
        .map(|percent| format!("CPUQuota={percent}%"));
    let io = most.io_weight.map(|weight| format!("IOWeight={weight}"));
    [memory, swap, tasks, cpu, io]
        .into_iter()
        .flatten()
        .collect()
}

/// The scope that a cage's process is in; none before the manager has put it there.
pub(super) fn folder(cage: &str, pid: Pid) -> Option<Folder> {
    let folder = folder_of(&pid.as_raw_nonzero().to_string())?;
    let name = folder.file_name()?.to_str()?;
    let scope = name.starts_with(&unit(cage)) && name.ends_with(".scope");
    scope.then(|| Folder::at(folder.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_bounded_is_asked_for() {
        assert!(properties(&Resources::default()).is_empty());
        let most = Resources {
            memory_mib: Some(512),
            processes: Some(64),
            cpu_percent: Some(150),
            io_weight: Some(50),
            home_mib: Some(1),
        };
        let expected = [
            "MemoryMax=512M",
            "MemorySwapMax=0",
            "TasksMax=64",
            "CPUQuota=150%",
            "IOWeight=50",
        ];
        assert_eq!(properties(&most), expected);
    }

    #[test]
    fn a_process_of_no_scope_has_none() {
        assert!(folder("work", rustix::process::getpid()).is_none());
    }
}
