//! Outputs as places with nine workspaces each, and moving between them.

use smithay::utils::{Logical, Point, Rectangle};

use super::{Desk, Mode, OutputId, Scratch, Thickness, WindowId};

/// Where windows wait that never had an output; no output has this identity.
const NOWHERE: OutputId = OutputId(0);

/// A workspace's number, 1–9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Workspace(u8);

impl Workspace {
    /// The workspace an output starts with.
    pub const FIRST: Workspace = Workspace(1);
    /// The one with the highest number.
    pub const LAST: Workspace = Workspace(9);

    /// The workspace of this number, if it is 1–9.
    #[must_use]
    pub fn new(number: u8) -> Option<Workspace> {
        (1..=9).contains(&number).then_some(Workspace(number))
    }

    /// 1–9.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// All nine, in order.
    pub fn all() -> impl Iterator<Item = Workspace> {
        (1..=9).map(Workspace)
    }
}

/// An output as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which output.
    pub id: OutputId,
    /// The whole output in global logical coordinates.
    pub area: Rectangle<i32, Logical>,
    /// The workspace it shows.
    pub active: Workspace,
}

impl Place {
    /// The area under the bar.
    #[must_use]
    pub fn work_area(&self, thickness: Thickness) -> Rectangle<i32, Logical> {
        let bar = thickness.bar.min(self.area.size.h);
        Rectangle::new(
            (self.area.loc.x, self.area.loc.y + bar).into(),
            (self.area.size.w, self.area.size.h - bar).into(),
        )
    }
}

impl Desk {
    /// The outputs, in the order they were added; the first is where windows go when theirs vanishes.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// One output.
    #[must_use]
    pub fn place(&self, output: OutputId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == output)
    }

    /// The output under a point, else the nearest.
    #[must_use]
    pub fn place_near(&self, point: Point<f64, Logical>) -> Option<&Place> {
        let distance = |place: &&Place| {
            let area = place.area.to_f64();
            let dx = (area.loc.x - point.x)
                .max(point.x - (area.loc.x + area.size.w))
                .max(0.0);
            let dy = (area.loc.y - point.y)
                .max(point.y - (area.loc.y + area.size.h))
                .max(0.0);
            dx * dx + dy * dy
        };
        self.places
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The output that holds the middle of a rectangle, else the nearest.
    pub(super) fn place_at(&self, rect: Rectangle<i32, Logical>) -> Option<&Place> {
        let rect = rect.to_f64();
        self.place_near(
            (
                rect.loc.x + rect.size.w / 2.0,
                rect.loc.y + rect.size.h / 2.0,
            )
                .into(),
        )
    }

    /// Adds an output or changes its area; its windows move with it. Windows that had no
    /// output left come here.
    pub fn set_place(&mut self, output: OutputId, area: Rectangle<i32, Logical>) {
        self.changed = true;
        match self.places.iter_mut().find(|place| place.id == output) {
            Some(place) => {
                let by = area.loc - place.area.loc;
                if place.area != area {
                    self.glide.forget();
                }
                place.area = area;
                let own = self.entries.values_mut();
                for entry in own.filter(|entry| entry.output == output) {
                    entry.floating.loc += by;
                    entry.content.loc += by;
                }
            }
            None => self.places.push(Place {
                id: output,
                area,
                active: Workspace::FIRST,
            }),
        }
        self.rehome();
    }

    /// Takes an output away; its windows move to the first one left, and wait when there is none.
    pub fn remove_place(&mut self, output: OutputId) {
        self.places.retain(|place| place.id != output);
        self.glide.forget();
        self.changed = true;
        self.rehome();
    }

    /// Gives windows without an output to the first one, all of each in view; those that
    /// never had one take a first place there.
    fn rehome(&mut self) {
        let known: Vec<OutputId> = self.places.iter().map(|place| place.id).collect();
        let Some(first) = known.first().copied() else {
            return;
        };
        let Some(room) = self.content_area(first, false) else {
            return;
        };
        for id in self.order.clone() {
            let lost = self
                .entries
                .get(&id)
                .filter(|entry| !known.contains(&entry.output));
            let floating = lost.map(|entry| match entry.output {
                NOWHERE => {
                    let size = entry.floating.size;
                    self.first_place(size, (first, entry.workspace), entry.parent, entry.cage)
                }
                _ => self.within(entry.floating, room),
            });
            if let (Some(floating), Some(entry)) = (floating, self.entries.get_mut(&id)) {
                entry.output = first;
                entry.floating = floating;
                self.seat(id);
                self.settle(id);
            } else {
                self.lay_out_alone(id);
            }
        }
        // Of all tiles at once, as they depend on each other.
        for output in known {
            self.arrange_output(output);
        }
    }

    /// Where a new window without a parent goes: the shown workspace of the first
    /// output, which is the one that `prefer_output` named last. Without any it
    /// waits nowhere for one to come.
    pub(super) fn active_home(&self) -> (OutputId, Workspace) {
        let first = self.places.first().map(|place| (place.id, place.active));
        first.unwrap_or((NOWHERE, Workspace::FIRST))
    }

    /// Makes an output the one where new windows go.
    pub fn prefer_output(&mut self, output: OutputId) {
        if let Some(at) = self.places.iter().position(|place| place.id == output)
            && at != 0
        {
            let place = self.places.remove(at);
            self.places.insert(0, place);
        }
    }

    /// Shows a workspace on an output.
    pub fn show(&mut self, output: OutputId, workspace: Workspace) {
        if let Some(place) = self.places.iter_mut().find(|place| place.id == output)
            && place.active != workspace
        {
            place.active = workspace;
            self.changed = true;
            // Sticky windows are always where the user is.
            let sticky = self.entries.values_mut().filter(|entry| entry.sticky);
            for entry in sticky.filter(|entry| entry.output == output) {
                entry.workspace = workspace;
            }
        }
    }

    /// Moves a window to another workspace of its output.
    /// Where workspaces are kept apart by label it stays, unless it may be there; says
    /// whether it may.
    pub fn send_to(&mut self, window: WindowId, workspace: Workspace) -> bool {
        let Some(entry) = self.entries.get(&window) else {
            return true;
        };
        if !self.admits((entry.output, workspace), entry.cage, window) {
            return false;
        }
        if let Some(entry) = self.entries.get_mut(&window)
            && entry.workspace != workspace
        {
            entry.workspace = workspace;
            self.changed = true;
            self.settle(window);
        }
        true
    }

    /// Moves a window to the shown workspace of another output, keeping its mode.
    pub fn send_to_output(&mut self, window: WindowId, output: OutputId) {
        let Some(place) = self.place(output).cloned() else {
            return;
        };
        let thickness = self.thickness;
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        if entry.output == output {
            return;
        }
        entry.output = output;
        entry.workspace = place.active;
        let area = place.work_area(thickness);
        entry.floating.loc = (
            area.loc.x + (area.size.w - entry.floating.size.w).max(0) / 2,
            area.loc.y + (area.size.h - entry.floating.size.h).max(0) / 2,
        )
            .into();
        if entry.mode == Mode::Floating {
            entry.content = entry.floating;
        }
        self.changed = true;
        self.seat(window);
        self.settle(window);
    }

    /// Whether any window belongs to a workspace.
    #[must_use]
    pub fn occupied(&self, output: OutputId, workspace: Workspace) -> bool {
        self.entries
            .values()
            .any(|e| e.ground() == (output, workspace) && e.scratch != Scratch::Away)
    }
}
