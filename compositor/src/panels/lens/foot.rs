//! The foot of the lens: windows that can't be seen, and the keys.

use lisere_policy::{Cage, CageId};
use lisere_shell::LensKeys;
use smithay::utils::Rectangle;

use super::acts::KEYS;
use super::view::{GAP, View};
use super::{Again, Lens, LensAct};
use crate::desk::WindowId;
use crate::outputs::Screen;
use crate::panels::{PanelModel, Spot};
use crate::state::Compositor;
use crate::trusted::{Foot, FootKey, FootWindow, Part};

/// Windows out of sight that are named; others are counted.
const NAMED: usize = 8;

impl Compositor {
    pub(super) fn lens_foot(&self, lens: &Lens, view: &View, screen: &Screen) -> PanelModel {
        let asked = self.lens_asked(lens);
        let mut named = view.hidden.clone();
        let at = named.iter().position(|id| Some(*id) == asked);
        // The one that is asked about is always among them.
        if let Some(at) = at.filter(|at| *at >= NAMED) {
            named.swap(at, NAMED - 1);
        }
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        let hidden = named.into_iter().filter_map(|id| self.foot_window(id));
        let (size, gap) = (screen.pixels(), screen.scale.px(GAP));
        let foot = Foot {
            hidden: hidden.collect(),
            more,
            about: asked.and_then(|id| self.foot_window(id)),
            keys: self.foot_keys(lens),
            hovered: lens.hovered,
            scale: screen.scale,
            max_width: (size.w - 2 * gap).max(1),
        };
        let room = Rectangle::from_size((size.w, (size.h - gap).max(1)).into());
        PanelModel {
            part: Part::Foot(foot),
            spot: Spot::Foot(room),
        }
    }

    fn foot_window(&self, id: WindowId) -> Option<FootWindow> {
        let window = self.windows.get(id)?;
        Some(FootWindow {
            window: id,
            cage: window.cage,
            title: self.title_shown(window),
        })
    }

    /// The keys that concern the window, and the others.
    fn foot_keys(&self, lens: &Lens) -> [Vec<FootKey>; 2] {
        let cage = self.lens_asked_cage(lens);
        let words = &self.pictures.language().lens().keys;
        let row = |of_window: bool| {
            let keys = KEYS.iter().filter(|key| key.shown == Some(of_window));
            let keys = keys.filter(|_| !of_window || cage.is_some());
            let above = cage.is_some_and(|cage| self.can_lock_above(cage));
            let keys = keys.filter(|key| above || key.act != LensAct::LockAbove);
            let keys = keys.map(|key| {
                let (cap, does) = self.foot_words(words, key.act, cage, lens.again);
                FootKey {
                    act: key.act,
                    cap: cap.to_owned(),
                    does,
                    again: lens.again.is_some_and(|again| again.of(key.act)),
                }
            });
            keys.collect::<Vec<_>>()
        };
        let mut rows = [row(true), row(false)];
        if self.lens_scrolls(lens) {
            let [cap, does] = words.scroll.map(str::to_owned);
            let scroll = FootKey {
                act: LensAct::Towards(super::view::Towards::Down),
                cap,
                does,
                again: false,
            };
            let [_, others] = &mut rows;
            others.insert(0, scroll);
        }
        rows
    }

    /// What stands on a key, and what it does now.
    fn foot_words(
        &self,
        words: &LensKeys,
        act: LensAct,
        cage: Option<CageId>,
        again: Option<Again>,
    ) -> (&'static str, String) {
        let again = again.is_some_and(|again| again.of(act));
        let frozen = cage.is_some_and(|cage| self.connections.frozen(cage));
        let title = || {
            let cage = cage.and_then(|cage| self.policy.cage(cage));
            cage.map(Cage::title).unwrap_or_default()
        };
        let level = || {
            let level = cage.and_then(|cage| self.policy.level_of(cage));
            level.map(|level| level.title().to_owned())
        };
        let pair = |[cap, does]: [&'static str; 2]| (cap, does.to_owned());
        match act {
            LensAct::Give => pair(words.give),
            LensAct::Freeze if frozen => pair(["F", words.thaw]),
            LensAct::Freeze => pair(["F", words.freeze]),
            LensAct::Kill if again => ("K", (words.kill_again)(title())),
            LensAct::Kill => pair(["K", words.kill]),
            LensAct::Details => pair(["I", words.details]),
            LensAct::Next | LensAct::Previous | LensAct::Towards(_) => pair(words.next),
            LensAct::Refusals => pair(["R", words.refusals]),
            LensAct::Launcher => pair(["P", words.launcher]),
            LensAct::LockAbove => ("A", (words.lock_above)(&level().unwrap_or_default())),
            LensAct::Lock => pair(["L", words.lock]),
            LensAct::LogOut if again => pair(["Q", words.quit_again]),
            LensAct::LogOut => pair(["Q", words.quit]),
            LensAct::Leave => pair(words.leave),
        }
    }
}

impl Again {
    /// Whether this is what the act does when it is asked for once more.
    fn of(self, act: LensAct) -> bool {
        match self {
            Again::Kill(_) => act == LensAct::Kill,
            Again::LogOut => act == LensAct::LogOut,
        }
    }
}
