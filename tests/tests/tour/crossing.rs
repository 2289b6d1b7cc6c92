//! Data on its way between cages: asked about, and refused.

use lisere_shell::Language;
use lisere_tests::Screen;

use crate::day::{Day, journee, working_day};

const WORDS: [&str; 2] = [
    "29 September 2026, Bay of Mont-Saint-Michel\nHigh water 20:14, 14.1 m\nLow water 02:47, \
     0.7 m\n\nThe causeway is closed from 18:40 until 21:30.",
    "29 septembre 2026, poste Nord\nPleine mer 20 h 14, 14,1 m\nBasse mer 2 h 47, 0,7 m\n\n\
     La chaussée est fermée de 18 h 40 à 21 h 30.",
];

/// Carries words from one program, and pastes them into another.
fn carried(day: &mut Day, (from, to): (usize, usize), words: &str) {
    let (client, window) = {
        let from = &day.open[from];
        (from.client.clone(), from.window.clone())
    };
    day.fixture.carry_text(&client, &window, words);
    day.choose(to);
    day.fixture.paste_here();
}

#[test]
fn golden_05_prompt() {
    let mut day = working_day(Language::En, (14, 3));
    carried(&mut day, (0, 4), WORDS[0]);
    day.fixture.look_at_prompt();
    day.check("05-prompt");
}

#[test]
fn golden_06_denied() {
    let mut day = working_day(Language::En, (14, 20));
    carried(&mut day, (4, 0), "Berth North, 9.4 m");
    let said = day.fixture.said();
    assert!(said.contains("Work → Web"), "{said}");
    day.check("06-denied");
}

#[test]
fn golden_11_prompt_fr() {
    let mut day = journee(Screen::new(2400, 1350, 1.5), (14, 3));
    carried(&mut day, (1, 3), WORDS[1]);
    day.fixture.look_at_prompt();
    day.check("11-prompt-fr");
}
