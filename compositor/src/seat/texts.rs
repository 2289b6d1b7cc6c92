//! One cage's text fields: which of them is typed into, and what is known of it.

use std::collections::HashMap;

use smithay::reexports::wayland_protocols::wp::text_input::zv3::server::zwp_text_input_v3::{
    ChangeCause, ContentHint, ContentPurpose, ZwpTextInputV3,
};
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::{ClientId, ObjectId};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Rectangle};

use super::clients::Focus;
use super::method::{Method, Typed};

/// The most text inputs of one client that are listened to: toolkits have one for each seat.
const MOST: usize = 16;

/// What a client says of the text that is typed into.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The text round the cursor, where in its bytes that is, and the other end of what is
    /// selected.
    pub(crate) around: Option<(String, u32, u32)>,
    pub(crate) cause: ChangeCause,
    pub(crate) content: (ContentHint, ContentPurpose),
    /// Where the cursor is, in the surface that has the keys.
    pub(crate) cursor: Option<Rectangle<i32, Logical>>,
}

impl Default for Said {
    fn default() -> Self {
        Said {
            around: None,
            cause: ChangeCause::InputMethod,
            content: (ContentHint::None, ContentPurpose::Normal),
            cursor: None,
        }
    }
}

/// One text input.
#[derive(Debug)]
struct Field {
    object: ZwpTextInputV3,
    client: ClientId,
    /// What counts from the next commit on.
    next: Said,
    /// Whether the next commit turns it on or off.
    turn: Option<bool>,
    said: Said,
    /// How often it was committed.
    commits: u32,
}

/// The text inputs of a cage and its own input method.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    fields: HashMap<ObjectId, Field>,
    /// The surface that has the keys.
    focus: Option<Focus>,
    /// The one that is typed into: of the client that has the keys.
    active: Option<ObjectId>,
    pub(crate) method: Option<Method>,
}

impl Texts {
    /// Takes a new text input, which is told of the keys if its client has them.
    pub(crate) fn add(&mut self, client: &ClientId, object: ZwpTextInputV3) {
        let own = self.fields.values().filter(|field| field.client == *client);
        if own.count() >= MOST {
            return;
        }
        let focus = self.focus.as_ref();
        if let Some(focus) = focus.filter(|focus| focus.client == *client) {
            object.enter(&focus.surface);
        }
        let field = Field {
            client: client.clone(),
            next: Said::default(),
            turn: None,
            said: Said::default(),
            commits: 0,
            object,
        };
        self.fields.insert(field.object.id(), field);
    }

    pub(crate) fn remove(&mut self, gone: &ZwpTextInputV3) {
        let id = gone.id();
        self.fields.remove(&id);
        if self.active.as_ref() == Some(&id) {
            self.rest();
        }
    }

    /// Lets a client say something that counts from its next commit on.
    pub(crate) fn say(&mut self, object: &ZwpTextInputV3, say: impl FnOnce(&mut Said)) {
        if let Some(field) = self.fields.get_mut(&object.id()) {
            say(&mut field.next);
        }
    }

    /// A client turns its text input on or off, from its next commit on. What it said
    /// before is forgotten when it is turned on.
    pub(crate) fn turn(&mut self, object: &ZwpTextInputV3, on: bool) {
        if let Some(field) = self.fields.get_mut(&object.id()) {
            field.turn = Some(on);
            if on {
                field.next = Said::default();
            }
        }
    }

    /// What a client said counts.
    pub(crate) fn commit(&mut self, object: &ZwpTextInputV3) {
        let id = object.id();
        let Some(field) = self.fields.get_mut(&id) else {
            return;
        };
        field.commits = field.commits.wrapping_add(1);
        field.said = field.next.clone();
        field.next.cause = ChangeCause::InputMethod;
        let focused = self.focus.as_ref().map(|focus| &focus.client) == Some(&field.client);
        match field.turn.take() {
            Some(true) if focused => {
                self.active = Some(id);
                self.begin();
            }
            Some(false) if self.active.as_ref() == Some(&id) => self.rest(),
            None if self.active.as_ref() == Some(&id) => self.tell_method(),
            _ => {}
        }
    }

    /// Another surface has the keys, or none.
    pub(crate) fn focus(&mut self, focus: Option<Focus>) {
        if let Some(before) = self.focus.take() {
            self.rest();
            for field in self.fields.values() {
                if field.client == before.client && before.surface.is_alive() {
                    field.object.leave(&before.surface);
                }
            }
        }
        if let Some(focus) = &focus {
            for field in self.fields.values() {
                if field.client == focus.client {
                    field.object.enter(&focus.surface);
                }
            }
        }
        self.focus = focus;
    }

    /// A client is gone.
    pub(crate) fn forget_client(&mut self, client: &ClientId) {
        self.fields.retain(|_, field| field.client != *client);
        if self
            .active
            .as_ref()
            .is_some_and(|id| !self.fields.contains_key(id))
        {
            self.rest();
        }
        self.method.take_if(|method| method.client == *client);
    }

    /// The input method begins with the field that is typed into.
    pub(crate) fn begin(&mut self) {
        if let Some(method) = &mut self.method
            && self.active.is_some()
        {
            method.begin();
        }
        self.tell_method();
    }

    fn tell_method(&mut self) {
        let active = self.active.as_ref().and_then(|id| self.fields.get(id));
        if let (Some(method), Some(field)) = (&mut self.method, active) {
            method.tell(&field.said);
        }
    }

    /// Nothing is typed into any more.
    fn rest(&mut self) {
        if self.active.take().is_some()
            && let Some(method) = &mut self.method
        {
            method.end();
        }
    }

    /// Whether something is typed into.
    pub(crate) fn typing(&self) -> bool {
        self.active.is_some()
    }

    /// Where the cursor is that is typed at, in the surface that has the keys.
    pub(crate) fn cursor(&self) -> Option<(&WlSurface, Rectangle<i32, Logical>)> {
        let field = self.fields.get(self.active.as_ref()?)?;
        let focus = self.focus.as_ref()?;
        Some((&focus.surface, field.said.cursor?))
    }

    /// What the input method made of the keys goes to the field that is typed into.
    pub(crate) fn typed(&mut self, typed: Typed) {
        let active = self.active.as_ref().and_then(|id| self.fields.get(id));
        let Some(field) = active else { return };
        let object = &field.object;
        if let Some((text, begin, end)) = typed.preedit {
            object.preedit_string(Some(text), begin, end);
        }
        if let Some((before, after)) = typed.delete {
            object.delete_surrounding_text(before, after);
        }
        if let Some(text) = typed.commit {
            object.commit_string(Some(text));
        }
        object.done(field.commits);
    }
}
