//! What programs see of the machine from within.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

use lisere_cage::message::code;
use lisere_policy::Network;

use crate::warden::{Cage, STRANGER, root, words};

const SELF: &str = "id -u; id -un; hostname; pwd; cat /proc/1/comm; tty; ls / | tr '\\n' ' '; echo; \
                    ls -A ~; grep -E 'NoNewPrivs|Seccomp:|CapEff' /proc/self/status; \
                    ls /proc/self/fd";

fn other_machine(cage: &mut Cage) {
    let said = cage.sh(SELF);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines[..5],
        ["1000", "user", "work", "/home/user", "lisere-cage"],
        "{said}"
    );
    assert_eq!(lines[5], "not a tty");
    for part in ["bin ", "etc ", "home ", "proc ", "tmp ", "usr "] {
        assert!(lines[6].contains(part), "{part} in {said}");
    }
    for part in ["root", "sys ", "boot", "mnt", "work", "srv"] {
        assert!(!lines[6].contains(part), "{part} in {said}");
    }
    assert_eq!(lines[7], "bait-of-the-home");
    assert!(
        said.contains("NoNewPrivs:\t1") && said.contains("Seccomp:\t2"),
        "{said}"
    );
    assert!(said.contains("CapEff:\t0000000000000000"), "{said}");
    assert!(
        said.ends_with("\n0\n1\n2\n3\n"),
        "nothing inherited but the script's own: {said}"
    );
}

#[test]
fn a_cage_is_another_machine() {
    if let Some(mut cage) = Cage::start(|_| {}) {
        other_machine(&mut cage);
    }
}

#[test]
fn a_cage_of_an_ordinary_user_is_too() {
    if !root() {
        eprintln!("not tried as somebody else: that takes root");
        return;
    }
    if let Some(mut cage) = Cage::start_as(Some(STRANGER), |_| {}) {
        other_machine(&mut cage);
    }
}

#[test]
fn the_environment_is_made_for_it() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let said = cage.sh("env");
    for line in [
        "HOME=/home/user",
        "XDG_RUNTIME_DIR=/run/user/1000",
        "WAYLAND_DISPLAY=wayland-0",
        "LISERE_CAGE=work",
        "LISERE_LEVEL=Trusted",
        "LISERE_COLOUR=#4a90d9",
        "USER=user",
    ] {
        assert!(said.lines().any(|found| found == line), "{line} in {said}");
    }
    for name in ["SECRET", "DISPLAY=:", "LD_", "SSH_", "CARGO", "DBUS_SYSTEM"] {
        assert!(
            !said.lines().any(|line| line.starts_with(name)),
            "{name} in {said}"
        );
    }
}

#[test]
fn only_what_is_its_own_may_be_written() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let said = cage.sh(
        "for place in / /usr /etc /run /run/lisere /dev /var /home /proc/sys/kernel/hostname; do \
         (touch $place/x || echo x > $place) 2>/dev/null && echo written $place; done; \
         for place in /tmp /var/tmp /dev/shm /run/user/1000 /home/user; do \
         touch $place/x && echo own $place; done; \
         stat -c %a /run/user/1000 /tmp; cat /etc/machine-id",
    );
    assert!(!said.contains("written"), "{said}");
    assert_eq!(said.matches("own ").count(), 5, "{said}");
    assert!(said.contains("\n700\n1777\n"), "{said}");
    assert!(cage.home().join("x").exists());
    let id = cage.root.path().join("state/machine-id");
    assert_eq!(
        fs::metadata(&id).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(said.ends_with(&fs::read_to_string(id).unwrap()), "{said}");
}

#[test]
fn its_wayland_socket_leads_out_and_no_other_does() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let script = "import socket\ns = socket.socket(socket.AF_UNIX)\n\
                  s.connect('/run/user/1000/wayland-0')\ns.send(b'hello')";
    let (said, code) = cage.run(words(&["python3", "-c", script])).map_or_else(
        |refusal| (refusal.message, refusal.code),
        |running| running.ended(),
    );
    if code == code::MISSING {
        eprintln!("not tried: {said}");
        return;
    }
    assert_eq!(code, 0, "{said}");
    let (mut peer, _) = cage.listener.accept().unwrap();
    let mut heard = String::new();
    peer.read_to_string(&mut heard).unwrap();
    assert_eq!(heard, "hello");
    let said = cage.sh("find / -xdev -type s 2>/dev/null; find /run /tmp -type s");
    assert!(
        said.lines().all(|line| line.starts_with("/run/user/1000/")),
        "{said}"
    );
}

#[test]
fn calls_that_lead_out_are_refused() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let said = cage.sh("unshare -U true; unshare -rm true; mount -t tmpfs x /tmp; \
                        chroot / true; nsenter -t 1 -n true; ls /proc/1/fd; cat /proc/1/environ");
    for part in ["unshare failed", "mount", "chroot", "ermission denied"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let said = cage.sh("unshare -U id -u || echo refused");
    assert!(said.ends_with("refused\n"), "{said}");
}

#[test]
fn rights_open_what_they_name() {
    let Some(mut cage) = Cage::start(|recipe| {
        recipe.rights.nested_namespaces = true;
        recipe.rights.auditor = true;
    }) else {
        return;
    };
    let said =
        cage.sh("unshare -U echo nested; ls -d /run/lisere/journal; touch /run/lisere/journal/x");
    assert!(said.starts_with("nested\n/run/lisere/journal\n"), "{said}");
    assert!(said.contains("Read-only"), "{said}");
}

#[test]
fn an_administrator_is_root_of_the_cage_only() {
    let Some(mut cage) = Cage::start(|recipe| {
        recipe.rights.admin = true;
        recipe.user = 0;
    }) else {
        return;
    };
    let said = cage.sh(
        "id -un; touch /usr/x; hostname other; ip link set lo down; \
                        mount -t tmpfs x /tmp; cat /proc/1/environ; grep CapEff /proc/self/status",
    );
    assert!(said.starts_with("root\n"), "{said}");
    assert!(said.contains("Read-only file system"), "{said}");
    assert!(said.contains("CapEff:\t00000000000400fb"), "{said}");
    assert!(!cage.sh("hostname").contains("other"));
}

#[test]
fn a_shared_network_leads_to_no_abstract_socket() {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixListener};
    let name = format!("lisere-bait-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(name.as_bytes()).unwrap();
    let bait = UnixListener::bind_addr(&address).unwrap();
    bait.set_nonblocking(true).unwrap();
    let Some(mut cage) = Cage::start(|recipe| recipe.sandbox.network = Network::Host) else {
        return;
    };
    let script = format!("import socket\nsocket.socket(socket.AF_UNIX).connect('\\0{name}')");
    match cage.run(words(&["python3", "-c", &script])) {
        Ok(running) => {
            let (said, code) = running.ended();
            assert_eq!(code, 1, "{said}");
            assert!(said.contains("PermissionError"), "{said}");
        }
        Err(refusal) => eprintln!("not tried: {}", refusal.message),
    }
    assert!(bait.accept().is_err());
}
