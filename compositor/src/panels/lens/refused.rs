//! The card that answers "why was that refused?": the last refusals, with rules, and what would
//! be let through. Nothing of contents or titles is on it: the records that it is made from
//! have none.

use lisere_policy::record::{By, Fact, Transfer};
use lisere_policy::{Because, Cage, CageId};
use lisere_shell::LensRefused;

use super::Lens;
use super::view::{GAP, View, card_room};
use crate::crossing::{Side, instead_of};
use crate::journal::Refusal;
use crate::outputs::Screen;
use crate::panels::{PanelModel, Spot};
use crate::state::Compositor;
use crate::trusted::{Card, CardLine, Part};

/// Width of the card, in logical pixels.
const WIDTH: i32 = 640;
/// Characters that are shown of why something was refused, which may be a gate's words.
const WHY: usize = 160;

/// What is said of one refusal.
#[derive(Default)]
struct Said {
    what: String,
    why: String,
    instead: String,
}

impl Compositor {
    pub(super) fn lens_refusals(&self, lens: &Lens, view: &View, screen: &Screen) -> PanelModel {
        let (size, scale) = (screen.pixels(), screen.scale);
        let words = &self.pictures.language().lens().refused;
        let newest = self.journal.refusals().iter().rev();
        let last = newest.len().saturating_sub(1);
        let shown = newest.skip(lens.scrolled.min(last));
        let mut lines: Vec<CardLine> = shown.map(|refusal| self.refusal(refusal, words)).collect();
        if lines.is_empty() {
            lines.push(CardLine::Words(words.nothing.to_owned()));
        }
        let (gap, room) = (scale.px(GAP), card_room(screen, !view.hidden.is_empty()));
        let card = Card {
            cage: None,
            heading: words.heading.to_owned(),
            lines,
            scale,
            width: scale.px(WIDTH).min(size.w - 2 * gap).max(1),
            max_height: room.size.h,
        };
        PanelModel {
            part: Part::Card(card),
            spot: Spot::Middle(room),
        }
    }

    fn refusal(&self, refusal: &Refusal, words: &LensRefused) -> CardLine {
        let said = self.said_of(refusal, words);
        let cage = refusal.fact.doer().and_then(|name| self.cage_of_name(name));
        CardLine::Entry {
            time: refusal.moment.time.to_string(),
            cage,
            what: said.what,
            why: said.why.chars().take(WHY).collect(),
            instead: said.instead,
        }
    }

    fn cage_of_name(&self, name: &str) -> Option<CageId> {
        self.policy.cage_named(name).map(Cage::id)
    }

    fn said_of(&self, refusal: &Refusal, words: &LensRefused) -> Said {
        let language = self.pictures.language();
        let said = |what: &str, why: &str, instead: &str| Said {
            what: what.to_owned(),
            why: why.to_owned(),
            instead: instead.to_owned(),
        };
        let because = |why: &str| match &refusal.why {
            Some(why) => language.why(why),
            None => language.reason(why),
        };
        match &refusal.fact {
            Fact::TransferDenied { transfer, by, why } => {
                self.denied(transfer, *by, &because(why), words)
            }
            Fact::TransferDropped { why, .. } => said(words.dropped, &because(why), ""),
            Fact::ProgramKilled {
                interface,
                why,
                count,
                ..
            } => {
                let what = (words.killed)(*count);
                said(&what, &self.joined(interface, why), words.killed_instead)
            }
            Fact::Refused {
                quota: true,
                interface,
                why,
                ..
            } => said(
                words.quota,
                &self.joined(interface, why),
                words.quota_instead,
            ),
            Fact::Refused { interface, why, .. } => {
                said(words.asked, &self.joined(interface, why), "")
            }
            Fact::IdentityMismatch { why, .. } => {
                said(words.stranger, &because(why), words.stranger_instead)
            }
            Fact::ProgramRefused { why, .. } => said(words.program, &because(why), ""),
            Fact::GateDied { why, .. } => said(words.gate, &because(why), ""),
            Fact::CageQuarantined { cage } => {
                said(words.quarantine, "", &(words.quarantine_instead)(cage))
            }
            Fact::PreferencesRefused { line } => {
                let why = (words.line)(*line);
                said(words.preferences, &why, words.preferences_instead)
            }
            _ => Said::default(),
        }
    }

    /// Why something did not cross, and what would have.
    fn denied(&self, transfer: &Transfer, by: By, why: &str, words: &LensRefused) -> Said {
        let (from, to) = (&transfer.from.cage, &transfer.to.cage);
        let class = self.class_words(transfer.class);
        let what = (words.transfer)(&class, &self.title_of_name(from), &self.title_of_name(to));
        let [user, timeout, standing] = words.by;
        let reason = match (by, transfer.because) {
            (By::User, _) => user.to_owned(),
            (By::Timeout, _) => timeout.to_owned(),
            (By::Standing, _) => standing.to_owned(),
            (By::Core, _) => String::new(),
            (By::Rule, Because::Rule { line, .. }) => (words.rule)(line),
            (By::Rule, _) => words.no_rule.to_owned(),
        };
        let why = match (reason.is_empty(), why.is_empty()) {
            (false, false) => format!("{reason} ({why})"),
            (false, true) => reason,
            (true, _) => why.to_owned(),
        };
        let ends = self.cage_of_name(from).zip(self.cage_of_name(to));
        let instead = ends.filter(|_| by == By::Rule).map(|(from, to)| {
            let instead = self
                .policy
                .instead(from, to, transfer.channel, transfer.class);
            match instead {
                Some(instead) => {
                    let instead = instead_of(&self.policy, to, &instead);
                    self.pictures.language().instead(&instead)
                }
                None => words.never.to_owned(),
            }
        });
        Said {
            what,
            why,
            instead: instead.unwrap_or_default(),
        }
    }

    /// What it was about, and why, which is a gate's word: in the user's language if it is known.
    fn joined(&self, interface: &str, why: &str) -> String {
        let language = self.pictures.language();
        let why = language.reason(why);
        match (interface.is_empty(), why.is_empty()) {
            (false, false) => format!("{interface}{} {why}", language.colon()),
            _ => format!("{interface}{why}"),
        }
    }

    /// The title of the cage that records call so.
    fn title_of_name(&self, name: &str) -> String {
        match self.policy.cage_named(name) {
            Some(cage) => cage.title().to_owned(),
            None => self.name_of(Side::Trusted),
        }
    }
}
