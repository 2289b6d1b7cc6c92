//! Letters: those that came, and the one that is read.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, PAPER, WASH, pick, plain, strong};
use crate::page::Page;

const BLUE: u32 = 0x1f_6f_c4;

/// Who wrote, about what, when, and the circle's colour.
type Row = (&'static str, &'static str, &'static str, u32);

const ROWS: [[Row; 7]; 2] = [
    [
        ("Awa Diallo", "Figures for week 39", "08:58", 0x7a_5c_b8),
        (
            "Harbour master",
            "Barrier opens Thursday 05:10",
            "08:40",
            0x2e_7d_6b,
        ),
        (
            "Jonas Weber",
            "Re: three berths for the dredger",
            "08:12",
            0xb8_6a_2e,
        ),
        (
            "Port of Gdynia",
            "Second rate, as agreed",
            "07:55",
            0x3a_6f_a8,
        ),
        ("Mina Okafor", "Minutes of Monday", "Mon", 0x9a_3f_5c),
        ("Library", "Two books are due on Friday", "Sun", 0x5d_6b_7d),
        (
            "Jonas Weber",
            "Photographs of the lock gate",
            "Sat",
            0xb8_6a_2e,
        ),
    ],
    [
        (
            "Awa Diallo",
            "Chiffres de la semaine 39",
            "08:58",
            0x7a_5c_b8,
        ),
        (
            "Capitainerie",
            "Ouverture de la porte jeudi 5 h 10",
            "08:40",
            0x2e_7d_6b,
        ),
        (
            "Jonas Weber",
            "Re : trois postes pour la drague",
            "08:12",
            0xb8_6a_2e,
        ),
        (
            "Port de Gdynia",
            "Second taux, comme convenu",
            "07:55",
            0x3a_6f_a8,
        ),
        ("Mina Okafor", "Compte rendu de lundi", "lun.", 0x9a_3f_5c),
        (
            "Bibliothèque",
            "Deux livres à rendre vendredi",
            "dim.",
            0x5d_6b_7d,
        ),
        (
            "Jonas Weber",
            "Photos de la porte d’écluse",
            "sam.",
            0xb8_6a_2e,
        ),
    ],
];
const LETTER: [[&str; 4]; 2] = [
    [
        "Hello Camille,",
        "could you send me the figures of week 39 before noon? The council meets at two, and the \
         table for the northern berths still has last year’s depths.",
        "The dredger needs three berths from Thursday. If the barrier really opens at ten past \
         five, there is time for two ships before the water turns.",
        "Thank you, Awa",
    ],
    [
        "Bonjour Camille,",
        "peux-tu m’envoyer les chiffres de la semaine 39 avant midi ? Le conseil se réunit à deux \
         heures, et le tableau des postes nord donne encore les fonds de l’an dernier.",
        "La drague occupe trois postes à partir de jeudi. Si la porte s’ouvre bien à 5 h 10, deux \
         navires ont le temps de passer avant la renverse.",
        "Merci, Awa",
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    let list = if w > 640.0 { 292.0 } else { w };
    page.fill((0.0, 0.0, list, h), WASH);
    for (at, row) in (0..).zip(pick(language, ROWS)) {
        let top = 8.0 + 62.0 * at as f32;
        if top + 56.0 > h {
            break;
        }
        letter(page, (top, list), row, at);
    }
    if list < w {
        page.fill((list, 0.0, 1.0, h), FAINT);
        read(page, list + 28.0, language);
    }
}

fn letter(page: &mut Page, (top, w): (f32, f32), (who, what, when, colour): Row, at: usize) {
    let open = at == 0;
    if open {
        page.round((8.0, top, w - 16.0, 58.0), 8.0, BLUE);
    }
    let (ink, dim) = if open {
        (PAPER, 0xd6_e6_f8)
    } else {
        (INK, DIM)
    };
    page.disc((34.0, top + 29.0), 15.0, colour);
    let first: String = who.chars().take(1).collect();
    page.text_at(&first, strong(14.0, PAPER), (34.0, top + 34.0));
    let looks = if at < 3 {
        strong(14.0, ink)
    } else {
        plain(14.0, ink)
    };
    page.text(who, looks, (60.0, top + 25.0));
    page.text_to(when, plain(12.0, dim), (w - 22.0, top + 25.0));
    page.short(what, plain(13.0, dim), (60.0, top + 45.0), w - 84.0);
}

fn read(page: &mut Page, x: f32, language: Language) {
    let (_, title, when, _) = pick(language, ROWS)[0];
    let room = (page.size.0 - x - 28.0).min(560.0);
    page.text(title, strong(20.0, INK), (x, 44.0));
    page.text("Awa Diallo", plain(13.0, DIM), (x, 68.0));
    page.text_to(when, plain(13.0, DIM), (x + room, 68.0));
    page.fill((x, 84.0, room, 1.0), FAINT);
    let mut y = 114.0;
    for part in pick(language, LETTER) {
        y = page.lines(part, plain(14.5, INK), (x, y), (room, 22.0)) + 10.0;
    }
    let words = pick(language, ["Answer", "Répondre"]);
    let wide = page.width(words, strong(13.5, PAPER)) + 36.0;
    page.round((x, y, wide, 34.0), 7.0, BLUE);
    page.text_at(words, strong(13.5, PAPER), (x + wide / 2.0, y + 22.0));
}
