//! `ext_workspace_manager_v1`: a group for each output, with its nine workspaces.

use liserectl::{State, WorkspaceInfo};
use wayland_protocols::ext::workspace::v1::server::ext_workspace_group_handle_v1::{
    self, ExtWorkspaceGroupHandleV1, GroupCapabilities,
};
use wayland_protocols::ext::workspace::v1::server::ext_workspace_handle_v1::{
    self, ExtWorkspaceHandleV1, State as Flags, WorkspaceCapabilities,
};
use wayland_protocols::ext::workspace::v1::server::ext_workspace_manager_v1::{
    ExtWorkspaceManagerV1, Request,
};
use wayland_server::backend::ClientId;
use wayland_server::protocol::wl_output::WlOutput;
use wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource, Weak,
};

use crate::lists::{Lists, Wish, offer, same_client};
use crate::outputs::Screens;

const VERSION: u32 = 1;
/// Every output has so many.
const COUNT: u32 = 9;
/// Wishes of one program between two commits: one for each workspace of many outputs.
const MOST_WISHES: usize = 64;

/// Who is told of workspaces.
#[derive(Debug)]
pub(crate) struct Workspaces {
    managers: Vec<Manager>,
}

/// What one manager has told, and heard since the last commit.
#[derive(Debug)]
struct Manager {
    manager: ExtWorkspaceManagerV1,
    groups: Vec<Group>,
    wishes: Vec<Wish>,
}

#[derive(Debug)]
struct Group {
    output: String,
    handle: ExtWorkspaceGroupHandleV1,
    told: Vec<Told>,
}

#[derive(Debug)]
struct Told {
    handle: ExtWorkspaceHandleV1,
    number: u32,
    name: String,
    flags: Flags,
}

/// What a handle stands for.
#[derive(Debug)]
pub(crate) struct Stands {
    manager: Weak<ExtWorkspaceManagerV1>,
    wish: Wish,
}

impl Workspaces {
    pub(crate) fn new(display: &DisplayHandle) -> Workspaces {
        offer::<ExtWorkspaceManagerV1, ()>(display, VERSION, ());
        let managers = Vec::new();
        Workspaces { managers }
    }

    /// Tells everybody what is new.
    pub(crate) fn follow(&mut self, known: &State, screens: &Screens, display: &DisplayHandle) {
        for manager in &mut self.managers {
            if manager.follow(known, screens, display) {
                manager.manager.done();
            }
        }
    }

    /// A program knows an output by one more object.
    pub(crate) fn output_bound(&self, name: &str, output: &WlOutput) {
        let managers = self.managers.iter();
        for manager in managers.filter(|it| same_client(&it.manager, output)) {
            if let Some(group) = manager.groups.iter().find(|group| group.output == name) {
                group.handle.output_enter(output);
                manager.manager.done();
            }
        }
    }
}

impl Manager {
    /// Whether there was anything to tell.
    fn follow(&mut self, known: &State, screens: &Screens, display: &DisplayHandle) -> bool {
        let mut news = false;
        self.groups.retain(|group| {
            let there = known.outputs.iter().any(|it| it.name == group.output);
            if !there {
                news = true;
                group.end();
            }
            there
        });
        for output in &known.outputs {
            let group = self.groups.iter_mut().find(|it| it.output == output.name);
            match group {
                Some(group) => {
                    for told in &mut group.told {
                        news |= told.follow(known, &group.output);
                    }
                }
                None => {
                    let group = self.begin(&output.name, known, screens, display);
                    news |= group.is_some();
                    self.groups.extend(group);
                }
            }
        }
        news
    }

    fn begin(
        &self,
        output: &str,
        known: &State,
        screens: &Screens,
        display: &DisplayHandle,
    ) -> Option<Group> {
        let (client, version) = (self.manager.client()?, self.manager.version());
        let made = client.create_resource::<_, (), Lists>(display, version, ());
        let handle: ExtWorkspaceGroupHandleV1 = made.ok()?;
        self.manager.workspace_group(&handle);
        handle.capabilities(GroupCapabilities::empty());
        let bound = screens.bound(output).iter();
        for output in bound.filter(|output| same_client(*output, &handle)) {
            handle.output_enter(output);
        }
        let mut told = Vec::new();
        for number in 1..=COUNT {
            let stands = Stands {
                manager: self.manager.downgrade(),
                wish: Wish {
                    output: output.to_owned(),
                    number,
                },
            };
            let made = client.create_resource::<_, Stands, Lists>(display, version, stands);
            let workspace: ExtWorkspaceHandleV1 = made.ok()?;
            self.manager.workspace(&workspace);
            let one = Told::begin(workspace, number, known, output);
            handle.workspace_enter(&one.handle);
            told.push(one);
        }
        Some(Group {
            output: output.to_owned(),
            handle,
            told,
        })
    }
}

impl Group {
    fn end(&self) {
        for told in &self.told {
            self.handle.workspace_leave(&told.handle);
            told.handle.removed();
        }
        self.handle.removed();
    }
}

impl Told {
    fn begin(handle: ExtWorkspaceHandleV1, number: u32, known: &State, output: &str) -> Told {
        let (name, flags) = shown(known, output, number);
        handle.id(format!("{output}:{number}"));
        handle.name(name.clone());
        let place = number.saturating_sub(1);
        handle.coordinates(place.to_ne_bytes().to_vec());
        handle.state(flags);
        handle.capabilities(WorkspaceCapabilities::Activate);
        Told {
            handle,
            number,
            name,
            flags,
        }
    }

    /// Whether there was anything to tell.
    fn follow(&mut self, known: &State, output: &str) -> bool {
        let (name, flags) = shown(known, output, self.number);
        let news = (&name, flags) != (&self.name, self.flags);
        if name != self.name {
            self.handle.name(name.clone());
            self.name = name;
        }
        if flags != self.flags {
            self.handle.state(flags);
            self.flags = flags;
        }
        news
    }
}

/// How a workspace is called and how it stands.
fn shown(known: &State, output: &str, number: u32) -> (String, Flags) {
    let is = |it: &&WorkspaceInfo| it.output == output && it.number == number;
    let found = known.workspaces.iter().find(is);
    let mut flags = Flags::empty();
    flags.set(Flags::Active, found.is_some_and(|it| it.shown));
    flags.set(Flags::Urgent, found.is_some_and(|it| it.urgent));
    let name = found.map(|it| it.name.as_str()).unwrap_or_default();
    let name = match name {
        "" => number.to_string(),
        name => crate::lists::wire(name),
    };
    (name, flags)
}

impl GlobalDispatch<ExtWorkspaceManagerV1, ()> for Lists {
    fn bind(
        lists: &mut Lists,
        display: &DisplayHandle,
        _: &Client,
        resource: New<ExtWorkspaceManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Lists>,
    ) {
        let mut manager = Manager {
            manager: init.init(resource, ()),
            groups: Vec::new(),
            wishes: Vec::new(),
        };
        manager.follow(&lists.known, &lists.screens, display);
        manager.manager.done();
        lists.workspaces.managers.push(manager);
    }
}

impl Dispatch<ExtWorkspaceManagerV1, ()> for Lists {
    fn request(
        lists: &mut Lists,
        _: &Client,
        resource: &ExtWorkspaceManagerV1,
        request: Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        let all = &mut lists.workspaces.managers;
        match request {
            Request::Commit => {
                if let Some(it) = all.iter_mut().find(|it| it.manager == *resource) {
                    lists.wishes.append(&mut it.wishes);
                }
            }
            Request::Stop => {
                all.retain(|it| it.manager != *resource);
                resource.finished();
            }
            _ => {}
        }
    }

    fn destroyed(lists: &mut Lists, _: ClientId, gone: &ExtWorkspaceManagerV1, (): &()) {
        let all = &mut lists.workspaces.managers;
        all.retain(|it| it.manager != *gone);
    }
}

impl Dispatch<ExtWorkspaceGroupHandleV1, ()> for Lists {
    fn request(
        _: &mut Lists,
        _: &Client,
        _: &ExtWorkspaceGroupHandleV1,
        _: ext_workspace_group_handle_v1::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        // Outputs have the workspaces that they have: none can be made.
    }
}

impl Dispatch<ExtWorkspaceHandleV1, Stands> for Lists {
    fn request(
        lists: &mut Lists,
        _: &Client,
        _: &ExtWorkspaceHandleV1,
        request: ext_workspace_handle_v1::Request,
        stands: &Stands,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        // The others were not offered: an output always shows one, and none can go.
        if let ext_workspace_handle_v1::Request::Activate = request {
            let mut all = lists.workspaces.managers.iter_mut();
            let manager = all.find(|it| stands.manager == it.manager);
            if let Some(manager) = manager.filter(|it| it.wishes.len() < MOST_WISHES) {
                manager.wishes.push(stands.wish.clone());
            }
        }
    }
}
