//! Trusted screens: the assistant, the launcher, the lens, the lock.

use lisere::kept::KeptPlaces;
use lisere_shell::Language;
use lisere_tests::Screen;
use lisere_tests::panels::entry;

use crate::day::{Day, full_hd, journee, working_day};

#[test]
fn golden_01_first_start() {
    let mut day = Day::new("home", full_hd(), Language::En, (8, 31));
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config/lisere");
    day.fixture.core.keep_in(KeptPlaces {
        preferences: Some(config.join("preferences.toml")),
        config: Some(config),
        data: Some(folder.path().join("data")),
        state: Some(folder.path().join("state/lisere")),
    });
    day.fixture.core.open_welcome();
    day.fixture.frame();
    day.check("01-first-start");
}

#[test]
fn golden_02_launcher() {
    let mut day = working_day(Language::En, (9, 5));
    let asked = day.fixture.open_launcher();
    let offered = [
        ("writer", "LibreOffice Writer"),
        ("calc", "LibreOffice Calc"),
        ("foot", "Foot"),
        ("editor", "Text Editor"),
        ("evince", "Document Viewer"),
        ("thunderbird", "Thunderbird"),
        ("files", "Files"),
        ("gimp", "GIMP"),
        ("calculator", "Calculator"),
    ];
    let entries = offered.map(|(id, name)| entry(id, name, &[id]));
    day.fixture.offer(&asked[0], entries.to_vec());
    day.fixture.type_text("c");
    day.fixture.frame();
    day.check("02-launcher");
}

#[test]
fn golden_04_lens() {
    let mut day = working_day(Language::En, (11, 40));
    day.fixture.attention();
    day.rest(1860.0, 1030.0);
    day.check("04-lens");
}

#[test]
fn golden_09_lock() {
    let mut day = working_day(Language::En, (12, 30));
    lock(&mut day);
    day.check("09-lock");
}

#[test]
fn golden_10_lens_fr() {
    let mut day = journee(Screen::new(2400, 1350, 1.5), (11, 40));
    day.fixture.attention();
    day.rest(1560.0, 830.0);
    day.check("10-lens-fr");
}

#[test]
fn golden_12_lock_fr() {
    let mut day = journee(Screen::new(2560, 1440, 2.0), (18, 15));
    lock(&mut day);
    day.check("12-lock-fr");
}

fn lock(day: &mut Day) {
    let porter = day.fixture.lockable(None);
    day.fixture.chord(&["KEY_LEFTMETA", "KEY_L"]);
    day.fixture.frame();
    assert!(porter.ask());
    day.fixture.type_text("tide");
    day.fixture.frame();
    assert!(day.fixture.locked());
    day.rest(900.0, 560.0);
}
