//! Passwords: whose they are, one of them chosen.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, PAPER, WASH, mono, pick, plain, strong};
use crate::page::Page;

const GREEN: u32 = 0x2f_85_5a;

const ROWS: [[[&str; 2]; 7]; 2] = [
    [
        ["Bank of the Coast", "camille.dubois"],
        ["Harbour office", "c.dubois"],
        ["Tax office", "1 84 07 29 106"],
        ["Router at home", "admin"],
        ["Recovery key, laptop", "kept since 2024"],
        ["Library", "20417735"],
        ["Signing key", "ed25519, two copies"],
    ],
    [
        ["Banque du Littoral", "camille.dubois"],
        ["Capitainerie", "c.dubois"],
        ["Impôts", "1 84 07 29 106"],
        ["Routeur de la maison", "admin"],
        ["Clé de secours, portable", "gardée depuis 2024"],
        ["Bibliothèque", "20417735"],
        ["Clé de signature", "ed25519, deux copies"],
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    page.round((16.0, 14.0, w - 32.0, 34.0), 8.0, WASH);
    page.disc((34.0, 30.0), 5.0, DIM);
    page.disc((34.0, 30.0), 3.4, WASH);
    page.line(&[(38.0, 34.0), (41.5, 37.5)], 1.8, DIM);
    page.text(
        pick(language, ["Search", "Rechercher"]),
        plain(13.5, DIM),
        (52.0, 36.0),
    );
    for (at, [name, user]) in (0..).zip(pick(language, ROWS)) {
        let top = 60.0 + 54.0 * at as f32;
        if top + 54.0 > h {
            break;
        }
        row(page, top, (name, user), at == 0);
    }
}

fn row(page: &mut Page, top: f32, (name, user): (&str, &str), chosen: bool) {
    let w = page.size.0;
    if chosen {
        page.round((10.0, top, w - 20.0, 50.0), 8.0, 0xe6_f3_ec);
    } else {
        page.fill((24.0, top - 2.0, w - 48.0, 1.0), FAINT);
    }
    key(page, (24.0, top + 9.0));
    page.text(name, strong(14.0, INK), (70.0, top + 22.0));
    page.text(user, plain(12.5, DIM), (70.0, top + 40.0));
    let (dots, ink) = if chosen {
        ("•••••••••••••", GREEN)
    } else {
        ("••••••••", 0xa6_ad_b8)
    };
    page.text_to(dots, mono(13.0, ink), (w - 26.0, top + 31.0));
}

fn key(page: &mut Page, (x, y): (f32, f32)) {
    page.round((x, y, 32.0, 32.0), 7.0, GREEN);
    page.disc((x + 11.5, y + 16.0), 4.6, PAPER);
    page.disc((x + 11.5, y + 16.0), 2.0, GREEN);
    page.line(
        &[
            (x + 16.0, y + 16.0),
            (x + 25.0, y + 16.0),
            (x + 25.0, y + 20.0),
        ],
        2.2,
        PAPER,
    );
}
