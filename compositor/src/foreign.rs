//! Windows that a program lets others of its cage name as parents of their own.

use std::collections::HashMap;

use lisere_policy::CageId;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_imported_v2::ZxdgImportedV2;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::with_states;
use smithay::wayland::shell::xdg::XdgToplevelSurfaceData;

use crate::state::Compositor;

/// A window under a name, and who knows it by that.
#[derive(Debug)]
struct Export {
    cage: CageId,
    surface: WlSurface,
    /// Each with the window that it made a child.
    by: HashMap<ObjectId, (ZxdgImportedV2, Option<WlSurface>)>,
}

/// All windows that are let out, by names that nobody guesses.
#[derive(Debug, Default)]
pub(crate) struct Foreign(HashMap<String, Export>);

impl Foreign {
    /// Lets a window out under a name.
    pub(crate) fn export(&mut self, name: String, cage: CageId, surface: WlSurface) {
        let by = HashMap::new();
        self.0.insert(name, Export { cage, surface, by });
    }

    /// Notes that a program of a cage knows a window by its name; false if it is not of
    /// this cage, or not there.
    pub(crate) fn import(&mut self, name: &str, cage: CageId, by: ZxdgImportedV2) -> bool {
        let Some(export) = self.0.get_mut(name).filter(|export| export.cage == cage) else {
            return false;
        };
        export.by.insert(by.id(), (by, None));
        true
    }

    /// The window, which has this child from now on; and the child it had by the same object.
    fn adopt(
        &mut self,
        name: &str,
        by: &ObjectId,
        child: Option<WlSurface>,
    ) -> (Option<WlSurface>, Option<WlSurface>) {
        let Some(export) = self.0.get_mut(name) else {
            return (None, None);
        };
        let Some((_, slot)) = export.by.get_mut(by) else {
            return (None, None);
        };
        let before = std::mem::replace(slot, child);
        (Some(export.surface.clone()), before)
    }
}

impl Compositor {
    /// A program makes a window of its own the child of one it knows by name.
    pub(crate) fn adopt_foreign(&mut self, name: &str, by: &ObjectId, child: &WlSurface) {
        let (parent, before) = self.protocols.foreign.adopt(name, by, Some(child.clone()));
        if let Some(before) = before.filter(|before| before != child) {
            self.set_foreign_parent(&before, None);
        }
        if let Some(parent) = parent {
            self.set_foreign_parent(child, Some(parent));
        }
    }

    /// A program forgets the name of a window, and the child it had by it.
    pub(crate) fn forget_foreign(&mut self, name: &str, by: &ObjectId) {
        let (_, before) = self.protocols.foreign.adopt(name, by, None);
        if let Some(export) = self.protocols.foreign.0.get_mut(name) {
            export.by.remove(by);
        }
        if let Some(before) = before {
            self.set_foreign_parent(&before, None);
        }
    }

    /// A window is let out no more: who knows it is told, and its children there leave it.
    pub(crate) fn withdraw_foreign(&mut self, name: &str) {
        let Some(export) = self.protocols.foreign.0.remove(name) else {
            return;
        };
        for (_, (object, child)) in export.by {
            if object.is_alive() {
                object.destroyed();
            }
            if let Some(child) = child {
                self.set_foreign_parent(&child, None);
            }
        }
    }

    fn set_foreign_parent(&mut self, child: &WlSurface, parent: Option<WlSurface>) {
        if !child.is_alive() {
            return;
        }
        with_states(child, |states| {
            let data = states.data_map.get::<XdgToplevelSurfaceData>();
            if let Some(mut data) = data.and_then(|data| data.lock().ok()) {
                data.parent = parent;
            }
        });
        let id = self.windows.of_surface(child);
        let toplevel = id.and_then(|id| self.windows.get(id));
        if let Some((id, toplevel)) = id.zip(toplevel.map(|window| window.toplevel.clone())) {
            let parent = self.parent_of(&toplevel);
            self.desk.set_parent(id, parent);
        }
    }
}
