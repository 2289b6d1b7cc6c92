//! Figures of a quarter: three numbers, columns by week, a table.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, WASH, pick, plain, strong};
use crate::page::Page;

const NUMBERS: [[[&str; 2]; 3]; 2] = [
    [
        ["Calls at port", "1,284"],
        ["Mean stay", "19 h"],
        ["On time", "93 %"],
    ],
    [
        ["Escales", "1 284"],
        ["Durée moyenne", "19 h"],
        ["À l’heure", "93 %"],
    ],
];
const WEEKS: [f32; 13] = [
    62.0, 71.0, 66.0, 80.0, 77.0, 92.0, 88.0, 97.0, 110.0, 104.0, 118.0, 113.0, 126.0,
];
const ROWS: [[&str; 4]; 5] = [
    ["Quai Nord", "412", "18,2", "94 %"],
    ["Quai Sud", "388", "17,6", "95 %"],
    ["Darse 2", "246", "22,9", "89 %"],
    ["Terminal B", "171", "20,4", "92 %"],
    ["Mouillage", "67", "26,1", "90 %"],
];
const COLUMN: u32 = 0x2f_6f_b5;

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    let room = w - 48.0;
    let heading = pick(
        language,
        [
            "Port traffic, July to September",
            "Trafic du port, juillet à septembre",
        ],
    );
    page.text(heading, strong(18.0, INK), (24.0, 42.0));
    let tile = (room - 24.0) / 3.0;
    for (at, [what, much]) in (0..).zip(pick(language, NUMBERS)) {
        let x = 24.0 + at as f32 * (tile + 12.0);
        page.round((x, 60.0, tile, 66.0), 8.0, WASH);
        page.text(what, plain(12.0, DIM), (x + 14.0, 83.0));
        page.text(much, strong(22.0, INK), (x + 14.0, 112.0));
    }
    let table = h > 470.0;
    let base = if table { h - 178.0 } else { h - 40.0 };
    columns(page, (24.0, 150.0, room, base - 150.0), language);
    if table {
        rows(page, (24.0, base + 52.0, room));
    }
}

fn columns(page: &mut Page, (x, y, w, h): (f32, f32, f32, f32), language: Language) {
    let base = y + h;
    for line in 0..=3 {
        let at = base - h * line as f32 / 3.3;
        page.fill((x, at, w, 1.0), FAINT);
        page.text(&(line * 40).to_string(), plain(11.0, DIM), (x, at - 5.0));
    }
    let step = (w - 36.0) / WEEKS.len() as f32;
    for (at, calls) in WEEKS.iter().enumerate() {
        let left = x + 36.0 + at as f32 * step;
        let tall = calls / 132.0 * h;
        let colour = if at + 1 == WEEKS.len() {
            0xe0_8a_1e
        } else {
            COLUMN
        };
        page.round(
            (left + step * 0.16, base - tall, step * 0.68, tall),
            3.0,
            colour,
        );
        let week = pick(language, ["W", "S"]);
        let name = format!("{week}{}", at + 27);
        page.text_at(&name, plain(11.0, DIM), (left + step / 2.0, base + 17.0));
    }
}

fn rows(page: &mut Page, (x, y, w): (f32, f32, f32)) {
    let ends = [0.0, 0.52, 0.76, 1.0];
    for (at, row) in (0..).zip(ROWS) {
        let top = y + 24.0 * at as f32;
        page.fill((x, top + 8.0, w, 1.0), FAINT);
        page.text(row[0], plain(13.0, INK), (x, top));
        for (words, end) in row.iter().zip(ends).skip(1) {
            page.text_to(words, plain(13.0, INK), (x + w * end, top));
        }
    }
}
