//! Windows that a program lets others of its cage name as parents of their own.

use std::collections::HashMap;

use lisere_policy::CageId;
use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server::zxdg_imported_v1::ZxdgImportedV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_imported_v2::ZxdgImportedV2;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, Resource};
use smithay::wayland::compositor::with_states;
use smithay::wayland::shell::xdg::XdgToplevelSurfaceData;

use crate::activation::secret_name;
use crate::cages::cage_of;
use crate::state::Compositor;

/// By what a program knows a window: the versions of the protocol differ in names only.
#[derive(Debug)]
pub(crate) enum Imported {
    /// By the first version.
    V1(ZxdgImportedV1),
    /// By the second.
    V2(ZxdgImportedV2),
}

impl Imported {
    fn id(&self) -> ObjectId {
        match self {
            Imported::V1(object) => object.id(),
            Imported::V2(object) => object.id(),
        }
    }

    /// Tells its program, if that is still there, that it means no window any more.
    fn destroyed(&self) {
        match self {
            Imported::V1(object) if object.is_alive() => object.destroyed(),
            Imported::V2(object) if object.is_alive() => object.destroyed(),
            _ => {}
        }
    }
}

/// A window under a name, and who knows it by that.
#[derive(Debug)]
struct Export {
    cage: CageId,
    surface: WlSurface,
    /// Each with the window that it made a child.
    by: HashMap<ObjectId, (Imported, Option<WlSurface>)>,
}

/// All windows that are let out, by names that nobody guesses.
#[derive(Debug, Default)]
pub(crate) struct Foreign(HashMap<String, Export>);

impl Foreign {
    /// Lets a window out under a name.
    fn export(&mut self, name: String, cage: CageId, surface: WlSurface) {
        let by = HashMap::new();
        self.0.insert(name, Export { cage, surface, by });
    }

    /// Notes that a program of a cage knows a window by its name; tells it at once where
    /// that is not of this cage, or not there.
    fn import(&mut self, name: &str, cage: Option<CageId>, by: Imported) {
        let export = self.0.get_mut(name);
        match export.filter(|export| Some(export.cage) == cage) {
            Some(export) => {
                export.by.insert(by.id(), (by, None));
            }
            None => by.destroyed(),
        }
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
    /// A program lets a window out: the name it is known by, empty where the system gives
    /// no random numbers.
    pub(crate) fn export_foreign(&mut self, client: &Client, surface: WlSurface) -> String {
        let name = secret_name().unwrap_or_default();
        if let Some(cage) = cage_of(client).filter(|_| !name.is_empty()) {
            let foreign = &mut self.protocols.foreign;
            foreign.export(name.clone(), cage, surface);
        }
        name
    }

    /// A program wants to know a window by its name.
    pub(crate) fn import_foreign(&mut self, client: &Client, name: &str, by: Imported) {
        self.protocols.foreign.import(name, cage_of(client), by);
    }

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
            object.destroyed();
            if let Some(child) = child {
                self.set_foreign_parent(&child, None);
            }
        }
    }

    /// A window has gone, though its program still lets it out.
    pub(crate) fn foreign_window_gone(&mut self, surface: &WlSurface) {
        let exports = self.protocols.foreign.0.iter();
        let its = exports.filter(|(_, export)| export.surface == *surface);
        let names: Vec<String> = its.map(|(name, _)| name.clone()).collect();
        names.iter().for_each(|name| self.withdraw_foreign(name));
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
