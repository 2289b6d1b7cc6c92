//! What a raw client makes in the ordinary way before it misbehaves.

use std::io::Write;
use std::os::fd::OwnedFd;

use super::{Arg, Event, Obj, Raw, interface, memory, opcode};
use crate::args;

/// wl_shm's numbers for pixels with an alpha channel and without.
const ARGB8888: u32 = 0;
const XRGB8888: u32 = 1;

/// The three objects of a toplevel.
#[derive(Clone, Copy, Debug)]
pub struct Win {
    /// wl_surface.
    pub surface: Obj,
    /// xdg_surface.
    pub xdg: Obj,
    /// xdg_toplevel; of a popup its xdg_popup.
    pub role: Obj,
}

impl Raw {
    /// Asks for the registry.
    pub fn greet(&self) -> Obj {
        let registry = self.make(self.display(), "get_registry", args![]);
        assert_eq!(registry.interface.name, "wl_registry");
        registry
    }

    /// The registry.
    #[must_use]
    pub fn registry(&self) -> Obj {
        self.first("wl_registry").expect("a registry")
    }

    /// What the registry announced: number, interface and version.
    #[must_use]
    pub fn globals(&self) -> Vec<(u32, String, u32)> {
        let heard = self.heard();
        let announced = heard.iter().filter(|event| event.name == "global");
        announced
            .map(|event| (event.word(0), event.text(1), event.word(2)))
            .collect()
    }

    /// A global's number and version.
    ///
    /// # Panics
    /// When it was not announced.
    #[must_use]
    pub fn global(&self, name: &str) -> (u32, u32) {
        let globals = self.globals();
        let found = globals.iter().find(|(_, interface, _)| interface == name);
        let (number, _, version) = found.unwrap_or_else(|| panic!("{name} is not announced"));
        (*number, *version)
    }

    /// Binds a global at the version announced; bound already, it is the same object.
    pub fn bound(&self, name: &str) -> Obj {
        self.first(name)
            .unwrap_or_else(|| self.bind(name, self.global(name).1))
    }

    /// Binds a global at a version.
    pub fn bind(&self, name: &str, version: u32) -> Obj {
        let (number, _) = self.global(name);
        let object = self.take_id(interface(name), version);
        self.bind_as(number, name, version, object.id);
        object
    }

    /// Sends a bind with any number, interface, version and id.
    pub fn bind_as(&self, number: u32, name: &str, version: u32, id: u32) {
        let registry = self.registry();
        let opcode = opcode(registry.interface, "bind");
        self.message(registry.id, opcode, args![number, name, version, id]);
    }

    /// Asks to be answered at once.
    pub fn sync(&self) -> Obj {
        self.make(self.display(), "sync", args![])
    }

    /// Whether a callback was answered.
    #[must_use]
    pub fn answered(&self, callback: Obj) -> bool {
        self.last(callback, "done").is_some()
    }

    /// A surface without a role.
    pub fn surface(&self) -> Obj {
        self.make(self.bound("wl_compositor"), "create_surface", args![])
    }

    /// A region without rectangles.
    pub fn region(&self) -> Obj {
        self.make(self.bound("wl_compositor"), "create_region", args![])
    }

    /// Commits.
    pub fn commit(&self, surface: Obj) {
        self.tell(surface, "commit", args![]);
    }

    /// A pool over a file.
    pub fn pool(&self, file: OwnedFd, size: i32) -> Obj {
        self.make(self.bound("wl_shm"), "create_pool", args![file, size])
    }

    /// A buffer of zeros.
    pub fn buffer(&self, w: i32, h: i32) -> Obj {
        let size = w * h * 4;
        let pool = self.pool(memory(u64::try_from(size).expect("a size")), size);
        let buffer = self.buffer_in(pool, 0, (w, h), w * 4, XRGB8888);
        self.tell(pool, "destroy", args![]);
        buffer
    }

    /// A buffer whose pixels `paint` chooses, `0xAARRGGBB` premultiplied.
    pub fn painted(&self, w: i32, h: i32, paint: impl Fn(i32, i32) -> u32) -> Obj {
        let mut bytes = Vec::new();
        for y in 0..h {
            for x in 0..w {
                bytes.extend(paint(x, y).to_le_bytes());
            }
        }
        let mut file = std::fs::File::from(memory(0));
        file.write_all(&bytes).expect("memory");
        let pool = self.pool(file.into(), w * h * 4);
        let buffer = self.buffer_in(pool, 0, (w, h), w * 4, ARGB8888);
        self.tell(pool, "destroy", args![]);
        buffer
    }

    /// A buffer somewhere in a pool, right or wrong.
    pub fn buffer_in(
        &self,
        pool: Obj,
        at: i32,
        (w, h): (i32, i32),
        stride: i32,
        format: u32,
    ) -> Obj {
        self.make(pool, "create_buffer", args![at, w, h, stride, format])
    }

    /// Attaches a buffer to a surface, damages all of it and commits.
    pub fn show(&self, surface: Obj, buffer: Obj) {
        self.tell(surface, "attach", args![buffer, 0, 0]);
        self.tell(surface, "damage", args![0, 0, i32::MAX, i32::MAX]);
        self.commit(surface);
    }

    /// An xdg_surface of a surface.
    pub fn xdg(&self, surface: Obj) -> Obj {
        self.make(self.bound("xdg_wm_base"), "get_xdg_surface", args![surface])
    }

    /// A toplevel, not yet committed.
    pub fn toplevel(&self) -> Win {
        let surface = self.surface();
        let xdg = self.xdg(surface);
        let role = self.make(xdg, "get_toplevel", args![]);
        Win { surface, xdg, role }
    }

    /// A positioner that is complete.
    pub fn positioner(&self, w: i32, h: i32) -> Obj {
        let positioner = self.make(self.bound("xdg_wm_base"), "create_positioner", args![]);
        self.tell(positioner, "set_size", args![w, h]);
        self.tell(positioner, "set_anchor_rect", args![0, 0, 1, 1]);
        positioner
    }

    /// A popup on an xdg_surface, not yet committed.
    pub fn popup(&self, parent: Obj, w: i32, h: i32) -> Win {
        let positioner = self.positioner(w, h);
        let surface = self.surface();
        let xdg = self.xdg(surface);
        let role = self.make(xdg, "get_popup", args![parent, positioner]);
        Win { surface, xdg, role }
    }

    /// A subsurface's role object.
    pub fn subsurface(&self, surface: Obj, parent: Obj) -> Obj {
        let manager = self.bound("wl_subcompositor");
        self.make(manager, "get_subsurface", args![surface, parent])
    }

    /// The newest configure that an xdg_surface was told.
    #[must_use]
    pub fn configured(&self, xdg: Obj) -> Option<u32> {
        self.last(xdg, "configure")
            .map(|event: Event| event.word(0))
    }

    /// Acknowledges the newest configure of an xdg_surface.
    pub fn ack(&self, xdg: Obj) {
        let serial = self.configured(xdg).expect("a configure");
        self.tell(xdg, "ack_configure", args![serial]);
    }

    /// The pointer of the seat.
    pub fn pointer(&self) -> Obj {
        self.make(self.bound("wl_seat"), "get_pointer", args![])
    }

    /// The data device of the seat.
    pub fn data_device(&self) -> Obj {
        let manager = self.bound("wl_data_device_manager");
        self.make(manager, "get_data_device", args![self.bound("wl_seat")])
    }

    /// A data source that offers one type.
    pub fn data_source(&self) -> Obj {
        let manager = self.bound("wl_data_device_manager");
        let source = self.make(manager, "create_data_source", args![]);
        self.tell(source, "offer", args!["text/plain"]);
        source
    }

    /// Something at a surface: an object that a manager makes for it.
    pub fn extra(&self, manager: &str, request: &str, of: Obj) -> Obj {
        self.make(self.bound(manager), request, vec![Arg::from(of)])
    }
}
