//! The suite: baits are laid, a session is started, every probe is tried outside and inside.

pub mod cages;
mod judge;
pub(crate) mod machine;
pub(crate) mod place;
pub mod report;
pub(crate) mod session;

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::baits::{Baits, target};
use crate::child::Heard;
use crate::outcome::Line;
use crate::probes::keys;
use cages::{Cage, VICTIM};
use judge::{Control, Judged, Lines};
use place::Place;
use session::Session;

/// How long all probes may take in one place.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long a bait may take to be laid.
const LAID: Duration = Duration::from_secs(20);
/// This program inside of cages, and what it is told.
const INSIDE: &str = "/home/user/lisere-escape";
const TOLD: &str = "/home/user/baits.json";

/// Where the suite runs, and which part of it.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// An empty folder
    #[arg(long)]
    folder: PathBuf,
    /// The binary of Liseré, with its other programs beside it
    #[arg(long)]
    lisere: PathBuf,
    /// Only cages of these engines
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    engine: Vec<String>,
    /// Only these cages
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    cage: Vec<String>,
    /// Only these probes
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    only: Vec<String>,
    /// What came of the probes outside when root tried them
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
}

impl Plan {
    fn cages(&self) -> impl Iterator<Item = Cage> {
        let wanted =
            |list: &[String], name: &str| list.is_empty() || list.iter().any(|one| one == name);
        let all = cages::ALL.into_iter();
        all.filter(move |cage| wanted(&self.engine, cage.engine) && wanted(&self.cage, cage.name))
    }
}

/// Runs it. False if anything got out, or was not heard of.
///
/// # Errors
/// When the baits can't be laid or the session can't be started.
pub fn run(plan: &Plan) -> io::Result<bool> {
    if let Some(why) = machine::namespaces() {
        report::say(&format!("bubblewrap: not probed: {why}"))?;
        others(plan)?;
        return Ok(true);
    }
    let mut baits = Baits::default();
    keys::lay(&mut baits);
    // Not closed when another program starts: whoever inherits it has a way out.
    let leak = rustix::fs::open(
        &plan.folder,
        rustix::fs::OFlags::PATH,
        rustix::fs::Mode::empty(),
    )?;
    let done = with_baits(plan, baits);
    drop(leak);
    keys::lift();
    done
}

fn with_baits(plan: &Plan, mut baits: Baits) -> io::Result<bool> {
    let mut place = Place::with_cages(&plan.folder)?;
    let session = Session::start(&place, &plan.lisere)?;
    for cage in plan.cages().map(|cage| cage.name).chain([VICTIM]) {
        place.bring(cage)?;
    }
    place.lay(&mut baits, &plan.lisere)?;
    let knocks = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?
        .local_addr()?
        .port();
    let host = lay_host(&place, knocks, &mut baits)?;
    baits.set("host.knocks", knocks);
    baits.set("host.word", "lisere-escape\0bait");
    let victim = lay_victim(&place, &session, &mut baits)?;
    let player = play(&place, &session)?;
    let control = Control {
        user: outside(plan, &place, &baits, host.id())?,
        root: match &plan.root {
            Some(path) => read(&fs::read_to_string(path)?),
            None => Lines::new(),
        },
    };
    let mut good = true;
    for cage in plan.cages() {
        if let Some(why) = (cage.lacks)() {
            let Cage { name, engine, .. } = cage;
            report::say(&format!("\n{engine} · {name}: not probed: {why}"))?;
            continue;
        }
        let inside = inside(plan, &place, &session, &baits, cage)?;
        let judged = judge::all(&control, &inside, cage.granted, &plan.only);
        good &= !judged.iter().any(|one| one.judgement.bad());
        say(cage, &judged)?;
    }
    others(plan)?;
    drop((player, victim, host, session));
    Ok(good)
}

/// The bait of the host.
fn lay_host(place: &Place, knocks: u16, baits: &mut Baits) -> io::Result<Heard> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(["bait", "host", "--knock", &knocks.to_string()])
        .stdin(Stdio::piped());
    place.surround(&mut command);
    let (bait, laid) = laid(&mut command)?;
    baits.take("host", laid);
    Ok(bait)
}

/// The bait of another cage, whose process has another number outside.
fn lay_victim(place: &Place, session: &Session, baits: &mut Baits) -> io::Result<Heard> {
    let mut command = session.inside(place, VICTIM, &[INSIDE, "bait", VICTIM]);
    command.stdin(Stdio::piped());
    let (bait, mut laid) = laid(&mut command)?;
    let said = laid.of("process").ok().and_then(target);
    let pid = pid_of(&format!("{INSIDE}\0bait"));
    match (said, pid) {
        (Some(said), Some(pid)) => laid.set("process", crate::baits::Target { pid, ..said }.said()),
        _ => return Err(io::Error::other("the victim's process is not to be found")),
    }
    baits.take(VICTIM, laid);
    Ok(bait)
}

/// What the victim plays, as long as this lives.
fn play(place: &Place, session: &Session) -> io::Result<Heard> {
    let script = "yes A | tr -d '\\n' | pacat --playback --raw";
    let mut command = session.inside(place, VICTIM, &["sh", "-c", script]);
    command.stdin(Stdio::piped()).stderr(Stdio::null());
    Heard::start(&mut command)
}

fn laid(command: &mut Command) -> io::Result<(Heard, Baits)> {
    let mut bait = Heard::start(command)?;
    let line = bait.line(LAID)?;
    let line = line.ok_or_else(|| io::Error::other("a bait was not laid"))?;
    Ok((bait, serde_json::from_str(&line)?))
}

/// The process whose command line begins so.
fn pid_of(line: &str) -> Option<i32> {
    let entries = fs::read_dir("/proc").ok()?.flatten();
    let named = |entry: &fs::DirEntry| {
        let said = fs::read_to_string(entry.path().join("cmdline"));
        said.is_ok_and(|said| said.starts_with(line))
    };
    let mut found = entries.filter(named);
    found.next()?.file_name().to_string_lossy().parse().ok()
}

/// Tries everything where nothing holds it. The bait stands for a cage's first process.
fn outside(plan: &Plan, place: &Place, baits: &Baits, bait: u32) -> io::Result<Lines> {
    let mut baits = baits.clone();
    baits.set("self.init", bait);
    baits.set("self.outside", 1);
    let path = place.path("baits.json");
    baits.save(&path)?;
    let home = cages::ALL.map(|cage| place.home(cage.name));
    let home = home.into_iter().find(|home| home.is_dir());
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("try").arg("--baits").arg(path);
    only(plan, &mut command);
    place.surround(&mut command);
    command.env("HOME", home.unwrap_or_else(|| place.path("home")));
    heard(&mut command)
}

fn inside(
    plan: &Plan,
    place: &Place,
    session: &Session,
    baits: &Baits,
    cage: Cage,
) -> io::Result<Lines> {
    let mut baits = baits.clone();
    baits.set("self.init", 1);
    baits.save(&place.home(cage.name).join("baits.json"))?;
    let mut command = session.inside(place, cage.name, &[INSIDE, "try", "--baits", TOLD]);
    only(plan, &mut command);
    heard(&mut command)
}

fn only(plan: &Plan, command: &mut Command) {
    if !plan.only.is_empty() {
        command.args(["--only", &plan.only.join(",")]);
    }
}

fn heard(command: &mut Command) -> io::Result<Lines> {
    command.stdin(Stdio::null());
    let ended = Heard::start(command)?.end(PATIENCE)?;
    let (said, status) = ended.ok_or_else(|| io::Error::other("the probes came to no end"))?;
    if !status.success() {
        report::note(&format!("the probes ended with {status}"));
    }
    Ok(read(&said))
}

fn read(said: &str) -> Lines {
    let lines = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Line>(line).ok());
    lines.map(|line| (line.id.clone(), line)).collect()
}

fn say(cage: Cage, judged: &[Judged]) -> io::Result<()> {
    let granted = match cage.granted.is_empty() {
        true => "nothing".to_owned(),
        false => cage.granted.join(", "),
    };
    let title = format!("{} · {} · granted: {granted}", cage.engine, cage.name);
    report::say(&format!("\n{title}\n{}", report::lines(judged)))?;
    report::say(&format!("{title}: {}", report::sums(judged)))
}

/// Says of the other engines why no probe runs there.
fn others(plan: &Plan) -> io::Result<()> {
    let wanted = |name: &str| plan.engine.is_empty() || plan.engine.iter().any(|one| one == name);
    for (engine, why) in cages::OTHERS.iter().filter(|(name, _)| wanted(name)) {
        report::say(&format!("\n{engine}: not probed: {why}"))?;
    }
    Ok(())
}
