//! Elements of every layer, kept from frame to frame and rebuilt only where something changed.

mod compare;
mod pointer;
mod textures;

use std::collections::HashMap;

use smithay::backend::renderer::element::Id;
use smithay::backend::renderer::element::Kind;
use smithay::backend::renderer::element::surface::{
    WaylandSurfaceRenderElement, render_elements_from_surface_tree,
};
use smithay::backend::renderer::{Color32F, Frame, ImportAll, ImportMem, Renderer, Texture};
use smithay::utils::{Physical, Rectangle};

use compare::{moved, note_difference, same_layer};
pub(crate) use pointer::PointerLook;
pub(crate) use textures::Textures;

use super::Drawn;
use super::damage::Ledger;
use super::element::{Element, What};
use crate::scene::{ClientCursor, Framed, Layer, LayerId, Owner, POINTER, Placed, Scene};

/// What has to be looked at again before a frame.
#[derive(Clone, Copy, Debug)]
pub struct Refresh<'a> {
    /// Layers whose client committed since the last frame.
    pub stale: &'a dyn Stale,
    /// Whether layers came, went, moved or changed places.
    pub arranged: bool,
    /// Whether the pointer moved or its image changed.
    pub pointer: bool,
}

/// Answers whether a layer's client committed since the last frame.
pub trait Stale: std::fmt::Debug {
    /// Whether to look at the layer again.
    fn stale(&self, layer: &LayerId) -> bool;
}

/// How much of a frozen window's content its veil hides: it is plainly not live, and
/// still tells what it was.
const VEIL: f32 = 0.6;
/// How much the veil over a whole desktop hides: frames still tell cages apart, but no
/// colour there can be taken for one of the prompt's.
pub const DESKTOP_VEIL: f32 = 0.8;

/// Rectangles of output pixels that do not overlap.
type Areas = Vec<Rectangle<i32, Physical>>;

/// A plain colour in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Ground {
    /// Under everything.
    Backdrop,
    /// Over the client's surfaces.
    Veil,
}

struct Kept<R: Renderer> {
    layer: Layer,
    outer: Rectangle<i32, Physical>,
    elements: Vec<Element<R>>,
}

/// The retained picture of one output.
pub struct Painter<R: Renderer> {
    kept: HashMap<LayerId, Kept<R>>,
    order: Vec<LayerId>,
    textures: Textures<R>,
    grounds: HashMap<(LayerId, Ground), Id>,
    ledger: Ledger,
    backdrop: Color32F,
    scale: f64,
    /// The pointer is shown without being drawn into frames.
    pointer_apart: bool,
}

impl<R> Painter<R>
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
    /// A painter whose first frame is drawn whole. `backdrop` is what lies
    /// under content that is translucent or missing.
    pub fn new(backdrop: Color32F, scale: f64) -> Self {
        Painter {
            kept: HashMap::new(),
            order: Vec::new(),
            textures: Textures::default(),
            grounds: HashMap::new(),
            ledger: Ledger::default(),
            backdrop,
            scale,
            pointer_apart: false,
        }
    }

    /// Notes pixels of a layer that changed.
    fn changed(&mut self, id: &LayerId, rect: Rectangle<i32, Physical>) {
        if !(self.pointer_apart && *id == POINTER) {
            self.ledger.add(rect);
        }
    }

    /// The same with trusted pictures that others have given to the renderer, and will.
    #[must_use]
    pub(crate) fn sharing(self, textures: &Textures<R>) -> Self {
        Painter {
            textures: textures.clone(),
            ..self
        }
    }

    /// Draws the next frame whole.
    pub fn reset(&mut self) {
        self.ledger.reset();
    }

    /// Damage of the frame to come.
    pub fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    /// Brings the elements up to the scene and notes what changed.
    pub fn update(&mut self, renderer: &mut R, scene: &Scene, refresh: Refresh<'_>) {
        if refresh.arranged {
            self.arrange(renderer, scene);
        } else if refresh.pointer {
            self.repoint(renderer, scene);
        }
        let stale: Vec<LayerId> = self
            .order
            .iter()
            .filter(|id| refresh.stale.stale(id))
            .cloned()
            .collect();
        for id in stale {
            self.rebuild(renderer, &id);
        }
    }

    /// Compares the order and place of layers with the last frame's.
    fn arrange(&mut self, renderer: &mut R, scene: &Scene) {
        let order: Vec<LayerId> = scene.layers.iter().map(|(id, _)| id.clone()).collect();
        let gone: Vec<LayerId> = self
            .order
            .iter()
            .filter(|id| !order.contains(id))
            .cloned()
            .collect();
        for id in gone {
            if let Some(kept) = self.kept.remove(&id) {
                self.changed(&id, kept.outer);
            }
            self.grounds.retain(|(layer, _), _| *layer != id);
        }
        self.order.retain(|id| self.kept.contains_key(id));
        for id in moved(&self.order, &order) {
            if let Some(kept) = self.kept.get(&id) {
                self.changed(&id, kept.outer);
            }
        }
        self.order = order;
        for (id, layer) in &scene.layers {
            let same = self
                .kept
                .get(id)
                .is_some_and(|kept| same_layer(&kept.layer, layer));
            if !same {
                let elements = self.elements(renderer, id, layer);
                self.replace(id.clone(), layer.clone(), elements);
            }
        }
        self.textures.forget_unused();
    }

    /// Puts the pointer where the scene has it, touching nothing else.
    fn repoint(&mut self, renderer: &mut R, scene: &Scene) {
        self.order.retain(|id| *id != POINTER);
        match scene.layers.first().filter(|(id, _)| *id == POINTER) {
            Some((_, layer)) => {
                let elements = self.elements(renderer, &POINTER, layer);
                self.replace(POINTER, layer.clone(), elements);
                self.order.insert(0, POINTER);
            }
            None => {
                if let Some(kept) = self.kept.remove(&POINTER) {
                    self.changed(&POINTER, kept.outer);
                }
            }
        }
    }

    /// Builds the elements of one layer again from what its client shows now.
    fn rebuild(&mut self, renderer: &mut R, id: &LayerId) {
        let Some(layer) = self.kept.get(id).map(|kept| kept.layer.clone()) else {
            return;
        };
        let elements = self.elements(renderer, id, &layer);
        self.replace(id.clone(), layer, elements);
    }

    /// Swaps a layer's elements, noting the pixels that differ.
    fn replace(&mut self, id: LayerId, layer: Layer, elements: Vec<Element<R>>) {
        let outer = layer.outer();
        let old = self.kept.remove(&id);
        match &old {
            _ if self.pointer_apart && id == POINTER => {}
            Some(old) => note_difference(&mut self.ledger, &old.elements, &elements),
            None => self.ledger.add(outer),
        }
        self.kept.insert(
            id,
            Kept {
                layer,
                outer,
                elements,
            },
        );
    }

    fn elements(&mut self, renderer: &mut R, id: &LayerId, layer: &Layer) -> Vec<Element<R>> {
        match layer {
            Layer::Trusted(placed) => self.picture(renderer, placed).into_iter().collect(),
            Layer::Framed(framed) => self.framed(renderer, id, framed),
            Layer::Cursor(cursor) => self.cursor(renderer, cursor),
            Layer::Veil(rect) => vec![self.veil(id, *rect, Owner::Trusted, DESKTOP_VEIL)],
        }
    }

    /// The frame's pictures, the client's surfaces cut to the content, the backdrop.
    /// Without the whole frame there is nothing of the client either.
    fn framed(&mut self, renderer: &mut R, id: &LayerId, framed: &Framed) -> Vec<Element<R>> {
        let pieces = framed.pieces();
        let frame: Option<Vec<Element<R>>> = pieces
            .iter()
            .map(|piece| self.picture(renderer, piece))
            .collect();
        let Some(mut elements) = frame else {
            return vec![self.backdrop(id, framed.outer(), Owner::Trusted)];
        };
        // Without its picture a window goes on.
        let icon = framed.icon();
        let icon = icon.and_then(|icon| self.picture(renderer, &icon));
        elements.splice(0..0, icon);
        let scale = self.scale * framed.zoom();
        let surfaces: Vec<WaylandSurfaceRenderElement<R>> = match framed.surface() {
            Some(surface) => render_elements_from_surface_tree(
                renderer,
                surface,
                framed.origin(),
                scale,
                1.0,
                Kind::Unspecified,
            ),
            None => Vec::new(),
        };
        let cover = framed.cover();
        elements.extend(cover.and_then(|cover| self.picture(renderer, &cover)));
        let owner = Owner::Client(framed.cage());
        let content = framed.content();
        if framed.has_veil() {
            elements.push(self.veil(id, content, owner, VEIL));
        }
        elements.extend(
            surfaces
                .into_iter()
                .filter_map(|s| Element::surface(s, scale, framed.shown(), owner))
                .map(|element| element.zoomed(framed.zoom())),
        );
        let mut ground = self.backdrop(id, content, Owner::Backdrop(framed.cage()));
        if framed.zoom() < 1.0 {
            // Beside a likeness that is narrower than its place black would look like content.
            ground.what = What::Plain(lighter(self.backdrop));
        }
        elements.push(ground);
        elements
    }

    /// The surfaces of a window by themselves, from the top to the bottom.
    pub(super) fn drawn(&self, renderer: &mut R, drawn: &Drawn) -> Vec<Element<R>> {
        let surfaces: Vec<WaylandSurfaceRenderElement<R>> = render_elements_from_surface_tree(
            renderer,
            &drawn.surface,
            drawn.origin,
            self.scale,
            1.0,
            Kind::Unspecified,
        );
        let (whole, owner) = (Rectangle::from_size(drawn.size), Owner::Client(drawn.cage));
        let cut = |surface| Element::surface(surface, self.scale, whole, owner);
        surfaces.into_iter().filter_map(cut).collect()
    }

    /// A plain ground in the backdrop's colour.
    fn backdrop(
        &mut self,
        id: &LayerId,
        rect: Rectangle<i32, Physical>,
        owner: Owner,
    ) -> Element<R> {
        Element {
            what: What::Plain(self.backdrop),
            id: self.ground(id, Ground::Backdrop),
            whole: rect,
            clip: rect,
            opaque: vec![rect],
            owner,
            scale: self.scale,
        }
    }

    /// The backdrop's colour over a window's content, or over all of a desktop. What shows
    /// through a window's is still the client's, and so are the pixels.
    fn veil(
        &mut self,
        id: &LayerId,
        rect: Rectangle<i32, Physical>,
        owner: Owner,
        strength: f32,
    ) -> Element<R> {
        Element {
            what: What::Plain(self.backdrop * strength),
            id: self.ground(id, Ground::Veil),
            whole: rect,
            clip: rect,
            opaque: Vec::new(),
            owner,
            scale: self.scale,
        }
    }

    fn ground(&mut self, id: &LayerId, ground: Ground) -> Id {
        self.grounds
            .entry((id.clone(), ground))
            .or_insert_with(Id::new)
            .clone()
    }

    fn cursor(&self, renderer: &mut R, cursor: &ClientCursor) -> Vec<Element<R>> {
        let surfaces: Vec<WaylandSurfaceRenderElement<R>> = render_elements_from_surface_tree(
            renderer,
            &cursor.surface,
            cursor.at,
            self.scale,
            1.0,
            Kind::Cursor,
        );
        let owner = Owner::Client(cursor.cage);
        surfaces
            .into_iter()
            .filter_map(|s| Element::surface(s, self.scale, cursor.inside.rect(), owner))
            .collect()
    }

    fn picture(&mut self, renderer: &mut R, placed: &Placed) -> Option<Element<R>> {
        let texture = self.textures.of(renderer, &placed.sheet)?;
        let rect = placed.rect();
        Some(Element {
            what: match placed.sheet.period {
                Some(period) => What::Repeated(texture, period),
                None => What::Picture(texture),
            },
            id: placed.sheet.id.clone(),
            whole: rect,
            clip: rect,
            opaque: if placed.sheet.opaque {
                vec![rect]
            } else {
                Vec::new()
            },
            owner: placed.owner,
            scale: self.scale,
        })
    }

    /// Draws `areas` (output pixels, not overlapping) of all layers, with or
    /// without the pointer.
    ///
    /// # Errors
    /// What the renderer reports; the frame must then be drawn whole.
    pub fn draw(
        &self,
        frame: &mut R::Frame<'_, '_>,
        areas: Areas,
        pointer: bool,
    ) -> Result<(), R::Error> {
        let mut rest = areas;
        let mut parts: Vec<(&Kept<R>, Areas)> = Vec::new();
        let shown = self.order.iter().filter(|id| pointer || **id != POINTER);
        for kept in shown.filter_map(|id| self.kept.get(id)) {
            if rest.is_empty() {
                break;
            }
            let here: Vec<_> = rest
                .iter()
                .filter_map(|area| area.intersection(kept.outer))
                .collect();
            if here.is_empty() {
                continue;
            }
            if kept.layer.opaque() {
                rest = Rectangle::subtract_rects_many_in_place(rest, [kept.outer]);
            }
            parts.push((kept, here));
        }
        if !rest.is_empty() {
            frame.clear(self.backdrop, &rest)?;
        }
        for (kept, here) in parts.into_iter().rev() {
            draw_layer(frame, &kept.elements, here)?;
        }
        Ok(())
    }

    /// The colour under everything.
    pub(crate) fn backdrop_colour(&self) -> Color32F {
        self.backdrop
    }

    /// The pixels that no picture taken of the output may show.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Rectangle<i32, Physical>> + '_ {
        self.kept.values().filter_map(|kept| kept.layer.secret())
    }

    /// Every layer with its elements from top to bottom: what a frame of this scene consists of.
    pub fn layers(&self) -> impl Iterator<Item = (&LayerId, &[Element<R>])> {
        self.order
            .iter()
            .filter_map(|id| Some((id, self.kept.get(id)?.elements.as_slice())))
    }
}

/// Draws one layer's elements from the bottom up, each only where no opaque
/// element above it will cover it.
fn draw_layer<R>(
    frame: &mut R::Frame<'_, '_>,
    elements: &[Element<R>],
    areas: Areas,
) -> Result<(), R::Error>
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
    let mut rest = areas;
    let mut parts = Vec::with_capacity(elements.len());
    for element in elements {
        let here: Vec<_> = rest
            .iter()
            .filter_map(|area| area.intersection(element.clip))
            .collect();
        if here.is_empty() {
            continue;
        }
        rest = Rectangle::subtract_rects_many_in_place(rest, element.opaque.iter().copied());
        parts.push((element, here));
    }
    for (element, here) in parts.into_iter().rev() {
        element.draw(frame, &here)?;
    }
    Ok(())
}

/// The ground beside a likeness.
fn lighter(colour: Color32F) -> Color32F {
    let part = |channel: f32| channel * 0.86 + 0.14 * colour.a();
    Color32F::new(
        part(colour.r()),
        part(colour.g()),
        part(colour.b()),
        colour.a(),
    )
}
