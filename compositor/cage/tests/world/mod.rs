//! A machine of a test's own, in namespaces: addresses, a way out, and another machine there.
//!
//! A test starts itself anew inside, in another role: its test `roles` then plays that.

#![allow(dead_code, reason = "each test file uses another part of it")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use lisere_cage::recipe::Recipe;
use lisere_policy::{Rights, Sandbox};

/// Which role a process of a test plays.
pub(crate) const ROLE: &str = "LISERE_TEST_ROLE";
/// What it is told besides.
pub(crate) const TOLD: &str = "LISERE_TEST_TOLD";
/// What a kernel without the parts for such a machine ends with.
const IMPOSSIBLE: i32 = 77;

/// `192.0.2.2` and `2001:db8::2` towards the other machine, `198.51.100.7` towards nobody.
const SETUP: &str = "
try() { \"$@\" || { echo \"not on this machine: $*\" >&2; exit 77; }; }
other() { try ip netns exec outside \"$@\"; }
try mount -t tmpfs none /run
try ip link set lo up
try ip netns add outside
try ip link add wan type veth peer name wan netns outside
try ip addr add 192.0.2.2/24 dev wan
try ip link set wan up
try ip link add lan type bridge
try ip addr add 198.51.100.7/24 dev lan
try ip link set lan up
other ip link set lo up
other ip addr add 192.0.2.1/24 dev wan
other ip link set wan up
try ip route add default via 192.0.2.1
if [ -e /proc/net/if_inet6 ]; then
    try ip -6 addr add 2001:db8::2/64 dev wan nodad
    other ip -6 addr add 2001:db8::1/64 dev wan nodad
    try ip -6 route add default via 2001:db8::1
fi
exec \"$0\" --exact roles --nocapture
";

/// Plays a role on a machine of its own, as its root or as another user with root's powers
/// over the network. Returns whether this machine can have such a machine; else says why.
pub(crate) fn play(role: &str, user: u32) -> bool {
    let own = std::env::current_exe().unwrap();
    let names = [format!("--map-user={user}"), format!("--map-group={user}")];
    let status = Command::new("unshare")
        .args(["--user", "--keep-caps", "--net", "--mount", "--pid"])
        .args(["--fork", "--kill-child", "--mount-proc"])
        .args(names)
        .args(["--", "sh", "-c", SETUP])
        .arg(own)
        .env(ROLE, role)
        .status();
    let code = status.map(|status| status.code());
    match code {
        Ok(Some(0)) => true,
        // `unshare` itself ends with 1 where the kernel forbids namespaces.
        Ok(Some(IMPOSSIBLE)) => {
            eprintln!("not tried: this machine can't have a machine within");
            false
        }
        Ok(Some(1)) if !namespaces() => {
            eprintln!("not tried: this machine forbids user namespaces");
            false
        }
        other => panic!("{role} as {user}: {other:?}"),
    }
}

/// Whether the kernel lets this user have namespaces with a process table of their own.
pub(crate) fn namespaces() -> bool {
    let all = "--user --map-root-user --keep-caps --net --mount --pid --fork --mount-proc true";
    let status = Command::new("unshare").args(all.split(' ')).status();
    status.is_ok_and(|status| status.success())
}

/// The role that this process plays, if a test of ours started it.
pub(crate) fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// What it was told.
pub(crate) fn told() -> String {
    std::env::var(TOLD).unwrap()
}

/// A cage with that sandbox, and nothing outside.
pub(crate) fn recipe(sandbox: Sandbox) -> Recipe {
    Recipe {
        name: "work".to_owned(),
        title: "Work".to_owned(),
        level: "Level".to_owned(),
        colour: "#204060".to_owned(),
        sandbox,
        rights: Rights::default(),
        user: 1000,
        socket: "/nowhere".into(),
        home: None,
        state: None,
        journal: None,
        disposable: false,
        bare: false,
        variables: Vec::new(),
    }
}

/// A process in another role, ended with this.
pub(crate) struct Actor(Child, BufReader<ChildStdout>);

impl Actor {
    /// Starts it behind some other program, and waits until it is ready.
    pub(crate) fn start(before: &[&str], role: &str, told: &str) -> Self {
        let mut actor = Self::begin(before, role, told);
        actor.line_with("ready");
        actor
    }

    /// Starts it.
    pub(crate) fn begin(before: &[&str], role: &str, told: &str) -> Self {
        let own = std::env::current_exe().unwrap();
        let mut words = before.iter().map(AsRef::as_ref).chain([own.as_os_str()]);
        let mut child = Command::new(words.next().unwrap())
            .args(words)
            .args(["--exact", "roles", "--nocapture"])
            .env(ROLE, role)
            .env(TOLD, told)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self(child, stdout)
    }

    /// The next line that has this word; what is behind it.
    pub(crate) fn line_with(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            let got = self.1.read_line(&mut line).unwrap();
            assert_ne!(got, 0, "ended before it said `{word}`");
            if let Some((_, rest)) = line.split_once(word) {
                return rest.trim().to_owned();
            }
        }
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Answers everybody who connects to the address that it was told, for ever.
pub(crate) fn listen() {
    let listener = TcpListener::bind(told()).unwrap();
    println!("ready");
    for stream in listener.incoming() {
        let _ = stream.and_then(|mut stream| stream.write_all(b"hello"));
    }
}

/// Sends back what arrives at the address that it was told, for ever.
pub(crate) fn echo() {
    let socket = UdpSocket::bind(told()).unwrap();
    println!("ready");
    let mut bytes = [0; 512];
    while let Ok((got, from)) = socket.recv_from(&mut bytes) {
        let _ = socket.send_to(&bytes[..got], from);
    }
}

/// Whether somebody at that address lets us connect.
pub(crate) fn connects(target: &str) -> bool {
    let address: SocketAddr = target.parse().unwrap();
    TcpStream::connect_timeout(&address, Duration::from_secs(5)).is_ok()
}

/// Whether somebody at that address sends back what we send.
pub(crate) fn echoes(target: &str) -> bool {
    let address: SocketAddr = target.parse().unwrap();
    let any = if address.is_ipv4() {
        "0.0.0.0:0"
    } else {
        "[::]:0"
    };
    let socket = UdpSocket::bind(any).unwrap();
    let wait = Some(Duration::from_secs(5));
    socket.set_read_timeout(wait).unwrap();
    let mut bytes = [0; 16];
    let sent = socket.connect(address).and_then(|()| socket.send(b"who"));
    sent.is_ok()
        && socket
            .recv(&mut bytes)
            .is_ok_and(|got| &bytes[..got] == b"who")
}

/// Whether the machine has that program.
pub(crate) fn has(program: &str) -> bool {
    let folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];
    let there = |folder: &&str| std::path::Path::new(folder).join(program).exists();
    folders.iter().any(there) || {
        eprintln!("not tried: {program} is not installed");
        false
    }
}

/// Whether it is the machine's own root who runs this, whatever it is called here.
pub(crate) fn owner_is_root() -> bool {
    let map = std::fs::read_to_string("/proc/self/uid_map").unwrap();
    rustix::process::geteuid().is_root() && map.split_whitespace().nth(1) == Some("0")
}
