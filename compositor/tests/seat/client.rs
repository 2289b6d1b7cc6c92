//! A client that notes what it is told.

use std::io::Write;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::Client;
use wayland_client::protocol::wl_compositor::WlCompositor;
use wayland_client::protocol::wl_data_device::{self, WlDataDevice};
use wayland_client::protocol::wl_data_device_manager::WlDataDeviceManager;
use wayland_client::protocol::wl_data_offer::{self, WlDataOffer};
use wayland_client::protocol::wl_data_source::{self, WlDataSource};
use wayland_client::protocol::wl_keyboard::{self, WlKeyboard};
use wayland_client::protocol::wl_pointer::{self, WlPointer};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_client::protocol::wl_touch::{self, WlTouch};
use wayland_client::{
    Connection, Dispatch, EventQueue, Proxy, QueueHandle, delegate_noop, event_created_child,
};
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_device_v1::WpCursorShapeDeviceV1;
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_v1::{
    self, ZwpPrimarySelectionDeviceV1,
};
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_offer_v1::{
    self, ZwpPrimarySelectionOfferV1,
};
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_source_v1::{
    self, ZwpPrimarySelectionSourceV1,
};

/// What a client was told, a line an event, and the last of each object it was given.
#[derive(Default)]
pub struct Log {
    pub events: Vec<String>,
    pub serial: u32,
    pub enter: u32,
    pub keymap: Option<OwnedFd>,
    pub offer: Option<WlDataOffer>,
    pub primary: Option<ZwpPrimarySelectionOfferV1>,
    globals: Vec<(u32, String, u32)>,
}

impl Log {
    fn add(&mut self, event: impl Into<String>) {
        self.events.push(event.into());
    }

    /// What came since the last call.
    pub fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.events)
    }
}

fn write(to: OwnedFd, text: &str) {
    // Who asked may have stopped reading.
    let _ = std::fs::File::from(to).write_all(text.as_bytes());
}

pub struct Peer {
    pub connection: Connection,
    queue: EventQueue<Log>,
    pub log: Log,
    pub client: Client,
    pub cage: CageId,
    registry: WlRegistry,
    pub surface: WlSurface,
    objects: Option<Objects>,
}

struct Objects {
    compositor: WlCompositor,
    seat: WlSeat,
    pointer: WlPointer,
    data: WlDataDeviceManager,
    device: WlDataDevice,
    primary: ZwpPrimarySelectionDeviceManagerV1,
    primary_device: ZwpPrimarySelectionDeviceV1,
    shapes: WpCursorShapeManagerV1,
}

impl Peer {
    pub fn new(stream: UnixStream, client: Client, cage: CageId) -> Peer {
        let connection = Connection::from_socket(stream).unwrap();
        let queue = connection.new_event_queue();
        let registry = connection.display().get_registry(&queue.handle(), ());
        let surface = WlSurface::inert(connection.backend().downgrade());
        Peer {
            connection,
            queue,
            log: Log::default(),
            client,
            cage,
            registry,
            surface,
            objects: None,
        }
    }

    fn global<I: Proxy + 'static>(&self) -> I
    where
        Log: Dispatch<I, ()>,
    {
        let name = I::interface().name;
        let (number, _, version) = self
            .log
            .globals
            .iter()
            .find(|global| global.1 == name)
            .unwrap();
        self.registry.bind(*number, *version, &self.handle(), ())
    }

    pub fn bind(&mut self) {
        let handle = self.handle();
        let (compositor, seat) = (self.global::<WlCompositor>(), self.global::<WlSeat>());
        let (data, primary) = (
            self.global::<WlDataDeviceManager>(),
            self.global::<ZwpPrimarySelectionDeviceManagerV1>(),
        );
        self.surface = compositor.create_surface(&handle, ());
        seat.get_keyboard(&handle, ());
        seat.get_touch(&handle, ());
        self.objects = Some(Objects {
            pointer: seat.get_pointer(&handle, ()),
            device: data.get_data_device(&seat, &handle, ()),
            primary_device: primary.get_device(&seat, &handle, ()),
            shapes: self.global(),
            compositor,
            seat,
            data,
            primary,
        });
    }

    fn objects(&self) -> &Objects {
        self.objects.as_ref().unwrap()
    }

    pub fn handle(&self) -> QueueHandle<Log> {
        self.queue.handle()
    }

    pub fn device(&self) -> &WlDataDevice {
        &self.objects().device
    }

    pub fn pointer(&self) -> &WlPointer {
        &self.objects().pointer
    }

    pub fn seat(&self) -> &WlSeat {
        &self.objects().seat
    }

    pub fn new_surface(&self) -> WlSurface {
        self.objects().compositor.create_surface(&self.handle(), ())
    }

    pub fn shapes(&self) -> WpCursorShapeDeviceV1 {
        let objects = self.objects();
        objects
            .shapes
            .get_pointer(&objects.pointer, &self.handle(), ())
    }

    pub fn new_device(&self) -> WlDataDevice {
        let objects = self.objects();
        objects
            .data
            .get_data_device(&objects.seat, &self.handle(), ())
    }

    /// A source that answers every request with `text`.
    pub fn source(&self, text: &'static str) -> WlDataSource {
        let source = self.objects().data.create_data_source(&self.handle(), text);
        source.offer("text/plain".into());
        source
    }

    pub fn copy(&self, text: &'static str, serial: u32) -> WlDataSource {
        let source = self.source(text);
        self.device().set_selection(Some(&source), serial);
        source
    }

    pub fn mark(&self, text: &'static str, serial: u32) {
        let objects = self.objects();
        let source = objects.primary.create_source(&self.handle(), text);
        source.offer("text/plain".into());
        objects.primary_device.set_selection(Some(&source), serial);
    }

    /// Asks the last offer for `mime_type`; what comes can be read from the result.
    pub fn receive(&self, mime_type: &str) -> OwnedFd {
        let (ours, theirs) = rustix::pipe::pipe().unwrap();
        self.log
            .offer
            .as_ref()
            .unwrap()
            .receive(mime_type.into(), theirs.as_fd());
        ours
    }

    pub fn receive_marked(&self) -> OwnedFd {
        let (ours, theirs) = rustix::pipe::pipe().unwrap();
        self.log
            .primary
            .as_ref()
            .unwrap()
            .receive("text/plain".into(), theirs.as_fd());
        ours
    }

    pub fn flush(&mut self) {
        // A client that was ended can't; the tests look at its error.
        let _ = self.connection.flush();
    }

    pub fn read(&mut self) {
        if let Some(guard) = self.connection.prepare_read() {
            let _ = guard.read();
        }
        let _ = self.queue.dispatch_pending(&mut self.log);
    }
}

macro_rules! events {
    ($interface:ty, $event:pat, $data:ty, |$log:ident, $text:ident| $body:block $(, $child:tt)?) => {
        impl Dispatch<$interface, $data> for Log {
            fn event(
                $log: &mut Self,
                _: &$interface,
                $event: <$interface as Proxy>::Event,
                $text: &$data,
                _: &Connection,
                _: &QueueHandle<Self>,
            ) {
                $body
            }
            $(event_created_child!(Log, $interface, $child);)?
        }
    };
}

events!(WlRegistry, event, (), |log, _data| {
    if let wl_registry::Event::Global {
        name,
        interface,
        version,
    } = event
    {
        log.globals.push((name, interface, version));
    }
});

events!(WlKeyboard, event, (), |log, _data| {
    use wl_keyboard::Event;
    match event {
        Event::Keymap { fd, .. } => log.keymap = Some(fd),
        Event::Enter { serial, keys, .. } => {
            log.serial = serial;
            log.add(format!("enter {keys:?}"));
        }
        Event::Leave { .. } => log.add("leave"),
        Event::Key {
            serial, key, state, ..
        } => {
            log.serial = serial;
            log.add(format!("key {key} {:?}", state.into_result().unwrap()));
        }
        Event::Modifiers {
            mods_depressed,
            mods_locked,
            ..
        } => {
            log.add(format!("modifiers {mods_depressed} {mods_locked}"));
        }
        _ => {}
    }
});

events!(WlPointer, event, (), |log, _data| {
    use wl_pointer::Event;
    match event {
        Event::Enter { serial, .. } => {
            log.enter = serial;
            log.add("pointer enter");
        }
        Event::Leave { .. } => log.add("pointer leave"),
        Event::Motion { surface_x, .. } => log.add(format!("motion {surface_x}")),
        Event::Button {
            serial,
            button,
            state,
            ..
        } => {
            log.serial = serial;
            log.add(format!(
                "button {button} {:?}",
                state.into_result().unwrap()
            ));
        }
        Event::Frame => log.add("frame"),
        Event::AxisValue120 { value120, .. } => log.add(format!("v120 {value120}")),
        Event::Axis { value, .. } => log.add(format!("axis {value}")),
        _ => {}
    }
});

events!(WlTouch, event, (), |log, _data| {
    use wl_touch::Event;
    match event {
        Event::Down { id, serial, .. } => {
            log.serial = serial;
            log.add(format!("down {id}"));
        }
        Event::Up { id, .. } => log.add(format!("up {id}")),
        Event::Cancel => log.add("touch cancel"),
        _ => {}
    }
});

events!(WlDataDevice, event, (), |log, _data| {
    use wl_data_device::Event;
    match event {
        Event::Selection { id } => log.add(format!("selection {}", id.is_some())),
        Event::DataOffer { id } => log.offer = Some(id),
        Event::Enter { id, serial, .. } => {
            log.serial = serial;
            log.add(format!("drag enter {}", id.is_some()));
        }
        Event::Leave => log.add("drag leave"),
        Event::Motion { x, .. } => log.add(format!("drag motion {x}")),
        Event::Drop => log.add("drop"),
        _ => {}
    }
}, [wl_data_device::EVT_DATA_OFFER_OPCODE => (WlDataOffer, ())]);

events!(WlDataOffer, event, (), |log, _data| {
    use wl_data_offer::Event;
    match event {
        Event::Offer { mime_type } => log.add(format!("offer {mime_type}")),
        Event::Action { dnd_action } => {
            log.add(format!("offer action {}", u32::from(dnd_action)));
        }
        _ => {}
    }
});

events!(WlDataSource, event, &'static str, |log, text| {
    use wl_data_source::Event;
    match event {
        Event::Send { fd, .. } => write(fd, text),
        Event::Cancelled => log.add("cancelled"),
        Event::Target { mime_type } => log.add(format!("target {mime_type:?}")),
        Event::DndDropPerformed => log.add("dropped"),
        Event::DndFinished => log.add("finished"),
        _ => {}
    }
});

events!(ZwpPrimarySelectionDeviceV1, event, (), |log, _data| {
    use zwp_primary_selection_device_v1::Event;
    match event {
        Event::Selection { id } => log.add(format!("primary {}", id.is_some())),
        Event::DataOffer { offer } => log.primary = Some(offer),
        _ => {}
    }
}, [zwp_primary_selection_device_v1::EVT_DATA_OFFER_OPCODE => (ZwpPrimarySelectionOfferV1, ())]);

events!(ZwpPrimarySelectionOfferV1, event, (), |log, _data| {
    if let zwp_primary_selection_offer_v1::Event::Offer { mime_type } = event {
        log.add(format!("primary offer {mime_type}"));
    }
});

events!(
    ZwpPrimarySelectionSourceV1,
    event,
    &'static str,
    |log, text| {
        use zwp_primary_selection_source_v1::Event;
        match event {
            Event::Send { fd, .. } => write(fd, text),
            Event::Cancelled => log.add("primary cancelled"),
            _ => {}
        }
    }
);

delegate_noop!(Log: ignore WlSeat);
delegate_noop!(Log: ignore WlSurface);
delegate_noop!(Log: WlCompositor);
delegate_noop!(Log: WlDataDeviceManager);
delegate_noop!(Log: ZwpPrimarySelectionDeviceManagerV1);
delegate_noop!(Log: WpCursorShapeManagerV1);
delegate_noop!(Log: WpCursorShapeDeviceV1);
