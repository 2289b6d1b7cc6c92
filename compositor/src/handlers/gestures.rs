//! zwp_pointer_gestures_v1 and its objects: what fingers do together on a touchpad.

use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::zwp_pointer_gesture_hold_v1::{
    self as hold, ZwpPointerGestureHoldV1,
};
use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::zwp_pointer_gesture_pinch_v1::{
    self as pinch, ZwpPointerGesturePinchV1,
};
use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::zwp_pointer_gesture_swipe_v1::{
    self as swipe, ZwpPointerGestureSwipeV1,
};
use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::zwp_pointer_gestures_v1::{
    self as manager, ZwpPointerGesturesV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};

use crate::seat::Owner;
use crate::state::Compositor;

impl GlobalDispatch<ZwpPointerGesturesV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpPointerGesturesV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpPointerGesturesV1, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpPointerGesturesV1,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        // Which wl_pointer they are asked for makes no difference: a client has one pointer.
        match request {
            manager::Request::GetSwipeGesture { id, .. } => {
                let swipe = init.init(id, *owner);
                state
                    .seats
                    .bound(*owner, client, |client| client.swipes.add(swipe));
            }
            manager::Request::GetPinchGesture { id, .. } => {
                let pinch = init.init(id, *owner);
                state
                    .seats
                    .bound(*owner, client, |client| client.pinches.add(pinch));
            }
            manager::Request::GetHoldGesture { id, .. } => {
                let hold = init.init(id, *owner);
                state
                    .seats
                    .bound(*owner, client, |client| client.holds.add(hold));
            }
            _ => {}
        }
    }
}

impl Dispatch<ZwpPointerGestureSwipeV1, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpPointerGestureSwipeV1,
        _: swipe::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(
        state: &mut Self,
        client: ClientId,
        gone: &ZwpPointerGestureSwipeV1,
        owner: &Owner,
    ) {
        state
            .seats
            .unbound(*owner, &client, |client| client.swipes.remove(gone));
    }
}

impl Dispatch<ZwpPointerGesturePinchV1, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpPointerGesturePinchV1,
        _: pinch::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(
        state: &mut Self,
        client: ClientId,
        gone: &ZwpPointerGesturePinchV1,
        owner: &Owner,
    ) {
        state
            .seats
            .unbound(*owner, &client, |client| client.pinches.remove(gone));
    }
}

impl Dispatch<ZwpPointerGestureHoldV1, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpPointerGestureHoldV1,
        _: hold::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(
        state: &mut Self,
        client: ClientId,
        gone: &ZwpPointerGestureHoldV1,
        owner: &Owner,
    ) {
        state
            .seats
            .unbound(*owner, &client, |client| client.holds.remove(gone));
    }
}
