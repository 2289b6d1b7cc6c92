//! How to come by a live object of each interface, and by arguments that are right.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use lisere_tests::contexts::{MANAGER, listening};
use lisere_tests::foreign::{V1, V2};
use lisere_tests::rawwl::{Arg, Obj, Raw, Win, click, file_of, hover_pen, memory, raw_window};
use lisere_tests::{Fixture, args, pen};
use rustix::pipe::pipe;
use wayland_client::backend::protocol::{ArgumentType, Interface};

/// A toplevel that shows something, without a frame being waited for.
fn window(fixture: &mut Fixture, raw: &Raw) -> Win {
    let win = raw.toplevel();
    raw.commit(win.surface);
    fixture.settle();
    raw.ack(win.xdg);
    raw.show(win.surface, raw.buffer(32, 32));
    win
}

fn subsurface(raw: &Raw) -> Obj {
    let (child, parent) = (raw.surface(), raw.surface());
    raw.subsurface(child, parent)
}

/// A popup that grabs nothing and shows something.
fn popup(fixture: &mut Fixture, raw: &Raw) -> Win {
    let parent = window(fixture, raw);
    let popup = raw.popup(parent.xdg, 20, 20);
    raw.commit(popup.surface);
    fixture.settle();
    raw.ack(popup.xdg);
    raw.show(popup.surface, raw.buffer(20, 20));
    popup
}

/// What the client is offered of what it copied itself.
fn offer(fixture: &mut Fixture, raw: &Raw, primary: bool) -> Obj {
    raw_window(fixture, raw, 100, 100);
    raw.make(raw.bound("wl_seat"), "get_keyboard", args![]);
    let serial = click(fixture, raw);
    let (device, source, offer) = if primary {
        let device = primary_device(raw);
        fixture.settle();
        (
            device,
            primary_source(raw),
            "zwp_primary_selection_offer_v1",
        )
    } else {
        let device = raw.data_device();
        fixture.settle();
        (device, raw.data_source(), "wl_data_offer")
    };
    raw.tell(device, "set_selection", args![source, serial]);
    fixture.settle();
    raw.objects(offer).pop().expect("an offer")
}

fn primary_device(raw: &Raw) -> Obj {
    let manager = raw.bound("zwp_primary_selection_device_manager_v1");
    raw.make(manager, "get_device", args![raw.bound("wl_seat")])
}

fn primary_source(raw: &Raw) -> Obj {
    let manager = raw.bound("zwp_primary_selection_device_manager_v1");
    let source = raw.make(manager, "create_source", args![]);
    raw.tell(source, "offer", args!["text/plain"]);
    source
}

fn control(raw: &Raw, protocol: &str, request: &str) -> Obj {
    let manager = raw.bound(&format!("{protocol}_manager_v1"));
    match request {
        "get_data_device" => raw.make(manager, request, args![raw.bound("wl_seat")]),
        _ => raw.make(manager, request, args![]),
    }
}

/// An offer of what the client made its cage's clipboard itself, without any keys.
fn control_offer(fixture: &mut Fixture, raw: &Raw, protocol: &str) -> Obj {
    let device = control(raw, protocol, "get_data_device");
    let source = control(raw, protocol, "create_data_source");
    raw.tell(source, "offer", args!["text/plain"]);
    raw.tell(device, "set_selection", args![source]);
    fixture.settle();
    let offer = format!("{protocol}_offer_v1");
    raw.objects(&offer).pop().expect("an offer")
}

fn gesture(raw: &Raw, request: &str) -> Obj {
    raw.extra("zwp_pointer_gestures_v1", request, raw.pointer())
}

fn on_surface(raw: &Raw, manager: &str, request: &str) -> Obj {
    raw.extra(manager, request, raw.surface())
}

fn on_seat(raw: &Raw, manager: &str, request: &str) -> Obj {
    raw.extra(manager, request, raw.bound("wl_seat"))
}

fn constraint(raw: &Raw, request: &str) -> Obj {
    let manager = raw.bound("zwp_pointer_constraints_v1");
    let (surface, pointer) = (raw.surface(), raw.pointer());
    raw.make(manager, request, args![surface, pointer, 0, 2])
}

/// What a pen over a window brings.
fn tablet(fixture: &mut Fixture, raw: &Raw, name: &str) -> Obj {
    raw_window(fixture, raw, 100, 100);
    hover_pen(fixture, raw);
    fixture.pen_away(&pen(1, 5));
    raw.objects(name).pop().expect("a tablet and its tool")
}

/// The same for what small protocols add to windows, surfaces and the seat.
fn small(fixture: &mut Fixture, raw: &Raw, name: &str) -> Option<Obj> {
    Some(match name {
        "zwp_relative_pointer_v1" => raw.extra(
            "zwp_relative_pointer_manager_v1",
            "get_relative_pointer",
            raw.pointer(),
        ),
        "zwp_locked_pointer_v1" => constraint(raw, "lock_pointer"),
        "zwp_confined_pointer_v1" => constraint(raw, "confine_pointer"),
        "xdg_activation_token_v1" => raw.make(
            raw.bound("xdg_activation_v1"),
            "get_activation_token",
            args![],
        ),
        "zxdg_exported_v1" => V1.export(raw, window(fixture, raw).surface),
        "zxdg_exported_v2" => V2.export(raw, window(fixture, raw).surface),
        "zxdg_imported_v1" => V1.import(raw, "nobody"),
        "zxdg_imported_v2" => V2.import(raw, "nobody"),
        "xdg_dialog_v1" => raw.extra("xdg_wm_dialog_v1", "get_xdg_dialog", raw.toplevel().role),
        "zwp_idle_inhibitor_v1" => {
            on_surface(raw, "zwp_idle_inhibit_manager_v1", "create_inhibitor")
        }
        "wp_content_type_v1" => on_surface(
            raw,
            "wp_content_type_manager_v1",
            "get_surface_content_type",
        ),
        "wp_alpha_modifier_surface_v1" => on_surface(raw, "wp_alpha_modifier_v1", "get_surface"),
        "wp_fifo_v1" => on_surface(raw, "wp_fifo_manager_v1", "get_fifo"),
        "wp_commit_timer_v1" => on_surface(raw, "wp_commit_timing_manager_v1", "get_timer"),
        "wp_tearing_control_v1" => {
            on_surface(raw, "wp_tearing_control_manager_v1", "get_tearing_control")
        }
        "zwp_text_input_v3" => on_seat(raw, "zwp_text_input_manager_v3", "get_text_input"),
        "zwp_input_method_v2" => on_seat(raw, "zwp_input_method_manager_v2", "get_input_method"),
        "zwp_input_popup_surface_v2" => {
            let method = on_seat(raw, "zwp_input_method_manager_v2", "get_input_method");
            raw.make(method, "get_input_popup_surface", args![raw.surface()])
        }
        "zwp_input_method_keyboard_grab_v2" => {
            let method = on_seat(raw, "zwp_input_method_manager_v2", "get_input_method");
            raw.make(method, "grab_keyboard", args![])
        }
        "zwp_virtual_keyboard_v1" => {
            on_seat(raw, "zwp_input_method_manager_v2", "get_input_method");
            let manager = "zwp_virtual_keyboard_manager_v1";
            let keyboard = on_seat(raw, manager, "create_virtual_keyboard");
            raw.tell(keyboard, "keymap", args![1, memory(8192), 8192]);
            keyboard
        }
        "wp_security_context_v1" => {
            let args = args![file("listener"), file("socket")];
            raw.make(raw.bound(MANAGER), "create_listener", args)
        }
        "xdg_toplevel_icon_v1" => raw.make(
            raw.bound("xdg_toplevel_icon_manager_v1"),
            "create_icon",
            args![],
        ),
        _ => return None,
    })
}

/// A live object of an interface; none of what only hardware brings.
pub(crate) fn object(fixture: &mut Fixture, raw: &Raw, name: &str) -> Option<Obj> {
    let seat = |request| raw.make(raw.bound("wl_seat"), request, args![]);
    let made = match name {
        "wl_display" => raw.display(),
        "wl_registry" => raw.registry(),
        "wl_surface" => raw.surface(),
        "wl_region" => raw.region(),
        "wl_subsurface" => subsurface(raw),
        "wl_shm_pool" => raw.pool(memory(8192), 4096),
        "wl_buffer" => raw.buffer(16, 16),
        "wl_pointer" => seat("get_pointer"),
        "wl_keyboard" => seat("get_keyboard"),
        "wl_touch" => seat("get_touch"),
        "wl_data_device" => raw.data_device(),
        "wl_data_source" => raw.data_source(),
        "wl_data_offer" => offer(fixture, raw, false),
        "zwp_primary_selection_device_v1" => primary_device(raw),
        "zwp_primary_selection_source_v1" => primary_source(raw),
        "zwp_primary_selection_offer_v1" => offer(fixture, raw, true),
        "ext_data_control_device_v1" => control(raw, "ext_data_control", "get_data_device"),
        "ext_data_control_source_v1" => control(raw, "ext_data_control", "create_data_source"),
        "ext_data_control_offer_v1" => control_offer(fixture, raw, "ext_data_control"),
        "zwlr_data_control_device_v1" => control(raw, "zwlr_data_control", "get_data_device"),
        "zwlr_data_control_source_v1" => control(raw, "zwlr_data_control", "create_data_source"),
        "zwlr_data_control_offer_v1" => control_offer(fixture, raw, "zwlr_data_control"),
        "wp_cursor_shape_device_v1" => {
            raw.extra("wp_cursor_shape_manager_v1", "get_pointer", raw.pointer())
        }
        "zxdg_output_v1" => raw.extra(
            "zxdg_output_manager_v1",
            "get_xdg_output",
            raw.bound("wl_output"),
        ),
        "xdg_positioner" => raw.positioner(10, 10),
        "xdg_surface" => window(fixture, raw).xdg,
        "xdg_toplevel" => window(fixture, raw).role,
        "xdg_popup" => popup(fixture, raw).role,
        "zxdg_toplevel_decoration_v1" => {
            let manager = "zxdg_decoration_manager_v1";
            raw.extra(manager, "get_toplevel_decoration", raw.toplevel().role)
        }
        "org_kde_kwin_server_decoration" => raw.extra(
            "org_kde_kwin_server_decoration_manager",
            "create",
            raw.surface(),
        ),
        "wp_viewport" => raw.extra("wp_viewporter", "get_viewport", raw.surface()),
        "wp_fractional_scale_v1" => {
            let manager = "wp_fractional_scale_manager_v1";
            raw.extra(manager, "get_fractional_scale", raw.surface())
        }
        "zwp_pointer_gesture_swipe_v1" => gesture(raw, "get_swipe_gesture"),
        "zwp_pointer_gesture_pinch_v1" => gesture(raw, "get_pinch_gesture"),
        "zwp_pointer_gesture_hold_v1" if raw.bound("zwp_pointer_gestures_v1").version < 3 => {
            return None;
        }
        "zwp_pointer_gesture_hold_v1" => gesture(raw, "get_hold_gesture"),
        "zwp_tablet_seat_v2" => raw.make(
            raw.bound("zwp_tablet_manager_v2"),
            "get_tablet_seat",
            args![raw.bound("wl_seat")],
        ),
        "lisere_label_v1" => raw.make(raw.bound("lisere_label_manager_v1"), "get_label", args![]),
        "zwp_tablet_v2" | "zwp_tablet_tool_v2" => tablet(fixture, raw, name),
        // Nobody is told of any.
        pad if pad.starts_with("zwp_tablet_pad_") => return None,
        other => small(fixture, raw, other).unwrap_or_else(|| raw.bound(other)),
    };
    Some(made)
}

/// A file of a kind that the cases name.
pub(crate) fn file(kind: &str) -> OwnedFd {
    match kind {
        "pipe" => pipe().expect("a pipe").1,
        "listener" => listening().0.into(),
        "socket" => UnixStream::pair().expect("a pair").0.into(),
        "empty" => memory(0),
        path => file_of(path),
    }
}

/// Numbers that are right where just any number is not.
fn numbers(interface: &str, request: &str) -> &'static [i32] {
    match (interface, request) {
        ("wl_shm", "create_pool") => &[4096],
        ("wl_shm_pool", "create_buffer") => &[0, 16, 16, 64, 1],
        ("wl_shm_pool", "resize") => &[8192],
        ("wl_surface", "attach") => &[0, 0],
        ("xdg_surface", "set_window_geometry") => &[0, 0, 30, 30],
        ("wp_viewport", "set_source") => &[0, 0, 256, 256],
        ("xdg_positioner", "set_anchor_rect") => &[0, 0, 5, 5],
        _ => &[1; 8],
    }
}

/// Arguments that are right for a request to an object.
pub(crate) fn arguments(fixture: &mut Fixture, raw: &Raw, object: Obj, opcode: u16) -> Vec<Arg> {
    let desc = &object.interface.requests[usize::from(opcode)];
    if (object.interface.name, desc.name) == ("wl_registry", "bind") {
        let (number, version) = raw.global("wl_shm");
        let new = raw.take_id(lisere_tests::rawwl::interface("wl_shm"), version);
        return args![number, "wl_shm", version, new];
    }
    if let Some(sibling) = sibling(raw, object, desc.name) {
        return args![sibling];
    }
    if (object.interface.name, desc.name) == ("wp_security_context_v1", "commit") {
        raw.tell(object, "set_sandbox_engine", args!["x"]);
    }
    let mut numbers = numbers(object.interface.name, desc.name).iter();
    let mut interfaces = desc.arg_interfaces.iter();
    let mut all = Vec::new();
    for kind in desc.signature {
        all.push(match kind {
            ArgumentType::Int | ArgumentType::Uint | ArgumentType::Fixed => {
                Arg::from(*numbers.next().expect("a number"))
            }
            ArgumentType::Str(_) => "text/plain".into(),
            ArgumentType::Array => Arg::Array(vec![0; 4]),
            ArgumentType::Fd if desc.name == "receive" => file("pipe").into(),
            ArgumentType::Fd if desc.name == "create_listener" => {
                let first = !all.iter().any(|arg| matches!(arg, Arg::File(_)));
                file(if first { "listener" } else { "socket" }).into()
            }
            ArgumentType::Fd => memory(8192).into(),
            ArgumentType::Object(_) => {
                let interface = interfaces.next().expect("an interface");
                argument(fixture, raw, object, interface, desc.name)
            }
            ArgumentType::NewId => Arg::NIL,
        });
    }
    // Its number comes after those of everything that had to be made for it.
    let new = desc
        .signature
        .iter()
        .position(|kind| *kind == ArgumentType::NewId);
    if let Some((place, child)) = new.zip(desc.child_interface) {
        all[place] = raw.take_id(child, object.version).into();
    }
    all
}

/// Subsurfaces are stacked against their siblings only.
fn sibling(raw: &Raw, object: Obj, request: &str) -> Option<Obj> {
    let stacks = object.interface.name == "wl_subsurface" && request.starts_with("place_");
    // The recipe made the child and then the parent.
    stacks.then(|| *raw.objects("wl_surface").last().expect("the parent"))
}

fn argument(
    fixture: &mut Fixture,
    raw: &Raw,
    object: Obj,
    interface: &Interface,
    request: &str,
) -> Arg {
    let made = match (request, interface.name) {
        // Only what shows nothing yet may get a decoration.
        ("get_toplevel_decoration", _) => Some(raw.toplevel().role),
        ("export" | "export_toplevel" | "set_parent_of", _) => Some(window(fixture, raw).surface),
        // A program has one input method, and only that types.
        ("create_virtual_keyboard", _) => {
            on_seat(raw, "zwp_input_method_manager_v2", "get_input_method");
            Some(raw.bound("wl_seat"))
        }
        ("get_popup", "xdg_surface") => Some(window(fixture, raw).xdg),
        ("set_parent", _) => Some(window(fixture, raw).role),
        _ => self::object(fixture, raw, interface.name),
    };
    match made {
        Some(made) if made != object => made.into(),
        _ => Arg::NIL,
    }
}
