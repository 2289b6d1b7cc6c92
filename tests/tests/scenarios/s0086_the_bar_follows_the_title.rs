//! The focused window changes its title: the bar shows it, and never that of a window without the keys.

use lisere_tests::{Fixture, Picture, Screen, paint};

/// The rows of the bar.
fn bar(picture: &Picture) -> Vec<u32> {
    picture.pixels[..picture.width * 36].to_vec()
}

#[test]
fn the_bar_follows_the_title() {
    let mut fixture = Fixture::on("home", &[Screen::new(1000, 400, 1.0)]);
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&letter, (350, 80));
    fixture.click_into(&letter, 10, 60);
    let untitled = bar(&fixture.pixels());

    letter.toplevel.set_title("Dear Ada".into());
    fixture.frame();
    let titled = bar(&fixture.pixels());
    assert!(titled != untitled, "the title has come");

    page.toplevel
        .set_title("Work: your password has expired".into());
    fixture.frame();
    assert!(bar(&fixture.pixels()) == titled, "not the other one's");

    letter.toplevel.set_title("Dear Charles".into());
    fixture.frame();
    assert!(bar(&fixture.pixels()) != titled, "the title has changed");
    letter.toplevel.set_title("Dear Ada".into());
    fixture.frame();
    assert!(bar(&fixture.pixels()) == titled);
}
