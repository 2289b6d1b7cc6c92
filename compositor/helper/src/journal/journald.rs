//! The system's own journal, which gets every record too where there is one.

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};

use lisere_policy::record::{summary, weight};
use serde_json::Value;

/// Where it listens. Source: systemd's "Native Journal Protocol".
const SOCKET: &str = "/run/systemd/journal/socket";

/// The system's journal.
#[derive(Debug)]
pub struct Journald {
    socket: UnixDatagram,
    path: PathBuf,
}

impl Journald {
    /// The one of this machine, if it runs one.
    #[must_use]
    pub fn here() -> Option<Journald> {
        Self::at(Path::new(SOCKET)).ok()
    }

    /// The one that listens at `path`.
    ///
    /// # Errors
    /// When nothing is there, or the system has no descriptor left.
    pub fn at(path: &Path) -> io::Result<Journald> {
        path.symlink_metadata()?;
        let socket = UnixDatagram::unbound()?;
        // A journal that does not read must not hold ours up.
        socket.set_nonblocking(true)?;
        Ok(Journald {
            socket,
            path: path.to_owned(),
        })
    }

    /// Tells it of a record, which is a line of JSON. What it does not take is in our own
    /// journal all the same.
    pub fn tell(&self, line: &str) {
        let _ = self.socket.send_to(entry(line).as_bytes(), &self.path);
    }
}

/// The record as fields. A line of JSON holds no line end, and neither does what is made
/// plain, so no field can be forged from within another.
fn entry(line: &str) -> String {
    let record: Value = serde_json::from_str(line).unwrap_or_default();
    let kind = record.get("kind").and_then(Value::as_str);
    let kind = plain(kind.unwrap_or_default());
    let (who, what) = summary(&record);
    let message = format!("{kind}: {who} {what}");
    format!(
        "MESSAGE={}\nPRIORITY={}\nSYSLOG_IDENTIFIER=lisere\nLISERE_KIND={kind}\nLISERE_RECORD={}\n",
        plain(message.trim_end_matches([' ', ':'])),
        weight(&kind),
        plain(line),
    )
}

fn plain(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_cannot_forge_a_field() {
        let line =
            r#"{"seq":1,"kind":"refused","cage":"web","why":"a\nPRIORITY=0\nX=\"","count":1}"#;
        let entry = entry(line);
        let names: Vec<_> = entry.lines().map(|line| line.split('=').next()).collect();
        let expected = [
            "MESSAGE",
            "PRIORITY",
            "SYSLOG_IDENTIFIER",
            "LISERE_KIND",
            "LISERE_RECORD",
        ];
        assert_eq!(names, expected.map(Some));
        assert!(
            entry.starts_with("MESSAGE=refused: web a PRIORITY=0 X=\"\nPRIORITY=5\n"),
            "{entry}"
        );
        assert!(entry.contains(&format!("LISERE_RECORD={line}\n")));
    }

    #[test]
    fn nobody_listening_is_no_trouble() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        assert!(Journald::at(&path).is_err());
        let ear = UnixDatagram::bind(&path).unwrap();
        let journald = Journald::at(&path).unwrap();
        journald.tell(r#"{"kind":"locked"}"#);
        let mut bytes = [0; 1024];
        let length = ear.recv(&mut bytes).unwrap();
        assert!(bytes[..length].starts_with(b"MESSAGE=locked\n"));
        drop(ear);
        journald.tell(r#"{"kind":"locked"}"#);
    }
}
