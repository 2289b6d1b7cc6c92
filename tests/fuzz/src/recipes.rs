//! What honest programs do in several requests: the way to states that chance alone hardly reaches.

use crate::connection::{Connection, Value};
use crate::files;
use crate::input::Choices;
use crate::newer;

/// How many there are.
const RECIPES: usize = 16;

impl Connection {
    /// Sends a request by its names; false where there is no such object. `New` ids are 0
    /// in `values` and replaced by free ones.
    pub(crate) fn ask(&mut self, id: u32, name: &str, values: &[Value]) -> Option<u32> {
        let object = self.objects.get(&id).filter(|object| !object.dead)?;
        let mut requests = object.interface.requests.iter();
        let opcode = requests.position(|request| request.name == name)?;
        let free = self.free_id();
        let values: Vec<Value> = values
            .iter()
            .map(|value| match value {
                Value::Word(NEW) => Value::Word(free),
                value => value.clone(),
            })
            .collect();
        self.send(id, u16::try_from(opcode).ok()?, &values);
        Some(free)
    }

    pub(crate) fn make(&mut self, global: &str, name: &str, values: &[Value]) -> Option<u32> {
        let id = self.some(global, 0)?;
        self.ask(id, name, values)
    }
}

/// Stands for a free id.
pub(crate) const NEW: u32 = 0xfeed_beef;

pub(crate) fn ints<const N: usize>(values: [i32; N]) -> [Value; N] {
    values.map(Value::Int)
}

/// Registry, and every global once, at the versions told or at lower ones.
pub(crate) fn bind_all(connection: &mut Connection, lower: u8) {
    for global in connection.globals.clone() {
        let version = match lower {
            0 => global.version,
            _ => global.version.min(u32::from(lower)),
        };
        let values = [
            Value::Word(global.name),
            Value::text(&global.interface),
            Value::Word(version),
            Value::Word(NEW),
        ];
        let _ = connection.make("wl_registry", "bind", &values);
    }
}

/// Asks for the registry.
pub(crate) fn look(connection: &mut Connection) {
    let _ = connection.ask(1, "get_registry", &[Value::Word(NEW)]);
}

/// Follows one.
pub(crate) fn follow(connection: &mut Connection, choices: &mut Choices<'_>) {
    let _ = match choices.below(RECIPES) {
        0 => toplevel(connection),
        1 => pose(connection, choices),
        2 => dress(connection, choices),
        3 => strip(connection, choices),
        4 => buffer(connection, choices),
        5 => popup(connection, choices),
        6 => subsurface(connection, choices),
        7 => wishes(connection, choices),
        8 => looks(connection, choices),
        9 => data(connection, choices),
        10 => drag(connection, choices),
        11 => answers(connection, choices),
        12 => cursor(connection, choices),
        13 => frame(connection, choices),
        14 => flood(connection, choices),
        _ => undress(connection, choices),
    };
}

fn surface(connection: &mut Connection) -> Option<u32> {
    connection.make("wl_compositor", "create_surface", &[Value::Word(NEW)])
}

fn xdg(connection: &mut Connection) -> Option<(u32, u32)> {
    let surface = surface(connection)?;
    let values = [Value::Word(NEW), Value::Word(surface)];
    let xdg = connection.make("xdg_wm_base", "get_xdg_surface", &values)?;
    Some((surface, xdg))
}

fn toplevel(connection: &mut Connection) -> Option<()> {
    let (surface, xdg) = xdg(connection)?;
    let top = connection.ask(xdg, "get_toplevel", &[Value::Word(NEW)])?;
    connection.ask(top, "set_title", &[Value::text("evil")])?;
    connection.ask(surface, "commit", &[]).map(drop)
}

/// Acknowledges, attaches and commits: the window appears.
fn dress(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let index = choices.below(8);
    let xdg = connection.some("xdg_surface", index)?;
    // Its surface was made right before it.
    let surface = connection.all("wl_surface");
    let surface = surface.into_iter().rfind(|surface| *surface < xdg)?;
    // Nobody may acknowledge the same twice.
    let serial = std::mem::take(&mut connection.objects.get_mut(&xdg)?.serial);
    if serial != 0 {
        connection.ask(xdg, "ack_configure", &[Value::Word(serial)])?;
    }
    let buffer = connection.some("wl_buffer", choices.below(8))?;
    let [x, y] = ints([0, 0]);
    connection.ask(surface, "attach", &[Value::Word(buffer), x, y])?;
    connection.ask(surface, "damage", &ints([0, 0, 500, 500]))?;
    connection.ask(surface, "commit", &[]).map(drop)
}

fn buffer(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let pool = match choices.byte() {
        0..200 => {
            connection.line.attach(files::memory(files::POOL));
            let size = i32::try_from(files::POOL).ok()?;
            let values = [Value::Word(NEW), Value::Int(size)];
            connection.make("wl_shm", "create_pool", &values)?
        }
        _ => connection.some("wl_shm_pool", choices.below(8))?,
    };
    let (width, height) = (8 + choices.below(240) as i32, 8 + choices.below(200) as i32);
    let mut values = vec![Value::Word(NEW)];
    values.extend(ints([0, width, height, width * 4]));
    values.push(Value::Word(u32::from(choices.byte() & 1)));
    connection.ask(pool, "create_buffer", &values)?;
    if choices.byte() < 128 {
        connection.ask(pool, "destroy", &[])?;
    }
    Some(())
}

fn popup(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let parent = connection.some("xdg_surface", choices.below(8))?;
    let positioner = [Value::Word(NEW)];
    let positioner = connection.make("xdg_wm_base", "create_positioner", &positioner)?;
    connection.ask(positioner, "set_size", &ints([60, 40]))?;
    connection.ask(positioner, "set_anchor_rect", &ints([4, 4, 20, 20]))?;
    let bits = Value::Word(u32::from(choices.byte() & 63));
    connection.ask(positioner, "set_constraint_adjustment", &[bits])?;
    let (surface, xdg) = xdg(connection)?;
    let values = [
        Value::Word(NEW),
        Value::Word(parent),
        Value::Word(positioner),
    ];
    let popup = connection.ask(xdg, "get_popup", &values)?;
    if choices.byte() < 128 {
        let seat = connection.some("wl_seat", 0)?;
        let serial = connection.serials.last().copied().unwrap_or(0);
        connection.ask(popup, "grab", &[Value::Word(seat), Value::Word(serial)])?;
    }
    connection.ask(surface, "commit", &[]).map(drop)
}

fn subsurface(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let parent = connection.some("wl_surface", choices.below(16))?;
    let child = match choices.byte() {
        0..200 => surface(connection)?,
        _ => connection.some("wl_surface", choices.below(16))?,
    };
    let values = [Value::Word(NEW), Value::Word(child), Value::Word(parent)];
    let role = connection.make("wl_subcompositor", "get_subsurface", &values)?;
    let at = [choices.int(), choices.int()];
    connection.ask(role, "set_position", &ints(at))?;
    if choices.byte() < 128 {
        connection.ask(role, "set_desync", &[])?;
    }
    let buffer = connection.some("wl_buffer", choices.below(8))?;
    let [x, y] = ints([0, 0]);
    connection.ask(child, "attach", &[Value::Word(buffer), x, y])?;
    connection.ask(child, "commit", &[])?;
    connection.ask(parent, "commit", &[]).map(drop)
}

/// All that the user's hands reach.
pub(crate) fn hands(connection: &mut Connection) {
    let _ = devices(connection);
}

fn devices(connection: &mut Connection) -> Option<()> {
    for hand in ["get_pointer", "get_keyboard", "get_touch"] {
        connection.make("wl_seat", hand, &[Value::Word(NEW)])?;
    }
    let seat = connection.some("wl_seat", 0)?;
    for (manager, name) in [
        ("wl_data_device_manager", "get_data_device"),
        ("zwp_primary_selection_device_manager_v1", "get_device"),
        ("ext_data_control_manager_v1", "get_data_device"),
        ("zwlr_data_control_manager_v1", "get_data_device"),
    ] {
        connection.make(manager, name, &[Value::Word(NEW), Value::Word(seat)]);
    }
    let pointer = Value::Word(connection.some("wl_pointer", 0)?);
    let values = [Value::Word(NEW), pointer];
    connection
        .make("wp_cursor_shape_manager_v1", "get_pointer", &values)
        .map(drop)
}

/// What only a press allows.
fn wishes(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let top = connection.some("xdg_toplevel", choices.below(8))?;
    let seat = Value::Word(connection.some("wl_seat", 0)?);
    let serial = Value::Word(connection.serials.last().copied().unwrap_or(0));
    match choices.below(3) {
        0 => connection.ask(top, "move", &[seat, serial]),
        1 => {
            let edge = Value::Word(u32::from(choices.byte() % 12));
            connection.ask(top, "resize", &[seat, serial, edge])
        }
        _ => {
            let [x, y] = ints([choices.int(), choices.int()]);
            connection.ask(top, "show_window_menu", &[seat, serial, x, y])
        }
    }
    .map(drop)
}

/// Viewport, fractional scale and the like for a surface.
fn looks(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let surface = connection.some("wl_surface", choices.below(16))?;
    let values = [Value::Word(NEW), Value::Word(surface)];
    match choices.below(6) {
        0 => connection.make(
            "wp_fractional_scale_manager_v1",
            "get_fractional_scale",
            &values,
        ),
        1 => {
            let colour = [0, 1 << 31, 0, u32::MAX].map(Value::Word);
            let values = [[Value::Word(NEW)].as_slice(), &colour].concat();
            let manager = "wp_single_pixel_buffer_manager_v1";
            connection.make(manager, "create_u32_rgba_buffer", &values)
        }
        2 => {
            let top = connection.some("xdg_toplevel", choices.below(8))?;
            let values = [Value::Word(NEW), Value::Word(top)];
            let manager = "zxdg_decoration_manager_v1";
            connection.make(manager, "get_toplevel_decoration", &values)
        }
        3 => connection.make("org_kde_kwin_server_decoration_manager", "create", &values),
        4 => newer::follow(connection, choices, surface),
        _ => {
            let view = connection.make("wp_viewporter", "get_viewport", &values)?;
            let side = |choices: &mut Choices<'_>| i32::from(choices.byte() & 63) * 256;
            let source = [side(choices), side(choices), side(choices), side(choices)];
            connection.ask(view, "set_source", &ints(source));
            let size = [choices.int(), choices.int()];
            connection.ask(view, "set_destination", &ints(size))
        }
    }
    .map(drop)
}

fn source(connection: &mut Connection, primary: bool) -> Option<u32> {
    let (manager, make) = match primary {
        true => ("zwp_primary_selection_device_manager_v1", "create_source"),
        false => ("wl_data_device_manager", "create_data_source"),
    };
    let source = connection.make(manager, make, &[Value::Word(NEW)])?;
    connection.ask(source, "offer", &[Value::text("text/evil")])?;
    Some(source)
}

/// Selections set without the keys, sometimes by a source that was used before.
fn minded(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let protocol = choices.of(&["ext_data_control", "zwlr_data_control"])?;
    let of = |part: &str| format!("{protocol}_{part}_v1");
    let source = match choices.byte() {
        0..200 => {
            let made = [Value::Word(NEW)];
            let source = connection.make(&of("manager"), "create_data_source", &made)?;
            connection.ask(source, "offer", &[Value::text("text/evil")])?;
            source
        }
        200..240 => connection.some(&of("source"), choices.below(8))?,
        _ => 0,
    };
    let device = connection.some(&of("device"), 0)?;
    let request = choices.of(&["set_selection", "set_primary_selection"])?;
    connection.ask(device, request, &[Value::Word(source)]);
    if let Some(offer) = connection.some(&of("offer"), choices.below(8)) {
        connection.line.attach(files::any(choices));
        connection.ask(offer, "receive", &[Value::text("text/evil")]);
    }
    Some(())
}

fn data(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let primary = match choices.byte() {
        // Few values, so that what was once found is still found by the same bytes.
        240.. => return minded(connection, choices),
        byte => byte < 80,
    };
    let source = source(connection, primary)?;
    let device = match primary {
        true => "zwp_primary_selection_device_v1",
        false => "wl_data_device",
    };
    let device = connection.some(device, 0)?;
    let serial = connection.serials.last().copied().unwrap_or(0);
    let values = [Value::Word(source), Value::Word(serial)];
    connection.ask(device, "set_selection", &values).map(drop)
}

fn drag(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let source = source(connection, false)?;
    connection.ask(source, "set_actions", &[Value::Word(3)]);
    let device = connection.some("wl_data_device", 0)?;
    let origin = connection.some("wl_surface", choices.below(16))?;
    let icon = match choices.byte() {
        0..100 => surface(connection)?,
        _ => 0,
    };
    let serial = connection.serials.last().copied().unwrap_or(0);
    let words = [source, origin, icon, serial].map(Value::Word);
    connection.ask(device, "start_drag", &words).map(drop)
}

fn answers(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let surface = connection.some("wl_surface", choices.below(16))?;
    connection.ask(surface, "frame", &[Value::Word(NEW)])?;
    let values = [Value::Word(surface), Value::Word(NEW)];
    connection.make("wp_presentation", "feedback", &values);
    connection.ask(1, "sync", &[Value::Word(NEW)])?;
    connection.ask(surface, "commit", &[]).map(drop)
}

fn cursor(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let pointer = connection.some("wl_pointer", 0)?;
    let serial = connection.serials.last().copied().unwrap_or(0);
    let image = match choices.byte() {
        0..128 => surface(connection)?,
        _ => connection.some("wl_surface", choices.below(16))?,
    };
    let [x, y] = ints([choices.int(), choices.int()]);
    let values = [Value::Word(serial), Value::Word(image), x, y];
    connection.ask(pointer, "set_cursor", &values)?;
    let buffer = connection.some("wl_buffer", choices.below(8))?;
    let [x, y] = ints([0, 0]);
    connection.ask(image, "attach", &[Value::Word(buffer), x, y])?;
    connection.ask(image, "commit", &[]).map(drop)
}

/// What a window says of itself.
fn frame(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let top = connection.some("xdg_toplevel", choices.below(8))?;
    const WISHES: [&str; 5] = [
        "set_maximized",
        "unset_maximized",
        "set_minimized",
        "unset_fullscreen",
        "set_fullscreen",
    ];
    let wish = choices.of(&WISHES)?;
    let values: &[Value] = match wish {
        "set_fullscreen" => &[Value::Word(0)],
        _ => &[],
    };
    connection.ask(top, wish, values).map(drop)
}

/// The same many times: quotas are met.
fn flood(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let choice = choices.byte() % 8;
    let times = choices.below(256) * 5;
    let surface = connection.some("wl_surface", choices.below(16));
    let region = connection.some("wl_region", choices.below(4));
    for _ in 0..times {
        match choice {
            0 => connection.make("wl_compositor", "create_surface", &[Value::Word(NEW)]),
            1 => connection.make("wl_compositor", "create_region", &[Value::Word(NEW)]),
            2 => connection.ask(1, "sync", &[Value::Word(NEW)]),
            3 => connection.ask(1, "get_registry", &[Value::Word(NEW)]),
            4 => connection.ask(surface?, "damage", &ints([0, 0, 1, 1])),
            5 => connection.ask(surface?, "frame", &[Value::Word(NEW)]),
            6 => connection.ask(region?, "add", &ints([0, 0, 1, 1])),
            _ => connection.ask(surface?, "commit", &[]),
        }?;
    }
    Some(())
}

/// What is applied at the next commit, in values that are mostly sound.
fn pose(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let surface = connection.some("wl_surface", choices.below(16))?;
    let top = connection.some("xdg_toplevel", choices.below(8));
    let small = i32::from(choices.byte());
    match choices.below(7) {
        0 => {
            let above = connection.some("xdg_toplevel", choices.below(8))?;
            connection.ask(top?, "set_parent", &[Value::Word(above)])
        }
        1 => connection.ask(surface, "set_buffer_scale", &ints([small % 4])),
        2 => connection.ask(surface, "set_buffer_transform", &ints([small % 9])),
        3 => connection.ask(top?, "set_min_size", &ints([small, small])),
        4 => connection.ask(top?, "set_max_size", &ints([small, 255 - small])),
        5 => {
            let nothing = [Value::Word(0), Value::Int(0), Value::Int(0)];
            connection.ask(surface, "attach", &nothing)
        }
        _ => {
            let offer = connection.some("wl_data_offer", 0)?;
            connection.line.attach(files::any(choices));
            connection.ask(offer, "receive", &[Value::text("text/evil")])
        }
    }?;
    connection.ask(surface, "commit", &[]).map(drop)
}

/// Destroys a window from the top down.
fn strip(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    let role = match choices.byte() {
        0..128 => "xdg_toplevel",
        _ => "xdg_popup",
    };
    let mut id = connection.some(role, choices.below(8))?;
    connection.ask(id, "destroy", &[])?;
    // Each was made after what it stands on.
    for below in ["xdg_surface", "wl_surface"] {
        id = connection
            .all(below)
            .into_iter()
            .rfind(|under| *under < id)?;
        connection.ask(id, "destroy", &[])?;
    }
    Some(())
}

/// Destroys a role, and not always in the right order.
fn undress(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<()> {
    const ROLES: [&str; 4] = ["xdg_popup", "xdg_toplevel", "wl_subsurface", "xdg_surface"];
    let role = choices.of(&ROLES)?;
    let id = connection.some(role, choices.below(8))?;
    connection.ask(id, "destroy", &[]).map(drop)
}
