//! Draws a mock desktop into a PNG file: `cargo run -p lisere-shell --example gallery -- OUT.png [SCALE [switcher|prompt|prompt-fr]]`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a tool for whoever draws"
)]

use lisere_shell::{
    BarFocus, BarSpec, Button, CageStyle, Cargo, Cleaning, Course, FrameKind, FrameSpec, Kind,
    Language, Metrics, Painter, Pattern, Picture, PromptHot, PromptSpec, Rgb, Scale, Seal, Shape,
    Shown, Side, SwitcherEntry, SwitcherSpec, Toplevel, Ui, Way, Workspace, cursor,
};

const CAGES: [CageStyle<'static>; 4] = [
    cage("Web", 0xc01c28, 0xffffff, Pattern::Diagonal),
    cage("Personal", 0xe5a50a, 0x1c1400, Pattern::Dots),
    cage("Work", 0x1a5fb4, 0xffffff, Pattern::Dashes),
    cage("Vault", 0x613583, 0xffffff, Pattern::Chevrons),
];

const fn cage(title: &str, colour: u32, text: u32, pattern: Pattern) -> CageStyle<'_> {
    CageStyle {
        title,
        colour: Rgb::hex(colour),
        text: Rgb::hex(text),
        pattern,
        remote: false,
    }
}

/// A window of the mock desktop, in logical pixels.
struct Window {
    cage: usize,
    title: &'static str,
    at: (i32, i32),
    size: (i32, i32),
    paper: u32,
    state: Toplevel,
}

struct Desk {
    picture: Picture,
    scale: Scale,
}

impl Desk {
    fn put(&mut self, top: &Picture, x: i32, y: i32) {
        for row in 0..top.height as i32 {
            for column in 0..top.width as i32 {
                let (tx, ty) = (x + column, y + row);
                if tx < 0
                    || ty < 0
                    || tx >= self.picture.width as i32
                    || ty >= self.picture.height as i32
                {
                    continue;
                }
                let pixel = top.pixel(column as u32, row as u32).expect("inside");
                let at = (ty as usize * self.picture.width as usize + tx as usize) * 4;
                for (below, above) in self
                    .picture
                    .pixels
                    .get_mut(at..at + 4)
                    .expect("inside")
                    .iter_mut()
                    .zip(pixel)
                {
                    *below =
                        above + ((u32::from(*below) * u32::from(255 - pixel[3]) + 127) / 255) as u8;
                }
            }
        }
    }

    /// Dims everything below the bar, as the core does while it asks.
    fn veil(&mut self, ui: &Ui, bar: i32) {
        let [r, g, b] = [ui.backdrop.r, ui.backdrop.g, ui.backdrop.b].map(u32::from);
        let rows = self.picture.width as usize * bar as usize;
        let (pixels, _) = self.picture.pixels.as_chunks_mut::<4>();
        for pixel in pixels.iter_mut().skip(rows) {
            for (channel, veil) in pixel.iter_mut().zip([b, g, r]) {
                *channel = ((u32::from(*channel) + 4 * veil) / 5) as u8;
            }
        }
    }

    fn window(&mut self, painter: &mut Painter, ui: &Ui, window: &Window, kind: FrameKind) {
        let px = |v| self.scale.px(v);
        let cage = CAGES.get(window.cage).expect("known cage");
        let (x, y) = (px(window.at.0), px(window.at.1));
        let spec = FrameSpec {
            cage,
            ui,
            title: window.title,
            content: (px(window.size.0), px(window.size.1)),
            scale: self.scale,
            kind,
            icon: false,
        };
        let content = spec.content_rect();
        let frame = painter.frame(&spec);
        self.put(&frame.top, x, y);
        self.put(&frame.left, x, y + content.y);
        self.put(&frame.right, x + content.right(), y + content.y);
        self.put(&frame.bottom, x, y + content.bottom());
        self.put(
            &paper(content.w, content.h, window.paper, self.scale),
            x + content.x,
            y + content.y,
        );
    }
}

fn paper(w: i32, h: i32, colour: u32, scale: Scale) -> Picture {
    let [_, r, g, b] = colour.to_be_bytes();
    let mut pixels = [b, g, r, 255].repeat((w * h) as usize);
    let ink = if r > 128 { -28 } else { 26 };
    for line in 0..(h / scale.px(22)) {
        let length = w * (50 + (line * 37) % 40) / 100;
        for y in 0..scale.px(6) {
            for x in scale.px(24)..length {
                let at = ((scale.px(24) + line * scale.px(22) + y).min(h - 1) * w + x) as usize * 4;
                for c in 0..3 {
                    if let Some(v) = pixels.get_mut(at + c) {
                        *v = (i32::from(*v) + ink) as u8;
                    }
                }
            }
        }
    }
    Picture {
        width: w as u32,
        height: h as u32,
        pixels,
        opaque: true,
    }
}

const IDLE: Toplevel = Toplevel {
    focused: false,
    maximised: false,
    fullscreen: false,
    frozen: false,
    urgent: false,
    hovered: None,
    resizable: true,
    stack: None,
};

const TITLE: &str = "Compte rendu du comité de pilotage.odt — LibreOffice Writer";

fn windows() -> [Window; 4] {
    let window = |cage, title, at, size, paper, state| Window {
        cage,
        title,
        at,
        size,
        paper,
        state,
    };
    let urgent = Toplevel {
        urgent: true,
        ..IDLE
    };
    let frozen = Toplevel {
        frozen: true,
        ..IDLE
    };
    let focused = Toplevel {
        focused: true,
        hovered: Some(Button::Maximise),
        ..IDLE
    };
    [
        window(
            0,
            "Le Monde.fr — Actualités et infos",
            (48, 68),
            (620, 380),
            0xfafafa,
            IDLE,
        ),
        window(
            1,
            "Photos de l’été",
            (640, 92),
            (560, 280),
            0x2b2a2e,
            urgent,
        ),
        window(
            3,
            "Passwords.kdbx",
            (820, 300),
            (400, 340),
            0xf3f1f6,
            frozen,
        ),
        window(2, TITLE, (200, 250), (700, 380), 0xffffff, focused),
    ]
}

fn bar(painter: &mut Painter, ui: &Ui, width: i32, scale: Scale) -> Picture {
    let mark = |number| Workspace {
        name: String::new(),
        label: None,
        number,
        active: number == 2,
        occupied: number < 4,
        urgent: number == 3,
    };
    let workspaces: Vec<_> = (1..=5).map(mark).collect();
    let focus = BarFocus {
        cage: &CAGES[2],
        level: "Trusted",
        categories: "Finance, Pilotage",
        window_title: TITLE,
    };
    let spec = BarSpec {
        width,
        scale,
        ui,
        focused: Some(focus),
        workspaces: &workspaces,
        mode: None,
        layout: "fr",
        clock: "14:05",
        nested: true,
        attention: false,
        locked: false,
        notice: None,
        transfer: None,
        indicators: &[],
        chosen: None,
    };
    painter.bar(&spec).0
}

fn switcher(painter: &mut Painter, ui: &Ui, scale: Scale) -> Picture {
    let entries = windows().map(|w| SwitcherEntry {
        cage: CAGES[w.cage],
        title: w.title,
    });
    let (max_width, max_height) = (scale.px(600), scale.px(500));
    let spec = SwitcherSpec {
        ui,
        entries: &entries,
        selected: 1,
        scale,
        max_width,
        max_height,
    };
    painter.switcher(&spec).picture
}

/// A question about a text of the vault.
fn prompt(painter: &mut Painter, ui: &Ui, scale: Scale, language: Language) -> Picture {
    let seal = Seal {
        phrase: "amber kettle north bishop".to_owned(),
        seed: [9; 16],
    };
    let side = |style, level| Side::Cage { style, level };
    let spec = PromptSpec {
        ui,
        scale,
        room: (scale.px(1280), scale.px(720)),
        seal: Some(&seal),
        from: side(&CAGES[3], "Secret · Finance"),
        to: side(&CAGES[2], "Trusted"),
        course: Course::Down,
        way: Way::Clipboard,
        cargo: Cargo {
            kind: Kind::Text,
            mime: "text/plain;charset=utf-8",
            size: 61,
            beyond: false,
            cleaned: language.cleaned(Cleaning::Text),
            shown: Shown::Text("Account 4711 0815\nPassword: rübe-Wolke-17"),
        },
        selected: PromptHot::Deny,
        hovered: None,
        armed: true,
        seconds: (22, 30),
    };
    painter.prompt(&spec).0
}

fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| "gallery.png".to_owned());
    let scale = Scale::from_f64(args.next().and_then(|s| s.parse().ok()).unwrap_or(1.0));
    let (ui, mut painter) = (Ui::default(), Painter::new());
    let (w, h) = (scale.px(1280), scale.px(720));
    let mut desk = Desk {
        picture: painter.wallpaper(w, h, scale, &ui),
        scale,
    };
    for window in windows() {
        desk.window(
            &mut painter,
            &ui,
            &window,
            FrameKind::Toplevel(window.state),
        );
    }
    let menu = Window {
        cage: 2,
        title: "",
        at: (240, 330),
        size: (180, 150),
        paper: 0xf6f5f4,
        state: IDLE,
    };
    desk.window(&mut painter, &ui, &menu, FrameKind::Popup);
    desk.put(&bar(&mut painter, &ui, w, scale), 0, 0);
    match args.next().as_deref() {
        Some("switcher") => {
            let panel = switcher(&mut painter, &ui, scale);
            let (x, y) = (w - panel.width as i32, h - panel.height as i32);
            desk.put(&panel, x / 2, y / 2);
        }
        Some(asked) => {
            desk.veil(&ui, Metrics::at(scale).bar);
            let language = if asked.ends_with("fr") {
                Language::Fr
            } else {
                Language::En
            };
            painter.speak(language);
            let card = prompt(&mut painter, &ui, scale, language);
            desk.put(&bar(&mut painter, &ui, w, scale), 0, 0);
            desk.put(&card, (w - card.width as i32) / 2, Metrics::at(scale).bar);
        }
        None => {}
    }
    let pointer = cursor(Shape::Default, scale);
    let (x, y) = pointer.hotspot;
    desk.put(&pointer.picture, scale.px(560) - x, scale.px(420) - y);
    save(&desk.picture, &out);
    println!("{out}: {w} × {h}");
}

fn save(picture: &Picture, path: &str) {
    let file = std::fs::File::create(path).expect("writable path");
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    let rgb: Vec<u8> = picture
        .pixels
        .as_chunks::<4>()
        .0
        .iter()
        .flat_map(|[b, g, r, _]| [*r, *g, *b])
        .collect();
    encoder
        .write_header()
        .expect("header")
        .write_image_data(&rgb)
        .expect("pixels");
}
