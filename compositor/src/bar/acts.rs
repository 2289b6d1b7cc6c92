//! What comes of a press on a part of the bar, or of Return while the ring is round it.

use lisere_cage::message::VolumeWish;
use lisere_shell::{BarHot, IndicatorKind};

use crate::actions::Action;
use crate::clock::Now;
use crate::desk::{OutputId, Workspace};
use crate::panels::Panel;
use crate::state::Compositor;

impl Compositor {
    /// A part was pressed: it does what it is for, or tells at once what it is.
    pub(crate) fn act_on_bar(&mut self, output: OutputId, part: BarHot, now: Now) {
        match part {
            BarHot::Emblem | BarHot::Focus => self.open_or_close_lens(),
            BarHot::Workspace(number) => {
                if self.bar_ring().is_some() {
                    self.close_panel();
                }
                if let Some(workspace) = Workspace::new(number) {
                    self.perform(Action::Show(output, workspace));
                }
            }
            BarHot::Layout => self.next_layout(),
            BarHot::Indicator(IndicatorKind::Locked, _) => {
                self.ask_to_uncover();
            }
            BarHot::Indicator(IndicatorKind::Volume, _) => self.want_volume(VolumeWish::Mute, now),
            BarHot::Indicator(IndicatorKind::MicrophoneOff, _) => {
                self.want_volume(VolumeWish::MicrophoneMute, now);
            }
            BarHot::Notice
            | BarHot::Transfer
            | BarHot::Clock
            | BarHot::Nested
            | BarHot::Indicator(..) => {
                if self.bar_ring().is_none() {
                    self.hang_now(output, part, now);
                }
            }
        }
    }

    fn open_or_close_lens(&mut self) {
        match self.input.panel {
            Some(Panel::Lens(_)) => self.close_panel(),
            _ => self.open_lens(),
        }
    }

    /// Whoever the bar shows the layout of gets the next one.
    fn next_layout(&mut self) {
        let count = self.seats.layouts();
        if count < 2 {
            return;
        }
        match self.layout_cage() {
            Some(cage) => self.seats.next_layout(cage),
            None => self.input.keys.next_layout(count),
        }
        self.work.rearrange();
    }
}
