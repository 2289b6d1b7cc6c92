//! A dock of the trusted side, told by the real program of windows and workspaces.

use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};

use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, event_created_child};
use wayland_protocols::ext::foreign_toplevel_list::v1::client::ext_foreign_toplevel_handle_v1::{
    self as handle, ExtForeignToplevelHandleV1,
};
use wayland_protocols::ext::foreign_toplevel_list::v1::client::ext_foreign_toplevel_list_v1::{
    self as list, ExtForeignToplevelListV1,
};
use wayland_protocols::ext::workspace::v1::client::ext_workspace_group_handle_v1::{
    self as group, ExtWorkspaceGroupHandleV1,
};
use wayland_protocols::ext::workspace::v1::client::ext_workspace_handle_v1::{
    self as workspace, ExtWorkspaceHandleV1,
};
use wayland_protocols::ext::workspace::v1::client::ext_workspace_manager_v1::{
    self as manager, ExtWorkspaceManagerV1,
};

use crate::patience::until_true;
use crate::session::{Session, programs};

/// What a dock has heard.
#[derive(Default)]
struct Heard {
    globals: Vec<(u32, String)>,
    titles: Vec<String>,
    workspaces: Vec<ExtWorkspaceHandleV1>,
}

/// `lisere-lists` for a session, told to do something more or nothing.
fn lists(session: &Session, command: &[&str]) -> Command {
    let mut program = Command::new(programs().join("lisere-lists"));
    program
        .args(command)
        .env("XDG_RUNTIME_DIR", session.runtime())
        .env("LISERE_CONTROL", session.control());
    program
}

/// One that only listens; returns the socket's name.
fn listening(session: &Session) -> (Child, String) {
    let mut child = lists(session, &[]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let name = line.trim_end().strip_prefix("WAYLAND_DISPLAY=");
    (child, name.expect("the socket's name").to_owned())
}

fn dock(session: &Session, name: &str) -> (EventQueue<Heard>, Heard, ExtWorkspaceManagerV1) {
    let stream = UnixStream::connect(session.runtime().join(name)).unwrap();
    let connection = Connection::from_socket(stream).unwrap();
    let mut queue = connection.new_event_queue();
    let registry = connection.display().get_registry(&queue.handle(), ());
    let mut heard = Heard::default();
    queue.roundtrip(&mut heard).unwrap();
    let number = |interface: &str| {
        let mut globals = heard.globals.iter();
        globals.find(|(_, name)| name == interface).unwrap().0
    };
    let (list, manager) = (
        number("ext_foreign_toplevel_list_v1"),
        number("ext_workspace_manager_v1"),
    );
    let handle = queue.handle();
    let _: ExtForeignToplevelListV1 = registry.bind(list, 1, &handle, ());
    let manager = registry.bind(manager, 1, &handle, ());
    queue.roundtrip(&mut heard).unwrap();
    (queue, heard, manager)
}

#[test]
fn a_dock_lists_windows_and_shows_a_workspace() {
    let session = Session::start();
    let _program = session.program("web");
    let (mut lists, name) = listening(&session);
    let (mut queue, mut heard, manager) = dock(&session, &name);
    until_true("the window is listed", || {
        queue.roundtrip(&mut heard).unwrap();
        heard.titles.iter().any(|title| title.starts_with("Web: "))
    });
    assert_eq!(heard.workspaces.len(), 9);
    assert_eq!(session.workspace(), 1);
    heard.workspaces[2].activate();
    queue.roundtrip(&mut heard).unwrap();
    assert_eq!(session.workspace(), 1, "not before the commit");
    manager.commit();
    queue.flush().unwrap();
    until_true("the workspace is shown", || session.workspace() == 3);
    session.quit();
    assert!(lists.wait().unwrap().success(), "it ends with the session");
}

#[test]
fn a_program_that_it_starts_finds_it_and_ends_it() {
    let session = Session::start();
    let script = "test -S \"$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY\" && exit 7";
    let status = lists(&session, &["--", "sh", "-c", script])
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(7));
    let status = lists(&session, &["--", "sh", "-c", "kill $$"])
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(128 + 15));
    let missing = lists(&session, &["--", "/nonexistent/dock"])
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&missing.stderr);
    assert_eq!(missing.status.code(), Some(127));
    assert!(complaint.contains("/nonexistent/dock"), "{complaint}");
}

impl Dispatch<WlRegistry, ()> for Heard {
    fn event(
        heard: &mut Heard,
        _: &WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        if let wl_registry::Event::Global {
            name, interface, ..
        } = event
        {
            heard.globals.push((name, interface));
        }
    }
}

impl Dispatch<ExtForeignToplevelListV1, ()> for Heard {
    fn event(
        _: &mut Heard,
        _: &ExtForeignToplevelListV1,
        _: list::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        // Handles tell their titles.
    }

    event_created_child!(Heard, ExtForeignToplevelListV1, [
        list::EVT_TOPLEVEL_OPCODE => (ExtForeignToplevelHandleV1, ()),
    ]);
}

impl Dispatch<ExtForeignToplevelHandleV1, ()> for Heard {
    fn event(
        heard: &mut Heard,
        _: &ExtForeignToplevelHandleV1,
        event: handle::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        if let handle::Event::Title { title } = event {
            heard.titles.push(title);
        }
    }
}

impl Dispatch<ExtWorkspaceManagerV1, ()> for Heard {
    fn event(
        heard: &mut Heard,
        _: &ExtWorkspaceManagerV1,
        event: manager::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        if let manager::Event::Workspace { workspace } = event {
            heard.workspaces.push(workspace);
        }
    }

    event_created_child!(Heard, ExtWorkspaceManagerV1, [
        manager::EVT_WORKSPACE_GROUP_OPCODE => (ExtWorkspaceGroupHandleV1, ()),
        manager::EVT_WORKSPACE_OPCODE => (ExtWorkspaceHandleV1, ()),
    ]);
}

impl Dispatch<ExtWorkspaceGroupHandleV1, ()> for Heard {
    fn event(
        _: &mut Heard,
        _: &ExtWorkspaceGroupHandleV1,
        _: group::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
    }
}

impl Dispatch<ExtWorkspaceHandleV1, ()> for Heard {
    fn event(
        _: &mut Heard,
        _: &ExtWorkspaceHandleV1,
        _: workspace::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
    }
}
