//! Dragging: an offer that follows the pointer or finger, inside the cage it began in.

use std::sync::{Arc, Mutex};

use lisere_policy::CageId;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_data_device::WlDataDevice;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::DndAction;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};

use super::across::Dropped;
use super::clients::{Clients, Focus};
use super::exchange::{self, Exchange};
use super::giver::Giver;
use super::source::{self, locked};
use super::{PressKind, SurfacePoint};
use crate::handlers::data_device;

/// The role of a surface that shows what is dragged.
pub(crate) const ICON_ROLE: &str = "dnd_icon";

/// A drag as the rest of the core sees it.
#[derive(Clone, Debug)]
pub struct Drag {
    /// The cage it began in, and the only one that hears of it.
    pub cage: CageId,
    /// What is shown at the pointer.
    pub icon: Option<WlSurface>,
    /// Where the icon's top left corner is, from the pointer.
    pub icon_offset: Point<i32, Logical>,
    /// The finger that drags; then its motion goes to `Seats::point_at`.
    pub slot: Option<i32>,
}

/// The surface a drag is over, and its dealings with it.
struct Target {
    focus: Focus,
    /// Where the drag was told to be.
    local: Point<f64, Logical>,
    /// `None` for a drag without a source, which a client keeps to itself.
    exchange: Option<Arc<Mutex<Exchange>>>,
}

/// A drag in progress.
pub(crate) struct Dragging {
    pub(crate) shown: Drag,
    /// What was pressed to begin it; letting go drops.
    pub(crate) press: PressKind,
    client: ClientId,
    source: Option<WlDataSource>,
    target: Option<Target>,
    /// Where it is over another cage, which hears nothing of it.
    away: Option<SurfacePoint>,
}

impl Dragging {
    pub(crate) fn new(
        cage: CageId,
        client: ClientId,
        press: PressKind,
        source: Option<WlDataSource>,
        icon: Option<WlSurface>,
    ) -> Dragging {
        let slot = match press {
            PressKind::Touch { slot } => Some(slot),
            PressKind::Pointer { .. } => None,
        };
        Dragging {
            shown: Drag {
                cage,
                icon,
                icon_offset: Point::default(),
                slot,
            },
            press,
            client,
            source,
            target: None,
            away: None,
        }
    }

    /// Moves the drag. Outside its cage nothing is told to what lies there, and a
    /// drag without a source is told to its own client only.
    pub(crate) fn point(&mut self, clients: &mut Clients, at: Option<&SurfacePoint>, time: u32) {
        let foreign = at.filter(|at| at.cage != self.shown.cage && self.source.is_some());
        self.away = foreign.cloned();
        let at = at
            .filter(|at| at.cage == self.shown.cage)
            .and_then(|at| Some((Focus::on(&at.surface)?, at.local)))
            .filter(|(focus, _)| self.source.is_some() || focus.client == self.client);
        let stays = match (&at, &self.target) {
            (Some((focus, _)), Some(target)) => focus.surface == target.focus.surface,
            _ => false,
        };
        match at {
            Some((_, local)) if stays => self.motion(clients, local, time),
            at => {
                self.leave(clients);
                if let Some((focus, local)) = at {
                    self.enter(clients, focus, local);
                }
            }
        }
    }

    fn enter(&mut self, clients: &mut Clients, focus: Focus, local: Point<f64, Logical>) {
        let Some(client) = clients.get(&focus.client) else {
            return;
        };
        let serial = client.serials.next();
        let exchange = self
            .source
            .clone()
            .map(|source| Arc::new(Mutex::new(Exchange::new(Giver::Client(source)))));
        for device in client.data_devices.iter() {
            let data = exchange.clone().map(data_device::OfferData::Drag);
            let offer = data.and_then(|data| data_device::new_offer(device, data));
            if let (Some(offer), Some(exchange)) = (&offer, &exchange) {
                device.data_offer(offer);
                locked(exchange).describe(offer);
            }
            device.enter(serial, &focus.surface, local.x, local.y, offer.as_ref());
        }
        self.target = Some(Target {
            focus,
            local,
            exchange,
        });
    }

    /// Only real movement is told: the core points anew whenever windows change.
    fn motion(&mut self, clients: &mut Clients, local: Point<f64, Logical>, time: u32) {
        let told = self.target.as_mut().map(|target| &mut target.local);
        if told.is_none_or(|told| std::mem::replace(told, local) == local) {
            return;
        }
        self.on_target(clients, |device| device.motion(time, local.x, local.y));
    }

    fn leave(&mut self, clients: &mut Clients) {
        self.on_target(clients, WlDataDevice::leave);
        if let Some(exchange) = self.target.take().and_then(|target| target.exchange) {
            locked(&exchange).leave();
        }
    }

    fn on_target(&self, clients: &mut Clients, tell: impl FnMut(&WlDataDevice)) {
        let client = self
            .target
            .as_ref()
            .and_then(|target| clients.get(&target.focus.client));
        if let Some(client) = client {
            client.data_devices.iter().for_each(tell);
        }
    }

    /// Ends the drag where it is. To the source, a drop outside its cage looks like
    /// any other that nobody took, once what is returned is dropped.
    pub(crate) fn release(mut self, clients: &mut Clients) -> Option<Dropped> {
        if let Some(at) = self.away.take()
            && let Some(source) = self.source.take()
        {
            return Some(Dropped::new(self.shown.cage, at, source));
        }
        let agreed = self
            .target
            .as_ref()
            .is_some_and(|target| match &target.exchange {
                Some(exchange) => locked(exchange).dropped(),
                None => true,
            });
        if agreed {
            self.on_target(clients, WlDataDevice::drop);
        } else {
            self.cancel(clients);
        }
        None
    }

    /// Where it is over another cage.
    pub(crate) fn away(&self) -> Option<&SurfacePoint> {
        self.away.as_ref()
    }

    /// Ends the drag without a drop.
    pub(crate) fn cancel(&mut self, clients: &mut Clients) {
        self.leave(clients);
        if let Some(source) = &self.source {
            exchange::cancel(source);
        }
    }

    /// What dropping here would do.
    pub(crate) fn action(&self) -> DndAction {
        match &self.target {
            Some(Target {
                exchange: Some(exchange),
                ..
            }) => locked(exchange).chosen(),
            Some(_) => DndAction::Move,
            None => DndAction::None,
        }
    }

    pub(crate) fn types(&self) -> Vec<String> {
        self.source.as_ref().map(source::types).unwrap_or_default()
    }

    pub(crate) fn from(&self, source: &WlDataSource) -> bool {
        self.source.as_ref() == Some(source)
    }

    pub(crate) fn by(&self, client: &ClientId) -> bool {
        self.client == *client
    }

    /// Forgets a surface that is gone.
    pub(crate) fn forget(&mut self, clients: &mut Clients, surface: &WlSurface) {
        self.away.take_if(|at| at.surface == *surface);
        if self.shown.icon.as_ref() == Some(surface) {
            self.shown.icon = None;
        }
        if self
            .target
            .as_ref()
            .is_some_and(|target| target.focus.surface == *surface)
        {
            self.leave(clients);
        }
    }

    /// Forgets a target's client that is gone.
    pub(crate) fn forget_client(&mut self, clients: &mut Clients, client: &ClientId) {
        if self
            .target
            .as_ref()
            .is_some_and(|target| target.focus.client == *client)
        {
            self.leave(clients);
        }
    }
}
