//! Faults of who has which camera.

use lisere_policy::{Code, Fault, Policy, builtin_theme};

use crate::{changed, faults};

/// The good policy whose cage `web` has this in the place of its rights.
fn web(lines: &str) -> String {
    changed("rights = [\"gpu\"]", lines)
}

fn wrong(lines: &str) -> Fault {
    let text = web(lines);
    let found = faults(&text);
    assert_eq!(found.iter().count(), 1, "{}", found.render("policy", &text));
    found.0.into_iter().next().unwrap()
}

fn with(paths: &str) -> String {
    format!("rights = [\"camera\"]\ncamera = {paths}")
}

#[test]
fn a_camera_is_named_with_the_right_to_it() {
    for path in [
        "/dev/video0",
        "/dev/video12",
        "/dev/v4l/by-id/usb-Cam_1-index0",
    ] {
        let text = web(&with(&format!("[\"{path}\"]")));
        let themes = |name: &str| builtin_theme(name).map(str::to_owned);
        let policy = Policy::parse(&text, &themes).unwrap();
        let cage = policy.cage_named("web").unwrap();
        assert!(cage.rights().camera);
        assert_eq!(cage.sandbox().cameras, [path]);
    }
}

#[test]
fn nothing_else_of_dev_can_be_named() {
    for path in [
        "",
        "/dev/video",
        "/dev/video0000",
        "/dev/video0/../mem",
        "/dev/mem",
        "video0",
        "/dev/v4l/by-id/",
        "/dev/v4l/by-id/../../mem",
        "/dev/v4l/by-id/a b",
    ] {
        let fault = wrong(&with(&format!("[\"{path}\"]")));
        assert_eq!(fault.code, Code::BadCamera, "{path}");
    }
    let twice = wrong(&with("[\"/dev/video0\", \"/dev/video0\"]"));
    assert_eq!(twice.code, Code::Duplicate);
    let many: Vec<String> = (0..9).map(|n| format!("\"/dev/video{n}\"")).collect();
    let many = wrong(&with(&format!("[{}]", many.join(", "))));
    assert_eq!(many.code, Code::TooMany);
}

#[test]
fn right_and_camera_come_together() {
    let none = wrong("rights = [\"camera\"]");
    assert_eq!(none.code, Code::Combination);
    assert!(none.suggestion.unwrap().contains("/dev/video0"));
    let unheard = wrong("camera = [\"/dev/video0\"]");
    assert_eq!(unheard.code, Code::Combination);
    let copies = wrong(&format!("{}\ndisposables = 1", with("[\"/dev/video0\"]")));
    assert!(copies.message.contains("share the camera"));
}

#[test]
fn a_camera_belongs_to_one_cage() {
    let text = web(&with("[\"/dev/video0\"]"));
    let other = format!(
        "{text}\n[[cage]]\nname = \"third\"\ntitle = \"Third\"\nlevel = \"high\"\ncolour = \"amber\"\n\
         pattern = \"dots\"\n{}\n",
        with("[\"/dev/video1\", \"/dev/video0\"]")
    );
    let found = faults(&other);
    let taken: Vec<_> = found
        .iter()
        .filter(|one| one.code == Code::Duplicate)
        .collect();
    assert_eq!(taken.len(), 1, "{}", found.render("policy", &other));
    assert!(taken[0].message.contains("`/dev/video0`"));
}
