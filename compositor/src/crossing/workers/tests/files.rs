//! Files and links: what their helpers do, and what the core makes of helpers that lie.

use std::fs;
use std::time::Duration;

use lisere_policy::{CageId, Digest, Policy};
use tempfile::TempDir;

use super::super::{FileLimits, Workers};
use super::support::{World, script, why};
use crate::crossing::{Origin, StagedFile, Worked};
use crate::homes::Homes;

const LIMITS: FileLimits = FileLimits {
    bytes: 1_000,
    files: 4,
};

/// A cage of a policy, to be called `web`.
fn web_cage() -> CageId {
    cage(0)
}

/// Another, to be called `work`.
fn work_cage() -> CageId {
    cage(1)
}

fn cage(index: usize) -> CageId {
    Policy::preset("home").unwrap().cages()[index].id()
}

fn homes() -> (TempDir, Homes) {
    let data = tempfile::tempdir().unwrap();
    let cages = [
        (web_cage(), "web".to_owned()),
        (work_cage(), "work".to_owned()),
    ];
    let homes = Homes::open(data.path(), &cages).unwrap();
    (data, homes)
}

/// Workers in this thread, with homes; and the home of `web`.
fn world() -> (TempDir, World) {
    let (data, homes) = homes();
    let workers = Workers::in_thread().unwrap();
    let workers = workers.housed(homes).unwrap();
    (data, World::new(workers))
}

fn web(data: &TempDir) -> std::path::PathBuf {
    let home = data.path().join("lisere/cages/web/home");
    home.canonicalize().unwrap()
}

fn staged(worked: Option<Worked>) -> Vec<StagedFile> {
    match worked {
        Some(Worked::Staged { files, .. }) => files,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn files_of_a_cage_are_staged_and_published() {
    let (data, mut world) = world();
    let path = web(&data).join("a\u{202e}b.txt");
    fs::write(&path, b"some bytes").unwrap();
    let origin = Origin::Paths(web_cage(), vec![path]);
    world.workers.stage(1, origin, LIMITS);
    assert!(matches!(
        world.next(),
        Some(Worked::Progress {
            done: 10,
            total: 10,
            ..
        })
    ));
    let files = staged(world.next());
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].line.new, "ab.txt");
    assert!(files[0].line.old.contains("202E"), "{}", files[0].line.old);
    assert_eq!(files[0].sha256, Digest::of(b"some bytes"));
    world.workers.publish(1, "work", "web");
    let Some(Worked::Published { act: 1, paths }) = world.next() else {
        unreachable!()
    };
    assert!(paths[0].ends_with("work/home/Incoming/web/ab.txt"));
    assert_eq!(fs::read(&paths[0]).unwrap(), b"some bytes");
}

#[test]
fn what_cannot_go_is_said_at_once() {
    let (data, mut world) = world();
    let stage = |world: &mut World, origin| {
        world.workers.stage(1, origin, LIMITS);
        why(world.next())
    };
    let outside = Origin::Paths(web_cage(), vec!["/etc/passwd".into()]);
    assert!(stage(&mut world, outside).contains("passwd: it is not in the home of web"));
    assert!(stage(&mut world, Origin::Paths(web_cage(), vec![])).contains("no file"));
    let many = vec![web(&data).join("a"); 5];
    assert!(stage(&mut world, Origin::Paths(web_cage(), many)).contains("4 may go"));
    let large = web(&data).join("large");
    fs::write(&large, vec![0; 1_001]).unwrap();
    assert!(stage(&mut world, Origin::Paths(web_cage(), vec![large])).contains("too large"));
    world.workers.publish(1, "work", "web");
    assert!(why(world.next()).contains("are gone"));
    let mut homeless = World::new(Workers::in_thread().unwrap());
    assert!(stage(&mut homeless, Origin::Opened(vec![])).contains("no folder for homes"));
}

#[test]
fn what_nobody_wants_is_not_heard_of() {
    let (data, mut world) = world();
    let path = web(&data).join("a");
    fs::write(&path, b"x").unwrap();
    world
        .workers
        .stage(1, Origin::Paths(web_cage(), vec![path]), LIMITS);
    world.workers.discard(1);
    assert!(world.workers.ready(world.now).is_empty());
    assert_eq!(world.workers.next_deadline(), None);
    let staging = data.path().join("lisere/staging/0");
    assert_eq!(fs::read_dir(staging).unwrap().count(), 0);
}

#[test]
fn a_link_goes_to_the_handler_in_its_cage() {
    let (_data, mut world) = world();
    let handler = ["browser".to_owned(), "--new".to_owned()];
    let url = "https://example.org/";
    world.workers.open_link(1, work_cage(), &handler, url);
    assert!(matches!(world.next(), Some(Worked::Opened { act: 1 })));
    let request = &world.workers.kept_starts()[0];
    assert_eq!(request.argv, ["browser", "--new", url]);
    assert_eq!(request.cage, work_cage());
    world.workers.open_link(2, work_cage(), &[], url);
    assert!(why(world.next()).contains("opens-links-with"));
    assert_eq!(world.workers.kept_starts().len(), 1);
}

/// Workers whose helper for files answers with these lines, whatever it is asked.
fn lying(lines: &[&str]) -> (TempDir, TempDir, World) {
    let (data, homes) = homes();
    let answers: String = lines
        .iter()
        .map(|line| format!("printf '%s' '{line}' >&0\n"))
        .collect();
    let text = format!("head -c 1 >/dev/null\n{answers}exec cat >/dev/null");
    let (folder, program) = script(&text);
    let workers = Workers::processes(program).unwrap();
    let workers = workers.housed(homes).unwrap();
    (data, folder, World::new(workers))
}

fn one_file(data: &TempDir) -> Origin {
    let path = web(data).join("a");
    fs::write(&path, b"x").unwrap();
    Origin::Paths(web_cage(), vec![path])
}

fn file(new: &str, size: u64) -> String {
    let digest = Digest::of(b"x");
    format!(
        r#"{{"event":"file","act":1,"old":"a","new":"{new}","size":{size},"sha256":"{digest}"}}"#
    )
}

#[test]
fn a_helper_that_lies_is_ended() {
    let staged = r#"{"event":"staged","act":1}"#;
    let (sound, large) = (file("a", 1), file("a", 2_000));
    let names = ["../a", "", ".hidden", r"a\nb", r"a\u202eb"].map(|name| file(name, 1));
    let digest = sound.replace(&Digest::of(b"x").to_string(), "beef");
    let mut lies = vec![
        vec!["nonsense"],
        vec![staged],
        vec![&sound, &sound],
        vec![&large],
        vec![&digest],
        vec![r#"{"event":"placed","act":1,"name":"a"}"#],
        vec![r#"{"event":"published","act":1}"#],
        vec![r#"{"event":"failed","act":1,"why":"in words of its own"}"#],
    ];
    lies.extend(names.iter().map(|name| vec![name.as_str()]));
    for lie in lies {
        let (data, _folder, mut world) = lying(&lie);
        world.workers.stage(1, one_file(&data), LIMITS);
        let why = why(world.next());
        assert!(why.contains("has ended"), "{lie:?}: {why}");
    }
}

#[test]
fn what_it_says_of_other_acts_is_not_heard() {
    let other = r#"{"event":"failed","act":7,"why":"waits"}"#;
    let failed = r#"{"event":"failed","act":1,"why":{"not-there":"a\u202e\u0007 b"}}"#;
    let (data, _folder, mut world) = lying(&[other, failed]);
    world.workers.stage(1, one_file(&data), LIMITS);
    assert_eq!(why(world.next()), "a b: there is no such file");
}

#[test]
fn a_silent_helper_is_ended_and_another_begins() {
    let (data, _folder, mut world) = lying(&[]);
    world.workers.stage(1, one_file(&data), LIMITS);
    assert_eq!(
        world.workers.next_deadline(),
        Some(crate::clock::Now::default())
    );
    assert!(world.workers.ready(world.now).is_empty());
    let due = world.workers.next_deadline().unwrap();
    assert_eq!(world.now.until(due), Duration::from_secs(2));
    world.now = due;
    assert!(why(world.workers.ready(due).pop()).contains("has ended"));
    world.workers.stage(2, one_file(&data), LIMITS);
    assert!(world.workers.ready(due).is_empty());
    assert_eq!(
        world.workers.next_deadline(),
        Some(due.after(Duration::from_secs(2)))
    );
}

#[test]
fn what_is_to_be_started_is_taken_once_and_waited_for() {
    let (_folder, program) = script("exec cat >/dev/null");
    let mut world = World::new(Workers::processes(program).unwrap());
    let handler = ["browser".to_owned()];
    for act in 1..=4 {
        world
            .workers
            .open_link(act, work_cage(), &handler, "https://a/");
    }
    world.workers.discard(4);
    let starts = world.workers.take_starts();
    let acts: Vec<u64> = starts.iter().map(|start| start.act).collect();
    assert_eq!(acts, [1, 2, 3]);
    assert!(world.workers.take_starts().is_empty());
    world.workers.started(1, None);
    let missing = lisere_shell::Why::Cage(lisere_shell::CageFault::Missing);
    world.workers.started(2, Some(missing));
    assert!(matches!(world.next(), Some(Worked::Opened { act: 1 })));
    assert!(why(world.next()).contains("no such program"));
    assert!(world.workers.ready(world.now).is_empty());
    world.now = world.workers.next_deadline().unwrap();
    assert!(why(world.workers.ready(world.now).pop()).contains("not started in time"));
    assert_eq!(world.workers.next_deadline(), None);
}
