//! Windows of a client, and what they say about themselves.

use lisere_tests::{Fixture, Window};

use crate::ops::{Picture, Place, Wish};
use crate::play::Actor;
use crate::popups::Pop;
use crate::surfaces::{Sub, Surface};

/// The most windows of a client.
const WINDOWS: usize = 3;
/// The largest size that a client obeys, so that buffers stay small.
const LARGEST: i32 = 600;

/// A window and what hangs on it.
pub(crate) struct Win {
    pub(crate) window: Window,
    pub(crate) own: Surface,
    pub(crate) mapped: bool,
    pub(crate) subs: Vec<Sub>,
    /// The topmost last.
    pub(crate) popups: Vec<Pop>,
    least: (i32, i32),
    most: (i32, i32),
}

impl Win {
    fn new(window: Window) -> Win {
        Win {
            own: window.surface.clone().into(),
            window,
            mapped: false,
            subs: Vec::new(),
            popups: Vec::new(),
            least: (0, 0),
            most: (0, 0),
        }
    }

    /// Destroys every popup, the topmost first.
    fn pop_all(&mut self) {
        while self.pop() {}
    }

    fn unmap(&mut self) {
        self.pop_all();
        self.window.unmap();
        self.mapped = false;
    }

    fn destroy(mut self) {
        self.pop_all();
        let root = self.own.surface.clone();
        self.window.destroy();
        self.drop_subs_of(&root);
    }
}

impl Actor {
    pub(crate) fn open(&mut self, fixture: &mut Fixture, picture: &Picture) {
        if self.windows.len() < WINDOWS {
            let mut window = self.client.toplevel();
            fixture.settle();
            window.id = fixture.newest().expect("a window");
            let at = self.windows.len();
            self.windows.push(Win::new(window));
            self.show(fixture, Place::Root(at), picture);
        }
    }

    pub(crate) fn show(&mut self, fixture: &mut Fixture, place: Place, picture: &Picture) {
        let (client, channel) = (self.client.clone(), self.channel);
        let Some(window) = self.window(place.window()) else {
            return;
        };
        let xdg = match place {
            Place::Root(_) => Some(window.window.xdg.clone()),
            Place::Sub(..) => None,
            Place::Popup(_, at) => window
                .popups
                .get(at % window.popups.len().max(1))
                .map(|popup| popup.popup.xdg.clone()),
        };
        if matches!(place, Place::Root(_)) && !window.mapped {
            window.own.surface.commit();
            fixture.settle();
            window.mapped = true;
        }
        if let Some(xdg) = xdg {
            client.ack(&xdg);
        }
        if let Some(own) = window.surface(place) {
            own.draw(&client, channel, picture);
        }
    }

    pub(crate) fn unmap(&mut self, window: usize) {
        if let Some(window) = self.window(window).filter(|window| window.mapped) {
            window.unmap();
        }
    }

    pub(crate) fn destroy(&mut self, window: usize) {
        if !self.windows.is_empty() {
            let at = window % self.windows.len();
            self.windows.remove(at).destroy();
        }
    }

    /// Draws at the size that the core asked for, as honest clients do.
    pub(crate) fn obey(&mut self, window: usize) {
        let (client, channel) = (self.client.clone(), self.channel);
        let Some(window) = self.window(window).filter(|window| window.mapped) else {
            return;
        };
        let (w, h) = window.window.configured().size;
        client.ack(&window.window.xdg);
        if w > 0 && h > 0 {
            window.window.xdg.set_window_geometry(0, 0, w, h);
            let size = (w.min(LARGEST), h.min(LARGEST));
            window.own.draw(&client, channel, &Picture::plain(size));
        }
    }

    pub(crate) fn wish(&mut self, number: usize, wish: &Wish) {
        if let Wish::Parent(parent) = wish {
            self.adopt(number, *parent);
        }
        let Some(window) = self.window(number) else {
            return;
        };
        let toplevel = &window.window.toplevel;
        match wish {
            Wish::Geometry(x, y, w, h) => window.window.xdg.set_window_geometry(*x, *y, *w, *h),
            Wish::Least(w, h) => window.limit((*w, *h), window.most),
            Wish::Most(w, h) => window.limit(window.least, (*w, *h)),
            Wish::Title(title) => toplevel.set_title(title.clone()),
            Wish::Parent(_) => {}
            Wish::Maximise(true) => toplevel.set_maximized(),
            Wish::Maximise(false) => toplevel.unset_maximized(),
            Wish::Fullscreen(true) => toplevel.set_fullscreen(None),
            Wish::Fullscreen(false) => toplevel.unset_fullscreen(),
            Wish::Minimise => toplevel.set_minimized(),
        }
    }

    /// Makes an older window a younger one's parent, so that no circle arises.
    fn adopt(&mut self, child: usize, parent: Option<usize>) {
        let child = child % self.windows.len().max(1);
        let Some(window) = self.windows.get(child) else {
            return;
        };
        let parent = parent
            .and_then(|number| self.windows.get(number))
            .filter(|parent| parent.mapped && parent.window.id < window.window.id);
        let toplevel = parent.map(|parent| parent.window.toplevel.clone());
        window.window.toplevel.set_parent(toplevel.as_ref());
    }
}

impl Win {
    /// Sets both limits unless the least exceeded the most.
    fn limit(&mut self, least: (i32, i32), most: (i32, i32)) {
        let fits = |least: i32, most: i32| most == 0 || least <= most;
        if fits(least.0, most.0) && fits(least.1, most.1) {
            self.least = least;
            self.most = most;
            self.window.toplevel.set_min_size(least.0, least.1);
            self.window.toplevel.set_max_size(most.0, most.1);
        }
    }
}
