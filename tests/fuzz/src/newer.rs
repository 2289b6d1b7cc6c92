//! The protocols of daily use in several requests: held pointers, tokens, text, icons, contexts.

use crate::connection::{Connection, Value};
use crate::files;
use crate::input::Choices;
use crate::recipes::{NEW, ints};

/// How many recipes there are.
const RECIPES: usize = 14;

/// Follows one with a surface.
pub(crate) fn follow(
    connection: &mut Connection,
    choices: &mut Choices<'_>,
    surface: u32,
) -> Option<u32> {
    match choices.below(RECIPES) {
        0 => hold(connection, choices, surface),
        1 => activate(connection, surface),
        2 => export(connection, choices, surface),
        3 => import(connection, choices, surface),
        4 => modal(connection, choices),
        5 => text(connection),
        6 => method(connection, choices),
        7 => typing(connection, choices),
        8 => icon(connection, choices),
        9 => context(connection, choices),
        10 => ordered(connection, surface),
        11 => timed(connection, choices, surface),
        12 => registry(connection),
        _ => small(connection, choices, surface),
    }
}

/// A new object for a seat.
fn on_seat(connection: &mut Connection, manager: &str, request: &str) -> Option<u32> {
    let seat = Value::Word(connection.some("wl_seat", 0)?);
    // Some managers take the new id first, others last.
    let first = request != "create_virtual_keyboard" && request != "get_input_method";
    let values = match first {
        true => [Value::Word(NEW), seat],
        false => [seat, Value::Word(NEW)],
    };
    connection.make(manager, request, &values)
}

fn hold(connection: &mut Connection, choices: &mut Choices<'_>, surface: u32) -> Option<u32> {
    let pointer = connection.some("wl_pointer", 0)?;
    let region = connection.some("wl_region", 0).unwrap_or(0);
    let request = choices.of(&["lock_pointer", "confine_pointer"])?;
    let life = 1 + u32::from(choices.byte() & 1);
    let values = [NEW, surface, pointer, region, life].map(Value::Word);
    let held = connection.make("zwp_pointer_constraints_v1", request, &values)?;
    let at = [choices.int(), choices.int()];
    connection.ask(held, "set_cursor_position_hint", &ints(at));
    let values = [NEW, pointer].map(Value::Word);
    let manager = "zwp_relative_pointer_manager_v1";
    connection.make(manager, "get_relative_pointer", &values)
}

fn activate(connection: &mut Connection, surface: u32) -> Option<u32> {
    let made = [Value::Word(NEW)];
    let token = connection.make("xdg_activation_v1", "get_activation_token", &made)?;
    let seat = connection.some("wl_seat", 0)?;
    let serial = connection.serials.last().copied().unwrap_or(0);
    connection.ask(token, "set_serial", &[serial, seat].map(Value::Word))?;
    connection.ask(token, "set_surface", &[Value::Word(surface)])?;
    connection.ask(token, "commit", &[])?;
    let values = [Value::text("guess"), Value::Word(surface)];
    connection.make("xdg_activation_v1", "activate", &values)
}

fn export(connection: &mut Connection, choices: &mut Choices<'_>, surface: u32) -> Option<u32> {
    let (manager, request) = choices.of(&[
        ("zxdg_exporter_v2", "export_toplevel"),
        ("zxdg_exporter_v1", "export"),
    ])?;
    let values = [NEW, surface].map(Value::Word);
    connection.make(manager, request, &values)
}

fn import(connection: &mut Connection, choices: &mut Choices<'_>, surface: u32) -> Option<u32> {
    let (manager, request) = choices.of(&[
        ("zxdg_importer_v2", "import_toplevel"),
        ("zxdg_importer_v1", "import"),
    ])?;
    let values = [Value::Word(NEW), Value::text("guess")];
    let imported = connection.make(manager, request, &values)?;
    connection.ask(imported, "set_parent_of", &[Value::Word(surface)])
}

fn modal(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<u32> {
    let top = connection.some("xdg_toplevel", choices.below(8))?;
    let values = [NEW, top].map(Value::Word);
    let dialog = connection.make("xdg_wm_dialog_v1", "get_xdg_dialog", &values)?;
    connection.ask(dialog, "set_modal", &[])
}

fn text(connection: &mut Connection) -> Option<u32> {
    let field = on_seat(connection, "zwp_text_input_manager_v3", "get_text_input")?;
    connection.ask(field, "enable", &[])?;
    let [cursor, anchor] = ints([3, 0]);
    let values = [Value::text("évil"), cursor, anchor];
    connection.ask(field, "set_surrounding_text", &values)?;
    connection.ask(field, "set_cursor_rectangle", &ints([1, 2, 3, 4]))?;
    connection.ask(field, "commit", &[])
}

fn method(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<u32> {
    let manager = "zwp_input_method_manager_v2";
    let method = on_seat(connection, manager, "get_input_method")?;
    connection.ask(method, "commit_string", &[Value::text("typed")])?;
    connection.ask(method, "commit", &[Value::Word(choices.below(4) as u32)])?;
    connection.ask(method, "grab_keyboard", &[Value::Word(NEW)])?;
    let surface = connection.some("wl_surface", choices.below(16))?;
    let values = [NEW, surface].map(Value::Word);
    connection.ask(method, "get_input_popup_surface", &values)
}

fn typing(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<u32> {
    let manager = "zwp_virtual_keyboard_manager_v1";
    let typist = on_seat(connection, manager, "create_virtual_keyboard")?;
    connection.line.attach(files::any(choices));
    connection.ask(typist, "keymap", &[1, 4096].map(Value::Word))?;
    connection.ask(typist, "key", &[0, 30, 1].map(Value::Word))?;
    connection.ask(typist, "modifiers", &[1, 0, 2, 0].map(Value::Word))
}

fn icon(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<u32> {
    let manager = "xdg_toplevel_icon_manager_v1";
    let icon = connection.make(manager, "create_icon", &[Value::Word(NEW)])?;
    let buffer = Value::Word(connection.some("wl_buffer", choices.below(8))?);
    connection.ask(icon, "set_name", &[Value::text("../../evil")])?;
    connection.ask(icon, "add_buffer", &[buffer, Value::Int(1)])?;
    let top = connection.some("xdg_toplevel", choices.below(8))?;
    connection.make(manager, "set_icon", &[top, icon].map(Value::Word))
}

/// Mostly with a socket that listens and something that hangs up at once.
fn context(connection: &mut Connection, choices: &mut Choices<'_>) -> Option<u32> {
    match choices.byte() {
        0..200 => {
            connection.line.attach(files::listening());
            connection.line.attach(files::hung_up());
        }
        _ => {
            connection.line.attach(files::any(choices));
            connection.line.attach(files::any(choices));
        }
    }
    let manager = "wp_security_context_manager_v1";
    let made = connection.make(manager, "create_listener", &[Value::Word(NEW)])?;
    connection.ask(made, "set_sandbox_engine", &[Value::text("org.evil")])?;
    connection.ask(made, "set_app_id", &[Value::text("\u{1b}[2J\u{202e}")])?;
    connection.ask(made, "commit", &[])
}

fn ordered(connection: &mut Connection, surface: u32) -> Option<u32> {
    let values = [NEW, surface].map(Value::Word);
    let fifo = connection.make("wp_fifo_manager_v1", "get_fifo", &values)?;
    connection.ask(fifo, "set_barrier", &[])?;
    connection.ask(surface, "commit", &[])?;
    connection.ask(fifo, "wait_barrier", &[])?;
    connection.ask(surface, "commit", &[])
}

fn timed(connection: &mut Connection, choices: &mut Choices<'_>, surface: u32) -> Option<u32> {
    let values = [NEW, surface].map(Value::Word);
    let timer = connection.make("wp_commit_timing_manager_v1", "get_timer", &values)?;
    let seconds = u32::from(choices.byte()) * 8;
    let at = [0, seconds, 0].map(Value::Word);
    connection.ask(timer, "set_timestamp", &at)?;
    connection.ask(surface, "commit", &[])
}

/// A registry that is given back.
fn registry(connection: &mut Connection) -> Option<u32> {
    let registry = connection.ask(1, "get_registry", &[Value::Word(NEW)])?;
    connection.make("wl_fixes", "destroy_registry", &[Value::Word(registry)])
}

fn small(connection: &mut Connection, choices: &mut Choices<'_>, surface: u32) -> Option<u32> {
    let values = [NEW, surface].map(Value::Word);
    let level = u32::from(choices.byte()) << 24;
    match choices.below(5) {
        0 => {
            let manager = "wp_content_type_manager_v1";
            let kind = connection.make(manager, "get_surface_content_type", &values)?;
            connection.ask(kind, "set_content_type", &[Value::Word(level >> 30)])
        }
        1 => {
            let manager = "wp_tearing_control_manager_v1";
            let tearing = connection.make(manager, "get_tearing_control", &values)?;
            connection.ask(
                tearing,
                "set_presentation_hint",
                &[Value::Word(level >> 31)],
            )
        }
        2 => {
            let alpha = connection.make("wp_alpha_modifier_v1", "get_surface", &values)?;
            connection.ask(alpha, "set_multiplier", &[Value::Word(level)])
        }
        3 => {
            let manager = "zwp_idle_inhibit_manager_v1";
            connection.make(manager, "create_inhibitor", &values)
        }
        _ => connection.make("xdg_system_bell_v1", "ring", &[Value::Word(surface)]),
    }
}
