//! Drags across cages: what was let go over another cage, and what the core drops there.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex};

use lisere_policy::CageId;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_data_device::WlDataDevice;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use super::clients::{Clients, Focus};
use super::exchange::{self, Exchange};
use super::giver::Giver;
use super::source::{self, locked};
use super::{CarriedRead, Seats, SurfacePoint};
use crate::handlers::data_device;

/// Something that was dragged out of a cage and let go over another. As long as this is
/// kept the source waits; then it is told that nothing came of its drag, so that it never
/// takes back what it dragged.
#[derive(Debug)]
pub struct Dropped {
    from: CageId,
    at: SurfacePoint,
    source: WlDataSource,
}

impl Dropped {
    pub(super) fn new(from: CageId, at: SurfacePoint, source: WlDataSource) -> Dropped {
        Dropped { from, at, source }
    }

    /// The cage that it was dragged out of.
    #[must_use]
    pub fn from(&self) -> CageId {
        self.from
    }

    /// Where it was let go.
    #[must_use]
    pub fn at(&self) -> &SurfacePoint {
        &self.at
    }

    /// The types that it offers.
    #[must_use]
    pub fn types(&self) -> Vec<String> {
        source::types(&self.source)
    }

    /// Asks its source to write it into `to`; `false` when it does not offer that type.
    pub fn read(&self, mime_type: String, to: OwnedFd) -> bool {
        let offered = self.alive() && self.types().contains(&mime_type);
        if offered {
            self.source.send(mime_type, to.as_fd());
        }
        offered
    }

    /// Whether its source is still there.
    #[must_use]
    pub fn alive(&self) -> bool {
        self.source.is_alive()
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        exchange::cancel(&self.source);
    }
}

/// How a drop by the core stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The destination has not said yet that it takes it.
    Waiting,
    /// It was dropped there.
    Landed,
    /// There is nobody any more to take it.
    Gone,
}

/// Something that the core drops on a surface.
pub(super) struct Handing {
    cage: CageId,
    focus: Focus,
    number: u64,
    exchange: Arc<Mutex<Exchange>>,
    landed: bool,
}

impl Handing {
    fn on_target(&self, clients: &mut Clients, tell: impl FnMut(&WlDataDevice)) {
        if let Some(client) = clients.get(&self.focus.client) {
            client.data_devices.iter().for_each(tell);
        }
    }
}

impl Seats {
    /// What was let go over another cage since the last call.
    #[must_use]
    pub fn take_dropped(&mut self) -> Option<Dropped> {
        self.dropped.take()
    }

    /// The cage that something is dragged out of, and the other one that it is over.
    #[must_use]
    pub fn dragged_across(&self) -> Option<(CageId, CageId)> {
        let drag = self.drag.as_ref()?;
        Some((drag.shown.cage, drag.away()?.cage))
    }

    /// Brings what the core carries over a surface, as a drag whose source is the core. It
    /// is dropped by [`Seats::settle_drop`]; reads of it come out of [`Seats::take_reads`]
    /// with the number `carried`. `false` when nobody is there to take it.
    pub fn drop_carried(&mut self, at: &SurfacePoint, types: &[String], carried: u64) -> bool {
        if let Some(old) = self.handing.as_ref().map(|handing| handing.number) {
            self.end_drop(old);
        }
        let time = self.time;
        let Some(focus) = Focus::on(&at.surface) else {
            return false;
        };
        let Some(seat) = self.seat_mut(at.cage) else {
            return false;
        };
        let Some(client) = seat.clients.get(&focus.client) else {
            return false;
        };
        let (types, asked) = (types.to_vec(), Vec::new());
        let exchange = Exchange::new(Giver::Core { types, asked });
        let exchange = Arc::new(Mutex::new(exchange));
        let serial = client.serials.next();
        let (x, y) = (at.local.x, at.local.y);
        let mut offered = false;
        for device in client.data_devices.iter() {
            let data = data_device::OfferData::Drag(exchange.clone());
            let Some(offer) = data_device::new_offer(device, data) else {
                continue;
            };
            device.data_offer(&offer);
            locked(&exchange).describe(&offer);
            device.enter(serial, &focus.surface, x, y, Some(&offer));
            // Many programs decide what they take when the pointer moves.
            device.motion(time, x, y);
            offered = true;
        }
        if offered {
            self.handing = Some(Handing {
                cage: at.cage,
                focus,
                number: carried,
                exchange,
                landed: false,
            });
        }
        offered
    }

    /// Drops what the core brought over a surface once its program takes it; says how it stands.
    pub fn settle_drop(&mut self) -> Landing {
        let Some(mut handing) = self.handing.take() else {
            return Landing::Gone;
        };
        let agreed = !handing.landed && locked(&handing.exchange).dropped();
        if agreed {
            handing.landed = true;
            if let Some(seat) = self.seat_mut(handing.cage) {
                handing.on_target(&mut seat.clients, WlDataDevice::drop);
            }
        }
        let landing = match handing.landed {
            true => Landing::Landed,
            false => Landing::Waiting,
        };
        self.handing = Some(handing);
        landing
    }

    /// Whether what the core dropped by this number can still be read.
    #[must_use]
    pub fn drop_open(&self, carried: u64) -> bool {
        let handing = self.handing.as_ref();
        let handing = handing.filter(|handing| handing.number == carried);
        handing.is_some_and(|handing| !locked(&handing.exchange).over())
    }

    /// Takes away what the core brought or dropped by this number.
    pub fn end_drop(&mut self, carried: u64) {
        let Some(handing) = self.handing.take_if(|handing| handing.number == carried) else {
            return;
        };
        if !handing.landed
            && let Some(seat) = self.seat_mut(handing.cage)
        {
            handing.on_target(&mut seat.clients, WlDataDevice::leave);
        }
        locked(&handing.exchange).leave();
    }

    /// The reads of what the core drops.
    pub(super) fn dropped_reads(&mut self) -> Vec<CarriedRead> {
        let Some(handing) = &self.handing else {
            return Vec::new();
        };
        let asked = locked(&handing.exchange).asked().into_iter();
        let read = |(mime_type, to)| CarriedRead {
            cage: handing.cage,
            carried: handing.number,
            mime_type,
            to,
        };
        asked.map(read).collect()
    }

    /// A surface that something was over is gone.
    pub(super) fn across_forget(&mut self, surface: &WlSurface) {
        self.dropped
            .take_if(|dropped| dropped.at.surface == *surface);
        let there = |handing: &&Handing| handing.focus.surface == *surface && !handing.landed;
        if let Some(number) = self.handing.as_ref().filter(there).map(|one| one.number) {
            self.end_drop(number);
        }
    }

    /// A program that something was over is gone.
    pub(super) fn across_forget_client(&mut self, client: &ClientId) {
        self.handing
            .take_if(|handing| handing.focus.client == *client);
    }
}
