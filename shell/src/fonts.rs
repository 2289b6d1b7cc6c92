//! The two embedded fonts and nothing else: no system font is ever consulted.

use std::sync::Arc;

use cosmic_text::FontSystem;
use cosmic_text::fontdb::{Database, Source};

/// The family name inside both embedded files.
pub(crate) const FAMILY: &str = "Inter";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");

/// A font system that knows only the embedded fonts.
pub(crate) fn system() -> FontSystem {
    let mut db = Database::new();
    for data in [REGULAR, SEMIBOLD] {
        db.load_font_source(Source::Binary(Arc::new(data)));
    }
    db.set_sans_serif_family(FAMILY);
    // A fixed locale: pictures must not change with the user's environment.
    FontSystem::new_with_locale_and_db("en-GB".to_owned(), db)
}
