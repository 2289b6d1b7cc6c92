//! Each channel is there, and carries no more than it is said to.

use lisere::actions::Action;
use lisere::desk::{Layout, Workspace};
use lisere_tests::twins::{
    ATTENTION, COVER, Channel, HOME, REST, TILES, Tap, Told, comparable, difference,
};
use lisere_tests::{Client, Fixture, Screen, Window, paint};

/// One window each of a watched cage and of another, on the second of two outputs.
struct Story {
    fixture: Fixture,
    tap: Tap,
    watched: Window,
    client: Client,
    other: Window,
}

impl Story {
    fn new() -> Story {
        let screens = [Screen::new(640, 400, 1.0), Screen::new(900, 600, 1.5)];
        let mut fixture = Fixture::on("home", &screens);
        let tap = Tap::new(fixture.cage("web"));
        fixture.tap = Some(tap.clone());
        let (web, work) = (fixture.client("web"), fixture.client("work"));
        let watched = fixture.window(&web, (200, 100), paint::RED);
        let other = fixture.window(&work, (100, 80), paint::BLUE);
        let second = fixture.output(1);
        for window in [&other, &watched] {
            fixture.core.desk.send_to_output(window.id, second);
            fixture.core.perform(Action::Focus(window.id));
        }
        fixture.put(&other, (700, 80));
        fixture.put(&watched, (900, 80));
        fixture.click_into(&watched, 20, 20);
        Story {
            fixture,
            tap,
            watched,
            client: web,
            other,
        }
    }

    /// What the watched cage is told when this happens while it goes on drawing.
    fn told(mut self, cause: impl Fn(&mut Story)) -> Vec<Told> {
        for step in 0..12 {
            let presentation = self.client.bound().drawing.presentation.clone();
            let _ = presentation.feedback(&self.watched.surface, self.client.queue(), ());
            let _ = self.watched.surface.frame(self.client.queue(), ());
            self.watched.draw((200, 100), paint::GREEN);
            if step == 5 {
                cause(&mut self);
            }
            self.fixture.advance(23);
        }
        comparable(self.tap.told())
    }
}

/// Two worlds differ, but in nothing that the channel does not carry.
fn assert_only(channel: &Channel, one: &[Told], two: &[Told]) {
    let name = channel.name;
    assert!(difference(one, two).is_some(), "{name} is no channel");
    if let Some(more) = difference(&channel.without(one), &channel.without(two)) {
        panic!("{name} carries more:\n{more}");
    }
}

#[test]
fn attention_takes_the_keys_away_and_says_no_more() {
    let one = Story::new().told(|_| {});
    let two = Story::new().told(|story| {
        let other = story.other.id;
        story.fixture.core.perform(Action::Focus(other));
    });
    assert_only(&ATTENTION, &one, &two);
}

#[test]
fn covering_takes_the_pointer_away_and_says_no_more() {
    let one = Story::new().told(|_| {});
    let two = Story::new().told(|story| {
        let other = story.other.id;
        story.fixture.core.desk.raise(other);
        story.fixture.core.desk.move_to(other, (890, 70).into());
    });
    assert_only(&COVER, &one, &two);
}

#[test]
fn a_home_elsewhere_says_where_and_no_more() {
    let world = |elsewhere: bool| {
        Story::new().told(move |story| {
            let other = story.other.id;
            if elsewhere {
                let first = story.fixture.output(0);
                story.fixture.core.desk.send_to_output(other, first);
            }
            story.fixture.core.perform(Action::Focus(other));
            let window = story.client.toplevel();
            story.fixture.settle();
            window.draw((120, 90), paint::RED);
        })
    };
    assert_only(&HOME, &world(false), &world(true));
}

#[test]
fn tiles_share_the_room_and_say_no_more() {
    let world = |leaves: bool| {
        Story::new().told(move |story| {
            let (other, second) = (story.other.id, story.fixture.output(1));
            let desk = &mut story.fixture.core.desk;
            desk.set_layout((second, Workspace::FIRST), Layout::Tiling);
            if leaves {
                desk.set_minimised(other, true);
            }
        })
    };
    assert_only(&TILES, &world(false), &world(true));
}

/// The same where the user tiles nothing.
#[test]
fn floating_windows_hear_nothing_of_others() {
    let world = |leaves: bool| {
        Story::new().told(move |story| {
            let other = story.other.id;
            let desk = &mut story.fixture.core.desk;
            desk.set_minimised(other, leaves);
        })
    };
    let (one, two) = (world(false), world(true));
    if let Some(more) = difference(&one, &two) {
        panic!("it carries:\n{more}");
    }
}

#[test]
fn resting_slows_what_is_drawn_and_says_no_more() {
    let world = |busy: bool| {
        Story::new().told(move |story| {
            let fixture = &mut story.fixture;
            fixture.click_into(&story.other, 20, 20);
            fixture.advance(300_000);
            if busy {
                fixture.type_text("x");
            }
            fixture.advance(301_000);
        })
    };
    assert_only(&REST, &world(true), &world(false));
}

/// The user is busy with another cage, in which the attention key takes all there is to take.
#[test]
fn the_attention_key_says_nothing_elsewhere() {
    let world = |called: bool| {
        Story::new().told(move |story| {
            let fixture = &mut story.fixture;
            fixture.click_into(&story.other, 20, 20);
            fixture.press();
            fixture.key_down("KEY_A");
            let chord = ["KEY_LEFTMETA", "KEY_ESC"];
            if called {
                fixture.chord(&chord);
                fixture.type_text("x");
                // The lens asks about the watched window too, and shows all its cards.
                for key in ["KEY_TAB", "KEY_I", "KEY_TAB", "KEY_R", "KEY_DOWN"] {
                    fixture.key(key);
                }
                fixture.frame();
                fixture.key("KEY_ESC");
            } else {
                fixture.type_text("x");
                fixture.frame();
            }
            fixture.key_up("KEY_A");
            fixture.release();
        })
    };
    let (one, two) = (world(false), world(true));
    if let Some(more) = difference(&one, &two) {
        panic!("it carries:\n{more}");
    }
}

/// A card of another cage comes to lie on the watched window, under the pointer itself.
#[test]
fn notices_say_nothing_elsewhere() {
    let world = |said: bool| {
        Story::new().told(move |story| {
            let fixture = &mut story.fixture;
            for number in 0..if said { 20 } else { 0 } {
                let mut notice = lisere_tests::notices::said("Done", "report.pdf");
                notice.id = number;
                fixture.say("work", notice);
            }
            fixture.frame();
            assert_eq!(!lisere_tests::notices::cards(fixture).is_empty(), said);
            fixture.move_to(925.0, 105.0);
            fixture.scroll(10.0);
            fixture.type_text("x");
            fixture.advance(7_000);
        })
    };
    let (one, two) = (world(false), world(true));
    if let Some(more) = difference(&one, &two) {
        panic!("they carry:\n{more}");
    }
}

#[test]
fn a_channel_that_is_none_is_noticed() {
    let told = Story::new().told(|_| {});
    let again = Story::new().told(|_| {});
    assert!(difference(&told, &again).is_none(), "worlds repeat");
    let shorter = &again[..again.len() - 1];
    assert!(difference(&told, shorter).is_some());
}
