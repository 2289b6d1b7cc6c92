//! A shell: what was asked of it, and what it said.

use lisere_shell::Language;

use super::{mono, pick};
use crate::page::Page;

const TEXT: u32 = 0xd5_da_e2;
const QUIET: u32 = 0x8a_93_a3;
const GREEN: u32 = 0x8f_cf_7f;
const BLUE: u32 = 0x79_b4_ec;
const AMBER: u32 = 0xe8_b8_5c;

/// Colour, then words; "$" begins a prompt.
type Line = (u32, &'static str);

const LINES: [[Line; 16]; 2] = [
    [
        (BLUE, "$git log --oneline -4"),
        (AMBER, "f31c2a7 tables: depths of the northern berths"),
        (AMBER, "90be114 tide: count leap seconds once"),
        (AMBER, "5d2e0c8 csv: quote names with commas"),
        (AMBER, "1a77f40 first figures of week 39"),
        (BLUE, "$cargo test"),
        (GREEN, "   Compiling harbour v0.4.1 (~/harbour)"),
        (TEXT, "running 128 tests"),
        (TEXT, "test tide::high_water_is_twice_a_day ... ok"),
        (TEXT, "test berth::no_two_ships_in_one ... ok"),
        (GREEN, "test result: ok. 128 passed; 0 failed"),
        (BLUE, "$tide --port north --week 39 > week39.csv"),
        (QUIET, "7 days, 28 turns, 13.4 m on Tuesday"),
        (BLUE, "$wc -l week39.csv"),
        (TEXT, "29 week39.csv"),
        (BLUE, "$"),
    ],
    [
        (BLUE, "$git log --oneline -4"),
        (AMBER, "f31c2a7 tableaux : fonds des postes nord"),
        (AMBER, "90be114 marée : une seconde, une seule fois"),
        (AMBER, "5d2e0c8 csv : guillemets autour des virgules"),
        (AMBER, "1a77f40 premiers chiffres, semaine 39"),
        (BLUE, "$cargo test"),
        (GREEN, "   Compiling port v0.4.1 (~/port)"),
        (TEXT, "running 128 tests"),
        (TEXT, "test maree::deux_pleines_mers_par_jour ... ok"),
        (TEXT, "test poste::jamais_deux_navires ... ok"),
        (GREEN, "test result: ok. 128 passed; 0 failed"),
        (BLUE, "$maree --port nord --semaine 39 > s39.csv"),
        (QUIET, "7 jours, 28 étales, 13,4 m mardi"),
        (BLUE, "$wc -l s39.csv"),
        (TEXT, "29 s39.csv"),
        (BLUE, "$"),
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let shown = ((page.size.1 - 28.0) / 21.0) as usize;
    let lines = pick(language, LINES);
    let first = lines.len().saturating_sub(shown);
    for (at, (colour, words)) in lines.iter().skip(first).enumerate() {
        let y = 30.0 + 21.0 * at as f32;
        let Some(typed) = words.strip_prefix('$') else {
            page.text(words, mono(13.0, *colour), (18.0, y));
            continue;
        };
        let place = pick(language, ["~/harbour", "~/port"]);
        let x = page.text(place, mono(13.0, *colour), (18.0, y));
        let x = page.text(" ❯ ", mono(13.0, GREEN), (x, y));
        let x = page.text(typed, mono(13.0, TEXT), (x, y));
        if typed.is_empty() {
            page.fill((x, y - 13.0, 9.0, 17.0), TEXT);
        }
    }
}
