//! A program that is told, in one thread with who tells it.

use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;
use std::sync::Arc;

use liserectl::{Event, State};
use wayland_client::backend::{Backend, ObjectId};
use wayland_client::protocol::{wl_output, wl_registry};
use wayland_client::{Connection, Dispatch, EventQueue, Proxy, QueueHandle, event_created_child};
use wayland_protocols::ext::foreign_toplevel_list::v1::client::{
    ext_foreign_toplevel_handle_v1 as handle, ext_foreign_toplevel_list_v1 as list,
};
use wayland_protocols::ext::workspace::v1::client::{
    ext_workspace_group_handle_v1 as group, ext_workspace_handle_v1 as workspace,
    ext_workspace_manager_v1 as manager,
};
use wayland_server::Display;

use super::whole;
use crate::{Lists, Wish};

/// Who tells, of a session as it is.
pub(super) struct Place {
    display: Display<Lists>,
    lists: Lists,
}

impl Place {
    pub(super) fn of(state: &State) -> Place {
        let display = Display::new().unwrap();
        let mut lists = Lists::new(&display.handle());
        lists.hear(&[whole(state)], &display.handle());
        Place { display, lists }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) handle: handle::ExtForeignToplevelHandleV1,
    pub(super) identifier: String,
    pub(super) title: String,
    pub(super) app_id: String,
    pub(super) done: u32,
    pub(super) closed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Told {
    handle: workspace::ExtWorkspaceHandleV1,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) at: Vec<u8>,
    pub(super) state: u32,
    pub(super) can: u32,
    pub(super) in_group: bool,
    pub(super) removed: bool,
}

/// All that was told.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Interfaces by number.
    pub(super) globals: BTreeMap<u32, String>,
    pub(super) windows: Vec<Window>,
    pub(super) finished: u32,
    pub(super) groups: u32,
    pub(super) groups_removed: u32,
    pub(super) entered: u32,
    pub(super) done: u32,
    pub(super) workspaces: Vec<Told>,
    /// Its name and scale.
    pub(super) output: (String, i32),
}

impl Seen {
    fn window(&mut self, handle: &handle::ExtForeignToplevelHandleV1) -> &mut Window {
        let found = self.windows.iter_mut().find(|it| it.handle == *handle);
        found.expect("a window that was announced")
    }

    fn workspace(&mut self, id: &ObjectId) -> &mut Told {
        let found = self.workspaces.iter_mut().find(|it| it.handle.id() == *id);
        found.expect("a workspace that was announced")
    }
}

pub(super) struct Panel {
    place: Place,
    connection: Connection,
    queue: EventQueue<Seen>,
    registry: wl_registry::WlRegistry,
    seen: Seen,
    list: Option<list::ExtForeignToplevelListV1>,
    manager: Option<manager::ExtWorkspaceManagerV1>,
}

impl Panel {
    pub(super) fn of(place: Place) -> Panel {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let client = place.display.handle().insert_client(theirs, Arc::new(()));
        client.unwrap();
        let connection = Connection::from_backend(Backend::connect(ours).unwrap());
        let queue = connection.new_event_queue();
        let registry = connection.display().get_registry(&queue.handle(), ());
        let mut panel = Panel {
            place,
            connection,
            queue,
            registry,
            seen: Seen::default(),
            list: None,
            manager: None,
        };
        panel.settle();
        panel
    }

    /// Both have heard all that the other said.
    fn settle(&mut self) {
        for _ in 0..2 {
            self.connection.flush().unwrap();
            let place = &mut self.place;
            place.display.dispatch_clients(&mut place.lists).unwrap();
            place.display.flush_clients().unwrap();
            // Nothing to be read is no error here.
            let _ = self.queue.prepare_read().map(|guard| guard.read());
            self.queue.dispatch_pending(&mut self.seen).unwrap();
        }
    }

    fn number(&self, interface: &str) -> u32 {
        let mut globals = self.seen.globals.iter();
        let found = globals.find(|(_, name)| *name == interface);
        *found.expect("a global").0
    }

    pub(super) fn list(&mut self) {
        let number = self.number("ext_foreign_toplevel_list_v1");
        self.list = Some(self.registry.bind(number, 1, &self.queue.handle(), ()));
        self.settle();
    }

    pub(super) fn manage(&mut self) {
        let number = self.number("ext_workspace_manager_v1");
        self.manager = Some(self.registry.bind(number, 1, &self.queue.handle(), ()));
        self.settle();
    }

    pub(super) fn bind_output(&mut self) {
        let number = self.number("wl_output");
        let handle = self.queue.handle();
        let _: wl_output::WlOutput = self.registry.bind(number, 4, &handle, ());
        self.settle();
    }

    pub(super) fn stop_list(&mut self) {
        self.list.as_ref().unwrap().stop();
        self.settle();
    }

    pub(super) fn let_go(&mut self, window: usize) {
        self.seen.windows[window].handle.destroy();
        self.settle();
    }

    pub(super) fn activate(&mut self, workspace: usize) {
        self.seen.workspaces[workspace].handle.activate();
        self.settle();
    }

    pub(super) fn commit(&mut self) {
        self.manager.as_ref().unwrap().commit();
        self.settle();
    }

    pub(super) fn stop_manager(&mut self) {
        self.manager.as_ref().unwrap().stop();
        self.settle();
    }

    /// Something happens in the session.
    pub(super) fn hear(&mut self, events: &[Event]) {
        let handle = self.place.display.handle();
        self.place.lists.hear(events, &handle);
        self.settle();
    }

    pub(super) fn wishes(&mut self) -> Vec<Wish> {
        self.place.lists.take_wishes()
    }

    pub(super) fn seen(&self) -> &Seen {
        &self.seen
    }

    pub(super) fn windows(&self) -> Vec<Window> {
        self.seen.windows.clone()
    }
}

impl Dispatch<wl_registry::WlRegistry, ()> for Seen {
    fn event(
        seen: &mut Seen,
        _: &wl_registry::WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        if let wl_registry::Event::Global {
            name, interface, ..
        } = event
        {
            seen.globals.insert(name, interface);
        }
    }
}

impl Dispatch<wl_output::WlOutput, ()> for Seen {
    fn event(
        seen: &mut Seen,
        _: &wl_output::WlOutput,
        event: wl_output::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        match event {
            wl_output::Event::Name { name } => seen.output.0 = name,
            wl_output::Event::Scale { factor } => seen.output.1 = factor,
            _ => {}
        }
    }
}

impl Dispatch<list::ExtForeignToplevelListV1, ()> for Seen {
    fn event(
        seen: &mut Seen,
        _: &list::ExtForeignToplevelListV1,
        event: list::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        match event {
            list::Event::Toplevel { toplevel } => seen.windows.push(Window {
                handle: toplevel,
                identifier: String::new(),
                title: String::new(),
                app_id: String::new(),
                done: 0,
                closed: false,
            }),
            list::Event::Finished => seen.finished += 1,
            _ => {}
        }
    }

    event_created_child!(Seen, list::ExtForeignToplevelListV1, [
        list::EVT_TOPLEVEL_OPCODE => (handle::ExtForeignToplevelHandleV1, ()),
    ]);
}

impl Dispatch<handle::ExtForeignToplevelHandleV1, ()> for Seen {
    fn event(
        seen: &mut Seen,
        handle: &handle::ExtForeignToplevelHandleV1,
        event: handle::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        let window = seen.window(handle);
        match event {
            handle::Event::Title { title } => window.title = title,
            handle::Event::AppId { app_id } => window.app_id = app_id,
            handle::Event::Identifier { identifier } => window.identifier = identifier,
            handle::Event::Done => window.done += 1,
            handle::Event::Closed => window.closed = true,
            _ => {}
        }
    }
}

impl Dispatch<manager::ExtWorkspaceManagerV1, ()> for Seen {
    fn event(
        seen: &mut Seen,
        _: &manager::ExtWorkspaceManagerV1,
        event: manager::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        match event {
            manager::Event::WorkspaceGroup { .. } => seen.groups += 1,
            manager::Event::Workspace { workspace } => seen.workspaces.push(Told {
                handle: workspace,
                id: String::new(),
                name: String::new(),
                at: Vec::new(),
                state: u32::MAX,
                can: 0,
                in_group: false,
                removed: false,
            }),
            manager::Event::Done => seen.done += 1,
            manager::Event::Finished => seen.finished += 1,
            _ => {}
        }
    }

    event_created_child!(Seen, manager::ExtWorkspaceManagerV1, [
        manager::EVT_WORKSPACE_GROUP_OPCODE => (group::ExtWorkspaceGroupHandleV1, ()),
        manager::EVT_WORKSPACE_OPCODE => (workspace::ExtWorkspaceHandleV1, ()),
    ]);
}

impl Dispatch<group::ExtWorkspaceGroupHandleV1, ()> for Seen {
    fn event(
        seen: &mut Seen,
        _: &group::ExtWorkspaceGroupHandleV1,
        event: group::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        match event {
            group::Event::OutputEnter { .. } => seen.entered += 1,
            group::Event::WorkspaceEnter { workspace } => {
                seen.workspace(&workspace.id()).in_group = true;
            }
            group::Event::WorkspaceLeave { workspace } => {
                seen.workspace(&workspace.id()).in_group = false;
            }
            group::Event::Removed => seen.groups_removed += 1,
            _ => {}
        }
    }
}

impl Dispatch<workspace::ExtWorkspaceHandleV1, ()> for Seen {
    fn event(
        seen: &mut Seen,
        handle: &workspace::ExtWorkspaceHandleV1,
        event: workspace::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Seen>,
    ) {
        let told = seen.workspace(&handle.id());
        match event {
            workspace::Event::Id { id } => told.id = id,
            workspace::Event::Name { name } => told.name = name,
            workspace::Event::Coordinates { coordinates } => told.at = coordinates,
            workspace::Event::State { state } => told.state = state.into(),
            workspace::Event::Capabilities { capabilities } => told.can = capabilities.into(),
            workspace::Event::Removed => told.removed = true,
            _ => {}
        }
    }
}
