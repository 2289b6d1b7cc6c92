//! The variables that every program of a cage has; there are no others.

use crate::recipe::{Recipe, inside};

/// How text is shown, and where entries of programs are: kept from the session.
const KEPT: &[&str] = &[
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_COLLATE",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_MONETARY",
    "LC_NUMERIC",
    "LC_PAPER",
    "LC_TIME",
    "TZ",
];
/// Bytes of a value that is kept.
const LONGEST: usize = 256;

/// Names and values. `session` answers for variables of the session's own; `bus` and `server` say
/// whether the cage can have a bus and a sound server of its own.
pub(super) fn variables(
    recipe: &Recipe,
    shell: &str,
    (bus, server): (bool, bool),
    session: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let rights = recipe.rights;
    let user = if rights.admin { "root" } else { "user" };
    let fixed = [
        ("HOME", inside::HOME),
        ("USER", user),
        ("LOGNAME", user),
        ("SHELL", shell),
        ("PATH", path(recipe)),
        ("XDG_RUNTIME_DIR", inside::RUNTIME),
        ("WAYLAND_DISPLAY", "wayland-0"),
        ("XDG_SESSION_TYPE", "wayland"),
        ("XDG_CURRENT_DESKTOP", "lisere"),
        ("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
        ("GDK_BACKEND", "wayland"),
        ("QT_QPA_PLATFORM", "wayland"),
        ("SDL_VIDEODRIVER", "wayland"),
        ("MOZ_ENABLE_WAYLAND", "1"),
        ("ELECTRON_OZONE_PLATFORM_HINT", "wayland"),
        ("LISERE_CAGE", &recipe.name),
        ("LISERE_LEVEL", &recipe.level),
        ("LISERE_COLOUR", &recipe.colour),
    ];
    let address = format!("unix:path={}", inside::BUS);
    let bus = bus.then_some(("DBUS_SESSION_BUS_ADDRESS", address));
    let sound = format!("unix:{}", inside::SOUND_SERVER);
    let sound = server.then_some(("PULSE_SERVER", sound));
    let journal = rights
        .auditor
        .then(|| ("LISERE_JOURNAL", inside::JOURNAL.to_owned()));
    let host_bus = !recipe.sandbox.host_bus.session.is_empty();
    let host_bus = host_bus.then(|| ("LISERE_HOST_BUS", format!("unix:path={}", inside::HOST_BUS)));
    let kept = KEPT.iter().filter_map(|name| {
        let value = session(name).filter(|value| plain(value))?;
        Some((*name, value))
    });
    let fixed = fixed
        .into_iter()
        .map(|(name, value)| (name, value.to_owned()));
    let all = fixed.chain(bus).chain(sound).chain(host_bus);
    let all = all.chain(journal).chain(kept);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn path(recipe: &Recipe) -> &'static str {
    match (recipe.rights.admin, recipe.rights.auditor) {
        (false, false) => "/usr/local/bin:/usr/bin:/bin",
        (false, true) => "/usr/local/bin:/usr/bin:/bin:/run/lisere",
        (true, false) => "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        (true, true) => "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/lisere",
    }
}

fn plain(value: &str) -> bool {
    value.len() <= LONGEST && !value.chars().any(char::is_control)
}
