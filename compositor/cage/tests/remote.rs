//! Programs on another machine: an ssh server of the test's own, in a network of its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and tells another role what it found"
)]

mod world;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use lisere_cage::message::{Notice, Run};
use lisere_cage::recipe::inside;
use lisere_cage::remote::{Source, files, run_there};
use lisere_policy::{Engine, Remote, Sandbox};
use lisere_post::{Wait, receive};
use world::{ROLE, has, play, recipe, role};

const USER: u32 = 1000;
const PORT: u16 = 2222;

#[test]
fn roles() {
    match role().as_deref() {
        None => assert_eq!(world::role(), None),
        Some("here") => Here::new().story(),
        Some("window") => window(),
        Some(other) => panic!("no role {other}"),
    }
}

#[test]
fn programs_run_on_another_machine_and_cuts_are_told() {
    let remote = remote("ssh-ed25519 AAAA", None);
    let words = run_there(&remote, &run(&["true"]));
    assert_eq!(words.argv[..2], [inside::PROGRAM, "--there"]);
    let tools = ["ip", "pkill", "ssh", "sshd", "ssh-keygen", "waypipe"].map(has);
    if !tools.contains(&false) {
        play("here", USER);
    }
}

#[test]
fn a_cage_on_this_machine_needs_no_files() {
    assert_eq!(files(&recipe(Sandbox::default())), Ok(Vec::new()));
}

fn remote(host_key: &str, identity: Option<&Path>) -> Remote {
    Remote {
        host: "127.0.0.1".to_owned(),
        user: Some("anna".to_owned()),
        port: PORT,
        host_key: host_key.trim().to_owned(),
        identity: identity.map(|path| path.to_str().unwrap().to_owned()),
    }
}

fn run(argv: &[&str]) -> Run {
    Run {
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        env: vec![("A".to_owned(), "b 'c'".to_owned())],
        folder: Some("/usr".to_owned()),
        terminal: None,
    }
}

/// The cage's side, with the other machine beside it.
struct Here {
    folder: PathBuf,
    key: String,
    _server: Server,
    /// Where windows go.
    display: UnixListener,
}

/// An ssh server.
struct Server(Child);

impl Server {
    fn start(folder: &Path) -> Self {
        let at = |name: &str| folder.join(name).display().to_string();
        let config = format!(
            "Port {PORT}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\n\
             UsePAM no\nStrictModes no\nPidFile none\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nLogLevel INFO\n",
            at("host"),
            at("user.pub")
        );
        fs::write(folder.join("config"), config).unwrap();
        let program = ["/usr/sbin/sshd", "/usr/bin/sshd"].map(Path::new);
        let program = program.into_iter().find(|path| path.exists()).unwrap();
        let mut child = Command::new(program)
            .args(["-D", "-e", "-f", &at("config")])
            .env_remove(ROLE)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("Server listening on") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the server ended");
        }
        // What it says later fills no pipe: it is little.
        child.stderr = Some(said.into_inner());
        Self(child)
    }

    /// Ends its connections, and not itself: no process but ours is seen here.
    fn cut() {
        let status = Command::new("pkill")
            .args(["-KILL", "-f", "^sshd: anna"])
            .status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Here {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap().keep();
        for name in ["host", "user", "other"] {
            let status = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(folder.join(name))
                .status();
            assert!(status.unwrap().success());
        }
        let home = folder.display();
        let users = format!(
            "anna:x:{USER}:{USER}::{home}:/bin/sh\nroot:x:0:0::/:/bin/sh\n\
             sshd:x:1001:65534::/:/bin/false\n"
        );
        fs::write(folder.join("passwd"), users).unwrap();
        let status = Command::new("mount")
            .args(["--bind".as_ref(), folder.join("passwd").as_os_str()])
            .arg("/etc/passwd")
            .status();
        assert!(status.unwrap().success());
        fs::create_dir_all(inside::OURS).unwrap();
        fs::create_dir_all(inside::RUNTIME).unwrap();
        let key = fs::read_to_string(folder.join("host.pub")).unwrap();
        let server = Server::start(&folder);
        let display = UnixListener::bind(folder.join("wayland-0")).unwrap();
        Self {
            folder,
            key,
            _server: server,
            display,
        }
    }

    /// As the sandbox would have it, for that machine.
    fn seen(&self, remote: &Remote) {
        let recipe = recipe(Sandbox {
            engine: Engine::Ssh(remote.clone()),
            ..Sandbox::default()
        });
        for (place, source) in files(&recipe).unwrap() {
            let _ = fs::remove_file(place);
            match source {
                Source::Text(text) => fs::write(place, text).unwrap(),
                Source::File(path) => {
                    fs::copy(path, place).unwrap();
                }
            }
            fs::set_permissions(place, PermissionsExt::from_mode(0o600)).unwrap();
        }
    }

    fn command(&self, remote: &Remote, run: &Run) -> Command {
        self.seen(remote);
        let there = run_there(remote, run);
        let mut command = Command::new(env!("CARGO_BIN_EXE_lisere-cage"));
        command
            .args(&there.argv[1..])
            .env_remove(ROLE)
            .env("LISERE_CAGE", "work")
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("WAYLAND_DISPLAY", "wayland-0")
            .env("HOME", &self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn good(&self) -> Remote {
        remote(&self.key, Some(&self.folder.join("user")))
    }

    fn story(&self) {
        self.a_program_runs_as_if_here();
        self.a_window_is_shown_here();
        self.other_keys_are_refused();
        self.a_cut_is_told_and_the_next_one_runs();
        fs::remove_dir_all(&self.folder).unwrap();
    }

    fn a_program_runs_as_if_here(&self) {
        let show = "printf '%s|%s|%s|%s\\n' \"$LISERE_CAGE\" \"$A\" \"$PWD\" \"$1\"; exit 7";
        let told = "$(id) 'x' \"y\"; `z`\\";
        let run = run(&["sh", "-c", show, "sh", told]);
        let output = self.command(&self.good(), &run).output().unwrap();
        let said = text(&output.stdout);
        assert_eq!(said, format!("work|b 'c'|/usr|{told}\n"), "{output:?}");
        assert_eq!(output.status.code(), Some(7), "{output:?}");
        let missing = self::run(&["no-such-program"]);
        let output = self.command(&self.good(), &missing).output().unwrap();
        assert_eq!(output.status.code(), Some(127), "{output:?}");
    }

    fn a_window_is_shown_here(&self) {
        let own = std::env::current_exe().unwrap();
        let mut run = run(&[own.to_str().unwrap(), "--exact", "roles", "--nocapture"]);
        run.env.push((ROLE.to_owned(), "window".to_owned()));
        let child = self.command(&self.good(), &run).spawn().unwrap();
        let mut asked = [0; 24];
        // Waypipe looks in whenever it starts; the programs before had no window.
        let mut client = loop {
            let (mut client, _) = self.display.accept().unwrap();
            if client.read_exact(&mut asked).is_ok() {
                break client;
            }
        };
        assert_eq!(asked, words(&[1, 12 << 16 | 1, 2, 1, 12 << 16, 3])[..]);
        let seat = [
            2,
            28 << 16,
            1,
            8,
            u32::from_ne_bytes(*b"wl_s"),
            u32::from_ne_bytes(*b"eat\0"),
            1,
        ];
        client.write_all(&words(&seat)).unwrap();
        client.write_all(&words(&[3, 12 << 16, 1])).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(text(&output.stdout).contains("shown:true"), "{output:?}");
    }

    fn other_keys_are_refused(&self) {
        let other = fs::read_to_string(self.folder.join("other.pub")).unwrap();
        let no_key = self.folder.join("other");
        let away = Remote {
            port: PORT + 1,
            ..self.good()
        };
        let nobody = remote(&self.key, Some(&no_key));
        let changed = remote(&other, Some(&self.folder.join("user")));
        for (remote, cause) in [
            (changed, "127.0.0.1 has another key than `host-key`"),
            (nobody, "127.0.0.1 does not let anna in: add "),
            (away, "nothing listens at port 2223 of 127.0.0.1"),
        ] {
            let output = self.command(&remote, &run(&["true"])).output().unwrap();
            assert_eq!(output.status.code(), Some(255), "{output:?}");
            let told = text(&output.stderr);
            assert!(told.contains(cause), "{told}");
        }
    }

    fn a_cut_is_told_and_the_next_one_runs(&self) {
        let waits = run(&["sh", "-c", "echo started; read -r answer"]);
        let mut child = self.command(&self.good(), &waits).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        assert_eq!(line, "started\n");
        let notices = UnixDatagram::bind(inside::NOTICES).unwrap();
        Server::cut();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(255), "{output:?}");
        let told = text(&output.stderr);
        assert!(
            told.contains("the connection to 127.0.0.1 was cut"),
            "{told}"
        );
        let notice = receive::<Notice>(&notices, Wait::No).unwrap().message;
        assert_eq!(notice.summary, "No connection to 127.0.0.1");
        assert!(notice.body.contains("was cut"), "{notice:?}");
        let again: Output = self
            .command(&self.good(), &run(&["true"]))
            .output()
            .unwrap();
        assert_eq!(again.status.code(), Some(0), "{again:?}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

/// A client, there: asks which globals there are, and for an answer after them.
fn window() {
    let folder = std::env::var("XDG_RUNTIME_DIR").unwrap_or_default();
    let display = std::env::var("WAYLAND_DISPLAY").unwrap();
    let mut stream = UnixStream::connect(Path::new(&folder).join(display)).unwrap();
    let asked = words(&[1, 12 << 16 | 1, 2, 1, 12 << 16, 3]);
    stream.write_all(&asked).unwrap();
    let mut answer = [0; 40];
    stream.read_exact(&mut answer).unwrap();
    let seat = answer.windows(7).any(|part| part == b"wl_seat");
    println!("shown:{seat}");
}
