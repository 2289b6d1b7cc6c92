//! A surface that is one thing is made another: windows, popups, subsurfaces, pointer images (PA-15).

use lisere_tests::rawwl::{Obj, Raw};
use lisere_tests::{Fixture, args};

use crate::trial::{Trial, hover, raw_window};

/// xdg_wm_base.role, wl_subcompositor.bad_surface and wl_pointer.role are all the same number.
const ROLE: u32 = 0;

/// What a surface can be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Toplevel,
    Popup,
    Subsurface,
    Cursor,
}

const ROLES: [Role; 4] = [Role::Toplevel, Role::Popup, Role::Subsurface, Role::Cursor];

/// The scene: a window under the pointer.
struct Place {
    xdg: Obj,
    pointer: Obj,
    serial: u32,
}

/// Gives a surface a role; says whom an error would name.
fn give(raw: &Raw, place: &Place, surface: Obj, role: Role) -> Obj {
    match role {
        Role::Toplevel | Role::Popup => {
            let xdg = raw.xdg(surface);
            if role == Role::Toplevel {
                raw.make(xdg, "get_toplevel", args![]);
            } else {
                let positioner = raw.positioner(10, 10);
                raw.make(xdg, "get_popup", args![place.xdg, positioner]);
            }
            raw.bound("xdg_wm_base")
        }
        Role::Subsurface => {
            raw.subsurface(surface, raw.surface());
            raw.bound("wl_subcompositor")
        }
        Role::Cursor => {
            raw.tell(
                place.pointer,
                "set_cursor",
                args![place.serial, surface, 0, 0],
            );
            place.pointer
        }
    }
}

fn stage(fixture: &mut Fixture, raw: &Raw) -> Place {
    let win = raw_window(fixture, raw, 100, 100);
    let (pointer, serial) = hover(fixture, raw);
    Place {
        xdg: win.xdg,
        pointer,
        serial,
    }
}

#[test]
fn a_surface_of_two_roles() {
    let mut trial = Trial::new();
    for first in ROLES {
        for second in ROLES {
            // A pointer's image may be set again and again.
            if first == Role::Cursor && second == Role::Cursor {
                continue;
            }
            trial.dies(ROLE, |fixture, raw| {
                let place = stage(fixture, raw);
                let surface = raw.surface();
                give(raw, &place, surface, first);
                fixture.settle();
                give(raw, &place, surface, second)
            });
        }
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
