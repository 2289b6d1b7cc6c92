//! Programs that mind their cage's selections without having the keys, as wl-copy and wl-paste do.

use std::io::Write;
use std::os::fd::OwnedFd;

use crate::args;
use crate::client::Pipe;
use crate::fixture::Fixture;
use crate::rawwl::{Obj, Raw};

/// The two protocols for it, by what the names of their interfaces begin with.
pub const PROTOCOLS: [&str; 2] = ["ext_data_control", "zwlr_data_control"];

/// Such a program. It has no window.
pub struct Mind {
    /// Its connection.
    pub raw: Raw,
    /// Its device.
    pub device: Obj,
    protocol: &'static str,
}

impl Fixture {
    /// A program of a cage that minds its selections by one of [`PROTOCOLS`].
    pub fn mind(&mut self, cage: &str, protocol: &'static str) -> Mind {
        let raw = self.raw(cage);
        let manager = raw.bound(&format!("{protocol}_manager_v1"));
        let seat = raw.bound("wl_seat");
        let device = raw.make(manager, "get_data_device", args![seat]);
        self.settle();
        Mind {
            raw,
            device,
            protocol,
        }
    }
}

impl Mind {
    /// The events it has heard since the last `forget`, for people to read.
    #[must_use]
    pub fn heard(&self) -> String {
        let heard = self.raw.heard().into_iter();
        let names = heard.map(|event| format!("{}.{}", event.object.interface.name, event.name));
        names.collect::<Vec<_>>().join(" ")
    }

    /// Makes a source of these types.
    #[must_use]
    pub fn source(&self, types: &[&str]) -> Obj {
        let manager = self.raw.bound(&format!("{}_manager_v1", self.protocol));
        let source = self.raw.make(manager, "create_data_source", args![]);
        for name in types {
            self.raw.tell(source, "offer", args![*name]);
        }
        source
    }

    /// Makes something of these types the clipboard of its cage.
    pub fn copy(&self, types: &[&str]) -> Obj {
        let source = self.source(types);
        self.raw.tell(self.device, "set_selection", args![source]);
        source
    }

    /// Makes something of these types the primary selection of its cage.
    pub fn mark(&self, types: &[&str]) -> Obj {
        let source = self.source(types);
        let request = "set_primary_selection";
        self.raw.tell(self.device, request, args![source]);
        source
    }

    /// What is on the clipboard of its cage, as far as it knows.
    #[must_use]
    pub fn clipboard(&self) -> Option<Obj> {
        self.newest("selection")
    }

    /// What is marked in its cage, as far as it knows.
    #[must_use]
    pub fn primary(&self) -> Option<Obj> {
        self.newest("primary_selection")
    }

    fn newest(&self, event: &str) -> Option<Obj> {
        let told = self.raw.last(self.device, event)?;
        self.raw.object(told.word(0))
    }

    /// The types of an offer.
    #[must_use]
    pub fn types_of(&self, offer: Obj) -> Vec<String> {
        let heard = self.raw.heard().into_iter();
        heard
            .filter(|event| event.object == offer && event.name == "offer")
            .map(|event| event.text(0))
            .collect()
    }

    /// Asks for an offer's data as a type.
    #[must_use]
    pub fn ask(&self, offer: Obj, mime_type: &str) -> Pipe {
        let (pipe, write) = Pipe::new();
        self.raw.tell(offer, "receive", args![mime_type, write]);
        pipe
    }

    /// Answers each request for a source's data that was heard since the last `forget`.
    ///
    /// # Panics
    /// When nobody can read it.
    pub fn answer(&self, source: Obj, text: &str) -> usize {
        let heard = self.raw.heard().into_iter();
        let asked = heard.filter(|event| event.object == source && event.name == "send");
        asked
            .map(|event| {
                let file: OwnedFd = event.file().try_clone().expect("a file");
                std::fs::File::from(file)
                    .write_all(text.as_bytes())
                    .expect("a reader");
            })
            .count()
    }

    /// Whether one of its sources was told that it is the selection no more.
    #[must_use]
    pub fn cancelled(&self, source: Obj) -> bool {
        self.raw.last(source, "cancelled").is_some()
    }
}
