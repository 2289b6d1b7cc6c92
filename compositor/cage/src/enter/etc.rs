//! `/etc` as a cage sees it: what of the machine's is shown, and what is made for it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::sheet::Sheet;
use crate::recipe::{Recipe, inside};

/// What is shown, if it is there: how programs look, speak, draw and check certificates. A
/// star stands for any ending. Nothing that holds secrets, names the machine or its users, or
/// leads to services.
const SHOWN: &[&str] = &[
    "GL",
    "ImageMagick-*",
    "OpenCL",
    "alsa",
    "alternatives",
    "asound.conf",
    "bash.bashrc",
    "bash_completion.d",
    "ca-certificates",
    "ca-certificates.conf",
    "chromium*",
    "crypto-policies",
    "dbus-1/session.conf",
    "dconf",
    "debian_version",
    "default/locale",
    "drirc",
    "egl",
    "ethertypes",
    "firefox*",
    "fish",
    "fonts",
    "gai.conf",
    "gdb",
    "glvnd",
    "gnutls",
    "groff",
    "gtk-2.0",
    "gtk-3.0",
    "gtk-4.0",
    "host.conf",
    "inputrc",
    "issue",
    "java-*",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "libreoffice",
    "locale.alias",
    "locale.conf",
    "localtime",
    "lsb-release",
    "magic",
    "magic.mime",
    "mailcap",
    "manpath.config",
    "mime.types",
    "mpv",
    "nanorc",
    "os-release",
    "pango",
    "papersize",
    "perl",
    "pki/ca-trust",
    "pki/tls/certs",
    "profile",
    "profile.d",
    "protocols",
    "python*",
    "rpc",
    "sensors3.conf",
    "services",
    "shells",
    "ssl/certs",
    "ssl/openssl.cnf",
    "terminfo",
    "texmf",
    "thunderbird",
    "timezone",
    "vdpau_wrapper.cfg",
    "vim",
    "vulkan",
    "wgetrc",
    "xdg",
    "zsh",
    "zshrc",
];

/// One thing in the machine's `/etc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is.
    Bound(PathBuf),
    /// A link into `/usr`, as a link: some read where `localtime` leads to.
    Link(PathBuf, OsString),
}

/// What of `etc`, a folder, is shown.
pub(super) fn shown(etc: &Path) -> Vec<Shown> {
    let mut all: Vec<Shown> = SHOWN.iter().flat_map(|name| matching(etc, name)).collect();
    all.sort_by(|a, b| path(a).cmp(path(b)));
    all
}

fn path(shown: &Shown) -> &Path {
    match shown {
        Shown::Bound(path) | Shown::Link(path, _) => path,
    }
}

fn matching(etc: &Path, name: &str) -> Vec<Shown> {
    let Some(beginning) = name.strip_suffix('*') else {
        return look(etc.join(name)).into_iter().collect();
    };
    let Ok(entries) = fs::read_dir(etc) else {
        return Vec::new();
    };
    let named = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_str()
            .is_some_and(|name| name.starts_with(beginning))
    });
    named.filter_map(|entry| look(entry.path())).collect()
}

fn look(path: PathBuf) -> Option<Shown> {
    let real = fs::canonicalize(&path).ok()?;
    match fs::read_link(&path) {
        Ok(target) if real.starts_with("/usr") => Some(Shown::Link(path, target.into())),
        _ => Some(Shown::Bound(path)),
    }
}

/// What is made for a cage.
pub(super) struct Made {
    /// 32 hexadecimal digits.
    pub machine_id: String,
    /// The machine's resolvers, for who has a network.
    pub resolv: Option<String>,
    /// The user's shell.
    pub shell: &'static str,
}

/// Writes the whole `/etc`.
pub(super) fn write(sheet: &mut Sheet, recipe: &Recipe, shown: &[Shown], made: &Made) {
    sheet.folder("/etc");
    for shown in shown {
        match shown {
            Shown::Bound(path) => sheet.read_only(path, path),
            Shown::Link(path, target) => sheet.link(target, path),
        }
    }
    let host = &recipe.name;
    sheet.file("/etc/passwd", passwd(recipe.user, made.shell));
    sheet.file("/etc/group", group(recipe.user));
    sheet.file("/etc/hostname", format!("{host}\n"));
    sheet.file(
        "/etc/hosts",
        format!("127.0.0.1 localhost {host}\n::1 localhost {host}\n"),
    );
    sheet.file("/etc/nsswitch.conf", SWITCH);
    sheet.file("/etc/machine-id", format!("{}\n", made.machine_id));
    sheet.link("/proc/self/mounts", "/etc/mtab");
    if let Some(resolv) = &made.resolv {
        sheet.file("/etc/resolv.conf", resolv.as_str());
    }
}

const SWITCH: &str = "passwd: files\ngroup: files\nhosts: files dns\nnetworks: files\n\
                      protocols: files\nservices: files\nethers: files\nrpc: files\n";

/// Users: the cage's own, and those that files of the machine seem to belong to.
pub(super) fn passwd(user: u32, shell: &str) -> String {
    let home = inside::HOME;
    let nobody = "nobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n";
    if user == 0 {
        return format!("root:x:0:0:root:{home}:{shell}\n{nobody}");
    }
    format!(
        "user:x:{user}:{user}:user:{home}:{shell}\nroot:x:0:0:root:/:/usr/sbin/nologin\n{nobody}"
    )
}

fn group(user: u32) -> String {
    let own = match user {
        0 => String::new(),
        _ => format!("user:x:{user}:\n"),
    };
    format!("{own}root:x:0:\nnogroup:x:65534:\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_shown() {
        for name in [
            "shadow",
            "sudoers",
            "ssh",
            "machine-id",
            "hostname",
            "passwd",
            "ssl/private",
        ] {
            let etc = tempfile::tempdir().unwrap();
            let path = etc.path().join(name);
            fs::create_dir_all(path).unwrap();
            let all = shown(etc.path());
            assert!(all.is_empty(), "{name}: {all:?}");
        }
        assert!(SHOWN.is_sorted(), "one finds what one looks for");
    }

    #[test]
    fn a_star_is_any_ending_and_links_into_usr_stay_links() {
        let etc = tempfile::tempdir().unwrap();
        let at = |name: &str| etc.path().join(name);
        fs::create_dir(at("firefox-esr")).unwrap();
        fs::create_dir(at("fire")).unwrap();
        std::os::unix::fs::symlink("/usr/bin/env", at("localtime")).unwrap();
        std::os::unix::fs::symlink("/nowhere", at("fonts")).unwrap();
        let link = Shown::Link(at("localtime"), "/usr/bin/env".into());
        assert_eq!(shown(etc.path()), [Shown::Bound(at("firefox-esr")), link]);
    }

    #[test]
    fn users_are_the_cages_own() {
        let all = passwd(1000, "/bin/sh");
        assert!(
            all.starts_with("user:x:1000:1000:user:/home/user:/bin/sh\n"),
            "{all}"
        );
        assert!(passwd(0, "/bin/sh").starts_with("root:x:0:0:root:/home/user:/bin/sh\n"));
        assert!(!passwd(0, "/bin/sh").contains("1000"));
    }
}
