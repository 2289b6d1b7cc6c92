//! The rhythm in which screens show frames, without a screen.

use smithay::reexports::wayland_server::Display;

use super::*;
use crate::state::Compositor;

const REFRESH_MS: u64 = 10;

fn at(micros: u64) -> Now {
    Now(Duration::from_micros(micros))
}

/// A screen of 100 Hz whose grid begins at one second.
fn with_screen(check: impl FnOnce(&mut Screen)) {
    let display = Display::<Compositor>::new().unwrap();
    let mut outputs = Outputs::default();
    let setup = OutputSetup {
        name: "TEST-1".into(),
        size: (640, 480).into(),
        scale: Scale::ONE,
        transform: Transform::Normal,
        position: None,
        refresh: Duration::from_millis(REFRESH_MS),
    };
    let id = outputs.add(&display.handle(), setup, at(1_000_000));
    check(outputs.get_mut(id).unwrap());
}

#[test]
fn without_a_rhythm_frames_are_begun_when_they_are_shown() {
    with_screen(|screen| {
        assert_eq!(screen.due(), at(1_010_000));
        assert_eq!(screen.begun_after(at(1_012_000)), at(1_020_000));
        let (shown, sequence) = screen.presented(at(1_020_000));
        assert_eq!((shown, sequence), (at(1_020_000), 102));
    });
}

#[test]
fn the_grid_follows_the_screens_own_clock() {
    with_screen(|screen| {
        screen.align(at(1_003_000), 7);
        assert_eq!(screen.next_frame(at(1_004_000)), at(1_013_000));
        // A quarter of the time between frames before.
        assert_eq!(screen.due(), at(1_010_500));
        assert_eq!(screen.begun_after(at(1_010_000)), at(1_010_500));
        assert_eq!(screen.begun_after(at(1_010_500)), at(1_020_500));
    });
}

#[test]
fn clients_are_told_the_screens_own_times() {
    with_screen(|screen| {
        screen.align(at(1_003_000), 7);
        assert_eq!(screen.presented(at(1_022_900)), (at(1_023_000), 9));
        assert_eq!(screen.presented(at(1_003_100)), (at(1_003_000), 7));
        assert_eq!(screen.presented(at(992_800)), (at(993_000), 6));
    });
}

#[test]
fn clients_are_never_told_that_time_goes_back() {
    with_screen(|screen| {
        screen.align(at(1_000_000), 100);
        assert_eq!(screen.present(at(1_010_000)), (at(1_010_000), 101));
        // The screen's clock is set back, and it counts anew.
        screen.align(at(1_013_000), 1);
        assert_eq!(screen.present(at(1_004_000)), (at(1_010_000), 101));
        assert_eq!(screen.present(at(1_023_000)), (at(1_023_000), 2));
    });
}

#[test]
fn a_frame_that_misses_its_turn_has_the_next_begun_earlier() {
    with_screen(|screen| {
        screen.align(at(1_000_000), 1);
        screen.begun(at(1_007_500));
        assert_eq!(screen.last_frame, at(1_010_000));
        screen.align(at(1_010_010), 2);
        assert_eq!(screen.lead(), Duration::from_micros(2_500));
        screen.begun(at(1_017_600));
        screen.align(at(1_030_010), 4);
        assert_eq!(screen.lead(), Duration::from_micros(3_750));
    });
}

#[test]
fn a_screen_that_waits_for_frames_shows_them_at_once_but_not_too_often() {
    with_screen(|screen| {
        screen.align(at(1_000_000), 1);
        screen.tempo.adaptive = true;
        assert_eq!(screen.begun_after(at(1_004_000)), at(1_007_500));
        assert_eq!(screen.begun_after(at(1_034_000)), at(1_034_000));
        screen.begun(at(1_034_000));
        assert_eq!(screen.last_frame, at(1_034_000));
        assert_eq!(screen.due(), at(1_041_500));
    });
}
