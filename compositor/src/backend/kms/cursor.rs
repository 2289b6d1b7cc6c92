//! The plane that shows the pointer above a screen's frames without drawing them again.

use smithay::backend::allocator::dumb::{DumbAllocator, DumbBuffer};
use smithay::backend::allocator::{Allocator, Fourcc, Modifier};
use smithay::backend::drm::dumb::{DumbFramebuffer, framebuffer_from_dumb_buffer};
use smithay::backend::drm::{DrmDeviceFd, DrmSurface, PlaneClaim};
use smithay::backend::renderer::{Color32F, Frame};
use smithay::reexports::drm::control::{Device as _, crtc, framebuffer, plane};
use smithay::utils::{Physical, Point, Rectangle, Size, Transform};

use super::paints::{Paints, write};
use crate::render::{Capture, Memory, Painter, PointerLook, RenderError, Shape, failed, read};

/// The pointer's image where a screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// Which image.
    image: usize,
    /// The image as the card knows it.
    pub(super) framebuffer: framebuffer::Handle,
    /// Where, in the screen's own pixels.
    pub(super) at: Rectangle<i32, Physical>,
}

struct Image {
    buffer: DumbBuffer,
    framebuffer: DumbFramebuffer,
}

/// The plane.
pub(super) struct CursorPlane {
    fd: DrmDeviceFd,
    crtc: crtc::Handle,
    /// The plane, which nobody else may use; without one the older calls are made.
    claim: Option<PlaneClaim>,
    /// The one size its images may have.
    size: Size<i32, Physical>,
    /// One is shown while the other is written.
    images: Vec<Image>,
    current: usize,
    look: Option<PointerLook>,
    /// The card refused it once, and would again.
    refused: bool,
}

impl CursorPlane {
    /// The plane of a screen; `size` is what the card says images must have.
    pub(super) fn new(fd: DrmDeviceFd, surface: &DrmSurface, size: Size<i32, Physical>) -> Self {
        let planes = surface.planes().cursor.iter();
        let claim = planes
            .filter_map(|info| surface.claim_plane(info.handle))
            .next();
        CursorPlane {
            fd,
            crtc: surface.crtc(),
            refused: claim.is_none() && !surface.is_legacy(),
            claim,
            size,
            images: Vec::new(),
            current: 0,
            look: None,
        }
    }

    /// The plane, where the card has planes.
    pub(super) fn plane(&self) -> Option<plane::Handle> {
        self.claim.as_ref().map(PlaneClaim::plane)
    }

    /// The card refused the plane: from now on the pointer is drawn into frames.
    pub(super) fn refuse(&mut self) {
        self.refused = true;
    }

    /// Has the pointer's image ready and says where to show it; `None` while there is
    /// nothing to show, or the pointer is drawn into the frames.
    ///
    /// # Errors
    /// What the renderer or the card reports.
    pub(super) fn place<R: Paints>(
        &mut self,
        renderer: &mut R,
        painter: &mut Painter<R>,
        shape: Shape,
    ) -> Result<Option<Placement>, RenderError> {
        let pointer = painter.pointer();
        let fits = |(outer, _): &(Rectangle<i32, Physical>, PointerLook)| {
            outer.size.w <= self.size.w && outer.size.h <= self.size.h
        };
        let apart = !self.refused && pointer.as_ref().is_none_or(fits);
        painter.set_pointer_apart(apart);
        let Some((outer, look)) = pointer.filter(|_| apart) else {
            return Ok(None);
        };
        if self.look.as_ref() != Some(&look) {
            let picture = self.draw(renderer, painter, shape.transform)?;
            self.write(&picture)?;
            self.look = Some(look);
        }
        let turn = shape.transform.invert();
        let upright = Rectangle::new(outer.loc, shape.transform.transform_size(self.size));
        let placement = self.images.get(self.current).map(|image| Placement {
            image: self.current,
            framebuffer: *image.framebuffer.as_ref(),
            at: turn.transform_rect_in(upright, &shape.upright()),
        });
        Ok(placement)
    }

    /// Draws the image as the screen is turned.
    fn draw<R: Paints>(
        &self,
        renderer: &mut R,
        painter: &Painter<R>,
        transform: Transform,
    ) -> Result<Capture, RenderError> {
        let size = self.size;
        let mut buffer = renderer
            .create_buffer(R::Memory::ALPHA, (size.w, size.h).into())
            .map_err(failed("making a buffer for the pointer"))?;
        let whole = Rectangle::from_size(size);
        let upright = Rectangle::from_size(transform.transform_size(size));
        let mut target = renderer
            .bind(&mut buffer)
            .map_err(failed("binding the pointer's buffer"))?;
        let mut frame = renderer
            .render(&mut target, size, transform.invert())
            .map_err(failed("beginning the pointer's image"))?;
        frame
            .clear(Color32F::TRANSPARENT, &[upright])
            .and_then(|()| painter.draw_pointer(&mut frame))
            .map_err(failed("drawing the pointer's image"))?;
        let done = frame
            .finish()
            .map_err(failed("finishing the pointer's image"))?;
        drop(target);
        renderer
            .wait(&done)
            .map_err(failed("waiting for the pointer's image"))?;
        read(renderer, &mut buffer, whole, Fourcc::Argb8888)
    }

    /// Puts a picture into the image that is not shown.
    fn write(&mut self, picture: &Capture) -> Result<(), RenderError> {
        if self.images.len() < 2 {
            self.images.push(self.make()?);
            self.current = self.images.len().saturating_sub(1);
        } else {
            self.current = usize::from(self.current == 0);
        }
        let Some(image) = self.images.get(self.current) else {
            return Ok(());
        };
        write(&self.fd, &image.buffer, Point::default(), picture)
    }

    fn make(&self) -> Result<Image, RenderError> {
        let side = |side: i32| u32::try_from(side).unwrap_or(0);
        let buffer = DumbAllocator::new(self.fd.clone())
            .create_buffer(
                side(self.size.w),
                side(self.size.h),
                Fourcc::Argb8888,
                &[Modifier::Linear],
            )
            .map_err(failed("making a buffer for the pointer"))?;
        let framebuffer = framebuffer_from_dumb_buffer(&self.fd, &buffer, false)
            .map_err(failed("making the pointer's buffer known"))?;
        Ok(Image {
            buffer,
            framebuffer,
        })
    }

    /// Shows the image by the calls of cards that have no planes.
    ///
    /// # Errors
    /// What the card reports.
    #[allow(deprecated)]
    pub(super) fn show_without_planes(
        &self,
        now: Option<Placement>,
        before: Option<Placement>,
    ) -> std::io::Result<()> {
        let shown = now.and_then(|placement| self.images.get(placement.image));
        let same = |placement: Placement| Some(placement.image) == now.map(|now| now.image);
        if !before.is_some_and(same) {
            let image = shown.map(|image| image.buffer.handle());
            self.fd.set_cursor2(self.crtc, image, (0, 0))?;
        }
        match now {
            Some(placement) => self
                .fd
                .move_cursor(self.crtc, (placement.at.loc.x, placement.at.loc.y)),
            None => Ok(()),
        }
    }
}
