//! The attention key: from its press on, keys and pointer are with trusted UI, whatever any
//! client holds, until the user sends them somewhere.

use lisere_policy::{Cage, CageId};
use lisere_shell::{Message, Shape};

use super::grabs::Grab;
use super::{InputEvent, Taker};
use crate::clock::Now;
use crate::state::Compositor;

impl Compositor {
    /// The attention key was pressed: once for keys and pointer to come to trusted UI, once
    /// more for the keys to go back.
    pub(crate) fn call_or_dismiss(&mut self) {
        if self.focus.attention() {
            self.dismiss_attention();
        } else {
            self.open_lens();
        }
    }

    /// Everything that clients hold of keys, pointer and fingers is taken from them, and every
    /// grab, drag and menu ends. Nothing here asks or waits for a client.
    fn call_attention(&mut self) {
        self.focus.set_attention(true);
        self.take_all_input();
    }

    /// What clients hold of input is trusted UI's from now on, which has the keys already.
    pub(crate) fn take_all_input(&mut self) {
        // By the protocol who is left has no key and no button down any more. A button's
        // release would be a click, and nothing was clicked.
        self.settle_focus();
        let cages: Vec<CageId> = self.policy.cages().iter().map(Cage::id).collect();
        for cage in cages {
            self.take_input_from(cage);
        }
        self.input.keys.end_sequence();
        self.dismiss_grabs(None);
        self.close_switcher(false);
        self.turn_mode(None);
        self.drop_window();
        self.input.shape = Some(Shape::Default);
        self.work.rearrange();
    }

    /// The seat goes to somebody else: what clients hold is taken from them first, so that
    /// nothing is dropped or clicked by the releases. Then all is as it was.
    pub(crate) fn let_all_go(&mut self, released: Vec<InputEvent>, now: Now) {
        let called = self.focus.attention();
        if !called {
            self.call_attention();
        }
        for event in released {
            self.input(event, now);
        }
        if !called {
            self.dismiss_attention();
        }
    }

    /// A window that follows the pointer stays where it is now, and so does a pen's stroke.
    fn drop_window(&mut self) {
        for taker in self.input.buttons.values_mut() {
            *taker = Taker::Core;
        }
        if let Some(pen) = &mut self.input.pen {
            pen.withhold();
        }
        self.work.configure.extend(self.input.resizing());
        self.input.hovered = None;
        self.input.grab = match self.input.grab {
            Grab::None => Grab::None,
            _ => Grab::Core,
        };
    }

    /// The keys go back to the window that the user chose last, or chooses now.
    pub(crate) fn dismiss_attention(&mut self) {
        if self.focus.attention() {
            self.input.panel = None;
            self.focus.set_attention(false);
            self.work.rearrange();
        }
    }

    /// What the bar says meanwhile: to whom the keys go back.
    pub(crate) fn attention_message(&self) -> Option<Message> {
        if !self.focus.attention() {
            return None;
        }
        let window = self.focus.chosen().and_then(|id| self.windows.get(id));
        let frozen = window.is_some_and(|window| self.connections.frozen(window.cage));
        Some(Message::Attention {
            back: window.map(|window| self.title_of(window.cage)),
            frozen,
        })
    }
}
