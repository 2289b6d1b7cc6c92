//! Outputs: size, scale, place, and the generic identity that clients are shown.

mod apply;
pub mod arrange;
pub mod head;
pub mod identity;
pub mod idle;
mod makers;
pub mod night;
mod tell;
pub mod wish;

use std::collections::VecDeque;
use std::time::Duration;

use lisere_shell::Scale;
use smithay::output::{Mode, Output, PhysicalProperties, Scale as OutputScale, Subpixel};
use smithay::reexports::wayland_server::DisplayHandle;
use smithay::reexports::wayland_server::backend::GlobalId;
use smithay::utils::{Logical, Physical, Point, Rectangle, Size, Transform};

use crate::clock::Now;
use crate::desk::OutputId;
use crate::globals;
use crate::pace::Pace;
use crate::render::{RenderError, Shape};
use crate::scene::Scene;
use crate::work::Changes;

pub use apply::Wall;

/// One output.
#[derive(Debug)]
pub struct Screen {
    /// Its identity in the core.
    pub id: OutputId,
    /// Its real name, told to the trusted side only.
    pub name: String,
    /// What clients see: a generic name, no maker, no serial.
    pub handle: Output,
    /// Pixels before the transform.
    pub size: Size<i32, Physical>,
    /// How many physical pixels a logical one has.
    pub scale: Scale,
    /// How the picture is turned.
    pub transform: Transform,
    /// Its top left corner in the global logical space.
    pub position: Point<i32, Logical>,
    /// Time between frames.
    pub refresh: Duration,
    /// How it keeps time.
    pub tempo: Tempo,
    /// Whether something on it has to be drawn.
    pub dirty: bool,
    /// The frame grid: when the last frame was due.
    pub last_frame: Now,
    /// Frames drawn so far.
    pub frames: u64,
    /// What it shows.
    pub scene: Scene,
    /// What changed since its last frame.
    pub changes: Changes,
    /// How often in a row it could not be drawn.
    failures: u8,
}

/// How long a frame may take to be shown.
const LOST: Duration = Duration::from_secs(3);

/// After so many failures in a row an output waits for something to change
/// before it is tried again: a broken driver is not to keep the machine busy.
const TRIES: u8 = 3;

impl Screen {
    /// Pixels after the transform.
    #[must_use]
    pub fn pixels(&self) -> Size<i32, Physical> {
        self.transform.transform_size(self.size)
    }

    /// How it is drawn.
    #[must_use]
    pub fn shape(&self) -> Shape {
        Shape {
            size: self.size,
            transform: self.transform,
            scale: self.scale.factor(),
        }
    }

    /// The room it takes in the global logical space.
    #[must_use]
    pub fn area(&self) -> Rectangle<i32, Logical> {
        let size = self.pixels().to_f64().to_logical(self.scale.factor());
        Rectangle::new(self.position, size.to_i32_round())
    }

    /// A frame went well, and something was drawn or nothing had to be.
    pub(crate) fn drawn(&mut self, anything: bool) {
        self.frames = self.frames.wrapping_add(u64::from(anything));
        self.failures = 0;
    }

    /// A frame went wrong: the next one is drawn whole.
    pub(crate) fn not_drawn(&mut self, error: &RenderError) {
        self.changes.arranged = true;
        self.failures = self.failures.saturating_add(1);
        self.dirty = self.failures < TRIES;
        match self.failures {
            ..TRIES => tracing::warn!(output = self.name, %error, "an output could not be drawn"),
            TRIES => tracing::error!(
                output = self.name,
                %error,
                "an output stays as it is until something on it changes: if that does not help, \
                 start again with `--renderer pixman`"
            ),
            _ => tracing::debug!(output = self.name, %error, "an output still cannot be drawn"),
        }
    }

    /// How long before it is shown a frame is begun.
    #[must_use]
    pub fn lead(&self) -> Duration {
        self.tempo
            .rhythm
            .map_or(Duration::ZERO, |rhythm| rhythm.pace.lead())
    }

    /// When its next frame has to be begun.
    #[must_use]
    pub fn due(&self) -> Now {
        let shown = match self.tempo.adaptive {
            true => self.last_frame.after(self.refresh),
            false => self.next_frame(self.last_frame),
        };
        Now(shown.0.saturating_sub(self.lead()))
    }

    /// When a frame that was begun last and is not shown yet never will be.
    #[must_use]
    pub fn lost_after(&self) -> Now {
        self.last_frame.after(LOST)
    }

    /// A frame is begun: notes when it will be shown.
    pub(crate) fn begun(&mut self, now: Now) {
        self.last_frame = match self.tempo.adaptive {
            true => now.max(self.due()),
            false => self.grid_before(now.after(self.lead())),
        };
    }

    /// When the frame is begun that will show what is there at `now`.
    #[must_use]
    pub fn begun_after(&self, now: Now) -> Now {
        match self.tempo.adaptive {
            true => now.max(self.due()),
            false => {
                let shown = self.next_frame(now.after(self.lead()));
                Now(shown.0.saturating_sub(self.lead()))
            }
        }
    }

    /// A frame was shown at `at`, the screen's `sequence`th: the grid follows the screen's
    /// own rhythm, which is the same whatever is drawn.
    pub(crate) fn align(&mut self, at: Now, sequence: u32) {
        let late = self.last_frame.until(at) > self.refresh / 2;
        let pace = self.tempo.rhythm.map(|rhythm| rhythm.pace);
        let mut pace = pace.unwrap_or_else(|| Pace::new(self.refresh));
        pace.shown(self.tempo.rhythm.is_none() || self.tempo.adaptive || !late);
        self.tempo.rhythm = Some(Rhythm { at, sequence, pace });
        self.last_frame = at;
    }

    /// When what was due at `at` was shown, and the number of that frame: never before
    /// what was told last, however the screen's clock is set.
    pub(crate) fn present(&mut self, at: Now) -> (Now, u64) {
        let shown = self.presented(at);
        let told = match self.tempo.told {
            Some(last) if last.0 >= shown.0 => last,
            _ => shown,
        };
        self.tempo.told = Some(told);
        told
    }

    /// The point of the grid nearest to `at`, and the number of the frame shown then.
    fn presented(&self, at: Now) -> (Now, u64) {
        let refresh = self.refresh.as_nanos().max(1);
        let Some(rhythm) = self.tempo.rhythm else {
            return (at, count(at.0.as_nanos() / refresh));
        };
        if self.tempo.adaptive {
            return (at, u64::from(rhythm.sequence).saturating_add(1));
        }
        let after = rhythm.at.until(at).as_nanos().saturating_add(refresh / 2) / refresh;
        let before = at.until(rhythm.at).as_nanos().saturating_add(refresh / 2) / refresh;
        let frames = |frames: u128| Duration::from_nanos(count(frames.saturating_mul(refresh)));
        let nearest = rhythm.at.after(frames(after)).0;
        let sequence = u64::from(rhythm.sequence);
        (
            Now(nearest.saturating_sub(frames(before))),
            sequence
                .saturating_add(count(after))
                .saturating_sub(count(before)),
        )
    }

    /// The first point of the frame grid after `now`. The grid moves with the screen's
    /// clock only, so frame times tell a client nothing about what others draw.
    #[must_use]
    pub fn next_frame(&self, now: Now) -> Now {
        if now < self.last_frame {
            return self.last_frame;
        }
        let since = now.0.saturating_sub(self.last_frame.0).as_nanos();
        let refresh = self.refresh.as_nanos().max(1);
        let steps = since / refresh + 1;
        let ahead = u64::try_from(steps.saturating_mul(refresh)).unwrap_or(u64::MAX);
        self.last_frame.after(Duration::from_nanos(ahead))
    }

    /// The last point of the frame grid that is not after `now`.
    #[must_use]
    pub fn grid_before(&self, now: Now) -> Now {
        let next = self.next_frame(now);
        Now(next.0.saturating_sub(self.refresh)).max(self.last_frame)
    }

    /// A logical rectangle of the global space in this output's physical pixels.
    /// Its corner is rounded and then its size, so that moving never resizes.
    #[must_use]
    pub fn to_physical(&self, rect: Rectangle<i32, Logical>) -> Rectangle<i32, Physical> {
        let loc = (rect.loc - self.position)
            .to_f64()
            .to_physical(self.scale.factor());
        let size = rect.size.to_f64().to_physical(self.scale.factor());
        Rectangle::new(loc.to_i32_round(), size.to_i32_round())
    }
}

/// How a screen keeps time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tempo {
    /// It shows frames as soon as they are there, and no more often than its refresh.
    pub adaptive: bool,
    /// Its own rhythm, where it has one.
    pub rhythm: Option<Rhythm>,
    /// When clients were last told that it showed a frame, and which.
    told: Option<(Now, u64)>,
}

/// The rhythm in which a screen shows frames.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    /// When it last showed one, by its own clock.
    at: Now,
    /// That frame's number, as the screen counts.
    sequence: u32,
    /// When to begin frames.
    pace: Pace,
}

fn count(n: u128) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// How an output is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputSetup {
    /// Its real name, such as `HEADLESS-1`.
    pub name: String,
    /// Pixels before the transform.
    pub size: Size<i32, Physical>,
    /// Scale in 120ths.
    pub scale: Scale,
    /// How the picture is turned.
    pub transform: Transform,
    /// Where it stands; `None` puts it right of the others.
    pub position: Option<Point<i32, Logical>>,
    /// Time between frames.
    pub refresh: Duration,
}

/// Time between frames where nothing better is known: 60 Hz.
pub const REFRESH: Duration = Duration::from_nanos(16_666_667);

/// Outputs that went last and may still be bound: more than one pulls out at a time.
const LATE: usize = 16;

/// All outputs, in the order they appeared.
#[derive(Debug, Default)]
pub struct Outputs {
    screens: Vec<Screen>,
    next: u32,
    /// Withdrawn, the latest last: a program may bind one before it has read so.
    withdrawn: VecDeque<GlobalId>,
    /// What is connected, and how it is shown now.
    pub wall: Wall,
}

impl Outputs {
    /// Adds an output and announces it to clients.
    pub fn add(&mut self, display: &DisplayHandle, setup: OutputSetup, now: Now) -> OutputId {
        self.next = self.next.saturating_add(1);
        let id = OutputId(self.next);
        let beside = self
            .screens
            .iter()
            .map(|s| s.area().loc.x + s.area().size.w)
            .max();
        let position = setup
            .position
            .unwrap_or_else(|| (beside.unwrap_or(0), 0).into());
        let handle = Output::new(
            format!("OUT-{}", self.next),
            PhysicalProperties {
                size: (0, 0).into(),
                subpixel: Subpixel::Unknown,
                make: "Liseré".into(),
                model: "Output".into(),
            },
        );
        let mut screen = Screen {
            id,
            name: setup.name,
            handle,
            size: setup.size,
            scale: setup.scale,
            transform: setup.transform,
            position,
            refresh: setup.refresh,
            tempo: Tempo::default(),
            dirty: true,
            last_frame: now,
            frames: 0,
            scene: Scene::default(),
            changes: Changes {
                arranged: true,
                ..Changes::default()
            },
            failures: 0,
        };
        screen.announce();
        let global = globals::announce(display, &screen.handle);
        screen
            .handle
            .user_data()
            .insert_if_missing_threadsafe(|| GlobalSlot(global));
        self.screens.push(screen);
        id
    }

    /// Takes an output away.
    pub fn remove(&mut self, display: &DisplayHandle, id: OutputId) -> Option<Screen> {
        let at = self.screens.iter().position(|screen| screen.id == id)?;
        let screen = self.screens.remove(at);
        if let Some(GlobalSlot(global)) = screen.handle.user_data().get() {
            globals::withdraw(display, global);
            self.withdrawn.push_back(global.clone());
        }
        if self.withdrawn.len() > LATE
            && let Some(oldest) = self.withdrawn.pop_front()
        {
            globals::forget(display, oldest);
        }
        Some(screen)
    }

    /// One output.
    #[must_use]
    pub fn get(&self, id: OutputId) -> Option<&Screen> {
        self.screens.iter().find(|screen| screen.id == id)
    }

    /// One output, to change it.
    pub fn get_mut(&mut self, id: OutputId) -> Option<&mut Screen> {
        self.screens.iter_mut().find(|screen| screen.id == id)
    }

    /// All outputs.
    pub fn iter(&self) -> impl Iterator<Item = &Screen> {
        self.screens.iter()
    }

    /// All outputs, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.screens.iter_mut()
    }

    /// Marks every output to be drawn.
    pub fn mark_all(&mut self) {
        for screen in &mut self.screens {
            screen.dirty = true;
        }
    }
}

struct GlobalSlot(GlobalId);

impl Screen {
    /// Tells clients size, scale and place.
    pub fn announce(&mut self) {
        let refresh =
            i32::try_from(1_000_000_000_000 / self.refresh.as_nanos().max(1)).unwrap_or(60_000);
        let mode = Mode {
            size: self.size,
            refresh,
        };
        for old in self.handle.modes() {
            if old != mode {
                self.handle.delete_mode(old);
            }
        }
        self.handle.set_preferred(mode);
        self.handle.change_current_state(
            Some(mode),
            Some(self.transform),
            Some(OutputScale::Fractional(self.scale.factor())),
            Some(self.position),
        );
    }
}

#[cfg(test)]
mod tests;
