//! A picture of a window becomes the clipboard of the window's own cage: what the cage has drawn
//! comes back to it, and nothing crosses.

use std::rc::Rc;

use lisere_policy::TypeClass;
use lisere_shell::{Giving, Message};
use smithay::utils::Rectangle;

use super::acts::{Goal, Wish};
use super::take::Raw;
use super::{Side, Wiped};
use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::picture_file::png_of;
use crate::render::{Drawn, Subject};
use crate::state::Compositor;

const PNG: &str = "image/png";

impl Compositor {
    /// Takes a picture of what a window shows on its output, without frame, popups and whatever
    /// lies over it. Says whether there was anything to take one of.
    pub(crate) fn copy_picture(&mut self, window: Option<WindowId>, now: Now) -> bool {
        let cage = window.and_then(|id| self.windows.get(id)).map(|it| it.cage);
        let png = window.and_then(|id| self.picture_of(id));
        let Some((cage, png)) = cage.zip(png) else {
            self.say_of_crossing(Message::Giving(Giving::NoPicture), now);
            return false;
        };
        let goal = Goal {
            to: cage,
            focused: false,
            wish: Wish::Paste,
        };
        let side = Side::Cage(cage);
        let act = self.begin_read(side, (TypeClass::Image, PNG), Some(goal), now);
        if let Some(source) = &mut self.crossing.source {
            source.raw = Some(Raw::Bytes(Rc::new(Wiped::new(png))));
        }
        self.crossing.acts.ended(act, now);
        self.work.rearrange();
        true
    }

    /// The picture's file; none where nothing of the window is on any output, or its level is
    /// locked.
    fn picture_of(&mut self, window: WindowId) -> Option<Vec<u8>> {
        let (output, drawn) = self.drawn_of(window)?;
        let picture = self.backend.capture(output, &Subject::Drawn(drawn));
        let file = picture.map(|picture| png_of(&picture));
        match file {
            Ok(Ok(png)) => Some(png),
            Ok(Err(error)) => {
                tracing::warn!(%error, "no picture of a window");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "no picture of a window");
                None
            }
        }
    }

    /// The part of a window that lies on its output.
    fn drawn_of(&self, id: WindowId) -> Option<(OutputId, Drawn)> {
        let window = self.windows.get(id).filter(|window| window.mapped)?;
        let entry = self.desk.entry(id)?;
        let screen = self.outputs.get(entry.output)?;
        let content = screen.to_physical(entry.content);
        let seen = content.intersection(Rectangle::from_size(screen.pixels()))?;
        if self.lock.covers(window.cage) || seen.is_empty() {
            return None;
        }
        let geometry = window.geometry.loc.to_f64();
        let geometry = geometry.to_physical(screen.scale.factor()).to_i32_round();
        let origin = content.loc - geometry - seen.loc;
        let surface = window.toplevel.wl_surface().clone();
        let drawn = Drawn {
            cage: window.cage,
            surface,
            origin,
            size: seen.size,
        };
        Some((entry.output, drawn))
    }
}
