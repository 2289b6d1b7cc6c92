//! What a surface, a window or a token has one of, asked for twice; times, icons and keys that are none.

use lisere_tests::args;
use lisere_tests::foreign::{V1, V2};
use lisere_tests::rawwl::{Obj, Raw, memory};

use crate::trial::{INVALID_OBJECT, NO_MEMORY, Trial, raw_popup, raw_window};

/// The managers of what a surface has one of, and how it is asked for.
const ONCE: [(&str, &str); 5] = [
    ("wp_content_type_manager_v1", "get_surface_content_type"),
    ("wp_alpha_modifier_v1", "get_surface"),
    ("wp_fifo_manager_v1", "get_fifo"),
    ("wp_commit_timing_manager_v1", "get_timer"),
    ("wp_tearing_control_manager_v1", "get_tearing_control"),
];

#[test]
fn what_there_is_one_of() {
    let mut trial = Trial::new();
    for (manager, request) in ONCE {
        trial.dies(0, |_, raw| {
            let surface = raw.surface();
            raw.extra(manager, request, surface);
            raw.extra(manager, request, surface);
            raw.bound(manager)
        });
        trial.lives(|_, raw| {
            for surface in [raw.surface(), raw.surface()] {
                let extra = raw.extra(manager, request, surface);
                raw.tell(extra, "destroy", args![]);
                raw.extra(manager, request, surface);
                raw.tell(surface, "destroy", args![]);
            }
        });
    }
    // After the surface is gone.
    for (manager, request, then, words, code) in [
        (
            "wp_alpha_modifier_v1",
            "get_surface",
            "set_multiplier",
            1,
            0,
        ),
        ("wp_fifo_manager_v1", "get_fifo", "set_barrier", 0, 0),
        ("wp_fifo_manager_v1", "get_fifo", "wait_barrier", 0, 0),
        (
            "wp_commit_timing_manager_v1",
            "get_timer",
            "set_timestamp",
            3,
            2,
        ),
    ] {
        trial.dies(code, |_, raw| {
            let surface = raw.surface();
            let extra = raw.extra(manager, request, surface);
            raw.tell(surface, "destroy", args![]);
            raw.tell(extra, then, (0..words).map(|_| 0.into()).collect());
            extra
        });
    }
    let timer = |raw: &Raw| {
        let surface = raw.surface();
        raw.extra("wp_commit_timing_manager_v1", "get_timer", surface)
    };
    trial.dies(0, |_, raw| {
        let timer = timer(raw);
        raw.tell(timer, "set_timestamp", args![0, 0, 1_000_000_000]);
        timer
    });
    trial.dies(1, |_, raw| {
        let timer = timer(raw);
        raw.tell(timer, "set_timestamp", args![0, 5, 0]);
        raw.tell(timer, "set_timestamp", args![0, 5, 0]);
        timer
    });
    trial.finish();
}

#[test]
fn windows_and_tokens() {
    let mut trial = Trial::new();
    for again in ["commit", "set_app_id"] {
        trial.dies(0, |_, raw| {
            let manager = raw.bound("xdg_activation_v1");
            let token = raw.make(manager, "get_activation_token", args![]);
            raw.tell(token, "commit", args![]);
            let args = if again == "commit" {
                args![]
            } else {
                args!["x"]
            };
            raw.tell(token, again, args);
            token
        });
    }
    trial.dies(0, |_, raw| {
        let role = raw.toplevel().role;
        raw.extra("xdg_wm_dialog_v1", "get_xdg_dialog", role);
        raw.extra("xdg_wm_dialog_v1", "get_xdg_dialog", role);
        raw.bound("xdg_wm_dialog_v1")
    });
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let manager = raw.bound("xdg_activation_v1");
        raw.tell(manager, "activate", args!["guess", win.surface]);
        let dialog = raw.extra("xdg_wm_dialog_v1", "get_xdg_dialog", win.role);
        for gone in [win.role, win.xdg, win.surface] {
            raw.tell(gone, "destroy", args![]);
        }
        raw.tell(dialog, "set_modal", args![]);
        raw.tell(dialog, "destroy", args![]);
    });
    trial.finish();
}

#[test]
fn windows_let_out_that_are_none() {
    let mut trial = Trial::new();
    trial.dies(0, |_, raw| {
        V2.export(raw, raw.surface());
        raw.bound("zxdg_exporter_v2")
    });
    trial.dies(0, |_, raw| {
        let imported = V2.import(raw, "guess");
        raw.tell(imported, "set_parent_of", args![raw.surface()]);
        imported
    });
    // The first version has no code for it.
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        V1.export(raw, raw.surface());
    });
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        let imported = V1.import(raw, "guess");
        raw.tell(imported, "set_parent_of", args![raw.surface()]);
    });
    // A menu is no window either.
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        V1.export(raw, raw_popup(fixture, raw, win.xdg, 20, 20).surface);
    });
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        for version in [V1, V2] {
            let exported = version.export(raw, win.surface);
            fixture.settle();
            let name = raw.last(exported, "handle").expect("a name").text(0);
            // A window that is its own parent, and one that is gone.
            for other in [V1, V2] {
                let imported = other.import(raw, &name);
                raw.tell(imported, "set_parent_of", args![win.surface]);
            }
        }
        for gone in [win.role, win.xdg, win.surface] {
            raw.tell(gone, "destroy", args![]);
        }
    });
    trial.finish();
}

#[test]
fn icons() {
    let mut trial = Trial::new();
    let icon = |raw: &Raw| -> Obj {
        raw.make(
            raw.bound("xdg_toplevel_icon_manager_v1"),
            "create_icon",
            args![],
        )
    };
    let give = |raw: &Raw, icon: Obj| {
        let manager = raw.bound("xdg_toplevel_icon_manager_v1");
        raw.tell(manager, "set_icon", args![raw.toplevel().role, icon]);
    };
    trial.dies(1, |_, raw| {
        let icon = icon(raw);
        raw.tell(icon, "add_buffer", args![raw.buffer(32, 16), 1]);
        icon
    });
    trial.dies(2, |_, raw| {
        let icon = icon(raw);
        give(raw, icon);
        raw.tell(icon, "set_name", args!["/etc/passwd"]);
        icon
    });
    trial.dies(3, |_, raw| {
        let (icon, buffer) = (icon(raw), raw.buffer(16, 16));
        raw.tell(icon, "add_buffer", args![buffer, 1]);
        raw.tell(buffer, "destroy", args![]);
        give(raw, icon);
        icon
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let (icon, buffer) = (icon(raw), raw.buffer(16, 16));
        for _ in 0..20 {
            raw.tell(icon, "add_buffer", args![buffer, 1]);
        }
    });
    trial.finish();
}

fn seat(raw: &Raw, manager: &str, request: &str) -> Obj {
    raw.extra(manager, request, raw.bound("wl_seat"))
}

#[test]
fn keys_and_text() {
    let mut trial = Trial::new();
    let methods = "zwp_input_method_manager_v2";
    let keyboards = "zwp_virtual_keyboard_manager_v1";
    // Whoever is no input method may ask, and types nothing.
    trial.lives(|fixture, raw| {
        let typist = seat(raw, keyboards, "create_virtual_keyboard");
        raw.tell(typist, "keymap", args![1, memory(64), 64]);
        raw.tell(typist, "key", args![0, 30, 1]);
        raw.tell(typist, "modifiers", args![1, 0, 0, 0]);
        fixture.settle();
    });
    trial.dies(0, |_, raw| {
        seat(raw, methods, "get_input_method");
        let typist = seat(raw, keyboards, "create_virtual_keyboard");
        raw.tell(typist, "key", args![0, 30, 1]);
        typist
    });
    trial.dies(0, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let method = seat(raw, methods, "get_input_method");
        raw.make(method, "get_input_popup_surface", args![win.surface]);
        method
    });
    trial.lives(|_, raw| {
        let method = seat(raw, methods, "get_input_method");
        let typist = seat(raw, keyboards, "create_virtual_keyboard");
        raw.tell(typist, "keymap", args![1, memory(64), 64]);
        for code in [0, 30, 0x2ff, 0x300, u32::MAX] {
            raw.tell(typist, "key", args![0, code, 1]);
        }
        raw.tell(method, "set_preedit_string", args!["é", 1, i32::MAX]);
        raw.tell(method, "delete_surrounding_text", args![u32::MAX, u32::MAX]);
        raw.tell(method, "commit", args![u32::MAX]);
        for _ in 0..3 {
            raw.make(method, "grab_keyboard", args![]);
            let text = seat(raw, "zwp_text_input_manager_v3", "get_text_input");
            raw.tell(text, "set_surrounding_text", args!["é", 1, -5]);
            raw.tell(text, "set_content_type", args![u32::MAX, u32::MAX]);
            raw.tell(
                text,
                "set_cursor_rectangle",
                args![i32::MAX, i32::MIN, -1, i32::MAX],
            );
            raw.tell(text, "enable", args![]);
            raw.tell(text, "commit", args![]);
        }
        raw.tell(method, "destroy", args![]);
        raw.tell(typist, "key", args![0, 30, 0]);
    });
    trial.finish();
}
