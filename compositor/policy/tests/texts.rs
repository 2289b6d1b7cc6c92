//! Whole texts come out plain, in one piece of memory, and usable in every script.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use lisere_policy::{Encoding, TextCleaning, clean_text, clean_text_as, plain_of_html};
use proptest::prelude::*;
use unicode_normalization::is_nfc;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

fn clean(text: &str) -> String {
    clean_text(text.as_bytes(), TextCleaning::Clean)
}

fn html(text: &str) -> String {
    plain_of_html(text.as_bytes(), TextCleaning::Clean)
}

#[test]
fn honest_texts_stay_as_they_are() {
    let texts = [
        "",
        "one\n\ttwo  three \n",
        "Où ? À « l’été » — 5\u{a0}€",
        "東京は晴れ\u{3000}です",
        // Persian with non-joiners, Hindi and Sinhala with joiners, Bengali with one before a virama.
        "می\u{200c}خواهم کتاب\u{200c}ها",
        "क्\u{200d}ष क्\u{200c}ष",
        "ශ්\u{200d}රී ලංකා",
        "র\u{200d}\u{9cd}যাব",
        "ക്\u{200d}",
        // A family, a rainbow flag, a heart, a keycap, a skin tone, a flag.
        "👨\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 👋🏽 🇫🇷",
        "שָׁלוֹם עֲלֵיכֶם",
        "ᠠ\u{180b}",
        "⠓⠑⠇⠇⠕⠀⠺",
        "۝ سورة",
    ];
    for text in texts {
        assert_eq!(clean(text), text, "{text:?}");
    }
}

#[test]
fn what_steers_hides_or_turns_is_dropped() {
    let cases = [
        ("photo\u{202e}gpj.exe", "photogpj.exe"),
        ("a\u{2066}b\u{2069}\u{61c}\u{200e}", "ab"),
        ("a\u{200b}\u{200d}\u{200c}\u{feff}\u{2060}\u{ad}b", "ab"),
        ("a\u{fe0f}\u{e0041}\u{e007f}1\u{fe0f}", "a1"),
        ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴"),
        ("\u{1b}[31mred\u{7f}\0\u{9b}", "[31mred"),
        ("\u{e000}\u{f8ff}\u{10ffff}\u{fdd0}x\u{378}", "x"),
        ("\u{3164}\u{115f}\u{ffa0}\u{34f}", ""),
        ("a\u{20dd}", "a"),
        ("a\u{20e3}", "a"),
        (
            "ab\u{200d}🎉 🎉\u{200d}a 🎉\u{200d}\u{200d}🎉",
            "ab🎉 🎉a 🎉\u{200d}🎉",
        ),
        ("1\u{fe0e}\u{20e3}", "1\u{20e3}"),
        ("葛\u{e0100}", "葛"),
        ("क\u{200d}ष", "कष"),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text), expected, "{text:?}");
    }
}

#[test]
fn every_line_end_becomes_one() {
    assert_eq!(
        clean("a\r\nb\rc\n\rd\u{2028}e\u{85}f"),
        "a\nb\nc\n\nd\ne\nf"
    );
}

#[test]
fn marks_do_not_pile_up() {
    let pile = format!("Z{}", "\u{30d}".repeat(100_000));
    assert_eq!(clean(&pile), format!("Z{}", "\u{30d}".repeat(8)));
    assert_eq!(clean("\u{301}a\n\u{301}b"), "a\nb");
    assert_eq!(clean("e\u{301}"), "é");
    assert_eq!(clean("a\u{323}\u{200b}\u{302}"), "ậ");
}

#[test]
fn what_is_no_text_shows_as_such() {
    let clean = |bytes: &[u8]| clean_text(bytes, TextCleaning::Clean);
    assert_eq!(clean(b"a\xff\xc3\xa9\xe2\x82"), "a\u{fffd}é\u{fffd}");
    assert_eq!(clean(b"\xff\xfea\0\xe9\0\r\0\n\0x"), "aé\n\u{fffd}");
    assert_eq!(clean(b"\xfe\xff\0a\xd8\0"), "a\u{fffd}");
    let latin = clean_text_as(b"\xe9t\xe9\x85", Encoding::Latin1, TextCleaning::Clean);
    assert_eq!(latin, "été\n");
}

#[test]
fn plain_ascii_is_plain_ascii() {
    let ascii = |text: &str| clean_text(text.as_bytes(), TextCleaning::Ascii);
    assert_eq!(ascii("a\tb\nc"), "a\tb\nc");
    assert_eq!(ascii("été\u{a0}5\u{202f}€ 東京"), "?t? 5 ? ??");
    assert_eq!(ascii("x\u{30d}\u{30d} 1\u{fe0f}\u{20e3}"), "x 1");
    assert_eq!(ascii("\u{202e}a"), "a");
}

#[test]
fn what_is_kept_is_only_read() {
    let keep = |text: &str| clean_text(text.as_bytes(), TextCleaning::Keep);
    assert_eq!(keep("a\u{202e}\0\r\n"), "a\u{202e}\0\r\n");
}

#[test]
fn pages_read_as_a_reader_sees_them() {
    let cases = [
        (
            "<p>One &amp; <b>two</b></p><p>three</p>",
            "One & two\nthree",
        ),
        ("a  \n b<br>c<br><br>d", "a b\nc\n\nd"),
        ("<ul><li>x<li>y</ul>z", "x\ny\nz"),
        (
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3<td>4</table>",
            "1\t2\n3\t4",
        ),
        (
            "<script>if (a</b) \"</scrip\"</script>b<style>c</STYLE >d",
            "bd",
        ),
        ("a<!-- > -- <b> -->b<!DOCTYPE html>c<?x?>d<!-->e", "abcde"),
        ("<a title=\"a>b\" href='>'>link</a>", "link"),
        (
            "&lt;b&gt; &eacute;&#233;&#xe9;&#8364; &unknown; &x &",
            "<b> ééé€ &unknown; &x &",
        ),
        ("1 < 2 & 3 <", "1 < 2 & 3 <"),
        ("<pre>a\n  b</pre>c", "a\n  b\nc"),
        ("&#x202e;&#0;&#xd800;a", "\u{fffd}a"),
        ("<title>no</title><h1>Yes</h1>text", "Yes\ntext"),
        ("<a", ""),
        ("<scriptx>a</scriptx>", "a"),
    ];
    for (page, text) in cases {
        assert_eq!(html(page), text, "{page}");
    }
}

/// Text with more of what is hard than chance would bring.
fn hard() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        'a',
        '1',
        'é',
        'e',
        '\u{301}',
        '\u{323}',
        '\u{30d}',
        '\u{200c}',
        '\u{200d}',
        '\u{fe0f}',
        '\u{fe0e}',
        '\u{20e3}',
        '🎉',
        '❤',
        '↔',
        '\u{338}',
        'क',
        '\u{93c}',
        '\u{94d}',
        '\u{dd9}',
        '\u{dca}',
        '\u{ddd}',
        'ی',
        '\u{64e}',
        'ᠠ',
        '\u{180b}',
        '\u{1100}',
        '\u{1161}',
        '\u{11a8}',
        '\u{9c7}',
        '\u{9be}',
        '\n',
        '\r',
        '\t',
        ' ',
        '\u{202e}',
        '\u{16d67}',
        '\u{16d63}',
        '\u{1d160}',
        '\u{fb2c}',
        '\u{344}',
        '\u{2028}',
        '\u{ad}',
        '\0',
    ]);
    let hard = prop::collection::vec(hard, 0..40).prop_map(|some| some.into_iter().collect());
    prop_oneof![hard, any::<String>(), "\\PC{0,80}"]
}

/// Whether a text holds only what a cleaned one may.
fn plain(text: &str) -> bool {
    let of_place = |c: char| {
        matches!(
            c,
            '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}'
        ) || matches!(c, '\u{180b}'..='\u{180f}' | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}')
            || matches!(
                c,
                '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
            )
    };
    use GeneralCategory as G;
    let seen = |c: char| {
        !matches!(
            c.general_category(),
            G::Control
                | G::Format
                | G::PrivateUse
                | G::Unassigned
                | G::LineSeparator
                | G::ParagraphSeparator
                | G::EnclosingMark
        ) && !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{115f}' | '\u{1160}')
    };
    let alone =
        |joiner| !text.starts_with(joiner) && !text.contains(&format!("{joiner}{joiner}")[..]);
    is_nfc(text)
        && alone('\u{200d}')
        && alone('\u{200c}')
        && text
            .chars()
            .all(|c| matches!(c, '\n' | '\t') || of_place(c) || seen(c))
}

#[test]
fn every_character_by_itself_comes_out_plain() {
    for c in '\0'..=char::MAX {
        let once = clean(&c.to_string());
        assert!(plain(&once), "{c:?} {once:?}");
        assert_eq!(clean(&once), once, "{c:?}");
        for around in ["a", "🎉", "क\u{94d}"] {
            let once = clean(&format!("{around}{c}{around}"));
            assert!(plain(&once), "{c:?} {once:?}");
            assert_eq!(clean(&once), once, "{c:?} in {around}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in hard()) {
        for how in TextCleaning::ALL {
            let once = clean_text(text.as_bytes(), how);
            prop_assert_eq!(clean_text(once.as_bytes(), how), once);
        }
    }

    #[test]
    fn cleaned_texts_are_plain_and_never_moved(text in hard()) {
        let once = clean(&text);
        prop_assert!(plain(&once), "{once:?}");
        let wide = text.len() - text.bytes().filter(u8::is_ascii).count();
        prop_assert_eq!(once.capacity(), text.len() + 2 * wide);
        let ascii = clean_text(text.as_bytes(), TextCleaning::Ascii);
        prop_assert!(ascii.chars().all(|c| matches!(c, '\n' | '\t' | ' '..='~')));
    }

    #[test]
    fn any_bytes_can_be_cleaned(bytes in prop::collection::vec(any::<u8>(), 0..400), latin in any::<bool>()) {
        let encoding = if latin { Encoding::Latin1 } else { Encoding::Utf8 };
        for how in TextCleaning::ALL {
            let text = clean_text_as(&bytes, encoding, how);
            prop_assert!(text.capacity() <= 3 * bytes.len());
            prop_assert!(how == TextCleaning::Keep || plain(&text), "{text:?}");
        }
    }

    #[test]
    fn any_page_can_be_read(page in "([<>/!&;# a-z\"'=\\-\n]|<(p|br|script|/script|pre|!--|td)>?|-->|&[a-z#0-9]{0,12};?){0,60}") {
        let text = html(&page);
        prop_assert!(plain(&text));
        prop_assert_eq!(text.capacity(), page.len());
    }
}

/// A reader that went back would not come to the end of these.
#[test]
fn a_page_is_read_in_one_go() {
    for piece in [
        "<", "<!--", "<script>", "&", "<a b='", "</", "<p", "<br>", "-", "&#",
    ] {
        let page = piece.repeat(2_000_000 / piece.len());
        let text = html(&page);
        assert!(text.len() <= page.len(), "{piece}");
    }
}
