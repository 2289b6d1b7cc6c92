//! File names and lists of URIs: plain at the destination, told as they were, refused with a reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use lisere_policy::{
    BadUri, UriList, clean_file_name, distinct_file_names, link_of_text, parse_uri_list,
};
use proptest::prelude::*;

fn new(name: &str) -> String {
    clean_file_name(name.as_bytes()).1
}

#[test]
fn honest_names_stay() {
    for name in [
        "a",
        "report 2026.pdf",
        "Été.tar.gz",
        "日本.txt",
        "a-b~c.d",
        "console.log",
        "com10",
    ] {
        let told = clean_file_name(name.as_bytes());
        assert_eq!(told, (name.to_owned(), name.to_owned()));
    }
}

#[test]
fn what_hides_steers_or_means_something_else_is_changed() {
    let cases = [
        ("", "file"),
        (".", "file"),
        ("..", "file"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("~.- a", "a"),
        ("a. . ", "a"),
        ("photo\u{202e}gpj.exe", "photogpj.exe"),
        ("a\0b\nc", "ab c"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1 .log", "_Com1 .log"),
        ("e\u{301}", "é"),
        ("\u{200b}\u{2800}", "file"),
        ("a\\b", "a_b"),
        (".\u{301}x", "x"),
    ];
    for (name, expected) in cases {
        assert_eq!(new(name), expected, "{name:?}");
    }
    assert_eq!(clean_file_name(b"a\xffb").1, "a\u{fffd}b");
}

#[test]
fn the_old_name_shows_what_cannot_be_seen() {
    let (old, _) = clean_file_name("a\u{202e}b\n\u{a0}.".as_bytes());
    assert_eq!(old, "a‹U+202E›b‹U+000A›‹U+00A0›.");
}

#[test]
fn a_long_name_keeps_its_extension() {
    let long = new(&format!("{}.jpeg", "é".repeat(150)));
    assert!(long.len() <= 200 && long.ends_with("é.jpeg"), "{long}");
    let odd = new(&format!("a.{}", "x".repeat(300)));
    assert_eq!((odd.len(), odd.starts_with("a.x")), (200, true));
}

#[test]
fn names_that_are_there_get_numbers() {
    let names = ["a.txt", "A.TXT", "b", "a.txt", "a (2).txt", "b"].map(str::to_owned);
    let distinct = distinct_file_names(names.to_vec());
    let expected = [
        "a.txt",
        "A (2).TXT",
        "b",
        "a (3).txt",
        "a (2) (2).txt",
        "b (2)",
    ];
    assert_eq!(distinct, expected);
}

#[test]
fn lists_of_files_are_read() {
    let read = parse_uri_list(b"# two\r\nfile:///a%20b/%C3%A9\r\nFILE://localhost/c\r\n\r\n");
    let paths = vec!["/a b/é".as_bytes().to_vec(), b"/c".to_vec()];
    assert_eq!(read, UriList::Files(paths));
    assert_eq!(
        parse_uri_list(b"file:/x"),
        UriList::Files(vec![b"/x".to_vec()])
    );
    let many = "file:///x\n".repeat(1_025);
    assert_eq!(
        parse_uri_list(many.as_bytes()),
        UriList::Bad(BadUri::TooLong)
    );
}

#[test]
fn one_link_is_a_link() {
    let link = "https://example.org:8443/a?b=%20#c";
    let read = parse_uri_list(format!("{link}\r\n").as_bytes());
    assert_eq!(read, UriList::Link(link.to_owned()));
    for good in [
        "http://localhost",
        "HTTPS://[::1]:80/",
        "http://1.2.3.4/",
        "http://a.b./x@y",
    ] {
        assert_eq!(link_of_text(&format!(" {good}\n")), Ok(good.to_owned()));
    }
}

#[test]
fn what_is_neither_is_refused_with_the_reason() {
    let long = format!("https://a/{}", "x".repeat(2_048));
    let cases = [
        ("", BadUri::Empty),
        ("# only this", BadUri::Empty),
        ("https://a/\nhttps://b/", BadUri::Mixed),
        ("https://a/\nfile:///b", BadUri::Mixed),
        ("file:///b\nhttps://a/", BadUri::Mixed),
        ("javascript:alert(1)", BadUri::Scheme),
        ("--help", BadUri::Scheme),
        ("file:///a\nmailto:b", BadUri::Scheme),
        ("file://server/a", BadUri::OtherHost),
        ("file://server", BadUri::OtherHost),
        ("file:a", BadUri::Path),
        ("file:///%00", BadUri::Path),
        ("file:///%4", BadUri::Path),
        ("file:///%zz", BadUri::Path),
        ("https://user@host/", BadUri::Credentials),
        ("https://bank.example%2f@host/", BadUri::Credentials),
        ("https://", BadUri::Host),
        ("https:///path", BadUri::Host),
        ("https://-a/", BadUri::Host),
        ("https://a:b/", BadUri::Host),
        ("https://a:0/", BadUri::Host),
        ("https://[::1/", BadUri::Host),
        ("https://a..b/", BadUri::Host),
        ("https://bücher.example/", BadUri::NotAscii),
        ("https://a/b c", BadUri::NotAscii),
        ("https://a/\\b", BadUri::NotAscii),
        ("https://a/`id`", BadUri::NotAscii),
        (&long, BadUri::LinkTooLong),
    ];
    for (list, why) in cases {
        assert_eq!(parse_uri_list(list.as_bytes()), UriList::Bad(why), "{list}");
        assert!(why.to_string().len() > 10);
    }
    assert_eq!(link_of_text("see https://a/"), Err(BadUri::Scheme));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_comes_out_plain(
        name in "([-.~ /\\\\a-c\u{300}-\u{303}\u{202e}\u{e9}\n]|con|com1|\\.\\.|\u{1f1eb}\u{1f1f7}){0,150}"
    ) {
        let plain = new(&name);
        prop_assert!((1..=200).contains(&plain.len()), "{plain:?}");
        let bad = plain.contains(['/', '\\', '\0', '\n', '\u{202e}']);
        prop_assert!(!bad, "{plain:?}");
        prop_assert!(!plain.starts_with(['.', '-', '~', ' ']) && !plain.ends_with(['.', ' ']));
        prop_assert_eq!(&new(&plain), &plain);
    }

    #[test]
    fn any_bytes_make_a_name(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (old, plain) = clean_file_name(&bytes);
        prop_assert!((1..=200).contains(&plain.len()));
        prop_assert!(!old.contains(char::is_control));
        prop_assert_eq!(&clean_file_name(plain.as_bytes()).1, &plain);
    }

    #[test]
    fn names_are_distinct(names in prop::collection::vec("[aAb](\\.x)?( \\(2\\))?", 0..20)) {
        let distinct = distinct_file_names(names.clone());
        let known: std::collections::HashSet<String> =
            distinct.iter().map(|name| name.to_lowercase()).collect();
        prop_assert_eq!((known.len(), distinct.len()), (names.len(), names.len()));
    }

    #[test]
    fn any_list_is_files_a_link_or_refused(list in "(file:|//|/|https?:|#|%[0-9a-f]{2}|@|\r|\n|[a-z.]|\u{e9}){0,40}") {
        match parse_uri_list(list.as_bytes()) {
            UriList::Files(paths) => {
                let sound = |path: &Vec<u8>| path.starts_with(b"/") && !path.contains(&0);
                prop_assert!(!paths.is_empty() && paths.iter().all(sound));
            }
            UriList::Link(link) => {
                prop_assert!(link.is_ascii() && link.to_lowercase().starts_with("http"));
                prop_assert_eq!(link_of_text(&link), Ok(link.clone()));
            }
            UriList::Bad(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }

    #[test]
    fn any_bytes_can_be_a_list(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let with_head = [b"file:///".to_vec(), bytes].concat();
        if let UriList::Files(paths) = parse_uri_list(&with_head) {
            prop_assert!(paths.iter().all(|path| !path.contains(&0)));
        }
    }
}
