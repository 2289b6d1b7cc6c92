//! Where a cage's programs may send: rules of the kernel's filter within their network.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::IpAddr;
use std::process::{Command, Stdio};

use lisere_policy::{Destination, Destinations, Network};

use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;
use crate::tools;

const REFUSE: &str = "goto refuse";
/// At once, so that programs need not wait to learn it.
const REFUSAL: &str = "chain refuse {\n\
     meta l4proto tcp reject with tcp reset\n\
     reject with icmpx admin-prohibited\n}\n";
/// Without those no neighbour is found by version 6.
const NEIGHBOURS: &str = "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, \
     nd-router-solicit, mld-listener-report, mld2-listener-report } accept";

pub(super) fn wanted(destinations: &Destinations) -> bool {
    !destinations.allow.is_empty() || !destinations.deny.is_empty()
}

/// A cage whose destinations can't be held to runs with none at all.
pub(super) fn possible(recipe: &Recipe) -> Result<(), Refusal> {
    let (name, network) = (&recipe.name, &recipe.sandbox.network);
    match network {
        Network::None => Ok(()),
        Network::Pasta => {
            tools::need("nft", "nftables", &format!("`destinations` of `{name}`")).map(|_| ())
        }
        Network::Host | Network::Netns(_) => Err(Refusal::failed(
            Reason::Destinations,
            format!("`destinations` of `{name}` can't be held to in the network `{network}`"),
            "use the network `pasta`, or leave `destinations` out",
        )),
    }
}

/// Loads them into the network that this process is in.
pub(super) fn load(destinations: &Destinations, resolvers: &[IpAddr]) -> Result<(), Refusal> {
    let nft = tools::need("nft", "nftables", "`destinations`")?;
    let told = |why: String| {
        let message = format!("the rules for `destinations` can't be loaded: {why}");
        Refusal::failed(Reason::Rules, message, "modprobe nf_tables nft_reject_inet")
    };
    let mut child = Command::new(nft)
        .args(["-f", "-"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| told(error.to_string()))?;
    // Taken, so that its end is told before the wait.
    let written = child.stdin.take().map(|mut stdin| {
        let text = ruleset(destinations, resolvers);
        stdin.write_all(text.as_bytes())
    });
    let output = child.wait_with_output();
    match (written, output) {
        (Some(Ok(())), Ok(output)) if output.status.success() => Ok(()),
        (_, Ok(output)) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(told(said.lines().next().unwrap_or("nft failed").to_owned()))
        }
        (_, Err(error)) => Err(told(error.to_string())),
    }
}

/// As nft reads them. What is denied comes before what is allowed; if anything is allowed,
/// nothing else is, but for the loopback, neighbours and questions for names.
fn ruleset(destinations: &Destinations, resolvers: &[IpAddr]) -> String {
    let mut rules = vec!["oifname \"lo\" accept".to_owned()];
    let each = destinations.deny.iter().map(packets);
    rules.extend(each.map(|found| format!("{found} {REFUSE}")));
    if !destinations.allow.is_empty() {
        rules.push(NEIGHBOURS.to_owned());
        for resolver in resolvers {
            let to = to(Some((*resolver, bits(*resolver))));
            rules.push(format!("{to} {} accept", ports((53, 53))));
        }
        let each = destinations.allow.iter().map(packets);
        rules.extend(each.map(|found| format!("{found} accept")));
        rules.push(REFUSE.to_owned());
    }
    let mut text = format!("table inet lisere {{\n{REFUSAL}chain out {{\n");
    text.push_str("type filter hook output priority 0; policy accept;\n");
    for rule in rules {
        let _ = writeln!(text, "{}", rule.trim());
    }
    text.push_str("}\n}\n");
    text
}

/// What finds the packets that are meant.
fn packets(destination: &Destination) -> String {
    let ports = destination.ports.map(ports).unwrap_or_default();
    format!("{} {ports}", to(destination.net))
}

fn to(net: Option<(IpAddr, u8)>) -> String {
    match net {
        None => String::new(),
        Some((net @ IpAddr::V4(_), bits)) => format!("ip daddr {net}/{bits}"),
        Some((net @ IpAddr::V6(_), bits)) => format!("ip6 daddr {net}/{bits}"),
    }
}

fn ports((first, last): (u16, u16)) -> String {
    format!("meta l4proto {{ tcp, udp }} th dport {first}-{last}")
}

fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destination(net: Option<(&str, u8)>, ports: Option<(u16, u16)>) -> Destination {
        let net = net.map(|(net, bits)| (net.parse().unwrap(), bits));
        Destination { net, ports }
    }

    fn lines(destinations: &Destinations) -> Vec<String> {
        let text = ruleset(destinations, &["192.0.2.53".parse().unwrap()]);
        let inner = text.lines().skip(7);
        let inner: Vec<_> = inner.map(ToOwned::to_owned).collect();
        inner[..inner.len() - 2].to_vec()
    }

    #[test]
    fn what_is_denied_comes_first_and_the_rest_is_free() {
        let deny = vec![
            destination(Some(("192.0.2.0", 24)), Some((443, 443))),
            destination(Some(("2001:db8::", 32)), None),
        ];
        let (allow, tcp) = (Vec::new(), "meta l4proto { tcp, udp } th dport 443-443");
        let expected = [
            "oifname \"lo\" accept".to_owned(),
            format!("ip daddr 192.0.2.0/24 {tcp} {REFUSE}"),
            format!("ip6 daddr 2001:db8::/32  {REFUSE}"),
        ];
        assert_eq!(lines(&Destinations { allow, deny }), expected);
    }

    #[test]
    fn what_is_allowed_leaves_nothing_else() {
        let deny = vec![destination(None, Some((25, 25)))];
        let allow = vec![destination(Some(("192.0.2.0", 24)), Some((80, 90)))];
        let lines = lines(&Destinations { allow, deny });
        assert!(lines[1].starts_with("meta l4proto { tcp, udp } th dport 25-25 goto"));
        assert_eq!(lines[2], NEIGHBOURS);
        assert!(lines[3].starts_with("ip daddr 192.0.2.53/32 meta"));
        assert!(lines[4].contains("th dport 80-90 accept"));
        assert_eq!(lines.last().unwrap(), REFUSE);
    }
}
