//! Scenes worth looking at: windows that look like programs, on an output of any scale.

use std::collections::HashMap;

use lisere::backend::headless::RendererChoice;
use lisere::desk::WindowId;
use lisere_policy::Policy;

use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_protocols::wp::viewporter::client::wp_viewport::WpViewport;

use crate::client::{Client, Spot, Window};
use crate::fixture::{Fixture, Screen};

/// The size of a menu.
const MENU: (i32, i32) = (110, 80);
const INK: u32 = 0xff2b_2f36;
const PAPER: u32 = 0xfff6_f4ee;
const SEA: u32 = 0xff1d_3f5e;

/// What a window's picture is like.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// Lines of writing on paper.
    Letter,
    /// A hill by the sea, in a gradient.
    Photograph,
    /// Light writing on dark ground.
    Terminal,
}

/// A window to be: its cage by number, its title, place, size and look.
pub struct Exhibit {
    /// Which cage of the policy.
    pub cage: usize,
    /// What its program calls it.
    pub title: &'static str,
    /// Where its content starts, logical.
    pub at: (i32, i32),
    /// How large it is, logical.
    pub size: (i32, i32),
    /// What it shows.
    pub look: Look,
}

/// A scene with its windows, the first one focused.
pub struct Gallery {
    /// The world.
    pub fixture: Fixture,
    /// The windows, as the exhibits were listed.
    pub windows: Vec<Window>,
    viewports: HashMap<WindowId, WpViewport>,
    scale: f64,
}

impl Gallery {
    /// Hangs the exhibits up; their programs draw as densely as the output does.
    #[must_use]
    pub fn new(
        preset: &str,
        screen: Screen,
        renderer: RendererChoice,
        exhibits: &[Exhibit],
    ) -> Gallery {
        let policy = Policy::preset(preset).expect("a built-in policy");
        let mut fixture = Fixture::with(policy, &[screen], renderer);
        let hung = exhibits
            .iter()
            .map(|exhibit| hang(&mut fixture, screen.scale, exhibit));
        let (windows, viewports): (Vec<Window>, Vec<WpViewport>) = hung.unzip();
        if let Some(first) = windows.first() {
            fixture.click_into(first, 5, 5);
        }
        let viewports = windows
            .iter()
            .map(|window| window.id)
            .zip(viewports)
            .collect();
        Gallery {
            fixture,
            windows,
            viewports,
            scale: screen.scale,
        }
    }

    /// Opens a menu of a window.
    pub fn open_menu(&mut self, window: usize) {
        let parent = self.windows[window].clone();
        let menu = parent.client.popup(&parent.xdg, Spot::at(40, 30, MENU));
        menu.commit();
        self.fixture.settle();
        let viewport = parent.client.viewport(&menu.surface);
        viewport.set_destination(MENU.0, MENU.1);
        parent.client.ack(&menu.xdg);
        let scale = self.scale;
        crate::client::show(
            &menu.surface,
            &picture(&parent.client, MENU, scale, Look::Letter),
        );
        self.fixture.frame();
    }

    /// A window draws as a program does that knows nothing of scale: the core stretches it.
    pub fn stretch(&mut self, window: usize) {
        let window = self.windows[window].clone();
        let size = self.fixture.content(&window).size;
        window.show(&picture(
            &window.client,
            (size.w, size.h),
            1.0,
            Look::Letter,
        ));
        self.fixture.frame();
    }

    /// A window goes fullscreen and draws what it is told to.
    pub fn fill_screen(&mut self, window: usize, look: Look) {
        let window = self.windows[window].clone();
        window.toplevel.set_fullscreen(None);
        self.fixture.frame();
        let size = window.configured().size;
        let viewport = &self.viewports[&window.id];
        viewport.set_destination(size.0, size.1);
        window.show(&picture(&window.client, size, self.scale, look));
        self.fixture.frame();
    }
}

fn hang(fixture: &mut Fixture, scale: f64, exhibit: &Exhibit) -> (Window, WpViewport) {
    let name = fixture.core.policy.cages()[exhibit.cage].name().to_owned();
    let client = fixture.client(&name);
    let mut window = client.toplevel();
    window.toplevel.set_title(exhibit.title.into());
    fixture.settle();
    let viewport = client.viewport(&window.surface);
    viewport.set_destination(exhibit.size.0, exhibit.size.1);
    window.show(&picture(&client, exhibit.size, scale, exhibit.look));
    fixture.settle();
    window.id = fixture.newest().expect("a window");
    fixture.put(&window, exhibit.at);
    (window, viewport)
}

/// A picture in the output's own pixels, as a program that knows the scale draws it.
fn picture(client: &Client, size: (i32, i32), scale: f64, look: Look) -> WlBuffer {
    let dense = |length: i32| (f64::from(length) * scale).round() as i32;
    let (w, h) = (dense(size.0), dense(size.1));
    let unit = dense(4).max(1);
    client.painted((w, h), |x, y| match look {
        Look::Letter => writing(x, y, w, unit, PAPER, INK),
        Look::Terminal => writing(x, y, w, unit, SEA, 0xffd8_e6c8),
        Look::Photograph => landscape(x, y, w, h),
    })
}

/// Words as bars of uneven length, with a margin.
fn writing(x: i32, y: i32, width: i32, unit: i32, paper: u32, ink: u32) -> u32 {
    let (line, row) = (y / unit / 4, y / unit % 4);
    let column = x / unit;
    let margin = x < 3 * unit || x > width - 3 * unit - (line * 37 % 11) * unit;
    let gap = (column * 7 + line * 3) % 9 == 0;
    if row == 1 && !margin && !gap && line > 0 {
        ink
    } else {
        paper
    }
}

/// A sky, a hill and the sea.
fn landscape(x: i32, y: i32, w: i32, h: i32) -> u32 {
    let hill = h / 2 - (x * (w - x) / w.max(1)) * h / (w.max(1) * 2);
    let shade = |from: u32, to: u32| {
        from + (to.wrapping_sub(from)).wrapping_mul(y as u32) / h.max(1) as u32
    };
    let (r, g, b) = match () {
        () if y > h * 3 / 4 => (30, 70 + shade(0, 40), 120),
        () if y > hill => (60, 110 + shade(0, 50), 60),
        () => (200 - shade(0, 60), 215 - shade(0, 30), 235),
    };
    0xff00_0000 | r << 16 | g << 8 | b
}
