//! What the launcher and the assistant show in a fixture, and the answers of those who would keep
//! its cages.

use lisere::panels::{Launch, LaunchWhat};
use lisere::trusted::{LauncherModel, PanelHot, Part, WelcomeModel};
use lisere_cage::message::{Entry, Refusal};
use lisere_cage::reason::Reason;

use crate::Fixture;

/// A program on offer.
#[must_use]
pub fn entry(id: &str, name: &str, argv: &[&str]) -> Entry {
    Entry {
        id: id.to_owned(),
        name: name.to_owned(),
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        terminal: false,
        icon: String::new(),
    }
}

impl Fixture {
    /// What the launcher shows, if it is open.
    #[must_use]
    pub fn launcher(&self) -> Option<LauncherModel> {
        let parts = self.core.panel_parts().into_iter();
        let mut found = parts.filter_map(|part| match part {
            Part::Launcher(model) => Some(model),
            _ => None,
        });
        found.next()
    }

    /// The names of the launcher's lines.
    #[must_use]
    pub fn launcher_lines(&self) -> Vec<String> {
        let lines = self.launcher().map(|model| model.lines);
        let lines = lines.unwrap_or_default().into_iter();
        lines.map(|line| line.name).collect()
    }

    /// What the assistant shows, if it is open.
    #[must_use]
    pub fn welcome(&self) -> Option<WelcomeModel> {
        let parts = self.core.panel_parts().into_iter();
        let mut found = parts.filter_map(|part| match part {
            Part::Welcome(model) => Some(model),
            _ => None,
        });
        found.next()
    }

    /// Opens the launcher by its chord, and says which cages were asked.
    pub fn open_launcher(&mut self) -> Vec<Launch> {
        self.chord(&["KEY_LEFTMETA", "KEY_SPACE"]);
        self.frame();
        self.core.take_launches()
    }

    /// Those who keep a cage say what it offers.
    pub fn offer(&mut self, asked: &Launch, entries: Vec<Entry>) {
        assert_eq!(asked.what, LaunchWhat::Entries);
        self.core.offered(asked.act, Ok(entries));
        self.frame();
    }

    /// The cage says in its own words why it can't say anything.
    pub fn offer_nothing(&mut self, asked: &Launch, why: &str) {
        self.core
            .offered(asked.act, Err(Refusal::failed(Reason::Other, why, "")));
        self.frame();
    }

    /// What they are to run next: the words, and whether in a disposable cage.
    pub fn to_run(&mut self) -> Option<(Launch, Vec<String>, bool)> {
        let launches = self.core.take_launches();
        launches.into_iter().find_map(|launch| match &launch.what {
            LaunchWhat::Run { argv, disposable } => {
                let (argv, disposable) = (argv.clone(), *disposable);
                Some((launch, argv, disposable))
            }
            LaunchWhat::Entries => None,
        })
    }

    /// Puts the pointer on a part of the open panel of the first output.
    pub fn point_at_panel(&mut self, part: PanelHot) {
        let output = self.output(0);
        let place = self.core.pictures.panel_part(output, part);
        let place = place.expect("a part that is shown");
        let (x, y) = (place.x + place.w / 2, place.y + place.h / 2);
        self.move_to(f64::from(x), f64::from(y));
        self.frame();
    }
}
