//! The login service on the system's bus, as far as locking and sleep go.
//!
//! Signals are taken from whoever owns the service's name and from nobody else: anybody on
//! the bus may send one that looks the same.

use std::os::fd::{AsRawFd, RawFd};
use std::time::Duration;

use lisere_helper::logind::Said;
use nix::sys::socket::UnixAddr;
use rustbus::connection::{Error, Timeout};
use rustbus::message_builder::{HeaderFlags, MarshalledMessage, MessageBuilder};
use rustbus::wire::UnixFd;
use rustbus::wire::unmarshal::traits::Variant;
use rustbus::{MessageType, RpcConn, standard_messages};

/// The service.
const NAME: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PATH: &str = "/org/freedesktop/login1";
/// The bus itself, which tells when the service comes and goes.
const BUS: &str = "org.freedesktop.DBus";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// How long an answer may take.
const PATIENCE: Timeout = Timeout::Duration(Duration::from_secs(5));
/// Where the system's bus is unless the environment says otherwise.
const USUAL: &str = "unix:path=/run/dbus/system_bus_socket";

/// Where the bus is, and which session is ours.
#[derive(Debug)]
pub(crate) struct Place {
    bus: UnixAddr,
    /// The session's number as the login service gave it, or "".
    session: String,
}

/// A connection to the service.
pub(crate) struct Login {
    bus: RpcConn,
    /// Who owns the service's name.
    owner: String,
    /// Our session's object; none where the service knows of none.
    session: Option<String>,
    /// As long as it is open the machine waits with sleep until we are ready.
    sleep: Option<UnixFd>,
    /// As long as it is open the system leaves the lid to us.
    lid: Option<UnixFd>,
}

impl Place {
    /// Reads the environment.
    ///
    /// # Errors
    /// When the bus is somewhere that cannot be reached, in words.
    pub(crate) fn of_environment() -> Result<Place, String> {
        let said = std::env::var("DBUS_SYSTEM_BUS_ADDRESS").ok();
        let address = said.filter(|address| !address.is_empty());
        let address = address.as_deref().unwrap_or(USUAL);
        let path = path_of(address).ok_or_else(|| {
            format!("DBUS_SYSTEM_BUS_ADDRESS is `{address}`: only unix:path=… can be reached")
        })?;
        let bus = UnixAddr::new(path).map_err(|error| format!("{path}: {error}"))?;
        let session = std::env::var("XDG_SESSION_ID").unwrap_or_default();
        Ok(Place { bus, session })
    }
}

/// The path of the first address of a list that has one.
fn path_of(addresses: &str) -> Option<&str> {
    let mut parts = addresses.split(';').filter_map(|one| {
        let rest = one.strip_prefix("unix:")?;
        rest.split(',').find_map(|part| part.strip_prefix("path="))
    });
    parts.next()
}

impl Login {
    /// Connects, and holds the machine from sleeping before we are ready. Returns with it what
    /// the service would not grant, in words.
    ///
    /// # Errors
    /// When the bus or the service cannot be reached.
    pub(crate) fn connect(place: &Place) -> Result<(Login, Vec<String>), Error> {
        let mut bus = RpcConn::connect_to_path(place.bus, PATIENCE)?;
        bus.set_filter(Box::new(|message| message.typ != MessageType::Call));
        for rule in rules() {
            tell(&mut bus, standard_messages::add_match(&rule))?;
        }
        let mut asked = call(BUS, "/org/freedesktop/DBus", BUS, "GetNameOwner");
        asked.body.push_param(NAME)?;
        let owner = ask(&mut bus, &asked)?.body.parser().get::<String>()?;
        let mut login = Login {
            bus,
            owner,
            session: None,
            sleep: None,
            lid: None,
        };
        let mut lacks = Vec::new();
        match login.find_session(&place.session) {
            Ok(session) => login.session = Some(session),
            Err(error) => lacks.push(format!(
                "it knows no session of this process, so it locks none: {error}"
            )),
        }
        if let Err(error) = login.hold_sleep() {
            lacks.push(format!(
                "it does not wait for the lock before sleep: {error}"
            ));
        }
        Ok((login, lacks))
    }

    /// What to wait for.
    pub(crate) fn fd(&self) -> RawFd {
        self.bus.conn().as_raw_fd()
    }

    /// The machine does not sleep before `let_sleep`, for some seconds.
    ///
    /// # Errors
    /// When the service says no.
    pub(crate) fn hold_sleep(&mut self) -> Result<(), Error> {
        if self.sleep.is_none() {
            let why = "the screen is locked before the machine sleeps";
            self.sleep = Some(self.inhibit("sleep", why, "delay")?);
        }
        Ok(())
    }

    /// The machine may sleep.
    pub(crate) fn let_sleep(&mut self) {
        self.sleep = None;
    }

    /// Takes the lid, or gives it back.
    ///
    /// # Errors
    /// When the service says no.
    pub(crate) fn hold_lid(&mut self, hold: bool) -> Result<(), Error> {
        match (hold, &self.lid) {
            (true, None) => {
                let why = "the preferences say what a closed lid does";
                self.lid = Some(self.inhibit("handle-lid-switch", why, "block")?);
            }
            (false, _) => self.lid = None,
            (true, Some(_)) => {}
        }
        Ok(())
    }

    /// Whether somebody holds the system from being idle.
    ///
    /// # Errors
    /// When the service does not say.
    pub(crate) fn awake(&mut self) -> Result<bool, Error> {
        let mut asked = call(NAME, PATH, PROPERTIES, "Get");
        asked.body.push_param2(MANAGER, "BlockInhibited")?;
        let answer = ask(&mut self.bus, &asked)?;
        let held: Variant<'_, '_> = answer.body.parser().get()?;
        let held: &str = held.get()?;
        Ok(held.split(':').any(|what| what == "idle"))
    }

    /// Tells whoever asks the service how the session is: `SetLockedHint` or `SetIdleHint`.
    ///
    /// # Errors
    /// When the bus has gone.
    pub(crate) fn hint(&mut self, method: &str, is: bool) -> Result<(), Error> {
        let Some(session) = self.session.clone() else {
            return Ok(());
        };
        let mut hint = call(NAME, &session, SESSION, method);
        hint.body.push_param(is)?;
        tell(&mut self.bus, hint)
    }

    /// Has a screen's light of this name be so bright, as the kernel counts.
    ///
    /// # Errors
    /// When the service says no, or knows no session of ours.
    pub(crate) fn set_light(&mut self, name: &str, to: u32) -> Result<(), Error> {
        let session = self.session.clone().ok_or_else(|| {
            let why = "logind knows no session of this process";
            Error::IoError(std::io::Error::other(why))
        })?;
        let mut asked = call(NAME, &session, SESSION, "SetBrightness");
        asked.body.push_param3("backlight", name, to)?;
        ask(&mut self.bus, &asked).map(drop)
    }

    /// What the service has said since it was last heard.
    ///
    /// # Errors
    /// When the bus or the service has gone.
    pub(crate) fn hear(&mut self) -> Result<Vec<Said>, Error> {
        // Nobody waits for answers to what others may ask of this connection.
        drop(self.bus.refill_all()?);
        let mut heard = Vec::new();
        while let Some(signal) = self.bus.try_get_signal() {
            heard.extend(self.read(&signal)?);
        }
        Ok(heard)
    }

    fn read(&mut self, signal: &MarshalledMessage) -> Result<Option<Said>, Error> {
        let header = &signal.dynheader;
        let sender = header.sender.as_deref().unwrap_or_default();
        let member = header.member.as_deref().unwrap_or_default();
        let object = header.object.as_deref();
        if sender == BUS {
            // Whoever has the name next knows nothing of what was held.
            let gone = member == "NameOwnerChanged" && first(signal) == Some(NAME);
            return match gone {
                true => Err(Error::ConnectionClosed),
                false => Ok(None),
            };
        }
        if sender != self.owner {
            return Ok(None);
        }
        let ours = object.is_some() && object == self.session.as_deref();
        Ok(match (header.interface.as_deref(), member) {
            (Some(SESSION), "Lock") if ours => Some(Said::Lock),
            (Some(SESSION), "Unlock") if ours => Some(Said::Unlock),
            (Some(MANAGER), "PrepareForSleep") => match signal.body.parser().get::<bool>()? {
                true => Some(Said::Sleep),
                false => {
                    // Without it the next sleep comes before the lock; it is asked for again
                    // at the next connection.
                    let _ = self.hold_sleep();
                    Some(Said::Woke)
                }
            },
            (Some(PROPERTIES), "PropertiesChanged") if first(signal) == Some(MANAGER) => {
                Some(Said::Awake(self.awake()?))
            }
            _ => None,
        })
    }

    /// Our session's object: by its number, else by our process.
    fn find_session(&mut self, number: &str) -> Result<String, Error> {
        let asked = match number {
            "" => {
                let mut asked = call(NAME, PATH, MANAGER, "GetSessionByPID");
                // Whoever asks.
                asked.body.push_param(0_u32)?;
                asked
            }
            number => {
                let mut asked = call(NAME, PATH, MANAGER, "GetSession");
                asked.body.push_param(number)?;
                asked
            }
        };
        let answer = ask(&mut self.bus, &asked)?;
        let path: rustbus::wire::ObjectPath<String> = answer.body.parser().get()?;
        Ok(path.as_ref().to_owned())
    }

    fn inhibit(&mut self, what: &str, why: &str, mode: &str) -> Result<UnixFd, Error> {
        let mut asked = call(NAME, PATH, MANAGER, "Inhibit");
        asked.body.push_param4(what, "Liseré", why, mode)?;
        let answer = ask(&mut self.bus, &asked)?;
        Ok(answer.body.parser().get::<UnixFd>()?)
    }
}

/// The first argument of a signal, if it is text.
fn first(signal: &MarshalledMessage) -> Option<&str> {
    signal.body.parser().get::<&str>().ok()
}

/// What the bus is to pass on.
fn rules() -> [String; 4] {
    let of = |interface: &str| format!("type='signal',sender='{NAME}',interface='{interface}'");
    [
        of(MANAGER),
        of(SESSION),
        format!("{},path='{PATH}'", of(PROPERTIES)),
        format!(
            "type='signal',sender='{BUS}',interface='{BUS}',member='NameOwnerChanged',\
             arg0='{NAME}'"
        ),
    ]
}

fn call(to: &str, object: &str, interface: &str, method: &str) -> MarshalledMessage {
    let call = MessageBuilder::new().call(method).on(object);
    call.with_interface(interface).at(to).build()
}

/// Asks, and waits for the answer.
fn ask(bus: &mut RpcConn, asked: &MarshalledMessage) -> Result<MarshalledMessage, Error> {
    let serial = bus.conn_mut().send.send_message_write_all(asked)?;
    let answer = bus.wait_response(serial, PATIENCE)?;
    match answer.typ {
        MessageType::Reply => Ok(answer),
        _ => Err(Error::IoError(std::io::Error::other(
            answer.dynheader.error_name.unwrap_or_default(),
        ))),
    }
}

/// Tells, and waits for no answer.
fn tell(bus: &mut RpcConn, mut told: MarshalledMessage) -> Result<(), Error> {
    HeaderFlags::NoReplyExpected.set(&mut told.flags);
    let sent = bus.conn_mut().send.send_message_write_all(&told);
    sent.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_path_counts() {
        assert_eq!(path_of(USUAL), Some("/run/dbus/system_bus_socket"));
        let several = "tcp:host=h;unix:guid=1,path=/a;unix:path=/b";
        assert_eq!(path_of(several), Some("/a"));
        assert_eq!(path_of("unix:abstract=x"), None);
        assert_eq!(path_of(""), None);
    }
}
