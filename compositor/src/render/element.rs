//! One rectangle of pixels to draw, cut to the place it may touch, with its owner.

use smithay::backend::allocator::format::has_alpha;
use smithay::backend::renderer::element::surface::{
    WaylandSurfaceRenderElement, WaylandSurfaceTexture,
};
use smithay::backend::renderer::element::{Element as _, Id, RenderElement};
use smithay::backend::renderer::utils::CommitCounter;
use smithay::backend::renderer::{Color32F, Frame, ImportAll, ImportMem, Renderer, Texture};
use smithay::utils::{Buffer, Physical, Point, Rectangle, Scale, Size, Transform};

use crate::scene::Owner;

/// What an element draws.
pub enum What<R: Renderer> {
    /// One surface of a client.
    Surface(Box<WaylandSurfaceRenderElement<R>>),
    /// A trusted picture.
    Picture(R::TextureId),
    /// A trusted picture that looks the same again after so many columns, and of which the
    /// texture has the first two such parts.
    Repeated(R::TextureId, i32),
    /// A plain colour.
    Plain(Color32F),
}

/// Something to draw.
pub struct Element<R: Renderer> {
    /// What it draws.
    pub what: What<R>,
    /// Names it from frame to frame.
    pub id: Id,
    /// Where all of it would lie, in the output's physical pixels.
    pub whole: Rectangle<i32, Physical>,
    /// The part of `whole` that it may touch.
    pub clip: Rectangle<i32, Physical>,
    /// The parts that hide what lies beneath.
    pub opaque: Vec<Rectangle<i32, Physical>>,
    /// Whose pixels they are.
    pub owner: Owner,
    /// Physical pixels per logical one of a surface.
    pub scale: f64,
}

/// How far, in physical pixels, what changes in a surface that is drawn smaller reaches
/// beyond its own pixels, as renderers mix neighbours there.
const MIXED: i32 = 2;

impl<R> Element<R>
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
    /// A client's surface, cut to `clip`; `None` when nothing of it lies there.
    pub fn surface(
        surface: WaylandSurfaceRenderElement<R>,
        scale: f64,
        clip: Rectangle<i32, Physical>,
        owner: Owner,
    ) -> Option<Self> {
        let factor = scale;
        let scale = Scale::from(scale);
        let whole = surface.geometry(scale);
        let clip = whole.intersection(clip).filter(|clip| !clip.is_empty())?;
        let opaque = hides(&surface)
            .then(|| surface.opaque_regions(scale))
            .into_iter()
            .flatten()
            .map(|rect| Rectangle::new(rect.loc + whole.loc, rect.size))
            .filter_map(|rect| rect.intersection(clip))
            .collect();
        Some(Element {
            id: surface.id().clone(),
            what: What::Surface(Box::new(surface)),
            whole,
            clip,
            opaque,
            owner,
            scale: factor,
        })
    }

    /// The same, drawn this much smaller than its client meant: then its outermost pixels
    /// are mixed with what lies beneath, and it hides nothing.
    pub(super) fn zoomed(self, zoom: f64) -> Self {
        if zoom >= 1.0 {
            return self;
        }
        Element {
            opaque: Vec::new(),
            ..self
        }
    }

    /// What changed since a surface's `commit`, in the output's physical pixels.
    /// Elements of other kinds never change: a new picture is a new element.
    pub fn damage_since(&self, commit: CommitCounter) -> Vec<Rectangle<i32, Physical>> {
        let What::Surface(surface) = &self.what else {
            return Vec::new();
        };
        let around = |rect: &Rectangle<i32, Physical>| {
            let loc = rect.loc + self.whole.loc - Point::from((MIXED, MIXED));
            let (w, h) = (rect.size.w + 2 * MIXED, rect.size.h + 2 * MIXED);
            Rectangle::new(loc, (w, h).into())
        };
        surface
            .damage_since(Scale::from(self.scale), Some(commit))
            .iter()
            .map(around)
            .filter_map(|rect| rect.intersection(self.clip))
            .collect()
    }

    /// The commit that a surface's pixels come from.
    pub fn commit(&self) -> Option<CommitCounter> {
        match &self.what {
            What::Surface(surface) => Some(surface.current_commit()),
            What::Picture(_) | What::Repeated(..) | What::Plain(_) => None,
        }
    }

    /// Whether the two draw the same buffer region, or the same colour, at the same place,
    /// equally clear.
    pub fn same_place(&self, other: &Self) -> bool {
        let view = |element: &Self| match &element.what {
            What::Surface(surface) => Some((surface.src(), surface.transform(), surface.alpha())),
            What::Picture(_) | What::Repeated(..) | What::Plain(_) => None,
        };
        let colour = |element: &Self| match &element.what {
            What::Plain(colour) => Some(*colour),
            What::Surface(_) | What::Picture(_) | What::Repeated(..) => None,
        };
        self.whole == other.whole
            && self.clip == other.clip
            && view(self) == view(other)
            && colour(self) == colour(other)
    }

    /// Draws the parts of `areas` (output pixels) that the element may touch.
    ///
    /// # Errors
    /// What the renderer reports.
    pub fn draw(
        &self,
        frame: &mut R::Frame<'_, '_>,
        areas: &[Rectangle<i32, Physical>],
    ) -> Result<(), R::Error> {
        let damage: Vec<Rectangle<i32, Physical>> = areas
            .iter()
            .filter_map(|area| area.intersection(self.clip))
            .map(|area| Rectangle::new(area.loc - self.whole.loc, area.size))
            .collect();
        if damage.is_empty() {
            return Ok(());
        }
        match &self.what {
            What::Surface(surface) => surface.draw(
                frame,
                surface.src(),
                self.whole,
                &damage,
                &self.local_opaque(),
            ),
            What::Picture(texture) => frame.render_texture_from_to(
                texture,
                Rectangle::from_size(texture.size().to_f64()),
                self.whole,
                &damage,
                &self.local_opaque(),
                Transform::Normal,
                1.0,
            ),
            What::Repeated(texture, period) => repeat(frame, texture, *period, self.whole, &damage),
            What::Plain(colour) => frame.draw_solid(self.whole, &damage, *colour),
        }
    }

    /// Draws all of what the element may touch, moved by `by`.
    ///
    /// # Errors
    /// What the renderer reports.
    pub(crate) fn draw_moved(
        &self,
        frame: &mut R::Frame<'_, '_>,
        by: Point<i32, Physical>,
    ) -> Result<(), R::Error> {
        let whole = Rectangle::new(self.whole.loc + by, self.whole.size);
        let part = Rectangle::new(self.clip.loc - self.whole.loc, self.clip.size);
        match &self.what {
            What::Surface(surface) => surface.draw(frame, surface.src(), whole, &[part], &[]),
            What::Picture(texture) => frame.render_texture_from_to(
                texture,
                Rectangle::from_size(texture.size().to_f64()),
                whole,
                &[part],
                &[],
                Transform::Normal,
                1.0,
            ),
            What::Repeated(texture, period) => repeat(frame, texture, *period, whole, &[part]),
            What::Plain(colour) => frame.draw_solid(whole, &[part], *colour),
        }
    }

    fn local_opaque(&self) -> Vec<Rectangle<i32, Physical>> {
        let local = |loc: Point<i32, Physical>| loc - self.whole.loc;
        self.opaque
            .iter()
            .map(|rect| Rectangle::new(local(rect.loc), rect.size))
            .collect()
    }
}

/// Rows that are drawn together, so that the memory they are in stays at hand from one column
/// to the next: drawn whole, each column would fetch the memory of all rows once more.
const BAND: i32 = 64;

/// Draws the parts `damage` of `whole`, from its top left corner, with a texture of the first
/// two of its equal columns.
fn repeat<F: Frame>(
    frame: &mut F,
    texture: &F::TextureId,
    period: i32,
    whole: Rectangle<i32, Physical>,
    damage: &[Rectangle<i32, Physical>],
) -> Result<(), F::Error> {
    for (left, top) in cells(whole.size, period) {
        let size = (period, BAND.min(whole.size.h.saturating_sub(top)));
        let place = Rectangle::new((left, top).into(), size.into());
        let here: Vec<_> = damage
            .iter()
            .filter_map(|area| area.intersection(place))
            .map(|area| Rectangle::new(area.loc - place.loc, area.size))
            .collect();
        if here.is_empty() {
            continue;
        }
        let from = (if left == 0 { 0 } else { period }, top);
        let from = Rectangle::<i32, Buffer>::new(from.into(), size.into());
        let place = Rectangle::new(whole.loc + place.loc, place.size);
        frame.render_texture_from_to(
            texture,
            from.to_f64(),
            place,
            &here,
            &here,
            Transform::Normal,
            1.0,
        )?;
    }
    Ok(())
}

/// Where the parts of a whole begin, band by band and column by column.
fn cells(whole: Size<i32, Physical>, period: i32) -> impl Iterator<Item = (i32, i32)> {
    let bands = 0..parts(whole.h, BAND);
    bands.flat_map(move |band| {
        (0..parts(whole.w, period)).map(move |column| (column * period, band * BAND))
    })
}

/// How many parts a length has if all are as long as `each`, the last one perhaps cut.
fn parts(length: i32, each: i32) -> i32 {
    let each = each.max(1);
    length.saturating_add(each - 1) / each
}

/// Whether a surface hides what lies beneath because it has no transparency at
/// all. A client's word that it is opaque counts for nothing: if it lied, what
/// was on the screen before, another cage's window perhaps, would show through.
fn hides<R>(surface: &WaylandSurfaceRenderElement<R>) -> bool
where
    R: Renderer + ImportAll,
    R::TextureId: Texture,
{
    match surface.texture() {
        WaylandSurfaceTexture::Texture(texture) => {
            texture.format().is_some_and(|format| !has_alpha(format))
        }
        WaylandSurfaceTexture::SolidColor(colour) => colour.is_opaque(),
    }
}
