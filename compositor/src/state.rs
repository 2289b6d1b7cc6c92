//! The whole: what the core consists of while it runs.

use std::collections::HashSet;

use lisere_policy::{Cage, CageId, Limit, Policy};
use lisere_shell::{Metrics, Scale};
use smithay::backend::renderer::Color32F;
use smithay::desktop::utils::bbox_from_surface_tree;
use smithay::input::pointer::CursorIcon;
use smithay::reexports::wayland_server::DisplayHandle;
use smithay::utils::{Logical, Rectangle, Size};

use crate::backend::Backend;
use crate::bar::Bar;
use crate::cages::cage_of_surface;
use crate::clock::{Clock, Now};
use crate::connections::Connections;
use crate::crossing::Crossing;
use crate::desk::{Desk, OutputId, Thickness, WindowId};
use crate::focus::Focus;
use crate::globals::Protocols;
use crate::handlers::surface_lists::SurfaceLists;
use crate::input::{Input, Keys};
use crate::journal::Journal;
use crate::kept::Kept;
use crate::lock::Lock;
use crate::notices::Notices;
use crate::outputs::{OutputSetup, Outputs, Screen};
use crate::preferences::Preferences;
use crate::render::RenderError;
use crate::scene::{DragIcon, Pointer, Scene, Stage, build, repoint};
use crate::seat::{CursorImage, KeymapError, Seats};
use crate::trusted::{Pictures, SwitcherModel};
use crate::windows::Windows;
use crate::work::Work;

/// Why there is no core.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The preferences name no existing keyboard layout.
    #[error(transparent)]
    Keymap(#[from] KeymapError),
    /// The system has no descriptor left.
    #[error("starting a display: {0}")]
    Display(#[from] smithay::reexports::wayland_server::backend::InitError),
    /// The system has no descriptor left.
    #[error("watching connections: {0}")]
    Watch(#[from] std::io::Error),
}

/// The core of Liseré.
pub struct Compositor {
    /// The Wayland display that all clients share; cages are told apart by client.
    pub display: DisplayHandle,
    /// What the site decided. Never changes while running.
    pub policy: Policy,
    /// What the user prefers.
    pub preferences: Preferences,
    /// Where time comes from.
    pub clock: Clock,
    /// State of the protocols the core speaks.
    pub protocols: Protocols,
    /// The seats of all cages.
    pub seats: Seats,
    /// Who is connected and waits to be heard.
    pub connections: Connections,
    /// Windows as clients made them.
    pub windows: Windows,
    /// Where they are.
    pub desk: Desk,
    /// Where they are shown.
    pub outputs: Outputs,
    /// What the trusted side shows.
    pub pictures: Pictures,
    /// Where pictures go and input comes from.
    pub backend: Backend,
    /// Where input stands.
    pub input: Input,
    /// Who gets the keys.
    pub focus: Focus,
    /// What goes from one cage to another.
    pub crossing: Crossing,
    /// What is recorded.
    pub journal: Journal,
    /// What programs tell the user.
    pub notices: Notices,
    /// Whether the session is locked.
    pub lock: Lock,
    /// What the bar shows beside who gets the keys.
    pub bar: Bar,
    /// What is kept from session to session.
    pub kept: Kept,
    /// What the next turn has to do.
    pub work: Work,
}

/// The identity of the drag icon for drawing: no window has it.
pub const ICON: WindowId = WindowId(u64::MAX);
/// The identity of what an input method shows; no window has it either.
pub(crate) const INPUT_POPUP: WindowId = WindowId(u64::MAX - 1);

/// The backdrop's colour as renderers take it.
#[must_use]
pub fn backdrop_colour(policy: &Policy) -> Color32F {
    let colour = policy.theme().backdrop;
    let part = |byte: u8| f32::from(byte) / 255.0;
    Color32F::new(part(colour.r), part(colour.g), part(colour.b), 1.0)
}

/// The thicknesses that the shell draws, in logical pixels.
#[must_use]
pub fn thickness() -> Thickness {
    let metrics = Metrics::at(Scale::ONE);
    Thickness {
        border: metrics.border,
        strip: metrics.strip,
        popup: metrics.popup_border,
        bar: metrics.bar,
    }
}

/// The cages that may use the graphics card.
fn gpu_cages(policy: &Policy) -> HashSet<CageId> {
    policy
        .cages()
        .iter()
        .filter(|cage| cage.rights().gpu)
        .map(Cage::id)
        .collect()
}

impl Compositor {
    /// A core without outputs or clients.
    ///
    /// # Errors
    /// When the preferences name no existing keyboard layout, or the system has no
    /// descriptor left.
    pub fn new(
        display: DisplayHandle,
        policy: Policy,
        preferences: Preferences,
        mut backend: Backend,
        clock: Clock,
    ) -> Result<Compositor, StartError> {
        let gpu = backend.offer().map(|offer| (offer, gpu_cages(&policy)));
        Ok(Compositor {
            protocols: Protocols::new(&display, gpu, SurfaceLists::new()?),
            seats: Seats::new(policy.cages().len(), &preferences.keyboard)?,
            connections: Connections::new()?,
            windows: Windows::default(),
            desk: Desk::new(thickness()),
            outputs: Outputs::default(),
            pictures: Pictures::new(&policy),
            input: Input::new(Keys::new(&preferences.keyboard)?),
            focus: Focus::default(),
            crossing: Crossing::new()?,
            journal: Journal::in_memory(clock.clone()),
            notices: Notices::default(),
            lock: Lock::default(),
            bar: Bar::default(),
            kept: Kept::default(),
            work: Work::default(),
            display,
            policy,
            preferences,
            backend,
            clock,
        })
    }

    /// Adds an output.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn add_output(&mut self, setup: OutputSetup, now: Now) -> Result<OutputId, RenderError> {
        let id = self.outputs.add(&self.display, setup, now);
        self.shape_output(id)?;
        Ok(id)
    }

    /// Makes an output drawable after it came or changed.
    ///
    /// # Errors
    /// When there is no memory for it; the output is then taken away again.
    pub fn shape_output(&mut self, id: OutputId) -> Result<(), RenderError> {
        let Some(screen) = self.outputs.get_mut(id) else {
            return Ok(());
        };
        let shape = screen.shape();
        screen.announce();
        let area = screen.area();
        if let Err(error) = self.backend.set_output(id, &screen.name, shape) {
            self.remove_output(id);
            return Err(error);
        }
        self.tint_output(id);
        let new = self.desk.place(id).is_none();
        self.desk.set_place(id, area);
        if new {
            self.follow_habits();
            self.plan_output(id);
        }
        self.place_waiting();
        self.pictures.forget_output(id);
        self.work.rearrange();
        self.work
            .configure
            .extend(self.windows.iter().map(|window| window.id));
        Ok(())
    }

    /// Takes an output away; its windows go to another one, or wait for one.
    pub fn remove_output(&mut self, id: OutputId) {
        self.outputs.remove(&self.display, id);
        self.backend.remove_output(id);
        self.desk.remove_place(id);
        self.pictures.forget_output(id);
        self.work.rearrange();
        self.work
            .configure
            .extend(self.windows.iter().map(|window| window.id));
    }

    /// The least content, in logical pixels, under which a frame has no room for its label.
    #[must_use]
    pub fn least_content(&self) -> Size<i32, Logical> {
        let kind = lisere_shell::FrameKind::Toplevel(lisere_shell::Toplevel::default());
        let (w, h) = Metrics::at(Scale::ONE).min_content(&kind);
        (w, h).into()
    }

    /// How much of something a cage may have; nothing if there is no such cage.
    pub(crate) fn limit(&self, cage: CageId, limit: Limit) -> i32 {
        let cage = self.policy.cage(cage);
        let value = cage.map_or(0, |cage| cage.limits().get(limit));
        i32::try_from(value).unwrap_or(i32::MAX)
    }

    /// Lists what an output shows now.
    pub(crate) fn scene_of(&mut self, id: OutputId) -> Scene {
        self.stage(id).map(build).unwrap_or_default()
    }

    /// Puts the pointer of an output's scene where it is now.
    pub(crate) fn repoint(&mut self, id: OutputId) {
        let Some(screen) = self.outputs.get_mut(id) else {
            return;
        };
        let mut scene = std::mem::take(&mut screen.scene);
        if let Some(mut stage) = self.stage(id) {
            repoint(&mut stage, &mut scene);
        }
        if let Some(screen) = self.outputs.get_mut(id) {
            screen.scene = scene;
        }
    }

    /// Everything an output's scene is made from.
    fn stage(&mut self, id: OutputId) -> Option<Stage<'_>> {
        let pointer = self.pointer_image();
        let icon = self.drag_icon();
        let input_popup = self.typed_popup();
        let screen = self.outputs.get(id)?;
        let bar = self.bar_model(screen);
        let switcher = self.switcher_model(screen);
        let prompt = self.prompt_model(screen, self.clock.now());
        let badge = self.badge_model(screen);
        let locked = self.lock_model(screen, self.clock.now());
        let notices = self.notice_models(screen);
        let panel = self.panel_models(screen);
        let tag = self.tag_model(screen);
        let veil = self.crossing.asks() || self.panel_dims(id);
        Some(Stage {
            screen,
            desk: &self.desk,
            windows: &self.windows,
            connections: &self.connections,
            lock: &self.lock,
            pictures: &mut self.pictures,
            focused: self.focus.chosen().filter(|_| self.focus.cage().is_some()),
            hovered: self.input.hovered(),
            urgent: self.windows.urgent(),
            bar,
            switcher,
            pointer: self.input.pointer.zip(pointer),
            icon,
            input_popup,
            veil,
            prompt,
            badge,
            notices,
            panel,
            locked,
            tag,
            now: self.clock.now(),
        })
    }

    fn switcher_model(&self, screen: &Screen) -> Option<SwitcherModel> {
        let switcher = self
            .input
            .switcher()
            .filter(|switcher| switcher.output == screen.id)?;
        let room = screen.pixels();
        let bar = Metrics::at(screen.scale).bar;
        Some(SwitcherModel {
            entries: self.switcher_entries(switcher),
            selected: switcher.selected,
            scale: screen.scale,
            room: (room.w * 9 / 10, (room.h - bar) * 9 / 10),
        })
    }

    /// What the pointer looks like; `None` hides it over a client that asked so.
    fn pointer_image(&self) -> Option<Pointer> {
        if self.lock.locked() {
            return Some(Pointer::Named(lisere_shell::Shape::Default));
        }
        if let Some(shape) = self.input.shape()
            && self.seats.tool_cage().is_none()
        {
            return Some(Pointer::Named(shape));
        }
        match self.seats.cursor() {
            CursorImage::Hidden => None,
            CursorImage::Named(icon) => Some(Pointer::Named(shape_of(icon))),
            CursorImage::Surface { surface, hotspot } => {
                let size = bbox_from_surface_tree(&surface, (0, 0)).size;
                let most = self.limit(cage_of_surface(&surface)?, Limit::CursorSidePx);
                if size.w.max(size.h) > most {
                    return Some(Pointer::Named(lisere_shell::Shape::Default));
                }
                Some(Pointer::Client {
                    surface,
                    size,
                    hotspot,
                })
            }
        }
    }

    fn drag_icon(&self) -> Option<DragIcon> {
        let drag = self.seats.drag()?;
        let surface = drag.icon?;
        let size = bbox_from_surface_tree(&surface, (0, 0)).size;
        let most = self.limit(drag.cage, Limit::DragIconSidePx);
        let size = Size::from((size.w.min(most), size.h.min(most)));
        (size.w > 0 && size.h > 0).then(|| DragIcon {
            id: ICON,
            cage: drag.cage,
            surface,
            place: Rectangle::new(drag.icon_offset, size),
        })
    }
}

/// The picture for a pointer shape that a client named.
fn shape_of(icon: CursorIcon) -> lisere_shell::Shape {
    use lisere_shell::Shape as S;
    match icon {
        CursorIcon::ContextMenu => S::ContextMenu,
        CursorIcon::Help => S::Help,
        CursorIcon::Pointer => S::Pointer,
        CursorIcon::Progress => S::Progress,
        CursorIcon::Wait => S::Wait,
        CursorIcon::Cell => S::Cell,
        CursorIcon::Crosshair => S::Crosshair,
        CursorIcon::Text => S::Text,
        CursorIcon::VerticalText => S::VerticalText,
        CursorIcon::Alias => S::Alias,
        CursorIcon::Copy | CursorIcon::DndAsk => S::Copy,
        CursorIcon::Move => S::Move,
        CursorIcon::NoDrop => S::NoDrop,
        CursorIcon::NotAllowed => S::NotAllowed,
        CursorIcon::Grab => S::Grab,
        CursorIcon::Grabbing => S::Grabbing,
        CursorIcon::EResize => S::EResize,
        CursorIcon::NResize => S::NResize,
        CursorIcon::NeResize => S::NeResize,
        CursorIcon::NwResize => S::NwResize,
        CursorIcon::SResize => S::SResize,
        CursorIcon::SeResize => S::SeResize,
        CursorIcon::SwResize => S::SwResize,
        CursorIcon::WResize => S::WResize,
        CursorIcon::EwResize => S::EwResize,
        CursorIcon::NsResize => S::NsResize,
        CursorIcon::NeswResize => S::NeswResize,
        CursorIcon::NwseResize => S::NwseResize,
        CursorIcon::ColResize => S::ColResize,
        CursorIcon::RowResize => S::RowResize,
        CursorIcon::AllScroll | CursorIcon::AllResize => S::AllScroll,
        CursorIcon::ZoomIn => S::ZoomIn,
        CursorIcon::ZoomOut => S::ZoomOut,
        _ => S::Default,
    }
}
