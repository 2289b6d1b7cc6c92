//! The journal's front with helpers that the test plays, and with the helper's own code.

use std::cell::{Cell, RefCell};
use std::os::fd::OwnedFd;
use std::rc::Rc;

use lisere_policy::record::{Chain, End, Head, Line};
use lisere_policy::{Because, Channel, Digest, Policy, TypeClass};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socketpair,
};

use super::*;

/// A journal whose helper the test plays, and a clock in its hand.
struct Stage {
    journal: Journal,
    time: Rc<Cell<Duration>>,
    /// The helpers' ends, the newest last.
    ends: Rc<RefCell<Vec<OwnedFd>>>,
    chain: Chain,
}

impl Stage {
    fn new() -> Stage {
        let time = Rc::new(Cell::new(Duration::from_secs(100)));
        let ends = Rc::new(RefCell::new(Vec::new()));
        let theirs = ends.clone();
        let helper = Helper::new(Box::new(move || {
            let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
            let (ours, end) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None)?;
            theirs.borrow_mut().push(end);
            Ok((None, ours))
        }));
        let clock = Clock::Manual(time.clone());
        let mut stage = Stage {
            journal: Journal::new(Way::Helper(helper.unwrap()), clock),
            time,
            ends,
            chain: Chain::default(),
        };
        stage.turn();
        stage
    }

    /// With a helper that is ready.
    fn greeted() -> Stage {
        let mut stage = Stage::new();
        stage.say(&Answer::Written(stage.chain.head()));
        stage
    }

    fn now(&self) -> Now {
        Now(self.time.get())
    }

    fn turn(&mut self) {
        let now = self.now();
        self.journal.ready(now);
    }

    fn wait(&mut self, millis: u64) {
        self.time
            .set(self.time.get() + Duration::from_millis(millis));
        self.turn();
    }

    fn say(&mut self, answer: &Answer) {
        let ends = self.ends.borrow();
        send(ends.last().unwrap(), &answer.encode(), SendFlags::empty()).unwrap();
        drop(ends);
        self.turn();
    }

    /// What the helper got.
    fn batch(&mut self) -> Option<String> {
        let mut bytes = vec![0; 1 << 17];
        let ends = self.ends.borrow();
        let (length, _) = recv(ends.last()?, &mut bytes[..], RecvFlags::DONTWAIT).ok()?;
        bytes.truncate(length);
        Some(String::from_utf8(bytes).unwrap())
    }

    /// The helper writes what it got.
    fn write(&mut self) -> Vec<String> {
        let batch = self.batch().expect("a batch");
        let lines = batch.lines().map(|body| self.chain.append(body).unwrap());
        let lines: Vec<String> = lines.collect();
        self.say(&Answer::Written(self.chain.head()));
        lines
    }

    /// The helper writes all there is, until nothing more comes.
    fn write_all(&mut self) -> Vec<String> {
        let mut all = Vec::new();
        while let Some(batch) = self.batch() {
            all.extend(batch.lines().map(str::to_owned));
            self.say(&written(7));
        }
        all
    }

    fn fail(&mut self) {
        self.batch().expect("a batch");
        self.say(&full());
    }

    fn ask(&mut self, act: u64) {
        let now = self.now();
        self.journal.grant(ask(act), now);
    }

    fn record(&mut self, fact: Fact) {
        let now = self.now();
        self.journal.record(fact, now);
    }

    /// Acts whose grants exist, and those that are refused.
    fn answers(&mut self) -> (Vec<u64>, Vec<(u64, String)>) {
        let (mut granted, mut refused) = (Vec::new(), Vec::new());
        for answer in self.journal.take_granted() {
            match answer.grant {
                Ok(grant) => granted.push(grant.act()),
                Err(why) => refused.push((answer.act, why.to_string())),
            }
        }
        (granted, refused)
    }
}

fn written(seq: u64) -> Answer {
    let line = Digest::of(b"x");
    Answer::Written(Head { seq, line })
}

fn full() -> Answer {
    Answer::Failed {
        why: "disk full".into(),
        whole: "disk full: can't write".into(),
    }
}

const FULL: &str = "disk full";
const LATE: &str = "it takes too long";

fn ask(act: u64) -> GrantAsk {
    let policy = Policy::preset("home").unwrap();
    let (from, to) = (policy.cages()[0].id(), policy.cages()[1].id());
    GrantAsk {
        transfer: Transfer {
            act,
            from: End::of(&policy, from),
            to: End::of(&policy, to),
            channel: Channel::Clipboard,
            class: TypeClass::Text,
            mime: "text/plain".into(),
            size: 3,
            sha256: Digest::of(b"abc"),
            because: Because::Nothing,
        },
        from: Some(from),
        to,
        by: By::User,
    }
}

fn capture(output: &str) -> Fact {
    Fact::Capture {
        output: output.into(),
        by: "a test".into(),
    }
}

fn refused(count: u32) -> Fact {
    Fact::Refused {
        cage: "web".into(),
        quota: false,
        interface: "wl_surface".into(),
        why: "no".into(),
        count,
    }
}

fn kinds(lines: &[String]) -> Vec<String> {
    let kind =
        |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].clone();
    lines
        .iter()
        .map(|line| kind(line).as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_grant_exists_once_its_record_is_written() {
    let mut stage = Stage::greeted();
    stage.ask(1);
    stage.turn();
    assert_eq!(stage.answers(), (vec![], vec![]));
    let lines = stage.write();
    assert_eq!(stage.answers(), (vec![1], vec![]));
    assert_eq!(kinds(&lines), ["transfer-granted"]);
    assert!(lines[0].contains("\"by\":\"user\""), "{}", lines[0]);
    assert_eq!(stage.answers(), (vec![], vec![]), "once");
}

#[test]
fn nothing_is_sent_before_the_helper_is_ready() {
    let mut stage = Stage::new();
    stage.ask(1);
    stage.turn();
    assert_eq!(stage.batch(), None);
    stage.say(&written(4));
    stage.write();
    assert_eq!(stage.answers().0, [1]);
}

#[test]
fn a_grant_whose_record_is_late_never_exists() {
    let mut stage = Stage::greeted();
    stage.ask(1);
    assert_eq!(
        stage.journal.next_deadline(),
        Some(stage.now().after(PATIENCE))
    );
    stage.wait(1999);
    assert_eq!(stage.answers(), (vec![], vec![]));
    stage.wait(1);
    assert_eq!(stage.answers(), (vec![], vec![(1, LATE.into())]));
    assert_eq!(stage.journal.trouble(), Some(LATE));
    // Others are refused at once.
    stage.ask(2);
    assert_eq!(stage.answers(), (vec![], vec![(2, LATE.into())]));
    let first = stage.write();
    assert_eq!(stage.answers(), (vec![], vec![]), "not even now");
    assert_eq!(stage.journal.trouble(), None);
    let second = stage.write();
    assert_eq!(kinds(&first), ["transfer-granted"]);
    assert_eq!(kinds(&second), ["transfer-dropped", "transfer-denied"]);
    stage.ask(3);
    stage.write();
    assert_eq!(stage.answers().0, [3]);
}

#[test]
fn a_slow_disk_is_told_even_if_nobody_asks() {
    let mut stage = Stage::greeted();
    stage.record(capture("A"));
    assert_eq!(
        stage.journal.next_deadline(),
        Some(stage.now().after(PATIENCE))
    );
    stage.wait(1000);
    assert_eq!(stage.journal.trouble(), None);
    stage.wait(1000);
    assert_eq!(stage.journal.trouble(), Some(LATE));
    assert_eq!(
        stage.journal.next_deadline(),
        None,
        "nothing to do but to hear"
    );
    stage.write();
    assert_eq!(stage.journal.trouble(), None);
}

#[test]
fn a_full_disk_denies_and_everything_is_kept() {
    let mut stage = Stage::greeted();
    stage.record(capture("before"));
    stage.ask(1);
    stage.fail();
    assert_eq!(stage.answers(), (vec![], vec![(1, FULL.into())]));
    assert_eq!(stage.journal.trouble(), Some(FULL));
    stage.ask(2);
    assert_eq!(stage.answers(), (vec![], vec![(2, FULL.into())]));
    stage.record(capture("meanwhile"));
    for seconds in [1, 2, 4, 8] {
        assert_eq!(
            stage.journal.next_deadline(),
            Some(stage.now().after(Duration::from_secs(seconds)))
        );
        stage.wait(seconds * 1000 - 1);
        assert_eq!(stage.batch(), None);
        stage.wait(1);
        stage.fail();
    }
    stage.wait(16_000);
    let mut lines = stage.write();
    assert_eq!(stage.journal.trouble(), None);
    lines.extend(stage.write());
    let expected = [
        "capture",
        "transfer-granted",
        "transfer-dropped",
        "transfer-denied",
        "capture",
    ];
    assert_eq!(kinds(&lines), expected);
    assert_eq!(stage.answers(), (vec![], vec![]), "a refusal stands");
    assert!(stage.journal.queue.empty());
}

#[test]
fn the_last_records_are_kept_and_the_rest_counted() {
    let mut stage = Stage::greeted();
    for number in 0..5000 {
        stage.record(capture(&number.to_string()));
    }
    // The first went off alone.
    stage.fail();
    for number in 5000..10_000 {
        stage.record(capture(&number.to_string()));
    }
    stage.wait(1000);
    let lines = stage.write_all();
    assert_eq!(lines.len(), 1 + 1 + queue::KEPT);
    let lost = 10_000 - 1 - queue::KEPT;
    assert!(lines[1].ends_with(&format!("\"kind\":\"lost\",\"count\":{lost}}}")));
    assert!(lines.last().unwrap().contains("\"output\":\"9999\""));
}

#[test]
fn a_grant_whose_record_had_no_room_never_exists() {
    let mut stage = Stage::greeted();
    stage.record(capture("under way"));
    stage.ask(1);
    for _ in 0..queue::KEPT {
        stage.record(capture("more"));
    }
    let (granted, refused) = stage.answers();
    assert!(granted.is_empty() && refused.len() == 1, "{refused:?}");
    stage.write_all();
    assert_eq!(stage.answers(), (vec![], vec![]));
}

#[test]
fn a_helper_that_dies_is_replaced_and_gets_the_batch_again() {
    let mut stage = Stage::greeted();
    stage.ask(1);
    let first = stage.batch().unwrap();
    stage.ends.borrow_mut().clear();
    stage.turn();
    assert_eq!(stage.ends.borrow().len(), 1, "another one");
    assert_eq!(stage.batch(), None, "not before it is ready");
    stage.say(&written(0));
    assert_eq!(stage.batch(), Some(first));
    stage.say(&written(1));
    assert_eq!(stage.answers().0, [1]);
    assert_eq!(stage.journal.trouble(), None);
}

#[test]
fn helpers_that_keep_dying_are_a_trouble() {
    let mut stage = Stage::greeted();
    for _ in 0..3 {
        assert_eq!(stage.journal.trouble(), None);
        stage.ends.borrow_mut().clear();
        stage.turn();
    }
    let words = "its helper ended three times";
    assert_eq!(stage.journal.trouble(), Some(words));
    assert!(stage.ends.borrow().is_empty(), "not again at once");
    stage.ask(1);
    assert_eq!(stage.answers().1.len(), 1);
    stage.wait(1000);
    assert_eq!(stage.ends.borrow().len(), 1);
    stage.say(&written(0));
    stage.write_all();
    assert_eq!(stage.journal.trouble(), None);
}

#[test]
fn a_folder_that_cannot_be_had_is_tried_again() {
    let mut stage = Stage::new();
    stage.say(&full());
    assert_eq!(stage.journal.trouble(), Some(FULL));
    stage.ends.borrow_mut().clear();
    stage.turn();
    assert!(stage.ends.borrow().is_empty());
    stage.wait(1000);
    stage.say(&written(0));
    assert_eq!(stage.journal.trouble(), None);
}

#[test]
fn what_is_no_answer_ends_a_helper() {
    for nonsense in [&b"ok"[..], b"\xff", &[b'n'; 5000]] {
        let mut stage = Stage::greeted();
        stage.ask(1);
        send(&stage.ends.borrow()[0], nonsense, SendFlags::empty()).unwrap();
        stage.turn();
        assert_eq!(stage.ends.borrow().len(), 2);
        assert_eq!(stage.answers(), (vec![], vec![]));
    }
    // An answer that nobody waits for is none either.
    let mut stage = Stage::greeted();
    stage.say(&written(3));
    assert_eq!(stage.ends.borrow().len(), 2);
}

#[test]
fn a_flood_of_refusals_is_bounded() {
    let mut stage = Stage::greeted();
    for _ in 0..1_000_000 {
        stage.record(refused(1));
    }
    let mut lines = stage.write_all();
    stage.wait(1000);
    lines.extend(stage.write_all());
    assert_eq!(lines.len(), 11);
    assert!(lines[10].contains(r#""kind":"more","cage":"web","of":"refused","count":999990"#));
}

#[test]
fn no_word_of_a_client_forges_a_record() {
    let mut stage = Stage::greeted();
    let evil = "x\",\"kind\":\"session-ended\"}\n{\"seq\":9,\"prev\":\"\u{202e}\0\\";
    let mut ask = ask(1);
    ask.transfer.mime = evil.into();
    let now = stage.now();
    stage.journal.grant(ask, now);
    let mut lines = stage.write();
    stage.record(Fact::ProgramKilled {
        cage: evil.into(),
        by: evil.into(),
        interface: evil.into(),
        code: 0,
        why: evil.into(),
        count: 1,
    });
    lines.extend(stage.write());
    assert_eq!(kinds(&lines), ["transfer-granted", "program-killed"]);
    for line in lines {
        assert_eq!(line.matches('\n').count(), 1);
        let value = Line::parse(line.trim_end().as_bytes()).unwrap().value();
        let value = value.unwrap();
        let said = value.get("mime").or(value.get("why"));
        assert_eq!(said.unwrap(), evil);
    }
}

#[test]
fn a_record_has_both_clocks() {
    let mut stage = Stage::greeted();
    stage.record(capture("A"));
    let line = stage.write().remove(0);
    let expected = "\"at\":\"2026-01-01T00:01:40.000Z\",\"mono_ms\":100000,\"boot\":\"unknown\"";
    assert!(line.contains(expected), "{line}");
}

#[test]
fn what_is_too_long_is_counted_as_lost() {
    let mut stage = Stage::greeted();
    stage.record(capture(&"x".repeat(10_000)));
    assert_eq!(kinds(&stage.write()), ["lost"]);
}

#[test]
fn a_journal_in_memory_can_be_looked_at() {
    let mut journal = Journal::default();
    journal.record(capture("A"), Now::default());
    journal.grant(ask(1), Now::default());
    assert_eq!(journal.take_granted().len(), 1);
    assert_eq!(journal.facts().len(), 2);
    assert_eq!(journal.next_deadline(), None);
}

#[test]
fn a_journal_in_this_thread_is_written_when_it_is_time() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let clock = Clock::Manual(Rc::default());
    let mut journal = Journal::in_thread(&folder, clock.clone()).unwrap();
    let now = clock.now();
    journal.grant(ask(1), now);
    assert!(journal.take_granted().is_empty());
    assert!(journal.next_deadline().is_some_and(|due| due <= now));
    journal.ready(now);
    assert_eq!(journal.take_granted().len(), 1);
    assert_eq!(journal.next_deadline(), None);
    let text = std::fs::read_to_string(folder.join("journal-0000000001.jsonl")).unwrap();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    assert_eq!(kinds(&lines), ["segment", "transfer-granted"]);
}

#[test]
fn a_journal_that_cannot_be_had_grants_nothing() {
    let mut journal = Journal::denied(
        Why::Journal(JournalFault::Alone),
        Clock::Manual(Rc::default()),
    );
    let words = "its helper is missing";
    assert_eq!(journal.trouble(), Some(words));
    for seconds in 0..100 {
        let now = Now(Duration::from_secs(seconds));
        journal.grant(ask(seconds), now);
        journal.ready(now);
        assert!(journal.take_granted().remove(0).grant.is_err());
        assert_eq!(journal.trouble(), Some(words));
    }
}
