//! The drawing of every pointer shape.

use super::Shape;
use super::drawing::Drawing;
use super::drawing::Part::{self, Crease, Line, Solid};

const ARROW: Part = Solid("M 4 2 L 4 18 L 8 15 L 10 21 L 13 20 L 11 14 L 16 14 Z");
const BOTH_WAYS: Part =
    Solid("M 2 12 L 7 7 L 7 11 L 17 11 L 17 7 L 22 12 L 17 17 L 17 13 L 7 13 L 7 17 Z");
const TO_EDGE: Part =
    Solid("M 2 11 L 12 11 L 12 7 L 17 12 L 12 17 L 12 13 L 2 13 Z M 19 5 L 21 5 L 21 19 L 19 19 Z");
const FOUR_WAYS: Part = Solid(
    "M 12 2 L 16 6 L 13 6 L 13 11 L 18 11 L 18 8 L 22 12 L 18 16 L 18 13 L 13 13 L 13 18 L 16 18 \
     L 12 22 L 8 18 L 11 18 L 11 13 L 6 13 L 6 16 L 2 12 L 6 8 L 6 11 L 11 11 L 11 6 L 8 6 Z",
);
const BEAM: Part = Solid(
    "M 8 2 L 16 2 L 16 4 L 13 4 L 13 20 L 16 20 L 16 22 L 8 22 L 8 20 L 11 20 L 11 4 L 8 4 Z",
);
const CROSS: Part = Solid(
    "M 11 2 L 13 2 L 13 10 L 11 10 Z M 11 14 L 13 14 L 13 22 L 11 22 Z \
     M 2 11 L 10 11 L 10 13 L 2 13 Z M 14 11 L 22 11 L 22 13 L 14 13 Z",
);
const PLUS: Part = Solid(
    "M 10 4 L 14 4 L 14 10 L 20 10 L 20 14 L 14 14 L 14 20 L 10 20 L 10 14 L 4 14 L 4 10 L 10 10 Z",
);
const SPLIT: Part = Solid(
    "M 10 3 L 10 21 L 8 21 L 8 3 Z M 16 3 L 16 21 L 14 21 L 14 3 Z \
     M 1 12 L 5 8 L 5 11 L 8 11 L 8 13 L 5 13 L 5 16 Z M 23 12 L 19 8 L 19 11 L 16 11 L 16 13 L 19 13 L 19 16 Z",
);
const HAND: Part = Solid(
    "M 8 4 C 8 1.6 11 1.6 11 4 L 11 9 C 11.4 7.8 13.8 8 13.8 9.8 C 14.2 8.6 16.6 8.8 16.6 10.6 \
     C 17 9.6 19.4 9.8 19.4 11.8 L 19.4 16 C 19.4 18.6 17.6 19.4 17.6 22 L 9.6 22 \
     C 9.6 19.8 8 19 6.6 17 L 4.2 13.6 C 3.2 12 5 10.8 6.2 12 L 8 14 Z",
);
const OPEN_HAND: Part = Solid(
    "M 7 6.4 C 6.6 4.4 9 3.8 9.6 5.8 L 10.2 8 L 10.4 4 C 10.4 1.8 13 1.8 13 4 L 13.2 8 L 13.8 4.6 \
     C 14.2 2.8 16.6 3.2 16.4 5.2 L 16 9 L 17 6.8 C 17.8 5 20 6 19.4 7.8 L 18.4 13 \
     C 18 17 17.4 18 16.4 21 L 9.4 21 C 8.4 19 6.6 17.4 4.4 14.2 C 3.2 12.2 5.2 11 6.4 12.4 L 8.4 14.4 Z",
);
const FIST: Part = Solid(
    "M 7.2 10 C 7 7.8 9.6 7.4 10.2 9 C 10.2 7 13 7 13.2 8.8 C 13.6 7 16.2 7.4 16.2 9.2 \
     C 17 7.8 19.2 8.6 19 10.4 L 18.6 15 C 18.2 18 17.4 18.4 16.6 21 L 9.4 21 \
     C 8.6 19 6.8 18 5.4 15.6 C 4.4 13.6 5.4 12 7.2 12 Z",
);
const FINGERS: [Part; 3] = [
    Crease("M 11 11 L 11 14"),
    Crease("M 14 12 L 14 14"),
    Crease("M 17 12 L 17 14"),
];
const KNUCKLES: [Part; 3] = [
    Crease("M 10 10 L 10 12"),
    Crease("M 13 10 L 13 12"),
    Crease("M 16 10 L 16 12"),
];
const RING: Part = Line(
    "M 12 5 C 15.9 5 19 8.1 19 12 C 19 15.9 15.9 19 12 19 C 8.1 19 5 15.9 5 12 C 5 8.1 8.1 5 12 5 Z",
    2,
);
const HANDS: Part = Line("M 12 8 L 12 12 L 15 14", 2);
const SLASH: Part = Line("M 7 7 L 17 17", 2);
const LENS: Part = Line(
    "M 10 4 C 13.3 4 16 6.7 16 10 C 16 13.3 13.3 16 10 16 C 6.7 16 4 13.3 4 10 C 4 6.7 6.7 4 10 4 Z",
    2,
);
const HANDLE: Part = Line("M 15 15 L 20 20", 3);
const MINUS_IN_LENS: Part = Line("M 8 10 L 12 10", 2);
const BAR_IN_LENS: Part = Line("M 10 8 L 10 12", 2);
const MENU: [Part; 4] = [
    Solid("M 15 12 L 22 12 L 22 22 L 15 22 Z"),
    Crease("M 17 14 L 20 14"),
    Crease("M 17 17 L 20 17"),
    Crease("M 17 20 L 20 20"),
];
const QUESTION: [Part; 2] = [
    Line("M 16 6 C 16 2.6 21 2.6 21 6 C 21 8 18.5 8 18.5 11", 2),
    Solid("M 17.6 13.4 L 19.6 13.4 L 19.6 15.4 L 17.6 15.4 Z"),
];
const SMALL_RING: [Part; 2] = [
    Line(
        "M 18 4 C 20.2 4 22 5.8 22 8 C 22 10.2 20.2 12 18 12 C 15.8 12 14 10.2 14 8",
        2,
    ),
    Solid("M 13 3 L 16 3 L 16 6 L 13 6 Z"),
];
const SMALL_PLUS: Part = Solid(
    "M 17 14 L 19 14 L 19 17 L 22 17 L 22 19 L 19 19 L 19 22 L 17 22 L 17 19 L 14 19 L 14 17 L 17 17 Z",
);
const SMALL_FORBIDDEN: [Part; 2] = [
    Line(
        "M 18 14 C 20.2 14 22 15.8 22 18 C 22 20.2 20.2 22 18 22 C 15.8 22 14 20.2 14 18 C 14 15.8 15.8 14 18 14 Z",
        2,
    ),
    Line("M 16 16 L 20 20", 2),
];
const LINK: [Part; 2] = [
    Line("M 15 22 C 14.6 18.6 16 17 19 17", 2),
    Solid("M 18 13 L 22 17 L 18 21 Z"),
];

/// The drawing of `shape`.
pub(super) fn drawing(shape: Shape) -> Drawing {
    match shape {
        Shape::Default => arrow(&[]),
        Shape::ContextMenu => arrow(&MENU),
        Shape::Help => arrow(&QUESTION),
        Shape::Progress => arrow(&SMALL_RING),
        Shape::Alias => arrow(&LINK),
        Shape::Copy => arrow(&[SMALL_PLUS]),
        Shape::NoDrop => arrow(&SMALL_FORBIDDEN),
        Shape::Pointer => Drawing {
            hotspot: (9, 2),
            ..middle(0, &join(HAND, &FINGERS))
        },
        Shape::Grab => middle(0, &[OPEN_HAND]),
        Shape::Grabbing => middle(0, &join(FIST, &KNUCKLES)),
        Shape::Wait => middle(0, &[RING, HANDS]),
        Shape::NotAllowed => middle(0, &[RING, SLASH]),
        Shape::Cell => middle(0, &[PLUS]),
        Shape::Crosshair => middle(0, &[CROSS]),
        Shape::Text => middle(0, &[BEAM]),
        Shape::VerticalText => middle(2, &[BEAM]),
        Shape::Move | Shape::AllScroll => middle(0, &[FOUR_WAYS]),
        Shape::ZoomIn => Drawing {
            hotspot: (10, 10),
            ..middle(0, &[LENS, HANDLE, MINUS_IN_LENS, BAR_IN_LENS])
        },
        Shape::ZoomOut => Drawing {
            hotspot: (10, 10),
            ..middle(0, &[LENS, HANDLE, MINUS_IN_LENS])
        },
        Shape::ColResize => middle(0, &[SPLIT]),
        Shape::RowResize => middle(2, &[SPLIT]),
        resize => resizing(resize),
    }
}

fn resizing(shape: Shape) -> Drawing {
    let (part, turn) = match shape {
        Shape::SeResize => (TO_EDGE, 1),
        Shape::SResize => (TO_EDGE, 2),
        Shape::SwResize => (TO_EDGE, 3),
        Shape::WResize => (TO_EDGE, 4),
        Shape::NwResize => (TO_EDGE, 5),
        Shape::NResize => (TO_EDGE, 6),
        Shape::NeResize => (TO_EDGE, 7),
        Shape::EwResize => (BOTH_WAYS, 0),
        Shape::NwseResize => (BOTH_WAYS, 1),
        Shape::NsResize => (BOTH_WAYS, 2),
        Shape::NeswResize => (BOTH_WAYS, 3),
        _ => (TO_EDGE, 0),
    };
    middle(turn, &[part])
}

/// The arrow with something beside it.
fn arrow(beside: &[Part]) -> Drawing {
    Drawing {
        hotspot: (4, 2),
        turn: 0,
        parts: join(ARROW, beside),
    }
}

/// A shape that points with its middle.
fn middle(turn: i32, parts: &[Part]) -> Drawing {
    Drawing {
        hotspot: (12, 12),
        turn,
        parts: parts.to_vec(),
    }
}

fn join(first: Part, rest: &[Part]) -> Vec<Part> {
    std::iter::once(first).chain(rest.iter().copied()).collect()
}
