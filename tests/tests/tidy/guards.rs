//! The absences that claims rest on: what happens in one file and nowhere else.

use crate::tree::{File, Tree};

/// Something that code may do in some files only.
struct Guard {
    what: &'static str,
    /// As written in code; any of them counts.
    patterns: &'static [&'static str],
    /// Files, or folders that end with `/`.
    only: &'static [&'static str],
}

const SINGLE_WAYS: &[Guard] = &[
    Guard {
        what: "the focus of a seat is set",
        patterns: &[
            "seats.focus_keyboard(",
            "seats.point_at(",
            "seats.touch_down(",
            "seats.gesture_begin(",
            "seats.tool_at(",
            "seats.drop_carried(",
        ],
        only: &["compositor/src/focus.rs"],
    },
    Guard {
        what: "a client's surface is put behind a frame",
        patterns: &["Framed::new("],
        only: &[
            "compositor/src/scene/build.rs",
            "compositor/src/scene/thumbnail.rs",
        ],
    },
    Guard {
        what: "a client's surface is made drawable",
        patterns: &["render_elements_from_surface_tree("],
        only: &["compositor/src/render/painter.rs"],
    },
    Guard {
        what: "a global is created",
        patterns: &["create_global", "::new::<Compositor>"],
        only: &[
            "compositor/src/globals.rs",
            // Another process, where nobody has a surface.
            "compositor/lists/src/lists.rs",
        ],
    },
    Guard {
        what: "a client is admitted",
        patterns: &["insert_client"],
        only: &[
            "compositor/src/cages.rs",
            // Programs of the trusted side, which come to another process than the core.
            "compositor/lists/src/serve.rs",
        ],
    },
    Guard {
        what: "clients are heard",
        patterns: &["dispatch_single_client(", "display.dispatch_clients("],
        only: &[
            "compositor/src/connections/mod.rs",
            // All of them are of the trusted side.
            "compositor/lists/src/serve.rs",
        ],
    },
    Guard {
        what: "the clock is read",
        patterns: &[
            "Instant::now",
            "SystemTime::now",
            "Local::now(",
            "clock_gettime(",
        ],
        // The gate and those who keep cages are processes of their own; the tasks run real
        // programs, which keep no other time.
        only: &[
            "compositor/src/clock.rs",
            "compositor/cage/src/warden/time.rs",
            "compositor/gate/src/main.rs",
            "tests/xtask/src/",
        ],
    },
    Guard {
        what: "a grant is minted",
        patterns: &["Grant::recorded(", " Grant {"],
        only: &[
            "compositor/src/journal/mod.rs",
            "compositor/src/journal/grant.rs",
        ],
    },
    Guard {
        what: "a grant is carried",
        patterns: &["Delivery {\n", "Ok(Delivery {"],
        only: &["compositor/src/crossing/carry.rs"],
    },
    Guard {
        what: "a journal's segment is opened for writing",
        patterns: &["OFlags::APPEND"],
        only: &["compositor/helper/src/journal/writer.rs"],
    },
    Guard {
        what: "a file is opened for writing",
        patterns: &["File::create", "OpenOptions", "fs::write"],
        // A picture is saved by the program that was asked to, never by the core, which
        // tells the kernel its and its children's rank, and keeps that the session is locked and
        // what the user chose: the seal, a line of the preferences, a first policy, what was
        // opened last; and the tasks keep logs. A cage stays the machine that it seems to
        // be, and its programs tell the kernel their rank; control groups are the kernel's files.
        only: &[
            "compositor/cage/src/enter/identity.rs",
            "compositor/cage/src/init/start.rs",
            "compositor/cage/src/resources/control.rs",
            "compositor/ctl/src/cli/screenshot.rs",
            "compositor/src/harden/mod.rs",
            "compositor/src/kept_file.rs",
            "compositor/src/lock/fact.rs",
            "tests/xtask/src/",
        ],
    },
];

/// Files that may lift the ban on unsafe code, each with the reason.
const UNSAFE: &[(&str, &str)] = &[
    (
        "compositor/auth/src/pam.rs",
        "PAM is a library of C that is loaded where there is one, and calls back with bare pointers",
    ),
    (
        "compositor/gate/src/sandbox/strays.rs",
        "descriptors that nobody owns can only be closed by number",
    ),
    (
        "compositor/gate/src/outq.rs",
        "no safe call asks the kernel how much the other end has yet to read",
    ),
    (
        "compositor/post/src/strays.rs",
        "descriptors that nobody owns can only be closed by number",
    ),
    (
        "compositor/src/backend/devices/click.rs",
        "libinput's binding has no word for a touchpad without a click method",
    ),
    (
        "compositor/src/backend/egl.rs",
        "EGL opens a display only through calls that trust the driver",
    ),
    (
        "compositor/src/connections/valve.rs",
        "only a signal interrupts the display while it reads from a client that talks without pause",
    ),
    (
        "compositor/src/icon_pixels.rs",
        "a client's shared memory is read through a pointer, for the client may write there",
    ),
    (
        "tests/escape/src/call.rs",
        "no crate wraps calls that nobody should make, and probes have to make them",
    ),
    (
        "tests/vm/src/bin/vm-inject/device.rs",
        "the kernel makes input devices only by calls whose arguments no type checks",
    ),
    (
        "tests/wlcs/src/suite.rs",
        "the conformance suite is a program of C++ that loads a library and calls its functions",
    ),
];

/// Tasks watch real programs, and a check another machine: nothing but a clock paces them.
const SLEEP: &[&str] = &[
    "tests/xtask/src/demo/",
    "tests/xtask/src/programs/",
    "tests/vm/src/machine/wait.rs",
    "tests/vm/src/bin/vm-inject/",
];

pub(crate) fn single_ways(tree: &Tree) -> Vec<String> {
    SINGLE_WAYS
        .iter()
        .flat_map(|guard| strays(tree, guard))
        .collect()
}

/// Guards of files that are gone, or that do not do what they are allowed to.
pub(crate) fn stale(tree: &Tree) -> Vec<String> {
    let does = |guard: &Guard, place: &str| {
        tree.rust()
            .filter(|file| within(&file.path, place))
            .any(|file| {
                guard
                    .patterns
                    .iter()
                    .any(|pattern| file.code.contains(pattern))
            })
    };
    let places = SINGLE_WAYS
        .iter()
        .flat_map(|guard| guard.only.iter().map(move |place| (guard, place)));
    let stale = places.filter(|(guard, place)| !does(guard, place));
    let stale = stale.map(|(guard, place)| format!("{place}: {} nowhere in it", guard.what));
    let safe = UNSAFE.iter().filter(|(path, _)| {
        !tree
            .rust()
            .any(|file| file.path == *path && has_word(&file.code, "unsafe"))
    });
    stale
        .chain(safe.map(|(path, _)| format!("{path}: no unsafe code in it")))
        .collect()
}

pub(crate) fn unsafe_code(tree: &Tree) -> Vec<String> {
    let named = |file: &&File| {
        UNSAFE
            .iter()
            .any(|(path, why)| *path == file.path && !why.is_empty())
    };
    let bad = |line: &str| has_word(line, "unsafe") || line.contains("allow(unsafe_code)");
    tree.rust()
        .filter(|file| !named(file))
        .flat_map(|file| file.offences(&file.code, bad))
        .collect()
}

pub(crate) fn unwraps(tree: &Tree) -> Vec<String> {
    let bad = |line: &str| line.contains(".unwrap()") || line.contains(".expect(");
    tree.rust()
        .flat_map(|file| file.offences(&file.shipped(), bad))
        .collect()
}

pub(crate) fn sleeps(tree: &Tree) -> Vec<String> {
    let awake = tree
        .rust()
        .filter(|file| !SLEEP.iter().any(|place| within(&file.path, place)));
    let bad = |line: &str| line.contains("sleep(") && has_word(line, "sleep");
    awake
        .flat_map(|file| file.offences(&file.code, bad))
        .collect()
}

/// Where shipped code does what a guard names, outside the guard's files.
fn strays(tree: &Tree, guard: &Guard) -> Vec<String> {
    let bad = |line: &str| guard.patterns.iter().any(|pattern| line.contains(pattern));
    let allowed = |file: &&File| guard.only.iter().any(|place| within(&file.path, place));
    let strays = tree.rust().filter(|file| !allowed(file));
    let offences = strays.flat_map(|file| file.offences(&file.shipped(), bad));
    offences
        .map(|offence| format!("{}: {offence}", guard.what))
        .collect()
}

fn within(path: &str, place: &str) -> bool {
    path == place || (place.ends_with('/') && path.starts_with(place))
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.split(|c| !part(c)).any(|found| found == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_are_found_in_shipped_code_only() {
        let tree = Tree::of(&[
            ("compositor/src/clock.rs", "fn a() { Instant::now() }"),
            (
                "compositor/src/turn.rs",
                "// Instant::now\nfn a() { Instant::now() }",
            ),
            ("tests/scenarios/a.rs", "fn a() { Instant::now() }"),
        ]);
        let found = single_ways(&tree);
        let expected = "the clock is read: compositor/src/turn.rs:2: fn a() { Instant::now() }";
        assert_eq!(found, [expected]);
        assert!(!stale(&tree).iter().any(|line| line.contains("clock.rs")));
        assert!(stale(&tree).iter().any(|line| line.contains("globals.rs")));
    }

    #[test]
    fn unsafe_unwrap_and_sleep_are_found() {
        let text = "#![deny(unsafe_code)]\nfn a() { unsafe { b() } }\nfn c() { d.unwrap(); }\n\
                    #[cfg(test)]\nmod tests { fn e() { f.expect(\"\"); thread::sleep(g) } }";
        let tree = Tree::of(&[("shell/src/a.rs", text)]);
        let line = |found: Vec<String>| found[0].split(':').nth(1).unwrap().to_owned();
        assert_eq!(line(unsafe_code(&tree)), "2");
        assert_eq!(line(unwraps(&tree)), "3");
        assert_eq!(line(sleeps(&tree)), "5");
    }
}
