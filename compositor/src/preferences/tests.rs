//! Preferences that are right, and what is said of those that are not.

use lisere_policy::Code;
use lisere_shell::Scale;
use smithay::utils::Transform;

use super::*;
use crate::bindings::{KeyAction, Modifiers};

fn faults(text: &str) -> Vec<(usize, usize, Code, String)> {
    let faults = Preferences::parse(text).unwrap_err();
    faults
        .iter()
        .map(|fault| (fault.line, fault.column, fault.code, fault.message.clone()))
        .collect()
}

#[test]
fn nothing_said_means_defaults() {
    let preferences = Preferences::parse("").unwrap();
    assert_eq!(preferences.keyboard, KeyboardSettings::default());
    assert_eq!(preferences.bindings, Bindings::default());
}

#[test]
fn the_language_is_one_that_is_spoken() {
    let spoken = |text: &str| Preferences::parse(text).unwrap().language;
    assert_eq!(spoken(""), None);
    assert_eq!(spoken("language = \"fr\""), Some(Language::Fr));
    assert_eq!(spoken("language = \"en\""), Some(Language::En));
    let [(1, 12, Code::BadName, message)] = &faults("language = \"tlh\"")[..] else {
        panic!("one fault, where the language is");
    };
    assert!(message.contains("`tlh`"), "{message}");
}

#[test]
fn everything_can_be_said() {
    let text = r#"
        [keyboard]
        layout = "fr"
        repeat_rate = 40
        repeat_delay = 200
        [keys]
        "Super+W" = "close"
        "Super+Q" = "none"
        [[output]]
        name = "HEADLESS-1"
        scale = 1.25
        transform = "90"
        position = [1920, -10]
    "#;
    let preferences = Preferences::parse(text).unwrap();
    assert_eq!(preferences.keyboard.layout, "fr");
    assert_eq!(preferences.keyboard.repeat_rate, 40);
    let logo = Modifiers {
        logo: true,
        ..Modifiers::default()
    };
    assert_eq!(
        preferences.bindings.action(logo, u32::from(b'w')),
        Some(KeyAction::Close)
    );
    assert_eq!(preferences.bindings.action(logo, u32::from(b'q')), None);
    let output = preferences.output("HEADLESS-1").unwrap();
    assert_eq!(output.scale, Some(Scale::from_120ths(150)));
    assert_eq!(output.transform, Some(Transform::_90));
    assert_eq!(output.position, Some((1920, -10).into()));
}

#[test]
fn the_attention_key_moves_and_never_goes() {
    let moved = "[keys]\n\"Super+Escape\" = \"none\"\n\"Super+F12\" = \"attention\"\n";
    let bindings = Preferences::parse(moved).unwrap().bindings;
    let chord = bindings.chord_of(KeyAction::Attention).unwrap();
    assert_eq!(chord.to_string(), "Super+F12");
    for gone in ["none", "close"] {
        let found = faults(&format!("# keys\n[keys]\n\"Super+Escape\" = \"{gone}\"\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].2), (2, Code::Missing));
        assert!(found[0].3.contains("`attention`"), "{found:?}");
    }
}

#[test]
fn every_fault_is_listed_with_its_place() {
    let text = "[keyboard]\nlayuot = \"fr\"\nrepeat_rate = 900\n[keys]\n\"Super+Q\" = \"clsoe\"\n\"Hyper+Q\" = \"close\"\n";
    let found = faults(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(
        (found[0].0, found[0].1, found[0].2),
        (2, 1, Code::UnknownKey)
    );
    assert_eq!((found[1].0, found[1].2), (3, Code::OutOfRange));
    assert!(
        found
            .iter()
            .any(|fault| fault.0 == 5 && fault.3.contains("clsoe"))
    );
    assert!(
        found
            .iter()
            .any(|fault| fault.0 == 6 && fault.3.contains("Hyper"))
    );
}

#[test]
fn an_unknown_layout_is_named() {
    let found = faults("[keyboard]\nlayout = \"klingon\"\n");
    assert_eq!(found[0].0, 2);
    assert!(found[0].3.contains("klingon"), "{found:?}");
}

#[test]
fn outputs_need_names_and_sound_scales() {
    let found = faults("[[output]]\nscale = 9\n");
    assert!(found.iter().any(|fault| fault.2 == Code::OutOfRange));
    assert!(found.iter().any(|fault| fault.2 == Code::Missing));
}

#[test]
fn a_file_named_must_be_there_and_a_default_one_need_not() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Preferences::load(None, Some(folder.path()), None).is_ok());
    let error = Preferences::load(Some(&folder.path().join("no.toml")), None, None).unwrap_err();
    assert!(error.to_string().contains("no.toml"));
}

#[test]
fn syntax_errors_have_a_place() {
    let found = faults("[keyboard\n");
    assert_eq!((found[0].0, found[0].2), (1, Code::Syntax));
}

#[test]
fn two_spellings_of_a_chord_are_one_chord() {
    let found = faults("[keys]\n\"Super+W\" = \"close\"\n\"logo+w\" = \"quit\"\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].2), (3, Code::Duplicate));
    assert!(found[0].3.contains("Super+W"), "{found:?}");
}

#[test]
fn faults_come_in_the_order_of_the_file() {
    let found = faults("[zzz]\n[keys]\n\"Q\" = \"close\"\n[aaa]\n");
    assert_eq!(
        found.iter().map(|fault| fault.0).collect::<Vec<_>>(),
        [1, 3, 4]
    );
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    assert!(Preferences::parse("\u{feff}[keyboard]\r\nlayout = \"fr\"\r\n").is_ok());
    assert_eq!(faults("\u{feff}x = 1\r\ny = 2\r\n")[0].1, 1);
}

#[test]
fn files_that_are_no_text_or_no_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preferences.toml");
    let refused = |path: &Path| {
        Preferences::load(Some(path), None, None)
            .unwrap_err()
            .to_string()
    };
    std::fs::write(&path, b"[keyboard]\nlayout = \"\xff\"").unwrap();
    assert!(
        refused(&path).contains("preferences.toml:2:11: "),
        "{}",
        refused(&path)
    );
    std::fs::write(&path, "#".repeat(300 * 1024)).unwrap();
    assert!(refused(&path).contains("more than 262144 bytes"));
    assert!(refused(Path::new("/dev/zero")).contains("no regular file"));
}

#[test]
fn numbers_that_are_none_are_refused() {
    for scale in ["nan", "inf", "-1", "0", "\"2\"", "1e300"] {
        assert_eq!(
            faults(&format!("[[output]]\nname = \"A\"\nscale = {scale}\n")).len(),
            1,
            "{scale}"
        );
    }
    assert_eq!(
        faults("[keyboard]\nrepeat_rate = 9223372036854775808\n").len(),
        1
    );
}

#[test]
fn outputs_are_meant_by_connector_or_identity() {
    let text = r#"
        [[output]]
        match = "Dell Inc. U2720Q 123ABC"
        mode = "2560x1440@59.95"
        vrr = true
        [[output]]
        name = "DP-2"
        mirror = "DP-1"
        off = true
    "#;
    let outputs = Preferences::parse(text).unwrap().outputs;
    assert_eq!(
        outputs[0].identity.as_deref(),
        Some("Dell Inc. U2720Q 123ABC")
    );
    assert_eq!(outputs[0].mode, "2560x1440@59.95".parse().ok());
    assert!(outputs[0].vrr && !outputs[0].off);
    assert_eq!(outputs[1].mirror.as_deref(), Some("DP-1"));
    assert!(outputs[1].off && !outputs[1].vrr);
}

#[test]
fn outputs_that_are_wrong_say_where() {
    for (text, place, word) in [
        ("mode = \"640\"", (3, 8), "WIDTHxHEIGHT"),
        ("mode = 60", (3, 8), "text in quotes"),
        ("vrr = \"yes\"", (3, 7), "true or false"),
        ("mirorr = \"DP-2\"", (3, 1), "no key `mirorr`"),
        ("match = \"Dell\"", (1, 1), "not both"),
    ] {
        let found = faults(&format!("[[output]]\nname = \"DP-1\"\n{text}\n"));
        let [(line, column, _, message)] = found.as_slice() else {
            panic!("{text}: {found:?}")
        };
        assert_eq!((*line, *column), place, "{text}");
        assert!(message.contains(word), "{text}: {message}");
    }
    let twice = faults("[[output]]\nmatch = \"A\"\n[[output]]\nmatch = \"A\"\n");
    assert_eq!(twice[0].2, Code::Duplicate);
    assert_eq!(faults("[[output]]\nscale = 1\n")[0].2, Code::Missing);
}

#[test]
fn evenings_are_read() {
    let text = "[idle]\nscreens_off = \"90 s\"\n\
        [night_light]\nfrom = \"20:15\"\nto = \"6:00\"\ntemperature = 3500\n";
    let preferences = Preferences::parse(text).unwrap();
    let after = std::time::Duration::from_secs;
    assert_eq!(preferences.idle.screens_off, Some(after(90)));
    let night = preferences.night;
    assert_eq!(
        (night.on, night.from, night.to, night.kelvin),
        (true, 20 * 60 + 15, 6 * 60, 3500)
    );
    let idle = |value: &str| {
        let text = format!("[idle]\nscreens_off = {value}\n");
        Preferences::parse(&text).map(|preferences| preferences.idle.screens_off)
    };
    assert_eq!(idle("0").unwrap(), None);
    assert_eq!(idle("\"10 min\"").unwrap(), Some(after(600)));
    assert_eq!(idle("\"2h\"").unwrap(), Some(after(7200)));
    for bad in [
        "1",
        "\"\"",
        "\"ten\"",
        "-5",
        "\"5 y\"",
        "99999999999999999999",
        "true",
    ] {
        assert!(idle(bad).is_err(), "{bad}");
    }
    for bad in [
        "from = \"24:00\"",
        "to = \"7\"",
        "from = \"+7:00\"",
        "temperature = 900",
        "on = 1",
    ] {
        assert_eq!(faults(&format!("[night_light]\n{bad}\n")).len(), 1, "{bad}");
    }
    assert!(
        !Preferences::parse("[night_light]\non = false")
            .unwrap()
            .night
            .on
    );
}

#[test]
fn layouts_and_workspaces_are_read() {
    let text = "[layout]\ndefault = \"tiling\"\ngap = 0\nmotion = \"reduced\"\nnew_column_width = 0.4\n\
        [[workspace]]\nnumber = 2\nname = \"mail\"\n\
        [[workspace]]\nnumber = 2\noutput = \"DP-1\"\nname = \"post\"\nlayout = \"floating\"\n";
    let layout = Preferences::parse(text).unwrap().layout;
    let second = crate::desk::Workspace::new(2).unwrap();
    assert_eq!((layout.gap, layout.new_column_width), (0, Some(0.4)));
    assert_eq!(layout.motion, crate::preferences::Motion::Reduced);
    assert_eq!(layout.name_of(second, "DP-1"), Some("post"));
    assert_eq!(layout.name_of(second, "DP-2"), Some("mail"));
    use crate::desk::Layout;
    assert_eq!(layout.layout_of(second, "DP-1"), Layout::Floating);
    assert_eq!(layout.layout_of(second, "DP-2"), Layout::Tiling);
    assert_eq!(layout.named("mail"), Some(second));
}

#[test]
fn layouts_that_are_wrong_say_where() {
    for (text, place, word) in [
        ("[layout]\ndefault = \"tiled\"", (2, 11), "no layout"),
        ("[layout]\ngap = 65", (2, 7), "from 0 to 64"),
        ("[layout]\nmotion = \"slow\"", (2, 10), "no motion"),
        ("[layout]\nnew_column_width = 1.0", (2, 20), "0.1 to 0.9"),
        ("[layout]\ngaps = 6", (2, 1), "no key `gaps`"),
        ("[[workspace]]\nnumber = 0", (2, 10), "from 1 to 9"),
        (
            "[[workspace]]\nname = \"mail\"",
            (1, 1),
            "needs its `number`",
        ),
        (
            "[[workspace]]\nnumber = 1\nname = \" \"",
            (3, 8),
            "can be seen",
        ),
        ("[[rule]]\nfloat = true", (1, 1), "needs a `cage`"),
        ("[[rule]]\ncage = \"web\"", (1, 1), "does nothing"),
        (
            "[[rule]]\ncage = \"web\"\nworkspace = \"mial\"",
            (3, 13),
            "no workspace is called",
        ),
        (
            "[[rule]]\ncage = \"web\"\nsize = [1]",
            (3, 8),
            "[width, height]",
        ),
        (
            "[[rule]]\ncage = \"web\"\nsticky = 1",
            (3, 10),
            "true or false",
        ),
    ] {
        let found = faults(text);
        let [(line, column, _, message)] = found.as_slice() else {
            panic!("{text}: {found:?}")
        };
        assert_eq!((*line, *column), place, "{text}");
        assert!(message.contains(word), "{text}: {message}");
    }
    let twice = "[[workspace]]\nnumber = 1\n[[workspace]]\nnumber = 1\n";
    assert_eq!(faults(twice)[0].2, Code::Duplicate);
    let named =
        "[[workspace]]\nnumber = 1\nname = \"a\"\n[[workspace]]\nnumber = 2\nname = \"a\"\n";
    assert_eq!(faults(named)[0].2, Code::Duplicate);
}
