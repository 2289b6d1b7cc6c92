//! What the program hears, each as one line that a check looks for.

use std::io::Write;

use wayland_client::protocol::{
    wl_buffer, wl_callback, wl_compositor, wl_keyboard, wl_pointer, wl_registry, wl_seat, wl_shm,
    wl_shm_pool, wl_surface, wl_touch,
};
use wayland_client::{Connection, Dispatch, QueueHandle, WEnum};
use wayland_protocols::wp::presentation_time::client::{wp_presentation, wp_presentation_feedback};
use wayland_protocols::xdg::shell::client::{xdg_surface, xdg_toplevel, xdg_wm_base};

use crate::window::{Client, Frame};

/// One line; when nobody reads any more there is nothing left to do but go on.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Lets a client hear an interface: `|client, object, event, handle|` and what it does then.
macro_rules! hear {
    ($($module:ident::$proxy:ident => |$client:ident, $object:ident, $event:ident, $handle:ident| $body:block)*) => {
        $(impl Dispatch<$module::$proxy, ()> for Client {
            fn event(
                $client: &mut Client,
                $object: &$module::$proxy,
                $event: $module::Event,
                (): &(),
                _: &Connection,
                $handle: &QueueHandle<Client>,
            ) $body
        })*
    };
}

hear! {
    wl_registry::WlRegistry => |_client, _object, _event, _handle| {}
    wl_compositor::WlCompositor => |_client, _object, _event, _handle| {}
    wl_shm::WlShm => |_client, _object, _event, _handle| {}
    wl_shm_pool::WlShmPool => |_client, _object, _event, _handle| {}
    wl_buffer::WlBuffer => |_client, _object, _event, _handle| {}
    wl_surface::WlSurface => |_client, _object, _event, _handle| {}
    wp_presentation::WpPresentation => |_client, _object, _event, _handle| {}
    xdg_wm_base::XdgWmBase => |_client, base, event, _handle| {
        if let xdg_wm_base::Event::Ping { serial } = event {
            base.pong(serial);
        }
    }
    xdg_surface::XdgSurface => |client, surface, event, handle| {
        if let xdg_surface::Event::Configure { serial } = event {
            surface.ack_configure(serial);
            client.configured(handle);
        }
    }
    xdg_toplevel::XdgToplevel => |client, _object, event, _handle| {
        match event {
            xdg_toplevel::Event::Configure { width, height, .. } => {
                say(&format!("configure {width}x{height}"));
                if width > 0 && height > 0 {
                    client.asked = (width, height);
                }
            }
            xdg_toplevel::Event::Close => client.closed = true,
            _ => {}
        }
    }
    wl_callback::WlCallback => |_client, _object, _event, _handle| {}
    wl_seat::WlSeat => |_client, seat, event, handle| {
        if let wl_seat::Event::Capabilities { capabilities: WEnum::Value(has) } = event {
            say(&format!("seat {has:?}"));
            if has.contains(wl_seat::Capability::Keyboard) {
                seat.get_keyboard(handle, ());
            }
            if has.contains(wl_seat::Capability::Pointer) {
                seat.get_pointer(handle, ());
            }
            if has.contains(wl_seat::Capability::Touch) {
                seat.get_touch(handle, ());
            }
        }
    }
    wl_keyboard::WlKeyboard => |_client, _object, event, _handle| { keyboard(&event); }
    wl_pointer::WlPointer => |_client, _object, event, _handle| { pointer(&event); }
    wl_touch::WlTouch => |_client, _object, event, _handle| {
        match event {
            wl_touch::Event::Down { id, x, y, .. } => say(&format!("touch {id} down at {x:.0} {y:.0}")),
            wl_touch::Event::Up { id, .. } => say(&format!("touch {id} up")),
            wl_touch::Event::Cancel => say("touch cancel"),
            _ => {}
        }
    }
    wp_presentation_feedback::WpPresentationFeedback => |_client, _object, event, _handle| {
        feedback(&event);
    }
}

impl Dispatch<wl_callback::WlCallback, Frame> for Client {
    fn event(
        client: &mut Client,
        _: &wl_callback::WlCallback,
        _: wl_callback::Event,
        _: &Frame,
        _: &Connection,
        handle: &QueueHandle<Client>,
    ) {
        client.next(handle);
    }
}

fn keyboard(event: &wl_keyboard::Event) {
    match event {
        wl_keyboard::Event::Enter { keys, .. } => {
            let keys = keys
                .chunks_exact(4)
                .filter_map(|key| Some(u32::from_ne_bytes(key.try_into().ok()?)));
            let keys: Vec<_> = keys.map(|key| key.to_string()).collect();
            say(&format!("keyboard enter [{}]", keys.join(" ")));
        }
        wl_keyboard::Event::Leave { .. } => say("keyboard leave"),
        wl_keyboard::Event::Key { key, state, .. } => {
            say(&format!(
                "key {key} {}",
                word(*state == WEnum::Value(wl_keyboard::KeyState::Pressed))
            ));
        }
        wl_keyboard::Event::Modifiers { mods_depressed, .. } => {
            say(&format!("modifiers {mods_depressed}"));
        }
        _ => {}
    }
}

fn pointer(event: &wl_pointer::Event) {
    match event {
        wl_pointer::Event::Enter {
            surface_x,
            surface_y,
            ..
        } => {
            say(&format!("pointer enter {surface_x:.0} {surface_y:.0}"));
        }
        wl_pointer::Event::Leave { .. } => say("pointer leave"),
        wl_pointer::Event::Motion {
            surface_x,
            surface_y,
            ..
        } => {
            say(&format!("pointer at {surface_x:.0} {surface_y:.0}"));
        }
        wl_pointer::Event::Button { button, state, .. } => {
            say(&format!(
                "button {button} {}",
                word(*state == WEnum::Value(wl_pointer::ButtonState::Pressed))
            ));
        }
        wl_pointer::Event::Axis { axis, value, .. } => {
            let vertical = *axis == WEnum::Value(wl_pointer::Axis::VerticalScroll);
            let way = if vertical { "vertical" } else { "horizontal" };
            say(&format!("axis {way} {value:.0}"));
        }
        _ => {}
    }
}

fn word(pressed: bool) -> &'static str {
    if pressed { "down" } else { "up" }
}

/// When a frame was shown, in nanoseconds; how long until the next can be; the screen's
/// count of frames; and how the compositor knows.
fn feedback(event: &wp_presentation_feedback::Event) {
    use wp_presentation_feedback::Event;
    match event {
        Event::Presented {
            tv_sec_hi,
            tv_sec_lo,
            tv_nsec,
            refresh,
            seq_hi,
            seq_lo,
            flags,
        } => {
            let wide = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
            let time = wide(*tv_sec_hi, *tv_sec_lo) * 1_000_000_000 + u64::from(*tv_nsec);
            let flags = match flags {
                WEnum::Value(flags) => flags.bits(),
                WEnum::Unknown(bits) => *bits,
            };
            say(&format!(
                "presented {time} {refresh} {} {flags}",
                wide(*seq_hi, *seq_lo)
            ));
        }
        Event::Discarded => say("discarded"),
        _ => {}
    }
}
