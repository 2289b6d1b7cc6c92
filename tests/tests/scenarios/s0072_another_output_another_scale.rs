//! A window is sent to an output with finer pixels: its program is told both where it is and how sharp to draw.

use lisere_tests::{Client, Fixture, Heard, Screen, paint};
use wayland_client::protocol::wl_output::WlOutput;
use wayland_client::protocol::wl_surface;

/// Whole scales that the client's surfaces were told since it last forgot.
fn scales(client: &Client) -> Vec<i32> {
    client.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::PreferredBufferScale { factor }) => Some(*factor),
        _ => None,
    })
}

/// How many outputs its surfaces came onto and left.
fn crossings(client: &Client) -> (usize, usize) {
    let enters = client.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::Enter { .. }) => Some(()),
        _ => None,
    });
    let leaves = client.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::Leave { .. }) => Some(()),
        _ => None,
    });
    (enters.len(), leaves.len())
}

/// Binds every output there is.
fn bind_outputs(client: &Client) {
    let globals = client.registry();
    let outputs = globals
        .iter()
        .filter(|global| global.interface == "wl_output");
    for global in outputs {
        let registry = client.registry_object();
        registry.bind::<WlOutput, _, _>(global.name, global.version, client.queue(), ());
    }
}

#[test]
fn another_output_another_scale() {
    let screens = [Screen::new(640, 400, 1.0), Screen::new(1280, 800, 2.0)];
    let mut fixture = Fixture::on("home", &screens);
    let client = fixture.client("work");
    bind_outputs(&client);
    let window = fixture.window(&client, (240, 120), paint::WHITE);
    assert_eq!(scales(&client), [0; 0], "one is what is not said");
    assert_eq!(crossings(&client), (1, 0));

    client.forget();
    fixture.click_into(&window, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_TAB"]);
    fixture.frame();
    assert_eq!(fixture.entry(&window).output, fixture.output(1));
    assert_eq!(scales(&client), [2]);
    assert_eq!(crossings(&client), (1, 1));

    client.forget();
    let middle = fixture.content(&window);
    fixture.put(&window, (640 - middle.size.w / 3, middle.loc.y));
    assert_eq!(scales(&client), [0; 0], "most of it is still there");
    assert_eq!(crossings(&client), (1, 0), "it overlaps both");
}
