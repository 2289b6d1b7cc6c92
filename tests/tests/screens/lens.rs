//! Whole desktops under the lens, in both languages.

use lisere_policy::record::{By, End, Fact, Transfer};
use lisere_policy::{Because, Channel, Digest, TypeClass};
use lisere_shell::Language;
use lisere_tests::{Fixture, Screen};

use super::cloth::Cloth;
use super::{check, screen, window};

/// Five windows of five cages; the one of the bank has the keys, the vault's is put away.
fn desk(language: Language, screen: Screen) -> Fixture {
    let mut fixture = Fixture::on("home", &[screen]);
    fixture.prefer(&format!("language = \"{}\"\n", language.code()));
    let cages = ["web", "work", "vault", "disposable", "bank"];
    let [web, work, vault, disposable, bank] = cages.map(|cage| fixture.client(cage));
    let place = (60, 420, 300, 170);
    let away = window(&mut fixture, &vault, ("Passwords", Cloth::Lines), place);
    fixture.click_into(&away, 40, 40);
    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    let place = (40, 110, 420, 300);
    window(
        &mut fixture,
        &web,
        ("News of the day", Cloth::Checks),
        place,
    );
    let place = (330, 250, 380, 220);
    window(
        &mut fixture,
        &work,
        ("Writing a letter", Cloth::Slope),
        place,
    );
    let place = (560, 100, 300, 130);
    window(
        &mut fixture,
        &disposable,
        ("invoice.pdf", Cloth::Lines),
        place,
    );
    let place = (640, 190, 320, 220);
    let account = window(&mut fixture, &bank, ("Account", Cloth::Stripes), place);
    fixture.click_into(&account, 200, 120);
    fixture.attention();
    fixture.move_to(20.0, 620.0);
    fixture.frame();
    fixture
}

const WIDE: Screen = screen(1040, 640, 1.0);

fn refuse(fixture: &mut Fixture) {
    let now = fixture.now();
    let denied = |from: &str, to: &str, because| Fact::TransferDenied {
        transfer: Transfer {
            act: 1,
            from: End {
                cage: from.to_owned(),
                label: String::new(),
            },
            to: End {
                cage: to.to_owned(),
                label: String::new(),
            },
            channel: Channel::Clipboard,
            class: TypeClass::Image,
            mime: "image/png".to_owned(),
            size: 12,
            sha256: Digest::of(b""),
            because,
        },
        by: By::Rule,
        why: String::new(),
    };
    let facts = [
        Fact::PreferencesRefused { line: 12 },
        Fact::ProgramKilled {
            cage: "disposable".to_owned(),
            by: "gate".to_owned(),
            interface: "wl_surface".to_owned(),
            code: 0,
            why: "attach takes no offset from version 5 on".to_owned(),
            count: 1,
        },
        denied("vault", "web", Because::Rule { index: 3, line: 41 }),
        denied("disposable", "vault", Because::Nothing),
    ];
    for fact in facts {
        fixture.core.journal.record(fact, now);
    }
}

#[test]
fn golden_lens_en() {
    let mut fixture = desk(Language::En, WIDE);
    check("lens-en", &fixture.pixels());
}

#[test]
fn golden_lens_fr() {
    let mut fixture = desk(Language::Fr, screen(2080, 1280, 2.0));
    fixture.key("KEY_TAB");
    fixture.frame();
    check("lens-fr-scale-2", &fixture.pixels());
}

#[test]
fn golden_lens_narrow() {
    let mut fixture = desk(Language::Fr, screen(1470, 990, 1.5));
    fixture.key("KEY_K");
    fixture.frame();
    check("lens-fr-scale-1.5", &fixture.pixels());
}

#[test]
fn golden_lens_details() {
    for language in Language::ALL {
        let mut fixture = desk(language, WIDE);
        fixture.key("KEY_I");
        fixture.frame();
        check(
            &format!("lens-details-{}", language.code()),
            &fixture.pixels(),
        );
    }
}

#[test]
fn golden_lens_refused() {
    for language in Language::ALL {
        let mut fixture = desk(language, WIDE);
        refuse(&mut fixture);
        fixture.key("KEY_R");
        fixture.frame();
        check(
            &format!("lens-refused-{}", language.code()),
            &fixture.pixels(),
        );
    }
}
