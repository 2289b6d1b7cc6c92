//! Reading where the programs of a cage may send.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::fields::{Fields, Text, shown};
use super::sink::Sink;
use crate::{Code, Destination, Destinations};

/// Entries of one list.
const MOST: usize = 256;

/// What stands under `destinations`; `None` where something of it could not be read.
pub(super) fn destinations(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Destinations> {
    if fields.get("destinations").is_none() {
        return Some(Destinations::default());
    }
    let table = fields.table("destinations", sink)?;
    table.only(&["allow", "deny"], sink);
    let allow = list(&table, "allow", sink);
    let deny = list(&table, "deny", sink);
    Some(Destinations {
        allow: allow?,
        deny: deny?,
    })
}

fn list(table: &Fields<'_>, key: &str, sink: &mut Sink<'_>) -> Option<Vec<Destination>> {
    let words = table.texts(key, sink);
    // An empty list, or one of which nothing could be read, must not become "everywhere".
    if let Some(value) = table.get(key).filter(|_| words.is_empty()) {
        if value
            .get_ref()
            .as_array()
            .is_some_and(|list| list.is_empty())
        {
            let message = format!("the list of what to `{key}` is empty");
            let help = match key {
                "allow" => "leave `allow` out to allow everything, or write `network = \"none\"`",
                _ => "leave `deny` out to deny nothing",
            };
            sink.note_with(&value.span(), Code::Missing, message, Some(help.to_owned()));
        }
        return None;
    }
    if let Some(word) = words.get(MOST) {
        let message = format!("`{key}` has {} entries, {MOST} is the most", words.len());
        sink.note(&word.span, Code::TooMany, message);
        return None;
    }
    let read: Vec<Option<Destination>> = words.iter().map(|word| entry(word, sink)).collect();
    read.into_iter().collect()
}

fn entry(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<Destination> {
    let read = destination(word.value);
    if let Err(help) = &read {
        let message = format!("`{}` is no destination", shown(word.value));
        let help = Some(help.clone());
        sink.note_with(&word.span, Code::BadDestination, message, help);
    }
    read.ok()
}

/// Addresses and ports; what would be right where they are none.
fn destination(text: &str) -> Result<Destination, String> {
    if text.parse::<Ipv6Addr>().is_ok() || text.contains("::") && !text.starts_with('[') {
        return Err("write an address of IPv6 in brackets, such as `[2001:db8::]/32:443`".into());
    }
    let (net, ports) = split(text);
    let ports = ports.map(range).transpose()?;
    let net = match net {
        "*" => None,
        net => Some(network(net)?),
    };
    Ok(Destination { net, ports })
}

/// What stands before the colon of the ports, and what behind it.
fn split(text: &str) -> (&str, Option<&str>) {
    let colon = match text.find(']') {
        Some(end) => text
            .get(end..)
            .and_then(|rest| rest.find(':'))
            .map(|at| end + at),
        None => text.find(':'),
    };
    match colon.and_then(|at| text.split_at_checked(at)) {
        Some((net, ports)) => (net, ports.strip_prefix(':')),
        None => (text, None),
    }
}

fn range(text: &str) -> Result<(u16, u16), String> {
    let help =
        || "write ports from 1 to 65535 as `:443`, or the lower first as `:80-90`".to_owned();
    let port = |text: &str| number(text).and_then(|port| u16::try_from(port).ok());
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (port(first).ok_or_else(help)?, port(last).ok_or_else(help)?);
    if first == 0 || first > last {
        return Err(help());
    }
    Ok((first, last))
}

/// A number in plain digits: without a sign, a space or a leading zero.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let short = text == "0" || !text.starts_with('0');
    text.parse().ok().filter(|_| plain && short)
}

fn network(text: &str) -> Result<(IpAddr, u8), String> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let inner = address
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let read = match inner {
        Some(inner) => inner.parse::<Ipv6Addr>().map(IpAddr::V6).ok(),
        None => address.parse::<Ipv4Addr>().map(IpAddr::V4).ok(),
    };
    let address = read.ok_or_else(|| {
        "write `192.0.2.0/24:443`, `[2001:db8::]/32:80-90` or `*:53`: addresses, not names"
            .to_owned()
    })?;
    let most: u8 = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Some(u32::from(most)), number);
    let bits = bits.and_then(|bits| u8::try_from(bits).ok());
    let bits = bits
        .filter(|bits| *bits <= most)
        .ok_or_else(|| format!("write how many bits of it count as `/0` to `/{most}`"))?;
    let IpAddr::V6(six) = address else {
        return Ok((whole(address, bits)?, bits));
    };
    // Programs that name such a one reach IPv4, which this entry would then not speak of.
    match six.to_ipv4_mapped() {
        Some(four) => Err(format!("write it as IPv4, such as `{four}`")),
        None => Ok((whole(address, bits)?, bits)),
    }
}

/// The address, if it is the first of its network.
fn whole(address: IpAddr, bits: u8) -> Result<IpAddr, String> {
    let first = match address {
        IpAddr::V4(four) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(four.to_bits() & mask))
        }
        IpAddr::V6(six) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & mask))
        }
    };
    if first == address {
        return Ok(address);
    }
    Err(match first {
        IpAddr::V4(first) => format!("write `{first}/{bits}`, the network that it lies in"),
        IpAddr::V6(first) => format!("write `[{first}]/{bits}`, the network that it lies in"),
    })
}
