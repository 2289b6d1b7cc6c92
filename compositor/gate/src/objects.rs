//! The objects of one program: which ids live, of which kind, and what the checks keep with them.

use std::os::fd::OwnedFd;
use std::rc::Rc;

use crate::contexts::Handed;
use crate::extras::{Extra, Extras, Icon};
use crate::kinds::Kind;

/// The first id that the core gives, not the program.
pub(crate) const SERVER: u32 = 0xff00_0000;

/// Where an id stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// Nobody has it.
    Free,
    /// It may be used.
    Live,
    /// Destroyed; the core has yet to say that the id is free again.
    Dead,
}

/// One object.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) version: u32,
    pub(crate) life: Life,
    pub(crate) data: Data,
}

/// What the checks keep with an object. Other objects are named by their ids, with 0
/// for none; whoever destroys one takes its id out of the others.
#[derive(Debug, Default)]
pub(crate) enum Data {
    #[default]
    None,
    Surface(Box<Surface>),
    /// How many rectangles it was made from.
    Region(u64),
    /// The surface that it places; 0 once one of the two surfaces is gone.
    Subsurface(u32),
    Pool(Pool),
    Buffer(Buffer),
    /// How many types are offered.
    Source(u64),
    Control(Control),
    /// How many xdg surfaces were made through it.
    WmBase(u32),
    Positioner(Positioner),
    XdgSurface(Box<XdgSurface>),
    Toplevel(Toplevel),
    Popup(Popup),
    /// The toplevel.
    Decoration(u32),
    /// The surface; 0 once it is gone.
    Viewport(u32),
    /// The surface; 0 once it is gone.
    Fractional(u32),
    /// The surface that asked; 0 for none, or once it is gone.
    Callback(u32),
    Params(Params),
    Extra(Extra),
    /// Whether it was committed.
    Token(bool),
    /// The toplevel; 0 once it is gone.
    Dialog(u32),
    /// Whether it has a keymap.
    VirtualKeyboard(bool),
    Icon(Icon),
    Context(Box<Context>),
}

/// What a surface is for. It never changes once it is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    None,
    Toplevel,
    Popup,
    Subsurface,
    Cursor,
    Icon,
    InputPopup,
}

/// `wl_surface`. State that is applied at a commit is kept as last asked: a commit
/// is when it is looked at.
#[derive(Debug)]
pub(crate) struct Surface {
    pub(crate) role: Role,
    pub(crate) xdg: u32,
    /// The surface above it in a tree, while its subsurface lives.
    pub(crate) parent: u32,
    pub(crate) subsurface: u32,
    pub(crate) children: Vec<u32>,
    /// The buffer attached since the last commit: its size, or none.
    pub(crate) attached: Option<Option<(i32, i32)>>,
    /// The size of the buffer that is shown.
    pub(crate) shown: Option<(i32, i32)>,
    pub(crate) scale: i32,
    pub(crate) turned: bool,
    pub(crate) viewport: u32,
    pub(crate) fractional: u32,
    /// The viewport's source: x, y, width, height in 256ths.
    pub(crate) source: Option<[i32; 4]>,
    /// Whether the viewport stretches to a size of its own.
    pub(crate) stretched: bool,
    /// Damage since the last commit, and callbacks not yet answered.
    pub(crate) asked: Asked,
    pub(crate) extras: Extras,
}

/// What is counted with a surface.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) damage: u64,
    pub(crate) callbacks: u64,
    /// Whether the next commit has a time.
    pub(crate) timed: bool,
}

impl Default for Surface {
    fn default() -> Self {
        Surface {
            role: Role::None,
            xdg: 0,
            parent: 0,
            subsurface: 0,
            children: Vec::new(),
            attached: None,
            shown: None,
            scale: 1,
            turned: false,
            viewport: 0,
            fractional: 0,
            source: None,
            stretched: false,
            asked: Asked::default(),
            extras: Extras::default(),
        }
    }
}

/// Bytes of shared memory that stay mapped as long as somebody holds this.
#[derive(Debug)]
pub(crate) struct Mapped(pub(crate) std::cell::Cell<u64>);

/// `wl_shm_pool`.
#[derive(Debug)]
pub(crate) struct Pool {
    /// Kept to see how large the file is when the pool is to grow.
    pub(crate) file: OwnedFd,
    pub(crate) size: i32,
    pub(crate) mapped: Rc<Mapped>,
}

/// `wl_buffer`.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    pub(crate) size: (i32, i32),
    pub(crate) mapped: Option<Rc<Mapped>>,
    /// Bytes of graphics memory.
    pub(crate) gpu: u64,
    /// The icons that it is a size of.
    pub(crate) icons: Vec<u32>,
}

/// A source of a data control protocol.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Control {
    /// How many types are offered.
    pub(crate) types: u64,
    /// Whether it was made a selection.
    pub(crate) used: bool,
}

/// `xdg_positioner`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Positioner {
    pub(crate) size: bool,
    pub(crate) anchor: bool,
}

impl Positioner {
    /// Whether a popup can be placed by it.
    pub(crate) fn complete(self) -> bool {
        self.size && self.anchor
    }
}

/// `xdg_surface`.
#[derive(Debug, Default)]
pub(crate) struct XdgSurface {
    pub(crate) surface: u32,
    pub(crate) base: u32,
    /// Its toplevel or popup, while that lives.
    pub(crate) role: u32,
    /// Configures that were not acknowledged yet, oldest first: the program's serial and
    /// the core's.
    pub(crate) configures: Vec<(u32, u32)>,
    /// Whether one was acknowledged since the window was last hidden.
    pub(crate) configured: bool,
    /// Live popups of this one.
    pub(crate) popups: u32,
    /// How many popups stand between this and a window.
    pub(crate) depth: u64,
}

/// `xdg_toplevel`.
#[derive(Debug, Default)]
pub(crate) struct Toplevel {
    pub(crate) xdg: u32,
    pub(crate) parent: u32,
    pub(crate) decoration: u32,
    pub(crate) dialog: u32,
    pub(crate) least: (i32, i32),
    pub(crate) most: (i32, i32),
}

/// `xdg_popup`.
#[derive(Debug, Default)]
pub(crate) struct Popup {
    pub(crate) xdg: u32,
    /// The xdg surface it is a popup of; 0 once that is gone.
    pub(crate) parent: u32,
    pub(crate) grabbed: bool,
}

/// `zwp_linux_buffer_params_v1`: a buffer of the graphics card in the making.
#[derive(Debug, Default)]
pub(crate) struct Params {
    pub(crate) used: bool,
    /// Offset and stride of each plane that was added.
    pub(crate) planes: [Option<(u32, u32)>; 4],
    /// The buffer that the core is asked for: its size, and bytes of graphics memory.
    pub(crate) asked: Option<((i32, i32), u64)>,
}

/// `wp_security_context_v1`.
#[derive(Debug)]
pub(crate) struct Context {
    /// What it will be; none once it is committed.
    pub(crate) handed: Option<Handed>,
    /// Which of its names were said, a bit for each.
    pub(crate) set: u8,
}

/// The objects of one program.
#[derive(Debug)]
pub(crate) struct Objects {
    ours: Vec<Entry>,
    cores: Vec<Entry>,
    live: u64,
}

impl Default for Objects {
    fn default() -> Self {
        let free = Entry {
            kind: Kind::Display,
            version: 0,
            life: Life::Free,
            data: Data::None,
        };
        let display = Entry {
            kind: Kind::Display,
            version: 1,
            life: Life::Live,
            data: Data::None,
        };
        Objects {
            ours: vec![free, display],
            cores: Vec::new(),
            live: 1,
        }
    }
}

impl Objects {
    fn slot(&self, id: u32) -> Option<&Entry> {
        match id.checked_sub(SERVER) {
            Some(index) => self.cores.get(usize::try_from(index).ok()?),
            None => self.ours.get(usize::try_from(id).ok()?),
        }
    }

    fn slot_mut(&mut self, id: u32) -> Option<&mut Entry> {
        match id.checked_sub(SERVER) {
            Some(index) => self.cores.get_mut(usize::try_from(index).ok()?),
            None => self.ours.get_mut(usize::try_from(id).ok()?),
        }
    }

    /// An object that may be used.
    pub(crate) fn live(&self, id: u32) -> Option<&Entry> {
        self.slot(id).filter(|entry| entry.life == Life::Live)
    }

    /// The same, to change what is kept with it.
    pub(crate) fn live_mut(&mut self, id: u32) -> Option<&mut Entry> {
        self.slot_mut(id).filter(|entry| entry.life == Life::Live)
    }

    /// An object that the core may still speak of.
    pub(crate) fn known(&self, id: u32) -> Option<&Entry> {
        self.slot(id).filter(|entry| entry.life != Life::Free)
    }

    /// How many live.
    pub(crate) fn count(&self) -> u64 {
        self.live
    }

    /// Whether a program may give this id to a new object.
    pub(crate) fn vacant(&self, id: u32) -> bool {
        let next = u32::try_from(self.ours.len()).unwrap_or(SERVER);
        let freed = self.slot(id).is_some_and(|entry| entry.life == Life::Free);
        id != 0 && id < SERVER && (id == next || freed)
    }

    /// Adds an object that the program made; see [`Objects::vacant`].
    pub(crate) fn insert(&mut self, id: u32, entry: Entry) {
        if let Some(slot) = self.slot_mut(id) {
            *slot = entry;
        } else {
            self.ours.push(entry);
        }
        self.live = self.live.saturating_add(1);
    }

    /// Adds an object that the core made. False where its id can't be right.
    pub(crate) fn insert_cores(&mut self, id: u32, entry: Entry) -> bool {
        let index = id
            .checked_sub(SERVER)
            .and_then(|index| usize::try_from(index).ok());
        let Some(index) = index.filter(|index| *index <= self.cores.len()) else {
            return false;
        };
        match self.cores.get_mut(index) {
            Some(slot) if slot.life == Life::Live => return false,
            Some(slot) => *slot = entry,
            None => self.cores.push(entry),
        }
        self.live = self.live.saturating_add(1);
        true
    }

    /// Ends an object, and hands out what was kept with it. Its id stays taken until
    /// it is [`Objects::free`]d, unless the core gave it.
    pub(crate) fn destroy(&mut self, id: u32) -> Data {
        let Some(entry) = self.live_mut(id) else {
            return Data::None;
        };
        entry.life = Life::Dead;
        let data = std::mem::take(&mut entry.data);
        self.live = self.live.saturating_sub(1);
        data
    }

    /// A toplevel is gone: its children become those of the one above it.
    pub(crate) fn adopt(&mut self, gone: u32, above: u32) {
        for entry in &mut self.ours {
            if let Data::Toplevel(toplevel) = &mut entry.data
                && toplevel.parent == gone
            {
                toplevel.parent = above;
            }
        }
    }

    /// The core says that an id is free again.
    pub(crate) fn free(&mut self, id: u32) {
        if let Some(entry) = self.slot_mut(id)
            && entry.life == Life::Dead
        {
            entry.life = Life::Free;
        }
    }
}

/// Typed views of what is kept with objects.
macro_rules! views {
    ($($name:ident, $name_mut:ident: $variant:ident => $type:ty;)*) => {
        impl Objects {
            $(
                #[doc = concat!("What is kept with a live ", stringify!($variant), ".")]
                #[allow(dead_code)]
                pub(crate) fn $name(&self, id: u32) -> Option<&$type> {
                    match &self.live(id)?.data {
                        Data::$variant(data) => Some(data),
                        _ => None,
                    }
                }

                #[doc = concat!("The same, to change it: ", stringify!($variant), ".")]
                #[allow(dead_code)]
                pub(crate) fn $name_mut(&mut self, id: u32) -> Option<&mut $type> {
                    match &mut self.live_mut(id)?.data {
                        Data::$variant(data) => Some(data),
                        _ => None,
                    }
                }
            )*
        }
    };
}

views! {
    surface, surface_mut: Surface => Surface;
    region, region_mut: Region => u64;
    subsurface, subsurface_mut: Subsurface => u32;
    pool, pool_mut: Pool => Pool;
    buffer, buffer_mut: Buffer => Buffer;
    source, source_mut: Source => u64;
    control, control_mut: Control => Control;
    base, base_mut: WmBase => u32;
    positioner, positioner_mut: Positioner => Positioner;
    xdg, xdg_mut: XdgSurface => XdgSurface;
    toplevel, toplevel_mut: Toplevel => Toplevel;
    popup, popup_mut: Popup => Popup;
    decoration, decoration_mut: Decoration => u32;
    viewport, viewport_mut: Viewport => u32;
    fractional, fractional_mut: Fractional => u32;
    callback, callback_mut: Callback => u32;
    params, params_mut: Params => Params;
    extra, extra_mut: Extra => Extra;
    token, token_mut: Token => bool;
    dialog, dialog_mut: Dialog => u32;
    virtual_keyboard, virtual_keyboard_mut: VirtualKeyboard => bool;
    icon, icon_mut: Icon => Icon;
    context, context_mut: Context => Box<Context>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: Kind) -> Entry {
        Entry {
            kind,
            version: 1,
            life: Life::Live,
            data: Data::None,
        }
    }

    #[test]
    fn ids_are_given_in_order_and_again_once_free() {
        let mut objects = Objects::default();
        for id in [0, 1, 3, SERVER, u32::MAX] {
            assert!(!objects.vacant(id), "{id}");
        }
        objects.insert(2, entry(Kind::Region));
        assert!(!objects.vacant(2));
        objects.destroy(2);
        assert!(objects.live(2).is_none());
        assert!(objects.known(2).is_some());
        assert!(!objects.vacant(2));
        objects.free(2);
        assert!(objects.vacant(2) && objects.vacant(3));
        assert_eq!(objects.count(), 1);
    }

    #[test]
    fn the_cores_ids_are_its_own() {
        let mut objects = Objects::default();
        assert!(!objects.insert_cores(SERVER + 1, entry(Kind::DataOffer)));
        assert!(!objects.insert_cores(7, entry(Kind::DataOffer)));
        assert!(objects.insert_cores(SERVER, entry(Kind::DataOffer)));
        assert!(!objects.insert_cores(SERVER, entry(Kind::DataOffer)));
        objects.destroy(SERVER);
        assert!(objects.insert_cores(SERVER, entry(Kind::DataOffer)));
    }
}
