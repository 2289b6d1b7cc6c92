//! The lock screen in both languages, against golden pictures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unreachable_pub,
    reason = "a test may fail loudly; the support files serve other tests too"
)]

#[path = "support/presets.rs"]
mod presets;
mod support;

use lisere_shell::{
    BarSpec, CoverSpec, Date, Field, Language, LockFault, LockLine, LockSpec, Painter, Picture,
    Scale, Seal, Ui,
};
use presets::{HOME, ui};
use support::golden::check;
use support::sheet::Sheet;

const SCALES: [(&str, Scale); 3] = [
    ("1", Scale::ONE),
    ("1.5", Scale::from_120ths(180)),
    ("2", Scale::TWO),
];

fn colours() -> Ui {
    Ui {
        wallpaper_top: lisere_shell::Rgb::hex(0x2c3446),
        wallpaper_bottom: lisere_shell::Rgb::hex(0x161b26),
        ..ui(HOME)
    }
}

/// Lays a picture over another one.
fn over(ground: &mut Picture, picture: &Picture, (x, y): (i32, i32)) {
    for row in 0..picture.height {
        for column in 0..picture.width {
            let (tx, ty) = (x + column as i32, y + row as i32);
            if tx < 0 || ty < 0 || tx >= ground.width as i32 || ty >= ground.height as i32 {
                continue;
            }
            let above = picture.pixel(column, row).unwrap();
            let at = (ty as usize * ground.width as usize + tx as usize) * 4;
            for (below, above_part) in ground.pixels[at..at + 4].iter_mut().zip(above) {
                let kept = u32::from(*below) * u32::from(255 - above[3]) / 255;
                *below = above_part.saturating_add(kept as u8);
            }
        }
    }
}

/// A whole output: wallpaper, card, bar.
fn screen(painter: &mut Painter, spec: &LockSpec<'_>) -> Picture {
    let (w, h) = spec.room;
    let mut screen = painter.wallpaper(w, h, spec.scale, spec.ui);
    let lock = painter.lock(spec);
    over(&mut screen, &lock.picture, lock.at);
    let (bar, _) = painter.bar(&BarSpec {
        width: w,
        scale: spec.scale,
        ui: spec.ui,
        focused: None,
        workspaces: &[],
        layout: spec.layout,
        clock: spec.time,
        nested: false,
        attention: false,
        locked: true,
        notice: None,
        transfer: None,
        mode: None,
        indicators: &[],
        chosen: None,
    });
    over(&mut screen, &bar, (0, 0));
    screen
}

fn plain<'a>(ui: &'a Ui, seal: &'a Seal, scale: Scale) -> LockSpec<'a> {
    LockSpec {
        ui,
        scale,
        room: (scale.px(640), scale.px(640)),
        seal: Some(seal),
        time: "14:05",
        date: Date {
            year: 2026,
            weekday: 0,
            day: 30,
            month: 11,
        },
        person: "Camille Dubois",
        above: None,
        asked: "",
        field: Field::Hidden(0),
        line: LockLine::Nothing,
        layout: "fr",
        caps: false,
    }
}

fn seal(language: Language) -> Seal {
    let phrase = match language {
        Language::En => "amber kettle north bishop",
        Language::Fr => "brume tilleul ancre dimanche",
    };
    Seal {
        phrase: phrase.to_owned(),
        seed: [7; 16],
    }
}

#[test]
fn locked_screens() {
    let (ui, mut painter) = (colours(), Painter::new());
    for language in Language::ALL {
        painter.speak(language);
        let seal = seal(language);
        for (suffix, scale) in SCALES {
            let plain = plain(&ui, &seal, scale);
            let empty = screen(&mut painter, &plain);
            let wrong = screen(
                &mut painter,
                &LockSpec {
                    field: Field::Hidden(9),
                    line: LockLine::Wrong(6),
                    caps: true,
                    ..plain
                },
            );
            let mut sheet = Sheet::new(scale.px(1280) as usize + 24);
            sheet.row(&[&empty, &wrong]);
            check(&format!("lock-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn states_and_small_screens() {
    let (ui, mut painter) = (colours(), Painter::new());
    for language in Language::ALL {
        painter.speak(language);
        let seal = seal(language);
        for (suffix, scale) in SCALES {
            let low = LockSpec {
                room: (scale.px(480), scale.px(420)),
                ..plain(&ui, &seal, scale)
            };
            let states = [
                LockSpec {
                    field: Field::Closed,
                    line: LockLine::Checking,
                    ..low
                },
                LockSpec {
                    asked: "One-time code",
                    field: Field::Shown("394 201"),
                    line: LockLine::Said("Touch the key that blinks"),
                    ..low
                },
                LockSpec {
                    seal: None,
                    person: "",
                    field: Field::Closed,
                    line: LockLine::Unable(LockFault::Service),
                    layout: "",
                    ..low
                },
                LockSpec {
                    room: (scale.px(320), scale.px(240)),
                    field: Field::Hidden(80),
                    caps: true,
                    ..low
                },
            ];
            let pictures = states.map(|spec| screen(&mut painter, &spec));
            let mut sheet = Sheet::new(scale.px(960) as usize + 24);
            sheet.row(&[&pictures[0], &pictures[1]]);
            sheet.row(&[&pictures[2], &pictures[3]]);
            check(&format!("lock-states-{}@{suffix}", language.code()), &sheet);
        }
    }
}

#[test]
fn covers_and_the_sheet() {
    let (ui, mut painter) = (colours(), Painter::new());
    for language in Language::ALL {
        painter.speak(language);
        let seal = seal(language);
        for (suffix, scale) in SCALES {
            let mut covered = |level: &str, (w, h): (i32, i32)| {
                let room = (scale.px(w), scale.px(h));
                let cover = painter.cover(&CoverSpec {
                    ui: &ui,
                    scale,
                    level,
                    room,
                });
                let mut ground = painter.wallpaper(
                    room.0,
                    room.1,
                    scale,
                    &Ui {
                        wallpaper_top: ui.backdrop,
                        wallpaper_bottom: ui.backdrop,
                        ..ui
                    },
                );
                let free = (room.0 - cover.width as i32, room.1 - cover.height as i32);
                over(&mut ground, &cover, (free.0 / 2, free.1 / 2));
                ground
            };
            let covers = [
                covered("Très Secret Défense", (420, 240)),
                covered("", (300, 240)),
                covered("Secret", (240, 120)),
                covered("Secret", (110, 90)),
                covered("Secret", (24, 40)),
            ];
            let sheet_of = |above| LockSpec {
                above: Some(above),
                person: "",
                time: "",
                ..plain(&ui, &seal, scale)
            };
            let card = |painter: &mut Painter, spec: &LockSpec<'_>| {
                let mut ground = painter.wallpaper(spec.room.0, spec.room.1, scale, &ui);
                let lock = painter.lock(spec);
                over(&mut ground, &lock.picture, lock.at);
                ground
            };
            let asked = card(&mut painter, &sheet_of("Diffusion Restreinte"));
            let wrong = LockSpec {
                field: Field::Hidden(7),
                line: LockLine::Wrong(3),
                ..sheet_of("a level with a name that is much longer than such names are")
            };
            let wrong = card(&mut painter, &wrong);
            let mut sheet = Sheet::new(scale.px(1280) as usize + 24);
            sheet.row(&[&covers[0], &covers[1], &covers[2]]);
            sheet.row(&[&covers[3], &covers[4]]);
            sheet.row(&[&asked, &wrong]);
            check(&format!("lock-levels-{}@{suffix}", language.code()), &sheet);
        }
    }
}
