//! A picture of a window becomes the clipboard of its own cage: what its program has drawn, whole,
//! and not a pixel of what lies over it.

use std::collections::BTreeMap;
use std::io::Read;
use std::os::fd::AsFd;

use lisere_shell::{Giving, Message};
use lisere_tests::{Client, Fixture, Screen, Window, paint};

/// What is on a client's clipboard as a picture: its size, and how often it has each colour.
fn pasted(fixture: &mut Fixture, client: &Client) -> ((u32, u32), BTreeMap<Vec<u8>, u32>) {
    let offer = client.clipboard().expect("an offer");
    assert_eq!(client.types_of(&offer), ["image/png"]);
    let (mut read, write) = std::io::pipe().expect("a pipe");
    offer.receive("image/png".into(), write.as_fd());
    drop(write);
    fixture.settle();
    // No more than a pipe takes at once.
    fixture.advance(50);
    let mut file = Vec::new();
    read.read_to_end(&mut file).expect("an end");
    let decoded = png::Decoder::new(std::io::Cursor::new(&file)).read_info();
    let mut decoded = decoded.expect("a PNG");
    let mut pixels = vec![0; decoded.output_buffer_size().expect("a size")];
    let info = decoded.next_frame(&mut pixels).expect("a frame");
    let mut colours = BTreeMap::new();
    for pixel in pixels.chunks(info.color_type.samples()) {
        *colours.entry(pixel.to_vec()).or_default() += 1;
    }
    ((info.width, info.height), colours)
}

fn rgb(colour: u32) -> Vec<u8> {
    let [_, red, green, blue] = colour.to_be_bytes();
    vec![red, green, blue]
}

fn show(fixture: &mut Fixture, cage: &str, size: (i32, i32), colour: u32) -> (Client, Window) {
    let client = fixture.client(cage);
    let window = fixture.window(&client, size, colour);
    (client, window)
}

fn take(fixture: &mut Fixture) {
    fixture.chord(&["KEY_SYSRQ"]);
    fixture.advance(50);
}

fn message(fixture: &Fixture) -> Option<&Message> {
    fixture.core.crossing_message()
}

#[test]
fn it_has_all_of_the_window_and_nothing_else() {
    for scale in [1.0, 1.5] {
        let mut fixture = Fixture::on("home", &[Screen::new(1200, 900, scale)]);
        let (web, page) = show(&mut fixture, "web", (200, 120), paint::GREEN);
        let (bank, account) = show(&mut fixture, "bank", (200, 120), paint::RED);
        fixture.put(&page, (100, 100));
        fixture.put(&account, (150, 130));
        // The one below has the keys; its menu is no part of it.
        fixture.click_into(&page, 10, 10);
        fixture
            .core
            .perform(lisere::actions::Action::Lower(page.id));
        fixture.frame();
        assert!(fixture.shown(paint::RED & 0xff_ffff) > 0);
        take(&mut fixture);
        let title = "Web".to_owned();
        let taken = Message::Giving(Giving::Pictured(title));
        assert_eq!(message(&fixture), Some(&taken), "at {scale}");
        let (size, colours) = pasted(&mut fixture, &web);
        let whole = (f64::from(200) * scale, f64::from(120) * scale);
        assert_eq!((f64::from(size.0), f64::from(size.1)), whole);
        if scale == 1.0 {
            let all = BTreeMap::from([(rgb(paint::GREEN), size.0 * size.1)]);
            assert_eq!(colours, all);
        }
        // Its edges are mixed with the ground, where it is drawn larger.
        let green = |pixel: &Vec<u8>| pixel[1] > 160 && pixel[0] < 16 && pixel[2] < 16;
        assert!(colours.keys().all(green), "{colours:?}");
        // The other cage has got nothing.
        fixture.click_into(&account, 100, 100);
        assert!(bank.clipboard().is_none());
    }
}

#[test]
fn what_is_off_the_screen_is_not_in_it() {
    let mut fixture = Fixture::new("home");
    let (web, page) = show(&mut fixture, "web", (200, 120), paint::GREEN);
    fixture.put(&page, (-50, 100));
    fixture.click_into(&page, 100, 10);
    take(&mut fixture);
    let (size, colours) = pasted(&mut fixture, &web);
    assert_eq!(size, (150, 120));
    assert_eq!(colours.len(), 1);
}

#[test]
fn it_is_asked_of_nobody_and_pressed_nowhere() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("paste_key = \"Ctrl+V\"\n");
    let (web, page) = show(&mut fixture, "web", (200, 120), paint::GREEN);
    fixture.click_into(&page, 10, 10);
    web.forget();
    take(&mut fixture);
    assert!(!fixture.core.crossing.asks());
    assert_eq!(web.keys().len(), 0, "neither the chord nor another");
    assert!(web.clipboard().is_some());
}

#[test]
fn where_there_is_no_window_there_is_no_picture() {
    let mut fixture = Fixture::new("home");
    take(&mut fixture);
    let nothing = Message::Giving(Giving::NoPicture);
    assert_eq!(message(&fixture), Some(&nothing));
    // Nor of one whose level is locked.
    let _porter = fixture.lockable(None);
    let (bank, account) = show(&mut fixture, "bank", (200, 120), paint::RED);
    fixture.click_into(&account, 10, 10);
    let now = fixture.now();
    let locked = fixture.core.lock_levels_by_command("everyday", now);
    assert!(locked.is_ok());
    fixture.frame();
    let now = fixture.now();
    let id = Some(account.id.0);
    assert!(fixture.core.act("copy-picture", id, None, now).is_err());
    fixture.advance(50);
    assert!(bank.clipboard().is_none());
}
