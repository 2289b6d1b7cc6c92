//! What is not announced is bound by guessing: layers, locks, captures, pointers of one's own (LS-18, DL-08, FI-11).

use crate::trial::{CAGE, INVALID_OBJECT, Trial};

const NEVER: [&str; 17] = [
    "zwlr_layer_shell_v1",
    "ext_session_lock_manager_v1",
    "zwlr_screencopy_manager_v1",
    "ext_image_copy_capture_manager_v1",
    "ext_output_image_capture_source_manager_v1",
    "ext_foreign_toplevel_list_v1",
    "zwlr_foreign_toplevel_manager_v1",
    "zwlr_virtual_pointer_manager_v1",
    "zwp_keyboard_shortcuts_inhibit_manager_v1",
    "zwlr_output_manager_v1",
    "zwlr_gamma_control_manager_v1",
    "wp_drm_lease_device_v1",
    "ext_transient_seat_manager_v1",
    "ext_idle_notifier_v1",
    "ext_workspace_manager_v1",
    "xwayland_shell_v1",
    "zwp_fullscreen_shell_v1",
];

#[test]
fn globals_by_guessed_numbers() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    for name in NEVER {
        assert!(
            raw.globals().iter().all(|(_, known, _)| known != name),
            "{name}"
        );
    }
    let known: Vec<u32> = raw.globals().iter().map(|(number, ..)| *number).collect();
    let guesses = (0..100).chain([1_000, 10_000, u32::MAX]);
    for (number, name) in guesses
        .filter(|n| !known.contains(n))
        .zip(NEVER.iter().cycle())
    {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            raw.bind_as(number, name, 1, raw.next_id());
        });
    }
    trial.finish();
}
