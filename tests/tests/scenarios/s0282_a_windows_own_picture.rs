//! A window's own picture stands beside its title, on its cage's frame, and never anywhere else.

use lisere::scene::Owner;
use lisere_shell::Metrics;
use lisere_tests::{Fixture, Screen, Window, paint};

const COLOUR: u32 = 0xffd0_20d0;

/// The pixels of the picture's colour, as columns and rows.
fn seen(fixture: &mut Fixture) -> Vec<(i32, i32)> {
    let picture = fixture.pixels();
    let rows = 0..picture.height as i32;
    let all = rows.flat_map(|y| (0..picture.width as i32).map(move |x| (x, y)));
    all.filter(|(x, y)| picture.at(*x, *y) == COLOUR & 0xff_ffff)
        .collect()
}

/// A window with a picture of one colour.
fn pictured(fixture: &mut Fixture, cage: &str, (w, h): (i32, i32)) -> Window {
    let client = fixture.client(cage);
    let window = fixture.window(&client, (w, h), paint::BLUE);
    window.toplevel.set_title("Letters".into());
    window.set_icon(48, |_, _| COLOUR);
    fixture.settle();
    fixture.frame();
    window
}

#[test]
fn it_stands_on_the_strip() {
    for scale in [1.0, 1.5, 2.0] {
        let real = |length: i32| (f64::from(length) * scale) as i32;
        let screen = Screen::new(real(640), real(400), scale);
        let mut fixture = Fixture::on("home", &[screen]);
        let window = pictured(&mut fixture, "work", (300, 200));
        let seen = seen(&mut fixture);
        assert_eq!(seen.len() as i32, real(16) * real(16), "at {scale}");
        let output = fixture.core.outputs.iter().next().expect("an output");
        let (content, shown) = (fixture.content(&window), output.scale);
        let strip = Metrics::at(shown).strip;
        let top = (f64::from(content.loc.y) * scale) as i32;
        assert!(seen.iter().all(|(_, y)| (top - 2 * strip..top).contains(y)));
        let cage = fixture.cage("work");
        let output = fixture.output(0);
        let map = fixture.core.backend.provenance(output).expect("a map");
        for (x, y) in seen {
            assert_eq!(map.cell(x, y).owner, Owner::Client(cage), "{x}, {y}");
        }
        let before = fixture.checked;
        window.draw((300, 200), paint::GREEN);
        fixture.frame();
        assert!(fixture.checked > before, "held against the claims");
    }
}

#[test]
fn it_goes_with_its_window() {
    let mut fixture = Fixture::new("home");
    let window = pictured(&mut fixture, "work", (300, 200));
    assert_eq!(seen(&mut fixture).len(), 256);
    fixture.click_into(&window, 20, 20);
    assert_eq!(seen(&mut fixture).len(), 256, "with the keys as without");
    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    fixture.frame();
    assert_eq!(seen(&mut fixture).len(), 0);
}

#[test]
fn likenesses_have_it_and_questions_do_not() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let window = pictured(&mut fixture, "vault", (300, 200));
    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    fixture.frame();
    assert_eq!(seen(&mut fixture).len(), 256, "in the overview");
    fixture.key("KEY_ESC");
    fixture.frame();
    let client = window.client.clone();
    fixture.carry_text(&client, &window, "hunter2");
    let (_, bank) = fixture.at_work("bank", 3);
    fixture.put(&bank, (700, 500));
    fixture.click_into(&bank, 5, 5);
    fixture.put(&window, (60, 60));
    fixture.paste_here();
    fixture.look_at_prompt();
    assert_eq!(
        seen(&mut fixture).len(),
        0,
        "dimmed with its window, and nowhere else"
    );
}

#[test]
fn a_covered_window_has_none() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let _porter = fixture.lockable(None);
    let _window = pictured(&mut fixture, "bank", (300, 200));
    assert_eq!(seen(&mut fixture).len(), 256);
    let now = fixture.now();
    let locked = fixture.core.lock_levels_by_command("everyday", now);
    locked.expect("levels that can be locked");
    fixture.frame();
    assert_eq!(seen(&mut fixture).len(), 0, "it is the program's own");
    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    fixture.frame();
    assert_eq!(seen(&mut fixture).len(), 0, "nor in the overview");
}
