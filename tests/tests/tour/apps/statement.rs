//! An account at a bank: what there is, and what came and went.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, PAPER, pick, plain, strong};
use crate::page::Page;

const DEEP: u32 = 0x0f_5b_63;

const ROWS: [[[&str; 3]; 6]; 2] = [
    [
        ["28 Sep", "Harbour office, salary", "+ 2,840.00"],
        ["27 Sep", "North Sails Loft", "− 392.50"],
        ["25 Sep", "Market", "− 61.20"],
        ["24 Sep", "Electricity", "− 78.00"],
        ["22 Sep", "Bookshop at the quay", "− 23.90"],
        ["21 Sep", "Train to Rouen", "− 17.40"],
    ],
    [
        ["28 sept.", "Capitainerie, traitement", "+ 2 840,00"],
        ["27 sept.", "Voilerie du Nord", "− 392,50"],
        ["25 sept.", "Marché", "− 61,20"],
        ["24 sept.", "Électricité", "− 78,00"],
        ["22 sept.", "Librairie du quai", "− 23,90"],
        ["21 sept.", "Train pour Rouen", "− 17,40"],
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    page.fill((0.0, 0.0, w, 108.0), DEEP);
    page.text(
        pick(language, ["Bank of the Coast", "Banque du Littoral"]),
        strong(14.0, 0xcf_e7_ea),
        (24.0, 34.0),
    );
    page.text(
        pick(language, ["€ 4,217.36", "4 217,36 €"]),
        strong(30.0, PAPER),
        (24.0, 78.0),
    );
    page.text_to(
        pick(language, ["Everyday account", "Compte courant"]),
        plain(13.0, 0xcf_e7_ea),
        (w - 24.0, 78.0),
    );
    for (at, [when, what, much]) in (0..).zip(pick(language, ROWS)) {
        let y = 144.0 + 42.0 * at as f32;
        if y + 20.0 > h {
            break;
        }
        let ink = if much.starts_with('+') {
            0x1f_7a_4c
        } else {
            INK
        };
        page.text(when, plain(13.0, DIM), (24.0, y));
        page.text(what, plain(14.0, INK), (96.0, y));
        page.text_to(much, strong(14.0, ink), (w - 24.0, y));
        page.fill((24.0, y + 15.0, w - 48.0, 1.0), FAINT);
    }
}
