//! Where the user prefers so, the program pastes at once: the paste key is pressed for the user,
//! when no key is down, and nobody else hears it.

use lisere_tests::Fixture;

#[test]
fn the_paste_key_is_pressed() {
    let mut fixture = Fixture::that_says("allow");
    fixture.prefer("paste_key = \"Ctrl+V\"");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    web.forget();
    bank.forget();
    fixture.key_down("KEY_LEFTMETA");
    fixture.key_down("KEY_V");
    fixture.frame();
    assert_eq!(bank.keys().len(), 0, "Super is still held");
    assert!(bank.clipboard().is_some());
    fixture.key_up("KEY_V");
    fixture.key_up("KEY_LEFTMETA");
    fixture.frame();
    let (ctrl, v) = (29, 47);
    let keys: Vec<_> = bank
        .keys()
        .iter()
        .map(|key| (key.code, key.pressed))
        .collect();
    assert_eq!(keys, [(ctrl, true), (v, true), (v, false), (ctrl, false)]);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    fixture.type_text("x");
    assert_eq!(bank.keys().len(), 6, "once");
}
