//! zwp_tablet_manager_v2 and its objects: pens and what they touch. Pads are not offered.

use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_manager_v2::{
    self as manager, ZwpTabletManagerV2,
};
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_seat_v2::{
    self as tablet_seat, ZwpTabletSeatV2,
};
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_tool_v2::{
    self as tool, ZwpTabletToolV2,
};
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_v2::{
    self as tablet, ZwpTabletV2,
};
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::seat::{CursorImage, Owner, add_tablet_seat};
use crate::state::Compositor;

/// Makes a tablet for a seat's client, to be introduced by the seat at once.
pub(crate) fn new_tablet(seat: &ZwpTabletSeatV2) -> Option<ZwpTabletV2> {
    let display = DisplayHandle::from(seat.handle().upgrade()?);
    let client = seat.client()?;
    client
        .create_resource::<_, _, Compositor>(&display, seat.version(), ())
        .ok()
}

/// Makes a tool for a seat's client, to be introduced by the seat at once.
pub(crate) fn new_tool(seat: &ZwpTabletSeatV2) -> Option<ZwpTabletToolV2> {
    let display = DisplayHandle::from(seat.handle().upgrade()?);
    let client = seat.client()?;
    client
        .create_resource::<_, _, Compositor>(&display, seat.version(), ())
        .ok()
}

impl GlobalDispatch<ZwpTabletManagerV2, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpTabletManagerV2>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpTabletManagerV2, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpTabletManagerV2,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetTabletSeat { tablet_seat, .. } = request {
            // Silent until the user holds a tool over this client: which tablets there are
            // is the user's business.
            let seat = init.init(tablet_seat, ());
            state.seats.bound(*owner, client, |client| {
                add_tablet_seat(&mut client.tablet_seats, seat);
            });
        }
    }
}

impl Dispatch<ZwpTabletSeatV2, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpTabletSeatV2,
        _: tablet_seat::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }
}

impl Dispatch<ZwpTabletV2, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpTabletV2,
        _: tablet::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }
}

impl Dispatch<ZwpTabletToolV2, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        tool: &ZwpTabletToolV2,
        request: tool::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let tool::Request::SetCursor {
            serial,
            surface,
            hotspot_x,
            hotspot_y,
        } = request
        else {
            return;
        };
        let image = match surface {
            None => CursorImage::Hidden,
            Some(surface) => CursorImage::Surface {
                surface,
                hotspot: (hotspot_x, hotspot_y).into(),
            },
        };
        state.work.changes.pointer = true;
        if !state.seats.set_tool_cursor(client, tool, serial, image) {
            tool.post_error(tool::Error::Role, "the surface has another role");
        }
    }
}
