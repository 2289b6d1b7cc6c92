//! The first-start assistant: each page is chosen from or skipped, what is chosen counts at once and
//! is kept in the user's own files, and nothing else of those changes.

use lisere::kept::KeptPlaces;
use lisere::trusted::{Note, PageModel};
use lisere_shell::Language;
use lisere_tests::{Fixture, Screen, paint};

fn places(folder: &std::path::Path) -> KeptPlaces {
    let config = folder.join("config/lisere");
    KeptPlaces {
        preferences: Some(config.join("preferences.toml")),
        config: Some(config),
        data: Some(folder.join("data")),
        state: Some(folder.join("state/lisere")),
    }
}

fn page(fixture: &Fixture) -> PageModel {
    fixture.welcome().expect("the assistant").page
}

#[test]
fn the_assistant_goes_through_its_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = places(folder.path());
    assert!(places.first_start());
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    fixture.core.keep_in(places.clone());
    let client = fixture.client("work");
    let window = fixture.window(&client, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    client.forget();
    fixture.core.open_welcome();
    fixture.frame();

    assert_eq!(page(&fixture), PageModel::Language);
    fixture.key("KEY_DOWN");
    fixture.key("KEY_ENTER");
    assert_eq!(fixture.core.pictures.language(), Language::Fr);
    let preferences = places.preferences.clone().expect("a path");
    let kept = || std::fs::read_to_string(&preferences).expect("preferences");
    assert_eq!(kept(), "language = \"fr\"\n");

    fixture.type_text("french");
    let PageModel::Keyboard { rows, .. } = page(&fixture) else {
        panic!("{:?}", page(&fixture));
    };
    assert_eq!(rows[0].0, "fr", "{rows:?}");
    fixture.key("KEY_ENTER");
    fixture.type_text("q");
    let PageModel::Keyboard { attempt, .. } = page(&fixture) else {
        panic!("{:?}", page(&fixture));
    };
    assert_eq!(attempt.as_deref(), Some("a"), "as a French keyboard has it");
    assert_eq!(kept(), "language = \"fr\"\n\n[keyboard]\nlayout = \"fr\"\n");
    fixture.key("KEY_ENTER");

    // A machine with a policy of its own has no page for that.
    if page(&fixture) == PageModel::Policy("home".into()) {
        fixture.key("KEY_DOWN");
        fixture.key("KEY_ENTER");
        let path = folder.path().join("config/lisere/policy.toml");
        let text = std::fs::read_to_string(path).expect("a policy");
        let names: Vec<&str> = lisere_policy::preset_names().collect();
        assert_eq!(Some(text.as_str()), lisere_policy::preset_text(names[1]));
        let note = fixture.welcome().and_then(|model| model.note);
        assert!(matches!(note, Some(Note::NextStart(_))), "{note:?}");
    }

    let PageModel::Seal(seals) = page(&fixture) else {
        panic!("{:?}", page(&fixture));
    };
    assert_eq!(seals.len(), 6);
    fixture.key("KEY_RIGHT");
    fixture.key("KEY_DOWN");
    fixture.key("KEY_ENTER");
    assert_eq!(fixture.core.pictures.seal(), Some(&seals[4]));
    let path = lisere::seal::path_of(&folder.path().join("data"));
    assert_eq!(lisere::seal::read(&path).expect("a seal"), seals[4]);

    assert!(matches!(page(&fixture), PageModel::Chores(_)));
    assert!(places.first_start(), "until it is left");
    fixture.key("KEY_ENTER");
    fixture.frame();
    assert!(fixture.welcome().is_none() && !places.first_start());
    assert_eq!(client.keys().len(), 0, "{}", client.transcript());
    assert_eq!(fixture.focused(), Some(client.cage()), "the keys go back");
}

#[test]
fn all_of_it_can_be_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = places(folder.path());
    let mut fixture = Fixture::new("home");
    fixture.core.keep_in(places.clone());
    fixture.core.open_welcome();
    let pages = fixture.welcome().expect("the assistant").step.1;
    for page in 0..pages {
        assert_eq!(fixture.welcome().map(|model| model.step.0), Some(page));
        fixture.key("KEY_TAB");
        fixture.frame();
    }
    fixture.chord(&["KEY_LEFTSHIFT", "KEY_TAB"]);
    assert_eq!(fixture.welcome().map(|model| model.step.0), Some(pages - 2));
    fixture.key("KEY_ESC");
    assert!(fixture.welcome().is_none() && !places.first_start());
    assert!(!folder.path().join("config").exists(), "nothing was chosen");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_file_with_faults_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = places(folder.path());
    let path = places.preferences.clone().expect("a path");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, "language = ").expect("a file");
    let mut fixture = Fixture::new("home");
    fixture.core.keep_in(places);
    fixture.core.open_welcome();
    fixture.key("KEY_ENTER");
    let note = fixture.welcome().and_then(|model| model.note);
    let Some(Note::AddLine(line, "", _)) = &note else {
        panic!("{note:?}");
    };
    assert_eq!(line, "language = \"en\"");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert_eq!(text, "language = ");
}
