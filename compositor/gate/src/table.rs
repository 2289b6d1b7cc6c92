//! The one table of globals: what exists, at which version, and what a cage needs to see it.

use crate::kinds::Kind;

/// What a cage needs to see a global.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: every cage sees it.
    Nothing,
    /// The right to the graphics card, on a machine whose card draws.
    Gpu,
}

/// One row of the table: a cage sees those it has what they need for, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The interface.
    pub kind: Kind,
    /// The version offered.
    pub version: u32,
    /// Who sees it.
    pub needs: Needs,
    /// Whether programs that came in at a security context see it too: nothing of what
    /// touches more than their own windows.
    pub inner: bool,
}

impl Row {
    /// The interface, as the registry names it.
    #[must_use]
    pub fn interface(&self) -> &'static str {
        self.kind.name()
    }
}

const fn row(kind: Kind, version: u32) -> Row {
    Row {
        kind,
        version,
        needs: Needs::Nothing,
        inner: true,
    }
}

/// A row that programs behind a security context don't see.
const fn outer(kind: Kind, version: u32) -> Row {
    Row {
        inner: false,
        ..row(kind, version)
    }
}

/// What exists. The gate lets a cage's programs see and bind exactly this; the core
/// creates its globals from it, and a test compares a program's registry with it, row
/// by row. `wl_output` stands once for each output.
pub const TABLE: &[Row] = &[
    row(Kind::Compositor, 6),
    row(Kind::Subcompositor, 1),
    row(Kind::Shm, 2),
    row(Kind::Seat, 9),
    row(Kind::DataDeviceManager, 3),
    row(Kind::PrimaryManager, 1),
    outer(Kind::ExtControlManager, 1),
    outer(Kind::WlrControlManager, 2),
    row(Kind::CursorShapeManager, 2),
    row(Kind::GestureManager, 3),
    row(Kind::TabletManager, 1),
    row(Kind::RelativeManager, 1),
    outer(Kind::Constraints, 1),
    row(Kind::Activation, 1),
    row(Kind::Exporter, 1),
    row(Kind::Importer, 1),
    row(Kind::ExporterV1, 1),
    row(Kind::ImporterV1, 1),
    row(Kind::DialogManager, 1),
    outer(Kind::InhibitManager, 1),
    row(Kind::ContentTypeManager, 1),
    row(Kind::AlphaManager, 1),
    row(Kind::FifoManager, 1),
    row(Kind::TimingManager, 1),
    row(Kind::TearingManager, 1),
    row(Kind::Fixes, 1),
    row(Kind::Bell, 1),
    row(Kind::IconManager, 1),
    row(Kind::TextInputManager, 1),
    outer(Kind::InputMethodManager, 1),
    outer(Kind::VirtualKeyboardManager, 1),
    outer(Kind::SecurityManager, 1),
    row(Kind::Output, 4),
    row(Kind::XdgOutputManager, 3),
    row(Kind::XdgWmBase, 6),
    row(Kind::DecorationManager, 1),
    row(Kind::KdeDecorationManager, 1),
    row(Kind::Viewporter, 1),
    row(Kind::FractionalManager, 1),
    row(Kind::SinglePixelManager, 1),
    row(Kind::Presentation, 2),
    row(Kind::LabelManager, 1),
    Row {
        needs: Needs::Gpu,
        ..row(Kind::Dmabuf, 5)
    },
];

/// The row of an interface that a program may see, of a cage with or without the graphics
/// card, behind a security context (`inner`) or not.
#[must_use]
pub fn visible(interface: &str, gpu: bool, inner: bool) -> Option<&'static Row> {
    TABLE
        .iter()
        .filter(|row| gpu || row.needs != Needs::Gpu)
        .filter(|row| row.inner || !inner)
        .find(|row| row.interface() == interface)
}
