//! Every error code of the interfaces that are offered, and the file that provokes it.

/// Where a code is provoked, or why nobody can.
enum Where {
    /// In the file that begins so.
    File(&'static str),
    /// Nowhere, for this reason.
    Never(&'static str),
}

use Where::{File, Never};

/// An interface's codes, by number.
struct Codes(&'static str, &'static [(u32, &'static str, Where)]);

/// The request that it belongs to is of a version that is not offered.
const NEWER: &str = "newer than what is offered";

const ALL: &[Codes] = &[
    Codes(
        "wl_display",
        &[
            (0, "invalid_object", File("h020")),
            (1, "invalid_method", File("h022")),
            (2, "no_memory", File("h006")),
            (3, "implementation", File("h004")),
        ],
    ),
    Codes(
        "wl_shm",
        &[
            (
                0,
                "invalid_format",
                Never("formats are the pool's to check, by its own code"),
            ),
            (1, "invalid_stride", File("h010")),
            (2, "invalid_fd", File("h010")),
        ],
    ),
    Codes(
        "wl_shm_pool",
        &[
            (0, "invalid_format", File("h036")),
            (1, "invalid_stride", File("h036")),
            (2, "wl_shm.invalid_fd", File("h001")),
        ],
    ),
    Codes(
        "wl_surface",
        &[
            (0, "invalid_scale", File("h039")),
            (1, "invalid_transform", File("h039")),
            (2, "invalid_size", File("h039")),
            (3, "invalid_offset", File("h039")),
            (4, "defunct_role_object", File("h017")),
            (5, "no_buffer", Never(NEWER)),
        ],
    ),
    Codes(
        "wl_subcompositor",
        &[
            (0, "bad_surface", File("h040")),
            (1, "bad_parent", File("h046")),
        ],
    ),
    Codes("wl_subsurface", &[(0, "bad_surface", File("h002"))]),
    Codes(
        "wl_seat",
        &[(
            0,
            "missing_capability",
            Never("a seat has pointer, keyboard and touch, always"),
        )],
    ),
    Codes("wl_pointer", &[(0, "role", File("h040"))]),
    Codes("zwp_tablet_tool_v2", &[(0, "role", File("h130"))]),
    Codes(
        "zwp_pointer_constraints_v1",
        &[(1, "already_constrained", File("h200"))],
    ),
    Codes(
        "wl_data_device",
        &[(0, "role", File("h114")), (1, "used_source", File("h060"))],
    ),
    Codes(
        "wl_data_source",
        &[
            (0, "invalid_action_mask", File("h060")),
            (1, "invalid_source", File("h060")),
        ],
    ),
    Codes(
        "wl_data_offer",
        &[
            (0, "invalid_finish", File("h061")),
            (1, "invalid_action_mask", File("h116")),
            (2, "invalid_action", File("h116")),
            (3, "invalid_offer", File("h061")),
        ],
    ),
    Codes(
        "wp_cursor_shape_device_v1",
        &[(1, "invalid_shape", File("h113"))],
    ),
    Codes(
        "xdg_wm_base",
        &[
            (0, "role", File("h042")),
            (1, "defunct_surfaces", File("h055")),
            (2, "not_the_topmost_popup", File("h049")),
            (3, "invalid_popup_parent", File("h050")),
            (4, "invalid_surface_state", File("h043")),
            (5, "invalid_positioner", File("h015")),
            (6, "unresponsive", Never("nobody is ended for being slow")),
        ],
    ),
    Codes("xdg_positioner", &[(0, "invalid_input", File("h051"))]),
    Codes(
        "xdg_surface",
        &[
            (1, "not_constructed", File("h045")),
            (2, "already_constructed", File("h014")),
            (3, "unconfigured_buffer", File("h043")),
            (4, "invalid_serial", File("h044")),
            (5, "invalid_size", File("h016")),
            (6, "defunct_role_object", File("h056")),
        ],
    ),
    Codes(
        "xdg_toplevel",
        &[
            (0, "invalid_resize_edge", File("h053")),
            (1, "invalid_parent", File("h054")),
            (2, "invalid_size", File("h053")),
        ],
    ),
    Codes("xdg_popup", &[(0, "invalid_grab", File("h087"))]),
    Codes(
        "zxdg_toplevel_decoration_v1",
        &[
            (0, "unconfigured_buffer", File("h059")),
            (1, "already_constructed", File("h058")),
            (2, "orphaned", File("h059")),
            (3, "invalid_mode", File("h059")),
        ],
    ),
    Codes("wp_viewporter", &[(0, "viewport_exists", File("h058"))]),
    Codes(
        "wp_viewport",
        &[
            (0, "bad_value", File("h057")),
            (1, "bad_size", File("h057")),
            (2, "out_of_buffer", File("h057")),
            (3, "no_surface", File("h057")),
        ],
    ),
    Codes(
        "wp_fractional_scale_manager_v1",
        &[(0, "fractional_scale_exists", File("h058"))],
    ),
    Codes(
        "wp_presentation",
        &[
            (0, "invalid_timestamp", Never("no request of it has a time")),
            (1, "invalid_flag", Never("no request of it has flags")),
        ],
    ),
];

#[test]
fn every_code_has_its_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile");
    let files: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    let mut provoked = 0;
    for Codes(interface, codes) in ALL {
        for (number, name, place) in *codes {
            match place {
                File(file) => {
                    let there = files.iter().any(|known| known.starts_with(file));
                    assert!(there, "{interface}.{name} ({number}): {file}");
                    provoked += 1;
                }
                Never(why) => assert!(!why.is_empty(), "{interface}.{name} ({number})"),
            }
        }
    }
    assert!(provoked > 45, "{provoked} codes");
}
