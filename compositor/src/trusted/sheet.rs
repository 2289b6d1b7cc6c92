//! A finished picture on its way to a painter.

use std::cell::RefCell;
use std::rc::Rc;

use lisere_shell::{Picture, Rect};
use smithay::backend::renderer::element::Id;
use smithay::utils::{Physical, Rectangle, Size};
use zeroize::Zeroize;

/// A finished picture with an identity of its own: another picture, another identity.
#[derive(Debug)]
pub struct Sheet {
    /// Names the picture to the renderer's cache and to damage tracking.
    pub id: Id,
    /// Width and height in physical pixels.
    pub size: Size<i32, Physical>,
    /// After how many columns it looks the same again, where only the first two such parts of
    /// it are kept: the second stands for all that follow.
    pub period: Option<i32>,
    /// Whether nothing beneath shows through.
    pub opaque: bool,
    /// The pixels, until the one painter that needs them has them.
    pixels: RefCell<Vec<u8>>,
    /// Whether several painters need them.
    shared: bool,
    /// Whether they are somebody's content, and are to be wiped.
    private: bool,
    /// The part that no picture taken of the screen may show, from the top left corner.
    pub secret: Option<Rectangle<i32, Physical>>,
}

/// Content is wiped even where no painter ever took it.
impl Drop for Sheet {
    fn drop(&mut self) {
        if self.private {
            self.pixels.get_mut().zeroize();
        }
    }
}

impl Sheet {
    pub(super) fn new(picture: Picture) -> Rc<Sheet> {
        Sheet::of(picture, false)
    }

    pub(super) fn of(picture: Picture, shared: bool) -> Rc<Sheet> {
        let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        Rc::new(Sheet {
            id: Id::new(),
            size: (side(picture.width), side(picture.height)).into(),
            period: None,
            opaque: picture.opaque,
            pixels: RefCell::new(picture.pixels),
            shared,
            private: false,
            secret: None,
        })
    }

    /// A picture of so many columns, of which `picture` is the first two periods.
    pub(super) fn repeated(picture: Picture, width: i32) -> Rc<Sheet> {
        let mut sheet = Sheet::of(picture, false);
        if let Some(sheet) = Rc::get_mut(&mut sheet) {
            sheet.period = Some(sheet.size.w / 2);
            sheet.size.w = width;
        }
        sheet
    }

    /// Width and height of the pixels that are kept.
    #[must_use]
    pub fn kept_size(&self) -> Size<i32, Physical> {
        let w = self.period.map_or(self.size.w, |period| period * 2);
        (w, self.size.h).into()
    }

    /// A picture that shows somebody's content, and at `secret` what is for the user's
    /// eyes only.
    pub(super) fn private(picture: Picture, secret: Option<Rect>) -> Rc<Sheet> {
        let secret =
            secret.map(|rect| Rectangle::new((rect.x, rect.y).into(), (rect.w, rect.h).into()));
        let mut sheet = Sheet::of(picture, false);
        if let Some(sheet) = Rc::get_mut(&mut sheet) {
            sheet.private = true;
            sheet.secret = secret;
        }
        sheet
    }

    /// Gives the pixels (see [`Picture`]) to a painter. Once it has them they are
    /// dropped here: a desktop's pictures would otherwise be kept twice.
    ///
    /// # Errors
    /// What `take` reports; the pixels are then kept.
    pub fn hand_over<T, E>(&self, take: impl FnOnce(&[u8]) -> Result<T, E>) -> Result<T, E> {
        let taken = take(&self.pixels.borrow())?;
        if !self.shared {
            let mut pixels = self.pixels.take();
            if self.private {
                pixels.zeroize();
            }
        }
        Ok(taken)
    }
}
