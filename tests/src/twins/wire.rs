//! The wire format, read by the tables of the protocols: which object a message is to, and what it says.

use std::collections::HashMap;
use std::fmt::Write;

use lisere_protocols::label::client as label;
use wayland_client::Proxy;
use wayland_client::backend::protocol::{ArgumentType, Interface, MessageDesc};
use wayland_client::protocol as core;
use wayland_protocols::ext::data_control::v1::client as ext_control;
use wayland_protocols::wp::cursor_shape::v1::client as shape;
use wayland_protocols::wp::fractional_scale::v1::client as fractional;
use wayland_protocols::wp::pointer_gestures::zv1::client as gestures;
use wayland_protocols::wp::presentation_time::client as presentation;
use wayland_protocols::wp::primary_selection::zv1::client as primary;
use wayland_protocols::wp::single_pixel_buffer::v1::client as pixel;
use wayland_protocols::wp::tablet::zv2::client as tablet;
use wayland_protocols::wp::viewporter::client as viewport;
use wayland_protocols::xdg::decoration::zv1::client as decoration;
use wayland_protocols::xdg::shell::client as shell;
use wayland_protocols::xdg::xdg_output::zv1::client as output;
use wayland_protocols_misc::server_decoration::client as kde;
use wayland_protocols_wlr::data_control::v1::client as wlr_control;

/// Bytes of a message's header: the object, then length and opcode.
const HEADER: usize = 8;

/// Whoever sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    Client,
    Core,
}

/// What a global is bound as.
fn bindable(name: &str) -> Option<&'static Interface> {
    let all = [
        core::wl_compositor::WlCompositor::interface(),
        core::wl_subcompositor::WlSubcompositor::interface(),
        core::wl_shm::WlShm::interface(),
        core::wl_seat::WlSeat::interface(),
        core::wl_data_device_manager::WlDataDeviceManager::interface(),
        core::wl_output::WlOutput::interface(),
        primary::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1::interface(),
        ext_control::ext_data_control_manager_v1::ExtDataControlManagerV1::interface(),
        wlr_control::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1::interface(),
        shape::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1::interface(),
        output::zxdg_output_manager_v1::ZxdgOutputManagerV1::interface(),
        shell::xdg_wm_base::XdgWmBase::interface(),
        decoration::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1::interface(),
        kde::org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager::interface(),
        viewport::wp_viewporter::WpViewporter::interface(),
        fractional::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1::interface(),
        pixel::wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1::interface(),
        presentation::wp_presentation::WpPresentation::interface(),
        gestures::zwp_pointer_gestures_v1::ZwpPointerGesturesV1::interface(),
        tablet::zwp_tablet_manager_v2::ZwpTabletManagerV2::interface(),
        label::lisere_label_manager_v1::LisereLabelManagerV1::interface(),
    ];
    all.into_iter().find(|interface| interface.name == name)
}

/// Which interface each object of a connection has.
pub(super) struct Objects(HashMap<u32, &'static Interface>);

/// A message as the tables describe it.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) interface: &'static str,
    pub(super) message: &'static str,
    signature: &'static [ArgumentType],
}

impl Known {
    /// How many file descriptors come with it.
    pub(super) fn fds(&self) -> usize {
        let fd = |kind: &&ArgumentType| matches!(kind, ArgumentType::Fd);
        self.signature.iter().filter(fd).count()
    }

    /// Its arguments for people to read.
    pub(super) fn arguments(&self, message: &[u8]) -> String {
        let mut text = String::new();
        let mut rest = &message[HEADER..];
        for kind in self.signature {
            let comma = if text.is_empty() { "" } else { ", " };
            let shown = match kind {
                ArgumentType::Fd => "fd".to_owned(),
                ArgumentType::Int => (take(&mut rest) as i32).to_string(),
                ArgumentType::Fixed => (f64::from(take(&mut rest) as i32) / 256.0).to_string(),
                ArgumentType::Str(_) => {
                    let bytes = take_bytes(&mut rest);
                    format!("{:?}", String::from_utf8_lossy(without_end(bytes)))
                }
                ArgumentType::Array => format!("{:?}", take_bytes(&mut rest)),
                _ => take(&mut rest).to_string(),
            };
            let _ = write!(text, "{comma}{shown}");
        }
        text
    }
}

impl Objects {
    pub(super) fn new() -> Objects {
        let display = core::wl_display::WlDisplay::interface();
        Objects(HashMap::from([(1, display)]))
    }

    /// Takes a message in, and the objects that it makes.
    ///
    /// # Panics
    /// When the tables do not know it: both sides of a test are honest on the wire.
    pub(super) fn learn(&mut self, sender: Sender, message: &[u8]) -> Known {
        let (object, opcode) = header(message);
        let interface = self.0.get(&object);
        let interface = *interface.unwrap_or_else(|| panic!("{sender:?}: no object {object}"));
        let table = match sender {
            Sender::Client => interface.requests,
            Sender::Core => interface.events,
        };
        let described = &table[usize::from(opcode)];
        self.note_new(described, &message[HEADER..]);
        Known {
            interface: interface.name,
            message: described.name,
            signature: described.signature,
        }
    }

    fn note_new(&mut self, described: &MessageDesc, mut rest: &[u8]) {
        let mut named = None;
        for kind in described.signature {
            match kind {
                ArgumentType::Fd => {}
                ArgumentType::Str(_) => {
                    let text = without_end(take_bytes(&mut rest));
                    named = bindable(&String::from_utf8_lossy(text));
                }
                ArgumentType::Array => {
                    take_bytes(&mut rest);
                }
                ArgumentType::NewId => {
                    let id = take(&mut rest);
                    let made = described.child_interface.or(named);
                    self.0.insert(id, made.expect("an interface of the tables"));
                }
                _ => {
                    take(&mut rest);
                }
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes[at..at + 4].try_into().expect("four bytes");
    u32::from_ne_bytes(four)
}

fn header(message: &[u8]) -> (u32, u16) {
    (word(message, 0), (word(message, 4) & 0xffff) as u16)
}

fn take(rest: &mut &[u8]) -> u32 {
    let value = word(rest, 0);
    *rest = &rest[4..];
    value
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let length = take(rest) as usize;
    let (bytes, after) = rest.split_at(length);
    *rest = &after[length.next_multiple_of(4) - length..];
    bytes
}

/// A string without the zero that ends it on the wire.
fn without_end(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(&[0]).unwrap_or(bytes)
}

/// Takes the first whole message off a stream.
pub(super) fn split(stream: &mut Vec<u8>) -> Option<Vec<u8>> {
    if stream.len() < HEADER {
        return None;
    }
    let length = (word(stream, 4) >> 16) as usize;
    (length >= HEADER && stream.len() >= length).then(|| stream.drain(..length).collect())
}
