//! Two windows of two cages: what is typed goes to the one the bar names, and to no other.

use lisere_tests::{Fixture, paint};

#[test]
fn keys_go_to_one_cage() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.type_text("nobody");
    assert_eq!((work.typed(), web.typed()), (String::new(), String::new()));

    fixture.click_into(&a, 5, 5);
    fixture.type_text("secret");
    web.forget();
    fixture.type_text("s");
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    fixture.click_into(&b, 5, 5);
    fixture.type_text("public");
    assert_eq!(work.typed(), "secrets");
    assert_eq!(web.typed(), "public");
}
