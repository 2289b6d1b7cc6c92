//! zxdg_exporter_v2 and zxdg_importer_v2: windows as parents of other programs' windows, within a cage.

use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_exported_v2::{
    self as exported, ZxdgExportedV2,
};
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_exporter_v2::{
    self as exporter, ZxdgExporterV2,
};
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_imported_v2::{
    self as imported, ZxdgImportedV2,
};
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_importer_v2::{
    self as importer, ZxdgImporterV2,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource};

use crate::activation::secret_name;
use crate::cages::cage_of;
use crate::state::Compositor;

/// The name of a window that is let out, or known.
pub(crate) struct Name(String);

impl Dispatch<ZxdgExporterV2, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZxdgExporterV2,
        request: exporter::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let exporter::Request::ExportToplevel { id, surface } = request {
            let name = secret_name().unwrap_or_default();
            let object = init.init(id, Name(name.clone()));
            if let Some(cage) = cage_of(client).filter(|_| !name.is_empty()) {
                let foreign = &mut state.protocols.foreign;
                foreign.export(name.clone(), cage, surface);
            }
            object.handle(name);
        }
    }
}

impl Dispatch<ZxdgExportedV2, Name> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZxdgExportedV2,
        _: exported::Request,
        _: &Name,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, _: ClientId, _: &ZxdgExportedV2, name: &Name) {
        state.withdraw_foreign(&name.0);
    }
}

impl Dispatch<ZxdgImporterV2, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZxdgImporterV2,
        request: importer::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let importer::Request::ImportToplevel { id, handle } = request {
            let object = init.init(id, Name(handle.clone()));
            let cage = cage_of(client);
            let foreign = &mut state.protocols.foreign;
            if !cage.is_some_and(|cage| foreign.import(&handle, cage, object.clone())) {
                object.destroyed();
            }
        }
    }
}

impl Dispatch<ZxdgImportedV2, Name> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        object: &ZxdgImportedV2,
        request: imported::Request,
        name: &Name,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let imported::Request::SetParentOf { surface } = request {
            state.adopt_foreign(&name.0, &object.id(), &surface);
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZxdgImportedV2, name: &Name) {
        state.forget_foreign(&name.0, &gone.id());
    }
}
