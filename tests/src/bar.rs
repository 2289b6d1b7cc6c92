//! The bar of a fixture's first output, and what hangs from it.

use lisere::scene::LayerId;
use lisere_shell::BarHot;

use crate::Fixture;

impl Fixture {
    /// Whether a tag hangs from a bar, once a frame has passed.
    pub fn tag_hangs(&mut self) -> bool {
        self.frame();
        let mut screens = self.core.outputs.iter();
        screens.any(|screen| {
            let mut layers = screen.scene.layers.iter();
            layers.any(|(id, _)| *id == LayerId::Trusted("tag"))
        })
    }

    /// Moves the pointer to the middle of a part of the bar that was drawn last.
    ///
    /// # Panics
    /// When the bar has no such part.
    pub fn point_at(&mut self, part: BarHot) {
        let output = self.output(0);
        let place = self.core.pictures.bar_part(output, part);
        let place = place.expect("a part of the bar");
        let (x, y) = (place.x + place.w / 2, place.y + place.h / 2);
        self.move_to(f64::from(x), f64::from(y));
    }
}
