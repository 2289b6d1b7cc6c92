//! The table of every pair, and its verdicts.

use std::fmt;

use serde::Serialize;

use super::{APART, APART_BLIND, LEGIBLE, Vision};
use crate::{Cage, CageId, Policy, Rgb, Theme};

/// What a colour becomes on its way to the eye.
pub type Through<'f> = &'f dyn Fn(Rgb) -> Rgb;

/// Two cages, measured against each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The cage that stands first in the file.
    pub one: CageId,
    /// The other.
    pub two: CageId,
    /// ΔE₀₀ of their colours, in the order of [`Vision::ALL`].
    pub delta: [f64; 4],
    /// Whether their patterns differ.
    pub pattern_differs: bool,
}

impl Pair {
    fn of(one: &Cage, two: &Cage, through: Through<'_>) -> Self {
        let colours = (through(one.colour()), through(two.colour()));
        Self {
            one: one.id(),
            two: two.id(),
            delta: Vision::ALL.map(|eye| eye.delta(colours.0, colours.1)),
            pattern_differs: one.pattern() != two.pattern(),
        }
    }

    /// The first eye that can't tell them apart, with what it measures and what it would need.
    #[must_use]
    pub fn alike(&self) -> Option<(Vision, f64, f64)> {
        Vision::ALL
            .into_iter()
            .zip(self.delta)
            .find_map(|(eye, delta)| {
                let needed = match eye {
                    Vision::Normal => APART,
                    _ if self.pattern_differs => return None,
                    _ => APART_BLIND,
                };
                (delta < needed).then_some((eye, delta, needed))
            })
    }
}

/// A cage against one of the grounds it is seen on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ground {
    /// The cage.
    pub cage: CageId,
    /// The theme's key of the ground.
    pub ground: &'static str,
    /// ΔE₀₀ in normal vision.
    pub delta: f64,
}

impl Ground {
    /// Whether the cage melts into it.
    #[must_use]
    pub fn melts(&self) -> bool {
        self.delta < APART
    }
}

/// How well a cage's title reads on its colour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The cage.
    pub cage: CageId,
    /// Contrast, 1 to 21.
    pub contrast: f64,
}

impl Reading {
    /// Whether it is too faint to read.
    #[must_use]
    pub fn faint(&self) -> bool {
        self.contrast < LEGIBLE
    }
}

/// Every measure of one policy's looks. Disposable copies are measured as their models.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// Every pair of cages.
    pub pairs: Vec<Pair>,
    /// Every cage against every ground.
    pub grounds: Vec<Ground>,
    /// Every cage's title on its colour.
    pub readings: Vec<Reading>,
    #[serde(skip)]
    titles: Vec<(CageId, String)>,
}

impl Matrix {
    pub(crate) fn of<'a>(cages: impl Iterator<Item = &'a Cage> + Clone, theme: &Theme) -> Self {
        Self::through(cages, theme, &|colour| colour)
    }

    fn through<'a>(
        cages: impl Iterator<Item = &'a Cage> + Clone,
        theme: &Theme,
        through: Through<'_>,
    ) -> Self {
        // Copies look as their models do, and are told from them by a number.
        let cages = cages.filter(|cage| cage.model().is_none());
        let pairs = cages.clone().enumerate().flat_map(|(place, two)| {
            let before = cages.clone().take(place);
            before.map(move |one| Pair::of(one, two, through))
        });
        let grounds = [
            ("bar-background", theme.bar_background),
            ("wallpaper-top", theme.wallpaper_top),
            ("wallpaper-bottom", theme.wallpaper_bottom),
        ];
        let behind = cages.clone().flat_map(|cage| {
            grounds.map(|(ground, colour)| Ground {
                cage: cage.id(),
                ground,
                delta: Vision::Normal.delta(through(cage.colour()), through(colour)),
            })
        });
        let readings = cages.clone().map(|cage| Reading {
            cage: cage.id(),
            contrast: through(cage.text_colour()).contrast(through(cage.colour())),
        });
        Self {
            pairs: pairs.collect(),
            grounds: behind.collect(),
            readings: readings.collect(),
            titles: cages
                .map(|cage| (cage.id(), cage.title().to_owned()))
                .collect(),
        }
    }

    /// Whether nothing in it would be refused.
    #[must_use]
    pub fn sound(&self) -> bool {
        self.pairs.iter().all(|pair| pair.alike().is_none())
            && !self.grounds.iter().any(Ground::melts)
            && !self.readings.iter().any(Reading::faint)
    }

    fn title(&self, cage: CageId) -> &str {
        let mut known = self.titles.iter();
        known
            .find(|(id, _)| *id == cage)
            .map_or("?", |(_, title)| title.as_str())
    }

    /// The table as text.
    #[must_use]
    pub fn render(&self) -> String {
        self.to_string()
    }

    /// A pair's last column: distinct, or where it fails and by how much.
    fn verdict(pair: &Pair) -> String {
        match pair.alike() {
            None => "distinct".to_owned(),
            Some((eye, delta, needed)) => {
                format!("ALIKE in {} ({delta:.1} < {needed:.0})", eye.name())
            }
        }
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wide = self
            .titles
            .iter()
            .map(|(_, title)| title.chars().count())
            .max();
        let wide = wide.unwrap_or_default().max(4);
        writeln!(
            out,
            "{:wide$}  {:wide$}  normal  protan  deutan  tritan  pattern  verdict",
            "cage", "cage"
        )?;
        for pair in &self.pairs {
            let [normal, protan, deutan, tritan] = pair.delta;
            let (one, two) = (self.title(pair.one), self.title(pair.two));
            let pattern = if pair.pattern_differs {
                "differs"
            } else {
                "same"
            };
            let verdict = Self::verdict(pair);
            writeln!(
                out,
                "{one:wide$}  {two:wide$}  {normal:6.1}  {protan:6.1}  {deutan:6.1}  {tritan:6.1}  {pattern:7}  {verdict}"
            )?;
        }
        writeln!(out, "\n{:wide$}  text       on ground (ΔE)", "cage")?;
        for reading in &self.readings {
            let own = self
                .grounds
                .iter()
                .filter(|ground| ground.cage == reading.cage);
            let own: Vec<String> = own
                .map(|ground| format!("{} {:.1}", ground.ground, ground.delta))
                .collect();
            let title = self.title(reading.cage);
            writeln!(
                out,
                "{title:wide$}  {:5.2} : 1  {}",
                reading.contrast,
                own.join(", ")
            )?;
        }
        Ok(())
    }
}

impl Policy {
    /// How far apart the cages look, pair by pair.
    #[must_use]
    pub fn distinctness(&self) -> Matrix {
        Matrix::of(self.cages().iter(), self.theme())
    }

    /// The same as seen through something that changes every colour, such as the night
    /// light of a screen.
    #[must_use]
    pub fn distinctness_through(&self, through: Through<'_>) -> Matrix {
        Matrix::through(self.cages().iter(), self.theme(), through)
    }
}
