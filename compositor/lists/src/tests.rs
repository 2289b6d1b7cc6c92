//! Programs that are told of windows and workspaces, over real Wayland connections.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod client;

use liserectl::{CageNow, Event, OutputInfo, State, WindowInfo, WorkspaceInfo};

use client::{Panel, Place};

fn output(name: &str) -> OutputInfo {
    OutputInfo {
        name: name.into(),
        width: 1920,
        height: 1080,
        scale: 1.5,
        transform: "normal".into(),
        x: 0,
        y: 0,
        workspace: 1,
    }
}

fn window(id: u64, cage: &str, title: &str) -> WindowInfo {
    WindowInfo {
        id,
        cage: cage.into(),
        level: "private".into(),
        title: title.into(),
        app_id: "org.example.App".into(),
        x: 0,
        y: 0,
        width: 640,
        height: 400,
        output: Some("DP-1".into()),
        workspace: 1,
        focused: false,
        minimised: false,
        maximised: false,
        fullscreen: false,
        popups: 0,
    }
}

fn cage(name: &str, title: &str) -> CageNow {
    CageNow {
        name: name.into(),
        title: title.into(),
        ..CageNow::default()
    }
}

fn workspace(output: &str, number: u32, name: &str, shown: bool) -> WorkspaceInfo {
    WorkspaceInfo {
        output: output.into(),
        number,
        name: name.into(),
        shown,
        urgent: number == 3,
        windows: 1,
    }
}

/// One screen, two windows of two cages.
fn begun() -> State {
    State {
        outputs: vec![output("DP-1")],
        workspaces: vec![
            workspace("DP-1", 1, "mail", true),
            workspace("DP-1", 3, "", false),
        ],
        windows: vec![window(7, "web", "Almanac"), window(4, "work", "Inbox")],
        cages: vec![cage("web", "Web"), cage("work", "Work")],
        ..State::default()
    }
}

fn whole(state: &State) -> Event {
    let state = Box::new(state.clone());
    Event::State { state }
}

#[test]
fn nothing_but_lists_and_outputs_is_offered() {
    let place = Place::of(&begun());
    let panel = Panel::of(place);
    let mut names: Vec<_> = panel.seen().globals.values().cloned().collect();
    names.sort();
    let offered = [
        "ext_foreign_toplevel_list_v1",
        "ext_workspace_manager_v1",
        "wl_output",
    ];
    assert_eq!(names, offered);
}

#[test]
fn windows_are_listed_with_their_cages_titles() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.list();
    let told = panel.windows();
    let titles: Vec<_> = told.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Work: Inbox", "Web: Almanac"], "the highest last");
    assert!(
        told.iter()
            .all(|it| it.app_id == "org.example.App" && it.done == 1)
    );
    let numbers: Vec<_> = told
        .iter()
        .map(|it| it.identifier.split('.').next())
        .collect();
    assert_eq!(numbers, [Some("4"), Some("7")]);
}

#[test]
fn what_changes_is_told_and_nothing_else() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.list();
    let renamed = Event::WindowChanged {
        window: window(4, "work", "Outbox"),
    };
    panel.hear(&[renamed]);
    let [work, web] = <[_; 2]>::try_from(panel.windows()).unwrap();
    assert_eq!((work.title.as_str(), work.done), ("Work: Outbox", 2));
    assert_eq!(web.done, 1);
    panel.hear(&[Event::WindowClosed { id: 7 }]);
    let closed: Vec<_> = panel.windows().iter().map(|it| it.closed).collect();
    assert_eq!(closed, [false, true]);
    // What comes back is another window.
    panel.hear(&[Event::WindowOpened {
        window: window(7, "web", "Almanac"),
    }]);
    let told = panel.windows();
    assert_eq!(told.len(), 3);
    assert_ne!(told[1].identifier, told[2].identifier);
    assert!(told[2].identifier.starts_with("7."));
}

#[test]
fn no_title_passes_for_another_cages_or_breaks_the_wire() {
    let mut state = begun();
    state.windows = vec![window(1, "web", &format!("Work: a\0{}", "é".repeat(9_000)))];
    let mut panel = Panel::of(Place::of(&state));
    panel.list();
    let told = panel.windows();
    assert!(
        told[0].title.starts_with("Web: Work: aé"),
        "{}",
        told[0].title
    );
    assert!(told[0].title.len() <= 1_024);
}

#[test]
fn who_stops_the_list_hears_of_no_new_window() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.list();
    panel.stop_list();
    assert_eq!(panel.seen().finished, 1);
    panel.hear(&[Event::WindowOpened {
        window: window(9, "web", "New"),
    }]);
    assert_eq!(panel.windows().len(), 2);
}

#[test]
fn a_handle_that_was_let_go_is_not_told_again() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.list();
    panel.let_go(0);
    panel.hear(&[Event::WindowChanged {
        window: window(4, "work", "Outbox"),
    }]);
    assert_eq!(panel.windows().len(), 2);
    assert_eq!(panel.windows()[0].title, "Work: Inbox");
}

#[test]
fn workspaces_come_in_a_group_for_each_output() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.bind_output();
    panel.manage();
    let seen = panel.seen();
    assert_eq!((seen.groups, seen.entered, seen.done), (1, 1, 1));
    let names: Vec<_> = seen.workspaces.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["mail", "2", "3", "4", "5", "6", "7", "8", "9"]);
    let states: Vec<_> = seen.workspaces.iter().map(|it| it.state).collect();
    assert_eq!(states[..4], [1, 0, 2, 0], "shown, and asking for attention");
    assert!(seen.workspaces.iter().all(|it| it.can == 1 && it.in_group));
    assert_eq!(seen.workspaces[8].id, "DP-1:9");
    assert_eq!(seen.workspaces[8].at, 8u32.to_ne_bytes());
}

#[test]
fn an_output_that_is_bound_later_is_told_to_be_the_groups() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.manage();
    assert_eq!(panel.seen().entered, 0);
    panel.bind_output();
    assert_eq!((panel.seen().entered, panel.seen().done), (1, 2));
    assert_eq!(panel.seen().output, ("DP-1".to_owned(), 2));
}

#[test]
fn outputs_come_and_go_with_their_workspaces() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.manage();
    let mut state = begun();
    state.outputs.push(output("DP-2"));
    panel.hear(&[whole(&state)]);
    assert_eq!((panel.seen().groups, panel.seen().done), (2, 2));
    assert_eq!(panel.seen().workspaces.len(), 18);
    panel.hear(&[Event::OutputGone {
        name: "DP-1".into(),
    }]);
    let seen = panel.seen();
    assert_eq!((seen.groups_removed, seen.done), (1, 3));
    let gone = seen
        .workspaces
        .iter()
        .filter(|it| it.removed && !it.in_group);
    assert_eq!(gone.count(), 9);
    panel.hear(&[Event::Mode { mode: None }]);
    assert_eq!(panel.seen().done, 3, "nothing of it concerns workspaces");
}

#[test]
fn workspaces_are_asked_for_with_the_commit() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.manage();
    panel.activate(4);
    assert!(panel.wishes().is_empty());
    panel.commit();
    let wishes = panel.wishes();
    assert_eq!(
        (wishes.len(), wishes[0].output.as_str(), wishes[0].number),
        (1, "DP-1", 5)
    );
    // More than there can be reasons for is not kept.
    (0..200).for_each(|_| panel.activate(0));
    panel.commit();
    assert_eq!(panel.wishes().len(), 64);
}

#[test]
fn who_stops_the_manager_is_told_that_it_has_ended() {
    let mut panel = Panel::of(Place::of(&begun()));
    panel.manage();
    panel.stop_manager();
    assert_eq!(panel.seen().finished, 1);
    let mut state = begun();
    state.workspaces.clear();
    panel.hear(&[whole(&state)]);
    assert_eq!(panel.seen().done, 1);
}
