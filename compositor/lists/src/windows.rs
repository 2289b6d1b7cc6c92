//! `ext_foreign_toplevel_list_v1`: every window, with the title of its cage before its own.

use std::collections::BTreeMap;

use liserectl::{State, WindowInfo};
use wayland_protocols::ext::foreign_toplevel_list::v1::server::ext_foreign_toplevel_handle_v1::{
    self, ExtForeignToplevelHandleV1,
};
use wayland_protocols::ext::foreign_toplevel_list::v1::server::ext_foreign_toplevel_list_v1::{
    ExtForeignToplevelListV1, Request,
};
use wayland_server::backend::ClientId;
use wayland_server::{Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource};

use crate::lists::{Lists, offer, wire};

const VERSION: u32 = 1;

/// All windows, and who is told of them.
#[derive(Debug)]
pub(crate) struct Windows {
    /// How each is called, from when it appears until it goes: a window that comes back is
    /// another one here.
    called: BTreeMap<u64, String>,
    last: u64,
    listings: Vec<Listing>,
}

/// What one list has told.
#[derive(Debug)]
struct Listing {
    list: ExtForeignToplevelListV1,
    stopped: bool,
    /// Those whose handles were let go are told nothing more, nor told again.
    told: BTreeMap<u64, Told>,
}

#[derive(Debug)]
struct Told {
    handle: ExtForeignToplevelHandleV1,
    shown: Shown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    title: String,
    app_id: String,
}

impl Windows {
    pub(crate) fn new(display: &DisplayHandle) -> Windows {
        offer::<ExtForeignToplevelListV1, ()>(display, VERSION, ());
        Windows {
            called: BTreeMap::new(),
            last: 0,
            listings: Vec::new(),
        }
    }

    /// Tells everybody what is new.
    pub(crate) fn follow(&mut self, known: &State, display: &DisplayHandle) {
        let there = |id: &u64| known.windows.iter().any(|window| window.id == *id);
        self.called.retain(|id, _| there(id));
        for window in &known.windows {
            let last = &mut self.last;
            self.called.entry(window.id).or_insert_with(|| {
                *last = last.saturating_add(1);
                format!("{}.{last}", window.id)
            });
        }
        for listing in &mut self.listings {
            listing.follow(known, &self.called, display);
        }
    }
}

impl Listing {
    fn follow(&mut self, known: &State, called: &BTreeMap<u64, String>, display: &DisplayHandle) {
        self.told.retain(|id, told| {
            let there = called.contains_key(id);
            if !there {
                told.handle.closed();
            }
            there
        });
        // From the bottom of the stack to the top: the last one told is the highest.
        for window in known.windows.iter().rev() {
            let shown = shown(window, known);
            match self.told.get_mut(&window.id) {
                Some(told) if told.shown != shown => {
                    told.tell(&shown);
                    told.shown = shown;
                }
                Some(_) => {}
                None if self.stopped => {}
                None => {
                    let called = called.get(&window.id).cloned().unwrap_or_default();
                    if let Some(handle) = self.announce(called, display) {
                        let told = Told { handle, shown };
                        told.tell(&told.shown);
                        self.told.insert(window.id, told);
                    }
                }
            }
        }
    }

    fn announce(
        &self,
        called: String,
        display: &DisplayHandle,
    ) -> Option<ExtForeignToplevelHandleV1> {
        let client = self.list.client()?;
        let made = client.create_resource::<_, (), Lists>(display, self.list.version(), ());
        let handle: ExtForeignToplevelHandleV1 = made.ok()?;
        self.list.toplevel(&handle);
        handle.identifier(called);
        Some(handle)
    }
}

impl Told {
    fn tell(&self, shown: &Shown) {
        self.handle.title(shown.title.clone());
        self.handle.app_id(shown.app_id.clone());
        self.handle.done();
    }
}

/// The label comes first, so that no program can pass for one of another cage by its title.
fn shown(window: &WindowInfo, known: &State) -> Shown {
    let cage = known.cages.iter().find(|cage| cage.name == window.cage);
    let label = cage.map_or(window.cage.as_str(), |cage| &cage.title);
    Shown {
        title: wire(&format!("{label}: {}", window.title)),
        app_id: wire(&window.app_id),
    }
}

impl GlobalDispatch<ExtForeignToplevelListV1, ()> for Lists {
    fn bind(
        lists: &mut Lists,
        display: &DisplayHandle,
        _: &Client,
        resource: New<ExtForeignToplevelListV1>,
        (): &(),
        init: &mut DataInit<'_, Lists>,
    ) {
        let mut listing = Listing {
            list: init.init(resource, ()),
            stopped: false,
            told: BTreeMap::new(),
        };
        listing.follow(&lists.known, &lists.windows.called, display);
        lists.windows.listings.push(listing);
    }
}

impl Dispatch<ExtForeignToplevelListV1, ()> for Lists {
    fn request(
        lists: &mut Lists,
        _: &Client,
        list: &ExtForeignToplevelListV1,
        request: Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        if let Request::Stop = request {
            let mut all = lists.windows.listings.iter_mut();
            if let Some(listing) = all.find(|listing| listing.list == *list && !listing.stopped) {
                listing.stopped = true;
                list.finished();
            }
        }
    }

    fn destroyed(lists: &mut Lists, _: ClientId, gone: &ExtForeignToplevelListV1, (): &()) {
        let all = &mut lists.windows.listings;
        all.retain(|listing| listing.list != *gone);
    }
}

impl Dispatch<ExtForeignToplevelHandleV1, ()> for Lists {
    fn request(
        _: &mut Lists,
        _: &Client,
        _: &ExtForeignToplevelHandleV1,
        _: ext_foreign_toplevel_handle_v1::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        // There is none but to let it go.
    }
}
