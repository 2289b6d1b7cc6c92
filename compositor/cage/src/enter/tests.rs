//! What bubblewrap is told, by what a recipe says.

use lisere_policy::{Network, Rights, Sandbox};

use super::arguments::{Machine, Root, sheet};
use super::etc::Made;
use super::hidden::Hidden;
use super::sheet::Word;
use super::sound;
use super::variables::variables;
use crate::recipe::Recipe;

fn recipe() -> Recipe {
    Recipe {
        name: "work".into(),
        title: "Work".into(),
        level: "Trusted".into(),
        colour: "#4a90d9".into(),
        sandbox: Sandbox::default(),
        rights: Rights::default(),
        user: 1000,
        socket: "/run/out/work/wayland-0".into(),
        home: Some("/homes/work".into()),
        state: None,
        journal: Some("/var/journal".into()),
        disposable: false,
        bare: false,
        variables: Vec::new(),
    }
}

fn machine() -> Machine {
    Machine {
        roots: vec![Root::Link("/bin".into(), "usr/bin".into())],
        etc: Vec::new(),
        nodes: Vec::new(),
        cameras: Vec::new(),
        server: false,
        covered: Vec::new(),
        hidden: vec![Hidden {
            path: "/proc/interrupts".into(),
            instead: Vec::new(),
        }],
        program: "/usr/libexec/lisere-cage".into(),
        liserectl: Some("/usr/libexec/liserectl".into()),
        made: Made {
            machine_id: "0".repeat(32),
            resolv: None,
            shell: "/bin/sh",
        },
        variables: vec![("HOME".into(), "/home/user".into())],
        filters: vec![vec![0; 8], vec![1; 8]],
        remote: Vec::new(),
        processes: None,
    }
}

/// The same on a machine where this is so.
fn line_where(recipe: &Recipe, so: impl FnOnce(&mut Machine)) -> String {
    let mut machine = machine();
    so(&mut machine);
    said(sheet(recipe, &machine).words())
}

/// Everything in one line, `@` for what is read from memory.
fn line(recipe: &Recipe) -> String {
    line_where(recipe, |_| {})
}

fn said(words: &[Word]) -> String {
    let words = words.iter().map(|word| match word {
        Word::Plain(word) => word.to_str().unwrap().to_owned(),
        Word::Bytes(_) => "@".to_owned(),
    });
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_plain_cage_has_nothing_but_its_own() {
    let line = line(&recipe());
    for part in [
        " --unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try ",
        " --hostname work --unshare-net --disable-userns --assert-userns-disabled ",
        " --uid 1000 --gid 1000 --cap-drop ALL --die-with-parent --as-pid-1 --new-session --clearenv ",
        " --ro-bind /usr /usr --symlink usr/bin /bin ",
        " --bind /homes/work /home/user ",
        " --ro-bind /run/out/work/wayland-0 /run/user/1000/wayland-0 ",
        " --ro-bind /usr/libexec/lisere-cage /run/lisere/lisere-cage --perms 0444 --file @ ",
        " @ /run/user/1000/dbus-1/services/org.freedesktop.Notifications.service ",
        " --remount-ro / --chdir /home/user --add-seccomp-fd @ --add-seccomp-fd @ ",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
    for part in [
        "cap-add",
        "/sys",
        "journal",
        "liserectl",
        "dev-bind",
        "resolv",
        "share-net ",
    ] {
        assert!(
            !line.replace("--unshare-net ", "").contains(part),
            "{part} in {line}"
        );
    }
    assert_eq!(
        line.matches(" --bind ").count(),
        1,
        "only the home may be written: {line}"
    );
}

#[test]
fn memory_is_bounded_by_the_cages_own() {
    let mut recipe = recipe();
    assert!(line(&recipe).contains(" --perms 1777 --size 1073741824 --tmpfs /tmp "));
    recipe.sandbox.resources.memory_mib = Some(64);
    recipe.sandbox.resources.home_mib = Some(3);
    recipe.home = None;
    let line = line(&recipe);
    assert!(
        line.contains(" --size 33554432 --tmpfs /dev/shm --remount-ro /dev "),
        "{line}"
    );
    assert!(
        line.contains(" --perms 0700 --size 33554432 --tmpfs /run/user/1000 "),
        "{line}"
    );
    assert!(
        line.contains(" --perms 0700 --size 3145728 --tmpfs /home/user "),
        "{line}"
    );
}

#[test]
fn rights_and_networks_say_what_else_there_is() {
    let mut recipe = recipe();
    recipe.sandbox.network = Network::Pasta;
    recipe.rights.nested_namespaces = true;
    recipe.rights.auditor = true;
    recipe.rights.admin = true;
    recipe.user = 0;
    let line = line(&recipe);
    assert!(!line.contains("--unshare-net"), "{line}");
    assert!(!line.contains("disable-userns"), "{line}");
    assert!(
        line.contains(" --ro-bind /var/journal /run/lisere/journal "),
        "{line}"
    );
    assert!(
        line.contains(" --ro-bind /usr/libexec/liserectl /run/lisere/liserectl "),
        "{line}"
    );
    assert!(
        line.contains(" --uid 0 --gid 0 --cap-drop ALL --cap-add CAP_CHOWN "),
        "{line}"
    );
}

#[test]
fn variables_are_ours_and_how_text_is_shown() {
    let session = |name: &str| match name {
        "LANG" => Some("fr_FR.UTF-8".to_owned()),
        "TZ" => Some("a\nb".to_owned()),
        _ => Some("secret".to_owned()).filter(|_| !name.starts_with("LC_") && name != "LANGUAGE"),
    };
    let all = variables(&recipe(), "/bin/sh", (true, true), session);
    let of = |name: &str| {
        all.iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(of("LANG"), Some("fr_FR.UTF-8"));
    assert_eq!(of("TZ"), None, "no controls");
    assert_eq!(of("LISERE_CAGE"), Some("work"));
    assert_eq!(
        of("DBUS_SESSION_BUS_ADDRESS"),
        Some("unix:path=/run/user/1000/bus")
    );
    assert_eq!(of("PULSE_SERVER"), Some("unix:/run/user/1000/pulse/native"));
    assert_eq!(of("PATH"), Some("/usr/local/bin:/usr/bin:/bin"));
    assert!(all.iter().all(|(_, value)| value != "secret"), "{all:?}");
    let none = variables(&recipe(), "/bin/sh", (false, false), |_| None);
    assert!(
        none.iter()
            .all(|(name, _)| name != "DBUS_SESSION_BUS_ADDRESS" && name != "PULSE_SERVER")
    );
}

#[test]
fn who_is_heard_has_a_server_and_no_socket_of_the_hosts() {
    let mut heard = recipe();
    heard.rights.sound = true;
    let line = line_where(&heard, |machine| machine.server = true);
    assert!(line.contains(" --perms 0444 --file @ /run/lisere/sound.pa "));
    assert!(
        !line.contains("pulse") && !line.contains("pipewire"),
        "{line}"
    );
    let script = sound::script(heard.rights);
    assert!(script.contains("module-pipe-sink") && !script.contains("pipe-source"));
    heard.rights = Rights {
        microphone: true,
        ..Rights::default()
    };
    let script = sound::script(heard.rights);
    assert!(script.contains("module-pipe-source") && !script.contains("pipe-sink"));
    assert!(script.contains("socket=/run/user/1000/pulse/native"));
    assert!(!sound::granted(Rights::default()));
    assert!(!line_where(&recipe(), |_| {}).contains("sound.pa"));
}

#[test]
fn cameras_are_shown_to_who_may_see() {
    let camera = || super::gpu::node("/dev/video7".into());
    let mut seeing = recipe();
    let shown = " --dev-bind /dev/video7 /dev/video7 ";
    let with = |machine: &mut Machine| machine.cameras = vec![camera()];
    assert!(!line_where(&seeing, with).contains("video7"));
    seeing.rights.camera = true;
    assert!(line_where(&seeing, with).contains(shown));
}

#[test]
fn what_tells_of_others_is_hidden() {
    let hidden = " --perms 0444 --ro-bind-data @ /proc/interrupts ";
    let mut nested = recipe();
    assert!(line(&nested).contains(hidden));
    nested.rights.nested_namespaces = true;
    assert!(!line(&nested).contains("/proc/interrupts"));
}

#[test]
fn other_users_see_no_path_among_the_arguments() {
    let sheet = sheet(&recipe(), &machine());
    let (words, inherited) = sheet
        .written(["/run/lisere/lisere-cage", "--init"])
        .unwrap();
    assert_eq!(words[0], "--args");
    assert_eq!(words[2..], ["--", "/run/lisere/lisere-cage", "--init"]);
    let mut text = String::new();
    let mut last = std::fs::File::from(inherited.into_iter().next_back().unwrap());
    std::io::Read::read_to_string(&mut last, &mut text).unwrap();
    assert!(
        text.contains("\0--bind\0/homes/work\0/home/user\0"),
        "{text}"
    );
    assert!(text.ends_with('\0'), "every word ends");
}
