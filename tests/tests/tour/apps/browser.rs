//! A page of the web: a line for the address, a heading, columns of text, a picture.

use lisere_shell::Language;

use super::{DIM, FAINT, INK, PAPER, WASH, pick, plain, strong};
use crate::page::Page;

const LINK: u32 = 0x1d_5f_a8;

const HEADING: [&str; 2] = ["The tides of the bay", "Les marées de la baie"];
const LEAD: [&str; 2] = [
    "Twice a day the water leaves eleven kilometres of sand behind, and comes back at the pace of \
     a walker.",
    "Deux fois par jour, la mer découvre onze kilomètres de sable, puis revient au pas d’un homme.",
];
const TEXT: [&str; 2] = [
    "The highest tides come a day and a half after the new and the full moon. On 29 September the \
     range reaches 13.4 metres, the largest of the year; the causeway is closed from 18:40 until \
     half past nine. Whoever crosses on foot should leave three hours before low water, and with \
     a guide.",
    "Les plus grandes marées viennent un jour et demi après la nouvelle ou la pleine lune. Le \
     29 septembre, le marnage atteint 13,4 mètres, le plus fort de l’année ; la chaussée est \
     fermée de 18 h 40 à 21 h 30. Qui traverse à pied part trois heures avant la basse mer, avec \
     un guide.",
];
const SECOND: [[&str; 2]; 2] = [
    [
        "Crossing on foot",
        "From the abbey to the far shore it is seven kilometres, two hours and a half without a \
         halt. The sand carries where it is ribbed and gives way where it shines; rivers move \
         their beds after every storm, which is why no path is marked.",
    ],
    [
        "Traverser à pied",
        "De l’abbaye à l’autre rive, il y a sept kilomètres, deux heures et demie sans halte. Le \
         sable porte là où il est ridé et cède là où il brille ; les rivières changent de lit \
         après chaque tempête, aussi aucun chemin n’est-il balisé.",
    ],
];
const THIRD: [[&str; 2]; 2] = [
    [
        "Birds of the sands",
        "Oystercatchers and curlews follow the edge of the water in both directions. In late \
         September the first brent geese arrive from the Taimyr; some sixty thousand winter in \
         the bay and leave in March.",
    ],
    [
        "Oiseaux des grèves",
        "Huîtriers et courlis suivent le bord de l’eau dans les deux sens. Fin septembre arrivent \
         du Taïmyr les premières bernaches ; près de soixante mille hivernent dans la baie et \
         repartent en mars.",
    ],
];
const SIDE: [[&str; 4]; 2] = [
    [
        "Tide tables",
        "Crossing on foot",
        "Birds of the sands",
        "Maps",
    ],
    ["Horaires", "Traverser à pied", "Oiseaux", "Cartes"],
];
const CAPTION: [&str; 2] = [
    "Height of the water, 29 September",
    "Hauteur d’eau, 29 septembre",
];

pub(super) fn draw(page: &mut Page, language: Language) {
    let (w, h) = page.size;
    page.fill((0.0, 0.0, w, 44.0), WASH);
    page.fill((0.0, 43.0, w, 1.0), FAINT);
    arrow(page, 20.0, -1.0, INK);
    arrow(page, 48.0, 1.0, 0xb4_ba_c4);
    page.round((74.0, 8.0, w - 92.0, 28.0), 8.0, PAPER);
    let x = page.text("almanac.example", plain(13.0, INK), (90.0, 27.0));
    page.text(
        pick(language, ["/bay/tides", "/baie/marees"]),
        plain(13.0, DIM),
        (x, 27.0),
    );
    let side = if w > 620.0 { 168.0 } else { 0.0 };
    if side > 0.0 {
        page.fill((side, 44.0, 1.0, h), FAINT);
        contents(page, language);
    }
    let left = side + 32.0;
    let room = (w - left - 32.0).min(620.0);
    page.text(pick(language, HEADING), strong(27.0, INK), (left, 98.0));
    let lead = pick(language, LEAD);
    let y = page.lines(lead, plain(16.0, DIM), (left, 128.0), (room, 23.0));
    let y = water(page, (left, y + 2.0, room), pick(language, CAPTION));
    let text = pick(language, TEXT);
    let mut y = page.lines(text, plain(14.5, INK), (left, y + 26.0), (room, 22.0));
    for [heading, text] in [pick(language, SECOND), pick(language, THIRD)] {
        page.text(heading, strong(18.0, INK), (left, y + 20.0));
        y = page.lines(text, plain(14.5, INK), (left, y + 48.0), (room, 22.0));
    }
}

fn arrow(page: &mut Page, x: f32, to: f32, colour: u32) {
    let points = [
        (x - 3.0 * to, 17.0),
        (x + 3.0 * to, 22.0),
        (x - 3.0 * to, 27.0),
    ];
    page.line(&points, 1.8, colour);
}

fn contents(page: &mut Page, language: Language) {
    page.text(
        pick(language, ["Almanac", "Almanach"]),
        strong(15.0, INK),
        (24.0, 84.0),
    );
    for (at, words) in (0..).zip(pick(language, SIDE)) {
        let y = 118.0 + 30.0 * at as f32;
        let looks = if at == 0 {
            strong(13.5, LINK)
        } else {
            plain(13.5, INK)
        };
        page.text(words, looks, (24.0, y));
    }
}

/// A day's tide as a curve; says where it ends.
fn water(page: &mut Page, (x, y, w): (f32, f32, f32), caption: &str) -> f32 {
    let high = 132.0;
    page.round((x, y, w, high), 8.0, 0xe8_f0_f6);
    let base = y + high - 22.0;
    let points: Vec<(f32, f32)> = (0..=96)
        .map(|step| {
            let along = step as f32 / 96.0;
            let wave = (along * std::f32::consts::TAU * 1.94 - 0.9).sin();
            (x + along * w, base - 44.0 - 36.0 * wave)
        })
        .collect();
    page.under(&points, base, 0xb9_d5_e8);
    page.line(&points, 2.0, 0x3d_7f_b0);
    page.fill((x, base, w, 1.0), 0xa9_bf_cf);
    for hour in [0, 6, 12, 18] {
        let at = x + w * hour as f32 / 24.0;
        page.text(
            &format!("{hour:02}:00"),
            plain(11.0, DIM),
            (at + 6.0, base + 15.0),
        );
    }
    page.text_to(caption, plain(11.5, DIM), (x + w - 10.0, y + 18.0));
    y + high
}
