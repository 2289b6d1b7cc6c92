//! What hangs from the bar under each of its parts.

use lisere_policy::CageId;
use lisere_shell::{BarHot, Tag, Whose};

use crate::bindings::KeyAction;
use crate::crossing::Side;
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::TagModel;

impl Compositor {
    /// The tag of an output, if one hangs there.
    pub(crate) fn tag_model(&self, screen: &Screen) -> Option<TagModel> {
        let hangs = || {
            let (_, part) = self.hanging().filter(|(output, _)| *output == screen.id)?;
            let (tag, cage) = self.tag_of(part)?;
            Some((part, tag, cage))
        };
        let (part, tag, cage) = self.changed_by_key(screen.id).or_else(hangs)?;
        Some(TagModel {
            part,
            tag,
            cage,
            scale: screen.scale,
            width: screen.pixels().w,
        })
    }

    /// What a part's tag says, and of which cage.
    fn tag_of(&self, part: BarHot) -> Option<(Tag, Option<CageId>)> {
        let plain = |tag| Some((tag, None));
        match part {
            BarHot::Emblem => plain(Tag::Emblem(self.chord_name(KeyAction::Attention))),
            BarHot::Focus => Some(self.focus_tag()),
            BarHot::Notice => plain(Tag::Notice(self.bar_messages())),
            BarHot::Transfer => self.transfer_tag(),
            BarHot::Workspace(number) => {
                let chord = self.chord_name(KeyAction::Workspace(number));
                plain(Tag::Workspace(number, chord))
            }
            BarHot::Layout => {
                let cage = self.layout_cage();
                let tag = Tag::Layout {
                    name: self.layout_shown(),
                    of: cage.map(|cage| self.title_of(cage)),
                    several: self.seats.layouts() > 1,
                };
                Some((tag, cage))
            }
            BarHot::Clock => plain(Tag::Clock(self.clock.date())),
            BarHot::Nested => plain(Tag::Nested),
            BarHot::Indicator(kind, number) => {
                let indicator = self.indicator(kind, number)?;
                let tag = Tag::Indicator(self.indicator_tag(indicator)?);
                Some((tag, indicator.cage))
            }
        }
    }

    fn focus_tag(&self) -> (Tag, Option<CageId>) {
        match self.focus.cage() {
            Some(cage) => {
                let tag = Tag::Focus {
                    cage: self.title_of(cage),
                    label: self.policy.label_text(cage),
                    remote: self.bar.standing.remote.contains(&cage),
                };
                (tag, Some(cage))
            }
            None if self.focus.attention() => (Tag::Attention, None),
            None => (Tag::Nobody, None),
        }
    }

    fn transfer_tag(&self) -> Option<(Tag, Option<CageId>)> {
        let chip = self.transfer_chip(self.clock.now())?;
        let (from, cage) = match chip.from {
            Side::Cage(cage) => (Whose::Cage(self.title_of(cage)), Some(cage)),
            Side::Trusted => (Whose::Own, None),
        };
        let tag = Tag::Transfer {
            from,
            parcel: chip.parcel,
            seconds: chip.seconds,
            chosen: self.bar_ring().is_some(),
        };
        Some((tag, cage))
    }
}
