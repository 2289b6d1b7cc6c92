//! Files of a cage that does its worst, and homes that do.

use std::fs;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use lisere_policy::Digest;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

use super::*;

/// Two cages, `web` and `work`, and the service.
struct World {
    service: Service,
    folder: TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        for name in ["cages/web/home", "cages/work/home", "staging"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let at = |name| folder.path().join(name);
        let service = Service::open(&at("cages"), &at("staging")).unwrap();
        World { service, folder }
    }

    fn home(&self, cage: &str) -> PathBuf {
        self.folder.path().join("cages").join(cage).join(HOME)
    }

    fn write(&self, name: &[u8], bytes: &[u8]) {
        let path = self.home("web").join(std::ffi::OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn begin(&mut self, act: u64, paths: &[&[u8]]) {
        let request = FileRequest::Begin {
            act,
            file_bytes: 1 << 20,
            files: 3,
        };
        self.service.ask(request, None);
        for path in paths {
            let cage = "web".to_owned();
            let path = path.to_vec();
            self.service
                .ask(FileRequest::Path { act, cage, path }, None);
        }
        self.service.ask(FileRequest::Copy { act }, None);
    }

    fn publish(&mut self, act: u64) -> Vec<FileEvent> {
        let (to, source) = ("work".to_owned(), "web".to_owned());
        self.service
            .ask(FileRequest::Publish { act, to, source }, None);
        self.settle()
    }

    /// All that is done, but for progress.
    fn settle(&mut self) -> Vec<FileEvent> {
        while self.service.step() {}
        std::iter::from_fn(|| self.service.next_event())
            .filter(|event| !matches!(event, FileEvent::Progress { .. }))
            .collect()
    }

    /// Stages and publishes; the names at the destination.
    fn send(&mut self, act: u64, paths: &[&[u8]]) -> Vec<String> {
        self.begin(act, paths);
        let staged = self.settle();
        assert_eq!(staged.last(), Some(&FileEvent::Staged { act }));
        names(&self.publish(act))
    }

    /// Why these files cannot go; then nothing is left of them.
    fn refused(&mut self, paths: &[&[u8]]) -> String {
        self.begin(9, paths);
        let why = why(&self.settle());
        assert_eq!(self.staged(), 0, "{why}");
        why
    }

    fn staged(&self) -> usize {
        fs::read_dir(self.folder.path().join("staging"))
            .unwrap()
            .count()
    }

    fn incoming(&self) -> PathBuf {
        self.home("work").join(INCOMING).join("web")
    }
}

fn why(events: &[FileEvent]) -> String {
    match events {
        [FileEvent::Failed { why, .. }] => why.to_string(),
        other => unreachable!("{other:?}"),
    }
}

fn names(events: &[FileEvent]) -> Vec<String> {
    assert!(matches!(events.last(), Some(FileEvent::Published { .. })));
    let names = events.iter().filter_map(|event| match event {
        FileEvent::Placed { name, .. } => Some(name.clone()),
        _ => None,
    });
    names.collect()
}

fn opened(world: &mut World, fd: OwnedFd, name: &str) {
    let request = FileRequest::Begin {
        act: 1,
        file_bytes: 1 << 20,
        files: 3,
    };
    world.service.ask(request, None);
    let name = name.as_bytes().to_vec();
    world
        .service
        .ask(FileRequest::Opened { act: 1, name }, Some(fd));
    world.service.ask(FileRequest::Copy { act: 1 }, None);
}

#[test]
fn files_arrive_whole_with_their_digests() {
    let mut world = World::new();
    let long = vec![7; 1 << 19];
    world.write(b"a.txt", b"first");
    world.write(b"folder/long.bin", &long);
    world.begin(1, &[b"a.txt", b"folder/long.bin"]);
    let FileEvent::File {
        new, size, sha256, ..
    } = &world.settle()[1]
    else {
        unreachable!()
    };
    let digest = Digest::of(&long).to_string();
    assert_eq!(
        (new.as_str(), *size, sha256),
        ("long.bin", 1 << 19, &digest)
    );
    assert_eq!(names(&world.publish(1)), ["a.txt", "long.bin"]);
    assert_eq!(fs::read(world.incoming().join("long.bin")).unwrap(), long);
    let about = fs::metadata(world.incoming().join("a.txt")).unwrap();
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    assert_eq!(world.staged(), 0);
}

#[test]
fn an_open_file_goes_as_well_whatever_was_read_of_it() {
    let mut world = World::new();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"some bytes").unwrap();
    opened(&mut world, file.into(), "note.txt");
    assert_eq!(world.settle().len(), 2);
    assert_eq!(names(&world.publish(1)), ["note.txt"]);
    let arrived = fs::read(world.incoming().join("note.txt")).unwrap();
    assert_eq!(arrived, b"some bytes");
}

#[test]
fn what_is_no_regular_file_is_refused() {
    let mut world = World::new();
    let home = world.home("web");
    fs::create_dir(home.join("folder")).unwrap();
    mknodat(CWD, home.join("pipe"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(home.join("socket")).unwrap();
    for (path, word) in [
        (&b"folder"[..], "a folder"),
        (b"pipe", "a pipe"),
        (b"socket", "a socket"),
        (b"absent", "no such file"),
        (b"", "no such file"),
    ] {
        let why = world.refused(&[path]);
        assert!(why.contains(word), "{why}");
    }
    let zero = fs::File::open("/dev/zero").unwrap();
    opened(&mut world, zero.into(), "zero");
    assert!(why(&world.settle()).contains("a device"));
    let (_, pipe) = rustix::pipe::pipe().unwrap();
    opened(&mut world, pipe, "pipe");
    assert!(why(&world.settle()).contains("a pipe"));
}

#[test]
fn nothing_outside_the_home_is_reached() {
    let mut world = World::new();
    let home = world.home("web");
    fs::write(world.home("work").join("secret"), "secret").unwrap();
    symlink(world.home("work").join("secret"), home.join("link")).unwrap();
    symlink(world.home("work"), home.join("way")).unwrap();
    for (path, word) in [
        (&b"link"[..], "a link"),
        (b"way/secret", "a link"),
        (b"../../work/home/secret", "not in the home"),
        (b"/etc/passwd", "not in the home"),
    ] {
        let why = world.refused(&[path]);
        assert!(why.contains(word), "{why}");
    }
    let (act, cage, path) = (9, "../web".to_owned(), b"a".to_vec());
    let begin = FileRequest::Begin {
        act,
        file_bytes: 1,
        files: 1,
    };
    world.service.ask(begin, None);
    let request = FileRequest::Path { act, cage, path };
    world.service.ask(request, None);
    assert!(why(&world.settle()).contains("no cage"));
}

#[test]
fn a_file_that_changes_under_way_does_not_go() {
    let mut world = World::new();
    for (grown, name) in [(&b"longer by much"[..], b"a"), (b"", b"b")] {
        world.write(name, b"some bytes");
        world.begin(9, &[name]);
        world.write(name, grown);
        let why = why(&world.settle());
        assert!(why.contains("wrote to it"), "{why}");
        assert_eq!(world.staged(), 0);
    }
}

#[test]
fn too_much_is_refused_before_it_is_copied() {
    let mut world = World::new();
    world.write(b"half", &vec![0; 600_000]);
    world.write(b"other", &vec![0; 600_000]);
    assert!(world.refused(&[b"half", b"other"]).contains("too large"));
    world.write(b"small", b"x");
    assert!(world.refused(&[&b"small"[..]; 4]).contains("too many"));
    assert!(world.refused(&[]).contains("no file"));
}

#[test]
fn names_are_cleaned_and_never_replace_anything() {
    let mut world = World::new();
    let long = [b"n".repeat(251), b".txt".to_vec()].concat();
    for (act, name) in [
        &b"-rf"[..],
        b"a\nb",
        "x\u{202e}fdp.exe".as_bytes(),
        b"\xff\xfe",
        &long,
        b"...",
    ]
    .into_iter()
    .enumerate()
    {
        world.write(name, b"x");
        let name = &world.send(act as u64, &[name])[0];
        assert!(
            name.len() <= 200 && !name.starts_with(['-', '.']),
            "{name:?}"
        );
        assert!(!name.contains(['\n', '\u{202e}', '/']), "{name:?}");
        assert!(world.incoming().join(name).is_file(), "{name:?}");
    }
    world.write(b"same.txt", b"1");
    world.write(b"b/same.txt", b"2");
    let both = world.send(20, &[b"same.txt", b"b/same.txt"]);
    assert_eq!(both, ["same.txt", "same (2).txt"]);
    let again = world.send(21, &[b"same.txt", b"b/same.txt"]);
    assert_eq!(again, ["same (3).txt", "same (2) (2).txt"]);
    assert_eq!(fs::read(world.incoming().join("same.txt")).unwrap(), b"1");
}

#[test]
fn a_destination_with_something_in_the_way_gets_nothing() {
    let mut world = World::new();
    world.write(b"a", b"x");
    let elsewhere = world.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let incoming = world.home("work").join(INCOMING);
    let hindrances: [&dyn Fn(&Path); 2] =
        [&|place| symlink(&elsewhere, place).unwrap(), &|place| {
            fs::write(place, "").unwrap()
        }];
    for place in [incoming.clone(), incoming.join("web")] {
        for hinder in hindrances {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            hinder(&place);
            world.begin(1, &[b"a"]);
            world.settle();
            let why = why(&world.publish(1));
            assert!(why.contains("is no folder"), "{why}");
            assert_eq!(world.staged(), 0);
            fs::remove_file(&place).unwrap();
        }
    }
    assert_eq!(fs::read_dir(elsewhere).unwrap().count(), 0);
}

#[test]
fn a_name_that_is_a_link_is_left_alone() {
    let mut world = World::new();
    world.write(b"a.txt", b"new");
    fs::create_dir_all(world.incoming()).unwrap();
    let precious = world.home("work").join("precious");
    fs::write(&precious, "old").unwrap();
    symlink(&precious, world.incoming().join("a.txt")).unwrap();
    assert_eq!(world.send(1, &[b"a.txt"]), ["a (2).txt"]);
    assert_eq!(fs::read(precious).unwrap(), b"old");
}

/// Lets the calling thread write in one folder, and read everywhere.
fn write_only_in(folder: &Path) {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetCreatedAttr};
    let (all, read) = (AccessFs::from_all(ABI::V2), AccessFs::from_read(ABI::V2));
    let rules = Ruleset::default().handle_access(all).unwrap();
    let rules = rules.create().unwrap();
    let rules = rules.add_rules(landlock::path_beneath_rules(["/"], read));
    let rules = rules.unwrap();
    let rules = rules.add_rules(landlock::path_beneath_rules([folder], all));
    rules.unwrap().restrict_self().unwrap();
}

/// Landlock judges the calling thread alone, also where the user may everything.
#[test]
fn a_home_that_may_not_be_written_gets_nothing() {
    let mut world = World::new();
    world.write(b"a", b"x");
    fs::create_dir_all(world.incoming()).unwrap();
    world.begin(1, &[b"a"]);
    world.settle();
    let staging = world.folder.path().join("staging");
    let events = std::thread::scope(|scope| {
        let publish = scope.spawn(|| {
            write_only_in(&staging);
            world.publish(1)
        });
        publish.join().unwrap()
    });
    let why = why(&events);
    assert!(
        why.contains("cannot be used") || why.contains("file system"),
        "{why}"
    );
    assert_eq!(world.staged(), 0);
    assert_eq!(fs::read_dir(world.incoming()).unwrap().count(), 0);
}

/// The second of two files has vanished from the staging folder: the first is taken back.
#[test]
fn all_of_an_act_arrive_or_none() {
    let mut world = World::new();
    world.write(b"a", b"x");
    world.write(b"b", b"y");
    world.begin(1, &[b"a", b"b"]);
    world.settle();
    fs::remove_file(world.folder.path().join("staging/1-1")).unwrap();
    assert!(why(&world.publish(1)).contains("cannot be used"));
    assert_eq!(fs::read_dir(world.incoming()).unwrap().count(), 0);
    assert_eq!(world.staged(), 0);
}

#[test]
fn what_nobody_wants_leaves_nothing_behind() {
    let mut world = World::new();
    world.write(b"a", &[1; 9]);
    world.begin(1, &[b"a"]);
    assert!(world.service.step() && world.service.step());
    world.service.ask(FileRequest::Discard { act: 1 }, None);
    assert_eq!(world.settle(), []);
    assert_eq!(world.staged(), 0);
    assert!(why(&world.publish(1)).contains("are gone"));
    // What an earlier process left goes when another begins.
    fs::write(world.folder.path().join("staging/4-0"), "").unwrap();
    let at = |name| world.folder.path().join(name);
    Service::open(&at("cages"), &at("staging")).unwrap();
    assert_eq!(world.staged(), 0);
}

#[test]
fn a_hard_link_is_a_file_of_its_own() {
    let mut world = World::new();
    world.write(b"a", b"x");
    fs::hard_link(world.home("web").join("a"), world.home("web").join("b")).unwrap();
    assert_eq!(world.send(1, &[b"b"]), ["b"]);
    let arrived = world.incoming().join("b");
    world.write(b"a", b"changed");
    assert_eq!(fs::read(arrived).unwrap(), b"x");
}

#[test]
fn messages_read_as_they_were_written() {
    let path = std::ffi::OsString::from_vec(vec![0xff, b'a']).into_vec();
    let request = FileRequest::Path {
        act: 3,
        cage: "web".into(),
        path,
    };
    let text = String::from_utf8(lisere_post::packed(&request)).unwrap();
    assert_eq!(
        text,
        r#"{"do":"path","act":3,"cage":"web","path":[255,97]}"#
    );
    assert_eq!(serde_json::from_str::<FileRequest>(&text).unwrap(), request);
    let event = FileEvent::Placed {
        act: 3,
        name: "a".into(),
    };
    let text = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<FileEvent>(&text).unwrap(), event);
    assert_eq!(event.act(), 3);
}
