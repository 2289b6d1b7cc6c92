//! Programs in no sandbox: each is left alone with what it is given.

use std::fs;
use std::path::Path;

use lisere_cage::message::{News, Order, code};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::core::Core;

fn core() -> Core {
    let mut core = Core::start();
    core.cage("web", |recipe| {
        recipe.bare = true;
        recipe.variables = vec![
            ("PATH".into(), std::env::var("PATH").unwrap()),
            ("LISERE_CAGE".into(), "web".into()),
        ];
    });
    core
}

#[test]
fn a_program_starts_alone_with_what_it_is_given() {
    let mut core = core();
    let home = core.home("web");
    // A pipe tells when it has written everything: nobody is its parent here.
    let fifo = home.join("said");
    mknodat(CWD, &fifo, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let script = "{ env; echo \"folder=$(pwd)\"; ls /proc/self/fd; \
                  echo \"session=$(cut -d' ' -f6 /proc/$$/stat)\"; echo \"last=$1\"; } > said";
    let argv = ["sh", "-c", script, "sh", "https://example.org"];
    assert_eq!(core.run("web", &argv, None), None);
    let said = fs::read_to_string(&fifo).unwrap();
    assert!(said.contains("LISERE_CAGE=web"), "{said}");
    assert!(said.contains("last=https://example.org"), "{said}");
    let here = home.canonicalize().unwrap();
    let folder = format!("folder={}", here.display());
    assert!(said.contains(&folder), "{said}");
    // `ls` has the three of everybody and the folder it reads.
    let few = said.contains("\n0\n1\n2\n3\n") && !said.contains("\n4\n");
    assert!(few, "{said}");
    // As text: where the leader is out of sight it is 0.
    let own = fs::read_to_string("/proc/self/stat").unwrap();
    let own = own.split(' ').nth(5).unwrap();
    assert!(said.contains("\nsession="), "{said}");
    assert!(!said.contains(&format!("\nsession={own}\n")), "{said}");
    for name in ["HOME=", "CARGO"] {
        assert!(!said.contains(name), "{name} in {said}");
    }
    core.end();
}

#[test]
fn what_cannot_start_is_said() {
    let mut core = core();
    let mut why = |argv: &[&str], folder: Option<&Path>| core.run("web", argv, folder).unwrap();
    let missing = why(&["/nonexistent/browser", "x"], None);
    assert_eq!(missing.code, code::MISSING);
    assert!(missing.message.contains("is not there"), "{missing:?}");
    assert_eq!(why(&["/dev/null", "x"], None).code, code::CANNOT);
    assert!(why(&[], None).message.contains("no program"));
    let nowhere = why(&["true"], Some(Path::new("/nonexistent")));
    assert_eq!(nowhere.code, code::FAILED);
}

#[test]
fn every_process_may_come_to_a_cage_without_walls() {
    let mut core = core();
    let (act, cage) = (core.act(), "web".to_owned());
    let pid = std::process::id();
    core.tell(&Order::Examine { act, cage, pid }, &[]);
    let mismatch = None;
    assert_eq!(core.heard(), News::Examined { act, mismatch });
}

#[test]
fn what_the_machine_offers_is_on_offer() {
    let mut core = Core::start();
    let data = tempfile::tempdir().unwrap();
    let applications = data.path().join("applications");
    fs::create_dir_all(&applications).unwrap();
    let desktop = "[Desktop Entry]\nType=Application\nName=Shell\nExec=sh %u\n";
    fs::write(applications.join("shell.desktop"), desktop).unwrap();
    let nothing = data.path().join("nothing");
    core.cage("web", |recipe| {
        recipe.bare = true;
        recipe.variables = vec![
            ("PATH".into(), std::env::var("PATH").unwrap()),
            ("XDG_DATA_HOME".into(), data.path().to_str().unwrap().into()),
            ("XDG_DATA_DIRS".into(), nothing.to_str().unwrap().into()),
        ];
    });
    let (act, cage) = (core.act(), "web".to_owned());
    core.tell(&Order::Entries { act, cage }, &[]);
    let heard = core.heard();
    let News::Entries {
        entries,
        last: true,
        refusal: None,
        ..
    } = &heard
    else {
        panic!("{heard:?}");
    };
    let all: Vec<_> = entries
        .iter()
        .map(|entry| (entry.id.as_str(), entry.name.as_str(), &entry.argv[..]))
        .collect();
    assert_eq!(all, [("shell", "Shell", &["sh".to_owned()][..])]);
    core.end();
}
