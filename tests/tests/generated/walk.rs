//! From the globals to everything that can be made through them.

use lisere_tests::rawwl::advertised;
use wayland_client::backend::protocol::Interface;

/// Offered only where a graphics card draws, which in these tests none does.
const ABSENT: &str = "zwp_linux_dmabuf_v1";

/// Every interface that a client can get an object of and that has requests.
pub(crate) fn reachable() -> Vec<&'static Interface> {
    let mut found: Vec<&'static Interface> = Vec::new();
    let mut rest = advertised();
    rest.retain(|interface| interface.name != ABSENT);
    while let Some(interface) = rest.pop() {
        if found.iter().any(|known| known.name == interface.name) {
            continue;
        }
        found.push(interface);
        let made = interface.requests.iter().chain(interface.events);
        rest.extend(made.filter_map(|message| message.child_interface));
    }
    found.retain(|interface| !interface.requests.is_empty());
    found.sort_by_key(|interface| interface.name);
    found
}
