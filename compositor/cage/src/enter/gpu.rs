//! What a cage with the right `gpu` sees of graphics cards: the nodes that only compute and
//! draw, and what of `/sys` tells drivers which card it is. Cameras are shown in the same way.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::sheet::Sheet;

/// A node of a card, and the device that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    path: PathBuf,
    /// In `/sys/devices`, with the numbers of the node.
    device: Option<(PathBuf, String)>,
}

/// The nodes of this machine that neither set modes nor see what others draw.
pub(super) fn nodes() -> Vec<Node> {
    let render = named("/dev/dri", "renderD");
    let nvidia = named("/dev", "nvidia").filter(|path| !path.ends_with("nvidia-modeset"));
    let mut all: Vec<Node> = render.chain(nvidia).map(node).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

fn named(folder: &str, beginning: &str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(move |entry| {
        let device = entry.file_type().is_ok_and(|kind| kind.is_char_device());
        device
            && entry
                .file_name()
                .to_str()
                .is_some_and(|name| name.starts_with(beginning))
    });
    named.map(|entry| entry.path())
}

/// A node with what `/sys` has of it.
pub(super) fn node(path: PathBuf) -> Node {
    let device = fs::metadata(&path).ok().and_then(|data| {
        let (major, minor) = (
            rustix::fs::major(data.rdev()),
            rustix::fs::minor(data.rdev()),
        );
        let numbers = format!("{major}:{minor}");
        let entry = fs::canonicalize(Path::new("/sys/dev/char").join(&numbers)).ok()?;
        Some((entry, numbers))
    });
    Node { path, device }
}

/// Shows the nodes, and of `/sys` the devices that they belong to.
pub(super) fn write(sheet: &mut Sheet, nodes: &[Node]) {
    for node in nodes {
        let path = node.path.as_os_str();
        sheet.say(["--dev-bind".as_ref(), path, path]);
        let Some((entry, numbers)) = &node.device else {
            continue;
        };
        // The card: `…/0000:00:02.0` of `…/0000:00:02.0/drm/renderD128`.
        let card = fs::canonicalize(entry.join("device")).unwrap_or_else(|_| entry.clone());
        sheet.read_only(&card, &card);
        let Ok(below) = entry.strip_prefix("/sys") else {
            continue;
        };
        let target = Path::new("../..").join(below);
        sheet.link(target, format!("/sys/dev/char/{numbers}"));
    }
}
