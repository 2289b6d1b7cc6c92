//! Strings from clients come out short, plain and on one line, whatever came in.

use lisere_policy::{APP_ID_BYTES, TITLE_BYTES, Untrusted};
use proptest::prelude::*;

fn title(text: &str) -> String {
    Untrusted::new(text.to_owned())
        .clean_title()
        .as_str()
        .to_owned()
}

#[test]
fn plain_titles_stay() {
    for text in [
        "",
        "a",
        "Été à Zürich – 東京",
        "שלום",
        "مرحبا",
        "कविता",
        "한국어",
        "🎉 5 €",
        "Ứng dụng",
    ] {
        assert_eq!(title(text), text);
    }
}

#[test]
fn what_steers_or_hides_is_dropped() {
    let cases = [
        ("photo\u{202e}gpj.exe", "photogpj.exe"),
        ("a\u{2066}b\u{2069}", "ab"),
        ("a\u{200b}\u{200d}\u{feff}\u{2060}\u{ad}b", "ab"),
        ("a\u{e0041}\u{e007f}\u{fe0f}b", "ab"),
        ("\u{1b}[31mred\u{7f}\0", "[31mred"),
        ("\u{e000}\u{f8ff}\u{10ffff}x\u{378}", "x"),
        ("\u{3164}\u{115f}\u{ffa0}\u{2800}", ""),
        ("a\u{20dd}", "a"),
    ];
    for (text, clean) in cases {
        assert_eq!(title(text), clean, "{text:?}");
    }
}

#[test]
fn a_title_is_one_line_without_needless_space() {
    assert_eq!(title("  a\r\n\tb\u{2028}c\u{3000}\u{a0}d  "), "a b c d");
    assert_eq!(title(" \n \t"), "");
}

#[test]
fn marks_do_not_pile_up() {
    let pile = format!("Z{}", "\u{30d}".repeat(500));
    assert_eq!(title(&pile), "Z\u{30d}\u{30d}");
    assert_eq!(title("\u{301}a \u{301}b"), "a b");
    assert_eq!(title("e\u{301}"), "é");
}

#[test]
fn what_is_no_text_shows_as_such() {
    let bytes: &[u8] = b"a\xff\xfeb";
    assert_eq!(
        Untrusted::new(bytes).clean_title().as_str(),
        "a\u{fffd}\u{fffd}b"
    );
}

#[test]
fn long_titles_end_with_an_ellipsis() {
    let cut = title(&"x".repeat(200));
    assert_eq!((cut.len(), cut.ends_with("x…")), (TITLE_BYTES, true));
    assert_eq!(title(&"x".repeat(TITLE_BYTES)), "x".repeat(TITLE_BYTES));
    let words = title(&"é ".repeat(100));
    assert!(words.ends_with("é…"), "{words}");
    let small = Untrusted::new("häßlich").clean_title_within(8);
    assert_eq!(small.as_str(), "häß…");
    assert_eq!(Untrusted::new("abc").clean_title_within(2).as_str(), "");
}

#[test]
fn a_grapheme_is_never_cut() {
    // A family of flags: each is two letters that mean nothing alone.
    let flags = title(&"🇫🇷".repeat(40));
    assert_eq!(flags, format!("{}…", "🇫🇷".repeat(15)));
}

#[test]
fn application_identifiers_are_plain() {
    let clean = |text: &'static str| Untrusted::new(text).clean_app_id().to_string();
    assert_eq!(clean("org.gnome.Text-Editor_2"), "org.gnome.Text-Editor_2");
    assert_eq!(clean("../../etc/p\0asswd é"), "....etcpasswd");
    assert_eq!(
        Untrusted::new("x".repeat(99)).clean_app_id().as_str().len(),
        APP_ID_BYTES
    );
}

#[test]
fn what_is_untrusted_does_not_show_itself_in_logs() {
    assert_eq!(format!("{:?}", Untrusted::new("secret")), "Untrusted(…)");
}

/// Text with more of what is hard than chance would bring.
fn text() -> impl Strategy<Value = String> {
    let hard = "[\u{300}-\u{36f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{1100}-\u{11ff}\u{ac00}\
                \u{e0020}-\u{e007f}\u{fe00}-\u{fe0f} \u{9be}\u{9c7}\u{1f1e6}-\u{1f1ff}a-c…]{0,90}";
    prop_oneof![any::<String>(), hard, "\\PC{0,150}"]
}

const NO_WIDTH: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}', '\u{2028}'];

fn bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in text(), most in 0_usize..140) {
        let once = Untrusted::new(text).clean_title_within(most);
        let twice = Untrusted::new(once.to_string()).clean_title_within(most);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn clean_titles_are_short_and_plain(text in text(), most in 0_usize..140) {
        let clean = Untrusted::new(text).clean_title_within(most).to_string();
        prop_assert!(clean.len() <= most.min(TITLE_BYTES));
        prop_assert!(!clean.contains(char::is_control) && !clean.contains(bidi_control));
        prop_assert!(!clean.contains(NO_WIDTH));
        prop_assert!(!clean.contains("  ") && clean.trim() == clean);
    }

    #[test]
    fn any_bytes_can_be_cleaned(bytes in prop::collection::vec(any::<u8>(), 0..5_000)) {
        let untrusted = Untrusted::new(bytes);
        prop_assert!(untrusted.clean_title().as_str().len() <= TITLE_BYTES);
        let id = untrusted.clean_app_id();
        prop_assert!(id.as_str().len() <= APP_ID_BYTES);
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        prop_assert!(id.as_str().chars().all(plain));
        prop_assert_eq!(&Untrusted::new(id.to_string()).clean_app_id(), &id);
    }
}
