//! Both versions of xdg-foreign, which differ in the names of their requests only.

use crate::args;
use crate::rawwl::{Obj, Raw};

/// One of them, by its managers and what these are asked.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    exporter: (&'static str, &'static str),
    importer: (&'static str, &'static str),
}

/// The first, which GTK 3 speaks.
pub const V1: Version = Version {
    exporter: ("zxdg_exporter_v1", "export"),
    importer: ("zxdg_importer_v1", "import"),
};

/// The second.
pub const V2: Version = Version {
    exporter: ("zxdg_exporter_v2", "export_toplevel"),
    importer: ("zxdg_importer_v2", "import_toplevel"),
};

impl Version {
    /// Lets a window out: the object that its name is told of.
    pub fn export(self, raw: &Raw, surface: Obj) -> Obj {
        let (manager, request) = self.exporter;
        raw.extra(manager, request, surface)
    }

    /// Asks for a window by its name: the object that stands for it.
    pub fn import(self, raw: &Raw, name: &str) -> Obj {
        let (manager, request) = self.importer;
        raw.make(raw.bound(manager), request, args![name])
    }
}
