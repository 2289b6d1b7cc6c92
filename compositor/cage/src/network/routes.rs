//! Routes that lead nowhere: addresses that nothing in a network can send to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rustix::io::Errno;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketType, recv, send, socket};

use crate::message::Refusal;
use crate::reason::Reason;

/// Of linux/rtnetlink.h and linux/netlink.h.
mod number {
    pub(super) const ERROR: u16 = 2;
    pub(super) const SET_LINK: u16 = 19;
    pub(super) const NEW_ROUTE: u16 = 24;
    /// A request that is answered.
    pub(super) const ASK: u16 = 0x1 | 0x4;
    /// And that makes what was not there.
    pub(super) const CREATE: u16 = 0x200 | 0x400;
    pub(super) const MAIN: u8 = 254;
    pub(super) const LOCAL: u8 = 255;
    pub(super) const STATIC: u8 = 4;
    pub(super) const UNREACHABLE: u8 = 7;
    pub(super) const DESTINATION: u16 = 1;
    pub(super) const PRIORITY: u16 = 6;
    pub(super) const UP: u32 = 1;
}

/// Whoever listens on this machine hears what is sent to many, whoever sent it.
const MANY: [(IpAddr, u8); 3] = [
    (IpAddr::V4(Ipv4Addr::new(224, 0, 0, 0)), 4),
    (IpAddr::V4(Ipv4Addr::BROADCAST), 32),
    (IpAddr::V6(Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0)), 8),
];
/// Version 4 addresses in version 6 ones would reach what the plain ones may not.
const MAPPED: (IpAddr, u8) = (IpAddr::V6(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0)), 96);

/// Makes the addresses unreachable from the network that this process is in, and those of many.
///
/// # Errors
/// What the kernel refused.
pub(super) fn deny(addresses: &[IpAddr]) -> Result<(), Refusal> {
    let each = addresses.iter().map(|address| match address {
        IpAddr::V4(_) => (*address, 32),
        IpAddr::V6(_) => (*address, 128),
    });
    for (address, bits) in each.chain(MANY).chain([MAPPED]) {
        match ask(&route(address, bits)) {
            Ok(()) | Err(Errno::EXIST) => {}
            // A network without version 6 needs no such routes.
            Err(Errno::AFNOSUPPORT | Errno::OPNOTSUPP) if address.is_ipv6() => {}
            Err(errno) => {
                let message = format!("the cage's network can't be kept from {address}: {errno}");
                let reason = Reason::Network(errno.raw_os_error());
                return Err(Refusal::failed(reason, message, ""));
            }
        }
    }
    Ok(())
}

/// Lets programs of this network reach each other.
///
/// # Errors
/// What the kernel refused.
pub(super) fn raise_loopback() -> Result<(), Refusal> {
    // struct ifinfomsg: family, padding, kind, index, flags, which of them change.
    let mut body = vec![0; 4];
    for word in [1, number::UP, number::UP] {
        body.extend(word.to_ne_bytes());
    }
    let message = packet(number::SET_LINK, number::ASK, &body);
    ask(&message).map_err(|errno| {
        let message = format!("the cage's loopback can't be raised: {errno}");
        Refusal::failed(Reason::Network(errno.raw_os_error()), message, "")
    })
}

/// The request for one such route.
fn route(address: IpAddr, bits: u8) -> Vec<u8> {
    let (family, octets) = match address {
        IpAddr::V4(v4) => (AddressFamily::INET, v4.octets().to_vec()),
        IpAddr::V6(v6) => (AddressFamily::INET6, v6.octets().to_vec()),
    };
    // The kernel has a route of its own there, which only an earlier one can come before.
    let table = match address.is_multicast() && address.is_ipv6() {
        true => number::LOCAL,
        false => number::MAIN,
    };
    let family = u8::try_from(family.as_raw()).unwrap_or_default();
    // struct rtmsg: family, bits of both ends, service, table, who made it, scope, kind, flags.
    let mut body = vec![family, bits, 0, 0, table, number::STATIC, 0];
    body.extend([number::UNREACHABLE, 0, 0, 0, 0]);
    body.extend(attribute(number::DESTINATION, &octets));
    body.extend(attribute(number::PRIORITY, &1_u32.to_ne_bytes()));
    packet(number::NEW_ROUTE, number::ASK | number::CREATE, &body)
}

/// All ours are whole words long, so that none needs padding.
fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(value.len()).unwrap_or_default();
    let mut bytes = length.saturating_add(4).to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(value);
    bytes
}

fn packet(kind: u16, flags: u16, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or_default();
    let mut bytes = length.saturating_add(16).to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(flags.to_ne_bytes());
    bytes.extend([0; 8]);
    bytes.extend(body);
    bytes
}

fn ask(message: &[u8]) -> Result<(), Errno> {
    // The first of its protocols is the one for links and routes.
    let socket = socket(AddressFamily::NETLINK, SocketType::RAW, None)?;
    send(&socket, message, SendFlags::empty())?;
    let mut answer = [0; 4096];
    let (got, _) = recv(&socket, &mut answer, RecvFlags::empty())?;
    judged(answer.get(..got).unwrap_or_default())
}

/// What an answer says: its header's kind, then a negative number, or 0 for what is done.
fn judged(answer: &[u8]) -> Result<(), Errno> {
    let kind = answer.get(4..6).and_then(|bytes| bytes.try_into().ok());
    let said = answer.get(16..20).and_then(|bytes| bytes.try_into().ok());
    match (kind.map(u16::from_ne_bytes), said.map(i32::from_ne_bytes)) {
        (Some(number::ERROR), Some(0)) => Ok(()),
        (Some(number::ERROR), Some(number)) => {
            Err(Errno::from_raw_os_error(number.saturating_neg()))
        }
        _ => Err(Errno::PROTO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_how_long_it_is() {
        for (address, bits) in MANY.into_iter().chain([MAPPED]) {
            let bytes = route(address, bits);
            let said = u32::from_ne_bytes(bytes[..4].try_into().unwrap());
            assert_eq!(said as usize, bytes.len());
            assert_eq!(bytes.len() % 4, 0);
        }
    }

    #[test]
    fn answers_are_read_and_nothing_else_is_one() {
        let answer = |number: i32| {
            let mut bytes = packet(number::ERROR, 0, &number.to_ne_bytes());
            bytes.extend([0; 16]);
            bytes
        };
        assert_eq!(judged(&answer(0)), Ok(()));
        assert_eq!(judged(&answer(-17)), Err(Errno::EXIST));
        assert_eq!(judged(&[]), Err(Errno::PROTO));
        assert_eq!(judged(&packet(3, 0, &[0; 4])), Err(Errno::PROTO));
    }
}
