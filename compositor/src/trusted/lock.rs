//! The locked screen's card, kept as long as it is shown.

use std::rc::Rc;

use lisere_shell::{Date, Field, LockFault, LockPicture, LockSpec, Scale};
use smithay::utils::{Physical, Point};
use zeroize::Zeroizing;

use super::{Pictures, Sheet};
use crate::desk::OutputId;

/// What stands in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockField {
    /// So many characters.
    Hidden(usize),
    /// Characters that may be read.
    Shown(Zeroizing<String>),
    /// Nothing can be typed.
    Closed,
}

/// What is said under the field. See [`lisere_shell::LockLine`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockLine {
    /// Nothing.
    Nothing,
    /// Whoever asks is being started.
    Starting,
    /// It is being looked at.
    Checking,
    /// It was wrong; seconds until another one counts.
    Wrong(u32),
    /// The account may not log in.
    Closed,
    /// What the system says, cleaned.
    Said(String),
    /// Nobody can be asked, and why.
    Unable(LockFault),
}

/// What a locked screen depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockModel {
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// Time of day.
    pub time: String,
    /// The day.
    pub date: Date,
    /// Whose session it is, or "".
    pub person: String,
    /// On the sheet that unlocks levels: the level above which they are locked.
    pub above: Option<String>,
    /// What is asked for; "" for a password.
    pub asked: String,
    /// What was typed.
    pub field: LockField,
    /// What is said of it.
    pub line: LockLine,
    /// The keyboard's layout.
    pub layout: String,
    /// Whether Caps Lock is on.
    pub caps: bool,
}

/// The card's picture, and where it goes.
#[derive(Clone, Debug)]
pub struct LockSheet {
    /// The picture.
    pub sheet: Rc<Sheet>,
    /// Its top left corner in the output's physical pixels.
    pub at: Point<i32, Physical>,
}

impl Pictures {
    /// The locked screen's card on an output.
    pub fn lock(&mut self, output: OutputId, model: LockModel) -> LockSheet {
        if let Some((known, sheet)) = self.locks.get(&output)
            && *known == model
        {
            return sheet.clone();
        }
        let picture = self.draw_lock(&model);
        let secret = Some(picture.secret).filter(|secret| !secret.empty());
        let sheet = LockSheet {
            sheet: Sheet::private(picture.picture, secret),
            at: picture.at.into(),
        };
        self.locks.insert(output, (model, sheet.clone()));
        sheet
    }

    /// The card of a locked screen, or of the sheet that unlocks levels.
    pub(super) fn draw_lock(&mut self, model: &LockModel) -> LockPicture {
        self.painter.lock(&LockSpec {
            ui: &self.ui,
            scale: model.scale,
            room: model.room,
            seal: self.seal.as_ref(),
            time: &model.time,
            date: model.date,
            person: &model.person,
            above: model.above.as_deref(),
            asked: &model.asked,
            field: match &model.field {
                LockField::Hidden(count) => Field::Hidden(*count),
                LockField::Shown(text) => Field::Shown(text),
                LockField::Closed => Field::Closed,
            },
            line: line(&model.line),
            layout: &model.layout,
            caps: model.caps,
        })
    }

    /// Drops an output's card, pixels and all.
    pub fn close_lock(&mut self, output: OutputId) {
        self.locks.remove(&output);
    }
}

fn line(line: &LockLine) -> lisere_shell::LockLine<'_> {
    use lisere_shell::LockLine as Drawn;
    match line {
        LockLine::Nothing => Drawn::Nothing,
        LockLine::Starting => Drawn::Starting,
        LockLine::Checking => Drawn::Checking,
        LockLine::Wrong(seconds) => Drawn::Wrong(*seconds),
        LockLine::Closed => Drawn::Closed,
        LockLine::Said(text) => Drawn::Said(text),
        LockLine::Unable(why) => Drawn::Unable(*why),
    }
}
