//! The prompt: when it may be answered, and by what. What it looks like is the shell's.

use std::time::Duration;

use lisere_policy::record::{By, Transfer};
use lisere_policy::{CageId, Channel, TypeClass};

use super::clean::Washed;
use super::give::Gift;
use super::words::cleaning_of;
use super::{BadgeModel, Choice, Preview, PromptModel, Side};
use crate::clock::Now;
use crate::desk::OutputId;
use crate::outputs::Screen;
use crate::state::Compositor;

/// So long it must have been seen before an answer counts.
const SEEN: Duration = Duration::from_millis(500);
/// Keysyms of keys that answer.
mod key {
    pub(super) const ESCAPE: u32 = 0xff1b;
    pub(super) const RETURN: u32 = 0xff0d;
    pub(super) const KP_ENTER: u32 = 0xff8d;
    pub(super) const TAB: u32 = 0xff09;
    pub(super) const BACK_TAB: u32 = 0xfe20;
    pub(super) const LEFT: u32 = 0xff51;
    pub(super) const UP: u32 = 0xff52;
    pub(super) const RIGHT: u32 = 0xff53;
    pub(super) const DOWN: u32 = 0xff54;
}

/// The choices in the order in which keys go through them.
const ORDER: [Choice; 3] = [Choice::Deny, Choice::Allow, Choice::DenyAll];

/// An open prompt.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) act: u64,
    output: OutputId,
    from: Side,
    to: CageId,
    channel: Channel,
    class: TypeClass,
    mime: String,
    size: u64,
    beyond: bool,
    washed: Washed,
    preview: Preview,
    until: Now,
    answer: Answering,
}

/// How far the user is with an answer.
#[derive(Debug, Default)]
pub(super) struct Answering {
    /// When it was first seen.
    seen: Option<Now>,
    /// Answers count from now on.
    armed: bool,
    /// How many of the choices there are.
    choices: usize,
    /// It was seen for long enough, and only waits for the last key to go up.
    ripe: bool,
    selected: Choice,
    hovered: Option<Choice>,
    /// Where the pointer was when it appeared: there it must first leave and come back.
    lurking: Option<Choice>,
    /// What a button went down on.
    pressed: Option<Choice>,
}

/// What an input to the prompt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Changed,
    Answer(Choice),
}

impl Answering {
    /// About something of this source. Of the user's own side one cannot hear nothing more.
    fn of(from: Side) -> Answering {
        Answering {
            choices: match from {
                Side::Cage(_) => ORDER.len(),
                Side::Trusted => ORDER.len().saturating_sub(1),
            },
            ..Answering::default()
        }
    }

    /// Counts as seen from `now` on, with the pointer where it is.
    fn shown(&mut self, under: Option<Choice>, now: Now) {
        if self.seen.is_none() {
            (self.seen, self.lurking) = (Some(now), under);
        }
    }

    /// Arms it when it has been seen long enough and no key is down; says whether it does.
    fn arm(&mut self, keys_up: bool, now: Now) -> bool {
        self.ripe = self.due().is_some_and(|due| due <= now);
        if self.armed || !self.ripe || !keys_up {
            return false;
        }
        self.armed = true;
        true
    }

    fn due(&self) -> Option<Now> {
        self.seen.map(|seen| seen.after(SEEN))
    }

    /// The pointer is on this now.
    fn point(&mut self, at: Option<Choice>) -> Said {
        if self.lurking != at {
            self.lurking = None;
        }
        let hovered = at.filter(|_| self.lurking.is_none());
        if std::mem::replace(&mut self.hovered, hovered) == hovered {
            return Said::Nothing;
        }
        Said::Changed
    }

    fn press(&mut self) {
        self.pressed = self.hovered.filter(|_| self.armed);
    }

    fn release(&mut self) -> Said {
        match self
            .pressed
            .take()
            .filter(|choice| self.hovered == Some(*choice))
        {
            Some(choice) => Said::Answer(choice),
            None => Said::Nothing,
        }
    }

    fn key(&mut self, sym: u32) -> Said {
        match sym {
            // To say no is never too early.
            key::ESCAPE if self.seen.is_some() => Said::Answer(Choice::Deny),
            _ if !self.armed => Said::Nothing,
            key::RETURN | key::KP_ENTER => Said::Answer(self.selected),
            key::TAB | key::RIGHT | key::DOWN => self.step(1),
            key::BACK_TAB | key::LEFT | key::UP => self.step(self.choices.saturating_sub(1)),
            _ => Said::Nothing,
        }
    }

    fn step(&mut self, by: usize) -> Said {
        let at = ORDER.iter().position(|choice| *choice == self.selected);
        let next = at.unwrap_or(0).saturating_add(by);
        let choices = ORDER.iter().take(self.choices);
        self.selected = choices.cycle().nth(next).copied().unwrap_or_default();
        Said::Changed
    }
}

impl Asking {
    /// When it has something to do next: to be armed, or to show another second.
    pub(super) fn next(&self) -> Option<Now> {
        self.answer.due().filter(|_| !self.answer.ripe)
    }
}

impl Compositor {
    /// Opens the prompt: keys and pointer come to trusted UI, whatever clients hold.
    pub(super) fn open_prompt(
        &mut self,
        gift: &Gift,
        transfer: &Transfer,
        (preview, beyond): (Preview, bool),
        until: Now,
    ) {
        let Some(output) = self.desk.places().first().map(|place| place.id) else {
            return;
        };
        self.crossing.asking = Some(Asking {
            act: gift.act,
            output,
            from: gift.from,
            to: gift.to,
            channel: gift.channel,
            class: transfer.class,
            mime: transfer.mime.clone(),
            size: transfer.size,
            beyond,
            washed: gift.washed,
            preview,
            until,
            answer: Answering::of(gift.from),
        });
        self.take_all_input();
    }

    /// Closes it; keys and pointer go back.
    pub(super) fn close_prompt(&mut self) {
        if self.crossing.asking.take().is_some() {
            self.work.rearrange();
        }
    }

    /// An output was drawn: what it shows is seen from now on.
    pub(crate) fn prompt_drawn(&mut self, output: OutputId, now: Now) {
        let under = self.choice_under_pointer();
        if let Some(asking) = &mut self.crossing.asking
            && asking.output == output
        {
            asking.answer.shown(under, now);
        }
    }

    /// Arms it when it is time and no key is down.
    pub(super) fn arm_prompt(&mut self, now: Now) {
        let keys_up = self.input.keys.none_down();
        if let Some(asking) = &mut self.crossing.asking
            && asking.answer.arm(keys_up, now)
        {
            self.work.rearrange();
        }
    }

    /// A key was pressed while it is open.
    pub(crate) fn prompt_key(&mut self, syms: &[u32], now: Now) {
        let sym = syms.first().copied().unwrap_or_default();
        let said = self
            .crossing
            .asking
            .as_mut()
            .map(|asking| asking.answer.key(sym));
        self.prompt_said(said, now);
    }

    /// The pointer moved while it is open.
    pub(crate) fn prompt_pointed(&mut self, now: Now) {
        let under = self.choice_under_pointer();
        let said = self
            .crossing
            .asking
            .as_mut()
            .map(|asking| asking.answer.point(under));
        self.prompt_said(said, now);
    }

    /// The left button went down or up while it is open.
    pub(crate) fn prompt_button(&mut self, pressed: bool, now: Now) {
        let said = self.crossing.asking.as_mut().map(|asking| {
            if pressed {
                asking.answer.press();
                return Said::Nothing;
            }
            asking.answer.release()
        });
        self.prompt_said(said, now);
    }

    /// What of the prompt lies under the pointer.
    fn choice_under_pointer(&self) -> Option<Choice> {
        let output = self.crossing.asking.as_ref()?.output;
        let screen = self.outputs.get(output)?;
        let at = self.input.pointer? - screen.position.to_f64();
        let at = at.to_physical(screen.scale.factor()).to_i32_floor();
        self.pictures.prompt_choice(output, at)
    }

    fn prompt_said(&mut self, said: Option<Said>, now: Now) {
        match said {
            Some(Said::Changed) => self.work.rearrange(),
            Some(Said::Answer(choice)) => self.answer_prompt(choice, now),
            Some(Said::Nothing) | None => {}
        }
    }

    fn answer_prompt(&mut self, choice: Choice, now: Now) {
        let Some(act) = self.crossing.asking.as_ref().map(|asking| asking.act) else {
            return;
        };
        self.close_prompt();
        match choice {
            Choice::Allow => self.agreed(act, now),
            Choice::Deny => self.refused(act, By::User, false, now),
            Choice::DenyAll => self.refused(act, By::User, true, now),
        }
    }

    /// Something else than an answer ends it: as a no.
    pub(crate) fn dismiss_prompt(&mut self, now: Now) {
        if let Some(act) = self.crossing.asking.as_ref().map(|asking| asking.act) {
            self.close_prompt();
            self.refused(act, By::Core, false, now);
        }
    }

    /// What a drag over another cage's window says on an output.
    pub(crate) fn badge_model(&self, screen: &Screen) -> Option<BadgeModel> {
        let (to, answer) = self.drag_badge()?;
        let scale = screen.scale;
        Some(BadgeModel { answer, to, scale })
    }

    /// The output that shows it is gone: nobody can answer what nobody sees.
    pub(super) fn dismiss_unseen_prompt(&mut self, now: Now) {
        let output = self.crossing.asking.as_ref().map(|asking| asking.output);
        if output.is_some_and(|output| self.outputs.get(output).is_none()) {
            self.dismiss_prompt(now);
        }
    }

    /// What an output's prompt shows, if it has one.
    pub(crate) fn prompt_model(&self, screen: &Screen, now: Now) -> Option<PromptModel> {
        let asking = self.crossing.asking.as_ref();
        let asking = asking.filter(|asking| asking.output == screen.id)?;
        let size = screen.pixels();
        let answer = &asking.answer;
        Some(PromptModel {
            room: (size.w, size.h),
            scale: screen.scale,
            from: asking.from,
            to: asking.to,
            channel: asking.channel,
            class: asking.class,
            mime: asking.mime.clone(),
            size: asking.size,
            beyond: asking.beyond,
            cleaned: cleaning_of(asking.washed),
            preview: asking.preview.clone(),
            selected: answer.selected,
            hovered: answer.hovered,
            armed: answer.armed,
            seconds: seconds(now, asking.until),
        })
    }
}

/// Whole seconds until then, begun ones counted.
pub(crate) fn seconds(now: Now, until: Now) -> u32 {
    let left = now.until(until).as_millis().div_ceil(1000);
    u32::try_from(left).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    fn seen() -> Answering {
        let cage = lisere_policy::Policy::preset("home").unwrap().cages()[0].id();
        let mut answering = Answering::of(Side::Cage(cage));
        answering.shown(None, at(1000));
        answering
    }

    #[test]
    fn it_is_armed_after_half_a_second_without_a_key() {
        let mut answering = seen();
        assert!(!answering.arm(true, at(1499)));
        assert!(!answering.arm(false, at(1500)), "a key is held");
        assert_eq!(answering.key(key::RETURN), Said::Nothing);
        assert!(answering.arm(true, at(1600)));
        assert_eq!(answering.key(key::RETURN), Said::Answer(Choice::Deny));
    }

    #[test]
    fn no_may_be_said_early_but_not_before_it_is_seen() {
        assert_eq!(Answering::default().key(key::ESCAPE), Said::Nothing);
        assert_eq!(seen().key(key::ESCAPE), Said::Answer(Choice::Deny));
    }

    #[test]
    fn a_pointer_that_was_there_before_must_leave_first() {
        let mut answering = Answering::default();
        answering.shown(Some(Choice::Allow), at(1000));
        assert!(answering.arm(true, at(2000)));
        let click = |answering: &mut Answering| {
            answering.press();
            answering.release()
        };
        answering.point(Some(Choice::Allow));
        assert_eq!(click(&mut answering), Said::Nothing);
        answering.point(None);
        answering.point(Some(Choice::Allow));
        assert_eq!(click(&mut answering), Said::Answer(Choice::Allow));
    }

    #[test]
    fn a_press_before_it_is_armed_is_no_answer() {
        let mut answering = seen();
        answering.point(Some(Choice::Allow));
        answering.press();
        assert!(answering.arm(true, at(1500)));
        assert_eq!(answering.release(), Said::Nothing);
        answering.press();
        answering.point(Some(Choice::DenyAll));
        assert_eq!(answering.release(), Said::Nothing, "let go elsewhere");
    }

    #[test]
    fn keys_go_round() {
        let mut answering = seen();
        answering.arm(true, at(1500));
        let mut chosen = Vec::new();
        for sym in [
            key::TAB,
            key::RIGHT,
            key::DOWN,
            key::LEFT,
            key::UP,
            key::BACK_TAB,
        ] {
            answering.key(sym);
            chosen.push(answering.selected);
        }
        use Choice::{Allow, Deny, DenyAll};
        assert_eq!(chosen, [Allow, DenyAll, Deny, DenyAll, Allow, Deny]);
    }
}
