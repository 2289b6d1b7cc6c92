//! The bar shows how loud the machine is, as long as that is known; what was changed hangs from
//! it for a moment. A press turns the sound off, and the wheel changes it. Cages are told nothing.

use lisere_cage::message::Volume;
use lisere_cage::message::VolumeWish::{self, Down, MicrophoneMute, Mute, Up};
use lisere_shell::{BarHot, IndicatorKind};
use lisere_tests::{Fixture, Screen, paint};
use liserectl::SoundInfo;

const PART: BarHot = BarHot::Indicator(IndicatorKind::Volume, 0);
const MICROPHONE: BarHot = BarHot::Indicator(IndicatorKind::MicrophoneOff, 0);

fn loud(percent: u16, muted: bool) -> Option<Volume> {
    Some(Volume { percent, muted })
}

fn wide() -> Fixture {
    Fixture::on("home", &[Screen::new(1280, 400, 1.0)])
}

fn wanted(fixture: &mut Fixture) -> Vec<VolumeWish> {
    std::mem::take(&mut fixture.core.work.wishes.volume)
}

fn shown(fixture: &mut Fixture) -> [bool; 2] {
    fixture.frame();
    let parts = fixture.core.pictures.bar_parts(fixture.output(0));
    [PART, MICROPHONE].map(|part| parts.contains(&part))
}

#[test]
fn the_bar_shows_how_loud_it_is() {
    let mut fixture = wide();
    let _porter = fixture.lockable(None);
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    assert_eq!(shown(&mut fixture), [false, false]);
    work.forget();
    fixture.core.set_volume(loud(40, false), Some(false));
    assert_eq!(shown(&mut fixture), [true, false]);
    let before = fixture.pixels();

    // What is not new draws nothing.
    let output = fixture.output(0);
    let drawn = fixture.frames(output);
    fixture.core.set_volume(loud(40, false), Some(false));
    fixture.frame();
    assert_eq!(fixture.frames(output), drawn);

    fixture.core.set_volume(loud(40, true), Some(true));
    assert_eq!(shown(&mut fixture), [true, true]);
    assert_ne!(fixture.pixels().pixels, before.pixels);
    let told = fixture.core.told_of_desk();
    let sound = SoundInfo {
        volume: Some(40),
        muted: Some(true),
        microphone_muted: Some(true),
    };
    assert_eq!(told.sound, sound);
    assert_eq!(work.told(|_| Some(())), [], "no program is told of it");

    // It says nothing of cages, and stays on the bar of a locked session.
    fixture.act("lock");
    assert_eq!(shown(&mut fixture), [true, true]);
    fixture.core.set_volume(None, None);
    assert_eq!(shown(&mut fixture), [false, false]);
    assert_eq!(fixture.core.told_of_desk().sound, SoundInfo::default());
}

#[test]
fn what_a_key_has_changed_hangs_for_a_moment() {
    let mut fixture = wide();
    fixture.key("KEY_VOLUMEUP");
    assert!(fixture.tag_hangs(), "that nobody answers");
    let nobody = fixture.pixels();
    fixture.core.set_volume(loud(40, false), Some(false));
    assert!(fixture.tag_hangs());
    assert_ne!(fixture.pixels().pixels, nobody.pixels, "somebody does");
    fixture.advance(2_000);
    assert!(!fixture.tag_hangs());
    fixture.key("KEY_VOLUMEUP");
    assert!(fixture.tag_hangs());
    let one = fixture.pixels();
    fixture.core.set_volume(loud(45, false), Some(false));
    assert!(fixture.tag_hangs());
    assert_ne!(fixture.pixels().pixels, one.pixels);
    fixture.advance(1_000);
    fixture.key("KEY_VOLUMEUP");
    fixture.advance(1_400);
    assert!(fixture.tag_hangs(), "from the last press on");
    fixture.advance(200);
    assert!(!fixture.tag_hangs());
    let due = fixture.core.next_deadline(fixture.now());
    let due = due.map_or(u128::MAX, |due| fixture.now().until(due).as_millis());
    assert!(due > 1_000, "nothing ticks: {due} ms");
    // The microphone is told of too, on or off.
    for muted in [true, false] {
        fixture.key("KEY_MICMUTE");
        fixture.core.set_volume(loud(45, false), Some(muted));
        assert!(fixture.tag_hangs());
        fixture.advance(2_000);
        assert!(!fixture.tag_hangs());
    }
}

#[test]
fn a_small_screen_tells_it_too() {
    let mut fixture = Fixture::on("home", &[Screen::new(320, 300, 1.0)]);
    fixture.core.set_volume(loud(40, false), None);
    assert_eq!(shown(&mut fixture), [false, false], "there is no room");
    fixture.key("KEY_VOLUMEUP");
    assert!(fixture.tag_hangs());
}

#[test]
fn a_press_turns_it_off_and_the_wheel_changes_it() {
    let mut fixture = wide();
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    fixture.core.set_volume(loud(40, false), Some(true));
    fixture.frame();
    fixture.point_at(PART);
    work.forget();
    fixture.click();
    assert_eq!(wanted(&mut fixture), [Mute]);
    assert!(fixture.tag_hangs());
    fixture.scroll(15.0);
    assert_eq!(wanted(&mut fixture), [Down]);
    fixture.scroll(-15.0);
    assert_eq!(wanted(&mut fixture), [Up]);
    // A wheel that turns in parts makes steps of them.
    for steps in [0, 0, 1, 0, 0, 1] {
        fixture.turn_wheel(-40);
        assert_eq!(wanted(&mut fixture).len(), steps);
    }
    fixture.turn_wheel(i32::MIN);
    assert_eq!(wanted(&mut fixture), [Up; 4], "not all at once");
    fixture.point_at(MICROPHONE);
    fixture.click();
    assert_eq!(wanted(&mut fixture), [MicrophoneMute]);
    fixture.scroll(15.0);
    fixture.point_at(BarHot::Clock);
    fixture.scroll(15.0);
    assert_eq!(wanted(&mut fixture), [], "there is nothing to turn");
    assert_eq!(work.scrolled().len(), 0);

    // By keys: the ring goes to it, and Return presses it.
    fixture.chord(&["KEY_LEFTMETA", "KEY_A"]);
    let ring = |fixture: &Fixture| match fixture.core.input.panel {
        Some(lisere::panels::Panel::Bar(ring)) => Some(ring.part),
        _ => None,
    };
    for _ in 0..40 {
        if ring(&fixture) != Some(PART) {
            fixture.key("KEY_RIGHT");
        }
    }
    assert_eq!(ring(&fixture), Some(PART));
    fixture.key("KEY_ENTER");
    assert_eq!(wanted(&mut fixture), [Mute]);
}
