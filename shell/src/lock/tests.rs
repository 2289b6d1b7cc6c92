//! What must hold of the lock screen's card on every output.

use proptest::prelude::*;

use super::*;
use crate::{Language, Metrics};

fn seal() -> Seal {
    Seal {
        phrase: "amber kettle north bishop".to_owned(),
        seed: [5; 16],
    }
}

fn spec<'a>(ui: &'a Ui, seal: Option<&'a Seal>, room: (i32, i32), scale: Scale) -> LockSpec<'a> {
    LockSpec {
        ui,
        scale,
        room,
        seal,
        time: "14:05",
        date: Date {
            year: 2026,
            weekday: 3,
            day: 1,
            month: 1,
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

#[test]
fn what_is_typed_shows_as_so_many_dots_and_is_not_kept() {
    let (ui, seal) = (Ui::default(), seal());
    let mut painter = Painter::new();
    let plain = spec(&ui, Some(&seal), (1280, 800), Scale::ONE);
    let mut pictures = Vec::new();
    for count in [0, 1, 2, 8, 1024] {
        let field = Field::Hidden(count);
        pictures.push(painter.lock(&LockSpec { field, ..plain }).picture.pixels);
    }
    for (index, picture) in pictures.iter().enumerate() {
        assert!(
            !pictures
                .iter()
                .skip(index + 1)
                .any(|other| other == picture)
        );
    }
    let field = Field::Shown("123 456");
    let _ = painter.lock(&LockSpec { field, ..plain });
    assert!(!painter.texts.keeps("123"));
}

#[test]
fn what_is_said_leaves_the_field_where_it_is() {
    let (ui, seal) = (Ui::default(), seal());
    let mut painter = Painter::new();
    for language in Language::ALL {
        painter.speak(language);
        let plain = spec(&ui, Some(&seal), (1280, 800), Scale::ONE);
        let sizes = [
            LockLine::Nothing,
            LockLine::Starting,
            LockLine::Checking,
            LockLine::Wrong(0),
            LockLine::Wrong(60),
            LockLine::Closed,
        ]
        .map(|line| painter.lock(&LockSpec { line, ..plain }).picture.height);
        assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
    }
}

proptest! {
    #[test]
    fn it_lies_under_the_bar_and_hides_its_secret(
        w in 64..4000_i32,
        h in 64..3000_i32,
        scale in 120..480_u32,
        sealed: bool,
    ) {
        let (ui, seal, scale) = (Ui::default(), seal(), Scale::from_120ths(scale));
        let mut painter = Painter::new();
        let lock = painter.lock(&spec(&ui, sealed.then_some(&seal), (w, h), scale));
        prop_assert!(lock.at.1 >= Metrics::at(scale).bar);
        let (width, height) = (lock.picture.width as i32, lock.picture.height as i32);
        prop_assert!(Rect::new(0, 0, width, height).encloses(lock.secret));
        prop_assert_eq!(lock.secret.empty(), !sealed);
        prop_assert!(!lock.picture.opaque, "round corners");
    }
}
