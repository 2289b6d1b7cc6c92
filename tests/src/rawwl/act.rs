//! What a raw client and the user do together before anything goes wrong.

use super::{Obj, Raw, Win};
use crate::args;
use crate::fixture::Fixture;
use crate::pens::pen;

impl Fixture {
    /// A client in a cage that can say anything, and has said nothing yet.
    pub fn bare(&mut self, cage: &str) -> Raw {
        let raw = Raw::new(self.connect(cage), self.cage(cage));
        self.raws.push(raw.clone());
        raw
    }

    /// A client in a cage that can say anything, and has read the registry.
    pub fn raw(&mut self, cage: &str) -> Raw {
        let raw = self.bare(cage);
        raw.greet();
        self.settle();
        raw
    }

    /// A raw client's connection breaks off.
    pub fn cut(&mut self, raw: &Raw) {
        raw.hang_up();
        self.raws.retain(|other| !other.same(raw));
        self.settle();
    }

    /// Every raw client that was made and not cut.
    #[must_use]
    pub fn raws(&self) -> &[Raw] {
        &self.raws
    }
}

/// Puts the newest window away from the innocent one and the pointer on its content;
/// says which pointer that is of the client, and with what serial it came in.
///
/// # Panics
/// When the pointer does not come in.
pub fn hover(fixture: &mut Fixture, raw: &Raw) -> (Obj, u32) {
    let pointer = raw.pointer();
    fixture.settle();
    let newest = fixture.newest().expect("a window");
    fixture.core.desk.move_to(newest, (340, 80).into());
    fixture.advance(600);
    fixture.move_to(345.0, 85.0);
    fixture.frame();
    let entered = raw.last(pointer, "enter").expect("the pointer comes in");
    (pointer, entered.word(0))
}

/// Puts the newest window away from the innocent one and holds a pen over its content;
/// says which tool that is of the client, and with what serial it came in.
///
/// # Panics
/// When the client hears of no tool.
pub fn hover_pen(fixture: &mut Fixture, raw: &Raw) -> (Obj, u32) {
    let manager = raw.bound("zwp_tablet_manager_v2");
    if raw.objects("zwp_tablet_seat_v2").is_empty() {
        raw.make(manager, "get_tablet_seat", args![raw.bound("wl_seat")]);
    }
    fixture.settle();
    let newest = fixture.newest().expect("a window");
    fixture.core.desk.move_to(newest, (340, 80).into());
    fixture.frame();
    fixture.pen_away(&pen(1, 5));
    fixture.hover_pen(&pen(1, 5), (345.0, 85.0));
    let heard = raw.heard();
    let came = heard.iter().rfind(|event| event.name == "proximity_in");
    let came = came.expect("the tool comes in");
    (came.object, came.word(0))
}

/// Clicks on the newest window and says with what serial it was told of the press.
///
/// # Panics
/// When it was told of none.
pub fn click(fixture: &mut Fixture, raw: &Raw) -> u32 {
    let (pointer, _) = hover(fixture, raw);
    fixture.click();
    fixture.frame();
    let heard = raw.heard();
    let press = heard
        .iter()
        .find(|event| event.object == pointer && event.name == "button" && event.word(3) == 1);
    press.expect("a press").word(0)
}

/// A toplevel of zeros that has appeared.
pub fn raw_window(fixture: &mut Fixture, raw: &Raw, w: i32, h: i32) -> Win {
    let win = raw.toplevel();
    raw.commit(win.surface);
    fixture.settle();
    raw.ack(win.xdg);
    raw.show(win.surface, raw.buffer(w, h));
    fixture.frame();
    win
}

/// A popup of zeros that has appeared.
pub fn raw_popup(fixture: &mut Fixture, raw: &Raw, parent: Obj, w: i32, h: i32) -> Win {
    let win = raw.popup(parent, w, h);
    raw.commit(win.surface);
    fixture.settle();
    raw.ack(win.xdg);
    raw.show(win.surface, raw.buffer(w, h));
    fixture.frame();
    win
}
