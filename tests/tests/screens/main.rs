//! Whole screens against golden pictures (`LISERE_ACCEPT=1` accepts new ones).

mod cloth;
mod lens;
mod prompt;

use std::path::Path;

use lisere::bar::Standing;
use lisere_tests::client::Spot;
use lisere_tests::{Client, Fixture, Picture, Popup, Screen, Window, golden, paint};

use cloth::Cloth;

const SMALL: Screen = screen(640, 400, 1.0);

const fn screen(width: i32, height: i32, scale: f64) -> Screen {
    Screen {
        size: (width, height),
        scale,
        transform: smithay::utils::Transform::Normal,
    }
}

fn check(name: &str, picture: &Picture) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/golden");
    golden::check(&folder.join(format!("{name}.png")), picture);
}

/// A window showing a cloth, with a title, at a place.
fn window(
    fixture: &mut Fixture,
    client: &Client,
    (title, cloth): (&str, Cloth),
    (x, y, w, h): (i32, i32, i32, i32),
) -> Window {
    let window = fixture.window(client, (w, h), paint::WHITE);
    window.toplevel.set_title(title.into());
    let scale = fixture
        .core
        .outputs
        .iter()
        .next()
        .expect("an output")
        .scale
        .factor();
    if scale > 1.0 {
        client.viewport(&window.surface).set_destination(w, h);
    }
    window.show(&cloth.buffer(client, (w, h), scale));
    fixture.put(&window, (x, y));
    window
}

/// Three windows of three cages, one over the other; the second from above is focused.
fn three(preset: &str, screen: Screen, cages: [&str; 3]) -> (Fixture, [Window; 3]) {
    let mut fixture = Fixture::on(preset, &[screen]);
    let [first, second, third] = cages.map(|cage| fixture.client(cage));
    let below = window(
        &mut fixture,
        &first,
        ("Reading", Cloth::Checks),
        (20, 76, 250, 190),
    );
    let middle = window(
        &mut fixture,
        &second,
        ("Writing a letter", Cloth::Slope),
        (150, 150, 280, 190),
    );
    let above = window(
        &mut fixture,
        &third,
        ("Notes", Cloth::Stripes),
        (350, 90, 260, 180),
    );
    fixture.click_into(&middle, 60, 120);
    fixture.move_to(330.0, 300.0);
    fixture.frame();
    (fixture, [below, middle, above])
}

/// Shows a popup as a list of lines.
fn list(popup: &Popup, size: (i32, i32)) {
    popup.client.ack(&popup.xdg);
    let buffer = Cloth::Lines.buffer(&popup.client, size, 1.0);
    popup.surface.attach(Some(&buffer), 0, 0);
    popup.surface.damage_buffer(0, 0, size.0, size.1);
    popup.surface.commit();
}

fn preset(name: &str, cages: [&str; 3]) {
    let (mut fixture, _) = three(name, SMALL, cages);
    check(name, &fixture.pixels());
}

#[test]
fn golden_home() {
    preset("home", ["web", "work", "vault"]);
}

#[test]
fn golden_fr() {
    preset("fr", ["internet", "tres-secret", "bureau-dr"]);
}

#[test]
fn golden_us() {
    preset("us", ["unclassified", "secret", "top-secret"]);
}

#[test]
fn golden_clipos() {
    preset("clipos", ["rm-b", "rm-h", "admin"]);
}

#[test]
fn golden_scale_1_5() {
    let cages = ["disposable", "bank", "personal"];
    let (mut fixture, _) = three("home", screen(960, 600, 1.5), cages);
    check("scale-1.5", &fixture.pixels());
}

#[test]
fn golden_scale_2() {
    let cages = ["disposable", "bank", "personal"];
    let (mut fixture, _) = three("home", screen(1280, 800, 2.0), cages);
    check("scale-2", &fixture.pixels());
}

#[test]
fn golden_popup() {
    let (mut fixture, [_, middle, _]) = three("home", SMALL, ["web", "work", "vault"]);
    let spot = Spot::at(40, 40, (150, 90));
    let menu = fixture.popup(&middle, spot, paint::WHITE);
    list(&menu, spot.size);
    let deeper = Spot::at(120, 60, (190, 60));
    let inner = middle.client.popup(&menu.xdg, deeper);
    inner.commit();
    fixture.settle();
    list(&inner, deeper.size);
    fixture.frame();
    check("popup", &fixture.pixels());
}

#[test]
fn golden_switcher() {
    let (mut fixture, _) = three("home", SMALL, ["web", "work", "vault"]);
    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    check("switcher", &fixture.pixels());
}

#[test]
fn golden_overview() {
    for (name, scale) in [
        ("overview", 1.0),
        ("overview-scale-1.5", 1.5),
        ("overview-scale-2", 2.0),
    ] {
        let real = |length: i32| (f64::from(length) * scale) as i32;
        let screen = screen(real(640), real(400), scale);
        let (mut fixture, _) = three("home", screen, ["web", "work", "vault"]);
        fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
        fixture.frame();
        check(name, &fixture.pixels());
    }
}

#[test]
fn golden_tiles() {
    let (mut fixture, windows) = three("home", screen(960, 600, 1.0), ["web", "work", "vault"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_J"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_S"]);
    fixture.settle();
    for window in &windows {
        let size = window.configured().size;
        window.show(&Cloth::Slope.buffer(&window.client, size, 1.0));
    }
    // Until what slides is in its place.
    fixture.advance(1_000);
    fixture.frame();
    check("tiles", &fixture.pixels());
}

#[test]
fn golden_maximised() {
    let (mut fixture, [_, middle, _]) = three("fr", SMALL, ["internet", "secret", "bureau-dr"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_M"]);
    fixture.settle();
    let size = middle.configured().size;
    middle.show(&Cloth::Slope.buffer(&middle.client, size, 1.0));
    fixture.frame();
    check("maximised", &fixture.pixels());
}

#[test]
fn golden_fullscreen() {
    let (mut fixture, [_, middle, _]) = three("us", SMALL, ["cui", "top-secret", "secret"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_F"]);
    fixture.settle();
    let size = middle.configured().size;
    middle.show(&Cloth::Slope.buffer(&middle.client, size, 1.0));
    fixture.frame();
    check("fullscreen", &fixture.pixels());
}

#[test]
fn golden_nobody() {
    let (mut fixture, _) = three("home", SMALL, ["web", "work", "vault"]);
    fixture.move_to(30.0, 370.0);
    fixture.frame();
    fixture.click();
    fixture.frame();
    check("nobody", &fixture.pixels());
}

/// The cage that has the keys is frozen, another one is not.
fn frozen(name: &str, screen: Screen) {
    let (mut fixture, _) = three("home", screen, ["web", "work", "vault"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_BACKSPACE"]);
    fixture.frame();
    check(name, &fixture.pixels());
}

#[test]
fn golden_frozen() {
    frozen("frozen", SMALL);
}

#[test]
fn golden_frozen_scale_1_5() {
    frozen("frozen-scale-1.5", screen(960, 600, 1.5));
}

#[test]
fn golden_frozen_scale_2() {
    frozen("frozen-scale-2", screen(1280, 800, 2.0));
}

#[test]
fn golden_quarantine() {
    let (mut fixture, _) = three("home", SMALL, ["web", "work", "vault"]);
    let quarantined = vec![fixture.cage("bank")];
    fixture.core.stand(Standing {
        quarantined,
        ..Standing::default()
    });
    fixture.frame();
    check("quarantine", &fixture.pixels());
}

#[test]
fn golden_two_windows_of_one_cage() {
    let mut fixture = Fixture::on("home", &[SMALL]);
    let client = fixture.client("personal");
    let place = (40, 90, 300, 200);
    window(&mut fixture, &client, ("Photos", Cloth::Slope), place);
    let place = (220, 180, 320, 170);
    let above = window(&mut fixture, &client, ("Letters", Cloth::Checks), place);
    fixture.click_into(&above, 40, 40);
    check("one-cage", &fixture.pixels());
}
