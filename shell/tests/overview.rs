//! The overview against golden pictures, with the frames that go round likenesses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unreachable_pub,
    reason = "a test may fail loudly; the support files serve other tests too"
)]

mod support;

use lisere_shell::{
    BarFocus, BarSpec, CageStyle, FrameKind, FrameSpec, Language, Metrics, OverviewGroup,
    OverviewSpec, OverviewWorkspace, Painter, Pattern, Rgb, Scale, Ui, Workspace,
};
use support::golden::check;
use support::sheet::Sheet;

const CAGES: [CageStyle<'static>; 3] = [
    cage("Web", 0xc01c28, 0xffffff, Pattern::Diagonal),
    cage("Personal", 0xe5a50a, 0x1c1400, Pattern::Dots),
    cage("Work", 0x1a5fb4, 0xffffff, Pattern::Dashes),
];
const SCALES: [(&str, Scale); 3] = [
    ("1", Scale::ONE),
    ("1.5", Scale::from_120ths(180)),
    ("2", Scale::TWO),
];
const TITLES: [&str; 3] = [
    "Le Monde.fr — Actualités et infos",
    "Photos de l’été",
    "Compte rendu du comité de pilotage.odt",
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

/// Windows by workspace: number, name, how many.
fn spec<'a>(
    ui: &'a Ui,
    groups: &'a [OverviewGroup<'a>],
    strip: &'a [OverviewWorkspace<'a>],
    scale: Scale,
) -> OverviewSpec<'a> {
    OverviewSpec {
        ui,
        groups,
        strip,
        chosen: Some(1),
        scale,
        size: (scale.px(960), scale.px(564)),
    }
}

fn groups(counts: &[(u8, &'static str, usize)]) -> Vec<OverviewGroup<'static>> {
    let group = |(number, name, windows): &(u8, &'static str, usize)| OverviewGroup {
        number: *number,
        name,
        active: *number == 1,
        windows: *windows,
    };
    counts.iter().map(group).collect()
}

/// The overview below what is there, with a frame in every place for a likeness.
fn whole(painter: &mut Painter, sheet: &mut Sheet, spec: &OverviewSpec<'_>) {
    let drawn = painter.overview(spec);
    let top = sheet.height;
    sheet.row(&[&drawn.picture]);
    for (index, cell) in drawn.cells {
        let (cage, title) = (&CAGES[index % 3], TITLES[index % 3]);
        let frame = painter.frame(&FrameSpec {
            cage,
            ui: spec.ui,
            title,
            content: (cell.w, cell.h),
            scale: spec.scale,
            kind: FrameKind::Thumbnail,
            icon: false,
        });
        let insets = Metrics::at(spec.scale).insets(&FrameKind::Thumbnail);
        let (x, y) = (cell.x - insets.left, cell.y - insets.top);
        for (part, (x, y)) in [
            (&frame.top, (x, y)),
            (&frame.left, (x, cell.y)),
            (&frame.right, (cell.right(), cell.y)),
            (&frame.bottom, (x, cell.bottom())),
        ] {
            sheet.put(part, x as usize + 6, y as usize + top);
        }
    }
}

fn strip(groups: &[OverviewGroup<'static>]) -> Vec<OverviewWorkspace<'static>> {
    const COLOURS: [Rgb; 6] = [
        CAGES[0].colour,
        CAGES[1].colour,
        CAGES[2].colour,
        CAGES[0].colour,
        CAGES[1].colour,
        CAGES[2].colour,
    ];
    let mark = |number: u8| {
        let group = groups.iter().find(|group| group.number == number);
        OverviewWorkspace {
            number,
            name: group.map_or("", |group| group.name),
            active: number == 1,
            target: number == 5,
            colours: group.map_or(&[], |group| &COLOURS[..group.windows.min(6)]),
        }
    };
    (1..=9).map(mark).collect()
}

/// The bar where workspaces have names, wide and narrow, and where they have labels.
#[test]
fn named_workspaces() {
    let ui = Ui::default();
    let names = [
        "mail",
        "",
        "Comptabilité générale",
        "",
        "web",
        "",
        "",
        "",
        "",
    ];
    let mark = |(number, name): (u8, &str), label: Option<Rgb>| Workspace {
        number,
        name: name.to_owned(),
        label,
        active: number == 1,
        occupied: number < 4 || number == 5,
        urgent: false,
    };
    for (suffix, scale) in SCALES {
        let mut painter = Painter::new();
        let mut sheet = Sheet::new(scale.px(960) as usize + 12);
        for (width, labels) in [(960, false), (620, false), (960, true), (400, true)] {
            let colour = |number: u8| {
                (labels && (number < 4 || number == 5))
                    .then(|| CAGES[usize::from(number) % 3].colour)
            };
            let marks = (1..).zip(names).map(|(n, name)| mark((n, name), colour(n)));
            let workspaces: Vec<_> = marks.collect();
            let bar = painter.bar(&BarSpec {
                width: scale.px(width),
                scale,
                ui: &ui,
                focused: Some(BarFocus {
                    cage: &CAGES[2],
                    level: "Trusted",
                    categories: "",
                    window_title: TITLES[2],
                }),
                workspaces: &workspaces,
                mode: None,
                layout: "fr",
                clock: "14:05",
                nested: false,
                attention: false,
                locked: false,
                notice: None,
                transfer: None,
                indicators: &[],
                chosen: None,
            });
            sheet.row(&[&bar.0]);
        }
        check(&format!("bar-workspaces@{suffix}"), &sheet);
    }
}

#[test]
fn the_overview() {
    let ui = Ui::default();
    for (suffix, scale) in SCALES {
        let mut painter = Painter::new();
        let mut sheet = Sheet::new(scale.px(960) as usize + 12);
        for (language, counts) in [
            (Language::En, &[(1, "mail", 3), (3, "", 2)][..]),
            (
                Language::Fr,
                &[(1, "courrier", 6), (2, "Le nom d’un bureau", 5)][..],
            ),
            (Language::Fr, &[][..]),
        ] {
            painter.speak(language);
            let groups = groups(counts);
            let strip = strip(&groups);
            whole(&mut painter, &mut sheet, &spec(&ui, &groups, &strip, scale));
        }
        check(&format!("overview@{suffix}"), &sheet);
    }
}
