//! zwp_text_input_manager_v3: text fields say what is typed into, within their cage.

use smithay::reexports::wayland_protocols::wp::text_input::zv3::server::zwp_text_input_manager_v3::{
    self as manager, ZwpTextInputManagerV3,
};
use smithay::reexports::wayland_protocols::wp::text_input::zv3::server::zwp_text_input_v3::{
    self as text, ChangeCause, ContentHint, ContentPurpose, ZwpTextInputV3,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};
use smithay::utils::Rectangle;

use crate::seat::Owner;
use crate::state::Compositor;

impl GlobalDispatch<ZwpTextInputManagerV3, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpTextInputManagerV3>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpTextInputManagerV3, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpTextInputManagerV3,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetTextInput { id, .. } = request {
            let new = init.init(id, *owner);
            state.seats.add_text_input(*owner, client, new);
        }
    }
}

impl Dispatch<ZwpTextInputV3, Owner> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        object: &ZwpTextInputV3,
        request: text::Request,
        owner: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let seats = &mut state.seats;
        match request {
            text::Request::Enable => seats.with_texts(*owner, |texts| texts.turn(object, true)),
            text::Request::Disable => seats.with_texts(*owner, |texts| texts.turn(object, false)),
            text::Request::SetSurroundingText {
                text,
                cursor,
                anchor,
            } => {
                let place = |at: i32| u32::try_from(at).unwrap_or(0);
                let around = (text, place(cursor), place(anchor));
                seats.say_text(*owner, object, |said| said.around = Some(around));
            }
            text::Request::SetTextChangeCause { cause } => {
                let cause = cause.into_result().unwrap_or(ChangeCause::Other);
                seats.say_text(*owner, object, |said| said.cause = cause);
            }
            text::Request::SetContentType { hint, purpose } => {
                let hint = hint.into_result().unwrap_or(ContentHint::None);
                let purpose = purpose.into_result().unwrap_or(ContentPurpose::Normal);
                seats.say_text(*owner, object, |said| said.content = (hint, purpose));
            }
            text::Request::SetCursorRectangle {
                x,
                y,
                width,
                height,
            } => {
                let size = (width.max(0), height.max(0));
                let cursor = Rectangle::new((x, y).into(), size.into());
                seats.say_text(*owner, object, |said| said.cursor = Some(cursor));
            }
            text::Request::Commit => {
                seats.with_texts(*owner, |texts| texts.commit(object));
                state.tell_input_popup();
                state.work.rearrange();
            }
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpTextInputV3, owner: &Owner) {
        state.seats.text_input_gone(*owner, gone);
        state.work.rearrange();
    }
}
