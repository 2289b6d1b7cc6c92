//! The one function that lists what an output shows, from top to bottom.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{FrameKind, Metrics, Shape, Toplevel};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Physical, Point, Rectangle, Size};

use super::{Framed, Layer, LayerId, Owner, POINTER, Placed, Scene, VEIL};
use crate::clock::Now;
use crate::connections::Connections;
use crate::crossing::{BadgeModel, PromptModel};
use crate::desk::{Desk, Entry, Mode, WindowId};
use crate::lock::Lock;
use crate::notices::{GAP, NoticeModel};
use crate::outputs::Screen;
use crate::panels::PanelModel;
use crate::trusted::{
    BarModel, CoverModel, FrameModel, FrameSheets, Icon, LockModel, Pictures, SwitcherModel,
    SwitcherSheet, TagModel,
};
use crate::windows::{Popup, Window, Windows};

/// The largest drag icon, in logical pixels.
const LARGEST_ICON: i32 = 128;

/// What the pointer looks like.
#[derive(Clone, Debug)]
pub enum Pointer {
    /// A picture of the core.
    Named(Shape),
    /// An image of the client under it, with the image's size and hotspot.
    Client {
        /// The image.
        surface: WlSurface,
        /// Its size in logical pixels.
        size: Size<i32, Logical>,
        /// The pixel of it that points.
        hotspot: Point<i32, Logical>,
    },
}

/// An icon being dragged.
#[derive(Clone, Debug)]
pub struct DragIcon {
    /// Its identity for drawing.
    pub id: WindowId,
    /// The cage the drag started in.
    pub cage: CageId,
    /// The icon.
    pub surface: WlSurface,
    /// Its place relative to the pointer, and its size.
    pub place: Rectangle<i32, Logical>,
}

/// What an input method shows.
#[derive(Clone, Debug)]
pub struct TypedPopup {
    /// Its identity for drawing.
    pub id: WindowId,
    /// The window that is typed into.
    pub window: WindowId,
    /// The cage of both.
    pub cage: CageId,
    /// What is shown.
    pub surface: WlSurface,
    /// Where, in the global logical space.
    pub place: Rectangle<i32, Logical>,
}

/// Everything a scene is made from.
pub struct Stage<'a> {
    /// The output.
    pub screen: &'a Screen,
    /// Where windows are.
    pub desk: &'a Desk,
    /// What windows are.
    pub windows: &'a Windows,
    /// The trusted side's pictures.
    pub pictures: &'a mut Pictures,
    /// The window that gets the keys.
    pub focused: Option<WindowId>,
    /// The frame button under the pointer.
    pub hovered: Option<(WindowId, lisere_shell::Button)>,
    /// Which cages are frozen.
    pub connections: &'a Connections,
    /// Which cages are covered.
    pub lock: &'a Lock,
    /// Windows that ask for attention.
    pub urgent: &'a [WindowId],
    /// What the bar says.
    pub bar: BarModel,
    /// The Alt+Tab panel, while it is open on this output.
    pub switcher: Option<SwitcherModel>,
    /// Where the pointer is (global logical) and what it looks like, when shown.
    pub pointer: Option<(Point<f64, Logical>, Pointer)>,
    /// What an input method shows beside the cursor of the window that has the keys.
    pub input_popup: Option<TypedPopup>,
    /// The icon of a drag in progress.
    pub icon: Option<DragIcon>,
    /// Whether the user is being asked something, here or on another output.
    pub veil: bool,
    /// What is asked, on the output where it is shown.
    pub prompt: Option<PromptModel>,
    /// What a drop at the pointer would come to, while something is dragged over
    /// another cage's window.
    pub badge: Option<BadgeModel>,
    /// What programs tell the user, from the top.
    pub notices: Vec<NoticeModel>,
    /// The open panel's pictures, from the top.
    pub panel: Vec<PanelModel>,
    /// What the locked screen shows, while the session is locked: then nothing else is.
    pub locked: Option<LockModel>,
    /// What hangs from the bar.
    pub tag: Option<TagModel>,
    /// When it is drawn.
    pub now: Now,
}

/// Lists an output's layers. A locked one has its pointer, the bar, the lock's card and the
/// wallpaper. Any other one: pointer, prompt, bar, its tag, switcher, panel (both under likenesses
/// of windows), notices, badge, drag icon, veil, what an input method shows, windows with their
/// popups, wallpaper. Nothing else is ever drawn.
pub fn build(mut stage: Stage<'_>) -> Scene {
    if let Some(lock) = stage.locked.take() {
        return stage.shut(lock);
    }
    stage.pictures.close_lock(stage.screen.id);
    let mut layers = Vec::from_iter(stage.prompt_layer());
    layers.push(stage.bar_layer());
    layers.extend(stage.tag_layer());
    layers.extend(stage.switcher_layers());
    layers.extend(stage.panel_layers());
    layers.extend(stage.notice_layers());
    layers.extend(stage.badge_layer());
    layers.extend(stage.icon_layer());
    layers.extend(stage.veil_layer());
    layers.extend(stage.input_popup_layer());
    layers.extend(stage.window_layers());
    layers.push(stage.wallpaper_layer());
    stage.pictures.keep_thumbnails(stage.screen.id, &layers);
    // Last, because a client's image gives way to whatever lies over its window.
    if let Some(pointer) = stage.pointer_layer(&layers) {
        layers.insert(0, pointer);
    }
    Scene { layers }
}

/// Lists a scene's pointer again and nothing else.
pub fn repoint(stage: &mut Stage<'_>, scene: &mut Scene) {
    scene.layers.retain(|(id, _)| *id != POINTER);
    if let Some(pointer) = stage.pointer_layer(&scene.layers) {
        scene.layers.insert(0, pointer);
    }
}

impl Stage<'_> {
    pub(super) fn metrics(&self) -> Metrics {
        Metrics::at(self.screen.scale)
    }

    fn bar_layer(&mut self) -> (LayerId, Layer) {
        let bar = self.pictures.bar(self.screen.id, self.bar.clone());
        trusted("bar", bar.sheet, (0, 0).into())
    }

    /// A locked output: nothing here comes from a client.
    fn shut(mut self, lock: LockModel) -> Scene {
        let id = self.screen.id;
        self.pictures.close_prompt(id);
        self.pictures.keep_notices(&[]);
        let card = self.pictures.lock(id, lock);
        let mut layers = vec![
            self.bar_layer(),
            trusted("lock", card.sheet, card.at),
            self.wallpaper_layer(),
        ];
        if let Some(pointer) = self.pointer_layer(&layers) {
            layers.insert(0, pointer);
        }
        Scene { layers }
    }

    fn prompt_layer(&mut self) -> Option<(LayerId, Layer)> {
        let Some(model) = self.prompt.clone() else {
            self.pictures.close_prompt(self.screen.id);
            return None;
        };
        let prompt = self.pictures.prompt(self.screen.id, model)?;
        Some(trusted("prompt", prompt.sheet, prompt.at))
    }

    /// Under a part of the bar that was just listed.
    fn tag_layer(&mut self) -> Option<(LayerId, Layer)> {
        let (sheet, at) = self.pictures.tag(self.screen.id, self.tag.take()?)?;
        Some(trusted("tag", sheet, at))
    }

    /// Everything under the bar, while the user is asked something.
    fn veil_layer(&self) -> Option<(LayerId, Layer)> {
        let (size, bar) = (self.screen.pixels(), self.metrics().bar);
        let under = Rectangle::new((0, bar).into(), (size.w, (size.h - bar).max(0)).into());
        self.veil.then_some((VEIL, Layer::Veil(under)))
    }

    /// Beside the pointer, wholly on the output and under the bar.
    fn badge_layer(&mut self) -> Option<(LayerId, Layer)> {
        let model = self.badge?;
        let (pointer, _) = self.pointer.as_ref()?;
        if !self.screen.area().to_f64().contains(*pointer) {
            return None;
        }
        let sheet = self.pictures.badge(model)?;
        let scale = self.screen.scale;
        let at: Point<i32, Physical> = (*pointer - self.screen.position.to_f64())
            .to_physical(scale.factor())
            .to_i32_round();
        let at = at + Point::from((scale.px(18), scale.px(20)));
        let (size, bar) = (self.screen.pixels(), self.metrics().bar);
        let most = size - sheet.size;
        let at = (at.x.min(most.w).max(0), at.y.min(most.h).max(bar));
        Some(trusted("badge", sheet, at.into()))
    }

    fn wallpaper_layer(&mut self) -> (LayerId, Layer) {
        let size = self.screen.pixels();
        let sheet = self
            .pictures
            .wallpaper(self.screen.id, (size.w, size.h), self.screen.scale);
        trusted("wallpaper", sheet, (0, 0).into())
    }

    /// The likenesses of windows, on their panel.
    fn switcher_layers(&mut self) -> Vec<(LayerId, Layer)> {
        let Some(model) = self.switcher.clone() else {
            return Vec::new();
        };
        let SwitcherSheet { sheet, thumbnails } = self.pictures.switcher(self.screen.id, model);
        let size = self.screen.pixels();
        let bar = self.metrics().bar;
        let room = size - sheet.size;
        let at = Point::from((room.w / 2, bar + ((room.h - bar) / 2).max(0)));
        let mut layers = self.thumbnail_layers(&thumbnails, at);
        layers.push(trusted("switcher", sheet, at));
        layers
    }

    /// What the open panel shows, under the bar.
    fn panel_layers(&mut self) -> Vec<(LayerId, Layer)> {
        let models = std::mem::take(&mut self.panel);
        let parts = self.pictures.panel(self.screen.id, models);
        let mut layers = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            layers.extend(self.thumbnail_layers(&part.thumbnails, part.at));
            let placed = Placed {
                sheet: part.sheet,
                at: part.at,
                owner: Owner::Trusted,
            };
            layers.push((LayerId::Panel(index), Layer::Trusted(placed)));
        }
        layers
    }

    /// Cards one below the other on the right, under the bar, as far as there is room.
    fn notice_layers(&mut self) -> Vec<(LayerId, Layer)> {
        let mut layers = Vec::new();
        let (size, gap) = (self.screen.pixels(), self.screen.scale.px(GAP));
        let mut top = self.metrics().bar + gap;
        let models = std::mem::take(&mut self.notices);
        self.pictures.keep_notices(&models);
        for model in models {
            let id = model.id;
            let Some(sheet) = self.pictures.notice(model) else {
                continue;
            };
            let at = Point::from((size.w - gap - sheet.size.w, top));
            top += sheet.size.h + gap;
            if top <= size.h {
                let owner = Owner::Trusted;
                let placed = Placed { sheet, at, owner };
                layers.push((LayerId::Notice(id), Layer::Trusted(placed)));
            }
        }
        layers
    }

    fn icon_layer(&mut self) -> Option<(LayerId, Layer)> {
        let icon = self.icon.clone();
        let icon = icon.filter(|icon| !self.lock.covers(icon.cage))?;
        let (pointer, _) = self.pointer.as_ref()?;
        let place = icon.place;
        let size = (
            place.size.w.clamp(1, LARGEST_ICON),
            place.size.h.clamp(1, LARGEST_ICON),
        );
        let at = pointer.to_i32_round() + place.loc;
        let whole = self.screen.to_physical(Rectangle::new(at, size.into()));
        self.popup_frame(
            (icon.id, icon.id),
            icon.cage,
            &icon.surface,
            whole,
            whole.loc,
        )
    }

    fn input_popup_layer(&mut self) -> Option<(LayerId, Layer)> {
        let popup = self.input_popup.clone();
        let popup = popup.filter(|popup| !self.lock.covers(popup.cage))?;
        let whole = self.screen.to_physical(popup.place);
        let ids = (popup.id, popup.window);
        self.popup_frame(ids, popup.cage, &popup.surface, whole, whole.loc)
    }

    fn window_layers(&mut self) -> Vec<(LayerId, Layer)> {
        let mut layers = Vec::new();
        let area = self.screen.area();
        let desk = self.desk;
        let windows = self.windows;
        for (id, entry) in desk.visible() {
            let Some(window) = windows.get(id) else {
                continue;
            };
            let way = desk.on_its_way(id, self.now);
            let mut content = self.screen.to_physical(entry.content);
            content.loc += way.to_physical(self.screen.scale.factor()).to_i32_round();
            let covered = self.lock.covers(window.cage);
            for popup in window
                .popups
                .iter()
                .rev()
                .filter(|popup| popup.mapped && !covered)
            {
                layers.extend(self.popup(window, popup, content));
            }
            let mut outer = desk.outer(entry);
            outer.loc += way.to_i32_round();
            if outer.overlaps(area) {
                layers.extend(self.window(window, entry, content));
            }
        }
        layers
    }

    fn window(
        &mut self,
        window: &Window,
        entry: &Entry,
        content: Rectangle<i32, Physical>,
    ) -> Option<(LayerId, Layer)> {
        let covered = self.lock.covers(window.cage);
        let kind = FrameKind::Toplevel(Toplevel {
            focused: self.focused == Some(window.id),
            maximised: entry.mode == Mode::Maximised,
            fullscreen: entry.mode == Mode::Fullscreen,
            // Its cover says more.
            frozen: self.connections.frozen(window.cage) && !covered,
            urgent: self.urgent.contains(&window.id),
            hovered: self
                .hovered
                .filter(|(id, _)| *id == window.id)
                .map(|(_, button)| button),
            resizable: entry.mode.free(),
            stack: entry.stack.map(|stack| (stack.place, stack.of)),
        });
        let model = FrameModel {
            cage: window.cage,
            title: if covered {
                String::new()
            } else {
                window.title.to_string()
            },
            content: (content.size.w, content.size.h),
            scale: self.screen.scale,
            kind,
            // It is the program's own.
            icon: self
                .windows
                .icon(window.id)
                .filter(|_| !covered)
                .cloned()
                .map(Icon),
        };
        let sheets = self.pictures.frame(window.id, self.screen.id, model)?;
        if covered {
            let layer = self.covered(window, content, sheets, false)?;
            return Some((LayerId::Framed(window.id), layer));
        }
        let origin = content.loc - self.scaled(window.geometry.loc);
        let surface = window.toplevel.wl_surface().clone();
        let framed = Framed::new(
            (window.id, window.id),
            window.cage,
            content,
            surface,
            origin,
            sheets,
        )
        .veiled(self.connections.frozen(window.cage));
        Some((LayerId::Framed(window.id), Layer::Framed(Rc::new(framed))))
    }

    /// A window's frame round the card that says that its level is locked; `small` where it is
    /// the likeness of one.
    pub(super) fn covered(
        &mut self,
        window: &Window,
        content: Rectangle<i32, Physical>,
        sheets: FrameSheets,
        small: bool,
    ) -> Option<Layer> {
        let model = CoverModel {
            cage: window.cage,
            room: (content.size.w, content.size.h),
            scale: self.screen.scale,
        };
        let key = (window.id, self.screen.id, small);
        let cover = self.pictures.cover(key, model)?;
        let framed = Framed::covered(window.id, window.cage, content, cover, sheets);
        Some(Layer::Framed(Rc::new(framed)))
    }

    /// A popup, kept within the work area, never over the bar.
    fn popup(
        &mut self,
        window: &Window,
        popup: &Popup,
        root: Rectangle<i32, Physical>,
    ) -> Option<(LayerId, Layer)> {
        let size = popup
            .place
            .size
            .to_f64()
            .to_physical(self.screen.scale.factor())
            .to_i32_round();
        let whole = Rectangle::new(root.loc + self.scaled(popup.place.loc), size);
        let origin = whole.loc - self.scaled(popup.geometry.loc);
        let surface = popup.surface.wl_surface();
        self.popup_frame((popup.id, window.id), window.cage, surface, whole, origin)
    }

    /// A borderless frame round content that is cut to the area under the bar.
    fn popup_frame(
        &mut self,
        ids: (WindowId, WindowId),
        cage: CageId,
        surface: &WlSurface,
        whole: Rectangle<i32, Physical>,
        origin: Point<i32, Physical>,
    ) -> Option<(LayerId, Layer)> {
        let Metrics {
            bar, popup_border, ..
        } = self.metrics();
        let size = self.screen.pixels();
        let room = Rectangle::new(
            (popup_border, bar + popup_border).into(),
            (size.w - 2 * popup_border, size.h - bar - 2 * popup_border).into(),
        );
        let content = whole
            .intersection(room)
            .filter(|content| !content.is_empty())?;
        let model = FrameModel {
            cage,
            title: String::new(),
            content: (content.size.w, content.size.h),
            scale: self.screen.scale,
            kind: FrameKind::Popup,
            icon: None,
        };
        let sheets = self.pictures.frame(ids.0, self.screen.id, model)?;
        let framed = Framed::new(ids, cage, content, surface.clone(), origin, sheets)
            .veiled(self.connections.frozen(cage));
        Some((LayerId::Framed(ids.0), Layer::Framed(Rc::new(framed))))
    }

    pub(super) fn scaled(&self, point: Point<i32, Logical>) -> Point<i32, Physical> {
        point
            .to_f64()
            .to_physical(self.screen.scale.factor())
            .to_i32_round()
    }
}

fn trusted(
    name: &'static str,
    sheet: Rc<crate::trusted::Sheet>,
    at: Point<i32, Physical>,
) -> (LayerId, Layer) {
    (
        LayerId::Trusted(name),
        Layer::Trusted(Placed {
            sheet,
            at,
            owner: Owner::Trusted,
        }),
    )
}
