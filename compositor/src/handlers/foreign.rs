//! xdg-foreign in both its versions: windows as parents of other programs' windows, within a cage.

use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server as v1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server as v2;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource};

use crate::foreign::Imported;
use crate::state::Compositor;

/// The name of a window that is let out, or known.
pub(crate) struct Name(String);

/// Writes the glue once for two versions that differ in their names only: GTK 3 and
/// GTK 4.8 speak the first and nothing else.
macro_rules! foreign {
    (
        $version:ident, $variant:ident,
        $exporters:ident::$exporter:ident, $export:ident,
        $exporteds:ident::$exported:ident,
        $importers:ident::$importer:ident, $import:ident,
        $importeds:ident::$imported:ident $(,)?
    ) => {
        const _: () = {
            use $version::$exporteds::{self as exported, $exported};
            use $version::$exporters::{self as exporter, $exporter};
            use $version::$importeds::{self as imported, $imported};
            use $version::$importers::{self as importer, $importer};

            impl Dispatch<$exporter, ()> for Compositor {
                fn request(
                    state: &mut Self,
                    client: &Client,
                    _: &$exporter,
                    request: exporter::Request,
                    (): &(),
                    _: &DisplayHandle,
                    init: &mut DataInit<'_, Self>,
                ) {
                    if let exporter::Request::$export { id, surface } = request {
                        let name = state.export_foreign(client, surface);
                        let object = init.init(id, Name(name.clone()));
                        object.handle(name);
                    }
                }
            }

            impl Dispatch<$exported, Name> for Compositor {
                fn request(
                    _: &mut Self,
                    _: &Client,
                    _: &$exported,
                    _: exported::Request,
                    _: &Name,
                    _: &DisplayHandle,
                    _: &mut DataInit<'_, Self>,
                ) {
                }

                fn destroyed(state: &mut Self, _: ClientId, _: &$exported, name: &Name) {
                    state.withdraw_foreign(&name.0);
                }
            }

            impl Dispatch<$importer, ()> for Compositor {
                fn request(
                    state: &mut Self,
                    client: &Client,
                    _: &$importer,
                    request: importer::Request,
                    (): &(),
                    _: &DisplayHandle,
                    init: &mut DataInit<'_, Self>,
                ) {
                    if let importer::Request::$import { id, handle } = request {
                        let object = init.init(id, Name(handle.clone()));
                        state.import_foreign(client, &handle, Imported::$variant(object));
                    }
                }
            }

            impl Dispatch<$imported, Name> for Compositor {
                fn request(
                    state: &mut Self,
                    _: &Client,
                    object: &$imported,
                    request: imported::Request,
                    name: &Name,
                    _: &DisplayHandle,
                    _: &mut DataInit<'_, Self>,
                ) {
                    if let imported::Request::SetParentOf { surface } = request {
                        state.adopt_foreign(&name.0, &object.id(), &surface);
                    }
                }

                fn destroyed(state: &mut Self, _: ClientId, gone: &$imported, name: &Name) {
                    state.forget_foreign(&name.0, &gone.id());
                }
            }
        };
    };
}

foreign!(
    v1,
    V1,
    zxdg_exporter_v1::ZxdgExporterV1,
    Export,
    zxdg_exported_v1::ZxdgExportedV1,
    zxdg_importer_v1::ZxdgImporterV1,
    Import,
    zxdg_imported_v1::ZxdgImportedV1,
);

foreign!(
    v2,
    V2,
    zxdg_exporter_v2::ZxdgExporterV2,
    ExportToplevel,
    zxdg_exported_v2::ZxdgExportedV2,
    zxdg_importer_v2::ZxdgImporterV2,
    ImportToplevel,
    zxdg_imported_v2::ZxdgImportedV2,
);
