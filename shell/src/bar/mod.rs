//! The trusted bar: what it is told and what the pointer can meet on it.

mod draw;
mod indicators;
mod layout;
mod ring;
#[cfg(test)]
mod tests;
mod transfer;

use crate::text::Texts;
use crate::{CageStyle, Painter, Picture, Rect, Scale, Ui};
pub use indicators::{Indicator, IndicatorKind};
use layout::{Layout, cut};
pub use transfer::BarTransfer;

/// What gets the keyboard.
#[derive(Debug, Clone, Copy)]
pub struct BarFocus<'a> {
    /// The cage that gets the keys.
    pub cage: &'a CageStyle<'a>,
    /// The name of its level, or "".
    pub level: &'a str,
    /// Its categories as the policy writes them, or "".
    pub categories: &'a str,
    /// The focused window's cleaned title, or "".
    pub window_title: &'a str,
}

/// One workspace's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workspace {
    /// Its number, from 1.
    pub number: u8,
    /// Whether this output shows it.
    pub active: bool,
    /// Whether it holds a window.
    pub occupied: bool,
    /// Whether a window on it asks for attention.
    pub urgent: bool,
}

/// What the bar shows.
#[derive(Debug, Clone, Copy)]
pub struct BarSpec<'a> {
    /// The output's width in physical pixels.
    pub width: i32,
    /// The output's scale.
    pub scale: Scale,
    /// Neutral colours.
    pub ui: &'a Ui,
    /// Who gets the keyboard, if anyone.
    pub focused: Option<BarFocus<'a>>,
    /// The workspaces, in order.
    pub workspaces: &'a [Workspace],
    /// The name of the mode of keys that is on: at most 16 characters.
    pub mode: Option<&'a str>,
    /// The keyboard layout's short name ("fr"), or "".
    pub layout: &'a str,
    /// The time as it is to be shown ("14:05"), or "".
    pub clock: &'a str,
    /// Whether the compositor runs inside another one, which can forge it.
    pub nested: bool,
    /// Whether the attention key took the keys from every client.
    pub attention: bool,
    /// Whether the session is locked: then it stands where a cage would be named.
    pub locked: bool,
    /// A short message from the core.
    pub notice: Option<&'a str>,
    /// What is being carried.
    pub transfer: Option<BarTransfer<'a>>,
    /// What else goes on, in the order in which it is shown.
    pub indicators: &'a [Indicator<'a>],
    /// The part that the keyboard is on.
    pub chosen: Option<BarHot>,
}

/// What the pointer can meet on the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarHot {
    /// The emblem at the left end.
    Emblem,
    /// The name of the focused cage.
    Focus,
    /// The workspace of this number.
    Workspace(u8),
    /// The keyboard layout.
    Layout,
    /// The clock.
    Clock,
    /// What is being carried.
    Transfer,
    /// The core's notice, where there is more of it than room.
    Notice,
    /// The warning that another session lies beneath.
    Nested,
    /// An indicator of a kind, counted from 0 among those of its kind.
    Indicator(IndicatorKind, u8),
}

impl Painter {
    /// The bar and where its parts are, relative to its top left; opaque,
    /// `Metrics::bar` high.
    #[must_use]
    pub fn bar(&mut self, spec: &BarSpec<'_>) -> (Picture, Vec<(Rect, BarHot)>) {
        let layout = Layout::of(&mut self.texts, spec);
        let hot = hot(&mut self.texts, spec, &layout);
        let picture = draw::picture(&mut self.texts, spec, &layout, &hot);
        (picture, hot)
    }
}

/// The parts from left to right, which is the order in which keys go through them.
fn hot(texts: &mut Texts, spec: &BarSpec<'_>, layout: &Layout) -> Vec<(Rect, BarHot)> {
    let workspace = |(rect, w): &(Rect, Workspace)| (*rect, BarHot::Workspace(w.number));
    let notice = if cut(texts, spec, layout.words) {
        layout.words
    } else {
        Rect::default()
    };
    let indicator = |cell: &indicators::Cell| {
        let (kind, number) = indicators::known(spec, cell)?;
        Some((cell.place, BarHot::Indicator(kind, number)))
    };
    let first = [
        (layout.emblem, BarHot::Emblem),
        (layout.chip, BarHot::Focus),
        (notice, BarHot::Notice),
        (layout.transfer, BarHot::Transfer),
    ];
    let last = [
        (layout.nested, BarHot::Nested),
        (layout.layout, BarHot::Layout),
        (layout.clock, BarHot::Clock),
    ];
    first
        .into_iter()
        .chain(layout.workspaces.iter().map(workspace))
        .chain(layout.indicators.iter().filter_map(indicator))
        .chain(last)
        .filter(|(rect, _)| !rect.empty())
        .collect()
}
