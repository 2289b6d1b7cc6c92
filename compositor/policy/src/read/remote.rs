//! Reading the other machine on which a cage's programs run.

use super::fields::{Fields, Text, shown, whole};
use super::names::unknown;
use super::sink::Sink;
use crate::{Code, Engine, Remote};

const KEYS: [&str; 5] = ["host", "user", "port", "host-key", "identity"];
/// Where ssh servers listen (RFC 4253, section 4.1).
const PORT: u16 = 22;
/// The longest name of a host (RFC 1035, section 2.3.4), of a user and of a path, in bytes.
const HOST: usize = 253;
const USER: usize = 64;
const PATH: usize = 4_096;
/// Kinds of keys that sshd has today. DSA has been out of use since OpenSSH 7.0.
const KINDS: [&str; 7] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

/// What stands under `remote`; `None` where there is nothing, or something could not be read.
pub(super) fn remote(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Remote> {
    let table = fields.table("remote", sink)?;
    table.only(&KEYS, sink);
    let host = table.need("host", sink).and_then(|word| host(&word, sink));
    let user = optional(&table, "user", user, sink);
    let port = match table.get("port") {
        None => Some(PORT),
        Some(value) => whole("port", 1..=u64::from(u16::MAX), value, sink)
            .and_then(|port| u16::try_from(port).ok()),
    };
    let key = table.need("host-key", sink);
    let host_key = key.and_then(|word| host_key(&word, sink));
    let identity = optional(&table, "identity", identity, sink);
    Some(Remote {
        host: host?,
        user: user?,
        port: port?,
        host_key: host_key?,
        identity: identity?,
    })
}

/// Notes a machine named where nothing runs on another one.
pub(super) fn refuse(fields: &Fields<'_>, engine: Engine, sink: &mut Sink<'_>) -> Option<Engine> {
    // Another type is noted already.
    let value = fields.get("remote");
    let Some(value) = value.filter(|value| value.get_ref().as_table().is_some()) else {
        return Some(engine);
    };
    let message = "`[cage.remote]` is for cages with `engine = \"ssh\"`";
    let help = "write `engine = \"ssh\"` in the cage, or leave `[cage.remote]` out";
    sink.note_with(
        &value.span(),
        Code::Combination,
        message,
        Some(help.to_owned()),
    );
    None
}

/// The outer `None` is a fault, the inner one a key that is not there.
fn optional(
    table: &Fields<'_>,
    key: &str,
    read: fn(&Text<'_>, &mut Sink<'_>) -> Option<String>,
    sink: &mut Sink<'_>,
) -> Option<Option<String>> {
    match table.get(key) {
        None => Some(None),
        Some(_) => read(&table.text(key, sink)?, sink).map(Some),
    }
}

/// A name or address that ssh takes for neither an option nor anything else.
fn host(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '%');
    let good = (1..=HOST).contains(&word.value.len())
        && word.value.chars().all(plain)
        && word
            .value
            .starts_with(|c: char| c.is_ascii_alphanumeric() || c == ':');
    let help = "write a name such as `build.example.org`, or an address without brackets; \
                `user` and `port` are keys of their own";
    taken(good, "host", word, help, sink)
}

fn user(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let good = (1..=USER).contains(&word.value.len())
        && word.value.chars().all(plain)
        && !word.value.starts_with(['-', '.']);
    let help = "write 1 to 64 letters, digits, `.`, `_` and `-`, not beginning with `-` or `.`";
    taken(good, "user", word, help, sink)
}

/// A path that ssh expands nothing in.
fn identity(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<String> {
    let odd = |c: char| c.is_control() || matches!(c, '%' | '$' | '"' | '\\');
    let good = word.value.starts_with('/')
        && word.value.len() <= PATH
        && !word.value.contains(odd)
        && !word.value.split('/').any(|part| part == "..");
    let help = "write the absolute path of the private key, without `..`, `%`, `$` and quotes";
    taken(good, "identity", word, help, sink)
}

fn taken(
    good: bool,
    key: &str,
    word: &Text<'_>,
    help: &str,
    sink: &mut Sink<'_>,
) -> Option<String> {
    if !good {
        let message = format!("`{}` is no `{key}`", shown(word.value));
        sink.note_with(&word.span, Code::BadRemote, message, Some(help.to_owned()));
    }
    good.then(|| word.value.to_owned())
}

/// The kind and body of a key. What stands behind them is a comment, and left out.
fn host_key(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<String> {
    let mut parts = word.value.split(' ').filter(|part| !part.is_empty());
    let (kind, body) = (parts.next().unwrap_or_default(), parts.next());
    if !KINDS.contains(&kind) {
        let kind = Text {
            value: kind,
            span: word.span.clone(),
        };
        let known = KINDS.into_iter();
        unknown("kind of host key", Code::BadKey, &kind, known, sink);
        return None;
    }
    if body.is_some_and(|body| key_of(kind, body)) {
        return body.map(|body| format!("{kind} {body}"));
    }
    let message = format!("`host-key` is no whole key of kind `{kind}`");
    let help = "write what `ssh-keyscan HOST` prints behind the name, once you know that it is \
                the host's own";
    sink.note_with(&word.span, Code::BadKey, message, Some(help.to_owned()));
    None
}

/// Whether the body is a key of that kind: strings with their lengths, the first of them the
/// kind, and nothing missing at the end (RFC 4253, section 6.6).
fn key_of(kind: &str, body: &str) -> bool {
    let Some(bytes) = base64(body) else {
        return false;
    };
    let mut rest = bytes.as_slice();
    let mut strings = Vec::new();
    while !rest.is_empty() {
        let Some((length, behind)) = rest.split_first_chunk::<4>() else {
            return false;
        };
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((string, behind)) = behind.split_at_checked(length) else {
            return false;
        };
        strings.push(string);
        rest = behind;
    }
    strings.first() == Some(&kind.as_bytes())
        && strings.len() >= 2
        && strings.iter().all(|string| !string.is_empty())
}

/// The bytes of a text in base64 (RFC 4648, section 4), padding included.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let whole = text.len().is_multiple_of(4) && text.len().saturating_sub(digits.len()) <= 2;
    let mut bytes = Vec::with_capacity(digits.len());
    let (mut bits, mut count) = (0_u32, 0_u32);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    whole.then_some(bytes)
}
