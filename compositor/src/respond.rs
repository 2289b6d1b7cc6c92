//! Answers to the command line: what there is, and the few things it may do.

use std::collections::BTreeMap;

use lisere_cage::message::CageState;
use lisere_policy::record::Fact;
use lisere_policy::{Cage, Limit};
use liserectl::{
    Answer, CageAct, CageInfo, Command, Failure, FailureCode, GateInfo, InputEvent as Injected,
    OutputInfo, Reply, SandboxInfo, Screenshot, Status, WindowInfo,
};
use smithay::utils::Transform;

use crate::actions::Action;
use crate::backend::Backend;
use crate::clock::Now;
use crate::desk::{Mode, WindowId};
use crate::door::Door;
use crate::environment::environment;
use crate::gates::{Gates, State};
use crate::input::InputEvent;
use crate::outputs::Screen;
use crate::picture_file::png_of;
use crate::render::Subject;
use crate::seat::{AxisFrame, AxisMotion};
use crate::state::Compositor;
use crate::told::state_name;
use crate::warden::Warden;
use crate::windows::Window;
use crate::work::Order;

/// What answers tell of beside the core.
pub struct Outside<'s> {
    /// Where programs come in.
    pub door: &'s Door,
    /// What stands between them and the core.
    pub gates: &'s Gates,
    /// What their programs are kept by.
    pub warden: &'s Warden,
    /// When the session began.
    pub started: Now,
}

impl Compositor {
    /// Carries out a request of the trusted side.
    pub fn respond(&mut self, command: Command, outside: &Outside<'_>, now: Now) -> Reply {
        Reply(match command {
            Command::Status => Ok(Answer::Status(self.status(outside, now))),
            Command::Cages => Ok(Answer::Cages(self.cage_infos(outside, now))),
            Command::Cage { cage, act } => self.act_on_cage(&cage, act, outside, now),
            Command::Outputs => Ok(Answer::Outputs(self.head_infos())),
            Command::Light { on } => self.light_all(on, now),
            Command::Windows => Ok(Answer::Windows(self.window_infos())),
            Command::Inputs => Ok(Answer::Inputs(self.backend.devices())),
            Command::Screenshot { output, pointer } => {
                self.screenshot(output.as_deref(), pointer, now)
            }
            Command::Environment { cage } if outside.warden.bare() => {
                self.environment(&cage, outside.door)
            }
            Command::Environment { .. } => Err(Failure::new(
                FailureCode::NotAllowed,
                "programs of this session are kept in sandboxes",
                "run them with lisere-cage",
            )),
            Command::Focus { window } => self.on_window(window, Action::Focus),
            Command::Close { window } => self.on_window(window, Action::Close),
            Command::Action {
                action,
                window,
                output,
            } => self.act(&action, window, output.as_deref(), now),
            Command::Actions => Ok(Answer::Actions(self.action_infos())),
            Command::Quit => {
                self.perform(Action::Quit);
                Ok(Answer::Done {})
            }
            Command::Input { events } => self.inject(events, now),
            // The event loop takes these, and answers when they are done.
            Command::Send { .. }
            | Command::Open { .. }
            | Command::Lock { .. }
            | Command::Run { .. }
            | Command::NewCage { .. }
            | Command::Reload
            | Command::Events
            | Command::Entries { .. } => Err(failed("nobody waits for it")),
        })
    }

    fn status(&self, outside: &Outside<'_>, now: Now) -> Status {
        let cage = self.focus.cage().and_then(|cage| self.policy.cage(cage));
        Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            backend: self.backend.name().to_owned(),
            renderer: self.backend.renderer_name().to_owned(),
            pid: std::process::id(),
            uptime_ms: u64::try_from(outside.started.until(now).as_millis()).unwrap_or(u64::MAX),
            focused_cage: cage.map(|cage| cage.name().to_owned()),
            focused_window: self
                .focus
                .chosen()
                .filter(|_| cage.is_some())
                .map(|window| window.0),
            attention: self.focus.attention(),
            locked: self.lock.locked(),
            locked_above: self.level_covered_above(),
            logind: self.lock.logind.state().to_owned(),
            kept_awake_by: self
                .kept_awake_by()
                .into_iter()
                .filter_map(|cage| self.policy.cage(cage))
                .map(|cage| cage.name().to_owned())
                .collect(),
            nested: self.backend.nested(),
            outputs: self
                .outputs
                .iter()
                .map(|screen| self.output_info(screen))
                .collect(),
            cages: self.cages_there(outside, now).count(),
            windows: self.windows.iter().filter(|window| window.mapped).count(),
            frames: self.outputs.iter().map(|screen| screen.frames).sum(),
        }
    }

    pub(crate) fn output_info(&self, screen: &Screen) -> OutputInfo {
        let workspace = self
            .desk
            .place(screen.id)
            .map(|place| place.active.number());
        OutputInfo {
            name: screen.name.clone(),
            width: u32::try_from(screen.size.w).unwrap_or(0),
            height: u32::try_from(screen.size.h).unwrap_or(0),
            scale: screen.scale.factor(),
            transform: transform_name(screen.transform).to_owned(),
            x: screen.position.x,
            y: screen.position.y,
            workspace: u32::from(workspace.unwrap_or(0)),
        }
    }

    fn cage_infos(&self, outside: &Outside<'_>, now: Now) -> Vec<CageInfo> {
        self.cages_there(outside, now)
            .map(|cage| self.cage_info(cage, outside))
            .collect()
    }

    /// All cages but disposable ones that are not in use.
    pub(crate) fn cages_there<'a>(
        &'a self,
        outside: &'a Outside<'_>,
        now: Now,
    ) -> impl Iterator<Item = &'a Cage> {
        let there = move |cage: &&Cage| outside.warden.disposables.there(cage.id(), now);
        self.policy.cages().iter().filter(there)
    }

    fn cage_info(&self, cage: &Cage, outside: &Outside<'_>) -> CageInfo {
        let gate = outside.gates.info(cage.id());
        let categories = self.policy.categories().iter().enumerate();
        let held = categories.filter(|(index, _)| cage.label().categories.has(*index));
        CageInfo {
            name: cage.name().to_owned(),
            title: cage.title().to_owned(),
            level: self
                .policy
                .level_of(cage.id())
                .map(|level| level.name().to_owned())
                .unwrap_or_default(),
            categories: held
                .map(|(_, category)| category.name().to_owned())
                .collect(),
            colour: cage.colour().to_string(),
            pattern: cage.pattern().name().to_owned(),
            socket: outside
                .door
                .socket(cage.id())
                .map(|path| path.display().to_string())
                .unwrap_or_default(),
            clients: self.connections.clients_of(cage.id()),
            windows: self
                .windows
                .iter()
                .filter(|w| w.mapped && w.cage == cage.id())
                .count(),
            limits: Limit::all()
                .map(|limit| (limit.name().to_owned(), cage.limits().get(limit)))
                .collect::<BTreeMap<_, _>>(),
            used: gate
                .iter()
                .flat_map(|gate| &gate.used)
                .map(|(limit, used)| (limit.name().to_owned(), *used))
                .collect(),
            gate: gate.map(|gate| GateInfo {
                pid: gate.pid,
                state: gate.state.name().to_owned(),
                deaths: gate.deaths,
            }),
            sandbox: sandbox_info(cage, outside.warden),
        }
    }

    fn act_on_cage(
        &mut self,
        name: &str,
        act: CageAct,
        outside: &Outside<'_>,
        now: Now,
    ) -> Result<Answer, Failure> {
        let cage = self
            .cages_there(outside, now)
            .find(|cage| cage.name() == name);
        let cage = cage.map(Cage::id).ok_or_else(|| self.unknown_cage(name))?;
        let quarantined = outside
            .gates
            .info(cage)
            .is_some_and(|gate| gate.state == State::Quarantined);
        match act {
            CageAct::Release if !quarantined => {
                return Err(Failure::new(
                    FailureCode::NotAllowed,
                    format!("{name} is not in quarantine"),
                    "`liserectl cages` says how each cage is",
                ));
            }
            CageAct::Stop if outside.warden.bare() => {
                return Err(Failure::new(
                    FailureCode::NotSupported,
                    "programs of this session are in no sandboxes, so nobody can ask them to end",
                    "`liserectl cage kill` ends their connections",
                ));
            }
            CageAct::Stop => self.work.orders.push(Order::Stop(cage)),
            CageAct::Release => self.work.orders.push(Order::Release(cage)),
            CageAct::Freeze => self.perform(Action::FreezeCage(cage)),
            CageAct::Thaw => self.perform(Action::ThawCage(cage)),
            CageAct::Kill => self.perform(Action::EndCage(cage)),
        }
        Ok(Answer::Done {})
    }

    pub(crate) fn unknown_cage(&self, name: &str) -> Failure {
        let cages = self.policy.cages().iter();
        let names = cages.filter(|cage| cage.model().is_none()).map(Cage::name);
        let names: Vec<&str> = names.collect();
        Failure::new(
            FailureCode::UnknownCage,
            format!("there is no cage {name}"),
            format!("cages: {}", names.join(", ")),
        )
    }

    pub(crate) fn window_infos(&self) -> Vec<WindowInfo> {
        self.desk
            .all()
            .filter_map(|(id, _)| self.windows.get(id))
            .filter_map(|window| self.window_info(window))
            .collect()
    }

    fn window_info(&self, window: &Window) -> Option<WindowInfo> {
        let entry = self.desk.entry(window.id)?;
        let outer = self.desk.outer(entry);
        Some(WindowInfo {
            id: window.id.0,
            cage: self.policy.cage(window.cage)?.name().to_owned(),
            level: self.policy.level_of(window.cage)?.name().to_owned(),
            title: self.title_shown(window),
            app_id: window.app_id.to_string(),
            x: outer.loc.x,
            y: outer.loc.y,
            width: outer.size.w,
            height: outer.size.h,
            output: self
                .outputs
                .get(entry.output)
                .map(|screen| screen.name.clone()),
            workspace: u32::from(entry.workspace.number()),
            focused: self.focus.chosen() == Some(window.id) && self.focus.cage().is_some(),
            minimised: entry.minimised,
            maximised: entry.mode == Mode::Maximised,
            fullscreen: entry.mode == Mode::Fullscreen,
            popups: window.popups.iter().filter(|popup| popup.mapped).count(),
        })
    }

    fn screenshot(
        &mut self,
        name: Option<&str>,
        pointer: bool,
        now: Now,
    ) -> Result<Answer, Failure> {
        let chosen = match name {
            Some(name) => self.outputs.iter().find(|screen| screen.name == name),
            None => self.outputs.iter().next(),
        };
        let Some((id, output)) = chosen.map(|screen| (screen.id, screen.name.clone())) else {
            let names: Vec<&str> = self
                .outputs
                .iter()
                .map(|screen| screen.name.as_str())
                .collect();
            return Err(Failure::new(
                FailureCode::UnknownOutput,
                format!("there is no output {}", name.unwrap_or("at all")),
                format!("outputs: {}", names.join(", ")),
            ));
        };
        self.allow_capture(id)?;
        let whole = Subject::Output { pointer };
        let picture = self.backend.capture(id, &whole).map_err(failed)?;
        let png = png_of(&picture).map_err(failed)?;
        let taken = Fact::Capture {
            output: output.clone(),
            by: "liserectl".to_owned(),
        };
        self.journal.record(taken, now);
        Ok(Answer::Screenshot(Screenshot {
            output,
            width: picture.width,
            height: picture.height,
            png,
        }))
    }

    pub(crate) fn environment(&self, name: &str, door: &Door) -> Result<Answer, Failure> {
        let cage = self.policy.cage_named(name);
        let socket = cage.and_then(|cage| door.socket(cage.id()));
        let Some((cage, socket)) = cage.zip(socket) else {
            return Err(self.unknown_cage(name));
        };
        let home = self.homes().and_then(|homes| homes.of(cage.id()));
        Ok(Answer::Environment(environment(cage, socket, home)))
    }

    fn on_window(&mut self, id: u64, action: fn(WindowId) -> Action) -> Result<Answer, Failure> {
        let window = self.window_there(id)?;
        self.perform(action(window));
        Ok(Answer::Done {})
    }

    /// Input by command, for tests and demonstrations: never on a real seat.
    fn inject(&mut self, events: Vec<Injected>, now: Now) -> Result<Answer, Failure> {
        if !matches!(self.backend, Backend::Headless(_)) {
            return Err(Failure::new(
                FailureCode::NotSupported,
                "input by command is only taken on the headless backend",
                "use the keyboard and the pointer of this session",
            ));
        }
        for event in events {
            let event = match event {
                Injected::Move { x, y } => InputEvent::PointerTo((x, y).into()),
                Injected::Button { code, pressed } => InputEvent::Button { code, pressed },
                Injected::Key { code, pressed } => InputEvent::Key { code, pressed },
                Injected::Scroll { dx, dy } => InputEvent::Axis(wheel(dx, dy)),
            };
            self.input(event, now);
            // Each event is seen by the turn that would follow it on a real seat.
            self.turn(now);
        }
        Ok(Answer::Done {})
    }
}

/// What a cage's programs are kept in, how they are, and how much they have.
fn sandbox_info(cage: &Cage, warden: &Warden) -> SandboxInfo {
    let known = warden.info(cage.id()).filter(|_| !warden.bare());
    let engine = match warden.bare() {
        true => "none",
        false => cage.sandbox().engine.name(),
    };
    let mut info = SandboxInfo {
        engine: engine.to_owned(),
        network: cage.sandbox().network.to_string(),
        rights: cage.rights().names().map(str::to_owned).collect(),
        ..SandboxInfo::default()
    };
    let Some((state, survey)) = known else {
        return info;
    };
    info.state = state_name(&state).to_owned();
    if let CageState::Failed(refusal) = state {
        info.why = refusal.message;
    }
    info.uses = warden
        .uses_of(cage.id())
        .names()
        .map(str::to_owned)
        .collect();
    if let Some(survey) = survey {
        info.lacks = survey.lacks.clone();
        info.processes = survey.processes;
        info.memory_bytes = survey.memory_bytes;
        info.held_by = survey.held_by.clone();
    }
    info
}

/// A wheel turned by this much, in logical pixels.
fn wheel(dx: f64, dy: f64) -> AxisFrame {
    let motion = |value: f64| AxisMotion {
        value,
        ..AxisMotion::default()
    };
    AxisFrame {
        horizontal: motion(dx),
        vertical: motion(dy),
        ..AxisFrame::default()
    }
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(
        FailureCode::Failed,
        error.to_string(),
        "the session's log may say more",
    )
}

/// A transform as preferences and answers name it.
#[must_use]
pub fn transform_name(transform: Transform) -> &'static str {
    match transform {
        Transform::Normal => "normal",
        Transform::_90 => "90",
        Transform::_180 => "180",
        Transform::_270 => "270",
        Transform::Flipped => "flipped",
        Transform::Flipped90 => "flipped-90",
        Transform::Flipped180 => "flipped-180",
        Transform::Flipped270 => "flipped-270",
    }
}
