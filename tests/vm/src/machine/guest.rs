//! A running guest: its start from an image, its commands, and its end.

use std::cell::RefCell;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::agent::{Agent, As, Job};
use super::options::{HEADS, arguments};
use super::qmp::Qmp;
use super::vnc::Vnc;
use super::wait::{SOON, until};
use crate::image::Image;

/// From power-on until the agent answers, on a host that has other work.
const BOOT: Duration = Duration::from_secs(120);

/// A guest. It ends when it is dropped.
pub struct Guest {
    folder: PathBuf,
    qemu: RefCell<Child>,
    qmp: RefCell<Qmp>,
    agent: RefCell<Agent>,
    pub(super) screens: RefCell<[Option<Vnc>; HEADS]>,
    keep: bool,
}

impl Guest {
    /// What QEMU would be told for this image, but for where its sockets are.
    #[must_use]
    pub fn options(image: &Image) -> Vec<String> {
        arguments(image, Path::new("."))
    }

    /// Starts one from power-on, to be saved.
    ///
    /// # Errors
    /// When QEMU does not start or the guest does not come up.
    pub fn boot(image: &Image) -> Result<Guest> {
        let guest = Guest::start(image, &[])?;
        let up = guest.agent.borrow_mut().order("up", "up", BOOT);
        up.with_context(|| guest.logs())?;
        Ok(guest)
    }

    /// Saves it to a file, which ends it.
    ///
    /// # Errors
    /// When QEMU can't.
    pub fn save(self, file: &Path) -> Result<()> {
        self.qmp("stop", json!({}))?;
        self.qmp(
            "migrate-set-parameters",
            json!({ "max-bandwidth": 1u64 << 33 }),
        )?;
        self.qmp(
            "migrate",
            json!({ "uri": format!("exec:cat > '{}'", file.display()) }),
        )?;
        self.migrated()
    }

    /// Starts a copy of the one that was saved, with the programs under test in it.
    ///
    /// # Errors
    /// When QEMU does not start, or the guest does not go on.
    pub fn restore(image: &Image) -> Result<Guest> {
        let booted = image.booted.as_ref().context("no guest has been saved")?;
        let guest = Guest::start(image, &["-incoming", "defer"])?;
        let uri = format!("exec:cat '{}'", booted.display());
        guest.qmp("migrate-incoming", json!({ "uri": uri }))?;
        guest.migrated()?;
        guest.qmp("cont", json!({}))?;
        let mounted = guest.agent.borrow_mut().order("mount", "mounted", BOOT)?;
        ensure!(
            mounted == 0,
            "the exchange folder can't be mounted: {}",
            guest.logs()
        );
        let names = image
            .programs
            .put(&guest.exchange())?
            .map(|name| format!("/exchange/{name}"));
        guest.sh(&format!(
            "cp {} /usr/bin/; chmod 755 /usr/bin/*lisere* /usr/bin/vm-*",
            names.join(" ")
        ))?;
        Ok(guest)
    }

    fn start(image: &Image, more: &[&str]) -> Result<Guest> {
        let folder = fresh_folder()?;
        let exchange = folder.join("exchange");
        fs::create_dir(&exchange)?;
        // Everybody inside may write there; outside, the folder above is ours alone.
        fs::set_permissions(&exchange, Permissions::from_mode(0o1777))?;
        let log = File::create(folder.join("qemu.log"))?;
        let mut qemu = Command::new("qemu-system-x86_64")
            .args(arguments(image, &folder))
            .args(more)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("QEMU can't be started: run `cargo xtask packages`")?;
        let connected = connect(&mut qemu, &folder, "qmp")
            .and_then(Qmp::new)
            .and_then(|qmp| Ok((qmp, connect(&mut qemu, &folder, "agent")?)));
        let (qmp, agent) = match connected {
            Ok(lines) => lines,
            Err(error) => {
                let _ = qemu.kill().and_then(|()| qemu.wait());
                let log = fs::read_to_string(folder.join("qemu.log")).unwrap_or_default();
                return Err(error.context(log));
            }
        };
        let agent = Agent::new(agent, &exchange)?;
        Ok(Guest {
            folder,
            qemu: RefCell::new(qemu),
            qmp: RefCell::new(qmp),
            agent: RefCell::new(agent),
            screens: RefCell::default(),
            keep: false,
        })
    }

    /// Leaves its folder when it ends.
    pub fn keep(&mut self) {
        self.keep = true;
    }

    /// The folder that both sides see; `/exchange` inside.
    #[must_use]
    pub fn exchange(&self) -> PathBuf {
        self.folder.join("exchange")
    }

    /// A place of this guest's own, gone with it.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn qmp(&self, command: &str, arguments: Value) -> Result<Value> {
        self.qmp.borrow_mut().ask(command, &arguments)
    }

    fn migrated(&self) -> Result<()> {
        until("saving or restoring the guest", SOON * 4, || {
            let answer = self.qmp("query-migrate", json!({}))?;
            match answer.get("status").and_then(Value::as_str) {
                Some("completed") => Ok(Some(())),
                Some("failed" | "cancelled") => bail!("QEMU failed: {}", self.logs()),
                _ => Ok(None),
            }
        })
    }

    pub(super) fn connect_vnc(&self, head: usize) -> Result<Vnc> {
        let stream = connect(
            &mut self.qemu.borrow_mut(),
            &self.folder,
            &format!("vnc{head}"),
        )?;
        Vnc::new(stream)
    }

    /// Starts a command of `bash` inside.
    ///
    /// # Errors
    /// When the agent can't be told.
    pub fn spawn(&self, what: &str, script: &str, who: As) -> Result<Job> {
        self.agent.borrow_mut().start(what, script, who)
    }

    /// A command's exit status, once it has ended.
    ///
    /// # Errors
    /// When the guest is gone.
    pub fn status(&self, job: &Job) -> Result<Option<i32>> {
        self.agent.borrow_mut().status(job)
    }

    /// Waits for a command's end.
    ///
    /// # Errors
    /// When it does not end soon.
    pub fn ended(&self, job: &Job) -> Result<i32> {
        let what = format!("the end of {}", job.what);
        until(&what, SOON * 2, || self.status(job))
            .with_context(|| job.output().unwrap_or_default())
    }

    /// Runs a command to its end: its exit status and what it printed.
    ///
    /// # Errors
    /// When it does not end soon.
    pub fn run(&self, script: &str, who: As) -> Result<(i32, String)> {
        let job = self.spawn(script, script, who)?;
        let ended = (self.ended(&job)?, job.output()?);
        // What matters of it is in what is said about it.
        self.agent.borrow().forget(&job);
        Ok(ended)
    }

    /// Runs a command of root's that must succeed, and gives what it prints.
    ///
    /// # Errors
    /// When it fails.
    pub fn sh(&self, script: &str) -> Result<String> {
        self.checked(script, As::Root)
    }

    /// The same as the user.
    ///
    /// # Errors
    /// When it fails.
    pub fn user(&self, script: &str) -> Result<String> {
        self.checked(script, As::User)
    }

    fn checked(&self, script: &str, who: As) -> Result<String> {
        let (status, output) = self.run(script, who)?;
        ensure!(
            status == 0,
            "`{script}` ended with {status}: {}",
            output.trim()
        );
        Ok(output)
    }

    /// Loads a kernel module that was brought along, with all it needs.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn load_module(&self, name: &str) -> Result<()> {
        let script = format!(
            "for m in $(cat /guest/modules/{name}); do e=$(insmod /guest/modules/$m 2>&1) || \
             case $e in *exists*) ;; *) echo $e; exit 1 ;; esac; done; udevadm settle"
        );
        self.sh(&script).map(|_| ())
    }

    /// What the kernel, QEMU and every command have said.
    #[must_use]
    pub fn logs(&self) -> String {
        let mut paths = vec![
            self.folder.join("qemu.log"),
            self.folder.join("console.log"),
        ];
        if let Ok(entries) = fs::read_dir(self.exchange()) {
            let mut outputs: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            outputs.retain(|path| path.extension().is_some_and(|is| is == "out"));
            outputs.sort_by_key(|path| path.metadata().and_then(|meta| meta.modified()).ok());
            paths.extend(outputs);
        }
        paths.iter().map(|path| log_of(path)).collect()
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let child = self.qemu.get_mut();
        // Nothing in it is worth an orderly end.
        let _ = child.kill().and_then(|()| child.wait());
        if !self.keep {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The last of a log, under its first line if that is a script's own name.
fn log_of(path: &Path) -> String {
    const MOST: usize = 4_000;
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text[text.len().saturating_sub(MOST)..]).into_owned();
    if text.trim().is_empty() {
        return String::new();
    }
    let script = fs::read_to_string(path.with_extension("sh")).unwrap_or_default();
    let title = script.lines().next().unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("--- {name} {title}\n{text}\n")
}

/// A new folder that only we may enter. Its name is short: sockets are in it.
fn fresh_folder() -> Result<PathBuf> {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("lisere-vm-{}-{number}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).with_context(|| format!("making {}", folder.display()))?;
    fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
    Ok(folder)
}

/// Connects to one of QEMU's sockets as soon as it is there.
fn connect(qemu: &mut Child, folder: &Path, name: &str) -> Result<UnixStream> {
    let path = folder.join(name);
    until(&format!("QEMU's socket {name}"), SOON, || {
        if let Some(status) = qemu.try_wait()? {
            bail!("QEMU has ended, {status}");
        }
        Ok(UnixStream::connect(&path).ok())
    })
}
