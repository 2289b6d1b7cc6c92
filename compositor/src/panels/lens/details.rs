//! The card of the window that is asked about: its cage, itself, its program, what it carries.

use lisere_gate::Peer;
use lisere_policy::{Cage, CageId, Engine, Level, Limit};
use lisere_shell::{LensCard, LensWords};
use smithay::reexports::wayland_server::Resource;

use super::Lens;
use super::view::View;
use crate::clock::{Moment, Now};
use crate::outputs::Screen;
use crate::panels::{PanelModel, Spot};
use crate::recorded::said;
use crate::state::Compositor;
use crate::trusted::{Card, CardLine, Part};
use crate::windows::Window;

/// Heights in logical pixels: of the card's head and edges, of the heading of a part, of a
/// line, and of each line more that a value takes.
const HEIGHTS: [i32; 4] = [80, 34, 24, 20];
/// Letters of a value that one line has room for.
const LETTERS: usize = 32;

/// How much lower than expected the foot may leave the card, in logical pixels.
const SLACK: i32 = 68;

/// How many lines are scrolled away when the last one is seen for certain, in so many logical
/// pixels; none where all of them should fit.
fn overflow(lines: &[CardLine], room: i32) -> usize {
    match beyond(lines, room) {
        0 => 0,
        _ => beyond(lines, room - SLACK),
    }
}

/// How many lines from the top have no room when the last ones have.
fn beyond(lines: &[CardLine], room: i32) -> usize {
    let [head, section, line, more] = HEIGHTS;
    let high = |one: &CardLine| match one {
        CardLine::Section(_) => section,
        CardLine::Field(_, value) => {
            let wrapped = value.chars().count().saturating_sub(1) / LETTERS;
            line + more * i32::try_from(wrapped.min(2)).unwrap_or(2)
        }
        CardLine::Words(_) | CardLine::Entry { .. } => line + more,
    };
    let mut left = room - head;
    let fitting = lines.iter().rev().take_while(|one| {
        left -= high(one);
        left >= 0
    });
    lines.len().saturating_sub(fitting.count().max(1))
}

fn field(name: &str, value: impl Into<String>) -> CardLine {
    CardLine::Field(name.to_owned(), value.into())
}

impl Compositor {
    pub(super) fn lens_details(
        &self,
        lens: &Lens,
        view: &View,
        screen: &Screen,
    ) -> Option<PanelModel> {
        let window = self.windows.get(self.lens_asked(lens)?)?;
        let room = self.lens_card_room(lens, screen, !view.hidden.is_empty());
        let mut lines = self.detail_lines(lens, window);
        let last = overflow(&lines, room.size.h * 120 / screen.scale.px(120).max(1));
        lines.drain(..lens.scrolled.min(last));
        let card = Card {
            cage: Some(window.cage),
            heading: String::new(),
            lines,
            scale: screen.scale,
            width: room.size.w,
            max_height: room.size.h,
        };
        Some(PanelModel {
            part: Part::Card(card),
            spot: Spot::At(room.loc),
        })
    }

    /// How many lines of the card of the window that is asked about have no room.
    pub(super) fn lens_details_overflow(&self, lens: &Lens) -> usize {
        let asked = self.lens_asked(lens).and_then(|id| self.windows.get(id));
        let screen = self.lens_output(lens).and_then(|id| self.outputs.get(id));
        asked.zip(screen).map_or(0, |(window, screen)| {
            let hidden = !self.lens_view(lens).hidden.is_empty();
            let room = self.lens_card_room(lens, screen, hidden);
            let high = room.size.h * 120 / screen.scale.px(120).max(1);
            overflow(&self.detail_lines(lens, window), high)
        })
    }

    fn detail_lines(&self, lens: &Lens, window: &Window) -> Vec<CardLine> {
        let words = self.pictures.language().lens();
        let mut lines = self.cage_lines(lens, window.cage, words);
        lines.extend(self.window_lines(window, &words.card));
        lines.extend(self.program_lines(window, &words.card));
        lines.push(CardLine::Section(words.card.transfers.to_owned()));
        let under_way = self.under_way(window.cage);
        lines.extend(under_way.into_iter().map(CardLine::Words));
        if matches!(lines.last(), Some(CardLine::Section(_))) {
            lines.push(CardLine::Words(words.card.no_transfer.to_owned()));
        }
        lines
    }

    fn cage_lines(&self, lens: &Lens, id: CageId, words: &LensWords) -> Vec<CardLine> {
        let Some(cage) = self.policy.cage(id) else {
            return Vec::new();
        };
        let card = &words.card;
        let level = self.policy.level_of(id).map(Level::title);
        let mut lines = vec![field(card.level, level.unwrap_or_default())];
        let categories = self.categories(cage);
        if !categories.is_empty() {
            lines.push(field(card.categories, categories));
        }
        lines.push(field(card.state, self.cage_state(lens, id, card)));
        let host = match &cage.sandbox().engine {
            Engine::Ssh(remote) => remote.host.as_str(),
            Engine::Bubblewrap | Engine::Socket => "",
        };
        let engine = (card.engines)(cage.sandbox().engine.name(), host);
        lines.push(field(card.engine, engine));
        let network = (card.networks)(&cage.sandbox().network.to_string());
        lines.push(field(card.network, network));
        let rights = cage.rights().names().map(card.right);
        let rights = rights.collect::<Vec<_>>().join(", ");
        let rights = if rights.is_empty() {
            card.none.to_owned()
        } else {
            rights
        };
        lines.push(field(card.rights, rights));
        lines.push(field(card.limits, self.limits_of(cage, card)));
        lines
    }

    fn categories(&self, cage: &Cage) -> String {
        let held = self.policy.categories().iter().enumerate();
        let held = held.filter(|(index, _)| cage.label().categories.has(*index));
        let titles = held.map(|(_, category)| category.title());
        titles.collect::<Vec<_>>().join(", ")
    }

    /// Whether it runs, and how much of it.
    fn cage_state(&self, lens: &Lens, id: CageId, words: &LensCard) -> String {
        let now = lens.cages.get(&id).copied().unwrap_or_default();
        let [running, frozen, quarantined] = words.states;
        let state = match (now.quarantined, self.connections.frozen(id)) {
            (true, _) => quarantined,
            (false, true) => frozen,
            (false, false) => running,
        };
        let processes = now.processes.map(|count| (words.processes)(count));
        let memory = now
            .memory
            .map(|bytes| self.pictures.language().rough(bytes));
        let parts = [Some(state.to_owned()), processes, memory];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn limits_of(&self, cage: &Cage, words: &LensCard) -> String {
        let language = self.pictures.language();
        let limits = cage.limits();
        let transfer = language.rough(limits.get(Limit::TransferBytes));
        let connections = limits.get(Limit::Connections);
        let mut text = (words.limit)(connections, limits.get(Limit::Toplevels), &transfer);
        if let Some(mib) = cage.sandbox().resources.memory_mib {
            let memory = language.rough(mib.saturating_mul(1 << 20));
            text = format!("{text}, {}", (words.memory)(&memory));
        }
        text
    }

    fn window_lines(&self, window: &Window, words: &LensCard) -> Vec<CardLine> {
        let mut lines = vec![
            CardLine::Section(words.window.to_owned()),
            field(words.title, self.title_shown(window)),
        ];
        let app = window.app_id.to_string();
        if !app.is_empty() {
            lines.push(field(words.app, app));
        }
        let since = self.since(window.since, self.clock.now(), words);
        lines.push(field(words.since, since));
        lines
    }

    /// What the kernel said of who connected; a program can't choose any of it.
    fn program_lines(&self, window: &Window, words: &LensCard) -> Vec<CardLine> {
        let client = window.toplevel.wl_surface().client();
        let known = client.and_then(|client| self.connections.known(&client.id()));
        let Some(known) = known else {
            return Vec::new();
        };
        let mut lines = vec![
            CardLine::Section(words.program.to_owned()),
            field(words.connection, known.connection.to_string()),
        ];
        if let Some((peer, since)) = known.peer {
            let now = self.clock.now();
            lines.push(field(words.since, self.since(since, now, words)));
            if peer != Peer::UNKNOWN && peer.pid != 0 {
                let process = (words.by_user)(peer.pid, peer.uid);
                lines.push(field(words.process, process));
            }
        }
        if let Some(claim) = &known.claim {
            lines.push(field(words.said, said(claim)));
        }
        lines
    }

    fn since(&self, since: Moment, now: Now, words: &LensCard) -> String {
        (words.days)(&since.time.to_string(), since.days_until(now))
    }
}
