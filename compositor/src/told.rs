//! What the trusted side is told of the session as a whole: everything there is, in one value.

use lisere_cage::message::CageState;
use lisere_policy::Cage;
use lisere_shell::Language;
use liserectl::{
    CageNow, FocusInfo, NoticeInfo, PreferencesInfo, SoundInfo, State, TransferInfo, WorkspaceInfo,
};

use crate::clock::Now;
use crate::crossing::Side;
use crate::desk::Workspace;
use crate::respond::Outside;
use crate::state::Compositor;

impl Compositor {
    /// Everything there is now. Made only while somebody listens.
    #[must_use]
    pub fn told(&self, outside: &Outside<'_>, now: Now) -> State {
        State {
            cages: self
                .cages_there(outside, now)
                .map(|cage| self.cage_now(cage, outside))
                .collect(),
            ..self.told_of_desk()
        }
    }

    /// The same without cages, of which only those outside of the core know all.
    #[must_use]
    pub fn told_of_desk(&self) -> State {
        let refused = &self.preferences.refused;
        State {
            outputs: self
                .outputs
                .iter()
                .map(|screen| self.output_info(screen))
                .collect(),
            workspaces: self.workspaces_now(),
            windows: self.window_infos(),
            cages: Vec::new(),
            focus: self.focus_now(),
            transfer: self.transfer_now(),
            notice: self.notice_now(),
            notices: self.notices_now(),
            mode: self.mode_name().map(str::to_owned),
            language: self.pictures.language().code().to_owned(),
            idle: self.outputs.wall.idle.dark(),
            locked: self.lock.locked(),
            locked_above: self.level_covered_above(),
            sound: self.sound_now(),
            preferences: PreferencesInfo {
                reloads: self.preferences.reloads,
                refused: refused.as_ref().map(|why| Language::En.unfollowed(why)),
            },
        }
    }

    fn sound_now(&self) -> SoundInfo {
        let (volume, microphone_muted) = self.volume();
        SoundInfo {
            volume: volume.map(|volume| volume.percent),
            muted: volume.map(|volume| volume.muted),
            microphone_muted,
        }
    }

    /// What the bar says; commands speak English.
    fn notice_now(&self) -> Option<String> {
        let said = Language::En.say_all(&self.bar_messages());
        Some(said).filter(|said| !said.is_empty())
    }

    fn focus_now(&self) -> FocusInfo {
        let cage = self.focus.cage().and_then(|cage| self.policy.cage(cage));
        let window = self.focus.chosen().filter(|_| cage.is_some());
        FocusInfo {
            cage: cage.map(|cage| cage.name().to_owned()),
            window: window.map(|window| window.0),
            attention: self.focus.attention(),
            asked: self.crossing.asks(),
        }
    }

    fn workspaces_now(&self) -> Vec<WorkspaceInfo> {
        let mut all = Vec::new();
        for screen in self.outputs.iter() {
            let shown = self.desk.place(screen.id).map(|place| place.active);
            for workspace in Workspace::all() {
                let on = self
                    .desk
                    .all()
                    .filter(|(_, e)| e.output == screen.id && e.workspace == workspace);
                let info = WorkspaceInfo {
                    output: screen.name.clone(),
                    number: u32::from(workspace.number()),
                    name: self.workspace_name(screen, workspace),
                    shown: shown == Some(workspace),
                    urgent: self.calls(screen.id, workspace),
                    windows: on.count(),
                };
                if info.shown || info.windows > 0 || !info.name.is_empty() {
                    all.push(info);
                }
            }
        }
        all
    }

    fn cage_now(&self, cage: &Cage, outside: &Outside<'_>) -> CageNow {
        let id = cage.id();
        let state = outside.warden.info(id).filter(|_| !outside.warden.bare());
        let gate = outside.gates.info(id);
        let level = self.policy.level_of(id);
        let mapped = self.windows.iter().filter(|w| w.mapped && w.cage == id);
        CageNow {
            name: cage.name().to_owned(),
            title: cage.title().to_owned(),
            level: level.map(|it| it.name().to_owned()).unwrap_or_default(),
            colour: cage.colour().to_string(),
            frozen: self.connections.frozen(id),
            state: state
                .map(|(state, _)| state_name(&state).to_owned())
                .unwrap_or_default(),
            gate: gate
                .map(|gate| gate.state.name().to_owned())
                .unwrap_or_default(),
            clients: self.connections.clients_of(id),
            windows: mapped.count(),
            uses: outside
                .warden
                .uses_of(id)
                .names()
                .map(str::to_owned)
                .collect(),
        }
    }

    /// What is on its way, without a word of what it says.
    fn transfer_now(&self) -> Option<TransferInfo> {
        let (from, class, bytes) = self.in_hand()?;
        let named = |cage| self.policy.cage(cage).map(|cage| cage.name().to_owned());
        Some(TransferInfo {
            from: match from {
                Side::Cage(cage) => named(cage),
                Side::Trusted => None,
            },
            to: self.bound_for().and_then(named),
            class: class.name().to_owned(),
            reading: bytes.is_none(),
            bytes,
        })
    }

    fn notices_now(&self) -> Vec<NoticeInfo> {
        let named = |cage| self.policy.cage(cage).map(|cage| cage.name().to_owned());
        let told = self.notices.told();
        told.map(|(id, cage, summary)| NoticeInfo {
            id,
            cage: named(cage).unwrap_or_default(),
            summary: summary.to_owned(),
        })
        .collect()
    }
}

/// How a cage's programs are, in a word.
pub(crate) fn state_name(state: &CageState) -> &'static str {
    match state {
        CageState::Stopped => "stopped",
        CageState::Starting => "starting",
        CageState::Running => "running",
        CageState::Frozen => "frozen",
        CageState::Reconnecting => "reconnecting",
        CageState::Failed(_) => "failed",
    }
}
