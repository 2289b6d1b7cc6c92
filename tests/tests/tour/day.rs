//! The desk of the tour: programs of several cages in places of their own, at a time of day.

use lisere_shell::{Date, Language, Seal};
use lisere_tests::{Client, Fixture, Screen, Window, paint};

use crate::apps::{App, SIDE, icon};

/// A program with its window.
pub(crate) struct Open {
    /// Whose it is.
    pub(crate) client: Client,
    /// Its window.
    pub(crate) window: Window,
    app: App,
}

/// A world of the tour.
pub(crate) struct Day {
    /// The core, and the user's hands.
    pub(crate) fixture: Fixture,
    /// The programs that were opened, in that order.
    pub(crate) open: Vec<Open>,
    language: Language,
    scale: f64,
}

/// The usual screen.
pub(crate) fn full_hd() -> Screen {
    Screen::new(1920, 1080, 1.0)
}

impl Day {
    /// A desk under a built-in policy, on the Tuesday of the great tide.
    pub(crate) fn new(preset: &str, screen: Screen, language: Language, time: (u32, u32)) -> Self {
        let mut fixture = Fixture::on(preset, &[screen]);
        let date = Date {
            year: 2026,
            month: 9,
            day: 29,
            weekday: 1,
        };
        fixture.set_wall_clock(time, date);
        fixture.core.pictures.set_seal(Some(seal(language)));
        fixture.prefer(&preferences(language));
        Self {
            fixture,
            open: Vec::new(),
            language,
            scale: screen.scale,
        }
    }

    /// Opens a program in a cage, its content at a place, in logical pixels; says which it is.
    pub(crate) fn open(
        &mut self,
        cage: &str,
        app: App,
        (x, y, w, h): (i32, i32, i32, i32),
    ) -> usize {
        let client = self.fixture.client(cage);
        let window = self.fixture.window(&client, (w, h), paint::WHITE);
        window.toplevel.set_title(app.title(self.language).into());
        let picture = icon(app);
        window.set_icon(SIDE, |x, y| picture.at(x, y));
        if self.scale > 1.0 {
            client.viewport(&window.surface).set_destination(w, h);
        }
        self.open.push(Open {
            client,
            window,
            app,
        });
        let last = self.open.len() - 1;
        self.draw(last, (w, h));
        let window = self.open[last].window.clone();
        self.fixture.put(&window, (x, y));
        last
    }

    /// A program draws its content at a size.
    fn draw(&mut self, which: usize, size: (i32, i32)) {
        let Open {
            client,
            window,
            app,
        } = &self.open[which];
        let page = app.paint(self.language, size, self.scale);
        window.show(&client.painted(page.real(), |x, y| page.at(x, y)));
        self.fixture.frame();
    }

    /// Every program draws its content at the size it was told.
    pub(crate) fn obey(&mut self) {
        for which in 0..self.open.len() {
            let size = self.open[which].window.configured().size;
            if size.0 > 0 && size.1 > 0 {
                self.draw(which, size);
            }
        }
        // Until what was slid into place is there.
        self.fixture.advance(1_000);
        self.fixture.frame();
    }

    /// Clicks into a program, at its lower left, which nothing hides on any of these desks.
    pub(crate) fn choose(&mut self, which: usize) {
        let window = self.open[which].window.clone();
        let size = self.fixture.content(&window).size;
        self.fixture.click_into(&window, 20, size.h - 12);
    }

    /// Gives a program the keys, wherever it is.
    pub(crate) fn focus(&mut self, which: usize) {
        let window = self.open[which].window.clone();
        self.fixture.point_at_strip(&window);
        self.fixture.click();
        self.fixture.frame();
    }

    /// The pointer goes where it hides nothing.
    pub(crate) fn rest(&mut self, x: f64, y: f64) {
        self.fixture.move_to(x, y);
        self.fixture.frame();
    }

    /// Compares the screen with the picture of this name.
    pub(crate) fn check(&mut self, name: &str) {
        let picture = self.fixture.pixels();
        crate::check(name, &picture);
    }
}

/// The user's own: language, keyboard, and what workspaces are called.
fn preferences(language: Language) -> String {
    let (layout, names) = match language {
        Language::En => ("us", ["harbour", "figures", "strangers"]),
        Language::Fr => ("fr", ["port", "chiffres", "inconnus"]),
    };
    let mut text = format!(
        "language = \"{}\"\n[keyboard]\nlayout = \"{layout}\"\n",
        language.code()
    );
    for (number, name) in (1..).zip(names) {
        text += &format!("[[workspace]]\nnumber = {number}\nname = \"{name}\"\n");
    }
    text
}

/// Five programs of five cages, over one another as on any desk; the editor has the keys.
pub(crate) fn working_day(language: Language, time: (u32, u32)) -> Day {
    let mut day = Day::new("home", full_hd(), language, time);
    day.open("web", App::Browser, (60, 110, 900, 700));
    day.open("bank", App::Statement, (1400, 120, 440, 380));
    day.open("work", App::Mail, (880, 240, 900, 520));
    day.open("vault", App::Secrets, (1420, 610, 430, 400));
    let editor = day.open("work", App::Editor, (420, 480, 640, 500));
    day.choose(editor);
    day
}

/// The same sort of day at the office, under the French policy.
pub(crate) fn journee(screen: Screen, time: (u32, u32)) -> Day {
    let mut day = Day::new("fr", screen, Language::Fr, time);
    day.open("internet", App::Browser, (40, 90, 720, 620));
    day.open("bureau-dr", App::Mail, (640, 110, 880, 420));
    day.open("tres-secret", App::Secrets, (1120, 410, 420, 340));
    let chart = day.open("secret", App::Chart, (300, 270, 640, 490));
    day.choose(chart);
    day
}

/// The user's seal.
pub(crate) fn seal(language: Language) -> Seal {
    let phrase = match language {
        Language::En => "amber kettle north bishop",
        Language::Fr => "brume tilleul ancre dimanche",
    };
    Seal {
        phrase: phrase.to_owned(),
        seed: *b"a seed for tests",
    }
}
