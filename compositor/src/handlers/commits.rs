//! wp_fifo and wp_commit_timing: commits that wait for the one before them to be shown, or for a time.

use std::time::Duration;

use smithay::reexports::wayland_protocols::wp::commit_timing::v1::server::wp_commit_timer_v1::{
    self as timer, WpCommitTimerV1,
};
use smithay::reexports::wayland_protocols::wp::commit_timing::v1::server::wp_commit_timing_manager_v1::{
    self as timing, WpCommitTimingManagerV1,
};
use smithay::reexports::wayland_protocols::wp::fifo::v1::server::wp_fifo_manager_v1::{
    self as manager, WpFifoManagerV1,
};
use smithay::reexports::wayland_protocols::wp::fifo::v1::server::wp_fifo_v1::{
    self as fifo, WpFifoV1,
};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource, Weak};

use crate::clock::Now;
use crate::state::Compositor;
use crate::waits::with_waits;

impl Dispatch<WpFifoManagerV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpFifoManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetFifo { id, surface } = request {
            init.init(id, surface.downgrade());
        }
    }
}

impl Dispatch<WpFifoV1, Weak<WlSurface>> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpFifoV1,
        request: fifo::Request,
        surface: &Weak<WlSurface>,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let Ok(surface) = surface.upgrade() else {
            return;
        };
        match request {
            fifo::Request::SetBarrier => with_waits(&surface, |waits| waits.sets = true),
            fifo::Request::WaitBarrier => with_waits(&surface, |waits| waits.waits = true),
            _ => {}
        }
    }
}

impl Dispatch<WpCommitTimingManagerV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpCommitTimingManagerV1,
        request: timing::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let timing::Request::GetTimer { id, surface } = request {
            init.init(id, surface.downgrade());
        }
    }
}

impl Dispatch<WpCommitTimerV1, Weak<WlSurface>> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpCommitTimerV1,
        request: timer::Request,
        surface: &Weak<WlSurface>,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let timer::Request::SetTimestamp {
            tv_sec_hi,
            tv_sec_lo,
            tv_nsec,
        } = request
        else {
            return;
        };
        if let Ok(surface) = surface.upgrade() {
            let seconds = u64::from(tv_sec_hi) << 32 | u64::from(tv_sec_lo);
            let at = Duration::from_secs(seconds);
            let at = at.saturating_add(Duration::from_nanos(tv_nsec.into()));
            with_waits(&surface, |waits| waits.until = Some(Now(at)));
        }
    }
}
