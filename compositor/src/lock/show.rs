//! What the locked screen shows.

use lisere_shell::LockFault;

use super::asker::Asker;
use super::entry::Words;
use crate::clock::Now;
use crate::crossing::ask::seconds;
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::{LockField, LockLine, LockModel};

impl Compositor {
    /// An output's locked screen, if the session is locked.
    pub(crate) fn lock_model(&self, screen: &Screen, now: Now) -> Option<LockModel> {
        self.lock.locked.as_ref()?;
        self.field_model(screen, now)
    }

    /// The sheet that unlocks levels, while it is open.
    pub(crate) fn sheet_model(&self, screen: &Screen, now: Now) -> Option<LockModel> {
        let above = self.covered_above()?;
        let model = self.field_model(screen, now)?;
        Some(LockModel {
            time: String::new(),
            person: String::new(),
            above: Some(above),
            ..model
        })
    }

    fn field_model(&self, screen: &Screen, now: Now) -> Option<LockModel> {
        let entry = self.lock.entry()?;
        let (size, time) = (screen.pixels(), self.clock.time_of_day());
        let asked = entry.asked();
        let field = match entry.shown() {
            Some(text) => LockField::Shown(text),
            None if entry.judging() || self.lock.able.is_err() => LockField::Closed,
            None => LockField::Hidden(entry.characters()),
        };
        let person = self.lock.able.as_ref().ok();
        let person = person.map(|person| match person.called.as_str() {
            "" => person.name.clone(),
            called => called.to_owned(),
        });
        Some(LockModel {
            room: (size.w, size.h),
            scale: screen.scale,
            time: format!("{:02}:{:02}", time.hour, time.minute),
            date: self.clock.date(),
            person: person.unwrap_or_default(),
            above: None,
            asked: asked.map(|asked| asked.text.clone()).unwrap_or_default(),
            field,
            line: self.lock_line(now),
            layout: self.own_layout(),
            caps: self.input.keys.leds().caps,
        })
    }

    fn lock_line(&self, now: Now) -> LockLine {
        let Some(entry) = self.lock.entry() else {
            return LockLine::Nothing;
        };
        if let Err(why) = &self.lock.able {
            return LockLine::Unable(why.fault);
        }
        if entry.judging() {
            return LockLine::Checking;
        }
        let wait = entry.wait(now).map(|wait| now.after(wait));
        let left = wait.map_or(0, |until| seconds(now, until));
        let failing = self.lock.asker.as_ref().is_some_and(Asker::failing);
        match entry.words() {
            Words::Nothing if entry.asked().is_none() && failing => LockLine::Starting,
            Words::Nothing => LockLine::Nothing,
            Words::Wrong => LockLine::Wrong(left),
            Words::Closed => LockLine::Closed,
            Words::Broken(code) => LockLine::Unable(LockFault::Pam(*code)),
            Words::Said(text) => LockLine::Said(text.clone()),
        }
    }

    /// The short name of the layout that is active for the core itself.
    pub(crate) fn own_layout(&self) -> String {
        self.seats.layout_of(self.input.keys.group())
    }
}
