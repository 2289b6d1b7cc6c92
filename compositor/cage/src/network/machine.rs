//! What a cage's network has to know of the machine's: its addresses and name servers.

use std::ffi::OsString;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::LONGEST;

/// Names [`Machine`] to what starts within the network, where none of it can be seen any more.
const VARIABLE: &str = "LISERE_MACHINE";
/// Questions for names that are sent there reach a name server of the machine itself. Of the
/// addresses for one link, which no other machine answers to.
pub(super) const FORWARDER: Ipv4Addr = Ipv4Addr::new(169, 254, 1, 1);

/// The machine's own network, when the cage starts.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Machine {
    /// All but loopback.
    pub(super) addresses: Vec<IpAddr>,
    /// Whom it asks for names.
    pub(super) nameservers: Vec<IpAddr>,
    /// The rest of its list that programs may want: `search` and `options`.
    pub(super) wishes: Vec<String>,
    /// Whether it is connected to nothing.
    pub(super) offline: bool,
}

impl Machine {
    /// Looks at the network that this process is in.
    pub(super) fn look() -> Self {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let mut addresses = inet(&read("/proc/net/fib_trie"));
        addresses.extend(inet6(&read("/proc/net/if_inet6")));
        let list: String = read("/etc/resolv.conf").chars().take(LONGEST).collect();
        Self {
            addresses,
            nameservers: nameservers(&list),
            wishes: wishes(&list),
            offline: !routed(&read("/proc/net/route"), &read("/proc/net/ipv6_route")),
        }
    }

    /// As the one who built the network told it.
    pub(super) fn told() -> Option<Self> {
        serde_json::from_str(&std::env::var(VARIABLE).ok()?).ok()
    }

    /// `NAME=VALUE`, for [`Machine::told`].
    pub(super) fn variable(&self) -> OsString {
        let value = serde_json::to_string(self).unwrap_or_default();
        OsString::from(format!("{VARIABLE}={value}"))
    }

    /// Whether names are asked for on this machine, where the cage can't ask: pasta passes its
    /// questions on to the first name server of version 4.
    pub(super) fn asks_itself(&self) -> bool {
        let first = self.nameservers.iter().find(|address| address.is_ipv4());
        first.is_some_and(|address| self.has(*address))
    }

    /// Whom the cage asks for names.
    pub(super) fn resolvers(&self) -> Vec<IpAddr> {
        let here = self.asks_itself().then_some(IpAddr::V4(FORWARDER));
        let away = self.nameservers.iter().copied();
        here.into_iter()
            .chain(away.filter(|address| !self.has(*address)))
            .collect()
    }

    /// The list of name servers as the cage has it.
    pub(super) fn resolv_conf(&self) -> String {
        let servers = self.resolvers().into_iter();
        let servers = servers.map(|address| format!("nameserver {address}\n"));
        let wishes = self.wishes.iter().map(|wish| format!("{wish}\n"));
        servers.chain(wishes).collect()
    }

    fn has(&self, address: IpAddr) -> bool {
        address.is_loopback() || address.is_unspecified() || self.addresses.contains(&address)
    }
}

/// The kernel's own tree of routes: an address stands on the line before `/32 host LOCAL`.
fn inet(trie: &str) -> Vec<IpAddr> {
    let lines = trie.lines().map(str::trim);
    let pairs = lines.clone().zip(lines.skip(1));
    let own = pairs.filter(|(_, kind)| *kind == "/32 host LOCAL");
    let own = own.filter_map(|(leaf, _)| leaf.strip_prefix("|-- ")?.parse::<Ipv4Addr>().ok());
    let mut own: Vec<_> = own.filter(|address| !address.is_loopback()).collect();
    own.sort_unstable();
    own.dedup();
    own.into_iter().map(IpAddr::V4).collect()
}

fn inet6(list: &str) -> Vec<IpAddr> {
    let words = list.lines().filter_map(|line| line.split(' ').next());
    let numbers = words.filter_map(|word| u128::from_str_radix(word, 16).ok());
    let own = numbers.map(Ipv6Addr::from);
    own.filter(|address| !address.is_loopback())
        .map(IpAddr::V6)
        .collect()
}

/// Those bound to one link are left out: they mean nothing anywhere else.
fn nameservers(list: &str) -> Vec<IpAddr> {
    let lines = list.lines().map(str::split_whitespace);
    let named = lines.filter_map(|mut words| {
        let server = words.next() == Some("nameserver");
        words.next().filter(|_| server)?.parse().ok()
    });
    named.take(8).collect()
}

fn wishes(list: &str) -> Vec<String> {
    let wish = |line: &&str| line.starts_with("search ") || line.starts_with("options ");
    let plain = |line: &&str| line.len() <= 1024 && !line.chars().any(char::is_control);
    let lines = list.lines().filter(wish).filter(plain).take(4);
    lines.map(ToOwned::to_owned).collect()
}

/// Whether there is a way to everywhere, by either family.
fn routed(inet: &str, inet6: &str) -> bool {
    let field = |line: &str, nth: usize| line.split_whitespace().nth(nth).map(ToOwned::to_owned);
    let everywhere = |word: Option<String>| word.is_some_and(|w| w.bytes().all(|b| b == b'0'));
    let v4 = inet.lines().any(|line| {
        everywhere(field(line, 1)) && everywhere(field(line, 7)) && line.starts_with(|c| c != 'I')
    });
    let v6 = inet6.lines().any(|line| {
        let loopback = field(line, 9).is_none_or(|device| device == "lo");
        everywhere(field(line, 0)) && everywhere(field(line, 1)) && !loopback
    });
    v4 || v6
}

#[cfg(test)]
mod tests;
