//! What is seen of windows while the lens is open, and so where their plaques go.

use lisere_shell::{Metrics, RibbonSpec, RibbonWay};
use smithay::utils::{Physical, Point, Rectangle};

use super::{Lens, Sheet};
use crate::desk::{OutputId, WindowId};
use crate::outputs::Screen;
use crate::panels::{PanelModel, Spot};
use crate::state::Compositor;
use crate::trusted::{Part, Plaque, Ribbon};

/// The least part of a window that a plaque is put on, in logical pixels.
const LEAST: (i32, i32) = (64, 40);
/// Where the bar's name chip begins, in logical pixels.
const CHIP: i32 = 40;
/// Room around cards, in logical pixels.
pub(super) const GAP: i32 = 12;
/// Width of the card beside the windows, in logical pixels.
pub(super) const CARD: i32 = 400;
/// What the foot usually takes, in logical pixels: where there is little width, more.
const FOOT: [i32; 2] = [110, 178];
/// Below this width of an output, in logical pixels.
const NARROW: i32 = 1_000;
/// What the row of windows out of sight takes of it, in logical pixels.
const HIDDEN: i32 = 36;

/// A direction on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// Every window, and what is seen of it.
pub(super) struct View {
    /// Where plaques go: the largest part of a window that can be seen, on which output.
    pub(super) seen: Vec<(WindowId, OutputId, Rectangle<i32, Physical>)>,
    /// Windows without a plaque, from the top.
    pub(super) hidden: Vec<WindowId>,
}

impl View {
    fn part(&self, window: WindowId) -> Option<(OutputId, Rectangle<i32, Physical>)> {
        let mut seen = self.seen.iter();
        let found = seen.find(|(id, ..)| *id == window)?;
        Some((found.1, found.2))
    }

    /// Every window as one reads: by rows, then those that can't be seen.
    fn in_order(&self) -> Vec<WindowId> {
        let mut seen = self.seen.clone();
        seen.sort_by_key(|(id, output, part)| (*output, part.loc.y / 64, part.loc.x, id.0));
        let seen = seen.into_iter().map(|(id, ..)| id);
        seen.chain(self.hidden.iter().copied()).collect()
    }
}

/// Height of the room that the foot of an output takes, in physical pixels.
fn foot_room(screen: &Screen, hidden: bool) -> i32 {
    let [usual, more] = FOOT;
    let narrow = screen.pixels().w < screen.scale.px(NARROW);
    let keys = if narrow { more } else { usual };
    screen.scale.px(keys + if hidden { HIDDEN } else { 0 })
}

/// The room between bar and foot, in physical pixels.
pub(super) fn card_room(screen: &Screen, hidden: bool) -> Rectangle<i32, Physical> {
    let (size, scale) = (screen.pixels(), screen.scale);
    let top = Metrics::at(scale).bar + scale.px(GAP);
    let height = (size.h - top - foot_room(screen, hidden)).max(scale.px(160));
    Rectangle::new((0, top).into(), (size.w, height).into())
}

impl Compositor {
    /// What is seen of windows beside bar, foot and card.
    pub(super) fn lens_view(&self, lens: &Lens) -> View {
        let view = self.lens_view_beside(lens, false);
        match view.hidden.is_empty() {
            true => view,
            // Their row makes the foot higher, which may hide more.
            false => self.lens_view_beside(lens, true),
        }
    }

    fn lens_view_beside(&self, lens: &Lens, hidden: bool) -> View {
        let mut seen = Vec::new();
        for screen in self.outputs.iter() {
            self.seen_on(screen, self.lens_covers(lens, screen, hidden), &mut seen);
        }
        let shown = |id: &WindowId| seen.iter().any(|(window, ..)| window == id);
        let all = self.desk.all().map(|(id, _)| id);
        let hidden = all.filter(|id| !shown(id)).collect();
        View { seen, hidden }
    }

    /// What trusted UI covers of an output.
    fn lens_covers(
        &self,
        lens: &Lens,
        screen: &Screen,
        hidden: bool,
    ) -> Vec<Rectangle<i32, Physical>> {
        let (size, bar) = (screen.pixels(), Metrics::at(screen.scale).bar);
        let mut covers = vec![Rectangle::from_size((size.w, bar).into())];
        if self.lens_output(lens) != Some(screen.id) {
            return covers;
        }
        let foot = foot_room(screen, hidden);
        covers.push(Rectangle::new(
            (0, size.h - foot).into(),
            (size.w, foot).into(),
        ));
        if lens.sheet == Sheet::Details {
            covers.push(self.lens_card_room(lens, screen, hidden));
        }
        covers
    }

    /// The column for the card: on the side where the window that it is about is not.
    pub(super) fn lens_card_room(
        &self,
        lens: &Lens,
        screen: &Screen,
        hidden: bool,
    ) -> Rectangle<i32, Physical> {
        let (size, scale) = (screen.pixels(), screen.scale);
        let (gap, room) = (scale.px(GAP), card_room(screen, hidden));
        let entry = self.lens_asked(lens).and_then(|id| self.desk.entry(id));
        let outer = entry.map(|entry| screen.to_physical(self.desk.outer(entry)));
        let middle = outer.map_or(0, |outer| outer.loc.x + outer.size.w / 2);
        let width = scale.px(CARD).min(size.w - 2 * gap).max(1);
        let x = if middle > size.w / 2 {
            gap
        } else {
            size.w - gap - width
        };
        Rectangle::new((x, room.loc.y).into(), (width, room.size.h).into())
    }

    fn seen_on(
        &self,
        screen: &Screen,
        mut above: Vec<Rectangle<i32, Physical>>,
        seen: &mut Vec<(WindowId, OutputId, Rectangle<i32, Physical>)>,
    ) {
        let output = Rectangle::from_size(screen.pixels());
        let (w, h) = (screen.scale.px(LEAST.0), screen.scale.px(LEAST.1));
        for (id, entry) in self.desk.visible() {
            let outer = screen.to_physical(self.desk.outer(entry));
            let parts = outer
                .intersection(output)
                .map(|part| Rectangle::subtract_rects_many([part], above.clone()));
            above.push(outer);
            let large = parts.unwrap_or_default().into_iter();
            let largest = large
                .filter(|part| part.size.w >= w && part.size.h >= h)
                .max_by_key(|part| i64::from(part.size.w) * i64::from(part.size.h));
            // A window over two outputs has its plaque on its own.
            let elsewhere = entry.output != screen.id && self.outputs.get(entry.output).is_some();
            if let Some(part) = largest.filter(|_| !elsewhere) {
                seen.push((id, screen.id, part));
            }
        }
    }

    pub(super) fn lens_plaques(
        &self,
        lens: &Lens,
        view: &View,
        screen: &Screen,
    ) -> Vec<PanelModel> {
        let asked = self.lens_asked(lens);
        let here = view
            .seen
            .iter()
            .filter(|(_, output, _)| *output == screen.id);
        let plaque = |(id, _, part): &(WindowId, OutputId, Rectangle<i32, Physical>)| {
            let window = self.windows.get(*id)?;
            let plaque = Plaque {
                window: *id,
                cage: window.cage,
                title: self.title_shown(window),
                chosen: asked == Some(*id),
                scale: screen.scale,
                max_width: part.size.w,
            };
            Some(PanelModel {
                part: Part::Plaque(plaque),
                spot: Spot::Middle(*part),
            })
        };
        here.filter_map(plaque).collect()
    }

    /// What joins the window that the keys go back to with the bar.
    pub(super) fn lens_ribbon(&self, view: &View, screen: &Screen) -> Vec<PanelModel> {
        let chosen = self.focus.chosen();
        let place = chosen.and_then(|id| Some((self.windows.get(id)?.cage, view.part(id)?)));
        let Some((cage, (_, part))) = place.filter(|(_, (output, _))| *output == screen.id) else {
            return Vec::new();
        };
        let scale = screen.scale;
        let (breadth, top) = (RibbonSpec::breadth(scale), Metrics::at(scale).bar);
        let start = scale.px(CHIP);
        let x = part.loc.x + (part.size.w - breadth) / 2;
        let piece = |way: RibbonWay, length: i32, at: (i32, i32)| PanelModel {
            part: Part::Ribbon(Ribbon {
                cage,
                way,
                scale,
                length,
            }),
            spot: Spot::At(Point::from(at)),
        };
        let right = x > start + breadth;
        let aside = right || x < start;
        // It ends behind the plaque, wherever that begins.
        let length = part.loc.y + part.size.h / 2 - top;
        let comes = aside.then_some(!right);
        let down = piece(RibbonWay::Down { right: comes }, length, (x, top));
        let (from, to) = (start.min(x), start.max(x) + breadth);
        let along = piece(RibbonWay::Along { right }, to - from, (from, top));
        let along = aside.then_some(along);
        [down].into_iter().chain(along).collect()
    }

    /// Asks about the next window, or the one before, round and round.
    pub(super) fn lens_step(&mut self, lens: &Lens, forward: bool) {
        let order = self.lens_view(lens).in_order();
        let asked = self.lens_asked(lens);
        let at = order.iter().position(|id| Some(*id) == asked).unwrap_or(0);
        let by = if forward {
            1
        } else {
            order.len().saturating_sub(1)
        };
        let next = order.iter().cycle().nth(at + by).copied();
        if let Some(next) = next {
            self.lens_ask(next);
        }
    }

    /// The nearest window on a side of the one that is asked about.
    pub(super) fn lens_nearest(&self, lens: &Lens, way: Towards) -> Option<WindowId> {
        let middle = |id: WindowId| {
            let outer = self.desk.outer(self.desk.entry(id)?);
            Some((
                outer.loc.x + outer.size.w / 2,
                outer.loc.y + outer.size.h / 2,
            ))
        };
        let asked = self.lens_asked(lens)?;
        let here = middle(asked)?;
        let others = self.desk.visible().map(|(id, _)| id);
        let others = others.filter(|id| *id != asked).filter_map(|id| {
            let there = middle(id)?;
            let (dx, dy) = (there.0 - here.0, there.1 - here.1);
            let (ahead, aside) = match way {
                Towards::Left => (-dx, dy.abs()),
                Towards::Right => (dx, dy.abs()),
                Towards::Up => (-dy, dx.abs()),
                Towards::Down => (dy, dx.abs()),
            };
            (ahead > 0).then_some((ahead + 2 * aside, id))
        });
        others.min_by_key(|(far, _)| *far).map(|(_, id)| id)
    }
}
