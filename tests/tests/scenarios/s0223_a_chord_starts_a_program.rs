//! A chord starts a program in the cage that preferences name, or in the one that has the keys.

use lisere::work::Launch;
use lisere_shell::Message;
use lisere_tests::{Fixture, paint};

const WISHES: &str = r#"
[keys]
"Super+Return" = { run = ["foot", "-e", "top"], in = "work" }
"Super+D" = { run = ["xterm"], in = "focused" }
"#;

#[test]
fn a_chord_starts_a_program() {
    let mut fixture = Fixture::new("home");
    fixture.prefer(WISHES);
    let web = fixture.client("web");
    let launches = |fixture: &mut Fixture| std::mem::take(&mut fixture.core.work.wishes.launches);

    fixture.chord(&["KEY_LEFTMETA", "KEY_ENTER"]);
    let foot = Launch {
        cage: fixture.cage("work"),
        argv: vec!["foot".into(), "-e".into(), "top".into()],
    };
    assert_eq!(launches(&mut fixture), [foot]);

    // Where nobody has the keys it is started nowhere, and the bar says so.
    fixture.chord(&["KEY_LEFTMETA", "KEY_D"]);
    assert_eq!(launches(&mut fixture), []);
    let said = fixture.core.bar_messages();
    assert!(said.contains(&Message::NowhereToStart), "{said:?}");

    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.click_into(&page, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_D"]);
    let xterm = Launch {
        cage: web.cage(),
        argv: vec!["xterm".into()],
    };
    assert_eq!(launches(&mut fixture), [xterm]);
}
