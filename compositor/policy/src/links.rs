//! Lists of URIs: files of a cage, or one link. What is neither is refused, with the reason.

/// The most bytes of a list that is read.
const LIST: usize = 1 << 20;
/// The most files that one list may name; the cage's own limit holds besides.
const FILES: usize = 1_024;
/// The longest path, in bytes; Linux' PATH_MAX.
const PATH: usize = 4_096;
/// The longest link, in bytes.
const LINK: usize = 2_048;

/// What a list of URIs holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriList {
    /// Files: absolute paths as their cage sees them, each without a NUL and at most 4096 bytes.
    Files(Vec<Vec<u8>>),
    /// Exactly one link: http or https, plain ASCII, at most 2048 bytes.
    Link(String),
    /// Neither, and why, for the user.
    Bad(BadUri),
}

/// Why a list of URIs, or a link, is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadUri {
    /// There is none.
    #[error("there is nothing in the list")]
    Empty,
    /// More than is read of one.
    #[error("the list is too long")]
    TooLong,
    /// Files and links together, or several links.
    #[error("only files, or exactly one link, can go")]
    Mixed,
    /// Neither a file nor a link for the web.
    #[error("only files and http or https links can go")]
    Scheme,
    /// A file of another machine.
    #[error("a file on another machine cannot go")]
    OtherHost,
    /// A path that no file can have.
    #[error("a file's path is malformed")]
    Path,
    /// A link that is longer than 2048 bytes.
    #[error("the link is longer than 2048 characters")]
    LinkTooLong,
    /// A link with something else than printable ASCII.
    #[error("the link holds characters other than plain ASCII: it may look like another")]
    NotAscii,
    /// A link with a name before its host.
    #[error("the link holds a user's name or password: it may look like another")]
    Credentials,
    /// A link without a host, or with a host or port that is none.
    #[error("the link names no proper host")]
    Host,
}

/// Reads a `text/uri-list` (RFC 2483): lines that begin with `#` are comments.
#[must_use]
pub fn parse_uri_list(bytes: &[u8]) -> UriList {
    match read(bytes) {
        Ok(list) => list,
        Err(why) => UriList::Bad(why),
    }
}

fn read(bytes: &[u8]) -> Result<UriList, BadUri> {
    if bytes.len() > LIST {
        return Err(BadUri::TooLong);
    }
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r' | 0));
    let lines = lines.map(<[u8]>::trim_ascii);
    let mut uris = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = uris.next().ok_or(BadUri::Empty)?;
    if !scheme(first, b"file:") {
        let link = link(first)?;
        return match uris.next() {
            None => Ok(UriList::Link(link)),
            Some(_) => Err(BadUri::Mixed),
        };
    }
    let mut paths = vec![path(first)?];
    for uri in uris {
        if paths.len() >= FILES {
            return Err(BadUri::TooLong);
        }
        paths.push(path(uri)?);
    }
    Ok(UriList::Files(paths))
}

fn scheme(uri: &[u8], name: &[u8]) -> bool {
    uri.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// The path of a `file:` URI of this machine (RFC 8089).
fn path(uri: &[u8]) -> Result<Vec<u8>, BadUri> {
    if !scheme(uri, b"file:") {
        let web = scheme(uri, b"http:") || scheme(uri, b"https:");
        return Err(if web { BadUri::Mixed } else { BadUri::Scheme });
    }
    let rest = uri.get(b"file:".len()..).unwrap_or_default();
    let rest = match rest.strip_prefix(b"//") {
        None => rest,
        Some(rest) => {
            let slash = rest.iter().position(|byte| *byte == b'/');
            let (host, path) = rest.split_at(slash.unwrap_or(rest.len()));
            if !host.is_empty() && !host.eq_ignore_ascii_case(b"localhost") {
                return Err(BadUri::OtherHost);
            }
            path
        }
    };
    let path = decoded(rest).ok_or(BadUri::Path)?;
    let sound = path.starts_with(b"/") && !path.contains(&0) && path.len() <= PATH;
    sound.then_some(path).ok_or(BadUri::Path)
}

/// With `%` and two digits as the byte that they mean; `None` where digits are missing.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let value = digit(rest.next()?)? << 4 | digit(rest.next()?)?;
                out.push(u8::try_from(value).ok()?);
            }
            byte => out.push(byte),
        }
    }
    Some(out)
}

/// The link that a text is, if it is exactly one: http or https.
///
/// # Errors
/// Why it is none.
pub fn link_of_text(text: &str) -> Result<String, BadUri> {
    link(text.trim_ascii().as_bytes())
}

fn link(uri: &[u8]) -> Result<String, BadUri> {
    let rest = [&b"https://"[..], b"http://"]
        .iter()
        .find(|name| scheme(uri, name))
        .and_then(|name| uri.get(name.len()..))
        .ok_or(BadUri::Scheme)?;
    if uri.len() > LINK {
        return Err(BadUri::LinkTooLong);
    }
    // What breaks a line or a shell's word, and what browsers take for a slash.
    let plain = |byte: &u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(byte);
    if !uri.iter().all(plain) {
        return Err(BadUri::NotAscii);
    }
    let end = rest.iter().position(|byte| b"/?#".contains(byte));
    let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    if authority.contains(&b'@') {
        return Err(BadUri::Credentials);
    }
    if !host(authority) {
        return Err(BadUri::Host);
    }
    String::from_utf8(uri.to_vec()).map_err(|_| BadUri::NotAscii)
}

/// Whether it is a host's name or address, with or without a port.
fn host(authority: &[u8]) -> bool {
    if let Some(rest) = authority.strip_prefix(b"[") {
        let Some(end) = rest.iter().position(|byte| *byte == b']') else {
            return false;
        };
        let (address, after) = rest.split_at(end);
        let text = std::str::from_utf8(address).unwrap_or_default();
        let known = text.parse::<std::net::Ipv6Addr>().is_ok();
        return known && port(after.strip_prefix(b"]").unwrap_or_default());
    }
    let colon = authority.iter().position(|byte| *byte == b':');
    let (name, after) = authority.split_at(colon.unwrap_or(authority.len()));
    let label = |label: &[u8]| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (1..=63).contains(&label.len()) && label.iter().all(plain) && !label.starts_with(b"-")
    };
    let name = name.strip_suffix(b".").unwrap_or(name);
    name.len() <= 253 && name.split(|byte| *byte == b'.').all(label) && port(after)
}

/// Whether it is nothing, or a colon and a port.
fn port(text: &[u8]) -> bool {
    let Some(digits) = text.strip_prefix(b":") else {
        return text.is_empty();
    };
    let digits = std::str::from_utf8(digits).unwrap_or_default();
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.parse::<u16>().is_ok_and(|port| port > 0)
}
