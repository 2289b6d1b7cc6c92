//! Firefox and Chromium: pages, fields, select popups, dialogs, and the network of their cages.

use super::{PLAIN, Program, Step, right, share};

/// What is clicked is a large part of the page, wherever a browser's bars end.
const FORM: (&str, &str) = (
    "form.html",
    r#"<!doctype html><meta charset="utf-8"><title>waiting</title>
<style>
html { height: 100%; background: linear-gradient(120deg, #fde, #def, #dfd) }
input, select, a { position: fixed; left: 10vw; width: 80vw; height: 14vh; font: 28px sans-serif; box-sizing: border-box }
input { top: 12vh } select { top: 42vh } a { top: 76vh; text-align: center; line-height: 14vh; background: #fff8 }
</style>
<input placeholder="type here" oninput="document.title = 'typed ' + this.value">
<select onchange="document.title = 'chose ' + this.value"><option>one<option>two<option>three<option>four</select>
<a download="letter.txt" href="data:application/octet-stream,Dear reader">download a letter</a>
"#,
);

/// No first-start pages; downloads ask where to.
const FIREFOX: (&str, &str) = (
    "firefox/user.js",
    r#"user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.download.useDownloadDir", false);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("termsofuse.bypassNotification", true);
"#,
);

const CHROMIUM: (&str, &str) = (
    "chromium/Default/Preferences",
    r#"{"download":{"prompt_for_download":true}}"#,
);

/// Where the field, the list and the link are, in every browser.
const FIELD: super::At = share(0.5, 0.27);
const LIST: super::At = share(0.5, 0.54);
const LINK: super::At = share(0.5, 0.84);

/// A form, filled in and answered by the page's title.
const FILLED: [Step; 4] = [
    Step::Title("waiting"),
    Step::Click(FIELD),
    Step::Type("hello"),
    Step::Title("typed hello"),
];

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "firefox-esr",
        packages: &["firefox-esr"],
        cage: "web",
        argv: &[
            "firefox-esr",
            "--no-remote",
            "--profile",
            "/home/user/firefox",
            "file:///home/user/form.html",
        ],
        files: &[FORM, FIREFOX],
        colours: 32,
        steps: &[
            Step::Window("irefox"),
            FILLED[0],
            FILLED[1],
            FILLED[2],
            FILLED[3],
            Step::Click(LIST),
            Step::Changed,
            Step::Shot,
            Step::Key("down"),
            Step::Key("down"),
            Step::Key("enter"),
            Step::Title("chose three"),
            Step::Click(LINK),
            Step::Window("name of file"),
            Step::Shot,
            Step::Key("enter"),
            Step::File("Downloads/letter.txt", "Dear reader"),
        ],
        note: "filled in a field, chose from a list, saved a download by a dialog",
        ..PLAIN
    },
    Program {
        name: "firefox-esr: a page of another machine",
        packages: &["firefox-esr"],
        cage: "web",
        argv: &[
            "firefox-esr",
            "--no-remote",
            "--profile",
            "/home/user/firefox-network",
            "http://192.0.2.1:8080/",
        ],
        files: &[("firefox-network/user.js", FIREFOX.1)],
        steps: &[
            Step::Window("irefox"),
            Step::Title("page of another machine"),
            Step::Shot,
        ],
        note: "reached by the cage's own network",
        ..PLAIN
    },
    Program {
        name: "firefox-esr: the same page in a cage without network",
        packages: &["firefox-esr"],
        cage: "vault",
        argv: &[
            "firefox-esr",
            "--no-remote",
            "--profile",
            "/home/user/firefox",
            "http://192.0.2.1:8080/",
        ],
        files: &[FIREFOX],
        steps: &[
            Step::Window("irefox"),
            Step::Title("Problem loading page"),
            Step::Shot,
        ],
        note: "not reached, as the policy has it",
        ..PLAIN
    },
    Program {
        name: "firefox-esr: without nested-namespaces",
        packages: &["firefox-esr"],
        cage: "work",
        argv: &[
            "firefox-esr",
            "--no-remote",
            "--profile",
            "/home/user/firefox",
            "file:///home/user/form.html",
        ],
        files: &[FORM, FIREFOX],
        colours: 32,
        steps: &[
            Step::Window("irefox"),
            FILLED[0],
            FILLED[1],
            FILLED[2],
            FILLED[3],
            Step::Shot,
        ],
        note: "goes without that part of its own sandbox, and says so",
        ..PLAIN
    },
    Program {
        name: "chromium",
        packages: &["chromium"],
        cage: "web",
        argv: &[
            "chromium",
            "--ozone-platform=wayland",
            "--no-first-run",
            "--password-store=basic",
            "--user-data-dir=/home/user/chromium",
            "file:///home/user/form.html",
        ],
        files: &[FORM, CHROMIUM],
        colours: 32,
        steps: &[
            Step::Window("hromium"),
            FILLED[0],
            FILLED[1],
            FILLED[2],
            FILLED[3],
            Step::Click(LIST),
            Step::Popups(1),
            Step::Shot,
            Step::Key("down"),
            Step::Key("down"),
            Step::Key("enter"),
            Step::Title("chose three"),
            Step::Click(LINK),
            Step::Window("ave"),
            Step::Key("ctrl+a"),
            Step::Type("chromium.txt"),
            Step::Changed,
            // Enter does nothing in its entry.
            Step::Click(right(45.0, 22.0)),
            Step::File("Downloads/chromium.txt", "Dear reader"),
        ],
        note: "filled in a field, chose from a list, saved a download by a dialog",
        ..PLAIN
    },
    Program {
        name: "chromium: without nested-namespaces",
        packages: &["chromium"],
        cage: "work",
        argv: &[
            "chromium",
            "--ozone-platform=wayland",
            "--no-first-run",
            "--user-data-dir=/home/user/chromium",
            "about:blank",
        ],
        fails: Some("sandbox"),
        note: "refuses to run without a sandbox of its own, which needs the right",
        ..PLAIN
    },
];
