//! The four programs of the demo, the cages they go to, and the popup that one of them opens.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use liserectl::{Answer, CageInfo, Command as Control, InputEvent, WindowInfo};

use super::session::Session;
use crate::report::say;
use crate::tool::{Done, found};

/// A program that Debian's packages bring.
struct Program {
    name: &'static str,
    package: &'static str,
    /// What its windows call it, of which any may be a part of the word.
    app_ids: &'static [&'static str],
    command: &'static [&'static str],
}

/// Four toolkits: each talks to the compositor in its own way. The last opens a popup.
const PROGRAMS: [Program; 4] = [
    Program {
        name: "weston-flower",
        package: "weston",
        app_ids: &["flower"],
        command: &["weston-flower"],
    },
    Program {
        name: "foot",
        package: "foot",
        app_ids: &["foot"],
        // The locale is for foot, which wants UTF-8; the text is printed, then a shell waits.
        command: &[
            "env",
            "LC_ALL=C.UTF-8",
            "foot",
            "-o",
            "font=monospace:size=10",
            "sh",
            "-c",
            BANNER,
        ],
    },
    Program {
        name: "weston-terminal",
        package: "weston",
        app_ids: &["terminal"],
        command: &["weston-terminal", "--shell=/bin/sh"],
    },
    Program {
        name: "gtk4-demo",
        package: "gtk-4-examples",
        // The latter where it has a session bus.
        app_ids: &["gtk4-demo", "org.gtk.Demo4"],
        // Cairo draws the same on every machine; settings stay in memory, no daemon is needed.
        command: &[
            "env",
            "GSK_RENDERER=cairo",
            "GSETTINGS_BACKEND=memory",
            "gtk4-demo",
        ],
    },
];

/// Where the programs' windows are dragged, in shares of the output: overlapping, none hidden.
const PLACES: [(f64, f64); 4] = [(0.83, 0.10), (0.05, 0.09), (0.09, 0.47), (0.40, 0.22)];

const BANNER: &str = r#"
printf '\033[?25l\n'
printf '  \033[1;36m ┌───────────────┐\033[0m   \033[1mliseré\033[0m\n'
printf '  \033[1;36m │\033[0m \033[31m▄▄\033[33m▄▄\033[32m▄▄\033[36m▄▄\033[34m▄▄\033[35m▄▄\033[0m  \033[1;36m│\033[0m   the coloured edging\n'
printf '  \033[1;36m │\033[0m \033[31m▀▀\033[33m▀▀\033[32m▀▀\033[36m▀▀\033[34m▀▀\033[35m▀▀\033[0m  \033[1;36m│\033[0m   sewn round a piece\n'
printf '  \033[1;36m └───────────────┘\033[0m   of cloth\n\n'
printf '  user     %s\n' "$(id -un)"
printf '  machine  %s\n\n' "$(uname -n)"
exec sh
"#;

/// GTK on a busy machine takes a while to show its first window.
const SHOWN: Duration = Duration::from_secs(60);
/// How long a menu may take to appear after a click.
const MENU: Duration = Duration::from_secs(3);
/// A window that has just moved under the pointer gets no click for half a second.
const SETTLED: Duration = Duration::from_millis(700);

/// evdev codes of the left Super key and the left button.
const SUPER: u32 = 125;
const LEFT: u32 = 0x110;
/// Where gtk4-demo has its menu button, from the upper right corner of the frame.
const MENU_BUTTON: (f64, f64) = (79.0, 58.0);

/// Starts the programs, waits for their windows and opens a popup where input can be made up.
pub(super) fn start(session: &mut Session) -> Done {
    present()?;
    let cages = cages(session)?;
    for (program, cage) in PROGRAMS.iter().zip(cages.iter().cycle()) {
        say(&format!("demo: {} in the cage {}", program.name, cage.name));
        let mut arguments = vec!["run", &cage.name, "--"];
        arguments.extend(program.command);
        let command = session.ctl(&arguments);
        session.spawn(command, program.name)?;
    }
    let distinct = cages.len().min(PROGRAMS.len());
    session.until("four windows were to be there", SHOWN, |session| {
        let windows = windows(session)?;
        let inside: BTreeSet<_> = windows.iter().map(|window| &window.cage).collect();
        Ok(windows.len() >= PROGRAMS.len() && inside.len() >= distinct)
    })?;
    if !headless(session)? {
        say("demo: no popup, as input can be made up on the headless backend only");
        return Ok(());
    }
    arrange(session)?;
    let last = cages.get(distinct.saturating_sub(1));
    open_menu(session, last.map_or("", |cage| &cage.name))
}

/// Drags each window to its place with the Super key held, as a user would.
fn arrange(session: &mut Session) -> Done {
    let mut windows = windows(session)?;
    windows.sort_by_key(|window| {
        let named = |p: &Program| p.app_ids.iter().any(|id| window.app_id.contains(id));
        PROGRAMS.iter().position(named)
    });
    let (width, height) = room(session)?;
    for (window, (across, down)) in windows.iter().zip(PLACES) {
        let to = (width * across, height * down);
        // From a corner of the frame, where no menu or button is.
        let grip = (f64::from(window.x) + 40.0, f64::from(window.y) + 12.0);
        let by = (to.0 - f64::from(window.x), to.1 - f64::from(window.y));
        session.ask(Control::Focus { window: window.id })?;
        session.ask(Control::Input {
            events: vec![InputEvent::Move {
                x: grip.0,
                y: grip.1,
            }],
        })?;
        std::thread::sleep(SETTLED);
        let key = |pressed| InputEvent::Key {
            code: SUPER,
            pressed,
        };
        let left = |pressed| InputEvent::Button {
            code: LEFT,
            pressed,
        };
        let there = InputEvent::Move {
            x: grip.0 + by.0,
            y: grip.1 + by.1,
        };
        let events = vec![key(true), left(true), there, left(false), key(false)];
        session.ask(Control::Input { events })?;
    }
    Ok(())
}

/// Width and height of the first output in logical pixels.
fn room(session: &Session) -> Done<(f64, f64)> {
    match session.ask(Control::Status)? {
        Answer::Status(status) => status
            .outputs
            .first()
            .map(|output| {
                let logical = |pixels: u32| f64::from(pixels) / output.scale;
                (logical(output.width), logical(output.height))
            })
            .ok_or_else(|| "the session has no output".into()),
        other => Err(format!("asked for the status, was told {other:?}")),
    }
}

fn present() -> Done {
    match PROGRAMS.iter().find(|program| !found(program.name)) {
        None => Ok(()),
        Some(Program { name, package, .. }) => Err(format!(
            "`{name}` is not installed; Debian has it in the package {package}"
        )),
    }
}

/// Clicks the menu button of the last program's window until its menu is there.
fn open_menu(session: &mut Session, cage: &str) -> Done {
    let mut clicked: Option<Instant> = None;
    session.until("a menu was to open", MENU * 6, |session| {
        let windows = windows(session)?;
        if windows.iter().any(|window| window.popups > 0) {
            return Ok(true);
        }
        // A second click would close a menu that is about to appear.
        if clicked.is_none_or(|clicked| clicked.elapsed() > MENU) {
            let window = windows.iter().find(|window| window.cage == cage);
            click_menu(session, window.ok_or("the window for the menu is gone")?)?;
            clicked = Some(Instant::now());
        }
        Ok(false)
    })
}

fn click_menu(session: &Session, window: &WindowInfo) -> Done {
    session.ask(Control::Focus { window: window.id })?;
    let x = f64::from(window.x + window.width) - MENU_BUTTON.0;
    let y = f64::from(window.y) + MENU_BUTTON.1;
    session.ask(Control::Input {
        events: vec![InputEvent::Move { x, y }],
    })?;
    std::thread::sleep(SETTLED);
    let left = |pressed| InputEvent::Button {
        code: LEFT,
        pressed,
    };
    session.ask(Control::Input {
        events: vec![left(true), left(false)],
    })?;
    Ok(())
}

/// The windows, from the top.
pub(super) fn windows(session: &Session) -> Done<Vec<WindowInfo>> {
    match session.ask(Control::Windows)? {
        Answer::Windows(windows) => Ok(windows),
        other => Err(format!("asked for windows, was told {other:?}")),
    }
}

fn cages(session: &Session) -> Done<Vec<CageInfo>> {
    match session.ask(Control::Cages)? {
        Answer::Cages(cages) if cages.is_empty() => Err("the policy has no cage".into()),
        Answer::Cages(cages) => Ok(level_by_level(cages)),
        other => Err(format!("asked for cages, was told {other:?}")),
    }
}

/// The first cage of each level, then the others.
fn level_by_level(cages: Vec<CageInfo>) -> Vec<CageInfo> {
    let mut seen = BTreeSet::new();
    let (first, rest): (Vec<_>, Vec<_>) = cages
        .into_iter()
        .partition(|cage| seen.insert(cage.level.clone()));
    first.into_iter().chain(rest).collect()
}

fn headless(session: &Session) -> Done<bool> {
    match session.ask(Control::Status)? {
        Answer::Status(status) => Ok(status.backend == "headless"),
        other => Err(format!("asked for the status, was told {other:?}")),
    }
}
