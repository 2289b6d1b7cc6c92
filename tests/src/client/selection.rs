//! Copying, selecting and dragging, as a test client does them.

use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use wayland_client::Proxy;
use wayland_client::protocol::wl_data_device;
use wayland_client::protocol::wl_data_device_manager::DndAction;
use wayland_client::protocol::wl_data_offer::{self, WlDataOffer};
use wayland_client::protocol::wl_data_source::{self, WlDataSource};
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_v1;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_offer_v1::ZwpPrimarySelectionOfferV1;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_source_v1::{
    self, ZwpPrimarySelectionSourceV1,
};

use super::{Client, Heard};

/// The type that tests copy.
const TEXT: &str = "text/plain";

impl Client {
    /// Copies: offers text on the clipboard with the serial of an input event.
    pub fn copy(&self, serial: u32) -> WlDataSource {
        let hands = &self.bound().hands;
        let source = hands.data.create_data_source(self.queue(), ());
        source.offer(TEXT.into());
        hands.data_device.set_selection(Some(&source), serial);
        source
    }

    /// Copies something of these types.
    pub fn copy_types(&self, types: &[&str], serial: u32) -> WlDataSource {
        let hands = &self.bound().hands;
        let source = hands.data.create_data_source(self.queue(), ());
        types.iter().for_each(|name| source.offer((*name).into()));
        hands.data_device.set_selection(Some(&source), serial);
        source
    }

    /// Selects: offers text as the primary selection.
    pub fn select(&self, serial: u32) -> ZwpPrimarySelectionSourceV1 {
        let hands = &self.bound().hands;
        let source = hands.primary.create_source(self.queue(), ());
        source.offer(TEXT.into());
        hands.primary_device.set_selection(Some(&source), serial);
        source
    }

    /// Begins to drag text out of a surface.
    pub fn drag(&self, from: &WlSurface, icon: Option<&WlSurface>, serial: u32) -> WlDataSource {
        let hands = &self.bound().hands;
        let source = hands.data.create_data_source(self.queue(), ());
        source.offer(TEXT.into());
        source.set_actions(DndAction::Copy);
        hands
            .data_device
            .start_drag(Some(&source), from, icon, serial);
        source
    }

    /// The offer on the clipboard now, if the client has been told of one.
    #[must_use]
    pub fn clipboard(&self) -> Option<WlDataOffer> {
        let told = self.ever(|heard| match heard {
            Heard::DataDevice(_, wl_data_device::Event::Selection { id }) => Some(id.clone()),
            _ => None,
        });
        told.into_iter().next_back().flatten()
    }

    /// The primary selection's offer now.
    #[must_use]
    pub fn primary(&self) -> Option<ZwpPrimarySelectionOfferV1> {
        let told = self.ever(|heard| match heard {
            Heard::PrimaryDevice(_, zwp_primary_selection_device_v1::Event::Selection { id }) => {
                Some(id.clone())
            }
            _ => None,
        });
        told.into_iter().next_back().flatten()
    }

    /// How many offers of any kind it was introduced to since the last `forget`.
    #[must_use]
    pub fn offers(&self) -> usize {
        let offer = |heard: &Heard| {
            matches!(
                heard,
                Heard::DataDevice(_, wl_data_device::Event::DataOffer { .. })
                    | Heard::PrimaryDevice(
                        _,
                        zwp_primary_selection_device_v1::Event::DataOffer { .. }
                    )
            )
        };
        self.told(|heard| offer(heard).then_some(())).len()
    }

    /// How many events its data devices had since the last `forget`.
    #[must_use]
    pub fn data_events(&self) -> usize {
        let data = |heard: &Heard| {
            matches!(
                heard,
                Heard::DataDevice(..)
                    | Heard::PrimaryDevice(..)
                    | Heard::DataOffer(..)
                    | Heard::PrimaryOffer(..)
            )
        };
        self.told(|heard| data(heard).then_some(())).len()
    }

    /// The types that an offer names.
    #[must_use]
    pub fn types_of(&self, offer: &WlDataOffer) -> Vec<String> {
        let id = offer.id();
        self.ever(|heard| match heard {
            Heard::DataOffer(at, wl_data_offer::Event::Offer { mime_type }) if *at == id => {
                Some(mime_type.clone())
            }
            _ => None,
        })
    }

    /// The offer of the drag that is over it now, if any.
    #[must_use]
    pub fn dragged_over(&self) -> Option<WlDataOffer> {
        let told = self.ever(|heard| match heard {
            Heard::DataDevice(_, wl_data_device::Event::Enter { id, .. }) => Some(id.clone()),
            Heard::DataDevice(_, wl_data_device::Event::Leave) => Some(None),
            _ => None,
        });
        told.into_iter().next_back().flatten()
    }

    /// Whether something was dropped on it since the last `forget`.
    #[must_use]
    pub fn dropped_on(&self) -> bool {
        let drop =
            |heard: &Heard| matches!(heard, Heard::DataDevice(_, wl_data_device::Event::Drop));
        !self.told(|heard| drop(heard).then_some(())).is_empty()
    }

    /// Whether one of its clipboard or drag sources was cancelled since the last `forget`.
    #[must_use]
    pub fn cancelled(&self) -> bool {
        let cancelled = |heard: &Heard| {
            matches!(
                heard,
                Heard::DataSource(_, wl_data_source::Event::Cancelled)
            )
        };
        !self.told(|heard| cancelled(heard).then_some(())).is_empty()
    }

    /// Whether one of its drags came to its end since the last `forget`: then a program takes
    /// back what it let be moved.
    #[must_use]
    pub fn finished(&self) -> bool {
        let finished = |heard: &Heard| {
            matches!(
                heard,
                Heard::DataSource(_, wl_data_source::Event::DndFinished)
            )
        };
        !self.told(|heard| finished(heard).then_some(())).is_empty()
    }

    /// Asks for an offer's text; what `sent` will have written comes out of the other end.
    #[must_use]
    pub fn ask(&self, offer: &WlDataOffer) -> Pipe {
        let (read, write) = UnixStream::pair().expect("a pipe");
        offer.receive(TEXT.into(), write.as_fd());
        Pipe(read)
    }

    /// The same for the primary selection.
    #[must_use]
    pub fn ask_primary(&self, offer: &ZwpPrimarySelectionOfferV1) -> Pipe {
        let (read, write) = UnixStream::pair().expect("a pipe");
        offer.receive(TEXT.into(), write.as_fd());
        Pipe(read)
    }

    /// Takes the requests for its data that have come and were not taken before: the type,
    /// and where to write.
    #[must_use]
    pub fn requests(&self) -> Vec<(String, OwnedFd)> {
        let mut world = self.0.world.borrow_mut();
        let all = std::mem::take(&mut world.heard);
        let mark = world.mark;
        let mut requests = Vec::new();
        for (place, heard) in all.into_iter().enumerate() {
            match heard {
                Heard::DataSource(_, wl_data_source::Event::Send { mime_type, fd })
                | Heard::PrimarySource(
                    _,
                    zwp_primary_selection_source_v1::Event::Send { mime_type, fd },
                ) => {
                    world.mark -= usize::from(place < mark);
                    requests.push((mime_type, fd));
                }
                other => world.heard.push(other),
            }
        }
        requests
    }

    /// Answers every request that has come whole, and closes; says how many.
    pub fn answer(&self, bytes: &[u8]) -> usize {
        let requests = self.requests();
        let count = requests.len();
        for (_, fd) in requests {
            std::fs::File::from(fd).write_all(bytes).expect("a reader");
        }
        count
    }

    /// Answers every request for its text that has come since the last `forget`; says how many.
    pub fn send(&self, text: &str) -> usize {
        let wanted = self.told(|heard| match heard {
            Heard::DataSource(_, wl_data_source::Event::Send { fd, .. })
            | Heard::PrimarySource(_, zwp_primary_selection_source_v1::Event::Send { fd, .. }) => {
                fd.try_clone().ok()
            }
            _ => None,
        });
        wanted.iter().for_each(|fd: &OwnedFd| {
            let mut file = std::fs::File::from(fd.try_clone().expect("an fd"));
            file.write_all(text.as_bytes()).expect("a reader");
        });
        wanted.len()
    }
}

/// The end of a transfer at which the data comes out.
pub struct Pipe(UnixStream);

impl Pipe {
    /// What has come so far, without waiting for more.
    #[must_use]
    pub fn text(mut self) -> String {
        self.0.set_nonblocking(true).expect("a socket");
        let mut text = Vec::new();
        let mut part = [0; 4096];
        while let Ok(count) = self.0.read(&mut part) {
            if count == 0 {
                break;
            }
            text.extend_from_slice(&part[..count]);
        }
        String::from_utf8(text).expect("text")
    }
}
