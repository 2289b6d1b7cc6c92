//! Buses of the host's session and system, and of other cages.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use super::Probe;
use crate::bait::hidden;
use crate::baits::Baits;
use crate::outcome::{Stop, Tried, any, held, moot};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "bus-of-session",
        "talk to the user's session bus",
        |baits| greet(baits.of("host.bus")?).map(|id| format!("it is {id}")),
    ),
    Probe::new(
        "bus-by-address",
        "find a bus of the outside by the own address of the bus",
        own,
    ),
    Probe::new("bus-of-system", "talk to the system's bus", |baits| {
        greet(baits.of("host.system-bus")?).map(|id| format!("it is {id}"))
    }),
];

/// Says hello to a bus, by its address; the bus tells its identity.
pub(crate) fn greet(address: &str) -> Result<String, Stop> {
    let first = address.split(';').next().unwrap_or_default();
    let place = first.split(',').next().unwrap_or_default();
    let mut socket = match place.split_once('=') {
        Some(("unix:path", path)) => UnixStream::connect(path)?,
        Some(("unix:abstract", name)) => UnixStream::connect_addr(&hidden(name)?)?,
        _ => return Err(Stop::Moot("its address is of another kind".into())),
    };
    socket.set_read_timeout(Some(Duration::from_secs(2)))?;
    socket.write_all(b"\0AUTH EXTERNAL\r\nDATA\r\n")?;
    let mut said = String::new();
    let mut bytes = [0; 256];
    while !said.contains("OK ") {
        match socket.read(&mut bytes)? {
            0 => return Err(Stop::Held("it hangs up".into())),
            count => said += &String::from_utf8_lossy(bytes.get(..count).unwrap_or_default()),
        }
    }
    let id = said
        .split("OK ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    Ok(id.unwrap_or_default().to_owned())
}

fn own(baits: &Baits) -> Tried {
    let Ok(address) = std::env::var("DBUS_SESSION_BUS_ADDRESS") else {
        return held("it has no bus");
    };
    let id = greet(&address)?;
    any(baits.all("bus-id")?, |other| match id == other {
        true => Ok(format!("it is {id}")),
        false => held("the own bus is another one"),
    })
    .or_else(|stop| match stop {
        Stop::Moot(why) => moot(&why),
        stop => Err(stop),
    })
}
