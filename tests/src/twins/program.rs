//! The watched cage's programs: honest clients that do as they are told and answer at once.

use lisere_protocols::label::client::lisere_label_manager_v1::LisereLabelManagerV1;
use wayland_client::Proxy;
use wayland_client::backend::ObjectId;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_callback;
use wayland_client::protocol::wl_data_device;
use wayland_client::protocol::wl_data_device_manager::DndAction;
use wayland_client::protocol::wl_output::WlOutput;
use wayland_client::protocol::wl_subsurface::WlSubsurface;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_device_v1::Shape;
use wayland_protocols::xdg::shell::client::xdg_popup;
use wayland_protocols::xdg::shell::client::xdg_positioner::ConstraintAdjustment;
use wayland_protocols::xdg::shell::client::xdg_surface;
use wayland_protocols::xdg::shell::client::xdg_toplevel;
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_manager_v1::ZxdgOutputManagerV1;

use super::low::{Image, Mode, Spot};
use crate::client::{self, Client, Heard, Popup, Window};
use crate::paint;

/// The type of everything copied.
const TEXT: &str = "text/plain";

/// A window and what hangs on it.
pub(super) struct Pane {
    pub(super) window: Window,
    size: (i32, i32),
    /// Frames still to be drawn, and the callback that is waited for.
    frames: (u32, Option<ObjectId>),
    popups: Vec<(Popup, (i32, i32))>,
    sub: Option<(WlSurface, WlSubsurface)>,
}

/// A client and its windows.
pub(super) struct Program {
    pub(super) client: Client,
    /// How much of what it heard it has answered.
    answered: usize,
    pub(super) panes: Vec<Pane>,
}

impl Program {
    /// A client that binds every output too, and reads its label.
    pub(super) fn new(client: Client) -> Program {
        let manager: ZxdgOutputManagerV1 = client.bind();
        for global in client.registry() {
            if global.interface == "wl_output" {
                let registry = client.registry_object();
                let output: WlOutput =
                    registry.bind(global.name, global.version, client.queue(), ());
                let _ = manager.get_xdg_output(&output, client.queue(), ());
            }
        }
        let labels: LisereLabelManagerV1 = client.bind();
        let _ = labels.get_label(client.queue(), ());
        let answered = client.world().heard.len();
        Program {
            client,
            answered,
            panes: Vec::new(),
        }
    }

    pub(super) fn open(&mut self, size: (i32, i32), parent: Option<&Window>) {
        let window = self.client.toplevel();
        let (drawing, queue) = (self.client.bound(), self.client.queue().clone());
        let _ = drawing
            .drawing
            .fractional
            .get_fractional_scale(&window.surface, &queue, ());
        if let Some(parent) = parent {
            window.toplevel.set_parent(Some(&parent.toplevel));
        }
        self.panes.push(Pane {
            window,
            size,
            frames: (0, None),
            popups: Vec::new(),
            sub: None,
        });
    }

    /// Answers what it has heard since the last call; says whether there was anything.
    pub(super) fn answer(&mut self) -> bool {
        if self.client.ended() {
            return false;
        }
        let heard = self.client.world().heard.len();
        let mut todo = Vec::new();
        for heard in &self.client.world().heard[self.answered..] {
            todo.extend(Todo::of(heard));
        }
        let news = heard > self.answered;
        self.answered = heard;
        todo.into_iter().for_each(|todo| self.do_it(todo));
        news
    }

    fn do_it(&mut self, todo: Todo) {
        match todo {
            Todo::Draw(xdg) => self.panes.iter_mut().for_each(|pane| pane.configured(&xdg)),
            Todo::Resize(toplevel, size) => {
                let pane = self.panes.iter_mut();
                let own = pane.filter(|pane| pane.window.toplevel.id() == toplevel);
                own.for_each(|pane| pane.size = size);
            }
            Todo::Next(callback) => {
                let pane = self.panes.iter_mut();
                let own = pane.filter(|pane| pane.frames.1.as_ref() == Some(&callback));
                own.for_each(Pane::next_frame);
            }
            Todo::Close(toplevel) => self.destroy_of(&toplevel),
            Todo::Free(buffer) => {
                if let Ok(buffer) = WlBuffer::from_id(self.client.connection(), buffer) {
                    buffer.destroy();
                }
            }
            Todo::PopDown(popup) => {
                for pane in &mut self.panes {
                    if pane.popups.iter().any(|(own, _)| own.popup.id() == popup) {
                        pane.pop_down_to(&popup);
                    }
                }
            }
            Todo::Accept => {
                if let Some(offer) = self.client.dragged_over() {
                    offer.accept(0, Some(TEXT.into()));
                    offer.set_actions(DndAction::Copy, DndAction::Copy);
                }
            }
        }
    }

    /// All but the first window may be closed.
    fn destroy_of(&mut self, toplevel: &ObjectId) {
        let at = self.panes.iter();
        let at = at
            .enumerate()
            .skip(1)
            .find(|(_, pane)| pane.window.toplevel.id() == *toplevel);
        if let Some(at) = at.map(|(at, _)| at) {
            self.panes.remove(at).destroy();
        }
    }

    pub(super) fn pane(&mut self, number: usize) -> Option<&mut Pane> {
        let count = self.panes.len();
        (count > 0).then(|| &mut self.panes[number % count])
    }

    pub(super) fn cursor(&self, image: Image) {
        let Some(serial) = self.client.last_enter() else {
            return;
        };
        let bound = self.client.bound();
        let (hands, queue) = (&bound.hands, self.client.queue());
        match image {
            Image::None => hands.pointer.set_cursor(serial, None, 0, 0),
            Image::Named => {
                let device = hands.shapes.get_pointer(&hands.pointer, queue, ());
                device.set_shape(serial, Shape::Text);
                device.destroy();
            }
            Image::Drawn => {
                let surface = self.client.surface();
                hands.pointer.set_cursor(serial, Some(&surface), 2, 2);
                let _ = surface.frame(queue, ());
                client::show(&surface, &self.client.buffer((16, 16), paint::GREEN));
            }
        }
    }
}

impl Pane {
    /// Draws what a configure of the window or one of its popups asks for.
    fn configured(&mut self, xdg: &ObjectId) {
        if self.window.xdg.id() == *xdg {
            self.window.draw(self.size, paint::RED);
        }
        for (popup, size) in &self.popups {
            if popup.xdg.id() == *xdg {
                popup.draw(*size, paint::GREEN);
            }
        }
    }

    fn next_frame(&mut self) {
        self.frames.1 = None;
        if self.frames.0 > 0 {
            self.frames.0 -= 1;
            let surface = &self.window.surface;
            let callback = surface.frame(self.window.client.queue(), ());
            self.frames.1 = Some(callback.id());
            self.draw();
        }
    }

    /// Nothing may be drawn before the first configure; what is drawn then is drawn anew.
    fn draw(&self) {
        if self.window.configured_once() {
            self.window.draw(self.size, paint::RED);
        }
    }

    pub(super) fn animate(&mut self, frames: u32) {
        self.frames.0 += frames;
        if self.frames.1.is_none() && self.window.configured_once() {
            self.next_frame();
        }
    }

    pub(super) fn feedback(&self) {
        let client = &self.window.client;
        let bound = client.bound();
        let _ = bound
            .drawing
            .presentation
            .feedback(&self.window.surface, client.queue(), ());
        self.draw();
    }

    pub(super) fn resize(&mut self, size: (i32, i32)) {
        self.size = size;
        self.draw();
    }

    pub(super) fn mode(&self, mode: Mode) {
        match mode {
            Mode::Maximised(true) => self.window.toplevel.set_maximized(),
            Mode::Maximised(false) => self.window.toplevel.unset_maximized(),
            Mode::Fullscreen(true) => self.window.toplevel.set_fullscreen(None),
            Mode::Fullscreen(false) => self.window.toplevel.unset_fullscreen(),
        }
    }

    pub(super) fn sub(&mut self, at: (i32, i32)) {
        match &self.sub {
            Some((surface, role)) => {
                role.set_position(at.0, at.1);
                let _ = surface.frame(self.window.client.queue(), ());
                surface.commit();
            }
            None => {
                let parent = &self.window.surface;
                let client = &self.window.client;
                self.sub = Some(client.subsurface(parent, at, (30, 20), paint::BLUE));
            }
        }
        self.draw();
    }

    pub(super) fn popup(&mut self, spot: Spot) {
        if !self.popups.is_empty() || !self.window.configured_once() {
            return;
        }
        let client = self.window.client.clone();
        let popup = client.popup(&self.window.xdg, place(spot));
        if let Some(serial) = client.last_press().filter(|_| spot.grabs) {
            popup.grab(serial);
        }
        popup.commit();
        self.popups.push((popup, spot.size));
    }

    pub(super) fn reposition(&self, spot: Spot) {
        if let Some((popup, _)) = self.popups.last() {
            let positioner = self.window.client.positioner(place(spot));
            popup.popup.reposition(&positioner, 7);
            positioner.destroy();
        }
    }

    pub(super) fn pop_down(&mut self) {
        if let Some((popup, _)) = self.popups.pop() {
            popup.destroy();
        }
    }

    fn pop_down_to(&mut self, last: &ObjectId) {
        while let Some((popup, _)) = self.popups.pop() {
            popup.destroy();
            if popup.popup.id() == *last {
                return;
            }
        }
    }

    pub(super) fn destroy(mut self) {
        while !self.popups.is_empty() {
            self.pop_down();
        }
        if let Some((surface, role)) = self.sub.take() {
            role.destroy();
            surface.destroy();
        }
        self.window.destroy();
    }
}

fn place(spot: Spot) -> client::Spot {
    let adjust = if spot.kept {
        ConstraintAdjustment::SlideX | ConstraintAdjustment::FlipY | ConstraintAdjustment::SlideY
    } else {
        ConstraintAdjustment::None
    };
    client::Spot {
        adjust,
        ..client::Spot::at(spot.at.0, spot.at.1, spot.size)
    }
}

/// An answer to an event.
enum Todo {
    Draw(ObjectId),
    Resize(ObjectId, (i32, i32)),
    Next(ObjectId),
    Close(ObjectId),
    PopDown(ObjectId),
    Free(ObjectId),
    Accept,
}

impl Todo {
    fn of(heard: &Heard) -> Option<Todo> {
        match heard {
            Heard::XdgSurface(at, xdg_surface::Event::Configure { .. }) => {
                Some(Todo::Draw(at.clone()))
            }
            Heard::Toplevel(at, xdg_toplevel::Event::Configure { width, height, .. }) => {
                let size = (*width > 0).then_some((*width, *height));
                size.map(|size| Todo::Resize(at.clone(), size))
            }
            Heard::Toplevel(at, xdg_toplevel::Event::Close) => Some(Todo::Close(at.clone())),
            Heard::Callback(at, wl_callback::Event::Done { .. }) => Some(Todo::Next(at.clone())),
            Heard::Popup(at, xdg_popup::Event::PopupDone) => Some(Todo::PopDown(at.clone())),
            // Each buffer is shown once, and holds a file descriptor of the core.
            Heard::Buffer(at, _) => Some(Todo::Free(at.clone())),
            Heard::DataDevice(_, wl_data_device::Event::Enter { .. }) => Some(Todo::Accept),
            _ => None,
        }
    }
}
