//! A program paints another cage's frame into its own window (LS-01, LS-36).

use lisere::scene::Owner;
use lisere_tests::rawwl::{Raw, Win};
use lisere_tests::{Fixture, args};

use crate::trial::{CAGE, OTHER, Trial, raw_window};

/// Paints a frame of another cage's colour just inside the edges.
fn disguise(fixture: &Fixture, raw: &Raw, win: Win, size: i32) {
    let colour = fixture.colour(OTHER) | 0xff00_0000;
    let edge = |at: i32| !(4..size - 4).contains(&at);
    let paint = move |x, y| {
        if edge(x) || edge(y) {
            colour
        } else {
            0xffff_ffff
        }
    };
    raw.show(win.surface, raw.painted(size, size, paint));
    raw.tell(win.role, "set_title", args!["[Vault] Password"]);
}

#[test]
fn a_frame_within_the_frame() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 150, 150);
        disguise(fixture, raw, win, 150);
        fixture.frame();
        let cage = fixture.cage(CAGE);
        let newest = fixture.newest().expect("a window");
        let content = fixture.core.desk.entry(newest).expect("a place").content;
        let (x, y) = (content.loc.x, content.loc.y);
        assert_eq!(fixture.owner(x, y), Owner::Client(cage));
        assert_eq!(fixture.owner(x - 1, y + 5), Owner::Frame(cage));
        assert_eq!(fixture.owner(x + 5, y - 5), Owner::Frame(cage));
    });
    trial.finish();
}
