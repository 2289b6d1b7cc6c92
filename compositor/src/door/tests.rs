//! What the door opens to, what it refuses, and what it leaves alone.

use std::fs::{self, Permissions};
use std::io::ErrorKind;
use std::os::fd::AsFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use lisere_policy::{CageId, Policy};
use rustix::fs::{CWD, FileType, Mode, mkfifoat};
use rustix::io::{FdFlags, fcntl_getfd};
use tempfile::TempDir;

use super::{Door, DoorError, Flaw};

fn runtime() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    folder
}

fn cages() -> Vec<(CageId, String)> {
    let policy = Policy::preset("home").unwrap();
    let two = policy.cages().iter().take(2);
    two.map(|cage| (cage.id(), cage.name().to_owned()))
        .collect()
}

fn open(runtime: &TempDir) -> Result<Door, DoorError> {
    Door::open(runtime.path(), &cages())
}

fn flaw(runtime: &TempDir) -> (PathBuf, Flaw) {
    match open(runtime) {
        Err(DoorError::Refused { path, flaw }) => (path, flaw),
        other => panic!("{other:?}"),
    }
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

/// The first cage's folder, made as the door would.
fn cage_folder(runtime: &TempDir) -> PathBuf {
    let mut path = runtime.path().to_owned();
    for name in ["lisere", "cages", &cages()[0].1] {
        path.push(name);
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    }
    path
}

/// A socket that nobody listens at any more.
fn dead_socket(path: &Path) {
    drop(UnixListener::bind(path).unwrap());
    assert!(path.exists());
}

fn is_empty(folder: &TempDir) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn makes_private_folders_and_leaves_nothing_behind() {
    let runtime = runtime();
    let door = open(&runtime).unwrap();
    let (cage, name) = &cages()[0];
    let socket = door.socket(*cage).unwrap();
    assert_eq!(
        socket,
        runtime
            .path()
            .join("lisere/cages")
            .join(name)
            .join("wayland-0")
    );
    assert_eq!(mode(socket), 0o600);
    for folder in socket.ancestors().skip(1).take(3) {
        assert_eq!(mode(folder), 0o700, "{folder:?}");
    }
    assert_eq!(door.listeners().count(), 2);
    door.close();
    assert!(is_empty(&runtime));
}

#[test]
fn what_others_put_there_stays() {
    let runtime = runtime();
    let door = open(&runtime).unwrap();
    let socket = door.socket(cages()[0].0).unwrap().to_owned();
    let note = socket.with_file_name("note");
    fs::write(&note, "mine").unwrap();
    fs::remove_file(&socket).unwrap();
    let newcomer = UnixListener::bind(&socket).unwrap();
    drop(door);
    assert!(note.exists());
    assert!(UnixStream::connect(&socket).is_ok());
    drop(newcomer);
}

#[test]
fn each_socket_hears_its_own_programs() {
    let runtime = runtime();
    let door = open(&runtime).unwrap();
    let (one, two) = (cages()[0].0, cages()[1].0);
    let _client = UnixStream::connect(door.socket(one).unwrap()).unwrap();
    let accept = |cage| {
        let mut listeners = door.listeners();
        let (_, listener) = listeners.find(|(known, _)| *known == cage).unwrap();
        listener.accept().map(drop)
    };
    assert_eq!(accept(two).unwrap_err().kind(), ErrorKind::WouldBlock);
    accept(one).unwrap();
    assert_eq!(accept(one).unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[test]
fn sockets_do_not_survive_exec() {
    let runtime = runtime();
    let door = open(&runtime).unwrap();
    let closes = |fd: &dyn AsFd| fcntl_getfd(fd.as_fd()).unwrap().contains(FdFlags::CLOEXEC);
    assert!(door.listeners().all(|(_, listener)| closes(listener)));
}

#[test]
fn a_second_instance_is_told_so() {
    let runtime = runtime();
    let first = open(&runtime).unwrap();
    let error = open(&runtime).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("another Liseré is running: it holds"),
        "{error}"
    );
    drop(first);
    open(&runtime).unwrap();
}

#[test]
fn a_dead_socket_is_replaced_and_a_live_one_is_not() {
    let runtime = runtime();
    let socket = cage_folder(&runtime).join("wayland-0");
    dead_socket(&socket);
    open(&runtime).unwrap();
    fs::create_dir_all(socket.parent().unwrap()).unwrap();
    for folder in socket.ancestors().skip(1).take(3) {
        fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    }
    let live = UnixListener::bind(&socket).unwrap();
    assert!(matches!(open(&runtime), Err(DoorError::AnotherRunning(path)) if path == socket));
    drop(live);
    open(&runtime).unwrap();
}

#[test]
fn foreign_things_are_refused_and_kept() {
    type Make = fn(&Path);
    let kinds: [(FileType, Make); 4] = [
        (FileType::RegularFile, |path| fs::write(path, "").unwrap()),
        (FileType::Directory, |path| fs::create_dir(path).unwrap()),
        (FileType::Symlink, |path| {
            symlink("/dev/null", path).unwrap()
        }),
        (FileType::Fifo, |path| {
            mkfifoat(CWD, path, Mode::RUSR).unwrap()
        }),
    ];
    for (kind, make) in kinds {
        let runtime = runtime();
        let socket = cage_folder(&runtime).join("wayland-0");
        make(&socket);
        assert_eq!(flaw(&runtime), (socket.clone(), Flaw::NotSocket(kind)));
        assert!(fs::symlink_metadata(&socket).is_ok());
    }
}

#[test]
fn a_datagram_socket_is_foreign() {
    let runtime = runtime();
    let socket = cage_folder(&runtime).join("wayland-0");
    let _other = UnixDatagram::bind(&socket).unwrap();
    assert_eq!(flaw(&runtime).1, Flaw::Mute);
    assert!(
        fs::symlink_metadata(&socket)
            .unwrap()
            .file_type()
            .is_socket()
    );
}

#[test]
fn folders_that_others_could_enter_are_refused() {
    for wrong in [0o755, 0o770, 0o707, 0o500] {
        let runtime = runtime();
        let folder = cage_folder(&runtime);
        for folder in folder.ancestors().take(3) {
            fs::set_permissions(folder, Permissions::from_mode(wrong)).unwrap();
            assert_eq!(
                flaw(&runtime),
                (folder.to_owned(), Flaw::Open { mode: wrong })
            );
            fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
        }
        open(&runtime).unwrap();
    }
}

#[test]
fn links_and_files_in_place_of_folders_are_refused() {
    let elsewhere = runtime();
    for below in ["lisere", "lisere/cages"] {
        let runtime = runtime();
        let place = runtime.path().join(below);
        cage_folder(&runtime);
        fs::remove_dir_all(&place).unwrap();
        symlink(&elsewhere, &place).unwrap();
        assert_eq!(
            flaw(&runtime),
            (place.clone(), Flaw::NotFolder(FileType::Symlink))
        );
        fs::remove_file(&place).unwrap();
        fs::write(&place, "").unwrap();
        assert_eq!(
            flaw(&runtime),
            (place, Flaw::NotFolder(FileType::RegularFile))
        );
    }
    assert!(is_empty(&elsewhere));
}

#[test]
fn the_lock_must_be_a_plain_file() {
    let runtime = runtime();
    cage_folder(&runtime);
    let lock = runtime.path().join("lisere/lock");
    mkfifoat(CWD, &lock, Mode::RUSR).unwrap();
    assert_eq!(
        flaw(&runtime),
        (lock.clone(), Flaw::NotPlain(FileType::Fifo))
    );
    fs::remove_file(&lock).unwrap();
    symlink("elsewhere", &lock).unwrap();
    assert_eq!(flaw(&runtime), (lock, Flaw::NotPlain(FileType::Symlink)));
    assert!(!runtime.path().join("lisere/elsewhere").exists());
}

#[test]
fn the_runtime_folder_must_be_ours_alone_to_write() {
    let missing = Door::open(Path::new("/nonexistent/run"), &[]).unwrap_err();
    assert!(
        missing
            .to_string()
            .contains("/nonexistent/run does not exist"),
        "{missing}"
    );
    let relative = Door::open(Path::new("run"), &[]).unwrap_err();
    assert!(matches!(relative, DoorError::Relative(_)));
    let runtime = runtime();
    fs::set_permissions(&runtime, Permissions::from_mode(0o720)).unwrap();
    assert_eq!(flaw(&runtime).1, Flaw::Open { mode: 0o720 });
    fs::set_permissions(&runtime, Permissions::from_mode(0o755)).unwrap();
    open(&runtime).unwrap();
}

#[test]
fn another_users_folder_is_refused() {
    let runtime = runtime();
    // Only the superuser can give a folder away; for anybody else `/` is another's.
    if std::os::unix::fs::chown(&runtime, Some(12_345), None).is_ok() {
        assert!(matches!(
            flaw(&runtime).1,
            Flaw::Owner { theirs: 12_345, .. }
        ));
    } else {
        let refused = Door::open(Path::new("/"), &[]).unwrap_err();
        assert!(matches!(
            refused,
            DoorError::Refused {
                flaw: Flaw::Owner { .. },
                ..
            }
        ));
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let runtime = runtime();
    for name in ["", ".", "..", "../up", "a/b", "Upper", "nul\0"] {
        let cages = [(cages()[0].0, name.to_owned())];
        let refused = Door::open(runtime.path(), &cages);
        assert!(matches!(refused, Err(DoorError::Name(_))), "{name:?}");
    }
}

#[test]
fn deep_runtime_folders_work() {
    let runtime = runtime();
    let deep = runtime.path().join("x".repeat(120));
    fs::create_dir(&deep).unwrap();
    fs::set_permissions(&deep, Permissions::from_mode(0o700)).unwrap();
    let door = Door::open(&deep, &cages()).unwrap();
    let socket = door.socket(cages()[0].0).unwrap().to_owned();
    assert!(
        fs::symlink_metadata(&socket)
            .unwrap()
            .file_type()
            .is_socket()
    );
    drop(door);
    let again = Door::open(&deep, &cages()).unwrap();
    assert!(again.socket(cages()[0].0).is_some());
}
