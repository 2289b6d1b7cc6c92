//! The machine's own lists, as kernels write them.

use super::*;

const TRIE: &str = "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 0.0.0.0\n        /0 universe UNICAST\n\
    \x20    |-- 127.0.0.1\n        /32 host LOCAL\n     |-- 192.0.2.2\n        /32 host LOCAL\n\
    \x20    |-- 192.0.2.255\n        /32 link BROADCAST\nLocal:\n     |-- 192.0.2.2\n\
    \x20       /32 host LOCAL\n     |-- 198.51.100.7\n        /32 host LOCAL\n";
const INET6: &str = "00000000000000000000000000000001 01 80 10 80       lo\n\
    fe8000000000000000fc00fffe000001 04 40 20 80     eth0\n";
const LIST: &str = "# a comment\nnameserver 127.0.0.53\nnameserver 192.0.2.53\n\
    nameserver fe80::1%eth0\nsearch example.net\noptions edns0\nsortlist 1.2.3.4\n";

fn machine() -> Machine {
    let mut addresses = inet(TRIE);
    addresses.extend(inet6(INET6));
    Machine {
        addresses,
        nameservers: nameservers(LIST),
        wishes: wishes(LIST),
        offline: false,
    }
}

#[test]
fn its_addresses_are_all_but_loopback() {
    let expected = ["192.0.2.2", "198.51.100.7", "fe80::fc:ff:fe00:1"];
    let expected: Vec<IpAddr> = expected.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(machine().addresses, expected);
}

#[test]
fn a_resolver_on_the_machine_is_asked_through_the_forwarder() {
    let machine = machine();
    assert!(machine.asks_itself());
    let text = "nameserver 169.254.1.1\nnameserver 192.0.2.53\nsearch example.net\noptions edns0\n";
    assert_eq!(machine.resolv_conf(), text);
}

#[test]
fn a_resolver_elsewhere_is_asked_itself() {
    let mut machine = machine();
    machine.nameservers.remove(0);
    assert!(!machine.asks_itself());
    assert_eq!(
        machine.resolvers(),
        ["192.0.2.53".parse::<IpAddr>().unwrap()]
    );
}

#[test]
fn a_machine_without_a_way_out_is_offline() {
    let head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n";
    let net = format!("{head}eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\n");
    assert!(!routed(&net, ""));
    let way = format!("{head}eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\n");
    assert!(routed(&way, ""));
    let zero = "0".repeat(32);
    let six = |device: &str| format!("{zero} 00 {zero} 00 {zero} ffffffff 1 0 200200 {device}\n");
    assert!(!routed(head, &six("lo")));
    assert!(routed(head, &six("eth0")));
}

#[test]
fn what_is_told_is_what_was_seen() {
    let variable = machine().variable().into_string().unwrap();
    let value = variable.strip_prefix("LISERE_MACHINE=").unwrap();
    assert_eq!(serde_json::from_str::<Machine>(value).unwrap(), machine());
}
