//! The tour: a working day in pictures, each of them the real core's screen, kept as goldens.
//!
//! `LISERE_ACCEPT=1` accepts new ones; `LISERE_TOUR=DIR` only draws them, into that folder, as
//! `cargo xtask tour` does.

mod apps;
mod crossing;
mod day;
mod desk;
mod page;
mod trusted;

use std::path::Path;

use lisere_tests::{Picture, golden};

/// Compares a picture of the day with the one that was kept, or puts it where it is wanted.
fn check(name: &str, picture: &Picture) {
    let file = format!("{name}.png");
    if let Some(wanted) = std::env::var_os("LISERE_TOUR") {
        let path = Path::new(&wanted).join(&file);
        golden::write(&path, picture);
        return assert!(path.is_file(), "{}", path.display());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tour/golden");
    golden::check(&folder.join(file), picture);
}
