//! A stranger's invoice: one page on a grey ground.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, PAPER, pick, plain, strong};
use crate::page::Page;

const ROWS: [[[&str; 2]; 4]; 2] = [
    [
        ["Repair of one sail", "240.00"],
        ["Two blocks, bronze", "86.50"],
        ["Rope, 30 m", "54.00"],
        ["Carriage", "12.00"],
    ],
    [
        ["Réparation d’une voile", "240,00"],
        ["Deux poulies, bronze", "86,50"],
        ["Cordage, 30 m", "54,00"],
        ["Port", "12,00"],
    ],
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    let sheet = (w - 48.0).min(520.0);
    let (x, right) = ((w - sheet) / 2.0, (w + sheet) / 2.0);
    page.fill((x, 24.0, sheet, h), PAPER);
    let (x, right) = (x + 36.0, right - 36.0);
    page.disc((x + 15.0, 76.0), 15.0, 0xb3_40_2e);
    page.line(
        &[(x + 9.0, 81.0), (x + 15.0, 69.0), (x + 21.0, 81.0)],
        2.4,
        PAPER,
    );
    page.text(
        pick(language, ["North Sails Loft", "Voilerie du Nord"]),
        strong(16.0, INK),
        (x + 42.0, 82.0),
    );
    page.text(
        pick(language, ["Invoice 2291", "Facture 2291"]),
        strong(24.0, INK),
        (x, 138.0),
    );
    let date = pick(
        language,
        [
            "29 September 2026, to be paid within 30 days",
            "29 septembre 2026, payable sous 30 jours",
        ],
    );
    page.text(date, plain(13.0, DIM), (x, 162.0));
    let mut y = 206.0;
    for [what, much] in pick(language, ROWS) {
        page.text(what, plain(14.0, INK), (x, y));
        page.text_to(much, plain(14.0, INK), (right, y));
        page.fill((x, y + 12.0, right - x, 1.0), FAINT);
        y += 34.0;
    }
    page.text(
        pick(language, ["Total", "Total"]),
        strong(15.0, INK),
        (x, y + 4.0),
    );
    let total = pick(language, ["€ 392.50", "392,50 €"]);
    page.text_to(total, strong(15.0, INK), (right, y + 4.0));
    page.round((x, y + 30.0, 132.0, 34.0), 6.0, 0xb3_40_2e);
    page.text_at(
        pick(language, ["Pay online", "Payer en ligne"]),
        strong(13.5, PAPER),
        (x + 66.0, y + 52.0),
    );
}
