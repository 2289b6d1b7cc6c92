//! What a user does: keys, clicks, drags, and the desktop's own actions.

use std::time::{Duration, Instant};

use liserectl::{Command as Control, InputEvent, WindowInfo};

use super::Player;
use crate::programs::picture::Rect;
use crate::programs::table::{At, Step};
use crate::tool::{Done, run};

/// evdev codes.
const LEFT: u32 = 0x110;
const RIGHT: u32 = 0x111;
/// A window that appeared or moved under a still pointer less than half a second ago gets no
/// click: the hand rests a little longer.
const REST: Duration = Duration::from_millis(700);
/// Between two places of a drag; its program has to hear of one before the next.
const STRIDE: Duration = Duration::from_millis(80);
const STRIDES: u32 = 10;

impl Player<'_> {
    /// Does it to the window that is meant, whose content is kept for comparison.
    pub(super) fn act(&mut self, step: &Step) -> Done {
        let window = self.window()?;
        self.before = Some(self.session.picture()?.part(Rect::content(&window)));
        match *step {
            Step::Type(text) => run(&mut self.session.ctl(&["input", "type", text])),
            Step::Key(chord) => run(&mut self.session.ctl(&["input", "key", chord])),
            Step::Click(at) => self.click(at, LEFT),
            Step::RightClick(at) => self.click(at, RIGHT),
            Step::Hover(at) => self.rest(at, 4.0),
            Step::Drag(from, to) => self.drag(from, to),
            Step::Action(name) => {
                let command = Control::Action {
                    action: name.into(),
                    window: Some(window.id),
                    output: None,
                };
                self.session.ask(command).map(drop)
            }
            _ => Err(format!("{step:?} is no act")),
        }
    }

    fn click(&mut self, at: At, code: u32) -> Done {
        self.rest(at, 0.0)?;
        self.session.input(vec![
            InputEvent::Button {
                code,
                pressed: true,
            },
            InputEvent::Button {
                code,
                pressed: false,
            },
        ])
    }

    /// Puts the pointer there, by a last move of so many pixels, and waits until windows have
    /// been where they are for long enough.
    fn rest(&mut self, at: At, last: f64) -> Done {
        let (x, y) = place(&self.window()?, at);
        let beside = x - last;
        self.session
            .input(vec![InputEvent::Move { x: beside, y }])?;
        let mut seen = (Vec::new(), Instant::now());
        let cage = self.program.cage;
        self.session.until("windows to stand still", |session| {
            let windows = session.windows(cage)?;
            let places: Vec<_> = windows
                .iter()
                .map(|w| (w.id, w.x, w.y, w.width, w.height, w.popups))
                .collect();
            if places != seen.0 {
                seen = (places, Instant::now());
            }
            Ok(seen.1.elapsed() > REST)
        })?;
        self.session.input(vec![InputEvent::Move { x, y }])
    }

    fn drag(&mut self, from: At, to: At) -> Done {
        self.rest(from, 0.0)?;
        let window = self.window()?;
        let ((x, y), (to_x, to_y)) = (place(&window, from), place(&window, to));
        let left = |pressed| InputEvent::Button {
            code: LEFT,
            pressed,
        };
        self.session.input(vec![left(true)])?;
        for stride in 1..=STRIDES {
            std::thread::sleep(STRIDE);
            let share = f64::from(stride) / f64::from(STRIDES);
            let (x, y) = (x + (to_x - x) * share, y + (to_y - y) * share);
            self.session.input(vec![InputEvent::Move { x, y }])?;
        }
        std::thread::sleep(STRIDE);
        self.session.input(vec![left(false)])
    }
}

/// Where a place of a window's content is, in the layout.
fn place(window: &WindowInfo, At(across, down, x, y): At) -> (f64, f64) {
    let content = Rect::content(window);
    let along = |start: i32, length: i32, share: f64, and: f64| {
        f64::from(start) + f64::from(length) * share + and
    };
    (
        along(content.x, content.width, across, x),
        along(content.y, content.height, down, y),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_the_content() {
        let mut window = WindowInfo {
            id: 1,
            cage: "work".into(),
            level: "private".into(),
            title: String::new(),
            app_id: String::new(),
            x: 100,
            y: 50,
            width: 216,
            height: 144,
            output: None,
            workspace: 1,
            focused: true,
            minimised: false,
            maximised: false,
            fullscreen: false,
            popups: 0,
        };
        assert_eq!(place(&window, At(0.0, 0.0, 0.0, 0.0)), (108.0, 86.0));
        assert_eq!(place(&window, At(0.5, 0.5, 0.0, 0.0)), (208.0, 136.0));
        assert_eq!(place(&window, At(1.0, 0.0, -10.0, 4.0)), (298.0, 90.0));
        window.fullscreen = true;
        assert_eq!(place(&window, At(0.0, 1.0, 0.0, 0.0)), (108.0, 186.0));
    }
}
