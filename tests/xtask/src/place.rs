//! A folder that programs of a session run in, as a user without rights, and its removal.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::tool::{Done, output};

/// sway refuses to run as root, so all of them run as this user then.
const USER: &str = "nobody";

/// Waits until this process told it a group and is gone, then ends that group and removes the
/// folder. It outlives Ctrl+C; the pause lets the compositors go by themselves.
const SWEEPER: &str = r#"
trap "" INT TERM HUP
read -r group
cat >/dev/null
if [ -n "$group" ] && kill -- "-$group" 2>/dev/null; then
    sleep 1
    kill -9 -- "-$group" 2>/dev/null
fi
rm -rf -- "$1"
"#;

/// The folder.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    user: Option<(u32, u32)>,
    sweeper: Child,
    runs: usize,
}

impl Place {
    /// A new folder, `nobody`'s when this is root.
    pub(super) fn new() -> Done<Self> {
        let failed = |error: io::Error| format!("can't make a folder to run in: {error}");
        let path = std::env::temp_dir().join(format!("lisere-run-{}", std::process::id()));
        let user = if id(&["-u"])? == 0 {
            Some((id(&["-u", USER])?, id(&["-g", USER])?))
        } else {
            None
        };
        // Fails when it is there already: whoever made it could look into it.
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(failed)?;
        let sweeper = sweeper(&path).map_err(failed)?;
        let place = Self {
            path,
            user,
            sweeper,
            runs: 0,
        };
        place.give(&place.path).map_err(failed)?;
        Ok(place)
    }

    /// Copies a program into it, and gives it to that user, who may not reach where it was built.
    pub(super) fn bring(&mut self, program: &Path, name: &str) -> Done<PathBuf> {
        let copy = self.path.join(name);
        let copied = fs::copy(program, &copy)
            .and_then(|_| fs::set_permissions(&copy, Permissions::from_mode(0o755)))
            .and_then(|()| self.give(&copy));
        copied.map_err(|error| format!("can't copy {}: {error}", program.display()))?;
        Ok(copy)
    }

    /// Where something of it is.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A program as that user, who may read of every process how much memory it has: those that
    /// keep theirs from the user would else be missing from a sum.
    pub(super) fn observer(&self, program: &Path) -> Command {
        let Some((user, group)) = self.user else {
            return Command::new(program);
        };
        let mut command = Command::new("setpriv");
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={group}"))
            .args(["--clear-groups", "--inh-caps=+sys_ptrace"])
            .args(["--ambient-caps=+sys_ptrace", "--"])
            .arg(program);
        command
    }

    /// Runs a command there to its end, as that user.
    pub(super) fn run(&mut self, mut command: Command) -> Done {
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        self.watch(command)
    }

    /// Runs an [`Place::observer`] there to its end.
    pub(super) fn watch(&mut self, mut command: Command) -> Done {
        self.runs += 1;
        let folder = self.path.join(format!("run-{}", self.runs));
        let made = DirBuilder::new().mode(0o700).create(&folder);
        made.and_then(|()| self.give(&folder))
            .map_err(|error| format!("can't make {}: {error}", folder.display()))?;
        command
            .arg("--folder")
            .arg(&folder)
            .current_dir(&folder)
            .process_group(0);
        let mut child = command
            .spawn()
            .map_err(|error| format!("can't start {:?}: {error}", command.get_program()))?;
        if let Some(stdin) = &mut self.sweeper.stdin {
            // If this fails nobody sweeps after a crash; a normal end needs no sweeping.
            let _ = writeln!(stdin, "{}", child.id());
        }
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("it failed: {status}")),
            Err(error) => Err(format!("it was lost: {error}")),
        }
    }

    fn give(&self, path: &Path) -> io::Result<()> {
        match self.user {
            Some((user, group)) => chown(path, Some(user), Some(group)),
            None => Ok(()),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(self.sweeper.stdin.take());
        let _ = self.sweeper.wait();
    }
}

fn sweeper(folder: &Path) -> io::Result<Child> {
    let mut command = Command::new("sh");
    command
        .args(["-c", SWEEPER, "sweeper"])
        .arg(folder)
        .current_dir("/");
    let quiet = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.process_group(0).spawn()
}

/// A number that `id` says.
fn id(arguments: &[&str]) -> Done<u32> {
    let said = output(Command::new("id").args(arguments));
    let number = said.and_then(|text| text.trim().parse().ok());
    number.ok_or_else(|| format!("`id {}` says no number", arguments.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_goes_with_it() {
        let mut place = Place::new().unwrap();
        let program = place.bring(Path::new("/bin/sh"), "program").unwrap();
        let mut command = Command::new(program);
        command.args(["-c", "test \"$2\" = \"$PWD\" && test -w .", "name"]);
        assert_eq!(place.run(command), Ok(()));
        let path = place.path.clone();
        drop(place);
        assert!(!path.exists());
    }
}
