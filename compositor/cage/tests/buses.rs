//! The host's buses as a cage has them: a bus of the test's own, with programs on it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and tells another role what it found"
)]

mod world;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_cage::buses::{Filter, sockets};
use lisere_cage::recipe::{Recipe, inside};
use lisere_policy::{HostBus, Sandbox};
use world::{Actor, has, recipe, role, told};

const RETURN: u8 = 2;
const ERROR: u8 = 3;

#[test]
fn roles() {
    match role().as_deref() {
        None => assert_eq!(world::role(), None),
        Some("filtered") => filtered(&told()),
        Some("absent") => absent(),
        Some(other) => panic!("no role {other}"),
    }
}

#[test]
fn a_cage_without_names_has_no_bus() {
    let recipe = recipe(Sandbox::default());
    assert!(sockets(&recipe).is_empty());
    assert!(Filter::start(&recipe).unwrap().is_none());
}

#[test]
fn a_bus_that_is_not_there_is_told() {
    let nowhere = [
        "env",
        "DBUS_SESSION_BUS_ADDRESS=",
        "XDG_RUNTIME_DIR=/nowhere",
    ];
    let mut actor = Actor::begin(&nowhere, "absent", "");
    let told = actor.line_with("told:");
    let missing = "xdg-dbus-proxy is not installed";
    let none = "`host-bus` of `work` names programs on the session bus, and there is none";
    assert!(told == none || told.starts_with(missing), "{told}");
}

#[test]
fn a_cage_sees_and_reaches_only_whom_its_policy_names() {
    if !["dbus-daemon", "xdg-dbus-proxy"].into_iter().all(has) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let daemon = Daemon::start(folder.path());
    let address = format!("DBUS_SESSION_BUS_ADDRESS={}", daemon.address);
    let place = folder.path().display().to_string();
    Actor::begin(&["env", &address], "filtered", &place).line_with("filtered");
}

fn with(folder: &Path) -> Recipe {
    let mut recipe = recipe(Sandbox {
        host_bus: HostBus {
            session: vec!["org.example.Named".to_owned()],
            system: Vec::new(),
        },
        ..Sandbox::default()
    });
    recipe.socket = folder.join("wayland-0");
    recipe
}

fn absent() {
    let refusal = Filter::start(&with(Path::new("/nowhere"))).unwrap_err();
    assert!(!refusal.help.is_empty(), "{refusal:?}");
    println!("told:{}", refusal.message);
}

fn filtered(folder: &str) {
    let folder = Path::new(folder);
    let direct = folder.join("bus");
    let mut named = Client::connect(&direct);
    let mut other = Client::connect(&direct);
    named.own("org.example.Named");
    other.own("org.example.Other");
    let recipe = with(folder);
    let filter = Filter::start(&recipe).unwrap().unwrap();
    let (outside, within) = sockets(&recipe).remove(0);
    assert_eq!(within, inside::HOST_BUS);
    let mut cage = Client::connect(&outside);
    let names = cage.bus("ListNames", &[]).1;
    assert!(has_text(&names, "org.example.Named"));
    assert!(!has_text(&names, "org.example.Other"));
    assert_eq!(cage.bus("GetNameOwner", &["org.example.Other"]).0, ERROR);
    assert_eq!(cage.bus("GetNameOwner", &["org.example.Named"]).0, RETURN);
    // Nor may it be talked to by its number, or a name be taken.
    let number = other.name.clone();
    for target in ["org.example.Other", &number] {
        cage.send(target, "/", "org.example.Test", "Hail", &[]);
        assert_eq!(cage.answer().0, ERROR, "{target}");
    }
    assert_eq!(cage.bus("RequestName", &["org.example.Mine"]).0, ERROR);
    cage.send("org.example.Named", "/", "org.example.Test", "Hail", &[]);
    assert!(has_text(&named.next().1, "Hail"));
    drop(filter);
    assert!(!outside.exists());
    println!("filtered");
}

fn has_text(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

/// A bus.
struct Daemon {
    child: Child,
    address: String,
}

impl Daemon {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .arg(format!("--address=unix:path={}/bus", folder.display()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        Self { child, address }
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody on a bus, as little as it takes.
struct Client {
    stream: UnixStream,
    serial: u32,
    name: String,
}

impl Client {
    fn connect(path: &Path) -> Self {
        let mut stream = UnixStream::connect(path).unwrap();
        let user = rustix::process::geteuid().as_raw().to_string();
        let user: String = user.bytes().map(|byte| format!("{byte:02x}")).collect();
        let ask = format!("\0AUTH EXTERNAL {user}\r\n");
        stream.write_all(ask.as_bytes()).unwrap();
        let mut said = Vec::new();
        while !said.ends_with(b"\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            said.push(byte[0]);
        }
        assert!(said.starts_with(b"OK "), "{said:?}");
        stream.write_all(b"BEGIN\r\n").unwrap();
        let mut client = Self {
            stream,
            serial: 0,
            name: String::new(),
        };
        let (kind, body) = client.bus("Hello", &[]);
        assert_eq!(kind, RETURN);
        client.name = String::from_utf8(body[4..body.len() - 1].to_vec()).unwrap();
        client
    }

    fn own(&mut self, name: &str) {
        assert_eq!(self.bus("RequestName", &[name]).0, RETURN);
    }

    /// Asks the bus itself.
    fn bus(&mut self, member: &str, arguments: &[&str]) -> (u8, Vec<u8>) {
        let bus = "org.freedesktop.DBus";
        self.send(bus, "/org/freedesktop/DBus", bus, member, arguments);
        self.answer()
    }

    /// Calls; `RequestName` also says that it wants nothing special.
    fn send(&mut self, target: &str, path: &str, of: &str, member: &str, arguments: &[&str]) {
        self.serial += 1;
        let mut body = Vec::new();
        let mut kinds = "s".repeat(arguments.len());
        arguments
            .iter()
            .for_each(|argument| put(&mut body, argument));
        if member == "RequestName" {
            kinds.push('u');
            pad(&mut body, 4);
            body.extend([0; 4]);
        }
        let mut fields = Vec::new();
        for (code, kind, text) in [
            (1, b'o', path),
            (2, b's', of),
            (3, b's', member),
            (6, b's', target),
        ] {
            pad(&mut fields, 8);
            fields.extend([code, 1, kind, 0]);
            put(&mut fields, text);
        }
        if !kinds.is_empty() {
            pad(&mut fields, 8);
            fields.extend([8, 1, b'g', 0, u8::try_from(kinds.len()).unwrap()]);
            fields.extend(kinds.bytes().chain([0]));
        }
        let mut message = vec![b'l', 1, 0, 1];
        for number in [body.len(), self.serial as usize, fields.len()] {
            message.extend(u32::try_from(number).unwrap().to_le_bytes());
        }
        message.extend(fields);
        pad(&mut message, 8);
        message.extend(body);
        self.stream.write_all(&message).unwrap();
    }

    /// What answers the last call; signals are passed over.
    fn answer(&mut self) -> (u8, Vec<u8>) {
        loop {
            let (kind, message) = self.next();
            if [RETURN, ERROR].contains(&kind) {
                let body = number(&message[4..8]);
                return (kind, message[message.len() - body..].to_vec());
            }
        }
    }

    /// The next call, answer or error, whole.
    fn next(&mut self) -> (u8, Vec<u8>) {
        loop {
            let mut message = vec![0; 16];
            self.stream.read_exact(&mut message).unwrap();
            let fields = number(&message[12..16]).next_multiple_of(8);
            let rest = fields + number(&message[4..8]);
            message.resize(16 + rest, 0);
            self.stream.read_exact(&mut message[16..]).unwrap();
            if message[1] != 4 {
                return (message[1], message);
            }
        }
    }
}

fn pad(bytes: &mut Vec<u8>, to: usize) {
    bytes.resize(bytes.len().next_multiple_of(to), 0);
}

fn put(bytes: &mut Vec<u8>, text: &str) {
    pad(bytes, 4);
    bytes.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
    bytes.extend(text.bytes().chain([0]));
}

fn number(bytes: &[u8]) -> usize {
    u32::from_le_bytes(bytes.try_into().unwrap()) as usize
}
