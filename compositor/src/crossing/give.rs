//! The second act: what is held goes to the focused cage, if rules, limits and user say so.

use std::rc::Rc;
use std::time::Duration;

use lisere_policy::record::{By, Transfer};
use lisere_policy::{
    Answer, Because, CageId, Channel, Decision, Instead, Limit, Terms, TypeClass, link_of_text,
    preview,
};
use lisere_shell::{Denial, Giving, Message, Taking, Why};
use zeroize::Zeroizing;

use super::acts::{Goal, Held, Paste, Wish};
use super::clean::{Cleaned, UNTOUCHED, Washed, clean, washed};
use super::content::Content;
use super::errand::Outcome;
use super::take::Raw;
use super::{Preview, Side, instead_of, stricter};
use crate::clock::Now;
use crate::seat::SurfacePoint;
use crate::state::Compositor;

/// The most of a text that a prompt looks at, in bytes.
const PREVIEW: usize = 4096;
/// The most that it shows.
const LINES: usize = 12;
const COLUMNS: usize = 100;

/// How it is delivered once it is granted.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// As the destination's own clipboard.
    Clipboard,
    /// As files in the destination's folder.
    Folder,
    /// To the program that opens links in the destination.
    Handler,
    /// As a drop on one of its surfaces.
    Drop(SurfacePoint),
}

/// What is being given.
#[derive(Debug)]
pub(super) struct Gift {
    pub(super) act: u64,
    /// The act that took it.
    pub(super) of: u64,
    pub(super) from: Side,
    pub(super) to: CageId,
    pub(super) channel: Channel,
    pub(super) way: Way,
    pub(super) washed: Washed,
    pub(super) decision: Decision,
    /// What is recorded of it, once the content is as it will arrive.
    pub(super) transfer: Option<Transfer>,
    pub(super) content: Option<Content>,
}

/// Why something that the rules would let go does not.
enum Limited {
    Bytes(u64),
    Rate(u32),
    Prompts,
    Standing,
    /// One end is covered.
    Locked(CageId),
}

impl Gift {
    pub(super) fn moves_files(&self) -> bool {
        matches!(self.content, Some(Content::Files(_)))
    }
}

impl Limited {
    fn by(&self) -> By {
        match self {
            Limited::Standing => By::Standing,
            Limited::Bytes(_) | Limited::Rate(_) | Limited::Prompts | Limited::Locked(_) => {
                By::Core
            }
        }
    }

    /// The word for records.
    fn name(&self) -> &'static str {
        match self {
            Limited::Bytes(_) => "more than the rule allows",
            Limited::Rate(_) => "more often than the rule allows",
            Limited::Prompts => "too many prompts",
            Limited::Standing => "",
            Limited::Locked(_) => "its level is locked",
        }
    }
}

impl Compositor {
    /// *Paste-here* was pressed: what is held is for the cage that has the keys.
    pub(crate) fn paste_chord(&mut self, wish: Wish, now: Now) {
        let Some(to) = self.focus.cage() else {
            if self.say_if_covered(now) {
                return;
            }
            self.say_of_crossing(Message::Giving(Giving::Nobody), now);
            return;
        };
        match self.crossing.acts.paste(to, wish) {
            Paste::Nothing => self.say_of_crossing(Message::Giving(Giving::Nothing), now),
            Paste::Same => {
                let same = Giving::Same(self.title_of(to));
                self.say_of_crossing(Message::Giving(same), now);
            }
            Paste::Later | Paste::Busy => self.work.rearrange(),
            Paste::Give { act, held } => {
                let goal = Goal {
                    to,
                    focused: true,
                    wish,
                };
                self.give(act, held, goal, now);
            }
        }
    }

    /// Says that the chosen window's cage is locked, where that is why it has no keys.
    pub(super) fn say_if_covered(&mut self, now: Now) -> bool {
        let covered = self.chosen_covered().map(|cage| self.title_of(cage));
        let said = covered.is_some();
        if let Some(title) = covered {
            self.say_of_crossing(Message::Denial(Denial::Locked(title)), now);
        }
        said
    }

    /// Gives what is held to a cage: cleans it, and lets rules and user answer.
    pub(super) fn give(&mut self, act: u64, held: Held, goal: Goal, now: Now) {
        let source = self.crossing.source.as_ref();
        let Some(source) = source.filter(|source| source.act == held.act) else {
            self.crossing.acts.fail(act);
            return;
        };
        let (class, mime) = (source.class, source.mime.clone());
        let raw = match goal.wish {
            Wish::Open => source.raw.as_ref().and_then(link_of),
            Wish::Paste | Wish::Send => source.raw.clone(),
        };
        let (channel, way) = match (self.dragged_to(held.act), goal.wish, &raw) {
            (Some(at), ..) => (Channel::Drag, Way::Drop(at)),
            (None, Wish::Open, _) => (Channel::Link, Way::Handler),
            (None, Wish::Send, _) => (Channel::File, Way::Folder),
            (None, Wish::Paste, Some(Raw::Files(_))) => (Channel::File, Way::Clipboard),
            (None, Wish::Paste, _) => (Channel::Clipboard, Way::Clipboard),
        };
        let class = if goal.wish == Wish::Open {
            TypeClass::FileList
        } else {
            class
        };
        self.errand_given(held.act, act);
        let decision = self.decide(held.from, goal.to, channel, class);
        // What does not go is not looked into, and is denied as what it is.
        let how = match decision.answer {
            Answer::Deny => UNTOUCHED,
            // The core has made it itself.
            Answer::Allow if decision.because == Because::SameCage => UNTOUCHED,
            Answer::Allow | Answer::Ask => decision.terms.sanitise,
        };
        let cleaned = raw.as_ref().map(|raw| match (goal.wish, raw) {
            (Wish::Open, Raw::Link(link)) => Cleaned::Done(Content::Link(link.clone())),
            (_, raw) => clean(raw, class, &mime, how),
        });
        let no_handler = goal.wish == Wish::Open && self.handler_of(goal.to).is_empty();
        self.crossing.gift = Some(Gift {
            act,
            of: held.act,
            from: held.from,
            to: goal.to,
            channel,
            way,
            decision,
            washed: washed(class, how),
            transfer: None,
            content: None,
        });
        match cleaned {
            Some(_) if no_handler => self.give_failed(act, &Why::NoHandler, now),
            Some(Cleaned::Done(content)) => {
                let preview = preview_of(&content);
                self.prepared(act, content, preview, now);
            }
            Some(Cleaned::Wash) => {
                if let Some(Raw::Bytes(bytes)) = raw {
                    self.wash(act, &bytes, now);
                }
            }
            None => self.give_failed(act, &Why::NotALink, now),
        }
    }

    /// What the rules say of a source; the user's own side has none, and is asked.
    fn decide(&self, from: Side, to: CageId, channel: Channel, class: TypeClass) -> Decision {
        match from {
            Side::Cage(from) => self.policy.decide(from, to, channel, class),
            Side::Trusted => Decision {
                answer: Answer::Ask,
                because: Because::Nothing,
                terms: Terms::default(),
            },
        }
    }

    /// The content is as it will arrive: the answer is known now, or the user is asked.
    pub(super) fn prepared(&mut self, act: u64, content: Content, preview: Preview, now: Now) {
        let Some(mut gift) = self.crossing.gift.take_if(|gift| gift.act == act) else {
            return;
        };
        let transfer = self.transfer_of(&gift, &content);
        gift.transfer = Some(transfer.clone());
        let answer = self.answer_to(&gift, &content, now);
        match answer {
            Ok(Answer::Deny) => {
                self.crossing.acts.fail(act);
                let denied = self.denied_by_rule(&gift, content_class(&content));
                self.end_errand(act, || Outcome::denied(&denied));
                self.record_denied(&transfer, By::Rule, "", now);
                self.say_of_crossing(denied, now);
            }
            Err(limited) => {
                self.crossing.acts.fail(act);
                self.record_denied(&transfer, limited.by(), limited.name(), now);
                let denied = self.limited(&gift, &limited);
                self.end_errand(act, || Outcome::denied(&denied));
                self.say_of_crossing(denied, now);
            }
            Ok(Answer::Allow) => {
                if self.crossing.acts.prepared(act, None) {
                    gift.content = Some(content);
                    self.ask_for_grant(&gift, By::Rule, now);
                    self.crossing.gift = Some(gift);
                }
            }
            Ok(Answer::Ask) => {
                let time = Duration::from_millis(self.limit_of(gift.from, Limit::PromptMs));
                let until = now.after(time);
                if self.crossing.acts.prepared(act, Some(until)) {
                    self.record_asked(&transfer, now);
                    let beyond = self.beyond(&gift, &content);
                    self.open_prompt(&gift, &transfer, (preview, beyond), until);
                    gift.content = Some(content);
                    self.crossing.gift = Some(gift);
                }
            }
        }
        self.work.rearrange();
    }

    /// Whether it is more than goes without further consent.
    fn beyond(&self, gift: &Gift, content: &Content) -> bool {
        let usual = match content {
            Content::Files(_) => return false,
            Content::Bytes(_) | Content::Link(_) => self.limit_of(gift.from, Limit::TransferBytes),
        };
        gift.decision.terms.max_bytes.is_none() && content.size() > usual
    }

    /// The rule's answer within limits and rates and the user's standing word.
    fn answer_to(&mut self, gift: &Gift, content: &Content, now: Now) -> Result<Answer, Limited> {
        let answer = gift.decision.answer;
        if answer == Answer::Deny {
            return Ok(answer);
        }
        if let Some(cage) = self.covered_end(gift.from, gift.to) {
            return Err(Limited::Locked(cage));
        }
        if gift.decision.because == Because::SameCage {
            return Ok(answer);
        }
        let terms = gift.decision.terms;
        if let Some(most) = terms.max_bytes.filter(|most| content.size() > *most) {
            return Err(Limited::Bytes(most));
        }
        if self.crossing.standing.denied(gift.from, now) {
            return Err(Limited::Standing);
        }
        if let (Some(most), Because::Rule { index, .. }) = (terms.per_minute, gift.decision.because)
            && !self.crossing.standing.may_go(index, most.into(), now)
        {
            return Err(Limited::Rate(most));
        }
        let asked = match self.beyond(gift, content) {
            true => Answer::Ask,
            false => Answer::Allow,
        };
        let answer = stricter(answer, asked);
        let most = self.limit_of(gift.from, Limit::PromptsPerMinute);
        if answer == Answer::Ask && !self.crossing.standing.may_ask(gift.from, most, now) {
            return Err(Limited::Prompts);
        }
        Ok(answer)
    }

    fn denied_by_rule(&self, gift: &Gift, class: TypeClass) -> Message {
        let instead = match gift.from {
            Side::Cage(from) => self.policy.instead(from, gift.to, gift.channel, class),
            Side::Trusted => None,
        };
        self.rule_denies((gift.from, gift.to), gift.decision, instead.as_ref())
    }

    /// That the rules deny it, which of them, and what they would let through.
    pub(super) fn rule_denies(
        &self,
        (from, to): (Side, CageId),
        decision: Decision,
        instead: Option<&Instead>,
    ) -> Message {
        Message::Denial(Denial::Rule {
            from: self.whose(from),
            to: self.title_of(to),
            line: match decision.because {
                Because::Rule { line, .. } => Some(line),
                Because::SameCage | Because::Nothing => None,
            },
            instead: instead.map(|instead| instead_of(&self.policy, to, instead)),
        })
    }

    fn limited(&self, gift: &Gift, limited: &Limited) -> Message {
        let (from, to) = (self.whose(gift.from), self.title_of(gift.to));
        Message::Denial(match limited {
            Limited::Bytes(most) => Denial::Bytes(from, to, *most),
            Limited::Rate(most) => Denial::Rate(from, to, *most),
            Limited::Prompts => Denial::Prompts(from),
            Limited::Standing => Denial::Standing(from),
            Limited::Locked(cage) => Denial::Locked(self.title_of(*cage)),
        })
    }

    /// Preparing what was to be given came to nothing.
    pub(super) fn give_failed(&mut self, act: u64, why: &Why, now: Now) {
        let gift = self.crossing.gift.take_if(|gift| gift.act == act);
        self.crossing.acts.fail(act);
        if let Some(gift) = gift {
            self.record_dropped(&gift, why, now);
            self.end_errand(act, || Outcome::Failed(why.to_string()));
            let failed = Taking::Failed(self.whose(gift.from), why.clone());
            self.say_of_crossing(Message::Taking(failed), now);
        }
    }
}

pub(super) fn content_class(content: &Content) -> TypeClass {
    match content {
        Content::Bytes(payload) => payload.class,
        Content::Files(_) | Content::Link(_) => TypeClass::FileList,
    }
}

pub(super) fn content_mime(content: &Content) -> &str {
    match content {
        Content::Bytes(payload) => &payload.mime,
        Content::Files(_) | Content::Link(_) => "text/uri-list",
    }
}

/// The link that something is, if it is just one.
fn link_of(raw: &Raw) -> Option<Raw> {
    match raw {
        Raw::Link(link) => Some(Raw::Link(link.clone())),
        Raw::Bytes(bytes) => link_of_text(valid(bytes.bytes())).ok().map(Raw::Link),
        Raw::Files(_) => None,
    }
}

/// What the prompt shows of it.
fn preview_of(content: &Content) -> Preview {
    match content {
        Content::Bytes(payload) if payload.class == TypeClass::Text => {
            let bytes = payload.bytes.bytes();
            let head = bytes.get(..PREVIEW).unwrap_or(bytes);
            let text = Zeroizing::new(preview(valid(head), LINES, COLUMNS));
            Preview::Text(Rc::new(text))
        }
        Content::Bytes(_) => Preview::Nothing,
        Content::Files(files) => {
            Preview::Files(files.iter().map(|file| file.line.clone()).collect())
        }
        Content::Link(link) => Preview::Link(link.clone()),
    }
}

/// The text that bytes begin with: a copy would have to be wiped.
fn valid(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let text = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(text).unwrap_or_default()
        }
    }
}
