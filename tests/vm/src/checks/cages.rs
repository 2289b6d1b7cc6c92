//! Cages on a machine that has what holds them: control groups of the kernel's second version,
//! given to the session or kept by the manager of the user's services.

use std::fs;

use anyhow::{Context, Result, ensure};
use liserectl::CageInfo;

use super::{Check, Scene};
use crate::machine::wait::until_true;
use crate::machine::{As, Guest};
use crate::session::{How, Session};

pub(super) const GROUPS: Check = Check {
    name: "groups",
    says: "a cage has no more memory, programs and processor time than its control group",
    tell: groups,
};

pub(super) const SYSTEMD: Check = Check {
    name: "systemd",
    says: "where the user has a systemd, each cage is a scope of it, with the same bounds",
    tell: systemd,
};

/// What the cage `work` may have.
const BOUNDS: &str = "\n[cage.resources]\nmemory-mib = 96\nprocesses = 40\ncpu-percent = 50\n";
/// The folder of the kernel's control groups.
const GROUP: &str = "/sys/fs/cgroup";
/// Ticks of a second in `/proc/PID/stat`.
const HERTZ: f64 = 100.0;

fn groups(scene: &mut Scene) -> Result<()> {
    let own = format!("{GROUP}/session");
    give(scene.guest, &own)?;
    bounded(scene, "cgroup", |how| joined(&own) + &how.sandboxed())
}

fn systemd(scene: &mut Scene) -> Result<()> {
    let guest = scene.guest;
    let own = format!("{GROUP}/user.slice/user@1000.service");
    give(guest, &own)?;
    // By this it knows that it is wanted.
    guest.sh("mkdir -p /run/systemd/system")?;
    let script = format!("{}exec /usr/lib/systemd/systemd --user", joined(&own));
    guest.spawn("the user's systemd", &script, As::Root)?;
    until_true("the user's systemd", || {
        let (_, said) = guest.run("systemctl --user is-system-running", As::User)?;
        Ok(said.contains("running") || said.contains("degraded"))
    })
    .with_context(|| guest.logs())?;
    bounded(scene, "systemd", |how| {
        let session = how.sandboxed();
        format!(
            "{}exec systemd-run --user --quiet --wait --pipe --unit=lisere --setenv=HOME=/home/user \
             sh -c '{session}'",
            As::USER
        )
    })?;
    let scopes = guest.user("systemctl --user list-units --all --plain --no-legend '*.scope'")?;
    ensure!(!scopes.contains("lisere-"), "scopes are left: {scopes}");
    Ok(())
}

/// Makes a group that the user may divide, as a service with `Delegate=yes` has.
fn give(guest: &Guest, group: &str) -> Result<()> {
    let below = group.strip_prefix(GROUP).unwrap_or(group);
    let mut script = format!("set -e; cd {GROUP}\n");
    for part in below.split('/').filter(|part| !part.is_empty()) {
        script.push_str("echo '+memory +pids +cpu +io' > cgroup.subtree_control\n");
        script.push_str(&format!("mkdir -p {part}; cd {part}\n"));
    }
    script.push_str("chown 1000:1000 . cgroup.procs cgroup.subtree_control cgroup.threads\n");
    script.push_str("setfattr -n user.delegate -v 1 .");
    guest.sh(&script).map(|_| ())
}

/// The beginning of a script of root's: it goes into the group and becomes the user.
fn joined(group: &str) -> String {
    format!(
        "[ -O /proc/1 ] && echo $$ > {group}/cgroup.procs\n{}",
        As::USER
    )
}

/// Has a session that is started by a script of root's hold the cage `work` to its bounds.
fn bounded(scene: &mut Scene, held_by: &str, script: impl Fn(&How) -> String) -> Result<()> {
    let guest = scene.guest;
    let policy = policy(guest)?;
    let how = How {
        backend: "headless",
        arguments: &policy,
        ..How::PIXMAN
    };
    let job = guest.spawn("lisere", &script(&how), As::Root)?;
    let session = Session::watched(guest, job, &how)?;
    let said = guest.user("lisere-cage work -- sh -c 'id -u; cat /proc/self/cgroup'")?;
    ensure!(said.contains("1000"), "{said}");
    let info = cage(&session)?.sandbox;
    let held = info.state == "running" && info.held_by == held_by;
    ensure!(held, "{info:?}");
    scene.note(format!("held by {}", info.held_by));
    memory(guest, held_by)?;
    programs(scene, &session)?;
    processor(scene, &session)?;
    session.quit()
}

/// What takes more memory than there is dies, and no other cage with it.
fn memory(guest: &Guest, held_by: &str) -> Result<()> {
    let taker = "sleep 1000 & head -c 300m /dev/zero | tail | wc -c; echo left";
    let (status, said) = guest.run(&format!("lisere-cage work -- sh -c '{taker}'"), As::User)?;
    // A systemd of this age ends the whole scope then: it asks first, and who has not heard it by
    // then goes with the cage's first process.
    let ended = held_by == "systemd" && [137, 143].contains(&status);
    let alone = status == 0 && said.contains("left");
    ensure!(alone || ended, "{status}: {said}");
    ensure!(!said.contains("314572800"), "300 MiB were had: {said}");
    let other = guest.user("lisere-cage vault -- echo here")?;
    ensure!(other.contains("here"), "{other}");
    Ok(())
}

/// One more than there may be is none.
fn programs(scene: &mut Scene, session: &Session) -> Result<()> {
    let guest = scene.guest;
    let forks = "i=0; while [ $i -lt 100 ]; do sleep 1000 & i=$((i+1)); done; echo $i";
    let (_, said) = guest.run(
        &format!("lisere-cage work -- sh -c '{forks}' 2>&1; true"),
        As::User,
    )?;
    let processes = cage(session)?.sandbox.processes.unwrap_or_default();
    ensure!(processes <= 40, "{processes} processes: {said}");
    scene.note(format!("of a hundred programs {processes} were left"));
    session.ctl("cage stop work")?;
    until_state(session, "stopped")
}

/// A busy loop has its share; frozen, nothing.
fn processor(scene: &mut Scene, session: &Session) -> Result<()> {
    let guest = scene.guest;
    let busy = guest.spawn(
        "a busy program",
        "exec lisere-cage work -- sh -c 'echo on; while :; do :; done'",
        As::User,
    )?;
    until_true("the busy program", || Ok(busy.output()?.contains("on")))?;
    let share = share_of_processor(guest)?;
    ensure!(share < 0.75, "half of a processor was allowed: {share:.2}");
    scene.note(format!("a busy loop had {share:.2} of a processor"));
    session.ctl("cage freeze work")?;
    until_state(session, "frozen")?;
    let share = share_of_processor(guest)?;
    ensure!(share < 0.05, "it goes on: {share:.2}");
    session.ctl("cage thaw work")?;
    session.ctl("cage kill work")?;
    let status = guest.ended(&busy)?;
    ensure!(status == 137, "it ended with {status}");
    Ok(())
}

/// The policy of the session as an argument: the preset `home`, with bounds for `work`.
fn policy(guest: &Guest) -> Result<String> {
    let text = guest.user("lisere preset home")?;
    let mark = "name = \"work\"\n";
    let start = text.rfind(mark).context("there is no cage `work`")?;
    let (head, tail) = text.split_at(start + mark.len());
    let next = tail.find("\n[[").or_else(|| tail.find("\n#"));
    let (cage, rest) = tail.split_at(next.unwrap_or(tail.len()));
    // What carries a network out is none of the guest's programs.
    let cage = cage.replace("network = \"pasta\"\n", "");
    let file = guest.exchange().join("policy.toml");
    fs::write(&file, [head, &cage, BOUNDS, rest].concat())?;
    guest.user("cat /exchange/policy.toml > policy.toml; chmod 600 policy.toml")?;
    guest.user("lisere check policy.toml")?;
    Ok("--policy /home/user/policy.toml".to_owned())
}

fn until_state(session: &Session, state: &str) -> Result<()> {
    let what = format!("the cage is {state}");
    until_true(&what, || Ok(cage(session)?.sandbox.state == state))
}

fn cage(session: &Session) -> Result<CageInfo> {
    let mut cages = session.cages()?.into_iter();
    cages
        .find(|cage| cage.name == "work")
        .context("there is no cage `work`")
}

/// How much of one processor the busy program has, over some seconds.
fn share_of_processor(guest: &Guest) -> Result<f64> {
    let (ticks, uptime) = spent(guest)?;
    guest.sh("sleep 3")?;
    let (later, now) = spent(guest)?;
    Ok((later - ticks) / HERTZ / (now - uptime))
}

/// The processor time of the busy program in ticks, and the guest's time in seconds.
fn spent(guest: &Guest) -> Result<(f64, f64)> {
    let said = guest.sh(
        "p=$(grep -la 'echo [o]n; while' /proc/[0-9]*/cmdline | cut -d/ -f3 | sort -n | tail -1); \
         set -- $(cat /proc/$p/stat); echo $((${14} + ${15})); cut -d' ' -f1 /proc/uptime",
    )?;
    let mut numbers = said.split_whitespace();
    let mut number = || -> Result<f64> {
        let word = numbers.next().with_context(|| said.clone())?;
        word.parse().with_context(|| said.clone())
    };
    Ok((number()?, number()?))
}
