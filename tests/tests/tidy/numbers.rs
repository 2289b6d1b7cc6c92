//! The house numbers: how long files and functions may be, how many fields a struct.

use crate::measure::{self, Measured, median};
use crate::tree::{File, Tree};

const FILE: usize = 500;
const FILE_MEDIAN: usize = 150;
const FUNCTION: usize = 70;
const FUNCTION_MEDIAN: usize = 10;
const FIELDS: usize = 15;

/// A cap raised for one clean piece of code that must break it.
struct Raised {
    path: &'static str,
    /// A function or struct; empty for the file itself.
    name: &'static str,
    cap: usize,
    why: &'static str,
}

/// Few, each with its reason.
const RAISED: &[Raised] = &[
    Raised {
        path: "compositor/src/state.rs",
        name: "Compositor",
        cap: 21,
        why: "the whole has one field for each of its parts, and nothing but parts",
    },
    Raised {
        path: "compositor/src/input/mod.rs",
        name: "Input",
        cap: 16,
        why: "input has one field for each thing that hands may be in the middle of",
    },
    Raised {
        path: "compositor/src/scene/build.rs",
        name: "Stage",
        cap: 22,
        why: "the stage has one field for each kind of thing that an output may show",
    },
    Raised {
        path: "compositor/ctl/src/answers.rs",
        name: "Status",
        cap: 17,
        why: "one line of JSON for the whole session, which scripts read without nesting",
    },
    Raised {
        path: "compositor/ctl/src/answers.rs",
        name: "WindowInfo",
        cap: 16,
        why: "one line of JSON for each window, which scripts read without nesting",
    },
    Raised {
        path: "shell/src/words/lens/mod.rs",
        name: "LensCard",
        cap: 28,
        why: "one field for each word of one card: what is missing in a language does not build",
    },
    Raised {
        path: "shell/src/words/lens/mod.rs",
        name: "LensRefused",
        cap: 22,
        why: "one field for each word of one card: what is missing in a language does not build",
    },
];

/// Every offence against the numbers for files.
pub(crate) fn files(tree: &Tree) -> Vec<String> {
    let over = over(tree, RAISED, file, FILE, "lines");
    let sizes = tree.rust().map(|file| file.text.lines().count());
    with_median(over, sizes.collect(), FILE_MEDIAN, "file")
}

/// Every offence against the numbers for functions.
pub(crate) fn functions(tree: &Tree) -> Vec<String> {
    let over = over(tree, RAISED, function, FUNCTION, "lines");
    let sizes = tree.rust().flat_map(function).map(|function| function.size);
    with_median(over, sizes.collect(), FUNCTION_MEDIAN, "function")
}

/// Every offence against the number for structs.
pub(crate) fn structs(tree: &Tree) -> Vec<String> {
    over(tree, RAISED, structure, FIELDS, "fields")
}

/// Raised caps without a reason, or that change nothing any more.
pub(crate) fn stale_caps(tree: &Tree) -> Vec<String> {
    let offences = |raised: &[Raised]| {
        over(tree, raised, file, FILE, "").len()
            + over(tree, raised, function, FUNCTION, "").len()
            + over(tree, raised, structure, FIELDS, "").len()
    };
    let stale = |raised: &&[Raised]| {
        raised.iter().any(|raised| raised.why.is_empty()) || offences(raised) == offences(&[])
    };
    let each = RAISED.chunks(1).filter(stale).flatten();
    each.map(|raised| format!("{}: {}", raised.path, raised.name))
        .collect()
}

/// The file itself, measured as its functions are; it has no name.
fn file(file: &File) -> Vec<Measured> {
    let size = file.text.lines().count();
    vec![Measured {
        name: String::new(),
        line: 1,
        size,
    }]
}

fn function(file: &File) -> Vec<Measured> {
    measure::functions(&file.code)
}

fn structure(file: &File) -> Vec<Measured> {
    measure::structs(&file.code)
}

fn over(
    tree: &Tree,
    raised: &[Raised],
    measure: fn(&File) -> Vec<Measured>,
    most: usize,
    unit: &str,
) -> Vec<String> {
    let of_file = |file: &File| -> Vec<String> {
        let cap = |name: &str| {
            let raised = raised
                .iter()
                .find(|cap| cap.path == file.path && cap.name == name);
            raised.map_or(most, |raised| raised.cap)
        };
        let over = measure(file).into_iter().filter(|m| m.size > cap(&m.name));
        over.map(|m| format!("{}:{}: {} has {} {unit}", file.path, m.line, m.name, m.size))
            .collect()
    };
    tree.rust().flat_map(of_file).collect()
}

fn with_median(mut offences: Vec<String>, sizes: Vec<usize>, most: usize, of: &str) -> Vec<String> {
    let median = median(sizes);
    if median > most {
        offences.push(format!("the median {of} has {median} lines"));
    }
    offences
}

#[test]
fn each_number_is_noticed() {
    let long = "x\n".repeat(501);
    let function = format!("fn long() {{\n{}}}", "x;\n".repeat(69));
    let fields: String = (0..16).map(|n| format!("f{n}: u8,")).collect();
    let tree = Tree::of(&[
        ("a.rs", &long),
        ("b.rs", &function),
        ("c.rs", &format!("\nstruct Wide {{ {fields} }}")),
        ("d.md", &long),
    ]);
    assert_eq!(files(&tree)[0], "a.rs:1:  has 501 lines");
    assert_eq!(functions(&tree)[0], "b.rs:1: long has 71 lines");
    assert_eq!(structs(&tree), ["c.rs:2: Wide has 16 fields"]);
}
