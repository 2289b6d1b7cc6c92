//! `lisere-logind` between a bus of its own, with a login service that a test plays, and a core
//! that is the test as well.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::fd::{AsFd, IntoRawFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lisere_helper::logind::{Said, Tell};
use lisere_post::{Wait, packed, pair, receive, send};
use nix::sys::socket::UnixAddr;
use rustbus::connection::Timeout;
use rustbus::message_builder::{MarshalledMessage, MessageBuilder};
use rustbus::wire::{ObjectPath, UnixFd};
use rustbus::{MessageType, RpcConn, standard_messages};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pipe::pipe;

const NAME: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PATH: &str = "/org/freedesktop/login1";
const OURS: &str = "/org/freedesktop/login1/session/_37";
/// Long enough for a machine that has much else to do.
const PATIENCE: Timeout = Timeout::Duration(Duration::from_secs(30));

/// A bus in a folder.
struct Bus(Child);

impl Bus {
    /// `None` where the machine has no such program.
    fn start(folder: &Path) -> Option<Bus> {
        let socket = folder.join("bus");
        let _ = fs::remove_file(&socket);
        let config = folder.join("bus.conf");
        // As a session's bus has it: everybody may say everything, also what is not true.
        let policy = "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
                      <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>";
        let listen = format!("<listen>unix:path={}</listen>", socket.display());
        let whole = format!("<busconfig>{listen}<auth>EXTERNAL</auth>{policy}</busconfig>");
        fs::write(&config, whole).unwrap();
        let mut child = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        // It listens once it says where.
        let mut said = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut said).unwrap();
        assert!(said.contains("unix:path="), "{said}");
        Some(Bus(child))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// The login service as the test plays it.
struct Login(RpcConn);

impl Login {
    fn new(folder: &Path) -> Login {
        let mut login = Login(connect(folder));
        let flags = standard_messages::DBUS_NAME_FLAG_DO_NOT_QUEUE;
        let asked = standard_messages::request_name(NAME, flags);
        let serial = login.send(&asked);
        login.0.wait_response(serial, PATIENCE).unwrap();
        login
    }

    fn send(&mut self, message: &MarshalledMessage) -> u32 {
        let conn = self.0.conn_mut();
        conn.send.send_message_write_all(message).unwrap()
    }

    /// The next call, which must be of this method.
    fn called(&mut self, method: &str) -> MarshalledMessage {
        let call = self.0.wait_call(PATIENCE).unwrap();
        assert_eq!(call.dynheader.member.as_deref(), Some(method));
        call
    }

    /// Returns the name on the bus of who asked.
    fn answer_session(&mut self) -> String {
        let call = self.called("GetSession");
        assert_eq!(call.body.parser().get::<&str>().unwrap(), "7");
        let mut answer = call.dynheader.make_response();
        answer
            .body
            .push_param(ObjectPath::new(OURS).unwrap())
            .unwrap();
        self.send(&answer);
        call.dynheader.sender.unwrap()
    }

    /// Grants an inhibitor; returns what is at its end when it is let go.
    fn inhibit(&mut self, what: &str, mode: &str) -> OwnedFd {
        let call = self.called("Inhibit");
        let mut said = call.body.parser();
        assert_eq!(said.get::<&str>().unwrap(), what);
        assert_eq!(said.get::<&str>().unwrap(), "Liseré");
        let _why: &str = said.get().unwrap();
        assert_eq!(said.get::<&str>().unwrap(), mode);
        let (ours, theirs) = pipe().unwrap();
        let mut answer = call.dynheader.make_response();
        let theirs = UnixFd::new(theirs.into_raw_fd());
        answer.body.push_param(&theirs).unwrap();
        self.send(&answer);
        ours
    }

    fn hinted(&mut self, method: &str, is: bool) {
        let call = self.called(method);
        assert_eq!(call.dynheader.object.as_deref(), Some(OURS));
        assert_eq!(call.body.parser().get::<bool>().unwrap(), is);
    }

    fn blocked(&mut self, what: &str) {
        let call = self.called("Get");
        let mut answer = call.dynheader.make_response();
        answer.body.push_variant(what).unwrap();
        self.send(&answer);
    }

    fn emit(&mut self, interface: &str, member: &str, object: &str) {
        let signal = MessageBuilder::new().signal(interface, member, object);
        self.send(&signal.build());
    }

    fn sleeps(&mut self, begins: bool) {
        let signal = MessageBuilder::new().signal(MANAGER, "PrepareForSleep", PATH);
        let mut signal = signal.build();
        signal.body.push_param(begins).unwrap();
        self.send(&signal);
    }
}

fn connect(folder: &Path) -> RpcConn {
    let address = UnixAddr::new(&folder.join("bus")).unwrap();
    let mut conn = RpcConn::connect_to_path(address, PATIENCE).unwrap();
    conn.set_filter(Box::new(|message| message.typ != MessageType::Signal));
    conn
}

/// The helper, and the core's end of the socket to it.
struct Helper {
    child: Child,
    core: OwnedFd,
}

impl Helper {
    fn start(folder: &Path) -> Helper {
        // The machine's own light is none of a test's.
        Helper::with_lights(folder, &folder.join("none"))
    }

    fn with_lights(folder: &Path, lights: &Path) -> Helper {
        let (core, theirs) = pair().unwrap();
        let bus = format!("unix:path={}", folder.join("bus").display());
        let child = Command::new(env!("CARGO_BIN_EXE_lisere-logind"))
            .arg("serve")
            .arg(lights)
            .env_clear()
            .env("DBUS_SYSTEM_BUS_ADDRESS", bus)
            .env("XDG_SESSION_ID", "7")
            .stdin(Stdio::from(theirs))
            .spawn()
            .unwrap();
        Helper { child, core }
    }

    fn tell(&self, told: Tell) {
        send(&self.core, &packed(&told), &[], Wait::Yes).unwrap();
    }

    fn heard(&self) -> Said {
        assert!(comes(&self.core), "it says nothing");
        receive::<Said>(&self.core, Wait::Yes).unwrap().message
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended with the test's own end of the socket.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

fn waited(fd: impl AsFd, seconds: i64) -> bool {
    let time = Timespec {
        tv_sec: seconds,
        tv_nsec: 0,
    };
    let mut fds = [PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)];
    poll(&mut fds, Some(&time)).unwrap() > 0
}

/// Whether something comes, or the other end goes.
fn comes(fd: impl AsFd) -> bool {
    waited(fd, 30)
}

/// Whether an inhibitor is let go of now.
fn let_go(inhibitor: &OwnedFd) -> bool {
    waited(inhibitor, 0)
}

#[test]
fn what_the_service_says_is_heard_and_sleep_waits() {
    let folder = tempfile::tempdir().unwrap();
    let Some(bus) = Bus::start(folder.path()) else {
        eprintln!("there is no dbus-daemon here: nothing but its absence is tried");
        let helper = Helper::start(folder.path());
        assert!(matches!(helper.heard(), Said::Away(_)));
        return;
    };
    let mut login = Login::new(folder.path());
    let helper = Helper::start(folder.path());
    let name = login.answer_session();
    let sleep = login.inhibit("sleep", "delay");
    login.hinted("SetLockedHint", false);
    login.hinted("SetIdleHint", false);
    login.blocked("shutdown:idle");
    assert_eq!(helper.heard(), Said::Here { lacks: Vec::new() });
    assert_eq!(helper.heard(), Said::Awake(true));

    // Another one on the bus is not believed, and another session is not ours.
    let mut stranger = Login(connect(folder.path()));
    let lie = MessageBuilder::new().signal(SESSION, "Lock", OURS);
    let mut lie = lie.build();
    lie.dynheader.destination = Some(name);
    stranger.send(&lie);
    // Whatever it asks for comes after what it said.
    let asked = standard_messages::ping_bus();
    let serial = stranger.send(&asked);
    stranger.0.wait_response(serial, PATIENCE).unwrap();
    login.emit(SESSION, "Lock", "/org/freedesktop/login1/session/_38");
    login.emit(SESSION, "Unlock", OURS);
    assert_eq!(helper.heard(), Said::Unlock);
    login.emit(SESSION, "Lock", OURS);
    assert_eq!(helper.heard(), Said::Lock);
    helper.tell(Tell::Locked(true));
    login.hinted("SetLockedHint", true);

    // The machine waits until the core has hidden everything.
    login.sleeps(true);
    assert_eq!(helper.heard(), Said::Sleep);
    assert!(!let_go(&sleep), "nothing is hidden yet");
    helper.tell(Tell::Idle(true));
    login.hinted("SetIdleHint", true);
    assert!(!let_go(&sleep), "nothing is hidden yet");
    helper.tell(Tell::Hidden);
    assert!(comes(&sleep), "it may sleep now");
    login.sleeps(false);
    let sleep = login.inhibit("sleep", "delay");
    assert_eq!(helper.heard(), Said::Woke);
    assert!(!let_go(&sleep));

    helper.tell(Tell::Lid(true));
    let lid = login.inhibit("handle-lid-switch", "block");
    helper.tell(Tell::Lid(false));
    assert!(comes(&lid));
    helper.tell(Tell::Lid(true));
    let _lid = login.inhibit("handle-lid-switch", "block");

    drop(bus);
    comes_back(folder.path(), &helper);
}

/// The bus goes and comes back: everything is asked for again.
fn comes_back(folder: &Path, helper: &Helper) {
    assert!(matches!(helper.heard(), Said::Away(_)));
    assert_eq!(helper.heard(), Said::Awake(false));
    let _bus = Bus::start(folder).unwrap();
    let mut login = Login::new(folder);
    login.answer_session();
    let _sleep = login.inhibit("sleep", "delay");
    login.hinted("SetLockedHint", true);
    login.hinted("SetIdleHint", true);
    let _lid = login.inhibit("handle-lid-switch", "block");
    login.blocked("");
    assert_eq!(helper.heard(), Said::Here { lacks: Vec::new() });
    assert_eq!(helper.heard(), Said::Awake(false));
}

/// A screen's light as the kernel shows it.
fn light(folder: &Path, now: u32) {
    let place = folder.join("lights/panel");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("type"), "raw\n").unwrap();
    fs::write(place.join("max_brightness"), "200\n").unwrap();
    fs::write(place.join("brightness"), format!("{now}\n")).unwrap();
}

impl Login {
    /// The helper's questions when it finds the service.
    fn welcome(&mut self) -> OwnedFd {
        self.answer_session();
        let sleep = self.inhibit("sleep", "delay");
        self.hinted("SetLockedHint", false);
        self.hinted("SetIdleHint", false);
        self.blocked("");
        sleep
    }

    /// Somebody wants the panel's light otherwise; the answer is to be sent.
    fn lit(&mut self, to: u32) -> MarshalledMessage {
        let call = self.called("SetBrightness");
        assert_eq!(call.dynheader.object.as_deref(), Some(OURS));
        let mut said = call.body.parser();
        assert_eq!(said.get::<&str>().unwrap(), "backlight");
        assert_eq!(said.get::<&str>().unwrap(), "panel");
        assert_eq!(said.get::<u32>().unwrap(), to);
        call
    }
}

#[test]
fn the_service_makes_the_screen_brighter() {
    let folder = tempfile::tempdir().unwrap();
    light(folder.path(), 100);
    let lights = folder.path().join("lights");
    let Some(bus) = Bus::start(folder.path()) else {
        eprintln!("not tried: there is no dbus-daemon here");
        return;
    };
    let mut login = Login::new(folder.path());
    let helper = Helper::with_lights(folder.path(), &lights);
    let _sleep = login.welcome();
    assert_eq!(helper.heard(), Said::Here { lacks: Vec::new() });
    assert_eq!(helper.heard(), Said::Awake(false));
    for (brighter, to, percent) in [(true, 110, 55), (true, 120, 60), (false, 110, 55)] {
        helper.tell(Tell::Light { brighter });
        let call = login.lit(to);
        light(folder.path(), to);
        login.send(&call.dynheader.make_response());
        assert_eq!(helper.heard(), Said::Light(Ok(percent)));
    }
    // Whoever else changes it, that is where the next step begins. A service that goes with the
    // question unanswered has done nothing.
    light(folder.path(), 199);
    helper.tell(Tell::Light { brighter: true });
    login.lit(200);
    drop(login);
    let no = helper.heard();
    let says = |why: &str| why.contains("panel") && why.contains("NoReply");
    assert!(matches!(&no, Said::Light(Err(why)) if says(why)), "{no:?}");
    assert!(matches!(helper.heard(), Said::Away(_)));
    assert_eq!(helper.heard(), Said::Awake(false));
    // Nothing is beyond full, for which nobody is asked.
    light(folder.path(), 200);
    helper.tell(Tell::Light { brighter: true });
    assert_eq!(helper.heard(), Said::Light(Ok(100)));
    helper.tell(Tell::Light { brighter: false });
    let no = helper.heard();
    let says = |why: &str| why.contains("not reached");
    assert!(matches!(&no, Said::Light(Err(why)) if says(why)), "{no:?}");

    drop(bus);
    let dark = Helper::start(folder.path());
    assert!(matches!(dark.heard(), Said::Away(_)));
    assert_eq!(dark.heard(), Said::Awake(false));
    dark.tell(Tell::Light { brighter: true });
    assert!(matches!(dark.heard(), Said::Light(Err(why)) if why.contains("no screen")));
}
