//! What the command line is told of outputs.

use liserectl::{Answer, Failure, FailureCode, HeadInfo, ModeInfo, Vrr};

use super::head::{Head, HeadMode};
use super::{REFRESH, Screen};
use crate::clock::Now;
use crate::respond::transform_name;
use crate::state::Compositor;

impl Compositor {
    /// Lights all screens or darkens them, as the command line asks.
    pub(crate) fn light_all(&mut self, on: bool, now: Now) -> Result<Answer, Failure> {
        if self.backend.nested() {
            return Err(Failure::new(
                FailureCode::NotSupported,
                "this session is a window of another one and has no screens of its own",
                "darken the screens of the session beneath",
            ));
        }
        self.light(on, now);
        Ok(Answer::Done {})
    }

    /// Every connected head, on or off; then outputs that no head stands for.
    pub(crate) fn head_infos(&self) -> Vec<HeadInfo> {
        let heads = self.outputs.wall.heads.iter();
        let known = heads.clone().map(|head| self.head_info(head));
        let others = self
            .outputs
            .iter()
            .filter(|screen| heads.clone().all(|head| head.connector != screen.name));
        known.chain(others.map(|s| self.screen_info(s))).collect()
    }

    fn head_info(&self, head: &Head) -> HeadInfo {
        let identity = &head.identity;
        let setup = self.outputs.wall.setup(&head.connector);
        let current = setup.map(|setup| setup.mode);
        HeadInfo {
            name: head.connector.clone(),
            make: identity.make.clone(),
            model: identity.model.clone(),
            serial: identity.serial.clone(),
            width_mm: identity.size_mm.map_or(0, |(w, _)| w),
            height_mm: identity.size_mm.map_or(0, |(_, h)| h),
            on: setup.is_some(),
            modes: head
                .modes
                .iter()
                .map(|mode| mode_info(*mode, current == Some(*mode)))
                .collect(),
            scale: setup.map(|setup| setup.scale.factor()),
            transform: setup.map(|setup| transform_name(setup.transform).to_owned()),
            x: setup.map(|setup| setup.position.x),
            y: setup.map(|setup| setup.position.y),
            vrr: match (head.vrr_capable, setup.is_some_and(|setup| setup.vrr)) {
                (false, _) => Vrr::Incapable,
                (true, false) => Vrr::Off,
                (true, true) => Vrr::On,
            },
            mirrors: setup.and_then(|setup| setup.mirrors.clone()),
            lit: setup.is_some() && !self.outputs.wall.idle.dark(),
        }
    }

    /// An output that is there by itself, such as the window of another session.
    fn screen_info(&self, screen: &Screen) -> HeadInfo {
        let nanos = screen.refresh.max(REFRESH / 16).as_nanos();
        let mode = HeadMode {
            width: screen.size.w,
            height: screen.size.h,
            refresh_mhz: u32::try_from(1_000_000_000_000 / nanos).unwrap_or(0),
            preferred: true,
        };
        HeadInfo {
            name: screen.name.clone(),
            on: true,
            modes: vec![mode_info(mode, true)],
            scale: Some(screen.scale.factor()),
            transform: Some(transform_name(screen.transform).to_owned()),
            x: Some(screen.position.x),
            y: Some(screen.position.y),
            lit: !self.outputs.wall.idle.dark(),
            ..HeadInfo::default()
        }
    }
}

fn mode_info(mode: HeadMode, current: bool) -> ModeInfo {
    ModeInfo {
        width: u32::try_from(mode.width).unwrap_or(0),
        height: u32::try_from(mode.height).unwrap_or(0),
        refresh_mhz: mode.refresh_mhz,
        preferred: mode.preferred,
        current,
    }
}
