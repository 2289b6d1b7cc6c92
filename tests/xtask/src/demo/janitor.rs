//! A small helper process that cleans up however this one ends, Ctrl+C and crashes included.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::tool::Done;

/// Reads which processes began and ended until this one is gone, then ends those that are left
/// and removes the folder. It outlives Ctrl+C; the pause lets programs leave by themselves.
const SCRIPT: &str = r#"
trap "" INT TERM HUP
pids=" "
while read -r what pid; do
    case $what in
        began) pids=" $pid$pids" ;;
        ended) pids="${pids%% "$pid" *} ${pids#* "$pid" }" ;;
    esac
done
for pid in $pids; do kill "$pid" 2>/dev/null; done
[ "$pids" = " " ] || sleep 1
for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
rm -rf -- "$1"
"#;

#[derive(Debug)]
pub(super) struct Janitor {
    shell: Child,
    children: Vec<Child>,
}

impl Janitor {
    /// One for a folder, which it will remove with all that is in it.
    pub(super) fn new(folder: &Path) -> Done<Self> {
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT, "janitor"])
            .arg(folder)
            .current_dir("/");
        let quiet = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let shell = quiet
            .spawn()
            .map_err(|error| format!("can't start `sh`: {error}"))?;
        Ok(Self {
            shell,
            children: Vec::new(),
        })
    }

    /// Puts a process in its charge.
    pub(super) fn take(&mut self, child: Child) {
        self.tell("began", child.id());
        self.children.push(child);
    }

    /// How a process in its charge ended; none while it runs.
    pub(super) fn ended(&mut self, pid: u32) -> Option<ExitStatus> {
        let status = self.child(pid)?.try_wait().ok().flatten()?;
        self.tell("ended", pid);
        Some(status)
    }

    /// Waits for a process in its charge to end.
    pub(super) fn wait(&mut self, pid: u32) -> Option<ExitStatus> {
        let status = self.child(pid)?.wait().ok()?;
        self.tell("ended", pid);
        Some(status)
    }

    fn child(&mut self, pid: u32) -> Option<&mut Child> {
        self.children.iter_mut().find(|child| child.id() == pid)
    }

    /// A number is free for other programs once its process was waited for: then it is told.
    fn tell(&mut self, what: &str, pid: u32) {
        if let Some(stdin) = &mut self.shell.stdin {
            // If this fails the janitor is gone, and `drop` still ends the children.
            let _ = writeln!(stdin, "{what} {pid}");
        }
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_and_folder_go_with_it() {
        let folder = std::env::temp_dir().join(format!("xtask-janitor-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).unwrap();
        let mut janitor = Janitor::new(&folder).unwrap();
        let endless = Command::new("sleep").arg("600").spawn().unwrap();
        let brief = Command::new("true").spawn().unwrap();
        let (endless_pid, brief_pid) = (endless.id(), brief.id());
        janitor.take(endless);
        janitor.take(brief);
        assert!(janitor.wait(brief_pid).unwrap().success());
        assert_eq!(janitor.ended(endless_pid), None);
        drop(janitor);
        assert!(!folder.exists());
        assert!(!Path::new("/proc").join(endless_pid.to_string()).exists());
    }
}
