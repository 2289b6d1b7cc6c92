//! A machine of its own for the session and its programs, with another one that they may reach.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::report::say;
use crate::tool::Done;

/// Where the other machine serves its page.
pub(super) const OTHER: &str = "192.0.2.1:8080";

/// Makes the two and goes on in the first, as a user without powers. What it starts ends with
/// it: the table of processes is its own too.
const SETUP: &str = r#"
try() { "$@" || { echo "xtask: this machine can't have a machine within: $*" >&2; exit 77; }; }
other() { try ip netns exec outside "$@"; }
try mount -t tmpfs none /run
try ip link set lo up
try ip netns add outside
try ip link add wan type veth peer name wan netns outside
try ip addr add 192.0.2.2/24 dev wan
try ip link set wan up
other ip link set lo up
other ip addr add 192.0.2.1/24 dev wan
other ip link set wan up
try ip route add default via 192.0.2.1
ip netns exec outside "$0" programs --serve &
exec setpriv --ambient-caps=-all --inh-caps=-all -- "$0" "$@"
"#;

/// The page.
const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>page of another machine</title>\
    <body style=\"font: 28px sans-serif; background: linear-gradient(#dff, #fff)\">\
    <h1>Another machine</h1><p>This page was served by it.";

/// A command that starts this program in there, with these arguments.
pub(super) fn command(xtask: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--keep-caps", "--net", "--mount", "--pid"])
        .args(["--fork", "--kill-child", "--mount-proc"])
        .args(["--map-user=1000", "--map-group=1000"])
        .args(["--", "sh", "-c", SETUP])
        .arg(xtask)
        .args(arguments);
    command
}

/// Serves the page until it is ended.
pub(super) fn serve() -> Done {
    let failed = |error: io::Error| format!("can't serve a page at {OTHER}: {error}");
    let listener = TcpListener::bind(OTHER).map_err(failed)?;
    for caller in listener.incoming().flatten() {
        // Whoever hangs up early has had enough.
        if let Err(error) = answer(caller) {
            say(&format!("page: {error}"));
        }
    }
    Ok(())
}

/// Answers one request, whatever it asks for.
fn answer(caller: TcpStream) -> io::Result<()> {
    caller.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut lines = BufReader::new(&caller).lines();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let length = PAGE.len();
    write!(
        &caller,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{PAGE}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn whoever_asks_gets_the_page() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut asking = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        asking
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            .unwrap();
        answer(listener.accept().unwrap().0).unwrap();
        let mut said = String::new();
        asking.read_to_string(&mut said).unwrap();
        assert!(
            said.starts_with("HTTP/1.1 200 OK\r\n") && said.ends_with(PAGE),
            "{said}"
        );
    }

    #[test]
    fn the_machine_gets_the_arguments() {
        let command = command(Path::new("/x"), &["programs".into(), "--only".into()]);
        let words: Vec<_> = command
            .get_args()
            .filter_map(|word| word.to_str())
            .collect();
        assert_eq!(
            words.iter().rev().take(3).collect::<Vec<_>>(),
            [&"--only", &"programs", &"/x"]
        );
    }
}
