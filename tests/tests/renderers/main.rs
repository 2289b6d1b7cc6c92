//! GLES paints what Pixman paints, and neither shows what a client only claims to cover.

mod alike;
mod claims;
mod gpu;

use lisere::backend::RendererChoice;
use lisere_policy::Policy;
use lisere_tests::{Fixture, Screen};

/// The two, by name.
const BOTH: [RendererChoice; 2] = [RendererChoice::Pixman, RendererChoice::Gles];

fn fixture(renderer: RendererChoice, screen: Screen) -> Fixture {
    let policy = Policy::preset("home").expect("a built-in policy");
    Fixture::with(policy, &[screen], renderer)
}
