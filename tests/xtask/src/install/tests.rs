//! Installing and uninstalling made-up programs, and the script that starts a session.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::inspect::{leaves, modes};
use super::manifest::Manifest;
use super::plan::{Built, Item, plan};
use super::{Place, put, put_in_place, uninstall};

/// A folder for one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("lisere-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// A tree to install into.
    fn place(&self, prefix: &str) -> Place {
        let tree = self.0.join("tree");
        fs::create_dir_all(&tree).unwrap();
        Place {
            prefix: prefix.into(),
            destdir: Some(tree),
        }
    }

    /// Programs and pages that only have the right names.
    fn built(&self) -> Built {
        let built = Built {
            programs: self.0.join("programs"),
            pages: self.0.join("pages"),
        };
        for folder in [&built.programs, &built.pages] {
            fs::create_dir_all(folder).unwrap();
        }
        for item in plan(Path::new("/usr"), &built, Path::new("/nowhere")).unwrap() {
            if let super::plan::Source::File(path) = &item.source
                && path.starts_with(&self.0)
            {
                fs::write(path, format!("#!/bin/sh\necho {}\n", item.to.display())).unwrap();
            }
        }
        built
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn inside(place: &Place, path: &str) -> PathBuf {
    place.at(Path::new(path))
}

#[test]
fn everything_lies_where_it_belongs_and_goes_again() {
    let folder = Folder::new("install");
    let place = folder.place("/opt/lisere");
    put_in_place(&place, &folder.built()).unwrap();
    modes(place.destdir.as_ref().unwrap()).unwrap();
    for path in [
        "/opt/lisere/bin/lisere",
        "/opt/lisere/bin/liserectl",
        "/opt/lisere/bin/lisere-cage",
        "/opt/lisere/bin/lisere-lists",
        "/opt/lisere/libexec/lisere/lisere-gate",
        "/opt/lisere/libexec/lisere/lisere-helper",
        "/opt/lisere/libexec/lisere/lisere-auth",
        "/opt/lisere/libexec/lisere/lisere-logind",
        "/opt/lisere/libexec/lisere/lisere-netns",
        "/opt/lisere/share/lisere/presets/clipos.toml",
        "/opt/lisere/share/lisere/themes/fr.toml",
        "/opt/lisere/share/lisere/lisere-prompt.sh",
        "/opt/lisere/share/man/man5/lisere-policy.5",
        "/etc/pam.d/lisere",
    ] {
        assert!(inside(&place, path).is_file(), "{path}");
    }
    for path in [
        "/opt/lisere/bin/lisere-session",
        "/opt/lisere/lib/systemd/user/lisere.service",
        "/opt/lisere/share/wayland-sessions/lisere.desktop",
        "/opt/lisere/libexec/lisere/lisere-sleep",
        "/opt/lisere/share/lisere/examples/lisere-card.conf",
    ] {
        let text = fs::read_to_string(inside(&place, path)).unwrap();
        assert!(text.contains("/opt/lisere/bin"), "{path}");
        assert!(!text.contains("@bindir@"), "{path}");
    }
    uninstall(&place).unwrap();
    assert_eq!(leaves(place.destdir.as_ref().unwrap()), [] as [PathBuf; 0]);
    let error = uninstall(&place).unwrap_err();
    assert!(error.starts_with("nothing to remove"), "{error}");
}

#[test]
fn what_others_put_there_stays() {
    let folder = Folder::new("foreign");
    let place = folder.place("/usr");
    let built = folder.built();
    let foreign = inside(&place, "/usr/share/lisere/presets/site.toml");
    let taken = inside(&place, "/usr/bin/lisere");
    for path in [&foreign, &taken] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "theirs").unwrap();
    }
    let error = put_in_place(&place, &built).unwrap_err();
    assert!(
        error.contains("/usr/bin/lisere is there already"),
        "{error}"
    );
    assert_eq!(
        leaves(place.destdir.as_ref().unwrap()),
        [taken.clone(), foreign.clone()]
    );

    fs::remove_file(&taken).unwrap();
    put_in_place(&place, &built).unwrap();
    let changed = inside(&place, "/usr/share/lisere/themes/us.toml");
    fs::write(&changed, "changed").unwrap();
    uninstall(&place).unwrap();
    assert_eq!(
        leaves(place.destdir.as_ref().unwrap()),
        [inside(&place, "/usr/bin"), foreign, changed]
    );
}

#[test]
fn installing_again_replaces_programs_and_keeps_settings() {
    let folder = Folder::new("again");
    let place = folder.place("/usr");
    let built = folder.built();
    put_in_place(&place, &built).unwrap();
    let (program, pam) = (
        inside(&place, "/usr/bin/lisere"),
        inside(&place, "/etc/pam.d/lisere"),
    );
    let old = program.metadata().unwrap().ino();
    fs::write(&pam, "the site's own").unwrap();
    fs::write(built.programs.join("lisere"), "newer").unwrap();
    put_in_place(&place, &built).unwrap();
    assert_eq!(fs::read_to_string(&program).unwrap(), "newer");
    assert_ne!(
        program.metadata().unwrap().ino(),
        old,
        "who runs the old one keeps it"
    );
    assert_eq!(fs::read_to_string(&pam).unwrap(), "the site's own");
    uninstall(&place).unwrap();
    assert_eq!(leaves(place.destdir.as_ref().unwrap()), [pam]);
}

#[test]
fn what_a_newer_version_no_longer_has_goes() {
    let folder = Folder::new("newer");
    let place = folder.place("/usr");
    let mut items = plan(&place.prefix, &folder.built(), Path::new("/nowhere")).unwrap();
    put::put(&place, &items, &Manifest::default()).unwrap();
    let old = Manifest::read(&place.at(&place.manifest()))
        .unwrap()
        .unwrap();
    let gone = |item: &Item| item.to.ends_with("themes/us.toml");
    items.retain(|item| !gone(item));
    put::put(&place, &items, &old).unwrap();
    assert!(!inside(&place, "/usr/share/lisere/themes/us.toml").exists());
    assert!(inside(&place, "/usr/share/lisere/themes/fr.toml").exists());
}

#[test]
fn a_prefix_is_plain() {
    let check = |prefix: &str| {
        let place = Place {
            prefix: prefix.into(),
            destdir: None,
        };
        place.check()
    };
    assert_eq!(check("/opt/lisere-1.0"), Ok(()));
    for prefix in ["usr", "", "/usr/../etc", "/o p t", "/a'b", "/a%b", "/$x"] {
        assert!(check(prefix).is_err(), "{prefix}");
    }
}

#[test]
fn a_file_in_the_way_of_a_folder_is_named_before_anything_changes() {
    let folder = Folder::new("refused");
    let place = folder.place("/usr");
    let items = plan(&place.prefix, &folder.built(), Path::new("/nowhere")).unwrap();
    fs::write(inside(&place, "/usr"), "a file").unwrap();
    let error = put::permitted(&place, &items).unwrap_err();
    assert!(
        error.contains("can't write in") && error.contains("--prefix"),
        "{error}"
    );
    assert_eq!(
        leaves(place.destdir.as_ref().unwrap()),
        [inside(&place, "/usr")]
    );
}

#[test]
fn manifests_are_read_as_written_and_nothing_else_is() {
    let text = "# words\nfile 00000000000000ff /usr/bin/a b\nfolder /usr/x\n";
    let manifest = Manifest::parse(text).unwrap();
    assert_eq!(manifest.files[Path::new("/usr/bin/a b")], 255);
    assert_eq!(Manifest::parse(&manifest.text()), Ok(manifest));
    for line in [
        "file ff usr/bin/a",
        "file ff /usr/../etc/passwd",
        "file zz /usr/a",
        "folder usr",
        "rm -rf /",
        "file",
    ] {
        assert_eq!(Manifest::parse(&format!("# x\n{line}\n")), Err(2), "{line}");
    }
}

/// Runs the installed script with made-up programs around it; `$LOG` is what they were
/// called with.
fn session(name: &str, systemctl: Option<&str>, environment: &[(&str, &str)]) -> (Output, String) {
    let folder = Folder::new(name);
    let place = folder.place("/usr");
    put_in_place(&place, &folder.built()).unwrap();
    let script = fs::read_to_string(inside(&place, "/usr/bin/lisere-session")).unwrap();
    let bin = folder.0.join("bin");
    fs::create_dir_all(&bin).unwrap();
    let log = folder.0.join("log");
    let script = script.replace("bindir='/usr/bin'", &format!("bindir='{}'", bin.display()));
    let program = |name: &str, text: &str| {
        let path = bin.join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let note = "#!/bin/sh\nprintf '%s\\n' \"${0##*/} $*\" >> \"$LOG\"\n";
    program(
        "lisere",
        &format!("{note}echo \"$XDG_CURRENT_DESKTOP\" >> \"$LOG\"\n"),
    );
    if let Some(text) = systemctl {
        program("systemctl", &format!("{note}{text}\n"));
    }
    let script = program("lisere-session", &script);
    // Only these programs: the machine's own manager is not to be asked.
    for name in ["sh", "cat", "printf"] {
        let _ = std::os::unix::fs::symlink(format!("/bin/{name}"), bin.join(name));
    }
    let output = Command::new("/bin/sh")
        .arg(script)
        .env_clear()
        .envs([
            ("PATH", &bin),
            ("LOG", &log),
            ("XDG_RUNTIME_DIR", &folder.0),
        ])
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    (output, fs::read_to_string(log).unwrap_or_default())
}

#[test]
fn without_systemd_the_session_runs_directly() {
    let (output, log) = session("direct", None, &[]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(log, "lisere \nlisere\n");
}

#[test]
fn with_systemd_the_session_is_a_unit_and_leaves_nothing_behind() {
    let idle = "case \"$*\" in *is-active*) exit 3;; esac";
    let set = [
        ("XDG_SESSION_ID", "7"),
        ("SECRET_TOKEN", "x"),
        ("LANG", "C"),
    ];
    let (output, log) = session("unit", Some(idle), &set);
    assert!(output.status.success(), "{output:?}");
    let lines: Vec<&str> = log.lines().collect();
    let at = |part: &str| {
        lines
            .iter()
            .position(|line| line.contains(part))
            .expect(part)
    };
    let import = lines[at("import-environment")];
    assert!(
        import.contains(" XDG_SESSION_ID") && import.contains(" LANG"),
        "{import}"
    );
    assert!(
        !import.contains("SECRET") && !import.contains("LC_ALL"),
        "{import}"
    );
    assert!(at("import-environment") < at("--wait start lisere.service"));
    assert!(at("--wait start lisere.service") < at("lisere-shutdown.target"));
    assert!(at("lisere-shutdown.target") < at("unset-environment"));
    assert!(
        !log.contains("\nlisere \n"),
        "the unit starts it, not the script"
    );
}

#[test]
fn one_session_is_enough() {
    let (output, log) = session("second", Some(""), &[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(
        said.contains("is running already") && said.contains("liserectl quit"),
        "{said}"
    );
    assert!(!log.contains("start lisere.service"), "{log}");
}

#[test]
fn a_session_that_fails_says_where_to_look() {
    let failing = "case \"$*\" in *is-active*) exit 3;; *--wait*) exit 1;; esac";
    let (output, log) = session("failing", Some(failing), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("journalctl"),
        "{output:?}"
    );
    assert!(log.contains("unset-environment"), "{log}");
}

#[test]
fn a_place_without_a_login_is_refused() {
    for (name, environment, word) in [
        ("unset", ("XDG_RUNTIME_DIR", ""), "not set"),
        ("relative", ("XDG_RUNTIME_DIR", "run"), "absolute path"),
        (
            "missing",
            ("XDG_RUNTIME_DIR", "/nowhere"),
            "no folder of yours",
        ),
        (
            "nested",
            ("WAYLAND_DISPLAY", "wayland-0"),
            "inside a graphical session",
        ),
    ] {
        let (output, log) = session(name, None, &[environment]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && said.contains(word),
            "{name}: {said}"
        );
        assert_eq!(log, "", "{name}");
    }
}
