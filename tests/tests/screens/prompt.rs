//! Whole desktops while something is carried, while the user is asked, and while one drags.

use lisere_shell::{BarHot, Language, Seal};
use lisere_tests::{Fixture, Screen, Window};

use super::{check, screen, three};

const TEXT: &str = "Kundennummer 4711 0815\nPasswort: rübe-Wolke-17\n\nfor the form on page 2";

fn seal(language: Language) -> Seal {
    let phrase = match language {
        Language::En => "amber kettle north bishop",
        Language::Fr => "brume tilleul ancre dimanche",
    };
    Seal {
        phrase: phrase.to_owned(),
        seed: *b"a seed for tests",
    }
}

/// A text of the vault is carried, and the bank has the keys.
fn carried(language: Language, screen: Screen) -> (Fixture, Window) {
    let (mut fixture, [_, vault, bank]) = three("home", screen, ["web", "vault", "bank"]);
    fixture.core.pictures.set_seal(Some(seal(language)));
    fixture.prefer(&format!("language = \"{}\"\n", language.code()));
    let client = vault.client.clone();
    fixture.carry_text(&client, &vault, TEXT);
    fixture.click_into(&bank, 180, 60);
    fixture.frame();
    (fixture, bank)
}

fn asked(language: Language, screen: Screen) -> Fixture {
    let (mut fixture, _) = carried(language, screen);
    fixture.paste_here();
    fixture.look_at_prompt();
    fixture
}

#[test]
fn golden_prompt_en() {
    let mut fixture = asked(Language::En, screen(800, 560, 1.0));
    check("prompt-en", &fixture.pixels());
}

#[test]
fn golden_prompt_fr() {
    let mut fixture = asked(Language::Fr, screen(800, 560, 1.0));
    check("prompt-fr", &fixture.pixels());
}

#[test]
fn golden_prompt_en_scale_2() {
    let mut fixture = asked(Language::En, screen(1600, 1120, 2.0));
    check("prompt-en-scale-2", &fixture.pixels());
}

#[test]
fn golden_prompt_fr_scale_2() {
    let mut fixture = asked(Language::Fr, screen(1600, 1120, 2.0));
    check("prompt-fr-scale-2", &fixture.pixels());
}

#[test]
fn golden_carried() {
    let (mut fixture, _) = carried(Language::En, screen(960, 400, 1.0));
    let output = fixture.output(0);
    let chip = fixture.core.pictures.bar_part(output, BarHot::Transfer);
    assert!(chip.is_some_and(|chip| chip.w > 0), "{chip:?}");
    check("carried", &fixture.pixels());
}

#[test]
fn golden_drag() {
    let (mut fixture, [_, vault, bank]) =
        three("home", screen(640, 400, 1.0), ["web", "vault", "bank"]);
    let client = vault.client.clone();
    let _source = fixture.drag_out_of(&client, &vault);
    fixture.point_into(&bank, 150, 60);
    fixture.frame();
    check("drag", &fixture.pixels());
}

/// No picture that is taken of the screen shows the seal; the screen does.
#[test]
fn no_capture_shows_the_seal() {
    let mut fixture = asked(Language::En, screen(800, 560, 1.0));
    let output = fixture.output(0);
    let secrets = fixture
        .core
        .outputs
        .get(output)
        .expect("an output")
        .scene
        .secrets();
    let [secret] = secrets.collect::<Vec<_>>()[..] else {
        panic!("there is one seal");
    };
    let (real, taken) = (fixture.pixels(), fixture.fresh(output, true));
    let mut colours = [0, 0];
    for y in 0..real.height {
        for x in 0..real.width {
            let (shown, taken) = (real.row(y)[x], taken.row(y)[x]);
            if !secret.contains((x as i32, y as i32)) {
                assert_eq!(shown, taken, "at {x}, {y}");
                continue;
            }
            assert_eq!(taken, 0x12161d, "at {x}, {y}");
            colours[0] += usize::from(shown == 0xf0c05a);
            colours[1] += usize::from(shown != taken);
        }
    }
    let all = (secret.size.w * secret.size.h) as usize;
    assert!(colours[0] > 20 && colours[1] == all, "{colours:?} of {all}");
}

/// While the user is asked, the colours of cages below the prompt are hardly there.
#[test]
fn the_veil_drains_the_desktop() {
    let (mut fixture, bank) = carried(Language::En, screen(800, 800, 1.0));
    fixture.put(&bank, (60, 560));
    fixture.frame();
    let colour = fixture.colour("bank");
    let count = |fixture: &mut Fixture| {
        let picture = fixture.pixels();
        let rows = (600..picture.height).flat_map(|y| picture.row(y).to_vec());
        rows.filter(|pixel| *pixel == colour).count()
    };
    assert!(count(&mut fixture) > 100);
    fixture.paste_here();
    fixture.look_at_prompt();
    assert_eq!(count(&mut fixture), 0);
    fixture.chord(&["KEY_ESC"]);
    fixture.frame();
    assert!(count(&mut fixture) > 100);
}
