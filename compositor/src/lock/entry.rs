//! What is typed at the locked screen, and how far the conversation about it is. Pure.

use std::time::Duration;

use lisere_auth::{Said, Secret, Why};
use lisere_policy::Untrusted;
use zeroize::Zeroize;

use crate::clock::Now;

/// The most that can be typed, in bytes.
pub(super) const MOST: usize = lisere_auth::message::LONGEST_SECRET;
/// The longest words of the system that are shown, in characters.
const LONGEST: usize = 160;
/// How long it takes until another answer counts after the first wrong one…
const FIRST: Duration = Duration::from_secs(3);
/// …and after many: each time is twice as long as the one before, and never longer.
const LAST: Duration = Duration::from_secs(60);
/// What modules call a password when they have nothing else to say, without the colon.
const PLAIN: [&str; 3] = ["password", "mot de passe", "passwort"];

/// What is said under the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Words {
    #[default]
    Nothing,
    /// What was answered was wrong.
    Wrong,
    /// The account may not log in.
    Closed,
    /// PAM does not work; with its number.
    Broken(u8),
    /// What the system says, cleaned.
    Said(String),
}

/// What the system asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// In which words, cleaned; "" for a password.
    pub(super) text: String,
    /// Whether what is typed may be seen.
    pub(super) echo: bool,
}

/// What came of something that was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It goes on.
    On,
    /// It is the user.
    Passed,
    /// The conversation is over, and it is not the user yet; whether an answer was judged.
    Over { judged: bool },
}

/// The field, and the conversation behind it.
#[derive(Debug)]
pub(super) struct Entry {
    typed: Secret,
    asked: Option<Asked>,
    /// It is to be answered as soon as it can be.
    entered: bool,
    /// An answer is being looked at.
    judging: bool,
    /// This conversation has had an answer.
    answered: bool,
    words: Words,
    failures: u32,
    /// No answer counts before.
    until: Option<Now>,
    /// When what is said changes next.
    tick: Option<Now>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            typed: blank(),
            asked: None,
            entered: false,
            judging: false,
            answered: false,
            words: Words::Nothing,
            failures: 0,
            until: None,
            tick: None,
        }
    }
}

/// Room for all that can be typed: growing would leave copies behind.
fn blank() -> Secret {
    Secret::new(String::with_capacity(MOST))
}

impl Entry {
    /// A character was typed; what is too much is not taken.
    pub(super) fn insert(&mut self, typed: char) {
        let fits = self.typed.len().saturating_add(typed.len_utf8()) <= MOST;
        if !self.judging && fits {
            self.typed.push(typed);
            self.entered = false;
        }
    }

    /// Takes the last character back.
    pub(super) fn erase(&mut self) {
        self.typed.pop();
        self.entered = false;
    }

    /// Takes everything back.
    pub(super) fn clear(&mut self) {
        self.typed.zeroize();
        self.entered = false;
    }

    /// It is complete.
    pub(super) fn enter(&mut self) {
        self.entered = !self.judging;
    }

    /// The answer, once it is complete, asked for, and counts.
    pub(super) fn take_answer(&mut self, now: Now) -> Option<Secret> {
        let may = self.entered && self.wait(now).is_none();
        self.asked.take_if(|_| may)?;
        (self.entered, self.judging, self.answered) = (false, true, true);
        self.words = Words::Nothing;
        Some(std::mem::replace(&mut self.typed, blank()))
    }

    /// Nobody looks at it any more: what was typed is wiped, and what is still to be waited
    /// for is kept.
    pub(super) fn put_away(&mut self) {
        self.clear();
        self.begin();
        self.words = Words::Nothing;
    }

    /// A new conversation begins.
    pub(super) fn begin(&mut self) {
        (self.asked, self.judging, self.answered) = (None, false, false);
    }

    /// The conversation says something.
    pub(super) fn heard(&mut self, said: Said, now: Now) -> Came {
        match said {
            Said::Prompt { text, echo } => {
                let text = asked_for(&text);
                self.asked = Some(Asked { text, echo });
                self.judging = false;
            }
            Said::Info(text) | Said::Error(text) => self.words = Words::Said(clean(&text)),
            Said::Passed => return Came::Passed,
            Said::Failed(why) => return self.failed(why, now),
        }
        Came::On
    }

    fn failed(&mut self, why: Why, now: Now) -> Came {
        let judged = self.answered;
        self.words = match why {
            // Nobody has answered: a reader of cards gave up waiting, and is asked again.
            Why::Wrong if !judged => std::mem::take(&mut self.words),
            Why::Wrong => Words::Wrong,
            Why::Closed => Words::Closed,
            Why::Broken(code) => Words::Broken(code),
        };
        if judged {
            let doubled = 1_u32 << self.failures.min(16);
            self.failures = self.failures.saturating_add(1);
            self.until = Some(now.after(FIRST.saturating_mul(doubled).min(LAST)));
            self.tick = self.following(now);
            self.clear();
        }
        self.begin();
        Came::Over { judged }
    }

    /// How long no answer counts yet.
    pub(super) fn wait(&self, now: Now) -> Option<Duration> {
        let left = now.until(self.until?);
        (!left.is_zero()).then_some(left)
    }

    /// Whether another second has passed that is shown, or an answer counts now.
    pub(super) fn ticked(&mut self, now: Now) -> bool {
        let ticked = self.tick.take_if(|tick| *tick <= now).is_some();
        if ticked {
            self.tick = self.following(now);
        }
        ticked
    }

    /// When what is said changes next, or an answer counts.
    pub(super) fn next(&self) -> Option<Now> {
        self.tick
    }

    /// When there is a second less to wait.
    fn following(&self, now: Now) -> Option<Now> {
        let left = self.wait(now)?;
        // The part of a second until one less is shown.
        let part = left.subsec_nanos();
        let step = match part {
            0 => Duration::from_secs(1),
            part => Duration::from_nanos(part.into()),
        };
        Some(now.after(step))
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    pub(super) fn judging(&self) -> bool {
        self.judging
    }

    pub(super) fn asked(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    pub(super) fn characters(&self) -> usize {
        self.typed.chars().count()
    }

    /// What was typed, where it may be seen.
    pub(super) fn shown(&self) -> Option<Secret> {
        self.asked
            .as_ref()
            .filter(|asked| asked.echo)
            .map(|_| self.typed.clone())
    }
}

/// The system's words as they may be shown.
fn clean(text: &str) -> String {
    let clean = Untrusted::new(text.trim()).clean_title().to_string();
    clean.chars().take(LONGEST).collect()
}

/// What is asked for; "" for a password, which the screen has a word of its own for.
fn asked_for(text: &str) -> String {
    let text = clean(text);
    let text = text.trim_end_matches([':', ' ', '\u{a0}']);
    match PLAIN.contains(&text.to_lowercase().as_str()) {
        true => String::new(),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    fn prompt(text: &str) -> Said {
        Said::Prompt {
            text: text.to_owned(),
            echo: false,
        }
    }

    fn typed(entry: &mut Entry, text: &str) {
        text.chars().for_each(|c| entry.insert(c));
        entry.enter();
    }

    #[test]
    fn an_answer_goes_once_it_is_asked_for() {
        let mut entry = Entry::default();
        typed(&mut entry, "été");
        assert_eq!(entry.take_answer(at(0)), None, "nobody asks yet");
        assert_eq!(entry.heard(prompt("Password: "), at(0)), Came::On);
        assert_eq!(entry.asked().unwrap().text, "");
        assert_eq!(entry.take_answer(at(0)).unwrap().as_str(), "été");
        assert_eq!((entry.characters(), entry.judging()), (0, true));
        assert_eq!(entry.take_answer(at(0)), None, "it goes once");
        entry.insert('x');
        assert_eq!(entry.characters(), 0, "it is being judged");
        assert_eq!(entry.heard(Said::Passed, at(1)), Came::Passed);
    }

    #[test]
    fn each_failure_makes_the_next_try_wait_for_longer() {
        let mut entry = Entry::default();
        let mut now = 0;
        for wait in [3, 6, 12, 24, 48, 60, 60] {
            entry.begin();
            entry.heard(prompt("Password:"), at(now));
            typed(&mut entry, "no");
            assert!(entry.take_answer(at(now)).is_some());
            let came = entry.heard(Said::Failed(Why::Wrong), at(now));
            assert_eq!(came, Came::Over { judged: true });
            assert_eq!(entry.words(), &Words::Wrong);
            assert_eq!(entry.wait(at(now)), Some(Duration::from_secs(wait)));
            entry.heard(prompt("Password:"), at(now));
            typed(&mut entry, "soon");
            assert_eq!(entry.take_answer(at(now + wait - 1)), None);
            assert!(entry.ticked(at(now + wait - 1)));
            assert_eq!(entry.next(), Some(at(now + wait)));
            entry.clear();
            now += wait;
            assert!(entry.ticked(at(now)) && !entry.ticked(at(now)));
        }
        assert_eq!(entry.next(), None);
    }

    #[test]
    fn what_nobody_answered_is_no_failure() {
        let mut entry = Entry::default();
        entry.heard(Said::Info("Touch\u{1b} the\nreader ".into()), at(0));
        let Words::Said(words) = entry.words().clone() else {
            panic!("{entry:?}")
        };
        assert!(!words.contains(['\u{1b}', '\n']), "{words:?}");
        typed(&mut entry, "kept");
        let came = entry.heard(Said::Failed(Why::Wrong), at(30));
        assert_eq!(came, Came::Over { judged: false });
        assert_eq!((entry.wait(at(30)), entry.characters()), (None, 4));
    }

    #[test]
    fn no_more_is_taken_than_there_is_room_for() {
        let mut entry = Entry::default();
        (0..MOST + 9).for_each(|_| entry.insert('é'));
        assert_eq!(entry.characters(), MOST / 2);
        let place = entry.typed.as_ptr();
        entry.insert('x');
        entry.erase();
        assert_eq!(entry.typed.as_ptr(), place, "it never moves");
        entry.clear();
        assert_eq!(entry.characters(), 0);
        assert_eq!(entry.typed.as_ptr(), place);
    }

    #[test]
    fn only_what_may_be_seen_is_shown() {
        let mut entry = Entry::default();
        entry.heard(prompt("One-time code: "), at(0));
        typed(&mut entry, "12");
        assert_eq!(entry.shown(), None);
        let echo = Said::Prompt {
            text: "User name".into(),
            echo: true,
        };
        entry.heard(echo, at(0));
        assert_eq!(entry.shown().unwrap().as_str(), "12");
        assert_eq!(entry.asked().unwrap().text, "User name");
    }
}
