//! Buffers of the graphics card are taken only where a graphics card draws.

use lisere::globals::{Needs, TABLE};
use lisere_tests::Screen;

use crate::{BOTH, fixture};

/// The tests' machines draw with the processor, under either renderer.
#[test]
fn software_offers_no_graphics_card() {
    let needy: Vec<&str> = TABLE
        .iter()
        .filter(|row| row.needs == Needs::Gpu)
        .map(|row| row.interface())
        .collect();
    assert_eq!(needy, ["zwp_linux_dmabuf_v1"]);
    for renderer in BOTH {
        let mut fixture = fixture(renderer, Screen::new(64, 64, 1.0));
        if fixture.core.backend.offer().is_some() {
            continue;
        }
        for cage in ["web", "vault"] {
            let client = fixture.client(cage);
            let seen = client.registry();
            assert!(
                seen.iter()
                    .all(|global| !needy.contains(&global.interface.as_str())),
                "{renderer:?}"
            );
        }
    }
}
