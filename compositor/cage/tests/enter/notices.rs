//! What programs want the user to know goes by the cage's own bus to its init, and to the warden.

use lisere_cage::message::{Notice, Tiding};
use lisere_cage::recipe::inside;

use crate::warden::Cage;

const CALL: &str = "gdbus call --session --dest org.freedesktop.Notifications \
                    --object-path /org/freedesktop/Notifications \
                    --method org.freedesktop.Notifications";

/// A cage with a bus and somebody who calls there; `None` where that can't be, which is said.
fn with_bus() -> Option<Cage> {
    let mut cage = Cage::start(|_| {})?;
    let known = cage.sh(&format!("cat {}", inside::NOTICES_SERVICE));
    assert!(known.contains("--notices"), "{known}");
    let able = cage.sh("test -n \"$DBUS_SESSION_BUS_ADDRESS\" && command -v gdbus");
    if able.is_empty() {
        eprintln!("not tried: this machine lacks dbus-daemon or gdbus");
        return None;
    }
    Some(cage)
}

/// The next notice; programs come to their end meanwhile.
fn notice(cage: &Cage) -> Notice {
    loop {
        match cage.tiding() {
            Tiding::Notice(notice) => return notice,
            Tiding::Idle => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_notice_comes_out_of_the_cage() {
    let Some(mut cage) = with_bus() else { return };
    let said = cage.sh(&format!(
        "{CALL}.Notify mail 0 icon '<b>A letter</b>' 'from\nBob' '[]' '{{}}' 5000"
    ));
    assert_eq!(said.trim(), "(uint32 1,)");
    let expected = Notice {
        id: 1,
        summary: "<b>A letter</b>".to_owned(),
        body: "from\nBob".to_owned(),
        lasts_ms: Some(5_000),
        withdrawn: false,
    };
    assert_eq!(notice(&cage), expected);

    let said = cage.sh(&format!(
        "{CALL}.Notify mail 1 icon 'Two letters' '' '[]' \
         '{{\"urgency\": <byte 2>, \"x\": <[(1, \"y\")]>}}' -- -1"
    ));
    assert_eq!(
        said.trim(),
        "(uint32 1,)",
        "the same number takes its place"
    );
    let replaced = notice(&cage);
    assert_eq!((replaced.id, replaced.lasts_ms), (1, None));

    let said = cage.sh(&format!("{CALL}.CloseNotification 1"));
    assert_eq!(said.trim(), "()");
    let closed = notice(&cage);
    assert_eq!((closed.id, closed.withdrawn), (1, true));

    let said = cage.sh(&format!(
        "{CALL}.GetCapabilities; {CALL}.GetServerInformation"
    ));
    assert!(
        said.starts_with("(['body'],)\n('Liseré', 'Liseré', "),
        "{said}"
    );
    let said = cage.sh(&format!("{CALL}.Shout 2>&1"));
    assert!(said.contains("No calls to"), "{said}");
}

#[test]
fn what_is_no_notice_changes_nothing() {
    let Some(mut cage) = with_bus() else { return };
    let socket = inside::NOTICES;
    let said = cage.sh(&format!(
        "perl -MSocket -e 'socket(S, AF_UNIX, SOCK_DGRAM, 0); \
         connect(S, pack_sockaddr_un(\"{socket}\")) or print \"no\"; \
         for (\"\", \"{{\", \"x\" x 200000, \"\\xff\", \"{{}}\") {{ send(S, $_, 0) }}' 2>&1"
    ));
    assert_eq!(said, "");
    let long = "é".repeat(20_000);
    let said = cage.sh(&format!(
        "{CALL}.Notify mail 0 icon short '{long}' '[]' '{{}}' 0"
    ));
    assert_eq!(said.trim(), "(uint32 1,)");
    let notice = notice(&cage);
    assert_eq!(
        (notice.summary.as_str(), notice.lasts_ms),
        ("short", Some(0))
    );
    assert_eq!(notice.body, "é".repeat(1_000));
}
