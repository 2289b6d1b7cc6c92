//! The desk: tiles, the overview, the switcher, a card, a cage that is frozen.

use lisere_cage::message::Notice;
use lisere_shell::Language;
use lisere_tests::notices::said;

use crate::apps::App;
use crate::day::{Day, full_hd, working_day};

/// Four programs of four levels, side by side.
#[test]
fn golden_03_tiles() {
    let mut day = Day::new("home", full_hd(), Language::En, (9, 12));
    day.fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    let desk = [
        ("web", App::Browser, false),
        ("work", App::Editor, false),
        ("work", App::Terminal, true),
        ("vault", App::Secrets, false),
        ("disposable", App::Invoice, true),
    ];
    for (cage, app, joined) in desk {
        let which = day.open(cage, app, (60, 110, 600, 460));
        day.focus(which);
        if joined {
            // Below the one before it, instead of beside it.
            day.fixture.chord(&["KEY_LEFTMETA", "KEY_J"]);
            day.fixture.frame();
        }
    }
    day.obey();
    day.focus(2);
    day.rest(1000.0, 860.0);
    day.check("03-tiles");
}

/// Windows of three workspaces.
fn spread() -> Day {
    let mut day = working_day(Language::En, (15, 20));
    for (app, workspace) in [(App::Chart, "KEY_2"), (App::Invoice, "KEY_3")] {
        let cage = if app == App::Chart {
            "work"
        } else {
            "disposable"
        };
        let which = day.open(cage, app, (500, 200, 640, 520));
        day.choose(which);
        day.fixture
            .chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", workspace]);
        day.fixture.frame();
    }
    day.fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    day.choose(4);
    day
}

#[test]
fn golden_07_overview() {
    let mut day = spread();
    day.fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    day.fixture.frame();
    day.rest(1860.0, 1030.0);
    day.check("07-overview");
}

#[test]
fn golden_08_switcher() {
    let mut day = spread();
    day.fixture.key_down("KEY_LEFTALT");
    day.fixture.key("KEY_TAB");
    day.fixture.frame();
    day.rest(1860.0, 1030.0);
    day.check("08-switcher");
}

#[test]
fn golden_13_notices() {
    let mut day = working_day(Language::En, (16, 2));
    let letter = Notice {
        id: 1,
        ..said(
            "Awa Diallo",
            "The council liked the table. Thank you, and good tide!",
        )
    };
    day.fixture.notice("work", letter);
    let news = said("Download finished", "tide-tables-2027.pdf, 2.1 MB");
    day.fixture.notice("web", news);
    day.check("13-notices");
}

#[test]
fn golden_14_frozen() {
    let mut day = working_day(Language::En, (16, 40));
    day.fixture.chord(&["KEY_LEFTMETA", "KEY_BACKSPACE"]);
    day.fixture.frame();
    day.check("14-frozen");
}
