//! Outputs that come and go.

use lisere_tests::Screen;
use smithay::utils::Transform;

use crate::ops::Plug;
use crate::play::World;

/// The most outputs.
const MOST: usize = 2;
/// The second output, in pixels.
const SECOND: (i32, i32) = (200, 160);

impl World {
    pub(crate) fn plug(&mut self, plug: Plug) {
        match plug {
            Plug::In(turned) if self.screens < MOST => self.second(turned),
            Plug::Out(which) if self.screens > 1 => self.pull(which % self.screens),
            Plug::Blackout(millis) => self.blackout(millis),
            Plug::In(_) | Plug::Out(_) => {}
        }
    }

    fn second(&mut self, turned: bool) {
        let mut screen = Screen::new(SECOND.0, SECOND.1, self.scale);
        if turned {
            screen.transform = Transform::_90;
        }
        self.fixture.plug(screen);
        self.screens += 1;
    }

    fn pull(&mut self, which: usize) {
        let output = self.fixture.output(which);
        self.fixture.unplug(output);
        self.screens -= 1;
    }

    fn blackout(&mut self, millis: u16) {
        while self.screens > 0 {
            self.pull(0);
        }
        self.fixture.advance(u64::from(millis));
        let screen = self.screen();
        self.fixture.plug(screen);
        self.screens = 1;
    }
}
