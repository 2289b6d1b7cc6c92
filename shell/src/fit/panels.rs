//! The same of trusted screens: launcher, assistant, overview, lens and lock.

use super::{CAGE, TITLE, in_all};
use crate::words::tests::faults;
use crate::{
    CardHead, CardRow, CardSpec, Chore, ChoreRow, Date, Field, FooterKey, FooterSpec, Language,
    LauncherRefusal, LauncherRow, LauncherRowKind, LauncherSpec, LauncherState, LayoutRow,
    LockLine, LockSpec, OverviewSpec, OverviewWorkspace, Painter, PlaqueSpec, PresetRow, Scale,
    Seal, SwitcherEntry, Ui, WelcomeHot, WelcomeNote, WelcomePage, WelcomeSpec,
};

/// Sizes of outputs, in logical pixels, from a small netbook's.
const ROOMS: [(i32, i32); 3] = [(640, 480), (1024, 768), (1920, 1080)];

fn in_rooms(what: &str, draw: impl Fn(&mut Painter, Scale, (i32, i32))) {
    in_all(what, |painter, scale| {
        for (w, h) in ROOMS {
            draw(painter, scale, (scale.px(w), scale.px(h)));
        }
    });
}

#[test]
fn nothing_is_cut_in_the_launcher() {
    let ui = Ui::default();
    let row = |kind| LauncherRow {
        name: "Editor",
        detail: TITLE,
        cage: &CAGE,
        kind,
    };
    let rows = [
        row(LauncherRowKind::Program),
        row(LauncherRowKind::Recent),
        row(LauncherRowKind::Typed),
    ];
    let known = |found, all| LauncherState::Known { found, all };
    let states = [
        LauncherState::Reading,
        LauncherState::Failed,
        LauncherState::Opening,
        known(0, 0),
        known(1, 1),
        known(0, 214),
        known(15, 214),
    ];
    let refusals = [
        LauncherRefusal::NoDisposable,
        LauncherRefusal::AllTaken,
        LauncherRefusal::Bare,
        LauncherRefusal::NoTerminal("htop"),
        LauncherRefusal::NoCommand,
        LauncherRefusal::NoCage("work"),
        LauncherRefusal::Missing,
        LauncherRefusal::CantStart,
    ];
    let faults = faults::cages();
    in_rooms("launcher", |painter, scale, room| {
        let plain = LauncherSpec {
            ui: &ui,
            scale,
            room,
            cage: &CAGE,
            label: "Private",
            place: (1, 5),
            typed: "",
            state: known(3, 3),
            rows: &rows,
            above: 0,
            below: 2,
            selected: 0,
            refused: None,
        };
        for state in states {
            for rows in [&rows[..], &[]] {
                let _ = painter.launcher(&LauncherSpec {
                    state,
                    rows,
                    ..plain
                });
            }
        }
        let refusals = refusals.into_iter();
        for refusal in refusals.chain(faults.iter().map(LauncherRefusal::Cage)) {
            let refused = Some(refusal);
            let _ = painter.launcher(&LauncherSpec { refused, ..plain });
        }
    });
}

fn chores() -> Vec<ChoreRow<'static>> {
    let all = [
        ("Super+Escape", Chore::Attention),
        ("Super+Space", Chore::Launcher),
        ("Alt+Tab", Chore::NextWindow),
        ("Super+C", Chore::Carry),
        ("Super+V", Chore::PasteHere),
        ("Super+L", Chore::Lock),
        ("Super+O", Chore::Overview),
        ("Super+Shift+E", Chore::Quit),
    ];
    let row = |(chord, chore)| ChoreRow { chord, chore };
    all.map(row).to_vec()
}

#[test]
fn nothing_is_cut_in_the_assistant() {
    let ui = Ui::default();
    let layouts = [LayoutRow {
        code: "fr",
        name: "French",
        now: true,
    }];
    let presets = ["home", "fr", "us", "clipos"].map(|name| PresetRow {
        name,
        cages: &[CAGE],
        now: name == "home",
    });
    let seals: Vec<Seal> = (1..=6)
        .map(|number| Seal {
            phrase: "amber kettle north bishop".to_owned(),
            seed: [number; 16],
        })
        .collect();
    let chores = chores();
    let keyboard = |attempt| WelcomePage::Keyboard {
        sought: "",
        rows: &layouts,
        attempt,
    };
    let pages = [
        WelcomePage::Language,
        keyboard(None),
        keyboard(Some("")),
        WelcomePage::Policy(&presets),
        WelcomePage::Seal(&seals),
        WelcomePage::Chores(&chores),
    ];
    let faults = faults::choices();
    in_rooms("assistant", |painter, scale, room| {
        for (step, page) in pages.into_iter().enumerate() {
            let failed = faults.get(step).map(WelcomeNote::Failed);
            for note in [None, Some(WelcomeNote::Kept), failed] {
                let _ = painter.welcome(&WelcomeSpec {
                    ui: &ui,
                    scale,
                    room,
                    page,
                    step: (step.saturating_sub(1), 5),
                    selected: 0,
                    hovered: Some(WelcomeHot::Choose),
                    note,
                });
            }
        }
    });
}

#[test]
fn nothing_is_cut_on_the_lock_screen() {
    let ui = Ui::default();
    let mut lines = vec![
        LockLine::Nothing,
        LockLine::Starting,
        LockLine::Checking,
        LockLine::Wrong(3),
        LockLine::Closed,
    ];
    lines.extend(faults::locks().into_iter().map(LockLine::Unable));
    let fields = [Field::Hidden(0), Field::Hidden(9), Field::Closed];
    in_rooms("lock", |painter, scale, room| {
        for (month, line) in (1..=12).cycle().zip(lines.iter().copied()) {
            for field in fields {
                let _ = painter.lock(&LockSpec {
                    ui: &ui,
                    scale,
                    room,
                    seal: None,
                    time: "14:05",
                    date: Date {
                        year: 2026,
                        month,
                        day: 29,
                        weekday: month % 7,
                    },
                    person: "Camille",
                    above: (month % 2 == 0).then_some("Everyday"),
                    asked: "",
                    field,
                    line,
                    layout: "fr",
                    caps: month % 2 == 0,
                });
            }
        }
    });
}

/// The keys of the lens with their words.
fn keys(language: Language) -> [Vec<(&'static str, String)>; 2] {
    let words = &language.lens().keys;
    let pair = |[cap, does]: [&'static str; 2]| (cap, does.to_owned());
    let first = [
        pair(words.give),
        ("F", words.freeze.to_owned()),
        ("K", (words.kill_again)("Work")),
        ("I", words.details.to_owned()),
    ];
    let rest = [
        pair(words.next),
        ("R", words.refusals.to_owned()),
        ("P", words.launcher.to_owned()),
        ("L", words.lock.to_owned()),
        ("Q", words.quit_again.to_owned()),
        pair(words.scroll),
        pair(words.leave),
    ];
    [first.to_vec(), rest.to_vec()]
}

#[test]
fn nothing_is_cut_under_the_lens() {
    let ui = Ui::default();
    let entry = SwitcherEntry {
        cage: CAGE,
        title: TITLE,
    };
    in_rooms("lens", |painter, scale, (w, h)| {
        let language = painter.language();
        let keys = keys(language);
        let keys = keys.each_ref().map(|keys| {
            let keys = keys.iter().map(|(cap, does)| FooterKey {
                cap,
                does,
                again: false,
            });
            keys.collect::<Vec<_>>()
        });
        let _ = painter.footer(&FooterSpec {
            ui: &ui,
            hidden: &[entry, entry],
            chosen: None,
            more: 12,
            about: Some(entry),
            keys: keys.each_ref().map(Vec::as_slice),
            hovered: None,
            scale,
            max_width: w - scale.px(24),
        });
        let card = &language.lens().card;
        let rows = [
            CardRow::Field(card.level, "Private"),
            CardRow::Field(card.categories, "Home"),
            CardRow::Field(card.state, card.states[2]),
            CardRow::Field(card.rights, card.none),
            CardRow::Section(card.transfers),
            CardRow::Words(card.no_transfer),
        ];
        let heads = [
            CardHead::Cage(&CAGE),
            CardHead::Words(language.lens().refused.heading),
        ];
        for head in heads {
            let _ = painter.card(&CardSpec {
                ui: &ui,
                head,
                rows: &rows,
                scale,
                width: scale.px(400),
                max_height: h,
            });
        }
        let _ = painter.plaque(&PlaqueSpec {
            ui: &ui,
            cage: &CAGE,
            label: "Private",
            title: TITLE,
            chosen: true,
            scale,
            max_width: scale.px(240),
        });
    });
}

#[test]
fn nothing_is_cut_in_an_empty_overview() {
    let ui = Ui::default();
    let mark = |number| OverviewWorkspace {
        number,
        name: "",
        active: number == 1,
        target: false,
        colours: &[],
    };
    let strip: Vec<_> = (1..=9).map(mark).collect();
    in_rooms("overview", |painter, scale, size| {
        let _ = painter.overview(&OverviewSpec {
            ui: &ui,
            groups: &[],
            strip: &strip,
            chosen: None,
            scale,
            size,
        });
    });
}
