//! A text that is being written, with its line numbers.

use lisere_shell::Language;

use super::{mono, pick, plain};
use crate::page::Page;

const QUIET: u32 = 0x5f_68_78;
const TEXT: u32 = 0xd9_de_e7;
const HEAD: u32 = 0xf0_c0_6a;
const MARK: u32 = 0x7f_b7_e8;
const CODE: u32 = 0x9f_cf_8f;

const LINES: [[&str; 20]; 2] = [
    [
        "# Harbour: what is left to do",
        "",
        "The barrier opens at 05:10 on Thursday.",
        "Everything below has to be *done* by then.",
        "",
        "## Before noon",
        "",
        "- [x] read the tide tables again",
        "- [x] ask the bank for the second rate",
        "- [ ] send the figures of week 39 to Awa",
        "- [ ] three berths for the dredger",
        "",
        "## Numbers",
        "",
        "| berth  | depth | from  | until |",
        "|--------|-------|-------|-------|",
        "| North  | 9.4 m | 05:30 | 11:20 |",
        "| South  | 8.1 m | 06:10 | 10:45 |",
        "",
        "`tide --port north --week 39 > week39.csv`",
    ],
    [
        "# Port : ce qui reste à faire",
        "",
        "La porte s’ouvre jeudi à 5 h 10.",
        "Tout ce qui suit doit être *fait* d’ici là.",
        "",
        "## Avant midi",
        "",
        "- [x] relire les horaires de marée",
        "- [x] demander le second taux à la banque",
        "- [ ] envoyer les chiffres de la semaine 39",
        "- [ ] trois postes pour la drague",
        "",
        "## Chiffres",
        "",
        "| poste  | fond  | de    | à     |",
        "|--------|-------|-------|-------|",
        "| Nord   | 9,4 m | 05:30 | 11:20 |",
        "| Sud    | 8,1 m | 06:10 | 10:45 |",
        "",
        "`maree --port nord --semaine 39 > s39.csv`",
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    page.fill((0.0, 0.0, 52.0, h), 0x1b_1f_26);
    let shown = ((h - 44.0) / 22.0) as usize;
    for (at, line) in pick(language, LINES).iter().enumerate().take(shown) {
        let y = 32.0 + 22.0 * at as f32;
        let current = at == 9;
        if current {
            page.fill((52.0, y - 16.0, w - 52.0, 22.0), 0x2a_30_3a);
        }
        let number = (at + 1).to_string();
        let ink = if current { TEXT } else { QUIET };
        page.text_to(&number, mono(13.0, ink), (38.0, y));
        let end = page.text(line, mono(14.0, colour(line)), (68.0, y));
        if current {
            page.fill((end + 1.0, y - 14.0, 2.0, 18.0), HEAD);
        }
    }
    page.fill((0.0, h - 26.0, w, 26.0), 0x16_19_1f);
    let saved = pick(
        language,
        ["Markdown   UTF-8   saved", "Markdown   UTF-8   enregistré"],
    );
    page.text_to(saved, plain(12.0, 0x9a_a3_b2), (w - 16.0, h - 9.0));
    let place = pick(language, ["line 10, column 41", "ligne 10, colonne 45"]);
    page.text(place, plain(12.0, 0x9a_a3_b2), (16.0, h - 9.0));
}

fn colour(line: &str) -> u32 {
    match line.chars().next() {
        Some('#') => HEAD,
        Some('|') => MARK,
        Some('`') => CODE,
        _ if line.starts_with("- [x]") => QUIET,
        _ => TEXT,
    }
}
