//! What the protocols say of values and of order: one file per protocol, asked before anything is forwarded.

mod control;
mod data;
mod dmabuf;
mod extra;
mod icon;
mod popup;
mod positioner;
mod related;
mod security;
mod shm;
mod small;
mod subsurface;
mod surface;
mod text;
mod toplevel;
mod viewport;
mod xdg_surface;

use std::collections::VecDeque;
use std::os::fd::OwnedFd;

use lisere_policy::Limit;

use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Objects};
use crate::quota::{Account, Usage};
use crate::wire::Args;

/// No client has a use for coordinates beyond this, and sums of a few stay far from
/// where a 32-bit integer ends.
const FAR: i32 = 1 << 20;

/// A request whose shape is right: lengths, versions, objects and their kinds.
pub(crate) struct Call<'a> {
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    pub(crate) version: u32,
    pub(crate) opcode: u16,
    pub(crate) args: &'a Args<'a>,
    /// Descriptors that came and are not used yet; this request's own come first.
    pub(crate) fds: &'a VecDeque<OwnedFd>,
}

impl Call<'_> {
    /// A fault with a code of this object's own.
    fn fault(&self, code: u32, why: &'static str) -> Fault {
        Fault::of(self.kind, self.id, code, why)
    }
}

/// What the checks see and change.
pub(crate) struct World<'a> {
    pub(crate) objects: &'a mut Objects,
    pub(crate) account: &'a mut Account,
    pub(crate) own: &'a mut Usage,
    /// The formats of shared memory that this program was told of.
    pub(crate) formats: &'a [u32],
}

impl World<'_> {
    fn take(&mut self, limit: Limit, amount: u64, why: &'static str) -> Result<(), Fault> {
        self.account.take(self.own, limit, amount, why)
    }

    fn give(&mut self, limit: Limit, amount: u64) {
        self.account.give(self.own, limit, amount);
    }

    fn limit(&self, limit: Limit) -> u64 {
        self.account.limits.get(limit)
    }
}

/// What is to become of a request.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Whether it stays here: it would mean nothing to the core.
    pub(crate) ignored: bool,
    /// What to keep with the object that it makes.
    pub(crate) data: Data,
    /// Arguments to forward with other values.
    pub(crate) patches: Vec<(usize, u32)>,
    /// What it costs beyond one unit.
    pub(crate) cost: u64,
}

impl Verdict {
    fn pass() -> Verdict {
        Verdict::default()
    }

    /// It stays here. Never for a request that makes an object.
    fn ignore() -> Verdict {
        Verdict {
            ignored: true,
            ..Verdict::default()
        }
    }

    /// Keeps this with the new object.
    fn make(data: Data) -> Verdict {
        Verdict {
            data,
            ..Verdict::default()
        }
    }

    /// Costs so many units more.
    fn costing(self, cost: u64) -> Verdict {
        Verdict { cost, ..self }
    }

    /// Forwards an integer within ±[`FAR`] instead of one beyond.
    fn clamped(mut self, call: &Call<'_>, arguments: &[usize]) -> Verdict {
        for index in arguments {
            let value = call.args.int(*index);
            self.patch(*index, value, value.clamp(-FAR, FAR));
        }
        self
    }

    fn patch(&mut self, index: usize, old: i32, new: i32) {
        if old != new {
            self.patches
                .push((index, u32::from_ne_bytes(new.to_ne_bytes())));
        }
    }
}

/// Asks the protocol's file. A fault ends the program; what is kept with objects may
/// then be left as it is.
pub(crate) fn check(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.kind {
        Kind::Display | Kind::Registry => Ok(Verdict::pass().costing(8)),
        Kind::Compositor => surface::compositor(world, call),
        Kind::Surface => surface::request(world, call),
        Kind::Region => surface::region(world, call),
        Kind::Subcompositor => subsurface::manager(world, call),
        Kind::Subsurface => subsurface::request(world, call),
        Kind::Shm => shm::shm(world, call),
        Kind::ShmPool => shm::pool(world, call),
        Kind::Pointer | Kind::TabletTool => small::pointer(world, call),
        Kind::Seat
        | Kind::GestureManager
        | Kind::TabletManager
        | Kind::LabelManager
        | Kind::RelativeManager
        | Kind::InhibitManager
        | Kind::TextInputManager
        | Kind::InputMethodManager => Ok(Verdict::pass().costing(4)),
        Kind::DataDeviceManager | Kind::PrimaryManager => data::manager(call),
        Kind::DataSource | Kind::PrimarySource => data::source(world, call),
        Kind::DataDevice => data::device(world, call),
        Kind::DataOffer | Kind::PrimaryOffer => data::offer(world, call),
        Kind::ExtControlManager | Kind::WlrControlManager => control::manager(call),
        Kind::ExtControlDevice | Kind::WlrControlDevice => control::device(world, call),
        Kind::ExtControlSource | Kind::WlrControlSource => control::source(world, call),
        Kind::ExtControlOffer | Kind::WlrControlOffer => control::offer(world, call),
        Kind::CursorShapeDevice => small::cursor_shape(call),
        Kind::XdgWmBase => xdg_surface::base(world, call),
        Kind::XdgPositioner => positioner::request(world, call),
        Kind::XdgSurface => xdg_surface::request(world, call),
        Kind::XdgToplevel => toplevel::request(world, call),
        Kind::XdgPopup => popup::request(world, call),
        Kind::DecorationManager => toplevel::decoration_manager(world, call),
        Kind::Decoration => toplevel::decoration(world, call),
        Kind::Viewporter => viewport::manager(world, call),
        Kind::Viewport => viewport::request(world, call),
        Kind::FractionalManager => viewport::fractional_manager(world, call),
        Kind::SinglePixelManager => small::single_pixel(call),
        Kind::Presentation => small::presentation(world, call),
        Kind::Dmabuf => dmabuf::manager(call),
        Kind::DmabufParams => dmabuf::params(world, call),
        _ => check_small(world, call),
    }
}

/// The same for protocols that add one thing to windows, surfaces or the seat.
fn check_small(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.kind {
        Kind::Constraints
        | Kind::ContentTypeManager
        | Kind::AlphaManager
        | Kind::FifoManager
        | Kind::TimingManager
        | Kind::TearingManager => extra::manager(world, call),
        Kind::ContentType | Kind::Alpha | Kind::Fifo | Kind::Timer | Kind::Tearing => {
            extra::request(world, call)
        }
        Kind::Activation => related::activation(call),
        Kind::ActivationToken => related::token(world, call),
        Kind::Exporter | Kind::ExporterV1 => related::exporter(world, call),
        Kind::Importer | Kind::ImporterV1 | Kind::Bell => Ok(Verdict::pass().costing(16)),
        Kind::Imported | Kind::ImportedV1 => related::imported(world, call),
        Kind::DialogManager => related::dialog_manager(world, call),
        Kind::Fixes => related::fixes(world, call),
        Kind::TextInput => text::input(call),
        Kind::InputMethod => text::method(world, call),
        Kind::VirtualKeyboardManager => text::keyboard_manager(call),
        Kind::VirtualKeyboard => text::keyboard(world, call),
        Kind::IconManager => icon::manager(world, call),
        Kind::Icon => icon::request(world, call),
        Kind::SecurityManager => security::manager(world, call),
        Kind::SecurityContext => security::context(world, call),
        _ => Ok(Verdict::pass()),
    }
}

/// An object is gone, by its program's request or by the core's event: takes its id
/// out of the others and gives back what was counted with it.
pub(crate) fn ended(world: &mut World<'_>, id: u32, data: Data) {
    match data {
        Data::Surface(gone) => surface::ended(world, id, &gone),
        Data::Subsurface(surface) => subsurface::ended(world, surface),
        Data::Pool(gone) => shm::pool_ended(world, gone),
        Data::Buffer(gone) => shm::buffer_ended(world, gone),
        Data::XdgSurface(gone) => xdg_surface::ended(world, &gone),
        Data::Toplevel(gone) => toplevel::ended(world, id, &gone),
        Data::Popup(gone) => popup::ended(world, &gone),
        Data::Decoration(toplevel) => toplevel::decoration_ended(world, toplevel),
        Data::Viewport(surface) => viewport::ended(world, surface),
        Data::Fractional(surface) => viewport::fractional_ended(world, surface),
        Data::Callback(surface) => surface::answered(world, surface),
        Data::Extra(gone) => extra::ended(world, id, gone),
        Data::Dialog(toplevel) => related::dialog_ended(world, toplevel),
        Data::Context(gone) => security::ended(world, &gone),
        _ => {}
    }
}

/// What to keep with a global that is bound.
pub(crate) fn bound(kind: Kind) -> Data {
    match kind {
        Kind::XdgWmBase => Data::WmBase(0),
        _ => Data::None,
    }
}

/// What to keep with an object that the core makes, or takes back by saying so.
pub(crate) fn told(world: &mut World<'_>, kind: Kind, id: u32, opcode: u16) -> Data {
    match (kind, opcode) {
        (Kind::DmabufParams, 0) => dmabuf::answered(world, id, true),
        (Kind::DmabufParams, 1) => dmabuf::answered(world, id, false),
        (Kind::LockedPointer | Kind::ConfinedPointer, 1) => {
            extra::released(world, id);
            Data::None
        }
        _ => Data::None,
    }
}

/// The core tells of a configure: the program's own serial for it, and the core's.
pub(crate) fn configured(world: &mut World<'_>, xdg: u32, serials: (u32, u32)) {
    xdg_surface::configured(world, xdg, serials);
}
