//! While the journal cannot be written nothing crosses, and the journal says so afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use lisere::journal::{Answer, Journal};
use lisere_policy::Digest;
use lisere_policy::record::Head;
use lisere_tests::Fixture;

#[test]
fn nothing_crosses_unrecorded() {
    let mut fixture = Fixture::that_says("allow");
    let written: Rc<RefCell<Option<String>>> = Rc::default();
    let disk = written.clone();
    // A disk that is full until somebody puts a text there.
    fixture.core.journal = Journal::by(fixture.core.clock.clone(), move |batch| {
        match disk.borrow_mut().as_mut() {
            None => Answer::Failed {
                why: "disk full".to_owned(),
                whole: "disk full".to_owned(),
            },
            Some(text) => {
                text.push_str(batch);
                text.push('\n');
                Answer::Written(Head {
                    seq: 1,
                    line: Digest::of(batch.as_bytes()),
                })
            }
        }
    });
    let (web, _page) = fixture.at_work("web", 0);
    let _source = web.copy(web.press_serial());
    fixture.settle();
    fixture.carry();
    web.answer(b"an account number");
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.advance(100);
    assert!(bank.clipboard().is_none(), "{}", bank.transcript());
    assert_eq!(fixture.core.journal.trouble(), Some("disk full"));

    *written.borrow_mut() = Some(String::new());
    fixture.advance(60_000);
    assert_eq!(fixture.core.journal.trouble(), None);
    assert!(bank.clipboard().is_none(), "what was refused stays refused");
    let text = written.borrow().clone().unwrap_or_default();
    for kind in ["focus", "transfer-denied"] {
        assert!(text.contains(&format!("\"kind\":\"{kind}\"")), "{text}");
    }
    assert!(!text.contains("account"), "{text}");
    assert!(!text.contains("transfer-carried"), "{text}");
}
