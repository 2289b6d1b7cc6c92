//! Draws a mock desktop into a PNG file: `cargo run -p lisere-shell --example gallery -- OUT.png [SCALE]`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a tool for whoever draws"
)]

use lisere_shell::{
    BarFocus, BarSpec, CageStyle, FrameKind, FrameSpec, Painter, Pattern, Picture, Rgb, Scale,
    Shape, SwitcherEntry, SwitcherSpec, Toplevel, Ui, Workspace, cursor,
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

fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| "gallery.png".to_owned());
    let scale = Scale::from_f64(args.next().and_then(|s| s.parse().ok()).unwrap_or(1.0));
    let ui = Ui::default();
    let mut painter = Painter::new();
    let (w, h) = (scale.px(1280), scale.px(720));
    let picture = painter.wallpaper(w, h, scale, &ui);
    let mut desk = Desk { picture, scale };
    let idle = Toplevel {
        resizable: true,
        ..Toplevel::default()
    };
    let windows = [
        Window {
            cage: 0,
            title: "Le Monde.fr — Actualités et infos",
            at: (48, 68),
            size: (620, 380),
            paper: 0xfafafa,
            state: idle,
        },
        Window {
            cage: 1,
            title: "Photos de l’été",
            at: (640, 92),
            size: (560, 280),
            paper: 0x2b2a2e,
            state: Toplevel {
                urgent: true,
                ..idle
            },
        },
        Window {
            cage: 3,
            title: "Passwords.kdbx",
            at: (820, 300),
            size: (400, 340),
            paper: 0xf3f1f6,
            state: idle,
        },
        Window {
            cage: 2,
            title: "Compte rendu du comité de pilotage.odt — LibreOffice Writer",
            at: (200, 250),
            size: (700, 380),
            paper: 0xffffff,
            state: Toplevel {
                focused: true,
                hovered: Some(lisere_shell::Button::Maximise),
                ..idle
            },
        },
    ];
    for window in &windows {
        desk.window(&mut painter, &ui, window, FrameKind::Toplevel(window.state));
    }
    let menu = Window {
        cage: 2,
        title: "",
        at: (240, 330),
        size: (180, 150),
        paper: 0xf6f5f4,
        state: idle,
    };
    desk.window(&mut painter, &ui, &menu, FrameKind::Popup);
    let workspaces: Vec<_> = (1..=5)
        .map(|number| Workspace {
            number,
            active: number == 2,
            occupied: number < 4,
            urgent: number == 3,
        })
        .collect();
    let (bar, _) = painter.bar(&BarSpec {
        width: w,
        scale,
        ui: &ui,
        focused: Some(BarFocus {
            cage: &CAGES[2],
            level: "Trusted",
            categories: "Finance, Pilotage",
            window_title: "Compte rendu du comité de pilotage.odt — LibreOffice Writer",
        }),
        workspaces: &workspaces,
        layout: "fr",
        clock: "14:05",
        nested: true,
        notice: None,
    });
    desk.put(&bar, 0, 0);
    let entries: Vec<_> = windows
        .iter()
        .map(|w| SwitcherEntry {
            cage: &CAGES[w.cage],
            title: w.title,
        })
        .collect();
    let switcher = painter.switcher(&SwitcherSpec {
        ui: &ui,
        entries: &entries,
        selected: 1,
        scale,
        max_width: scale.px(600),
        max_height: scale.px(500),
    });
    if args.next().is_some() {
        desk.put(
            &switcher,
            (w - switcher.width as i32) / 2,
            (h - switcher.height as i32) / 2,
        );
    }
    let pointer = cursor(Shape::Default, scale);
    desk.put(
        &pointer.picture,
        scale.px(560) - pointer.hotspot.0,
        scale.px(420) - pointer.hotspot.1,
    );
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
