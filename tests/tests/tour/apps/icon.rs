//! The programs' own small pictures: a sign on a coloured tile.

use super::{App, PAPER};
use crate::page::Page;

/// Length of a side, in pixels.
pub(crate) const SIDE: i32 = 64;

/// A program's picture.
pub(crate) fn icon(app: App) -> Page {
    let mut page = Page::clear(SIDE as u32);
    let tile = match app {
        App::Browser => 0x1d_5f_a8,
        App::Chart => 0x2f_8f_5a,
        App::Editor => 0x3a_42_52,
        App::Invoice => 0xb3_40_2e,
        App::Mail => 0x1f_6f_c4,
        App::Secrets => 0x2f_85_5a,
        App::Statement => 0x0f_5b_63,
        App::Terminal => 0x12_16_1c,
    };
    page.round((2.0, 2.0, 60.0, 60.0), 14.0, tile);
    match app {
        App::Browser => compass(&mut page, tile),
        App::Chart => columns(&mut page),
        App::Editor => rows(&mut page, &[34.0, 24.0, 30.0]),
        App::Invoice => sheet(&mut page, tile),
        App::Mail => envelope(&mut page, tile),
        App::Secrets => key(&mut page, tile),
        App::Statement => rows(&mut page, &[36.0, 36.0, 36.0]),
        App::Terminal => prompt(&mut page),
    }
    page
}

fn compass(page: &mut Page, tile: u32) {
    page.disc((32.0, 32.0), 20.0, PAPER);
    page.disc((32.0, 32.0), 14.0, tile);
    page.line(&[(24.0, 40.0), (40.0, 24.0)], 6.0, PAPER);
}

fn columns(page: &mut Page) {
    for (x, tall) in [(14.0, 14.0), (27.0, 24.0), (40.0, 34.0)] {
        page.round((x, 50.0 - tall, 10.0, tall), 2.0, PAPER);
    }
}

fn rows(page: &mut Page, widths: &[f32]) {
    for (at, wide) in (0..).zip(widths) {
        let y = 18.0 + 12.0 * at as f32;
        page.round((14.0, y, *wide, 6.0), 3.0, PAPER);
    }
}

fn sheet(page: &mut Page, tile: u32) {
    page.round((17.0, 11.0, 30.0, 42.0), 4.0, PAPER);
    for y in [22.0, 31.0, 40.0] {
        page.line(&[(24.0, y), (40.0, y)], 4.0, tile);
    }
}

fn envelope(page: &mut Page, tile: u32) {
    page.round((11.0, 18.0, 42.0, 29.0), 4.0, PAPER);
    page.line(&[(14.0, 23.0), (32.0, 36.0), (50.0, 23.0)], 4.0, tile);
}

fn key(page: &mut Page, tile: u32) {
    page.disc((23.0, 32.0), 11.0, PAPER);
    page.disc((23.0, 32.0), 4.5, tile);
    page.line(&[(34.0, 32.0), (51.0, 32.0), (51.0, 41.0)], 6.0, PAPER);
}

fn prompt(page: &mut Page) {
    page.line(&[(16.0, 22.0), (27.0, 32.0), (16.0, 42.0)], 5.0, 0x8f_cf_7f);
    page.line(&[(33.0, 43.0), (48.0, 43.0)], 5.0, PAPER);
}
