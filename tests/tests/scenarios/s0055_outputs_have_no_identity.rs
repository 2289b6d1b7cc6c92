//! Clients learn of an output what they need to draw, not which one it is (DL-15).

use lisere_tests::{Fixture, Heard};
use wayland_client::protocol::wl_output::{Event, WlOutput};
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_manager_v1::ZxdgOutputManagerV1;

#[test]
fn outputs_have_no_identity() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let output: WlOutput = web.bind();
    let manager: ZxdgOutputManagerV1 = web.bind();
    let _about = manager.get_xdg_output(&output, web.queue(), ());
    fixture.settle();

    let told = web.told(|heard| match heard {
        Heard::Output(..) | Heard::XdgOutput(..) => Some(format!("{heard:?}")),
        _ => None,
    });
    assert!(told.len() >= 6, "{told:?}");
    assert!(
        told.iter()
            .all(|event| !event.to_uppercase().contains("HEADLESS")),
        "{told:?}"
    );
    assert!(told.iter().any(|event| event.contains("OUT-1")));
    let sizes = web.told(|heard| match heard {
        Heard::Output(
            _,
            Event::Geometry {
                physical_width,
                physical_height,
                ..
            },
        ) => Some((*physical_width, *physical_height)),
        _ => None,
    });
    assert_eq!(sizes, [(0, 0)], "how large the panel is would tell which");
}
