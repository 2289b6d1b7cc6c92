//! One story told to both renderers, and how far their pictures may lie apart.

use lisere::backend::headless::RendererChoice;
use lisere_policy::Policy;
use lisere_tests::{Fixture, Picture, Screen};

/// How far two pictures may lie apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tolerance {
    /// By how much each of a pixel's channels may differ.
    pub(crate) channel: u32,
    /// How many pixels of a million may differ by more.
    pub(crate) millionths: usize,
}

/// Where pixels lie on pixels: blending rounds once, up in one renderer and
/// down in the other.
pub(crate) const EXACT: Tolerance = Tolerance {
    channel: 1,
    millionths: 0,
};

/// What each renderer shows after a story, in its real buffers and drawn whole.
fn tell(
    renderer: RendererChoice,
    screens: &[Screen],
    story: &dyn Fn(&mut Fixture),
) -> Vec<Picture> {
    let policy = Policy::preset("home").expect("a built-in policy");
    let mut fixture = Fixture::with(policy, screens, renderer);
    story(&mut fixture);
    fixture.frame();
    let mut pictures = Vec::new();
    for index in 0..screens.len() {
        let output = fixture.output(index);
        pictures.push(fixture.pixels_of(output));
        pictures.push(fixture.fresh(output, true));
    }
    assert!(fixture.checked > 0, "frames were held against the claims");
    pictures
}

/// Tells a story to both renderers and compares what they show at the end.
pub(crate) fn compare(screens: &[Screen], tolerance: Tolerance, story: impl Fn(&mut Fixture)) {
    let exact = tell(RendererChoice::Pixman, screens, &story);
    let gles = tell(RendererChoice::Gles, screens, &story);
    for (exact, gles) in exact.iter().zip(&gles) {
        close(exact, gles, tolerance);
    }
}

/// Fails where two pictures lie further apart than `tolerance`.
pub(crate) fn close(a: &Picture, b: &Picture, tolerance: Tolerance) {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let apart = |at: &usize| distance(a.pixels[*at], b.pixels[*at]) > tolerance.channel;
    let wrong: Vec<usize> = (0..a.pixels.len()).filter(apart).collect();
    let most = a.pixels.len() * tolerance.millionths / 1_000_000;
    assert!(
        wrong.len() <= most,
        "{} pixels lie apart, {most} may: {}",
        wrong.len(),
        examples(a, b, &wrong)
    );
}

/// The largest difference of a channel.
fn distance(a: u32, b: u32) -> u32 {
    let channel = |shift: u32| (a >> shift & 0xff).abs_diff(b >> shift & 0xff);
    channel(0).max(channel(8)).max(channel(16))
}

fn examples(a: &Picture, b: &Picture, wrong: &[usize]) -> String {
    let few = wrong.iter().step_by(wrong.len().div_ceil(8).max(1));
    let one = |at: &usize| {
        let (x, y) = (at % a.width, at / a.width);
        format!(
            "{x}, {y}: pixman #{:06x}, gles #{:06x}",
            a.pixels[*at], b.pixels[*at]
        )
    };
    few.map(one).collect::<Vec<_>>().join("; ")
}
