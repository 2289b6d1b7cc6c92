//! A graphics card: its connectors, and the parts of it that can drive a screen.

use std::path::{Path, PathBuf};

use smithay::backend::allocator::gbm::GbmDevice;
use smithay::backend::drm::{DrmDevice, DrmDeviceFd, DrmDeviceNotifier, DrmNode, NodeType};
use smithay::backend::session::Session;
use smithay::backend::session::libseat::LibSeatSession;
use smithay::reexports::drm::Device as _;
use smithay::reexports::drm::control::{Device as _, Mode, connector, crtc, property};
use smithay::reexports::rustix::fs::OFlags;
use smithay::utils::DeviceFd;

use super::KmsError;

/// The number of a device's file.
pub(crate) type CardId = u64;

/// Something that a screen is plugged into.
#[derive(Clone, Debug)]
pub(crate) struct Connector {
    /// As the kernel names it, such as `eDP-1`.
    pub(crate) name: String,
    /// Whether it leads to a screen that is part of the machine.
    pub(crate) internal: bool,
    /// What the screen says of itself, as it came.
    pub(crate) edid: Vec<u8>,
    /// The screen's size, width and height; zeros when unknown.
    pub(crate) millimetres: (u32, u32),
    /// What it can show.
    pub(crate) modes: Vec<Mode>,
    /// Whether it takes frames at any time.
    pub(crate) vrr: bool,
    /// Its card.
    pub(super) card: CardId,
    pub(super) handle: connector::Handle,
}

/// An open card.
pub(super) struct Card {
    pub(super) id: CardId,
    pub(super) path: PathBuf,
    pub(super) drm: DrmDevice,
    pub(super) fd: DrmDeviceFd,
    /// How it gives out its own memory; there once somebody asked.
    gbm: Option<GbmDevice<DrmDeviceFd>>,
}

impl Card {
    /// Opens a card of the seat.
    pub(super) fn open(
        session: &mut LibSeatSession,
        path: &Path,
    ) -> Result<(Card, DrmDeviceNotifier), KmsError> {
        let flags = OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NONBLOCK;
        let file = session.open(path, flags).map_err(|error| KmsError::Open {
            path: path.into(),
            why: error.to_string(),
        })?;
        let fd = DrmDeviceFd::new(DeviceFd::from(file));
        if !in_charge(&fd) {
            return Err(KmsError::Busy { path: path.into() });
        }
        let refused = |why: String| KmsError::Card {
            path: path.into(),
            why,
        };
        let id = fd.dev_id().map_err(|error| refused(error.to_string()))?;
        let (drm, events) =
            DrmDevice::new(fd.clone(), true).map_err(|error| refused(error.to_string()))?;
        tracing::info!(
            card = %path.display(),
            atomic = drm.is_atomic(),
            "a graphics card"
        );
        let card = Card {
            id,
            path: path.into(),
            gbm: None,
            drm,
            fd,
        };
        Ok((card, events))
    }

    /// The card's own memory. Asking loads the card's drivers.
    ///
    /// # Errors
    /// When its driver gives none out.
    pub(super) fn memory(&mut self) -> std::io::Result<GbmDevice<DrmDeviceFd>> {
        if let Some(known) = &self.gbm {
            return Ok(known.clone());
        }
        let memory = GbmDevice::new(self.fd.clone())?;
        self.gbm = Some(memory.clone());
        Ok(memory)
    }

    /// Whether the card has a node for drawing only, as those that draw have.
    pub(super) fn draws(&self) -> bool {
        let node = DrmNode::from_dev_id(self.id).ok();
        node.is_some_and(|node| node.node_with_type(NodeType::Render).is_some())
    }

    /// The connectors with a screen.
    pub(super) fn connectors(&self) -> Vec<Connector> {
        let Ok(resources) = self.drm.resource_handles() else {
            return Vec::new();
        };
        let known = resources.connectors().iter();
        known
            .filter_map(|handle| self.drm.get_connector(*handle, true).ok())
            .filter(|info| info.state() == connector::State::Connected)
            .filter(|info| !info.modes().is_empty())
            .map(|info| self.connector(&info))
            .collect()
    }

    fn connector(&self, info: &connector::Info) -> Connector {
        let interface = info.interface();
        let mut connector = Connector {
            name: format!("{}-{}", interface.as_str(), info.interface_id()),
            internal: matches!(
                interface,
                connector::Interface::EmbeddedDisplayPort
                    | connector::Interface::LVDS
                    | connector::Interface::DSI
            ),
            edid: Vec::new(),
            millimetres: info.size().unwrap_or((0, 0)),
            modes: info.modes().to_vec(),
            vrr: false,
            card: self.id,
            handle: info.handle(),
        };
        let Ok(properties) = self.drm.get_properties(info.handle()) else {
            return connector;
        };
        for (id, raw) in properties {
            let Ok(info) = self.drm.get_property(id) else {
                continue;
            };
            match (info.name().to_bytes(), info.value_type().convert_value(raw)) {
                (b"EDID", property::Value::Blob(blob)) if blob != 0 => {
                    connector.edid = self.drm.get_property_blob(blob).unwrap_or_default();
                }
                (b"vrr_capable", _) => connector.vrr = raw != 0,
                _ => {}
            }
        }
        connector
    }

    /// A part of the card that can drive the connector and is not `taken`; the one that
    /// drives it already, if there is one.
    pub(super) fn crtc_for(
        &self,
        connector: connector::Handle,
        taken: &[crtc::Handle],
    ) -> Option<crtc::Handle> {
        let resources = self.drm.resource_handles().ok()?;
        let info = self.drm.get_connector(connector, false).ok()?;
        let encoder = |handle| self.drm.get_encoder(handle).ok();
        let current = info
            .current_encoder()
            .and_then(encoder)
            .and_then(|encoder| encoder.crtc());
        let possible = info
            .encoders()
            .iter()
            .filter_map(|handle| encoder(*handle))
            .flat_map(|encoder| resources.filter_crtcs(encoder.possible_crtcs()));
        current
            .into_iter()
            .chain(possible)
            .find(|crtc| !taken.contains(crtc))
    }
}

/// Whether this process may drive the card's screens: a master may authenticate itself.
// The call is old, and the only one that tells.
#[allow(deprecated)]
fn in_charge(fd: &DrmDeviceFd) -> bool {
    let tried = fd
        .generate_auth_token()
        .and_then(|token| fd.authenticate_auth_token(token));
    !tried.is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
}
