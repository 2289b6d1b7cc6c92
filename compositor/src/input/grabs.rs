//! What holding a button does: moving, resizing, pressing a frame's button.

use lisere_policy::CageId;
use lisere_shell::{Button, Shape};
use smithay::utils::{Logical, Point, Rectangle, Size};

use crate::actions::Action;
use crate::desk::{Edges, Mode, WindowId};
use crate::seat::SurfacePoint;
use crate::state::Compositor;

/// How far, in logical pixels, a maximised window is pulled before it comes off.
const LIFTED: f64 = 8.0;

/// What holding the button or finger does.
#[derive(Clone, Debug, Default)]
pub enum Grab {
    /// Nothing is held.
    #[default]
    None,
    /// A window follows the pointer.
    Move {
        /// Which.
        window: WindowId,
        /// From the pointer to the content's corner.
        offset: Point<f64, Logical>,
    },
    /// A maximised window comes off and follows once the pointer has gone some way.
    Lift {
        /// Which.
        window: WindowId,
        /// Where the pointer was.
        from: Point<f64, Logical>,
    },
    /// A window's edges follow the pointer.
    Resize {
        /// Which.
        window: WindowId,
        /// Which edges.
        edges: Edges,
        /// Where the pointer was.
        from: Point<f64, Logical>,
        /// The content then.
        content: Rectangle<i32, Logical>,
    },
    /// A tile goes to where it is let go.
    Tile {
        /// Which.
        window: WindowId,
        /// Where the pointer was.
        from: Point<f64, Logical>,
    },
    /// A frame's button was pressed; it acts when released over it.
    Button {
        /// Which window's.
        window: WindowId,
        /// Which button.
        button: Button,
    },
    /// A client holds the press: the pointer stays with its surface.
    Client {
        /// Its surface at the press.
        at: SurfacePoint,
        /// Where the surface's origin lies in the global logical space.
        origin: Point<f64, Logical>,
    },
    /// The core holds the press and nothing follows.
    Core,
}

impl Grab {
    /// The window it is about.
    #[must_use]
    pub fn window(&self) -> Option<WindowId> {
        match self {
            Grab::Move { window, .. }
            | Grab::Lift { window, .. }
            | Grab::Tile { window, .. }
            | Grab::Resize { window, .. }
            | Grab::Button { window, .. } => Some(*window),
            Grab::None | Grab::Client { .. } | Grab::Core => None,
        }
    }
}

impl Compositor {
    /// A window begins to follow the pointer; a maximised one only once the
    /// pointer moves, since a click is not a drag.
    pub(crate) fn begin_move(&mut self, window: WindowId) {
        let Some(pointer) = self.input.pointer else {
            return;
        };
        let Some(entry) = self.desk.entry(window) else {
            return;
        };
        let grab = match entry.mode {
            Mode::Floating => Grab::Move {
                window,
                offset: entry.content.loc.to_f64() - pointer,
            },
            Mode::Tiled => Grab::Tile {
                window,
                from: pointer,
            },
            Mode::Maximised => Grab::Lift {
                window,
                from: pointer,
            },
            Mode::Fullscreen => return,
        };
        self.desk.raise(window);
        self.take_over(grab, Shape::Grabbing);
    }

    /// Takes a maximised window off so that the pointer keeps its place on the
    /// title strip, and lets it follow.
    fn lift(&mut self, window: WindowId, at: Point<f64, Logical>) {
        let Some(entry) = self.desk.entry(window) else {
            return;
        };
        let content = entry.content.to_f64();
        let along = ((at.x - content.loc.x) / content.size.w.max(1.0)).clamp(0.0, 1.0);
        let offset = Point::from((
            -along * f64::from(entry.floating.size.w),
            content.loc.y - at.y,
        ));
        self.perform(Action::SetMaximised(window, false));
        self.work.configure.insert(window);
        if self
            .desk
            .entry(window)
            .is_some_and(|e| e.mode == Mode::Tiled)
        {
            self.input.grab = Grab::Tile { window, from: at };
            return;
        }
        self.input.grab = Grab::Move { window, offset };
        self.desk.move_to(window, (at + offset).to_i32_round());
    }

    /// A window's edges begin to follow the pointer.
    pub(crate) fn begin_resize(&mut self, window: WindowId, edges: Edges) {
        let Some(from) = self.input.pointer else {
            return;
        };
        let Some(entry) = self.desk.entry(window) else {
            return;
        };
        if !entry.mode.free() || edges == Edges::default() {
            return;
        }
        let content = entry.content;
        self.desk.raise(window);
        self.desk.set_anchor(window, edges);
        self.take_over(
            Grab::Resize {
                window,
                edges,
                from,
                content,
            },
            resize_shape(edges),
        );
        self.work.configure.insert(window);
    }

    /// The core takes the pointer away from clients.
    fn take_over(&mut self, grab: Grab, shape: Shape) {
        for taker in self.input.buttons.values_mut() {
            *taker = super::Taker::Core;
        }
        self.seats.end_presses();
        self.input.grab = grab;
        self.input.shape = Some(shape);
        self.input.hovered = None;
        self.work.rearrange();
    }

    /// Whatever of the pointer or the fingers is with a cage leaves it; what is held stays
    /// with the core until it is let go.
    pub(crate) fn take_input_from(&mut self, cage: CageId) {
        let drags = self.seats.drag().is_some_and(|drag| drag.cage == cage);
        let pointed = self.seats.pointer_focus().is_some_and(|(c, _)| c == cage);
        let holds = matches!(&self.input.grab, Grab::Client { at, .. } if at.cage == cage);
        if drags || pointed || holds {
            for taker in self.input.buttons.values_mut() {
                *taker = super::Taker::Core;
            }
            self.seats.end_presses();
        }
        if holds {
            self.input.grab = Grab::Core;
        }
        self.seats.withdraw(cage);
        let seats = &self.seats;
        let on = |slot: &i32| seats.touch_target(*slot).is_some_and(|(c, _)| c == cage);
        if self.input.fingers.keys().any(on) {
            self.input.fingers.clear();
            self.seats.touch_cancel();
        }
    }

    /// The pointer moved while something is held; says whether that was all.
    pub(super) fn drag_grab(&mut self, at: Point<f64, Logical>) -> bool {
        match self.input.grab.clone() {
            Grab::Move { window, offset } => {
                self.desk.move_to(window, (at + offset).to_i32_round());
                true
            }
            Grab::Lift { window, from } => {
                let gone = at - from;
                if gone.x.abs().max(gone.y.abs()) >= LIFTED {
                    self.lift(window, at);
                }
                true
            }
            Grab::Resize {
                window,
                edges,
                from,
                content,
            } => {
                self.resize_to(window, edges, content, at - from);
                true
            }
            Grab::Button { .. } | Grab::Tile { .. } | Grab::Core => true,
            Grab::Client { .. } | Grab::None => false,
        }
    }

    fn resize_to(
        &mut self,
        window: WindowId,
        edges: Edges,
        content: Rectangle<i32, Logical>,
        by: Point<f64, Logical>,
    ) {
        let (least, most) = self.size_limits(window);
        let by = by.to_i32_round::<i32>();
        if self.pull_tile(window, edges, content, by) {
            return;
        }
        let along = |start: i32, by: i32, before: bool, after: bool, least: i32, most: i32| {
            let size = match (before, after) {
                (true, _) => start.saturating_sub(by),
                (_, true) => start.saturating_add(by),
                _ => start,
            };
            size.max(least).min(most.max(least))
        };
        let size = Size::from((
            along(
                content.size.w,
                by.x,
                edges.left,
                edges.right,
                least.w,
                most.w,
            ),
            along(
                content.size.h,
                by.y,
                edges.top,
                edges.bottom,
                least.h,
                most.h,
            ),
        ));
        if let Some(window) = self.windows.get_mut(window) {
            window.wanted = Some(size);
        }
        self.work.configure.insert(window);
    }

    /// The edges of a tile follow the pointer as far as they can; says whether it is one.
    fn pull_tile(
        &mut self,
        window: WindowId,
        edges: Edges,
        start: Rectangle<i32, Logical>,
        by: Point<i32, Logical>,
    ) -> bool {
        let Some(now) = self
            .desk
            .entry(window)
            .filter(|entry| entry.mode == Mode::Tiled)
            .map(|entry| entry.content)
        else {
            return false;
        };
        let edge = |rect: Rectangle<i32, Logical>| {
            let x = if edges.left {
                rect.loc.x
            } else {
                rect.loc.x + rect.size.w
            };
            let y = if edges.top {
                rect.loc.y
            } else {
                rect.loc.y + rect.size.h
            };
            Point::<i32, Logical>::from((x, y))
        };
        let by = edge(start) + by - edge(now);
        self.desk.pull_tile(window, edges, (by.x, by.y));
        true
    }

    /// The button or finger went up: what was held ends.
    pub(super) fn end_grab(&mut self) {
        let grab = std::mem::take(&mut self.input.grab);
        match grab {
            Grab::Move { window, .. } => self.snap_dropped(window),
            Grab::Tile { window, from } if self.moved_from(from) => self.drop_tile(window),
            Grab::Resize { window, .. } => {
                self.work.configure.insert(window);
            }
            Grab::Button { window, button } if self.input.hovered == Some((window, button)) => {
                self.press_button(window, button);
            }
            _ => {}
        }
        self.work.rearrange();
    }

    /// Whether the pointer went some way from where it was.
    fn moved_from(&self, from: Point<f64, Logical>) -> bool {
        let gone = self.input.pointer.map(|at| at - from);
        gone.is_some_and(|gone| gone.x.abs().max(gone.y.abs()) >= LIFTED)
    }

    fn press_button(&mut self, window: WindowId, button: Button) {
        self.perform(match button {
            Button::Close => Action::Close(window),
            Button::Maximise => Action::ToggleMaximised(window),
            Button::Minimise => Action::Minimise(window),
        });
        self.work.configure.insert(window);
    }
}

/// The pointer shape for resizing at these edges.
pub(super) fn resize_shape(edges: Edges) -> Shape {
    match (edges.top, edges.bottom, edges.left, edges.right) {
        (true, _, true, _) => Shape::NwResize,
        (true, _, _, true) => Shape::NeResize,
        (_, true, true, _) => Shape::SwResize,
        (_, true, _, true) => Shape::SeResize,
        (true, ..) => Shape::NResize,
        (_, true, ..) => Shape::SResize,
        (_, _, true, _) => Shape::WResize,
        (_, _, _, true) => Shape::EResize,
        _ => Shape::Default,
    }
}
