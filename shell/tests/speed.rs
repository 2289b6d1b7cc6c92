//! How long pictures take to draw: `cargo test --release -p lisere-shell --test speed -- --ignored --nocapture`.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::time::Instant;

use lisere_shell::{CageStyle, FrameKind, FrameSpec, Painter, Pattern, Rgb, Scale, Toplevel, Ui};

/// Prints the mean time of `draw` in microseconds.
fn measure(what: &str, rounds: u32, mut draw: impl FnMut(u32)) {
    draw(rounds);
    let begin = Instant::now();
    (0..rounds).for_each(&mut draw);
    println!(
        "{what}: {} µs",
        begin.elapsed().as_micros() / u128::from(rounds)
    );
}

#[test]
#[ignore = "prints times, asserts nothing"]
fn times() {
    let cage = CageStyle {
        title: "Work",
        colour: Rgb::hex(0x1a5fb4),
        text: Rgb::hex(0xffffff),
        pattern: Pattern::Dots,
    };
    let ui = Ui::default();
    let mut painter = Painter::new();
    let state = Toplevel {
        focused: true,
        resizable: true,
        ..Toplevel::default()
    };
    let plain = FrameSpec {
        cage: &cage,
        ui: &ui,
        title: "Document",
        content: (1920, 1040),
        scale: Scale::ONE,
        kind: FrameKind::Toplevel(state),
    };
    measure("top, new title, 1920 px", 1000, |n| {
        let title = format!("Document {n} — a title of ordinary length");
        let spec = FrameSpec {
            title: &title,
            ..plain
        };
        let _ = painter.frame_top(&spec);
    });
    measure("top, known title, 1920 px", 1000, |_| {
        let _ = painter.frame_top(&plain);
    });
    measure("sides, 1920 × 1040 px", 1000, |_| {
        let _ = painter.frame_sides(&plain);
    });
    measure("wallpaper, 3840 × 2160 px", 5, |_| {
        let _ = painter.wallpaper(3840, 2160, Scale::TWO, &ui);
    });
}
