//! An output hangs on its side: its programs are told how it is turned and how much room that leaves.

use lisere_tests::{Fixture, Heard, Screen, paint};
use smithay::utils::Transform;
use wayland_client::WEnum;
use wayland_client::protocol::wl_output::{self, Transform as Turn, WlOutput};
use wayland_client::protocol::wl_surface;
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_manager_v1::ZxdgOutputManagerV1;
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_v1;

#[test]
fn a_turned_output_is_told() {
    let screen = Screen {
        size: (800, 600),
        scale: 1.0,
        transform: Transform::_90,
    };
    let mut fixture = Fixture::on("home", &[screen]);
    let client = fixture.client("work");
    let output: WlOutput = client.bind();
    let manager: ZxdgOutputManagerV1 = client.bind();
    manager.get_xdg_output(&output, client.queue(), ());
    fixture.settle();

    let turns = client.told(|heard| match heard {
        Heard::Output(_, wl_output::Event::Geometry { transform, .. }) => Some(*transform),
        _ => None,
    });
    assert_eq!(turns, [WEnum::Value(Turn::_90)]);
    let rooms = client.told(|heard| match heard {
        Heard::XdgOutput(_, zxdg_output_v1::Event::LogicalSize { width, height }) => {
            Some((*width, *height))
        }
        _ => None,
    });
    assert_eq!(rooms, [(600, 800)], "as the user sees it");

    let window = fixture.window(&client, (200, 100), paint::WHITE);
    let preferred = client.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::PreferredBufferTransform { transform }) => {
            Some(*transform)
        }
        _ => None,
    });
    assert_eq!(preferred.last(), Some(&WEnum::Value(Turn::_90)));

    window.toplevel.set_maximized();
    fixture.settle();
    let size = window.configured().size;
    assert!(size.0 < 600 && size.1 > 600, "{size:?} fits upright");
}
