//! What a program in a cage knows of its surroundings, whoever starts it.

use std::path::Path;

use lisere_policy::Cage;
use liserectl::Environment;

/// Variables a program in a cage keeps from whoever starts it: who and where the
/// user is and how text is shown; nothing that leads to other programs.
const KEPT: &[&str] = &[
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_COLLATE",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_MONETARY",
    "LC_NUMERIC",
    "LC_TIME",
    "LOGNAME",
    "PATH",
    "SHELL",
    "TERM",
    "TZ",
    "USER",
    "XDG_DATA_DIRS",
];

/// The variables of programs in a cage: its socket, and its home if it has one.
#[must_use]
pub fn environment(cage: &Cage, socket: &Path, home: Option<&Path>) -> Environment {
    let folder = socket.parent().unwrap_or(socket);
    let fixed = [
        ("WAYLAND_DISPLAY", socket.display().to_string()),
        ("XDG_RUNTIME_DIR", folder.display().to_string()),
        ("XDG_SESSION_TYPE", "wayland".into()),
        ("XDG_CURRENT_DESKTOP", "lisere".into()),
        ("GDK_BACKEND", "wayland".into()),
        ("QT_QPA_PLATFORM", "wayland".into()),
        ("SDL_VIDEODRIVER", "wayland".into()),
        ("MOZ_ENABLE_WAYLAND", "1".into()),
        ("LISERE_CAGE", cage.name().to_owned()),
    ];
    let home = home.map(|home| ("HOME", home.display().to_string()));
    Environment {
        set: fixed
            .into_iter()
            .chain(home)
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        keep: KEPT.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// The same with the values that the core itself has of what is kept.
#[must_use]
pub fn variables(environment: &Environment) -> Vec<(String, String)> {
    let kept = environment.keep.iter().filter_map(|name| {
        let value = std::env::var(name).ok()?;
        (!environment.set.contains_key(name)).then(|| (name.clone(), value))
    });
    let set = environment.set.iter();
    kept.chain(set.map(|(name, value)| (name.clone(), value.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use lisere_policy::Policy;

    use super::*;

    #[test]
    fn a_home_of_its_own_comes_before_the_users() {
        let policy = Policy::preset("home").unwrap();
        let socket = Path::new("/run/lisere/web/wayland-0");
        let cage = &policy.cages()[0];
        let ours = environment(cage, socket, Some(Path::new("/homes/web")));
        let all = variables(&ours);
        let of = |name| all.iter().filter(|(n, _)| n == name).collect::<Vec<_>>();
        assert_eq!(of("HOME").len(), 1);
        assert_eq!(of("HOME")[0].1, "/homes/web");
        assert_eq!(of("XDG_RUNTIME_DIR")[0].1, "/run/lisere/web");
        assert!(of("CARGO").is_empty() && !of("PATH").is_empty());
        assert!(!environment(cage, socket, None).set.contains_key("HOME"));
    }
}
