//! `lisere-cage --notices`: answers to `org.freedesktop.Notifications` on a cage's own bus, and
//! hands what programs want the user to know to the cage's init.
//!
//! It is a program of the cage like all others: nothing that it says is believed. What becomes of
//! a notice outside it never learns; that one has been closed it says by its own clock.

mod book;
mod call;
pub(crate) mod words;

use std::os::unix::net::UnixDatagram;
use std::process::ExitCode;
use std::time::Duration;

use lisere_post::{Wait, packed, send};
use rustbus::connection::{Error, Timeout};
use rustbus::message_builder::{MarshalledMessage, MessageBuilder};
use rustbus::{MessageType, RpcConn, standard_messages};

use self::book::{Book, Closed};
use self::call::{Asked, BadCall, INTERFACE, PATH, Said};
use crate::message::{Notice, code};
use crate::recipe::inside;
use crate::warden::time::now;

/// The least time to wait: the socket takes nought for no bound at all.
const LEAST: Duration = Duration::from_millis(1);

/// What the bus has to know to start the service.
#[must_use]
pub fn service() -> String {
    let program = inside::PROGRAM;
    format!("[D-BUS Service]\nName={INTERFACE}\nExec={program} --notices\n")
}

/// Answers until the bus has gone, or somebody else has the name.
#[must_use]
pub fn process() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(code::FAILED),
    }
}

/// One service.
struct Service {
    bus: RpcConn,
    init: UnixDatagram,
    book: Book,
}

fn serve() -> Result<(), Error> {
    let init = UnixDatagram::unbound()?;
    init.connect(inside::NOTICES)?;
    let mut bus = RpcConn::session_conn(Timeout::Infinite)?;
    if !owns_name(&mut bus)? {
        return Ok(());
    }
    // Nothing else is asked for, and nobody fills this process with what it does not take.
    bus.set_filter(Box::new(|message| message.typ == MessageType::Call));
    let book = Book::default();
    Service { bus, init, book }.run()
}

/// Asks for the name. Whoever has it keeps it.
fn owns_name(bus: &mut RpcConn) -> Result<bool, Error> {
    let flags = standard_messages::DBUS_NAME_FLAG_DO_NOT_QUEUE;
    let asked = standard_messages::request_name(INTERFACE, flags);
    let serial = say(bus, &asked)?;
    let answer = bus.wait_response(serial, Timeout::Infinite)?;
    let answer = answer.body.parser().get::<u32>()?;
    Ok(answer == standard_messages::DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER)
}

impl Service {
    /// Until the bus has gone.
    fn run(&mut self) -> Result<(), Error> {
        loop {
            let now = now();
            for id in self.book.expired(now) {
                self.tell_closed(id, Closed::Expired)?;
            }
            let wait = self
                .book
                .due()
                .map(|due| due.saturating_sub(now).max(LEAST));
            match self
                .bus
                .wait_call(wait.map_or(Timeout::Infinite, Timeout::Duration))
            {
                Ok(call) => self.hear(&call)?,
                Err(Error::TimedOut) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Who asks for what there is not is answered by words in the place of values: the library
    /// can't write errors.
    fn hear(&mut self, call: &MarshalledMessage) -> Result<(), Error> {
        let answer = match call::read(call) {
            Ok(asked) => self.answer(call, asked)?,
            Err(BadCall::Arguments) => standard_messages::invalid_args(&call.dynheader, None),
            Err(BadCall::Unknown) => standard_messages::unknown_method(&call.dynheader),
        };
        say(&mut self.bus, &answer).map(|_| ())
    }

    fn answer(
        &mut self,
        call: &MarshalledMessage,
        asked: Asked,
    ) -> Result<MarshalledMessage, Error> {
        let mut answer = call.dynheader.make_response();
        match asked {
            Asked::Notify(said) => answer.body.push_param(self.notify(said)),
            Asked::Close(id) => {
                self.close(id)?;
                Ok(())
            }
            Asked::Capabilities => answer.body.push_param(&["body"][..]),
            Asked::Information => {
                let version = env!("CARGO_PKG_VERSION");
                answer.body.push_param4("Liseré", "Liseré", version, "1.2")
            }
            Asked::Introspection => answer.body.push_param(call::INTROSPECTION),
            Asked::Ping => Ok(()),
        }?;
        Ok(answer)
    }

    /// Hands a notice on; answers with its number.
    fn notify(&mut self, said: Said) -> u32 {
        let now = now();
        let id = self.book.open(said.replaces, said.lasts_ms, now);
        self.pass(&Notice {
            id,
            summary: words::headline(&said.summary),
            body: words::body(&said.body),
            lasts_ms: said.lasts_ms,
            withdrawn: false,
        });
        id
    }

    fn close(&mut self, id: u32) -> Result<(), Error> {
        if !self.book.close(id) {
            return Ok(());
        }
        self.pass(&Notice {
            id,
            withdrawn: true,
            ..Notice::default()
        });
        self.tell_closed(id, Closed::Asked)
    }

    /// To the init. If it has gone, so has the cage.
    fn pass(&self, notice: &Notice) {
        let _ = send(&self.init, &packed(notice), &[], Wait::Yes);
    }

    fn tell_closed(&mut self, id: u32, why: Closed) -> Result<(), Error> {
        let signal = MessageBuilder::new().signal(INTERFACE, "NotificationClosed", PATH);
        let mut signal = signal.build();
        signal.body.push_param2(id, why as u32)?;
        say(&mut self.bus, &signal).map(|_| ())
    }
}

fn say(bus: &mut RpcConn, message: &MarshalledMessage) -> Result<u32, Error> {
    bus.conn_mut().send.send_message_write_all(message)
}
